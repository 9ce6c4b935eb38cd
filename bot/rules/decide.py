"""Facts to a decision: pure, by two ranked tables, with reasons, counter-reasons and what would change it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np

from bot.rules.book import RuleBook
from bot.rules.flips import flips
from bot.rules.questions import next_question
from bot.rules.rulefile import AXES, OUTCOMES, Axis, Resting, RiskRule, Rule
from bot.rules.sensitivity import Margins, no_difference, sensitivity
from bot.rules.settle import Settled, settle
from bot.rules.situation import Situation, as_given, named, take
from bot.rules.truth import CONFLICT, Row, positions, select
from bot.types import Assumption, AxisResult, Citation, Decision, NextStep, Opposing, Refinement, Risk

Advice = TypeVar("Advice", bound=Resting)
_OPEN = AxisResult(value=None, rule=None, reason=None, citation=None)


def decide(facts: Mapping[str, object], book: RuleBook) -> Decision:
    """Decide one piece of work; a fact is a value or a list of the values still possible.

    `unknown` are the facts neither stated nor assumed; facts that move no table are never in it. A fact given with all
    its values is unknown, but not assumed.
    An unconditional outcome and a conflict assume nothing. In a conflict `location` or `ownership` holds the
    id and sentence of the conflict, without a value, and `against` the rules that collide. Raises FactsError
    for facts or values that the rules do not know.
    """
    situation = take(facts, book)
    settled = settle(situation, book)
    notes = _Notes(book)
    needs = settled.status in ("ask", "leaning")
    assumed = {} if settled.status in ("unconditional", "conflict") else situation.assumed
    location, ownership = _axes(settled, book, notes)
    known = _known(situation, settled, book)
    margins = Margins.of(situation, book)
    unclear = {name: values for name, values in situation.stated.items() if len(values) == len(book.facts[name].values)}
    facts = {name: as_given(values) for name, values in (situation.stated | situation.context).items()}
    return Decision(
        facts={name: value for name, value in facts.items() if name not in unclear},
        unknown=[
            name for name in book.facts if name in unclear or (name not in situation.stated and name not in assumed)
        ],
        status=settled.status,
        outcome=None if settled.outcome is None else OUTCOMES[settled.outcome],
        location=location,
        ownership=ownership,
        refinements=[
            Refinement(id=rule.id, text=rule.text, citation=notes.cite(rule.id))
            for rule in holding(book.file.refinements, known)
        ],
        against=_against(settled, book),
        assumptions=[Assumption(fact=name, value=as_given(values)) for name, values in assumed.items()],
        next_question=next_question(situation, book) if needs else None,
        flips=flips(situation, settled, book),
        contested=settled.outcome is not None and contested(settled, book),
        risks=[_risk(rule, notes) for rule in holding(book.file.risks, known)],
        next_steps=[
            NextStep(id=rule.id, text=rule.text, citation=notes.cite(rule.id))
            for rule in holding(book.file.next_steps, known)
        ],
        no_difference=no_difference(settled, situation, margins, book),
        sensitivity=sensitivity(situation, assumed, margins, book),
        citations=notes.citations,
        unclear={name: as_given(values) for name, values in unclear.items()},
    )


class _Notes:
    """Numbers citations from 1 in the order they are first used."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self.citations: list[Citation] = []

    def cite(self, rule: str) -> int | None:
        found = self._book.citations.get(rule)
        if found is None:
            return None
        for known in self.citations:
            if (known.document_id, known.start) == (found.document_id, found.start):
                return known.n
        self.citations.append(found.model_copy(update={"n": len(self.citations) + 1}))
        return len(self.citations)


def _axes(settled: Settled, book: RuleBook, notes: _Notes) -> tuple[AxisResult, AxisResult]:
    if settled.status == "conflict":
        return _conflict("location", settled, book, notes), _conflict("ownership", settled, book, notes)
    place, owner = places(settled, book)
    return (
        _axis("location", place, None, settled, book, notes),
        _axis("ownership", owner, place, settled, book, notes),
    )


