"""The owner's view of a data folder: library, vectors and embedder together, kept in step."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ingest import embed, repair
from ingest.assemble import scheme
from ingest.builtin import builtin_documents, builtin_state
from ingest.errors import LibraryError, UnknownDocument
from ingest.ids import unknown_document
from ingest.library import Library
from ingest.loading import Loading
from ingest.owner import Owner
from ingest.progress import Counter, Progress, silent
from ingest.repair import CHUNK, PENDING
from ingest.settings import Settings
from ingest.types import Document, Passage
from ingest.vectors import Vectors

UPLOADS = "uploads"
# Sources of uploads are written as this and their name, so that the data folder can be moved.
UPLOADED = "upload:"
# Key of the library's meta table, and its value without built-in documents.
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
        self._lock = threading.RLock()
        self._embedder = Loading(lambda: embed.load_embedder(settings, progress))
        self._vectors = Loading(self._open_vectors)

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
        """Finish what is being changed and loaded, close everything, let go of the folder; do so once."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            # The vectors first: what fills them may need the embedder.
            vectors = self._vectors.close()
            self._embedder.close()
            if vectors is not None:
                vectors.close()
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
        self._embedder.start()
        self._vectors.start()

    @property
    def embedder(self) -> embed.Embedder:
        """The model; raises ModelError when it cannot be loaded."""
        return self._embedder.get()

    @property
    def vectors(self) -> Vectors:
        """The vectors, in step with the library."""
        self.warm()
        return self._vectors.get()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other threads from changing or closing the store; raises LibraryError once it is closed."""
        with self._lock:
            if self._closed:
                raise LibraryError("The library has been closed. Open it again.")
            yield

    def fingerprint(self) -> str:
        """Name what answers rest on: library, model and backend."""
        return self.library.fingerprint(self.embedder.name, self.embedder.backend)

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        counter: Counter | None = None,
        source: str | None = None,
    ) -> None:
        """Add or replace a document; `counter` is told of every portion of its passages.

        `source` is the path that holds it from now on, as with `move`.
        """
        rows, vectors = self.embed(passages, counter), self.vectors
        with self.writing():
            before = {passage.id for passage in self.library.document_passages(document.id)}
            self.library.set_meta(PENDING, document.id)
            vectors.upsert([passage.id for passage in passages], rows)
            with self.library.transaction():
                self.library.put(document, passages, scheme())
                before |= self._move({source: document.id} if source else {})
                self.library.set_meta(PENDING, "")
            vectors.delete(sorted(before - {passage.id for passage in passages}))

    def remove(self, document_id: str) -> None:
        """Remove a document; raises UnknownDocument when it is not there."""
        vectors = self.vectors
        with self.writing():
            self.library.document(document_id)
            before = [passage.id for passage in self.library.document_passages(document_id)]
            self.library.remove(document_id)
            vectors.delete(before)

    def move(self, sources: Mapping[str, str | None]) -> None:
        """Record which document a path holds, None for none; a document that loses its last path goes too."""
        vectors = self.vectors
        with self.writing():
            with self.library.transaction():
                gone = self._move(sources)
            vectors.delete(sorted(gone))

    def _move(self, sources: Mapping[str, str | None]) -> set[str]:
        """Change sources inside a transaction; gives the ids of the passages that went with their documents."""
        before = self.library.sources()
        for path, document_id in sources.items():
            if document_id is None:
                self.library.remove_source(path)
            else:
                self.library.add_source(path, document_id)
        lost = {before[path] for path in sources if path in before} - set(self.library.sources().values())
        gone: set[str] = set()
        for document in map(self.library.document, sorted(lost)):
            if not document.builtin:
                gone |= {passage.id for passage in self.library.document_passages(document.id)}
                self.library.remove(document.id)
        return gone

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
        with self.writing():
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
        with self.writing():
            repair.refill(self.library, vectors, self.embed, progress or self._progress)

    def mend(self) -> int:
        """Make the vectors agree with the library; tells how many were added or removed."""
        vectors = self.vectors
        with self.writing():
            return repair.mend(self.library, vectors, self.embed)

    def _open_vectors(self) -> Vectors:
        # Without the lock for writing: a writer that holds it may be waiting for this.
        vectors = Vectors.open(self.settings.home, embed.NAME, embed.DIMENSION)
        try:
            if vectors.fresh:
                repair.refill(self.library, vectors, self.embed, self._progress)
            elif self.library.meta(PENDING) or vectors.count() != self.library.passage_count():
                repair.mend(self.library, vectors, self.embed)
        except BaseException:
            vectors.close()
            raise
        return vectors
