"""Which first words open a case, as learned from turns."""

import pytest
from shelf import encode, model

from bot.case.opening import asks_knowledge, grams_of, opens, probability, shape_of, turn_opens
from bot.understand.fit import NameIndex
from eval.openings import count, load_turns, opened_by, training


def test_most_turns_written_for_the_report_are_taken_rightly() -> None:
    turns = load_turns("report")
    counts = count(turns, opened_by(turns, model()))
    # Most of them are hard to tell: a choice of private life, or of a firm but not on who does its work.
    assert counts.opened >= 0.85 * counts.openings
    assert counts.wrongly <= 0.12 * counts.others


def test_no_report_turn_is_learned_from() -> None:
    assert not {turn.text for turn in training()} & {turn.text for turn in load_turns("report")}


def test_the_shape_keeps_small_words_and_marks_alone() -> None:
    assert shape_of("Should we sell our boats, or not?") == ["should", "we", "W", "our", "W", ",", "or", "not", "?"]


def test_runs_of_small_words_are_counted_with_the_edges() -> None:
    grams = grams_of("Boats or trams?")
    assert {"^ W", "W or W", "W ? $", "or"} <= grams


@pytest.mark.parametrize("text", ["", "?", "a" * 4_000, "should we " * 400, "\u200b", "👍"])
def test_any_words_have_a_probability(text: str) -> None:
    assert 0 <= probability(text, False, encode) <= 1


def test_what_the_grammar_asks_for_needs_less() -> None:
    asked = "Should we outsource our payroll if the data must stay in the country?"
    assert opens(asked, True, encode)


@pytest.mark.parametrize(
    ("turn", "named"),
    [
        ("We could pay a firm abroad for our payroll, or hire for it. Does that have a name?", True),
        ("We run a subsidiary in Brno. Is that outsourcing?", True),
        ("One person works for us alone. It counts also as outsourcing?", True),
        ("What should we look at before picking a country?", True),
        ("What's cheaper for us, an own centre or a vendor, and by how much?", True),
        ("We run a subsidiary in Brno. Is that wise?", False),
        ("Our payroll takes five people and costs too much. Do we need outsourcing?", False),
        ("We run support in Leeds with 40 people. Is it time for outsourcing?", False),
        ("Should we outsource our payroll? What do we need to know?", False),
        ("Should we build a centre or hire a firm, and by how much would that be cheaper?", False),
        ("We need a call centre. Should we do it?", False),
    ],
)
def test_who_asks_for_knowledge_asks_for_no_choice(turn: str, named: bool) -> None:
    assert asks_knowledge(turn, NameIndex(["outsourcing"])) is named


def test_what_a_turn_takes_over_opens_no_case() -> None:
    meant = "Whom should we pay for the payroll of our own staff abroad?"
    assert opens(meant, False, encode)
    assert not turn_opens("When is it kept?", meant, False, encode, True)
    assert turn_opens(meant, meant, False, encode, True)


def test_only_a_plain_turn_opens_a_case_where_the_documents_are_not_on_sourcing() -> None:
    plain, vague = "Would you outsource our payroll or keep it in-house?", "What should we do?"
    assert turn_opens(plain, plain, True, encode, False)
    assert not turn_opens(vague, vague, True, encode, False)
    unsure = next(turn.text for turn in load_turns("tune") if 0.5 <= probability(turn.text, False, encode) < 0.8)
    assert not opens(unsure, False, encode, False)
