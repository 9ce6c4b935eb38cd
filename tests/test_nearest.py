"""Exact search in memory: nothing overlooked, and the same answer in whatever order vectors came and went."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.nearest import ROWS, Nearest

DIMENSION = 16


def rows(count: int, seed: int = 1) -> NDArray[np.float32]:
    found = np.random.default_rng(seed).normal(size=(count, DIMENSION))
    unit: NDArray[np.float32] = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return unit


def names(count: int) -> list[str]:
    return [f"p{i:05}" for i in range(count)]


def test_what_is_found_does_not_depend_on_what_came_and_went(tmp_path: Path) -> None:
    some, ids, random = rows(3000), names(3000), np.random.default_rng(2)
    found = []
    for _ in range(3):
        nearest = Nearest(DIMENSION)
        order = random.permutation(3000)
        nearest.put([ids[i] for i in order], some[order])
        gone = random.permutation(3000)[:700]
        nearest.drop([ids[i] for i in gone])
        nearest.put([ids[i] for i in gone], some[gone])
        nearest.save(tmp_path)
        again = Nearest.load(tmp_path, DIMENSION)
        assert again is not None
        found.append([again.query(row, 40) for row in rows(40, seed=3)])
    assert found[0] == found[1] == found[2]


def test_nothing_nearer_is_overlooked() -> None:
    some, ids = rows(2000), names(2000)
    nearest = Nearest(DIMENSION)
    nearest.put(ids, some)
    for row in rows(20, seed=5):
        best = np.argsort(-(some.astype(np.float64) @ row))[:10]
        assert set(nearest.query(row, 10)) == {ids[i] for i in best}


def test_a_removed_vector_is_neither_found_nor_given() -> None:
    nearest = Nearest(DIMENSION)
    nearest.put(names(3), rows(3))
    nearest.drop(["p00000", "never there", "p00002"])
    assert (nearest.ids, len(nearest), list(nearest.get(names(3)))) == (["p00001"], 1, ["p00001"])
    assert nearest.query(rows(3)[0], 5) == ["p00001"]


def test_a_copy_that_does_not_fit_its_ids_is_not_loaded(tmp_path: Path) -> None:
    nearest = Nearest(DIMENSION)
    nearest.put(names(3), rows(3))
    nearest.save(tmp_path)
    assert Nearest.load(tmp_path, DIMENSION + 1) is None
    (tmp_path / ROWS).write_bytes((tmp_path / ROWS).read_bytes()[:-20])
    assert Nearest.load(tmp_path, DIMENSION) is None
    assert Nearest.load(tmp_path / "nowhere", DIMENSION) is None


def test_changing_what_was_loaded_leaves_the_saved_copy(tmp_path: Path) -> None:
    nearest = Nearest(DIMENSION)
    nearest.put(names(3), rows(3))
    nearest.save(tmp_path)
    loaded = Nearest.load(tmp_path, DIMENSION)
    assert loaded is not None
    loaded.put(["p00001"], rows(1, seed=9))
    loaded.drop(["p00000"])
    again = Nearest.load(tmp_path, DIMENSION)
    assert again is not None
    assert np.array_equal(again.get(["p00001"])["p00001"], rows(3)[1])
