"""The owner's view of a data folder: library, vectors and embedder together, kept in step."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ingest import embed
from ingest.assemble import scheme
from ingest.builtin import builtin_documents, builtin_state
from ingest.errors import UnknownDocument
from ingest.ids import unknown_document
from ingest.library import Library
from ingest.owner import Owner
from ingest.progress import Counter, Progress, silent
from ingest.settings import Settings
from ingest.types import Document, Passage
from ingest.vectors import Vectors

CHUNK = 32
UPLOADS = "uploads"
# Sources of uploads are written as this and their name, so that the data folder can be moved.
UPLOADED = "upload:"
# Keys of the library's meta table.
PENDING = "pending"
BUILTIN = "builtin"
LEFT_OUT = "left out"


class Store:
    """Used as a context manager. `embedder` and `vectors` are loaded when first asked for, or by `warm`.

    A change writes vectors first, then text; what a killed process leaves is put right at the next opening.
    """

    def __init__(self, settings: Settings, owner: Owner, library: Library, progress: Progress) -> None:
        self.settings, self.library = settings, library
        self._owner, self._progress = owner, progress
        self._closed = False
        self._writing = threading.RLock()
        self._loading = threading.Lock()
        self._pool = ThreadPoolExecutor(2, "shorewise-load")
        self._embedder: Future[embed.Embedder] | None = None
        self._vectors: Future[Vectors] | None = None

    @classmethod
    def open(cls, settings: Settings, progress: Progress | None = None) -> Self:
        """Take the data folder; raises LibraryBusy when another process has it."""
        owner = Owner(settings.home)
        owner.take()
        try:
            return cls(settings, owner, Library.open(settings.home), progress or silent)
        except BaseException:
            owner.release()
            raise

    def close(self) -> None:
        """Finish what is being loaded, close everything, let go of the folder; do so once."""
        if self._closed:
            return
        self._closed = True
        self._pool.shutdown(wait=True)
        if self._vectors is not None and self._vectors.exception() is None:
            self._vectors.result().close()
        self.library.close()
        self._owner.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def warm(self) -> None:
        """Start loading embedder and vectors in the background."""
        with self._loading:
            if self._embedder is None:
                self._embedder = self._pool.submit(embed.load_embedder, self.settings, self._progress)
            if self._vectors is None:
                self._vectors = self._pool.submit(self._open_vectors)

    @property
    def embedder(self) -> embed.Embedder:
        """The model; raises ModelError when it cannot be loaded."""
        with self._loading:
            if self._embedder is None:
                self._embedder = self._pool.submit(embed.load_embedder, self.settings, self._progress)
        return self._embedder.result()

    @property
    def vectors(self) -> Vectors:
        """The vectors, in step with the library."""
        self.warm()
        assert self._vectors is not None
        return self._vectors.result()

    def fingerprint(self) -> str:
        """Name what answers rest on: library, model and backend."""
        return self.library.fingerprint(self.embedder.name, self.embedder.backend)

    def put(self, document: Document, passages: Sequence[Passage], counter: Counter | None = None) -> None:
        """Add or replace a document; `counter` is told of every portion of its passages."""
        rows, vectors = self.embed(passages, counter), self.vectors
        with self._writing:
            before = {passage.id for passage in self.library.document_passages(document.id)}
            self.library.set_meta(PENDING, document.id)
            vectors.upsert([passage.id for passage in passages], rows)
            with self.library.transaction():
                self.library.put(document, passages, scheme())
                self.library.set_meta(PENDING, "")
            vectors.delete(sorted(before - {passage.id for passage in passages}))

    def remove(self, document_id: str) -> None:
        """Remove a document; raises UnknownDocument when it is not there."""
        vectors = self.vectors
        with self._writing:
            self.library.document(document_id)
            before = [passage.id for passage in self.library.document_passages(document_id)]
            self.library.remove(document_id)
            vectors.delete(before)

    def embed(self, passages: Sequence[Passage], counter: Counter | None = None) -> NDArray[np.float32]:
        """Give the vectors of passages, headings included."""
        rows = np.zeros((len(passages), self.embedder.dimension), np.float32)
        for start in range(0, len(passages), CHUNK):
            some = passages[start : start + CHUNK]
            rows[start : start + CHUNK] = self.embedder.encode([passage.index_text for passage in some])
            if counter is not None:
                counter.advance(len(some), of=len(passages))
        return rows

    def sync_builtin(self, progress: Progress | None = None) -> bool:
        """Bring the built-in documents up to date, or leave them out; tells whether anything changed."""
        state = builtin_state() if self.settings.builtin else LEFT_OUT
        if self.library.meta(BUILTIN) == state:
            return False
        wanted = builtin_documents() if self.settings.builtin else {}
        with self._writing:
            for document in self.library.documents():
                if document.builtin and document.id not in wanted:
                    self.remove(document.id)
            stale = [item for item in wanted.values() if not self._holds(item.document, item.passages)]
            counter = Counter(progress or self._progress, "Reading the built-in documents", len(stale))
            for document, passages in stale:
                counter.begin(document.title)
                self.put(document, passages, counter)
                counter.finish()
            self.library.set_meta(BUILTIN, state)
        return True

    def show_document(self, document_id: str) -> Document:
        """Give a document of the library, or a built-in one even when those are left out."""
        found = self.library.find(document_id)
        if found is None and document_id in builtin_documents():
            found = builtin_documents()[document_id].document
        if found is None:
            known = {*self.library.document_ids(), *builtin_documents()}
            raise UnknownDocument(unknown_document(document_id, sorted(known)))
        return found

    def _holds(self, document: Document, passages: Sequence[Passage]) -> bool:
        found = self.library.find(document.id)
        return (
            found is not None
            and found.sha256 == document.sha256
            and self.library.document_passages(document.id) == list(passages)
        )

    def locate(self, source: str) -> Path:
        """Give the file a known source stands for."""
        if source.startswith(UPLOADED):
            return self.settings.home / UPLOADS / source.removeprefix(UPLOADED)
        return Path(source)

    def refill(self, progress: Progress | None = None) -> None:
        """Write all vectors anew from the library's passages."""
        vectors = self.vectors
        with self._writing:
            self._refill(vectors, progress or self._progress)

    def mend(self) -> int:
        """Make the vectors agree with the library; tells how many were added or removed."""
        vectors = self.vectors
        with self._writing:
            return self._mend(vectors)

    def _open_vectors(self) -> Vectors:
        # Without the lock for writing: a writer that holds it may be waiting for this.
        vectors = Vectors.open(self.settings.home, embed.NAME, embed.DIMENSION)
        try:
            if vectors.fresh:
                self._refill(vectors, self._progress)
            elif self.library.meta(PENDING) or vectors.count() != self.library.passage_count():
                self._mend(vectors)
        except BaseException:
            vectors.close()
            raise
        return vectors

    def _refill(self, vectors: Vectors, progress: Progress) -> None:
        ids = self.library.all_passage_ids()
        counter = Counter(progress, "Writing the vectors anew", len(ids))

        def batches() -> Iterator[tuple[list[str], NDArray[np.float32]]]:
            for start in range(0, len(ids), CHUNK):
                passages = self.library.passages(ids[start : start + CHUNK])
                yield [passage.id for passage in passages], self.embed(passages)
                counter.finish(len(passages))

        vectors.refill(batches())
        self.library.set_meta(PENDING, "")

    def _mend(self, vectors: Vectors) -> int:
        wanted, found = set(self.library.all_passage_ids()), vectors.ids()
        pending = self.library.document_passages(self.library.meta(PENDING) or "")
        missing = sorted((wanted - found) | {passage.id for passage in pending})
        for start in range(0, len(missing), CHUNK):
            passages = self.library.passages(missing[start : start + CHUNK])
            vectors.upsert([passage.id for passage in passages], self.embed(passages))
        vectors.delete(sorted(found - wanted))
        self.library.set_meta(PENDING, "")
        return len(missing) + len(found - wanted)
