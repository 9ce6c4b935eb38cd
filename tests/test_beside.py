"""Commands typed beside an open page do what they do without one, and nobody is told to close it."""

import json
import re
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from served import begin, complaint, ended, page, until
from shelf import bot_of
from typer.testing import CliRunner

from bot.cli import app
from bot.page.server import _relayed
from bot.service.desk import Desk
from bot.service.work import ask_line
from bot.settings import BotSettings
from ingest import wire
from ingest.progress import Step, silent
from ingest.reach import Line
from ingest.settings import Settings

QUESTIONS = [
    {"id": "definition", "turns": ["What is a tram?"]},
    {"id": "list", "turns": ["What are the advantages of trams?"]},
    {"id": "comparison", "turns": ["What is the difference between a tram and a trolleybus?"]},
    {"id": "talk", "turns": ["What is a hive?", "How do I harvest honey from it?"]},
    {"id": "refused", "turns": ["Who was the king of Portugal in 1700?"]},
    {"id": "none", "turns": []},
]


class Beside:
    """A page over a small library, a copy of its data folder that no page is open on, and answers from before."""

    def __init__(self, served: Path, alone: Path, papers: Path, answers: list[dict[str, Any]]) -> None:
        self.served, self.alone, self.papers, self.answers = served, alone, papers, answers


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beside]:
    root = tmp_path_factory.mktemp("beside")
    with bot_of(root / "served") as bot:
        answers = [ask_line(bot, silent, line=line) | {"timings_ms": {}} for line in QUESTIONS if line["turns"]]
    papers = root / "papers"
    papers.mkdir()
    (papers / "ferry.md").write_text("# Ferry\n\nThe ferry carries forty sheep across the sound.\n")
    (papers / "empty.md").touch()
    shutil.copytree(root / "served", root / "alone")
    with page(root / "served"):
        yield Beside(root / "served", root / "alone", papers, answers)


