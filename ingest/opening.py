"""Opens the vectors in the background, puts them right there, and tells whether they can be searched yet."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest import repair
from ingest.embedder import DIMENSION, NAME
from ingest.errors import LibraryError, ShorewiseError
from ingest.library import Library
from ingest.loading import Loading
from ingest.progress import Progress
from ingest.types import Passage
from ingest.vectors import Vectors

# Texts that a question asked meanwhile may have to wait for.
PORTION = 8
DELAYED = "The search by meaning is being repaired. Until that is done, passages are found by their words alone."
INTERRUPTED = "The library was closed while its vectors were being made. That goes on when it is opened again."


class Opening:
    """May be used by several threads; what was put right when it is closed stays so."""

    def __init__(
        self,
        home: Path,
        library: Library,
        make: Callable[[Sequence[Passage]], NDArray[np.float32]],
        progress: Progress,
    ) -> None:
        self._home, self._library, self._make, self._progress = home, library, make, progress
        self._loading = Loading(self._open)
        self._judged = threading.Event()
        self._closed = False
        self._fault = ""

    def start(self) -> None:
        """Begin, unless that was done."""
        self._loading.start()

    def get(self) -> Vectors:
        """Wait for the vectors, in step with the library; raises what opening or repair fails with."""
        return self._loading.get()

    def delay(self) -> str | None:
        """Say why the vectors cannot be searched yet; None when they can, or will be in a moment."""
        attempt = self._loading.start()
        attempt.add_done_callback(lambda _: self._judged.set())
        self._judged.wait()
        if attempt.done() and attempt.exception() is None:
            return None
        return f"{DELAYED} It failed at first: {self._fault}" if self._fault else DELAYED

    def close(self) -> Vectors | None:
        """Stop what is under way; give the vectors where they are open, so that they can be closed."""
        self._closed = True
        return self._loading.close()

    def _open(self) -> Vectors:
        # Without the store's lock for writing: a writer that holds it may be waiting for this.
        try:
            vectors = Vectors.open(self._home, NAME, DIMENSION, self._judged.set)
            try:
                if vectors.fresh:
                    vectors.refill(())  # in its place before it is filled, so that an interruption loses nothing
                if vectors.ids() != set(self._library.all_passage_ids()):
                    self._judged.set()
                    repair.mend(self._library, vectors, self._made, self._progress)
            except BaseException:
                vectors.close()
                raise
        except ShorewiseError as error:
            self._fault = str(error)
            raise
        self._fault = ""
        return vectors

    def _made(self, passages: Sequence[Passage]) -> NDArray[np.float32]:
        rows = []
        for start in range(0, len(passages), PORTION):
            if self._closed:
                raise LibraryError(INTERRUPTED)
            rows.append(self._make(passages[start : start + PORTION]))
        return np.concatenate(rows)
