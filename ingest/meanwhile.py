"""Stands in for the vectors while these are put right: words find passages, which are weighed by meaning as ever."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.library import Library
from ingest.types import Passage

Matrix = NDArray[np.float32]


class Meanwhile:
    """Proposes no passage itself; makes the vectors of those that words have found, the same as will be kept."""

    def __init__(self, library: Library, embed: Callable[[Sequence[Passage]], Matrix]) -> None:
        self._library, self._embed = library, embed
        self._made: dict[str, Matrix] = {}

    def query(self, _vector: Matrix, _k: int) -> list[str]:
        return []

    def get(self, ids: Sequence[str]) -> dict[str, Matrix]:
        """Give the vectors of passages; ids that are not in the library are left out."""
        made = self._made
        passages = self._library.passages([passage_id for passage_id in ids if passage_id not in made])
        made |= {passage.id: row for passage, row in zip(passages, self._embed(passages), strict=True)}
        return {passage_id: made[passage_id] for passage_id in ids if passage_id in made}
