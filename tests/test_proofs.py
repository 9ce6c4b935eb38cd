"""The shipped rules keep their proven properties, and each proof fails on rules that lack its property."""

from dataclasses import replace

import numpy as np
import pytest

from bot.rules.book import RuleBook, load_rules
from bot.rules.oneworld import read_worlds
from bot.rules.partialproofs import flips_exact, partial_inputs, statuses
from bot.rules.proofs import Proof, check, deterministic, table_proofs
from bot.rules.truth import CONFLICT, Result, TruthTable


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def proofs_of(book: RuleBook) -> dict[str, Proof]:
    return {proof.name: proof for proof in table_proofs(book)}


def with_table(book: RuleBook, result: Result) -> RuleBook:
    bits = np.left_shift(1, result.outcome.clip(0)).astype(np.uint8)
    return replace(book, table=TruthTable(result, bits))


def test_every_property_holds(book: RuleBook) -> None:
    proofs = check(book, sets=1_000)
    assert [proof.name for proof in proofs if not proof.ok] == []
    assert len(proofs) == 13
    assert all(proof.count > 0 and proof.detail for proof in proofs)


def test_the_counts_are_those_of_the_model(book: RuleBook) -> None:
    proofs = proofs_of(book)
    assert proofs["total"].count == 124_416 - 27_648
    assert proofs["conflicts complete"].count == 27_648
    assert proofs["reachable"].count == 12 + 12 + 4
    assert 100 < proofs["cross-axis effect declared"].count < 2_000


@pytest.mark.long
def test_every_property_holds_in_the_full_count(book: RuleBook) -> None:
    outcomes = read_worlds(book.file)
    assert partial_inputs(book, outcomes, 10_000, seed=1)[:2] == (True, 11_272)
    assert statuses(book, outcomes, 5_000, seed=2)[:2] == (True, 5_000)
    assert flips_exact(book, outcomes, 1_000, seed=3)[0]


def test_one_wrong_cell_is_found(book: RuleBook) -> None:
    outcome = book.table.result.outcome.copy()
    free = tuple(np.argwhere(outcome == 0)[0])
    outcome[free] = 3
    broken = with_table(book, replace(book.table.result, outcome=outcome))
    assert deterministic(book, read_worlds(book.file)).ok
    assert not deterministic(broken, read_worlds(book.file)).ok
    assert not proofs_of(broken)["independent of order"].ok


def test_a_gap_is_found(book: RuleBook) -> None:
    outcome = book.table.result.outcome.copy()
    outcome[tuple(np.argwhere(outcome == 0)[0])] = -1
    assert not proofs_of(with_table(book, replace(book.table.result, outcome=outcome)))["total"].ok


def test_a_missing_conflict_is_found(book: RuleBook) -> None:
    outcome = book.table.result.outcome.copy()
    outcome[tuple(np.argwhere(outcome == CONFLICT)[0])] = 0
    assert not proofs_of(with_table(book, replace(book.table.result, outcome=outcome)))["conflicts complete"].ok


def test_a_hard_rule_that_is_overruled_and_a_rank_that_is_ignored_are_found(book: RuleBook) -> None:
    row = book.table.result.location_row.copy()
    outcome = book.table.result.outcome
    bound = tuple(np.argwhere((row == 0) & (outcome != CONFLICT))[0])
    row[bound] = 4
    proofs = proofs_of(with_table(book, replace(book.table.result, location_row=row)))
    assert not proofs["hard rules never broken"].ok
    assert not proofs["overlaps settled by rank"].ok
    assert not proofs["location monotone"].ok


def test_a_row_that_never_decides_is_found(book: RuleBook) -> None:
    row = book.table.result.ownership_row.copy()
    row[row == 11] = 4
    assert not proofs_of(with_table(book, replace(book.table.result, ownership_row=row)))["reachable"].ok


def test_ownership_that_turns_against_a_fact_is_found(book: RuleBook) -> None:
    outcome = book.table.result.outcome.copy()
    outcome[1, 1, 1, 2, 1, 2, 0, 0, 0, 0, 0, 0, 0, 1] = 1
    proofs = proofs_of(with_table(book, replace(book.table.result, outcome=outcome)))
    assert not proofs["ownership monotone at a fixed location"].ok


def test_an_undeclared_cross_axis_fact_is_found(book: RuleBook) -> None:
    file = book.file.model_copy(update={"cross_axis": ["cost"]})
    assert not proofs_of(replace(book, file=file))["cross-axis effect declared"].ok


def test_a_wrong_answer_to_a_partial_input_is_found(book: RuleBook) -> None:
    outcomes = read_worlds(book.file)
    swapped = replace(book.table, bits=book.table.bits[::-1])
    assert not partial_inputs(replace(book, table=swapped), outcomes, 50, seed=1)[0]
    assert not statuses(replace(book, table=swapped), outcomes, 200, seed=1)[0]
