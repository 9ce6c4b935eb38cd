"""Vectors of the passages in Chroma: a cache that is thrown away and refilled from the library when in doubt.

A manifest names the folder in use, so a refill is swapped in whole or not at all. It holds checksums of the files as
they were closed. What was closed well is searched in the copy saved beside Chroma's files, and Chroma, which takes a
second to import, is opened for the first change, or written anew from the copy when its files have changed. Without
a sound copy another process looks at Chroma's files first, because Chroma can crash or hang on a damaged index.
"""

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import numpy as np

from ingest import chroma
from ingest.chroma import Matrix
from ingest.errors import LibraryError
from ingest.manifest import Manifest, Sums, file_sums, read_manifest, write_manifest
from ingest.nearest import IDS, ROWS, Nearest, ranked, remove_copy

FOLDER = "vectors"
# Up to here every vector is compared: 15 ms and 150 MB per 100,000. Beyond, Chroma's approximate index proposes.
EXACT = 300_000
CANDIDATES = 200
# Chroma keeps what was removed in its files. Up to here they are written anew at closing, which takes 3 s at most.
COMPACTED = 3_000


class Vectors:
    """One collection of unit vectors by passage id; `fresh` means that it is empty and must be refilled.

    `doubting` is called as soon as it is known that they were not closed well: what comes then takes a while.
    May be used by several threads of the one process that owns the folder.
    """

    def __init__(self, root: Path, model: str, dimension: int, doubting: Callable[[], None] = lambda: None) -> None:
        self._root, self._name = root, f"passages-{model}-{dimension}"
        self._lock, self._doubting = threading.RLock(), doubting
        self.fresh = self._closed = self._doubtful = self._leavings = False
        self._dimension = dimension
        self._folder: Path
        self._nearest: Nearest | None = None
        self._sums: Sums | None = None
        self._client: Any = None
        self._held_collection: Any = None

    @classmethod
    def open(cls, home: Path, model: str, dimension: int, doubting: Callable[[], None] = lambda: None) -> Self:
        """Open the vectors of a data folder; start afresh where they are missing, damaged or outdated."""
        vectors = cls(home / FOLDER, model, dimension, doubting)
        try:
            vectors._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            vectors._begin()
            vectors._sweep()
        except OSError as error:
            raise LibraryError(
                f"The vectors in {vectors._root} cannot be written: {error.strerror or error}. "
                "Allow it, or set SHOREWISE_HOME to another folder."
            ) from error
        return vectors

    def close(self) -> None:
        """Close the files, save a copy for searching beside them and record their sizes."""
        with self._lock:
            self._closed = True
            if self._client is None:
                return
            self._client.close()
            if self.fresh:
                shutil.rmtree(self._folder, ignore_errors=True)
                return
            # Without a manifest that says it was closed, all is read from Chroma at the next opening.
            with suppress(OSError):
                remove_copy(self._folder)
                if self._doubtful:
                    return
                if self._nearest is not None:
                    self._compact(self._nearest)
                    self._nearest.save(self._folder)
                self._write_manifest(closed=True)
                self._sweep()

    def ensure_files(self) -> bool:
        """Open Chroma's files, writing them anew where they are not what was closed; tells whether that was so."""
        with self._using():
            before = self._folder
            return self._collection is not None and self._folder != before

    def count(self) -> int:
        with self._using():
            return len(self._nearest) if self._nearest is not None else int(self._collection.count())

    def ids(self) -> set[str]:
        with self._using():
            return set(self._nearest.ids if self._nearest is not None else self._collection.get(include=[])["ids"])

    def upsert(self, ids: Sequence[str], vectors: Matrix) -> None:
        """Add vectors, or replace those of the same ids."""
        with self._using():
            self._leavings |= self._nearest is not None and bool(self._nearest.get(ids))
            chroma.upsert(self._collection, ids, vectors, self._batch())
            if self._nearest is not None:
                self._nearest.put(ids, vectors)
                self._nearest = self._nearest if len(self._nearest) <= EXACT else None

    def delete(self, ids: Sequence[str]) -> None:
        if not ids:
            return
        with self._using():
            self._leavings = True
            chroma.delete(self._collection, ids, self._batch())
            if self._nearest is not None:
                self._nearest.drop(ids)

    def query(self, vector: Matrix, k: int) -> list[str]:
        """Give the ids of the k nearest vectors by cosine, nearest first, ties by id."""
        with self._using():
            if self._nearest is not None:
                return self._nearest.query(vector, k)
            found = chroma.nearest(self._collection, vector, max(k, CANDIDATES))
        return ranked(list(found), np.asarray(list(found.values()), np.float32), vector)[:k]

    def get(self, ids: Sequence[str]) -> dict[str, Matrix]:
        """Give the vectors of ids; those that are not there are left out."""
        with self._using():
            return chroma.some_of(self._collection, ids) if self._nearest is None else self._nearest.get(ids)

    def refill(self, batches: Iterable[tuple[Sequence[str], Matrix]]) -> None:
        """Replace everything by these ids and vectors, in a new folder that is then swapped in."""
        folder = self._empty()
        chroma.create(folder, self._name, batches)[0].close()
        with self._using():
            if self._client is not None:
                self._client.close()
            self._use(folder)
            self.fresh = False
            self._write_manifest(closed=False)
            self._sweep()

    @contextmanager
    def _using(self) -> Iterator[None]:
        """Let one thread at a time use Chroma."""
        with self._lock, self._telling():
            if self._closed:
                raise LibraryError("The vectors have been closed. Open the library again.")
            yield

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn faults into a sentence; after one, what is held in memory is not taken for what Chroma holds."""
        try:
            with chroma.telling(self._root):
                yield
        except BaseException:
            self._doubtful = True
            raise

    def _begin(self) -> None:
        """Choose the folder to use: one closed well is searched as it was saved, another one through Chroma."""
        manifest = read_manifest(self._root)
        if manifest is None or (manifest.collection, manifest.chromadb) != (self._name, chroma.version()):
            self._doubting()
            self._start_afresh()
            return
        self._folder, self._sums = self._root / manifest.folder, manifest.files
        self._nearest = Nearest.load(self._folder, self._dimension) if self._is_unchanged(ROWS, IDS) else None
        if self._nearest is not None:
            return
        sound = self._is_unchanged()
        if not sound:
            self._doubting()
        if sound or chroma.survives_probe(self._folder, self._name):
            self._leavings = True
            self._use(self._folder)
            self._write_manifest(closed=False)
        else:
            self._start_afresh()

    def _start_afresh(self) -> None:
        self.fresh = True
        self._use(self._empty(), create=True)

    def _is_unchanged(self, *names: str) -> bool:
        """Tell whether all files, or those named, are as they were closed."""
        known = self._sums or {}
        wanted = {name: known.get(name) for name in names or known}
        return bool(wanted) and file_sums(self._folder, names) == wanted

    @property
    def _collection(self) -> Any:
        """Chroma's collection, opened when first asked for."""
        if self._client is None:
            if self._nearest is not None and not self._is_unchanged():
                self._write_from(self._nearest)
            else:
                self._client, self._held_collection = chroma.connect(self._folder, self._name)
            self._write_manifest(closed=False)
            # From now on the copy on disk falls behind, and must not keep what is removed.
            with suppress(OSError):
                remove_copy(self._folder)
            self._sweep()
        return self._held_collection

    def _compact(self, copy: Nearest) -> None:
        """Leave nothing of what was removed in Chroma's files; where they cannot be written anew they stay."""
        if not self._leavings or len(copy) > COMPACTED:
            return
        before = self._folder
        try:
            with chroma.telling(self._root):
                self._write_from(copy)
                self._client.close()
        except (LibraryError, OSError):
            self._folder = before

    def _write_from(self, copy: Nearest) -> None:
        """Write Chroma's files anew, in another folder."""
        folder = self._empty()
        self._client, self._held_collection = chroma.create(folder, self._name, copy.portions())
        self._folder = folder

    def _use(self, folder: Path, create: bool = False) -> None:
        self._folder = folder
        with self._telling():
            self._client, self._held_collection = chroma.connect(folder, self._name, create)
            few = self._held_collection.count() <= EXACT
            self._nearest = Nearest.of(chroma.pages(self._held_collection), self._dimension) if few else None

    def _batch(self) -> int:
        return int(self._client.get_max_batch_size())

    def _empty(self) -> Path:
        return Path(tempfile.mkdtemp(prefix="index-", dir=self._root))

    def _sweep(self) -> None:
        """Remove folders that no manifest names any more."""
        for folder in self._root.glob("index-*"):
            if folder != self._folder:
                shutil.rmtree(folder, ignore_errors=True)

    def _write_manifest(self, closed: bool) -> None:
        sums = file_sums(self._folder) if closed else None
        write_manifest(self._root, Manifest(self._folder.name, self._name, chroma.version(), sums))
