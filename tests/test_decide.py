"""Each status on a situation worked by hand, and what a decision says beside its outcome."""

import itertools
import math
import random
from collections import Counter
from typing import Any

import pytest

from bot.rules.book import RuleBook, load_rules
from bot.rules.decide import decide
from bot.rules.oneworld import read_worlds
from bot.rules.questions import expected_entropy
from bot.rules.situation import take
from bot.rules.tool import decision_tool
from bot.types import Decision
from ingest.errors import FactsError

BOOK = load_rules()
HOME_TEAM = {
    "core": "core",
    "horizon": "long",
    "control": "high",
    "investment": "willing",
    "speed": "low",
    "skills": "have",
    "cost": "not_main",
    "scale": "small",
    "expansion": "no",
    "round_clock": "no",
    "collab": "no",
    "data": "ordinary",
    "third_party": "allowed",
    "place": "any",
}
CONTRACT = {
    "id",
    "facts",
    "unknown",
    "status",
    "outcome",
    "refinements",
    "location",
    "ownership",
    "against",
    "assumptions",
    "next_question",
    "flips",
    "contested",
    "citations",
    "risks",
    "next_steps",
    "no_difference",
    "sensitivity",
}


def decided(**facts: object) -> Decision:
    return decide(facts, BOOK)


def test_nothing_known_asks_and_recommends_nothing() -> None:
    decision = decided()
    assert (decision.status, decision.outcome) == ("ask", None)
    assert decision.unknown == [
        "core",
        "horizon",
        "control",
        "investment",
        "speed",
        "skills",
        "cost",
        "scale",
        "expansion",
    ]
    assert [(a.fact, a.value) for a in decision.assumptions] == [
        ("round_clock", "no"),
        ("collab", "no"),
        ("data", "ordinary"),
        ("third_party", "allowed"),
        ("place", "any"),
    ]
    assert decision.next_question is not None
    assert (decision.flips, decision.against, decision.citations) == ([], [], [])


def test_all_facts_known_is_unconditional_and_assumes_nothing() -> None:
    decision = decide(HOME_TEAM, BOOK)
    assert (decision.status, decision.outcome) == ("unconditional", "in_house")
    assert (decision.location.rule, decision.ownership.rule) == ("no-reason-abroad", "lasting-control")
    assert (decision.unknown, decision.assumptions, decision.next_question) == ([], [], None)


def test_a_hard_limit_makes_few_facts_unconditional() -> None:
    decision = decided(data="must_stay", place="any", third_party="allowed", horizon="short", investment="avoid")
    assert (decision.status, decision.outcome) == ("unconditional", "domestic_outsourcing")
    assert decision.location.rule == "data-must-stay"
    assert "control" in decision.unknown
    assert "round_clock" in decision.unknown


def test_an_outcome_that_rests_on_defaults_is_firm_and_says_which() -> None:
    decision = decided(horizon="short", cost="savings")
    assert (decision.status, decision.outcome) == ("firm", "offshore_outsourcing")
    assert (decision.location.rule, decision.ownership.rule) == ("savings", "short-need")
    assert {a.fact for a in decision.assumptions} == {"round_clock", "collab", "data", "third_party", "place"}
    assert decision.next_question is None


def test_met_rows_with_open_facts_only_lean() -> None:
    decision = decided(horizon="short", cost="not_main")
    assert (decision.status, decision.outcome) == ("leaning", "domestic_outsourcing")
    assert (decision.location.rule, decision.location.reason) == (
        "no-reason-abroad",
        "No reason was given to go abroad.",
    )
    assert decision.next_question is not None


def test_a_location_without_an_ownership_row_asks_but_shows_the_location() -> None:
    decision = decided(place="abroad_only", control="low")
    assert (decision.status, decision.outcome) == ("ask", None)
    assert (decision.location.value, decision.ownership.value) == ("abroad", None)


@pytest.mark.parametrize(
    ("facts", "axis", "rule", "colliding"),
    [
        (
            {"data": "must_stay", "place": "abroad_only"},
            "location",
            "bound-yet-abroad",
            ["data-must-stay", "abroad-only"],
        ),
        (
            {"third_party": "forbidden", "investment": "cannot", "place": "abroad_only"},
            "location",
            "own-abroad-without-money",
            ["own-without-money", "abroad-only"],
        ),
        (
            {"third_party": "forbidden", "investment": "cannot", "skills": ["lack", "scarce"]},
            "ownership",
            "nobody-to-do-it",
            ["outside-companies-forbidden", "no-money-no-skills"],
        ),
    ],
)
def test_a_conflict_shows_what_collides(facts: dict[str, object], axis: str, rule: str, colliding: list[str]) -> None:
    decision = decide(facts, BOOK)
    assert (decision.status, decision.outcome) == ("conflict", None)
    shown = getattr(decision, axis)
    assert (shown.value, shown.rule) == (None, rule)
    assert shown.reason
    assert decision.citations[shown.citation - 1].document_id == "choosing"
    assert [opposing.rule for opposing in decision.against] == colliding
    assert (decision.assumptions, decision.refinements, decision.next_question) == ([], [], None)