Typed = Callable[..., tuple[int, str]]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Run a command in this process, on a data folder; gives exit code and what was printed, timings taken out."""
    monkeypatch.setenv("SHOREWISE_BUILTIN", "0")
    monkeypatch.setenv("COLUMNS", "90")

    def typed(home: Path, *words: str) -> tuple[int, str]:
        monkeypatch.setenv("SHOREWISE_HOME", str(home))
        done = CliRunner().invoke(app, list(words))
        said = re.sub(r'("timings_ms": \{)[^}]*|("added": "|last asked )\S*', r"\1\2", done.stdout)
        return done.exit_code, said or str(done.exception)

    return typed


def test_commands_give_the_same_with_a_page_and_without(beside: Beside, typed: Typed, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text("".join(json.dumps(line) + "\n" for line in QUESTIONS) + "no JSON\n")
    code, said = typed(beside.served, "ask", "--batch", str(questions))
    lines = [json.loads(line) for line in said.splitlines()]
    assert code == 1
    assert lines[:-2] == beside.answers
    assert ["error" in line for line in lines[-2:]] == [True, True]
    assert alike(beside, typed, [["documents", "--json"], ["show", "wasps"]]) == [0, 1]


def test_what_a_shell_adds_beside_the_page_is_answered_from_at_once(beside: Beside, typed: Typed) -> None:
    report = json.loads(typed(beside.served, "ingest", str(beside.papers), "--json")[1])
    assert (report["added"], report["refused"]) == (1, 1)
    assert "forty sheep" in typed(beside.served, "ask", "What does the ferry carry?")[1]
    assert typed(beside.served, "remove", "ferry") == (0, "Removed ferry.\n")
    assert "'ferry'" in typed(beside.served, "show", "ferry")[1]


@pytest.mark.long
def test_all_other_commands_give_the_same_too(beside: Beside, typed: Typed, tmp_path: Path) -> None:
    words, receipt, questions = tmp_path / "words.jsonl", str(tmp_path / "receipt.json"), tmp_path / "questions.jsonl"
    questions.write_text("".join(json.dumps(line) + "\n" for line in QUESTIONS))
    words.write_text('{"id": 1, "query": "overhead wire", "k": 3}\n{"id": 2, "query": "honey", "k": 0}\n')
    known = [{"question": turns[-1], "answerable": True} for turns in (line["turns"] for line in QUESTIONS) if turns]
    judged = tmp_path / "judged.jsonl"
    judged.write_text("".join(json.dumps(line) + "\n" for line in known))
    commands = [
        ["ask", "What is a museum?", "--explain", "--receipt", receipt],
        ["replay", receipt],
        ["ask", "--batch", str(questions)],
        ["search", "--batch", str(words)],
        ["search", "overhead wire"],
        ["ask", "Should we outsource payroll? We need close control for many years.", "--json"],
        ["show", "bees", "--json"],
        ["ingest", str(beside.papers), "--json"],
        ["ingest"],
        ["ask", "What does the ferry carry?", "--json"],
        ["remove", "ferry"],
        ["remove", "ferry"],
        ["doctor", "--json"],
        ["doctor", "--calibrate", str(judged)],
        ["reindex"],
        ["ask", "Who is Zorblax?"],
        ["gaps"],
    ]
    assert alike(beside, typed, commands) == [0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]


def alike(beside: Beside, typed: Typed, commands: list[list[str]]) -> list[int]:
    """Check that commands print the same on both data folders; gives their exit codes."""
    without = [typed(beside.alone, *command) for command in commands]
    reached = Line.to(Settings.load(home=beside.served))
    assert reached is not None
    reached.close()
    assert Line.to(Settings.load(home=beside.alone)) is None
    for command, expected in zip(commands, without, strict=True):
        assert typed(beside.served, *command) == expected, command
        assert expected[1], command
    return [code for code, _ in without]


def test_real_shells_are_answered_at_once_and_alike(beside: Beside) -> None:
    shells = [begin(beside.served, "ask", "What is a tram?") for _ in range(3)]
    answers = [ended(shell) for shell in shells]
    assert len({said for _, said, _ in answers}) == 1
    assert all(code == 0 for code, _, _ in answers)
    assert "rail vehicle" in answers[0][1]


def test_a_shell_that_is_set_otherwise_is_told_what_to_set(beside: Beside) -> None:
    said = complaint(beside.served, "search", "x", SHOREWISE_BUILTIN="1", SHOREWISE_WAIT_S="0")
    assert "SHOREWISE_BUILTIN=0" in said
    assert "Set both alike" in said


def test_a_second_page_says_where_the_first_is(beside: Beside) -> None:
    address = wire.read_note(beside.served)
    assert address is not None
    assert f"The page is open already at {address.page}" in complaint(beside.served, "serve", "--port", "7999")


def test_the_page_itself_gives_nobody_the_token_nor_a_way_to_the_shells(beside: Beside) -> None:
    address = wire.read_note(beside.served)
    assert address is not None
    file = beside.served / wire.NOTE
    for path in (f"/file={file}", f"/gradio_api/file={file}", "/relay.json", f"/static/..{file}", "/relay"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address.page}{path}")
        assert address.token.encode() not in refused.value.read()
    front = urllib.request.urlopen(address.page).read().decode()
    assert address.token not in front
    assert str(address.port) not in front
    assert str(beside.served) not in front


def test_a_backup_written_beside_the_page_answers_the_same_where_it_is_restored(
    beside: Beside, typed: Typed, tmp_path: Path
) -> None:
    made, home = str(tmp_path / "made.zip"), tmp_path / "restored"
    answer = typed(beside.served, "ask", "What is a gallery?", "--json")
    assert "3 documents" in typed(beside.served, "backup", made)[1]
    assert "Restored 3 documents" in typed(home, "restore", made)[1]
    assert typed(home, "ask", "What is a gallery?", "--json") == answer
    status, restored = (json.loads(typed(folder, "status", "--json")[1]) for folder in (beside.served, home))
    address = wire.read_note(beside.served)
    assert address is not None
    assert status["owner"] == {"pid": address.pid, "page": address.page}
    assert (restored["owner"], restored["fingerprint"]) == (None, status["fingerprint"])
    assert "Stop it, restore, and open it again" in typed(beside.served, "restore", made, "--replace")[1]


def test_a_shell_that_leaves_in_an_ingest_leaves_library_and_vectors_in_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOREWISE_BUILTIN", "0")
    long = tmp_path / "long.md"
    long.write_text("# Ships\n\n" + "\n\n".join(f"Ship {number} sails to town {number}." for number in range(200)))
    settings = BotSettings.load()
    desk = Desk(settings)
    desk.open(lambda: None)
    store = desk.bot.store

    def leave(step: Step) -> None:
        if step.passages:
            raise KeyboardInterrupt

    with _relayed(desk, "http://127.0.0.1:1"):
        reached = Line.to(settings)
        assert reached is not None
        with reached, pytest.raises(KeyboardInterrupt):
            reached.call("ingest", leave, paths=[str(long)], prune=False)
        until(lambda: not any("process_request" in thread.name for thread in threading.enumerate()))
    assert store.library.passage_count() == 200
    assert store.vectors.ids() == set(store.library.all_passage_ids())
    desk.close()
