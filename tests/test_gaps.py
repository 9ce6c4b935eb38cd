"""Questions without an answer are kept once each, for their owner alone, and never at the cost of an answer."""

import logging
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from shelf import bot_of

from bot.audit import gaps
from bot.chain import Bot
from ingest.errors import LibraryError


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home")) as bot:
        yield bot


@pytest.fixture
def bot(shared: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bot:
    """The shared bot with a data folder of the test's own for what it notes."""
    monkeypatch.setattr(shared, "settings", shared.settings.model_copy(update={"home": tmp_path}))
    return shared


def ask(bot: Bot, *questions: str) -> None:
    for question in questions:
        gaps.note(bot, bot.trace(question))


def test_a_refused_question_is_kept_with_what_would_answer_it(bot: Bot, tmp_path: Path) -> None:
    ask(bot, "Who is the president of Peru?")
    (gap,) = gaps.read(tmp_path)
    assert gap.question == gap.searched == "Who is the president of Peru?"
    assert gap.kind == "unknown name"
    assert "Peru" in gap.missing
    assert gap.needed == "a profile or a list of people that names “Peru”"
    assert gap.nearest
    assert gap.first == gap.last
    assert stat.S_IMODE((tmp_path / gaps.FILE).stat().st_mode) == 0o600


def test_the_same_question_is_counted_and_the_most_asked_comes_first(bot: Bot, tmp_path: Path) -> None:
    ask(bot, "Who was Napoleon?", "who is the president of Peru", "Who is the president of Peru?")
    assert [(gap.searched, gap.count) for gap in gaps.read(tmp_path)] == [
        ("Who is the president of Peru?", 2),
        ("Who was Napoleon?", 1),
    ]


def test_what_no_document_could_answer_is_not_kept(bot: Bot, tmp_path: Path) -> None:
    ask(
        bot,
        "What is a tram?",
        "Hello",
        "how are you doing today?",
        "good evening to all of you lovely people",
        "and so?",
    )
    ask(bot, "Was ist eine Straßenbahn und wie fährt sie?", "Should we outsource our support?", "what can you do?")
    assert gaps.read(tmp_path) == []


def test_the_setting_switches_it_off(bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot, "settings", bot.settings.model_copy(update={"gaps": False}))
    ask(bot, "Who is the president of Peru?")
    assert list(tmp_path.iterdir()) == []


def test_clearing_forgets_them(bot: Bot, tmp_path: Path) -> None:
    assert gaps.clear(tmp_path / "none") == 0
    ask(bot, "Who is the president of Peru?", "Who was Napoleon?")
    assert gaps.clear(tmp_path) == 2
    assert gaps.read(tmp_path) == []


def test_the_list_stays_short_and_drops_what_was_asked_longest_ago(
    bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "MOST", 2)
    ask(bot, "Who was Napoleon?", "Who is the president of Peru?", "Who was Napoleon?", "Who was Caesar?")
    assert {gap.searched for gap in gaps.read(tmp_path)} == {"Who was Napoleon?", "Who was Caesar?"}
    ask(bot, "Who was " + "Nebuchadnezzar " * 200 + "?")
    assert (tmp_path / gaps.FILE).stat().st_size < 5_000


def test_lines_that_are_damaged_are_passed_over(bot: Bot, tmp_path: Path) -> None:
    ask(bot, "Who was Napoleon?")
    with (tmp_path / gaps.FILE).open("ab") as file:
        file.write(b'{"question": 1}\n[]\n\xff\n{"question": "cut o')
    ask(bot, "Who was Caesar?")
    assert len(gaps.read(tmp_path)) == 2
    assert (tmp_path / gaps.FILE).read_bytes().count(b"\n") == 2


def test_a_list_that_cannot_be_written_costs_no_answer(
    bot: Bot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / gaps.FILE).mkdir()
    before = bot.ask("Who was Napoleon?")
    with caplog.at_level(logging.WARNING):
        ask(bot, "Who was Napoleon?")
    assert "could not be written" in caplog.text
    assert bot.ask("Who was Napoleon?").markdown == before.markdown
    with pytest.raises(LibraryError, match=r"gaps\.jsonl cannot be read"):
        gaps.read(tmp_path)


def test_people_who_ask_at_once_lose_none(bot: Bot, tmp_path: Path) -> None:
    turns = [bot.trace(f"Who was {name}?") for name in ("Napoleon", "Caesar", "Cleopatra", "Nero")]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda turn: gaps.note(bot, turn), turns * 5))
    assert sorted(gap.count for gap in gaps.read(tmp_path)) == [5, 5, 5, 5]
    assert not list(tmp_path.glob("*.new"))


def test_asking_the_bot_itself_notes_nothing(bot: Bot, tmp_path: Path) -> None:
    bot.ask("Who was Napoleon?")
    assert list(tmp_path.iterdir()) == []