def test_a_conflict_shows_the_smallest_ways_out() -> None:
    decision = decided(third_party="forbidden", investment="cannot", skills="lack")
    ways = {(flip.change.fact, flip.change.to, flip.outcome) for flip in decision.flips}
    assert ("skills", "have", "in_house") in ways
    assert ("third_party", "allowed", "domestic_outsourcing") in ways
    assert {flip.change.fact for flip in decision.flips} <= {"third_party", "investment", "skills"}
    assert all(flip.also == [] for flip in decision.flips)


def test_a_possible_conflict_is_no_conflict_yet() -> None:
    decision = decided(third_party="forbidden", investment="cannot")
    assert decision.status == "leaning"
    assert decision.next_question is not None
    assert decision.next_question.fact == "skills"


def test_a_set_of_values_stays_a_set() -> None:
    decision = decided(investment=["avoid", "cannot"], horizon=["short"], cost="savings")
    assert decision.facts == {"horizon": "short", "investment": ["cannot", "avoid"], "cost": "savings"}
    assert decision.outcome == "offshore_outsourcing"
    assert decision.status == "firm"


def test_a_regulated_sector_makes_data_sensitive_and_says_so() -> None:
    decision = decided(sector="health", horizon="short", cost="savings", scale="small", expansion="no", skills="have")
    assert {"data": ["sensitive", "must_stay"]} in [{a.fact: a.value} for a in decision.assumptions]
    assert (decision.status, decision.outcome) == ("firm", "domestic_outsourcing")
    assert decided(sector="retail").assumptions[2].value == "ordinary"
    assert decided(sector=["health", "retail"]).assumptions[2].value == "ordinary"
    assert "data" not in [a.fact for a in decided(sector="health", data="ordinary").assumptions]


def test_sector_and_jurisdiction_move_no_table() -> None:
    plain = decided(horizon="short", cost="savings", data="ordinary")
    named = decided(horizon="short", cost="savings", data="ordinary", sector="finance", jurisdiction="eu")
    assert named.facts == plain.facts | {"sector": "finance", "jurisdiction": "eu"}
    # Advice on law comes first, so that the numbers of later citations move.
    numbered = {"facts": plain.facts, "refinements": [], "citations": [], "risks": [], "next_steps": []}
    assert named.model_copy(update=numbered) == plain.model_copy(update=numbered)
    assert [risk.id for risk in named.risks] == [risk.id for risk in plain.risks]
    assert [refinement.id for refinement in named.refinements] == ["law-finance-eu"]


def test_opposing_rules_that_hold_are_named() -> None:
    decision = decide(HOME_TEAM | {"cost": "savings", "scale": "large", "data": "sensitive", "speed": "high"}, BOOK)
    assert decision.outcome == "captive_offshoring"
    assert [(o.axis, o.rule) for o in decision.against] == [
        ("location", "sensitive-data"),
        ("ownership", "fast-start"),
    ]


def test_a_tally_that_disagrees_makes_it_contested() -> None:
    # For own: lasting-control. For a third party: no-investment, skills-at-once, fast-start, supporting-work.
    lone = HOME_TEAM | {"core": "non_core", "investment": "avoid", "skills": "lack", "speed": "high"}
    assert decide(lone, BOOK).contested
    assert decide(lone, BOOK).outcome == "in_house"
    assert not decide(HOME_TEAM, BOOK).contested
    # One rule on each side is a draw, and a draw chooses nothing.
    assert not decide(HOME_TEAM | {"core": "non_core"}, BOOK).contested


@pytest.mark.parametrize(
    ("change", "refinement"),
    [
        ({"place": "abroad_only", "collab": "overlap"}, "nearshore"),
        ({"place": "abroad_only", "investment": "cannot"}, "own-it-later"),
        ({"place": "abroad_only", "investment": "avoid"}, "partner-first"),
        ({"parts": "differ"}, "split"),
        ({"place": "abroad_only", "data": "sensitive"}, "law"),
        ({"place": "abroad_only", "data": "sensitive", "jurisdiction": "eu"}, "law-personal-data-eu"),
        ({"place": "abroad_only", "sector": "health", "jurisdiction": "us"}, "law-health-us"),
        ({"horizon": "short", "sector": "finance", "jurisdiction": "eu"}, "law-finance-eu"),
    ],
)
def test_a_refinement_is_given_with_its_words_and_source(change: dict[str, str], refinement: str) -> None:
    assert refinement not in [found.id for found in decide(HOME_TEAM, BOOK).refinements]
    found = {one.id: one for one in decide(HOME_TEAM | change, BOOK).refinements}
    assert refinement in found
    assert found[refinement].citation is not None


