"""Recommendations from facts or from words need no library, and say everything a person needs to judge them."""

from typing import Any

import pytest

from bot.rules.book import load_rules
from bot.rules.support import Support
from bot.service.advice import TEXT_LIMIT, Adviser, check_rules, show_rules
from ingest.errors import FactsError
from ingest.store import Store

ADVISER = Adviser.load()
SITUATION = "We need support for six months, we cannot invest, and the data must stay in the country."


def test_facts_lead_to_a_decision_that_carries_the_callers_id() -> None:
    decision = ADVISER.facts({"data": "must_stay", "horizon": "short", "investment": "cannot"}, "a-1")
    assert (decision.id, decision.outcome) == ("a-1", "domestic_outsourcing")
    assert decision.read is None


def test_nothing_told_is_answered_with_a_question() -> None:
    decision = ADVISER.facts({})
    assert decision.status == "ask"
    assert decision.outcome is None
    assert decision.next_question is not None


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"horizont": "short"}, "horizont"),
        ({"horizon": "shrot"}, "shrot"),
        ({"horizon": None}, "horizon"),
        ({"horizon": []}, "horizon"),
        ({"horizon": ["short", 3]}, "horizon"),
    ],
)
def test_an_unknown_fact_or_value_is_refused_by_name(facts: dict[str, Any], named: str) -> None:
    with pytest.raises(FactsError, match=named):
        ADVISER.facts(facts)


def test_a_text_is_decided_by_the_facts_read_from_it() -> None:
    decision = ADVISER.text(SITUATION, "b-2")
    assert decision.read is not None
    assert {reading.fact: reading.value for reading in decision.read} == decision.facts
    assert all(SITUATION[reading.start : reading.end] == reading.words for reading in decision.read)
    assert ADVISER.facts(decision.given, "b-2") == decision.model_copy(update={"read": None})


def test_what_is_spoken_of_without_a_clear_value_is_neither_read_nor_taken_for_granted() -> None:
    told = "Core work, for six years, with 200 people. We can invest and need close control. There is plenty of time."
    quiet, spoken = ADVISER.text(told), ADVISER.text(f"{told} Names are taken out of the data.")
    assert "data" in {one.fact for one in quiet.assumptions}
    assert spoken.read is not None
    assert "data" not in spoken.facts | {one.fact: one.value for one in spoken.read}
    assert "data" in spoken.unknown
    assert "data" not in {one.fact for one in spoken.assumptions}
    assert spoken.given == spoken.facts | {"data": ["ordinary", "sensitive", "must_stay"]}
    assert "not clearly enough to take as known: Data" in ADVISER.shown(spoken)
    assert "not clearly enough" not in ADVISER.shown(quiet)


def test_a_text_without_facts_is_answered_with_a_question() -> None:
    decision = ADVISER.text("Bees are buzzing around the tram stop.")
    assert decision.read == []
    assert decision.status == "ask"


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(FactsError, match="empty"):
        ADVISER.text(text)


def test_a_text_beyond_the_limit_is_refused_with_both_numbers() -> None:
    with pytest.raises(FactsError, match="20,001 characters; the limit is 20,000"):
        ADVISER.text("x" * (TEXT_LIMIT + 1))
    assert ADVISER.text("x" * TEXT_LIMIT).status == "ask"


def test_a_line_of_a_batch_has_facts_or_a_text() -> None:
    stated = ADVISER.line({"id": 7, "facts": {"horizon": "short"}})
    assert (stated.id, stated.facts) == (7, {"horizon": "short"})
    told = ADVISER.line({"id": "t", "text": SITUATION})
    assert told == ADVISER.text(SITUATION, "t")
    assert ADVISER.line({"facts": {}}).id is None


@pytest.mark.parametrize(
    "line",
    [{"id": "x"}, {"id": "x", "facts": {}, "text": "y"}, {"facts": ["horizon"]}, {"text": 5}, {"text": None}, {}],
)
def test_a_line_that_is_neither_is_refused(line: dict[str, Any]) -> None:
    with pytest.raises(FactsError):
        ADVISER.line(line)


def test_a_decision_is_shown_with_readings_reasons_quotes_flips_and_places() -> None:
    decision = ADVISER.text(SITUATION)
    text = ADVISER.shown(decision)
    assert "Read: How long = Up to 12 months  (“six months”)" in text
    assert decision.location.reason is not None
    assert decision.location.reason in text
    explained = ADVISER.shown(decision, explain=True)
    for citation in decision.citations:
        assert f"[{citation.n}] {citation.title} > {citation.section}" in explained
    assert {f"[{n}] " in text for n in (decision.location.citation, decision.ownership.citation)} == {True}
    assert len(text) < len(explained)
    assert text.count("Would change it:") == len(decision.flips) > 0
    assert text.count("Speaks against it:") == len(decision.against)


def test_a_question_is_shown_with_its_answers() -> None:
    text = ADVISER.shown(ADVISER.facts({}))
    assert "Answers: Up to 12 months / Longer than 12 months" in text
    assert "Recommendation:" not in text


def test_a_conflict_is_shown_without_a_recommendation() -> None:
    text = ADVISER.shown(ADVISER.facts({"data": "must_stay", "place": "abroad_only"}))
    assert "Recommendation:" not in text
    assert "The data must stay in the country, yet only work abroad is wanted." in text


def test_refinements_and_contested_decisions_are_shown_as_such() -> None:
    near = ADVISER.facts({"place": "abroad_only", "collab": "overlap", "horizon": "short", "core": "non_core"})
    assert near.refinements
    assert ADVISER.shown(near).count("See also: ") == len(near.refinements)
    contested = near.model_copy(update={"contested": True})
    assert ("Contested:" in ADVISER.shown(near)) is near.contested
    assert "Contested:" in ADVISER.shown(contested)


def test_the_same_facts_give_the_same_decision_in_any_order() -> None:
    facts = {"data": "sensitive", "horizon": "long", "skills": ["lack", "scarce"], "cost": "savings"}
    assert ADVISER.facts(facts) == ADVISER.facts(dict(reversed(facts.items())))


def test_every_quote_of_a_decision_stands_in_a_built_in_document(store: Store) -> None:
    decision = ADVISER.text(SITUATION)
    assert store.library.document_ids() == []
    assert decision.citations
    for citation in decision.citations:
        text = store.show_document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote


def test_all_rules_refinements_outcomes_and_facts_are_listed() -> None:
    book, text = load_rules(), show_rules()
    for rule in (*book.file.location, *book.file.ownership):
        assert f"{rule.id}: " in text
        Support().resolve(rule.passage)
        assert rule.passage in text
    for name, cell in book.outcomes.items():
        assert f"  {name}: {cell.label}" in text
    for name in (*book.facts, *book.context):
        assert f"  {name}: {book.label(name)}" in text
    for risk in book.file.risks:
        assert f"{risk.text} -> {risk.mitigation.text}" in text
    for step in book.file.next_steps:
        assert step.text in text
    for refinement in book.file.refinements:
        assert f"  {refinement.id}: " in text


def test_the_proofs_are_listed_with_counts_and_all_hold() -> None:
    lines, ok = check_rules()
    assert ok
    assert all(line.startswith("ok  ") for line in lines[:-1])
    assert f"{len(lines) - 1} of {len(lines) - 1} proofs hold" in lines[-1]
