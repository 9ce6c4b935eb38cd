"""Finds what only the whole truth table shows: gaps, rows that never decide, hard rules that fail."""

from collections.abc import Iterator

import numpy as np

from bot.rules.rulefile import OUTCOMES, Axis, Rule, RuleFile
from bot.rules.truth import CONFLICT, NO_ROW, Codes, Flags, Row, Rows, TruthTable, holding, locations, worlds


def lint_table(file: RuleFile, rows: Rows, table: TruthTable) -> list[str]:
    """Check a ranked file against its table; a clean one is total, every row decides, hard rules hold."""
    result = table.result
    gaps = list(_gap(file, table))
    if gaps:
        return gaps
    found = list(_conflicts(file, rows, table))
    found += _rows("location", file.location, rows.location, rows, result.location_row, table)
    found += _rows("ownership", file.ownership, rows.ownership, rows, result.ownership_row, table)
    for code, name in enumerate(OUTCOMES):
        if not (result.outcome == code).any():
            found.append(f"outcomes.{name}: no facts lead to it")
    return found


def holds_everywhere(row: Row, rows: Rows, table: TruthTable) -> Flags:
    """Where a row's conditions hold over all worlds, the location it names included."""
    flags = np.broadcast_to(holding(row, worlds(rows.cards)), table.result.outcome.shape)
    return flags if row.at is None else flags & (locations(rows, table.result) == row.at)


def _gap(file: RuleFile, table: TruthTable) -> Iterator[str]:
    gaps = np.argwhere(table.result.outcome == NO_ROW)
    if len(gaps):
        yield f"ownership: {len(gaps):,} inputs meet no rule, for example {_world(file, gaps[0])}"


def _conflicts(file: RuleFile, rows: Rows, table: TruthTable) -> Iterator[str]:
    """A conflict is declared exactly where two hard rules of one axis pull apart."""
    colliding = np.zeros(table.result.outcome.shape, dtype=bool)
    for rules, codes in ((file.location, rows.location), (file.ownership, rows.ownership)):
        hard = [
            (rule, code, holds_everywhere(code, rows, table))
            for rule, code in zip(rules, codes, strict=True)
            if rule.hard
        ]
        for index, (rule, code, flags) in enumerate(hard):
            for other, other_code, other_flags in hard[index + 1 :]:
                if code.then == other_code.then:
                    continue
                both = flags & other_flags
                colliding |= both
                open_cases = np.argwhere(both & (table.result.outcome != CONFLICT))
                if len(open_cases):
                    yield (
                        f"conflicts: the hard rules {rule.id} and {other.id} collide without a conflict, "
                        f"for example {_world(file, open_cases[0])}"
                    )
    for conflict, code in zip(file.conflicts, rows.conflicts, strict=True):
        needless = np.argwhere(holds_everywhere(code, rows, table) & ~colliding)
        if len(needless):
            example = _world(file, needless[0])
            yield f"conflicts.{conflict.id}: no hard rules collide there, for example {example}"


def _rows(
    axis: Axis, rules: list[Rule], codes: tuple[Row, ...], rows: Rows, deciding: Codes, table: TruthTable
) -> Iterator[str]:
    free = table.result.outcome != CONFLICT
    for index, (rule, code) in enumerate(zip(rules, codes, strict=True)):
        holds = holds_everywhere(code, rows, table) & free
        over = [rules[row] for row in np.unique(deciding[holds]) if row < index]
        if rule.hard:
            for other in over:
                if other.then != rule.then:
                    yield f"{axis}.{rule.id}: this hard rule is overruled by {other.id}, ranked before it"
        if not (free & (deciding == index)).any():
            above = ", ".join(other.id for other in over)
            why = (
                f"every case is decided before by {above}" if above else "its conditions never hold outside a conflict"
            )
            yield f"{axis}.{rule.id}: this rule can never decide: {why}"


def _world(file: RuleFile, at: np.ndarray) -> str:
    named = (f"{name}={list(fact.values)[value]}" for (name, fact), value in zip(file.facts.items(), at, strict=True))
    return ", ".join(named)