def test_a_partner_is_no_route_where_outside_companies_are_forbidden() -> None:
    decision = decide(HOME_TEAM | {"place": "abroad_only", "investment": "avoid", "third_party": "forbidden"}, BOOK)
    assert decision.outcome == "captive_offshoring"
    assert "partner-first" not in [refinement.id for refinement in decision.refinements]


def test_flips_name_the_change_and_where_it_leads() -> None:
    flips = decide(HOME_TEAM, BOOK).flips
    assert {(f.change.fact, f.change.from_, f.change.to, f.outcome) for f in flips} == {
        ("horizon", "long", "short", "domestic_outsourcing"),
        ("skills", "have", "scarce", "captive_offshoring"),
        ("cost", "not_main", "savings", "captive_offshoring"),
        ("expansion", "no", "yes", "captive_offshoring"),
        ("round_clock", "no", "yes", "captive_offshoring"),
        ("place", "any", "abroad_only", "captive_offshoring"),
    }


def test_where_no_single_change_is_enough_the_smallest_joint_ones_are_given() -> None:
    facts = HOME_TEAM | {"data": "must_stay", "place": "abroad_only", "third_party": "forbidden"}
    facts |= {"investment": "cannot", "skills": "lack"}
    flips = decide(facts, BOOK).flips
    assert {len(flip.also) for flip in flips} == {1}
    assert ("investment", "place") in {(flip.change.fact, flip.also[0].fact) for flip in flips}
    for flip in flips:
        changed = {change.fact: change.to for change in (flip.change, *flip.also)}
        assert decide(facts | changed, BOOK).outcome == flip.outcome is not None


def test_flips_also_change_what_was_assumed() -> None:
    flips = decided(horizon="short", cost="savings").flips
    assert ("data", "ordinary", "sensitive", "domestic_outsourcing") in {
        (f.change.fact, f.change.from_, f.change.to, f.outcome) for f in flips
    }


def test_the_next_question_leaves_the_lowest_expected_entropy() -> None:
    outcomes = read_worlds(BOOK.file)
    facts = {
        "horizon": "long",
        "speed": "low",
        "skills": "have",
        "cost": "savings",
        "scale": ["small", "large"],
    }
    situation = take(facts, BOOK)
    spaces = {
        name: situation.stated.get(name, situation.assumed.get(name, tuple(fact.values)))
        for name, fact in BOOK.facts.items()
    }
    worlds = [dict(zip(spaces, world, strict=True)) for world in itertools.product(*spaces.values())]
    expected = {}
    for name, values in spaces.items():
        if len(values) > 1:
            total = 0.0
            for value in values:
                seen = Counter(outcomes[tuple(w.values())] for w in worlds if w[name] == value)
                size = sum(seen.values())
                total += size / len(worlds) * -sum(n / size * math.log2(n / size) for n in seen.values())
            expected[name] = total
    assert expected_entropy(situation, BOOK) == pytest.approx(expected)
    question = decide(facts, BOOK).next_question
    assert question is not None
    assert question.fact == min(expected, key=lambda name: (round(expected[name], 9), list(BOOK.facts).index(name)))
    assert question.text == BOOK.facts[question.fact].question
    assert question.options == list(spaces[question.fact])


def test_an_answer_leads_to_an_end_within_nine_questions() -> None:
    chance = random.Random(7)
    for _ in range(40):
        facts: dict[str, object] = {}
        asked = 0
        while (question := decide(facts, BOOK).next_question) is not None:
            facts[question.fact] = chance.choice(question.options)
            asked += 1
        assert asked <= 9
        assert decide(facts, BOOK).status in ("unconditional", "firm", "conflict")


def test_a_prior_orders_questions_and_never_changes_the_answer() -> None:
    from bot.rules.book import build
    from bot.rules.rulefile import Prior

    fact = BOOK.facts["horizon"]
    sure = fact.model_copy(update={"prior": Prior(weights={"short": 0.001, "long": 0.999}, reason="A test.")})
    book = build(BOOK.file.model_copy(update={"facts": BOOK.facts | {"horizon": sure}}), "test")
    before, after = decided().next_question, decide({}, book).next_question
    assert before is not None
    assert after is not None
    assert before.fact == "horizon"
    assert after.fact != "horizon"
    for facts in (HOME_TEAM, {"horizon": "short", "cost": "savings"}, {"cost": "not_main", "speed": "high"}):
        assert decide(facts, book).outcome == decide(facts, BOOK).outcome
        assert decide(facts, book).status == decide(facts, BOOK).status


