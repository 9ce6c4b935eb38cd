"""An explanation tells what each step found, and which one a refusal is due to, without changing the answer."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from shelf import SHELF, bot_of, made, tampered

from bot.chain import Bot, Turn
from bot.explain import blame, explanation, lines_of


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home")) as bot:
        yield bot


def test_every_step_has_its_line(bot: Bot) -> None:
    starts = [line.split()[0] for line in lines_of(bot.trace("What is a tram?")) if line[:1].strip()]
    assert starts == ["understand", "retrieve", "weigh", "enough", "answer"]


def test_the_reading_of_the_question_is_told(bot: Bot) -> None:
    text = explanation(bot, "and its risks?", ("What is a tram?",))
    turn = bot.trace("and its risks?", ("What is a tram?",))
    assert "kind: list" in text
    assert turn.query.standalone in text
    assert "tram" in turn.query.standalone


def test_every_passage_found_is_told_with_both_scores(bot: Bot) -> None:
    turn = bot.trace("What is a tram?")
    lines = lines_of(turn)
    assert f"retrieve    {len(turn.hits)} passages" in lines
    for hit in turn.hits:
        line = next(line for line in lines if line.strip().startswith(f"{hit.score:.3f}  meaning {hit.dense:.3f}"))
        assert hit.passage.title in line
    assert any("words none" in line for line in lines)


def test_shown_sentences_are_marked(bot: Bot) -> None:
    turn = bot.trace("What is a tram?")
    assert turn.answer is not None
    marked = [line.split("  ")[-1] for line in lines_of(turn) if line.startswith("          + ")]
    shown = {" ".join(citation.quote.split())[:110] for citation in turn.answer.citations}
    assert shown == set(marked)


def test_an_answer_blames_nobody(bot: Bot) -> None:
    assert blame(bot.trace("What is a tram?")) == ""
    assert lines_of(bot.trace("What is a tram?"))[-1] == "answer      answered"
    assert blame(Turn("x")) == ""
    assert lines_of(Turn("x"))[-1] == "answer      none"


def test_a_refusal_for_weak_evidence_names_the_weighing_and_the_missing_words(bot: Bot) -> None:
    lines = lines_of(bot.trace("Who is the president of Peru?"))
    assert lines[-1] == "answer      abstained; the evidence was judged too weak (weigh)"
    (missing,) = (line for line in lines if "words no document holds" in line)
    assert "president" in missing
    assert "peru" in missing.lower()


def test_a_refusal_of_an_empty_library_names_the_search(tmp_path_factory: pytest.TempPathFactory) -> None:
    with bot_of(tmp_path_factory.mktemp("empty"), {}) as empty:
        assert lines_of(empty.trace("What is a tram?"))[-1] == "answer      abstained; nothing was retrieved"


def test_a_refusal_because_no_quote_holds_names_the_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    document, passages = made("trams", SHELF["trams"])
    with bot_of(tmp_path_factory.mktemp("tampered"), {}) as bot:
        bot.store.put(tampered(document, "What is a tram?", "What?"), passages)
        assert lines_of(bot.trace("What is a tram?"))[-1].endswith("no sentence could be quoted (answer)")


def test_small_talk_and_decisions_are_explained_too(bot: Bot) -> None:
    assert lines_of(bot.trace("Hello"))[-1] == "answer      answered"
    assert lines_of(bot.trace("Should we outsource our support?"))[-1] == "answer      needs_facts"


def test_explaining_does_not_change_the_answer(bot: Bot) -> None:
    before = bot.ask("What is a hive?")
    explanation(bot, "What is a hive?")
    after = bot.ask("What is a hive?")
    assert after.model_copy(update={"timings_ms": {}}) == before.model_copy(update={"timings_ms": {}})


def test_a_turn_without_an_answer_marks_nothing_as_shown(bot: Bot) -> None:
    turn = replace(bot.trace("What is a tram?"), answer=None)
    assert not any(line.startswith("          + ") for line in lines_of(turn))
