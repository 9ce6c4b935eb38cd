"""Takes facts as given and says which values are still possible, as stated and with the defaults assumed."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.rules.book import RuleBook
from bot.rules.rulefile import Fact
from bot.rules.truth import positions
from ingest.errors import FactsError


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one piece of work.

    `stated` and `assumed` map facts to their possible values, in polarity order; `context` moves no table.
    The masks have one entry a fact, bit v set when value v is possible: as stated, and with the defaults.
    """

    stated: dict[str, tuple[str, ...]]
    context: dict[str, tuple[str, ...]]
    assumed: dict[str, tuple[str, ...]]
    stated_masks: tuple[int, ...]
    masks: tuple[int, ...]


def take(facts: Mapping[str, object], book: RuleBook) -> Situation:
    """Check the facts; raises FactsError for an unknown fact or value, null, an empty list, a wrong type."""
    if not isinstance(facts, Mapping):
        raise FactsError(f"Facts are given as names with values, not as {type(facts).__name__}.")
    for name in facts:
        if name not in book.facts and name not in book.context:
            raise FactsError(f"{name!r} is not a fact; allowed: {', '.join([*book.facts, *book.context])}.")
    stated = {name: _values(name, facts[name], book) for name in book.facts if name in facts}
    context = {name: _values(name, facts[name], book) for name in book.context if name in facts}
    assumed = {
        name: values
        for name, fact in book.facts.items()
        if name not in stated and (values := _assumption(fact, context))
    }
    return Situation(stated, context, assumed, _masks(book, stated), _masks(book, assumed | stated))


def as_given(values: tuple[str, ...]) -> str | list[str]:
    """Write possible values as a fact: one value alone, several as a list."""
    return values[0] if len(values) == 1 else list(values)


def named(book: RuleBook, position: int, mask: int) -> tuple[str, ...]:
    """Give the values in the mask of the fact at a position."""
    values = list(list(book.facts.values())[position].values)
    return tuple(values[index] for index in positions(mask))


def _values(name: str, given: object, book: RuleBook) -> tuple[str, ...]:
    known = book.fact(name).values
    allowed = f"allowed: {', '.join(known)}, or a list of those still possible"
    if given is None:
        raise FactsError(f"{name} has no value; leave an unknown fact out. Values {allowed}.")
    values = given if isinstance(given, list | tuple) else [given]
    if not values:
        raise FactsError(f"{name} has an empty list of values; leave an unknown fact out. Values {allowed}.")
    for value in values:
        if not isinstance(value, str) or value not in known:
            raise FactsError(f"{name} cannot be {value!r}; {allowed}.")
    return tuple(value for value in known if value in values)


def _assumption(fact: Fact, context: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Give what is taken when nobody states the fact; None when it has to be asked."""
    if fact.default is None:
        return None
    unless = fact.default.unless
    if unless and unless.fact in context and set(context[unless.fact]) <= set(unless.values):
        return tuple(value for value in fact.values if value in unless.then)
    return (fact.default.value,)


def _masks(book: RuleBook, known: Mapping[str, tuple[str, ...]]) -> tuple[int, ...]:
    return tuple(_mask(fact, known.get(name)) for name, fact in book.facts.items())


def _mask(fact: Fact, possible: tuple[str, ...] | None) -> int:
    if possible is None:
        return (1 << len(fact.values)) - 1
    return sum(1 << index for index, value in enumerate(fact.values) if value in possible)
