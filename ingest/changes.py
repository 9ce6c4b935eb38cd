"""Changes of library and vectors together, in an order that leaves no wrong vector wherever it is cut short.

The text is the truth. The vectors of what goes are removed before the text changes, those of what comes are made after
it; so every vector belongs to a passage as it stands, and only some may be missing.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from ingest.assemble import scheme
from ingest.backlog import Backlog
from ingest.library import Library
from ingest.progress import Counter
from ingest.types import Document, Passage
from ingest.vectors import Vectors

# Passages after which progress is told.
CHUNK = 32

Embed = Callable[[Sequence[Passage]], NDArray[np.float32]]


class Changes:
    """Made by one thread at a time. `together` leaves vectors in the backlog until somebody drains it."""

    def __init__(self, library: Library, vectors: Callable[[], Vectors], embed: Embed) -> None:
        self._library, self._vectors, self._embed = library, vectors, embed
        self.backlog = Backlog(self._write)
        self.together = False

    def put(self, document: Document, passages: Sequence[Passage], counter: Counter | None, source: str | None) -> None:
        """Add or replace a document; the vectors of words that were in it before are kept."""
        old = {passage.id: passage.index_text for passage in self._library.document_passages(document.id)}
        new = [passage for passage in passages if old.get(passage.id) != passage.index_text]
        stale = old.keys() - ({passage.id for passage in passages} - {passage.id for passage in new})
        moves = {source: document.id} if source else {}
        self._settle(moves, bool(stale))
        kept = {old[passage_id]: row for passage_id, row in self._vectors().get(sorted(stale)).items()}
        with self._library.transaction():
            self._library.put(document, passages, scheme())
            self._forget(stale | self._move(moves))
        again = [passage for passage in new if passage.index_text in kept]
        if again:
            rows = np.stack([kept[passage.index_text] for passage in again])
            self._vectors().upsert([passage.id for passage in again], rows)
        self._make([passage for passage in new if passage.index_text not in kept], counter)

    def remove(self, document_id: str) -> None:
        """Remove a document; raises UnknownDocument when it is not there."""
        self.backlog.drain()
        with self._library.transaction():
            self._library.document(document_id)
            gone = {passage.id for passage in self._library.document_passages(document_id)}
            self._library.remove(document_id)
            self._forget(gone)

    def move(self, sources: Mapping[str, str | None]) -> None:
        """Record which document a path holds, None for none; a document that loses its last path goes too."""
        self._settle(sources)
        with self._library.transaction():
            self._forget(self._move(sources))

    def _settle(self, sources: Mapping[str, str | None], anyway: bool = False) -> None:
        """Wait for vectors under way when some may have to go; outside a transaction, so that others can read."""
        if anyway or any(self._library.held_by(path) not in (None, held) for path, held in sources.items()):
            self.backlog.drain()

    def _move(self, sources: Mapping[str, str | None]) -> set[str]:
        """Change sources inside a transaction; gives the ids of the passages that went with their documents."""
        before = {held for path in sources if (held := self._library.held_by(path))}
        for path, document_id in sources.items():
            if document_id is None:
                self._library.remove_source(path)
            else:
                self._library.add_source(path, document_id)
        gone: set[str] = set()
        for document_id in sorted(before):
            if not self._library.sources_of(document_id) and not self._library.document(document_id).builtin:
                gone |= {passage.id for passage in self._library.document_passages(document_id)}
                self._library.remove(document_id)
        return gone

    def _forget(self, passage_ids: AbstractSet[str]) -> None:
        self._vectors().delete(sorted(passage_ids))

    def _make(self, passages: Sequence[Passage], counter: Counter | None) -> None:
        for start in range(0, len(passages), CHUNK):
            some = passages[start : start + CHUNK]
            self.backlog.add(some)
            if counter is not None:
                counter.advance(len(some), of=len(passages))
        if not self.together:
            self.backlog.drain()

    def _write(self, passages: Sequence[Passage]) -> None:
        self._vectors().upsert([passage.id for passage in passages], self._embed(passages))