def places(settled: Settled, book: RuleBook) -> tuple[int | None, int | None]:
    """Give the side of each axis; of an open case, the sides that all its worlds share."""
    if settled.outcome is not None:
        return settled.outcome // 2, settled.outcome % 2
    possible = positions(book.table.possible(settled.masks))
    if CONFLICT in possible:
        return None, None
    return one_of({code // 2 for code in possible}), one_of({code % 2 for code in possible})


def one_of(sides: set[int]) -> int | None:
    return sides.pop() if len(sides) == 1 else None


def _conflict(axis: Axis, settled: Settled, book: RuleBook, notes: _Notes) -> AxisResult:
    for conflict, row in zip(book.file.conflicts, book.rows.conflicts, strict=True):
        if conflict.axis == axis and row.holds(settled.masks):
            return AxisResult(value=None, rule=conflict.id, reason=conflict.reason, citation=notes.cite(conflict.id))
    return _OPEN


def _axis(
    axis: Axis, side: int | None, location: int | None, settled: Settled, book: RuleBook, notes: _Notes
) -> AxisResult:
    """Give the side with the first row for it that holds for certain.

    Where none does, because different rows decide in different worlds, it is the row that decides most.
    """
    if side is None:
        return _OPEN
    rules, rows = _table(axis, book)
    index = next((i for i, row in enumerate(rows) if row.then == side and row.holds(settled.masks, location)), None)
    certain = index is not None
    if index is None:
        result = book.table.result
        deciding = select(result.location_row if axis == "location" else result.ownership_row, settled.masks)
        index = int(np.bincount(deciding.ravel(), minlength=len(rows)).argmax())
    rule = rules[index]
    reason = (
        rule.reason
        if certain
        else f"Whatever the open facts are, a rule leads here; in most cases this one: {rule.reason}"
    )
    return AxisResult(value=AXES[axis][side], rule=rule.id, reason=reason, citation=notes.cite(rule.id))


def _table(axis: Axis, book: RuleBook) -> tuple[list[Rule], tuple[Row, ...]]:
    if axis == "location":
        return book.file.location, book.rows.location
    return book.file.ownership, book.rows.ownership


def _against(settled: Settled, book: RuleBook) -> list[Opposing]:
    """Give the rules that hold and point the other way; in a conflict, the hard rules that collide."""
    if settled.status == "conflict":
        return _colliding(settled, book)
    if settled.outcome is None:
        return []
    return [
        Opposing(axis=axis, rule=rule.id, reason=rule.reason)
        for axis, side, rule, then in _holding(settled, book)
        if then != side
    ]


def _holding(settled: Settled, book: RuleBook) -> Iterator[tuple[Axis, int, Rule, int]]:
    """Yield each rule that holds for certain: axis, the side decided there, the rule, the side it points to.

    The resting row of the location table is no reason for a side, so it is left out.
    """
    place, owner = places(settled, book)
    sides: tuple[tuple[Axis, int | None], ...] = ("location", place), ("ownership", owner)
    for axis, side in sides:
        for rule, row in zip(*_table(axis, book), strict=True):
            if side is not None and rule.when and row.holds(settled.masks, place):
                yield axis, side, rule, row.then


def _colliding(settled: Settled, book: RuleBook) -> list[Opposing]:
    found: list[Opposing] = []
    axes: tuple[Axis, ...] = ("location", "ownership")
    for axis in axes:
        if not any(
            c.axis == axis and row.holds(settled.masks)
            for c, row in zip(book.file.conflicts, book.rows.conflicts, strict=True)
        ):
            continue
        for rule, row in zip(*_table(axis, book), strict=True):
            if rule.hard and row.at is None and row.holds(settled.masks):
                found.append(Opposing(axis=axis, rule=rule.id, reason=rule.reason))
    return found


def contested(settled: Settled, book: RuleBook) -> bool:
    """Tell whether counting the rules that hold, without ranks, would choose another side on an axis."""
    votes: Counter[Axis] = Counter()
    for axis, side, _, then in _holding(settled, book):
        votes[axis] += 1 if then == side else -1
    return any(count < 0 for count in votes.values())


def _known(situation: Situation, settled: Settled, book: RuleBook) -> dict[str, tuple[str, ...]]:
    """Give the values that each fact, and each axis of the outcome, can have; nothing without an outcome."""
    if settled.outcome is None:
        return {}
    known = dict(situation.context)
    for position, name in enumerate(book.facts):
        known[name] = named(book, position, settled.masks[position])
    known["location"] = (AXES["location"][settled.outcome // 2],)
    known["ownership"] = (AXES["ownership"][settled.outcome % 2],)
    return known


def holding(rules: Sequence[Advice], known: Mapping[str, Sequence[str]]) -> list[Advice]:
    """Give the advice whose conditions hold for certain."""
    return [
        rule
        for rule in rules
        if all(name in known and set(known[name]) <= set(values) for name, values in rule.when.items())
    ]


def _risk(rule: RiskRule, notes: _Notes) -> Risk:
    return Risk(
        id=rule.id,
        text=rule.text,
        citation=notes.cite(rule.id),
        mitigation=rule.mitigation.text,
        mitigation_citation=notes.cite(f"{rule.id}.mitigation"),
    )
