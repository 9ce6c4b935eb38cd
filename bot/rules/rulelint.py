"""Finds mistakes in decision.yaml that no schema sees; each finding names the key and what is allowed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from bot.rules.rulefile import (
    AXES,
    OUTCOMES,
    Axis,
    ContextFact,
    Default,
    Fact,
    RefinementRule,
    Resting,
    Rule,
    RuleFile,
)


def lint_file(file: RuleFile) -> list[str]:
    """Check names, values, defaults, ranks and polarity; a clean file can be evaluated."""
    names = [*_duplicates(file), *_outcomes(file), *_facts(file), *_conditions(file)]
    return names or [*_polarity(file), *_defaults(file), *_coverage(file)]


def _duplicates(file: RuleFile) -> Iterator[str]:
    tables: dict[str, Sequence[Rule | RefinementRule]] = {
        "location": file.location,
        "ownership": file.ownership,
        "refinements": file.refinements,
        "risks": file.risks,
        "next_steps": file.next_steps,
    }
    for name, table in tables.items():
        for rank in _repeated(entry.rank for entry in table):
            same = ", ".join(entry.id for entry in table if entry.rank == rank)
            yield f"{name}: the rank {rank} is used by {same}; ranks must be unique"
    if any(entry.id == "hybrid" for entry in [*file.conflicts, *chain.from_iterable(tables.values())]):
        yield "hybrid: this id is taken by the words for a mix; give the entry another one"
    for entry_id in _repeated(entry.id for entry in [*file.conflicts, *chain.from_iterable(tables.values())]):
        yield f"{entry_id}: this id is used twice; ids must be unique over all tables"
    for name in [*(set(file.facts) & set(file.context)), *({*file.facts, *file.context} & set(AXES))]:
        yield f"{name}: this name is taken; facts, context and {', '.join(AXES)} need names of their own"


def _repeated(values: Iterable[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


def _outcomes(file: RuleFile) -> Iterator[str]:
    if set(file.outcomes) != set(OUTCOMES):
        yield f"outcomes: are {', '.join(file.outcomes)}; they must be {', '.join(OUTCOMES)}"
        return
    for code, name in enumerate(OUTCOMES):
        place = AXES["location"][code // 2], AXES["ownership"][code % 2]
        if (file.outcomes[name].location, file.outcomes[name].ownership) != place:
            yield f"outcomes.{name}: must be location {place[0]}, ownership {place[1]}"


def _facts(file: RuleFile) -> Iterator[str]:
    for name, fact in file.facts.items():
        for axis, side in fact.pushes.items():
            yield from _member(f"facts.{name}.pushes.{axis}", [side], AXES[axis])
        if fact.unstated == "assume" and fact.default is None:
            yield f"facts.{name}.default is missing; allowed: {', '.join(fact.values)}"
        elif fact.unstated == "ask" and fact.default is not None:
            yield f"facts.{name}.default: is only allowed with unstated: assume"
        elif fact.default:
            yield from _default(f"facts.{name}.default", fact, fact.default, file.context)
        if fact.prior and (list(fact.prior.weights) != list(fact.values) or min(fact.prior.weights.values()) <= 0):
            yield f"facts.{name}.prior.weights: need, in order, a weight for {', '.join(fact.values)}"
    yield from _member("cross_axis", file.cross_axis, list(file.facts))


def _default(key: str, fact: Fact, default: Default, context: dict[str, ContextFact]) -> Iterator[str]:
    yield from _member(f"{key}.value", [default.value], list(fact.values))
    unless = default.unless
    if unless:
        yield from _member(f"{key}.unless.fact", [unless.fact], list(context))
        if unless.fact in context:
            yield from _member(f"{key}.unless.values", unless.values, list(context[unless.fact].values))
        yield from _member(f"{key}.unless.then", unless.then, list(fact.values))


def _member(key: str, given: Iterable[str], allowed: Sequence[str]) -> Iterator[str]:
    for value in given:
        if value not in allowed:
            yield f"{key}: {value!r} is unknown; allowed: {', '.join(allowed)}"


def _conditions(file: RuleFile) -> Iterator[str]:
    facts = {name: list(fact.values) for name, fact in file.facts.items()}
    context = {name: list(fact.values) for name, fact in file.context.items()}
    axes = {axis: list(sides) for axis, sides in AXES.items()}
    yield from _whens("conflicts", file.conflicts, facts)
    yield from _whens("location", file.location, facts)
    yield from _whens("ownership", file.ownership, facts | {"location": axes["location"]})
    for name, advice in (("refinements", file.refinements), ("risks", file.risks), ("next_steps", file.next_steps)):
        yield from _whens(name, advice, facts | context | axes)
    for axis, table in _tables(file):
        for rule in table:
            yield from _member(f"{axis}.{rule.id}.then", [rule.then], AXES[axis])
    rests = [rule for rule in file.location if not rule.when]
    if len(rests) != 1 or rests[0].rank != max(rule.rank for rule in file.location) or rests[0].hard:
        yield "location: exactly one rule, the last by rank and not hard, must have an empty `when`"
    for entry in [*file.conflicts, *file.ownership, *file.refinements, *file.risks, *file.next_steps]:
        if not entry.when:
            yield f"{entry.id}.when: must name at least one fact"


def _whens(table: str, entries: Sequence[Resting], allowed: dict[str, list[str]]) -> Iterator[str]:
    for entry in entries:
        for name, values in entry.when.items():
            key = f"{table}.{entry.id}.when"
            yield from _member(key, [name], list(allowed))
            if name in allowed:
                yield from _member(f"{key}.{name}", values, allowed[name])
                if set(values) == set(allowed[name]):
                    yield f"{key}.{name}: names every value, so it says nothing; leave it out"


def _polarity(file: RuleFile) -> Iterator[str]:
    """Each rule may use only the values that push its own way: the end of the list, or its beginning."""
    for axis, table in _tables(file):
        used: set[str] = set()
        for rule in table:
            for name, values in rule.when.items():
                if name != "location":
                    used.add(name)
                    yield from _literal(axis, rule, name, values, file.facts[name])
        for name, fact in file.facts.items():
            if axis in fact.pushes and name not in used:
                yield f"facts.{name}.pushes.{axis}: no {axis} rule uses this fact; leave it out"


def _literal(axis: Axis, rule: Rule, name: str, values: tuple[str, ...], fact: Fact) -> Iterator[str]:
    key = f"{axis}.{rule.id}.when.{name}"
    if axis not in fact.pushes:
        yield f"{key}: facts.{name}.pushes names no {axis}; allowed there: {', '.join(AXES[axis])}"
        return
    order = list(fact.values)
    fitting = order[-len(values) :] if rule.then == fact.pushes[axis] else order[: len(values)]
    if set(values) != set(fitting):
        yield f"{key}: {', '.join(values)} pushes away from {rule.then}; allowed here: {', '.join(fitting)}"


def _defaults(file: RuleFile) -> Iterator[str]:
    """A default may meet no rule and no conflict: advice would rest on something that nobody said."""
    for entry in [*file.conflicts, *file.location, *file.ownership]:
        for name, values in entry.when.items():
            default = file.facts[name].default if name in file.facts else None
            if default and default.value in values:
                yield f"{entry.id}.when.{name}: {default.value} is the default, and no rule may rest on it"


def _coverage(file: RuleFile) -> Iterator[str]:
    """Every outcome needs advice that holds whatever the facts behind it are."""
    for name, advice in (("risks", file.risks), ("next_steps", file.next_steps)):
        for outcome, cell in file.outcomes.items():
            sides = {"location": cell.location, "ownership": cell.ownership}
            if not any(all(fact in sides and sides[fact] in rule.when[fact] for fact in rule.when) for rule in advice):
                yield f"{name}: none holds for {outcome} whatever the facts are; add one with `when` of only {sides}"


def _tables(file: RuleFile) -> tuple[tuple[Axis, list[Rule]], tuple[Axis, list[Rule]]]:
    return ("location", file.location), ("ownership", file.ownership)
