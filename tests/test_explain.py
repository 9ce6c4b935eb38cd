"""An explanation tells what each step found, and which one a refusal is due to, without changing the answer."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from shelf import SHELF, bot_of, made, tampered

from bot.audit.explain import lines_of
from bot.audit.why import Why, why
from bot.chain import Bot, Turn


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home")) as bot:
        yield bot


def seen(bot: Bot, turn: Turn) -> Why:
    return why(turn, bot.store.library.document_frequency, bot.settings.threshold)


def explained(bot: Bot, question: str, history: tuple[str, ...] = ()) -> list[str]:
    turn = bot.trace(question, history)
    assert turn.answer is not None
    return lines_of(turn.answer, seen(bot, turn))


def blamed(bot: Bot, question: str) -> str:
    found = seen(bot, bot.trace(question)).blame
    return f"{found.step}: {found.text}" if found else ""


def test_every_step_has_its_line(bot: Bot) -> None:
    starts = [line.split()[0] for line in explained(bot, "What is a tram?") if line[:1].strip()]
    assert starts == ["understand", "retrieve", "weigh", "enough", "answer"]


def test_the_reading_of_the_question_is_told(bot: Bot) -> None:
    text = "\n".join(explained(bot, "and its risks?", ("What is a tram?",)))
    assert "kind: list" in text
    assert "searched for: and tram's risks?" in text
    assert "taken over from earlier turns: tram" in text


def test_every_passage_read_is_told_with_its_ranks_and_the_words_it_holds(bot: Bot) -> None:
    turn = bot.trace("What is a tram?")
    lines = explained(bot, "What is a tram?")
    assert any(line == f"retrieve    {len(turn.hits)} passages" for line in lines)
    for hit in turn.hits:
        opening = f"{hit.score:.3f}  meaning {hit.dense:.3f} (rank {hit.dense_rank})"
        line = next(line for line in lines if line.strip().startswith(opening))
        assert hit.passage.title in line
        assert ("; holds tram" in line) == ("tram" in hit.passage.index_text.lower())
    assert any("words none" in line for line in lines)


def test_every_quote_is_a_sentence_told_as_shown_and_no_other_is(bot: Bot) -> None:
    turn = bot.trace("What is a tram?")
    found = seen(bot, turn)
    assert turn.answer is not None
    shown = {(item.start, item.end): item.citations for item in found.sentences if not item.dropped}
    assert shown == {(citation.start, citation.end): [citation.n] for citation in turn.answer.citations}
    assert {n for passage in found.passages for n in passage.citations} == {c.n for c in turn.answer.citations}
    assert all(item.dropped for item in found.sentences if not item.citations)


def test_what_was_dropped_says_why(bot: Bot) -> None:
    reasons = {item.dropped for item in seen(bot, bot.trace("What is a tram?")).sentences}
    assert any(reason and "below the best" in reason for reason in reasons)
    refused = seen(bot, bot.trace("Who is the president of Peru?"))
    assert {item.dropped for item in refused.sentences} == {"nothing was said"}


def test_the_cells_of_a_comparison_are_told_as_shown(bot: Bot) -> None:
    turn = bot.trace("What is the difference between a tram and a trolleybus?")
    assert turn.answer is not None
    numbers = {n for item in seen(bot, turn).sentences for n in item.citations}
    assert numbers == {citation.n for citation in turn.answer.citations}


def test_an_answer_blames_nobody(bot: Bot) -> None:
    assert blamed(bot, "What is a tram?") == ""
    assert explained(bot, "What is a tram?")[-1] == "answer      answered"
    assert seen(bot, Turn("x")).blame is None


def test_a_refusal_for_weak_evidence_names_the_weighing_and_what_is_lacking(bot: Bot) -> None:
    lines = explained(bot, "Who is the president of Peru?")
    assert any(line.startswith("to blame    weigh: ") for line in lines)
    (missing,) = (line for line in lines if "words no document holds" in line)
    assert "president" in missing
    assert "understand: No document holds “president” or “peru”; other words may find more." in "\n".join(lines)


def test_a_refusal_by_a_rule_says_which(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot, "settings", bot.settings.model_copy(update={"threshold": 0.01}))
    assert "no document names “Cairo”" in blamed(bot, "What is a tram in Cairo?")
    assert "do not hold the year 2031" in blamed(bot, "Which risks did trams bring in 2031?")
    found = seen(bot, bot.trace("What is a tram in Cairo?"))
    assert found.confidence is not None
    assert found.confidence >= found.threshold == 0.01


def test_an_answer_without_the_question_s_words_raises_doubts(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot, "settings", bot.settings.model_copy(update={"threshold": 0.01}))
    steps = {doubt.step for doubt in seen(bot, bot.trace("do trams carry honey, wax and quince?")).doubts}
    assert "understand" in steps
    assert seen(bot, bot.trace("What is a tram?")).doubts == []


def test_a_refusal_of_an_empty_library_names_the_search(tmp_path_factory: pytest.TempPathFactory) -> None:
    with bot_of(tmp_path_factory.mktemp("empty"), {}) as empty:
        assert blamed(empty, "What is a tram?").startswith("retrieve: Nothing was found")
        assert blamed(empty, "Was ist eine Straßenbahn und wie fährt sie?").startswith("understand: ")


def test_a_refusal_because_no_quote_holds_names_the_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    document, passages = made("trams", SHELF["trams"])
    with bot_of(tmp_path_factory.mktemp("tampered"), {}) as bot:
        bot.store.put(tampered(document, "What is a tram?", "What?"), passages)
        assert blamed(bot, "What is a tram?").startswith("answer: ")


def test_small_talk_and_decisions_are_explained_too(bot: Bot) -> None:
    assert explained(bot, "Hello")[-1] == "answer      answered"
    lines = explained(bot, "Should we outsource our support?")
    assert any(line.startswith("decide      facts read: ") for line in lines)
    assert lines[-1] == "answer      needs_facts"


def test_explaining_does_not_change_the_answer(bot: Bot) -> None:
    for question in ("What is a hive?", "Who is the president of Peru?", "Should we outsource our support?"):
        before = bot.ask(question)
        explained(bot, question)
        after = bot.ask(question)
        same: dict[str, object] = {"timings_ms": {}}
        assert before.model_copy(update=same).model_dump_json() == after.model_copy(update=same).model_dump_json()


def test_a_turn_without_an_answer_marks_nothing_as_shown(bot: Bot) -> None:
    turn = replace(bot.trace("What is a tram?"), answer=None)
    assert all(item.dropped for item in seen(bot, turn).sentences)
