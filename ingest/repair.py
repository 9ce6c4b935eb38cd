"""Makes the vectors agree with the library, which is the truth."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.backlog import GROUP
from ingest.library import Library
from ingest.progress import Counter, Progress
from ingest.types import Passage
from ingest.vectors import Vectors

CHUNK = 64

Embed = Callable[[Sequence[Passage]], NDArray[np.float32]]


def refill(library: Library, vectors: Vectors, embed: Embed, progress: Progress) -> None:
    """Write all vectors anew from the library's passages."""
    ids = library.all_passage_ids()
    counter = Counter(progress, "Writing the vectors anew", len(ids))

    def batches() -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        for start in range(0, len(ids), GROUP):
            passages = library.passages(ids[start : start + GROUP])
            yield [passage.id for passage in passages], embed(passages)
            counter.finish(len(passages))

    vectors.refill(batches())


def mend(library: Library, vectors: Vectors, embed: Embed, progress: Progress) -> int:
    """Add and remove single vectors; tells how many."""
    wanted, found = set(library.all_passage_ids()), vectors.ids()
    vectors.delete(sorted(found - wanted))
    missing = sorted(wanted - found)
    counter = Counter(progress, "Writing missing vectors", len(missing))
    for start in range(0, len(missing), GROUP):
        passages = library.passages(missing[start : start + GROUP])
        vectors.upsert([passage.id for passage in passages], embed(passages))
        counter.finish(len(passages))
    return len(missing) + len(found - wanted)
