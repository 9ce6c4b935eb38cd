"""What moves when facts change: a base situation and the changed one, decided side by side."""

from collections.abc import Mapping, Sequence

from pydantic import ConfigDict, Field

from bot.rules.book import RuleBook
from bot.rules.decide import decide
from bot.rules.situation import as_given, take
from bot.types import Decision, Model
from ingest.errors import FactsError

NOT_KNOWN = "unknown"
"""The word that takes a fact back, in `fact=unknown`; no fact has a value of this name."""


class FactChange(Model):
    """A fact that two situations do not share; None is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    fact: str
    from_: str | list[str] | None = Field(alias="from")
    to: str | list[str] | None


class WhatIf(Model):
    """Two decisions side by side; `moved` names what differs: outcome, location, ownership, reasons and so on."""

    changes: list[FactChange]
    before: Decision
    after: Decision
    moved: list[str]


def what_if(base: Mapping[str, object], changes: Mapping[str, object], book: RuleBook) -> WhatIf:
    """Decide `base`, and `base` with the changes; a change to None takes the fact back to not known.

    Pure. Raises FactsError for facts or values that the rules do not know.
    """
    for name in changes:
        _known(name, book)
    changed = {name: value for name, value in {**base, **changes}.items() if name not in changes or value is not None}
    before, after = decide(base, book), decide(changed, book)
    return WhatIf(changes=differing(before, after, book), before=before, after=after, moved=moved(before, after))


def differing(before: Decision, after: Decision, book: RuleBook) -> list[FactChange]:
    """Give the facts that two decisions do not share, in the order of the questions; None is not known."""
    return [
        FactChange(fact=name, from_=before.facts.get(name), to=after.facts.get(name))
        for name in (*book.facts, *book.context)
        if before.facts.get(name) != after.facts.get(name)
    ]


def moved(before: Decision, after: Decision) -> list[str]:
    """Name what differs between two decisions: status, outcome, location, ownership, reasons, refinements."""
    pairs: dict[str, tuple[object, object]] = {
        "status": (before.status, after.status),
        "outcome": (before.outcome, after.outcome),
        "location": (before.location.value, after.location.value),
        "ownership": (before.ownership.value, after.ownership.value),
        "reasons": (
            (before.location.rule, before.ownership.rule),
            (after.location.rule, after.ownership.rule),
        ),
        "refinements": ([one.id for one in before.refinements], [one.id for one in after.refinements]),
    }
    return [name for name, (old, new) in pairs.items() if old != new]


def changes_of(words: Sequence[str], book: RuleBook) -> dict[str, str | list[str] | None]:
    """Read changes written `fact=value`, `fact=value|value` or `fact=unknown`; raises FactsError."""
    changes: dict[str, str | list[str] | None] = {}
    for word in words:
        name, sign, value = (part.strip() for part in word.partition("="))
        if not sign or not value:
            raise FactsError(f"A change is written fact=value (or fact={NOT_KNOWN}), not {word[:80]!r}.")
        _known(name, book)
        if name in changes:
            raise FactsError(f"{name} is changed twice; name each fact once.")
        changes[name] = None if value == NOT_KNOWN else _value(name, value, book)
    return changes


def _value(name: str, value: str, book: RuleBook) -> str | list[str]:
    """Check the values as any fact is checked, and put them in the order of the rules."""
    taken = take({name: value.split("|")}, book)
    return as_given((taken.stated | taken.context)[name])


def _known(name: str, book: RuleBook) -> None:
    if name not in book.facts and name not in book.context:
        raise FactsError(f"{name[:80]!r} is not a fact; allowed: {', '.join([*book.facts, *book.context])}.")
