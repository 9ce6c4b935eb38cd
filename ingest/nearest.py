"""Unit vectors in memory by id, searched exactly: the same answer in whatever order they came.

At 100,000 vectors one search reads 150 MB and takes some 15 ms on one processor; an approximate index is faster, but
what it overlooks depends on how it was built, so that a rebuild could change an answer.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
ROWS, IDS = "exact.npy", "exact.json"
# A float32 product is off by less than 1e-6: whatever is this near to the last one wanted is weighed exactly.
MARGIN = 1e-5
_ROOM = 256


class Nearest:
    """Rows stand in any order; a removed one is replaced by the last."""

    def __init__(self, dimension: int) -> None:
        self._rows: Matrix = np.zeros((0, dimension), np.float32)
        self._ids: list[str] = []
        self._place: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def ids(self) -> list[str]:
        return list(self._ids)

    @classmethod
    def load(cls, folder: Path, dimension: int) -> Self | None:
        """Give what was saved in a folder, its rows read when they are needed; None where nothing fits."""
        try:
            ids = json.loads((folder / IDS).read_text("utf-8"))
            # Copy on write: the file stays as it was saved.
            rows = np.load(folder / ROWS, mmap_mode="c", allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None
        found = cls(dimension)
        found._place = {passage_id: place for place, passage_id in enumerate(ids)}
        if rows.dtype != np.float32 or rows.shape != (len(found._place), dimension) or len(ids) != len(found._place):
            return None
        found._ids, found._rows = ids, rows
        return found

    def save(self, folder: Path) -> None:
        """Write ids and rows into a folder, in place of those there."""
        remove_copy(folder)  # never written over: the rows in use may be those of that file
        np.save(folder / ROWS, self._rows[: len(self)])
        (folder / IDS).write_text(json.dumps(self._ids), "utf-8")

    @classmethod
    def of(cls, pages: Iterable[Mapping[str, Matrix]], dimension: int) -> Self:
        """Take over vectors by id."""
        made = cls(dimension)
        for page in pages:
            made.put(list(page), np.asarray(list(page.values()), np.float32))
        return made

    def put(self, ids: Sequence[str], rows: Matrix) -> None:
        """Add rows, or replace those of the same ids."""
        for passage_id, row in zip(ids, rows, strict=True):
            place = self._place.get(passage_id)
            if place is None:
                place = self._place[passage_id] = len(self._ids)
                self._ids.append(passage_id)
                self._grow()
            self._rows[place] = row

    def drop(self, ids: Sequence[str]) -> None:
        """Remove the rows of ids, where they are there."""
        for passage_id in ids:
            place = self._place.pop(passage_id, None)
            if place is None:
                continue
            last = self._ids.pop()
            if last != passage_id:
                self._ids[place], self._place[last] = last, place
                self._rows[place] = self._rows[len(self._ids)]

    def get(self, ids: Sequence[str]) -> dict[str, Matrix]:
        """Give the rows of ids; those that are not there are left out."""
        return {i: np.array(self._rows[self._place[i]]) for i in ids if i in self._place}

    def portions(self, size: int = 1_000) -> Iterator[tuple[list[str], Matrix]]:
        """Yield all ids with their rows, some at a time."""
        for start in range(0, len(self), size):
            some = self._ids[start : start + size]
            yield some, self._rows[start : start + len(some)]

    def query(self, vector: Matrix, k: int) -> list[str]:
        """Give the ids of the k nearest by cosine, nearest first, ties by id."""
        size = len(self)
        if not size or k < 1:
            return []
        rough = self._rows[:size] @ vector
        least = np.partition(rough, size - k)[size - k] if k < size else -np.inf
        near = np.flatnonzero(rough >= least - MARGIN)
        return ranked([self._ids[place] for place in near], self._rows[near], vector)[:k]

    def _grow(self) -> None:
        if len(self._ids) > len(self._rows):
            more = max(_ROOM, len(self._rows) // 2)
            self._rows = np.concatenate([self._rows, np.zeros((more, self._rows.shape[1]), np.float32)])


def remove_copy(folder: Path) -> None:
    """Remove what `save` wrote; rows in use stay readable."""
    for name in (ROWS, IDS):
        (folder / name).unlink(missing_ok=True)


def ranked(ids: Sequence[str], rows: Matrix, vector: Matrix) -> list[str]:
    """Order ids by the cosine of their rows, ties by id; each row's sum is its own, whatever stands beside it."""
    # Rounded, so that the last bits of a sum never order what is equally near.
    scores = np.round((rows.astype(np.float64) * vector.astype(np.float64)).sum(axis=1), 6)
    return [passage_id for _, passage_id in sorted(zip((-scores).tolist(), ids, strict=True))]
