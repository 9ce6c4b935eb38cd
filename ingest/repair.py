"""Makes the vectors agree with the library, which is the truth."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.library import Library
from ingest.progress import Counter, Progress
from ingest.types import Passage
from ingest.vectors import Vectors

CHUNK = 32
# Key of the library's meta table: the document that is being changed.
PENDING = "pending"

Embed = Callable[[Sequence[Passage]], NDArray[np.float32]]


def refill(library: Library, vectors: Vectors, embed: Embed, progress: Progress) -> None:
    """Write all vectors anew from the library's passages."""
    ids = library.all_passage_ids()
    counter = Counter(progress, "Writing the vectors anew", len(ids))

    def batches() -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        for start in range(0, len(ids), CHUNK):
            passages = library.passages(ids[start : start + CHUNK])
            yield [passage.id for passage in passages], embed(passages)
            counter.finish(len(passages))

    vectors.refill(batches())
    library.set_meta(PENDING, "")


def mend(library: Library, vectors: Vectors, embed: Embed) -> int:
    """Add and remove single vectors; tells how many."""
    wanted, found = set(library.all_passage_ids()), vectors.ids()
    pending = library.document_passages(library.meta(PENDING) or "")
    missing = sorted((wanted - found) | {passage.id for passage in pending})
    for start in range(0, len(missing), CHUNK):
        passages = library.passages(missing[start : start + CHUNK])
        vectors.upsert([passage.id for passage in passages], embed(passages))
    vectors.delete(sorted(found - wanted))
    library.set_meta(PENDING, "")
    return len(missing) + len(found - wanted)