def test_citations_are_numbered_from_one_and_each_is_used() -> None:
    decision = decide(HOME_TEAM | {"place": "abroad_only", "collab": "overlap", "data": "sensitive"}, BOOK)
    assert [citation.n for citation in decision.citations] == list(range(1, len(decision.citations) + 1))
    used = {decision.location.citation, decision.ownership.citation}
    used |= {one.citation for one in decision.refinements} | {one.citation for one in decision.next_steps}
    used |= {one.citation for one in decision.risks} | {one.mitigation_citation for one in decision.risks}
    assert used == {citation.n for citation in decision.citations}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"budget": "low"}, "'budget' is not a fact; allowed: core, horizon"),
        ({"core": "kore"}, "core cannot be 'kore'; allowed: non_core, core"),
        ({"core": None}, "core has no value; leave an unknown fact out"),
        ({"core": []}, "core has an empty list of values"),
        ({"core": ["core", None]}, "core cannot be None"),
        ({"round_clock": True}, "round_clock cannot be True; allowed: no, yes"),
        ({"horizon": 12}, "horizon cannot be 12; allowed: short, long"),
        ({"horizon": {"short": 1}}, "horizon cannot be {'short': 1}"),
        ({"sector": "bakery"}, "sector cannot be 'bakery'; allowed: finance"),
        ({3: "core"}, "3 is not a fact"),
        (["core"], "Facts are given as names with values, not as list"),
    ],
)
def test_facts_the_rules_do_not_know_are_refused_with_what_is_allowed(facts: Any, words: str) -> None:
    with pytest.raises(FactsError) as caught:
        decide(facts, BOOK)
    assert words in str(caught.value)


def test_the_json_has_the_keys_of_the_contract() -> None:
    assert set(decided().model_dump(mode="json")) == CONTRACT
    flip = decide(HOME_TEAM, BOOK).model_dump(mode="json")["flips"][0]
    assert set(flip["change"]) == {"fact", "from", "to"}


def test_the_order_in_which_facts_are_given_changes_nothing() -> None:
    backwards = dict(reversed(list(HOME_TEAM.items())))
    assert decide(backwards, BOOK).model_dump_json() == decide(HOME_TEAM, BOOK).model_dump_json()


def test_deciding_leaves_the_given_facts_alone() -> None:
    facts: dict[str, object] = {"investment": ["avoid", "cannot"]}
    decide(facts, BOOK)
    assert facts == {"investment": ["avoid", "cannot"]}


def test_every_decided_outcome_gives_a_rule_and_a_citation_on_both_axes() -> None:
    chance = random.Random(11)
    for _ in range(300):
        names = chance.sample(list(BOOK.facts), chance.randint(2, 14))
        decision = decide({name: chance.choice(list(BOOK.facts[name].values)) for name in names}, BOOK)
        if decision.outcome:
            cell = BOOK.outcomes[decision.outcome]
            assert (decision.location.value, decision.ownership.value) == (cell.location, cell.ownership)
            assert decision.location.rule
            assert decision.ownership.rule
            assert decision.location.citation
            assert decision.ownership.citation


def test_the_rules_are_a_tool_for_a_chat_model() -> None:
    tool = decision_tool(BOOK)
    assert tool.invoke({"facts": {"horizon": "short", "cost": "savings"}})["outcome"] == "offshore_outsourcing"
    assert "allowed: non_core, core" in tool.invoke({"facts": {"core": "kore"}})
    assert "round_clock: no | yes" in tool.description


def test_a_decision_without_a_book_of_passages_has_no_citations() -> None:
    bare: RuleBook = load_rules()
    stripped = RuleBook(bare.file, bare.rows, bare.table, {}, bare.sha256)
    decision = decide(HOME_TEAM, stripped)
    assert (decision.outcome, decision.location.citation, decision.citations) == ("in_house", None, [])


def test_the_law_of_the_united_kingdom_gives_its_own_conditions() -> None:
    abroad = decided(place="abroad_only", data="sensitive", horizon="short", jurisdiction="uk", sector="finance")
    assert {"law-personal-data-uk", "law-finance-uk"} <= {one.id for one in abroad.refinements}
    elsewhere = decided(place="abroad_only", data="sensitive", horizon="short", jurisdiction="eu", sector="finance")
    assert not {"law-personal-data-uk", "law-finance-uk"} & {one.id for one in elsewhere.refinements}
