"""A change of facts shows the decision before and after, and exactly what moved."""

import pytest

from bot.rules.book import RuleBook, load_rules
from bot.rules.decide import decide
from bot.rules.whatif import changes_of, what_if
from ingest.errors import FactsError

BASE: dict[str, object] = {"core": "non_core", "horizon": "short", "cost": "not_main", "data": "ordinary"}


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def test_a_change_is_decided_as_if_it_had_been_said_at_once(book: RuleBook) -> None:
    seen = what_if(BASE, {"cost": "savings", "scale": "large"}, book)
    assert seen.before == decide(BASE, book)
    assert seen.after == decide({**BASE, "cost": "savings", "scale": "large"}, book)
    assert [(one.fact, one.from_, one.to) for one in seen.changes] == [
        ("cost", "not_main", "savings"),
        ("scale", None, "large"),
    ]
    assert {"outcome", "location", "reasons"} <= set(seen.moved)
    assert BASE["cost"] == "not_main"


def test_a_fact_can_be_taken_back(book: RuleBook) -> None:
    seen = what_if(BASE, {"horizon": None}, book)
    assert "horizon" not in seen.after.facts
    assert [(one.fact, one.to) for one in seen.changes] == [("horizon", None)]


def test_a_change_to_the_same_value_moves_nothing(book: RuleBook) -> None:
    seen = what_if(BASE, {"horizon": "short"}, book)
    assert (seen.changes, seen.moved) == ([], [])


def test_changes_are_read_from_words(book: RuleBook) -> None:
    assert changes_of(["horizon=long", "skills=lack|scarce", "cost = unknown", "sector=health"], book) == {
        "horizon": "long",
        "skills": ["scarce", "lack"],
        "cost": None,
        "sector": "health",
    }


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["horizon"], "fact=value"),
        (["horizon="], "fact=value"),
        (["horizont=long"], "'horizont' is not a fact; allowed: core, horizon"),
        (["horizon=lnog"], "allowed: short, long"),
        (["horizon=long", "horizon=short"], "horizon is changed twice"),
    ],
)
def test_a_change_that_cannot_be_read_is_refused_with_what_is_allowed(
    words: list[str], named: str, book: RuleBook
) -> None:
    with pytest.raises(FactsError, match=named):
        changes_of(words, book)


def test_an_unknown_fact_is_refused_even_when_it_is_taken_back(book: RuleBook) -> None:
    with pytest.raises(FactsError, match="'horizont' is not a fact"):
        what_if(BASE, {"horizont": None}, book)
