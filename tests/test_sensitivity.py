"""How the outcome hangs on each fact, compared with deciding every value one by one."""

import random
from itertools import product

import pytest

from bot.rules.book import RuleBook, load_rules
from bot.rules.decide import decide

SEED = 20_261_125


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def situations(book: RuleBook, count: int) -> list[dict[str, str]]:
    chance = random.Random(SEED)
    return [
        {
            name: chance.choice(list(fact.values))
            for name, fact in book.facts.items()
            if chance.random() < chance.choice((0.1, 0.5, 0.9))
        }
        for _ in range(count)
    ]


def test_every_value_shows_what_would_be_decided_with_it(book: RuleBook) -> None:
    for facts in situations(book, 10):
        decision = decide(facts, book)
        assert [one.fact for one in decision.sensitivity] == list(book.facts)
        for one in decision.sensitivity:
            assert [value.value for value in one.values] == list(book.facts[one.fact].values)
            for value in one.values:
                changed = decide({**facts, one.fact: value.value}, book)
                assert (value.status, value.outcome) == (changed.status, changed.outcome)


def test_what_is_stated_or_assumed_is_marked_and_what_nobody_knows_is_not(book: RuleBook) -> None:
    decision = decide({"horizon": "long", "skills": ["lack", "scarce"], "core": "core", "control": "high"}, book)
    now = {one.fact: [value.value for value in one.values if value.now] for one in decision.sensitivity}
    assert now["horizon"] == ["long"]
    assert now["skills"] == ["scarce", "lack"]
    assert now["speed"] == []
    assert {taken.fact: taken.value for taken in decision.assumptions} == {
        fact: values[0] for fact, values in now.items() if fact not in decision.facts and values
    }


def test_a_fact_makes_no_difference_exactly_when_no_world_of_the_others_changes_with_it(book: RuleBook) -> None:
    full = {name: next(iter(fact.values)) for name, fact in book.facts.items()}
    for facts in ({**full, "horizon": "long"}, full | {"core": "core", "control": "high", "investment": "willing"}):
        open_facts = ("speed", "cost", "scale")
        known = {name: value for name, value in facts.items() if name not in open_facts}
        decision = decide(known, book)
        for name, fact in book.facts.items():
            others = [one for one in open_facts if one != name]
            same = all(
                len(
                    {
                        decide({**known, **dict(zip(others, world, strict=True)), name: value}, book).outcome
                        for value in fact.values
                    }
                )
                == 1
                for world in product(*(book.facts[one].values for one in others))
            )
            assert (name in decision.no_difference) is same


def test_a_hard_fact_makes_all_softer_facts_of_its_axis_idle(book: RuleBook) -> None:
    decision = decide({"place": "home_only", "third_party": "forbidden", "skills": "have"}, book)
    assert decision.status == "unconditional"
    assert {"cost", "scale", "expansion", "speed", "horizon"} <= set(decision.no_difference)
    assert "place" not in decision.no_difference
