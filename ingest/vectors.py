"""Vectors of the passages in Chroma: a cache that is thrown away and refilled from the library when in doubt.

The only module that imports chromadb. A manifest names the folder in use, so a refill is swapped in whole or
not at all. It lists the sizes of the files when they were closed: what was closed badly or changed is looked
at by another process first, because Chroma can crash or hang on a damaged index.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ingest.errors import LibraryError
from ingest.manifest import Manifest, file_sizes, read_manifest, write_manifest

FOLDER = "vectors"
# The search is approximate; the exact best of more candidates than asked for stay the same after a refill.
CANDIDATES = 200
PROBE_SAMPLE = 50
PROBE_TIMEOUT_S = 120

Matrix = NDArray[np.float32]


class Vectors:
    """One collection of unit vectors by passage id; `fresh` means that it is empty and must be refilled.

    May be used by several threads of the one process that owns the folder.
    """

    def __init__(self, root: Path, model: str, dimension: int) -> None:
        self._root, self._name = root, f"passages-{model}-{dimension}"
        self._lock = threading.RLock()
        self.fresh = self._closed = False
        self._folder: Path
        self._client: Any
        self._collection: Any

    @classmethod
    def open(cls, home: Path, model: str, dimension: int) -> Self:
        """Open the vectors of a data folder; start afresh where they are missing, damaged or outdated."""
        vectors = cls(home / FOLDER, model, dimension)
        try:
            vectors._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder = vectors._trusted()
            vectors.fresh = folder is None
            vectors._use(folder or vectors._empty(), create=folder is None)
            if folder:
                vectors._write_manifest(closed=False)
            vectors._sweep()
        except OSError as error:
            raise LibraryError(
                f"The vectors in {vectors._root} cannot be written: {error.strerror or error}. "
                "Allow it, or set SHOREWISE_HOME to another folder."
            ) from error
        return vectors

    def close(self) -> None:
        """Close the files and record their sizes."""
        with self._lock:
            self._closed = True
            self._client.close()
            if self.fresh:
                shutil.rmtree(self._folder, ignore_errors=True)
            else:
                self._write_manifest(closed=True)

    def count(self) -> int:
        with self._using():
            return int(self._collection.count())

    def ids(self) -> set[str]:
        with self._using():
            return set(self._collection.get(include=[])["ids"])

    def upsert(self, ids: Sequence[str], vectors: Matrix) -> None:
        """Add vectors, or replace those of the same ids."""
        with self._using():
            _upsert(self._collection, ids, vectors, self._batch())

    def delete(self, ids: Sequence[str]) -> None:
        with self._using():
            for start in range(0, len(ids), self._batch()):
                self._collection.delete(ids=list(ids[start : start + self._batch()]))

    def query(self, vector: Matrix, k: int) -> list[str]:
        """Give the ids of the k nearest vectors by cosine, nearest first, ties by id."""
        with self._using():
            size = self.count()
            if not size or k < 1:
                return []
            found = self._collection.query(
                query_embeddings=np.asarray([vector], np.float32),
                n_results=min(size, max(k, CANDIDATES)),
                include=["embeddings"],
            )
        # Rounded, so that the last bits of a sum never order what is equally near.
        scores = np.round(np.asarray(found["embeddings"][0], np.float64) @ vector, 6)
        ranked = sorted(zip((-scores).tolist(), found["ids"][0], strict=True))
        return [passage_id for _, passage_id in ranked[:k]]

    def get(self, ids: Sequence[str]) -> dict[str, Matrix]:
        """Give the vectors of ids; those that are not there are left out."""
        found: dict[str, Matrix] = {}
        with self._using():
            for start in range(0, len(ids), self._batch()):
                some = self._collection.get(ids=list(ids[start : start + self._batch()]), include=["embeddings"])
                rows = np.asarray(some["embeddings"], np.float32)
                found.update(zip(some["ids"], rows, strict=True))
        return found

    def refill(self, batches: Iterable[tuple[Sequence[str], Matrix]]) -> None:
        """Replace everything by these ids and vectors, in a new folder that is then swapped in."""
        folder = self._empty()
        client, collection = _connect(folder, self._name, create=True)
        try:
            for ids, vectors in batches:
                with self._telling():
                    _upsert(collection, ids, vectors, client.get_max_batch_size())
        finally:
            client.close()
        with self._using():
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
        """Turn Chroma's faults into one sentence with what to do."""
        try:
            yield
        except _chromadb().errors.ChromaError as error:
            reason = (str(error) or type(error).__name__).splitlines()[0]
            raise LibraryError(
                f"The vectors in {self._root} cannot be used: {reason}. Check that the disk has room, "
                "then run `shorewise doctor`; no text was lost."
            ) from error

    def _use(self, folder: Path, create: bool = False) -> None:
        self._folder = folder
        with self._telling():
            self._client, self._collection = _connect(folder, self._name, create)

    def _batch(self) -> int:
        return int(self._client.get_max_batch_size())

    def _empty(self) -> Path:
        return Path(tempfile.mkdtemp(prefix="index-", dir=self._root))

    def _sweep(self) -> None:
        """Remove folders that no manifest names any more."""
        for folder in self._root.glob("index-*"):
            if folder != self._folder:
                shutil.rmtree(folder, ignore_errors=True)

    def _trusted(self) -> Path | None:
        """Give the folder in use when it can be used as it is."""
        manifest = read_manifest(self._root)
        if manifest is None or (manifest.collection, manifest.chromadb) != (self._name, _version()):
            return None
        folder = self._root / manifest.folder
        if manifest.sizes != file_sizes(folder) and not _survives_probe(folder, self._name):
            return None
        return folder

    def _write_manifest(self, closed: bool) -> None:
        sizes = file_sizes(self._folder) if closed else None
        write_manifest(self._root, Manifest(self._folder.name, self._name, _version(), sizes))


def _chromadb() -> Any:
    """Import Chroma, which takes most of a second, with its telemetry off."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    import chromadb
    import chromadb.config
    import chromadb.errors

    return chromadb


def _connect(folder: Path, name: str, create: bool = False) -> tuple[Any, Any]:
    """Open a Chroma client and its collection: cosine, own embeddings, nothing sent anywhere."""
    chromadb = _chromadb()
    settings = chromadb.config.Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(path=str(folder), settings=settings)
    if not create:
        return client, client.get_collection(name, embedding_function=None)
    collection = client.create_collection(name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
    return client, collection


def _upsert(collection: Any, ids: Sequence[str], vectors: Matrix, batch: int) -> None:
    for start in range(0, len(ids), batch):
        collection.upsert(ids=list(ids[start : start + batch]), embeddings=vectors[start : start + batch])


def _version() -> str:
    from importlib.metadata import version

    return version("chromadb")


def _survives_probe(folder: Path, name: str) -> bool:
    """Open and search the folder in another process; -P ignores a package of the same name in the way."""
    command = [sys.executable, "-P", "-m", "ingest.vectors", str(folder), name]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=PROBE_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _probe(folder: Path, name: str) -> bool:
    """Tell whether every vector can be read and a sample finds itself."""
    _, collection = _connect(folder, name)
    rows = np.asarray(collection.get(include=["embeddings"])["embeddings"], np.float32)
    if len(rows) != collection.count():
        return False
    for row in rows[:: max(1, len(rows) // PROBE_SAMPLE)]:
        found = collection.query(query_embeddings=[row], n_results=1, include=["distances"])
        if not found["ids"][0] or found["distances"][0][0] > 1e-3:
            return False
    return True


if __name__ == "__main__":
    sys.exit(0 if _probe(Path(sys.argv[1]), sys.argv[2]) else 1)
