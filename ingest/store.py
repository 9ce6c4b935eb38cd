"""The owner's view of a data folder: library, vectors and embedder together, kept in step."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ingest import embed, repair, restore
from ingest.builtin import builtin_documents, builtin_state
from ingest.changes import Changes
from ingest.embedder import Embedder
from ingest.errors import LibraryError, UnknownDocument
from ingest.ids import unknown_document
from ingest.library import Library
from ingest.loading import Loading
from ingest.meanwhile import Meanwhile
from ingest.opening import Opening
from ingest.owner import Owner
from ingest.progress import Counter, Progress, silent
from ingest.settings import Settings
from ingest.types import Document, Passage
from ingest.uploads import UPLOADED, UPLOADS
from ingest.vectors import Vectors

# Key of the library's meta table, and its value without built-in documents.
BUILTIN = "builtin"
LEFT_OUT = "left out"


class Store:
    """Used as a context manager. `embedder` and `vectors` are loaded when first asked for, or by `warm`.

    What a killed process leaves undone is done at the next opening. A patient store waits for that before it searches;
    another one answers by words meanwhile, so that the same question may get another answer later.
    """

    def __init__(
        self, settings: Settings, owner: Owner, library: Library, progress: Progress, patient: bool = True
    ) -> None:
        self.settings, self.library = settings, library
        self._owner, self._progress, self._patient = owner, progress, patient
        self._closed = False
        self._lock = threading.RLock()
        self._embedder = Loading(lambda: embed.load_embedder(settings, progress))
        self._vectors = Opening(settings.home, library, self.embed, progress)
        self._meanwhile = Meanwhile(library, self.embed)
        self._changes = Changes(library, self._vectors.get, self.embed)

    @classmethod
    def open(
        cls, settings: Settings, progress: Progress | None = None, owner: Owner | None = None, patient: bool = True
    ) -> Self:
        """Take the data folder, unless its `owner` is given; raises LibraryBusy when another process has it."""
        if owner is None:
            owner = Owner(settings.home)
            owner.take()
        try:
            restore.finish(settings.home)
            return cls(settings, owner, Library.open(settings.home), progress or silent, patient)
        except BaseException:
            owner.release()
            raise

    def close(self) -> None:
        """Finish what is being changed and loaded, close everything, let go of the folder; do so once."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._changes.backlog.drop()
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
    def embedder(self) -> Embedder:
        """The model; raises ModelError when it cannot be loaded."""
        return self._embedder.get()

    @property
    def vectors(self) -> Vectors:
        """The vectors, in step with the library."""
        self.warm()
        return self._vectors.get()

    def delay(self) -> str | None:
        """Say why passages are found by words alone for now; None when they are found by meaning as well."""
        return None if self._patient else self._vectors.delay()

    @property
    def searched(self) -> Vectors | Meanwhile:
        """The vectors, or what stands in for them while they are put right."""
        return self._meanwhile if self.delay() else self.vectors

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

        `source` is the path that holds it from now on, as with `move`. The vectors of passages that stay as they
        were are kept.
        """
        self._ready()
        with self.writing():
            self._changes.put(document, passages, counter, source)

    @contextmanager
    def bulk(self, progress: Progress = silent) -> Iterator[None]:
        """Make the vectors of all that is put inside together, while more is read; all are made at the end.

        An interruption leaves those of the last passages for the next opening.
        """
        if self._changes.together:
            yield
            return
        self._changes.together = True
        try:
            yield
        except KeyboardInterrupt:
            with self._lock:
                self._changes.backlog.drop()
            raise
        finally:
            self._changes.together = False
            with self._lock:
                self._changes.backlog.drain(progress)

    def remove(self, document_id: str) -> None:
        """Remove a document; raises UnknownDocument when it is not there."""
        self._ready()
        with self.writing():
            self._changes.remove(document_id)

    def move(self, sources: Mapping[str, str | None]) -> None:
        """Record which document a path holds, None for none; a document that loses its last path goes too."""
        self._ready()
        with self.writing():
            self._changes.move(sources)

    def _ready(self) -> None:
        """Wait for vectors and model before the lock for writing: what loads them may need it."""
        _ = self.vectors, self.embedder

    def embed(self, passages: Sequence[Passage]) -> NDArray[np.float32]:
        """Give the vectors of passages, headings included."""
        return self.embedder.encode([passage.index_text for passage in passages])

    def sync_builtin(self, progress: Progress | None = None) -> bool:
        """Bring the built-in documents up to date, or leave them out; tells whether anything changed."""
        state = builtin_state() if self.settings.builtin else LEFT_OUT
        if self.library.meta(BUILTIN) == state:
            return False
        wanted = builtin_documents() if self.settings.builtin else {}
        with self.writing(), self.bulk():
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
            self._changes.backlog.drain()
            repair.refill(self.library, vectors, self.embed, progress or self._progress)

    def mend(self) -> int:
        """Make the vectors agree with the library; tells how many were added or removed."""
        vectors = self.vectors
        with self.writing():
            self._changes.backlog.drain()
            return repair.mend(self.library, vectors, self.embed, self._progress)
