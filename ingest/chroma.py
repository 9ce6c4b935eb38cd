"""Chroma, where the vectors are kept: opened, written, read, and looked at by another process when in doubt.

The only module that imports chromadb.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import LibraryError

PAGE = 5_000
PROBE_SAMPLE = 50
PROBE_TIMEOUT_S = 120

Matrix = NDArray[np.float32]


@contextmanager
def telling(root: Path) -> Iterator[None]:
    """Turn Chroma's faults into one sentence with what to do."""
    try:
        yield
    except Exception as error:
        if "chromadb" not in sys.modules or not isinstance(error, _chromadb().errors.ChromaError):
            raise
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise LibraryError(
            f"The vectors in {root} cannot be used: {reason}. Check that the disk has room, "
            "then run `shorewise doctor`; no text was lost."
        ) from error


def _chromadb() -> Any:
    """Import Chroma, which takes most of a second, with its telemetry off."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    import chromadb
    import chromadb.config
    import chromadb.errors

    return chromadb


def connect(folder: Path, name: str, create: bool = False) -> tuple[Any, Any]:
    """Open a Chroma client and its collection: cosine, own embeddings, nothing sent anywhere."""
    chromadb = _chromadb()
    settings = chromadb.config.Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(path=str(folder), settings=settings)
    if not create:
        return client, client.get_collection(name, embedding_function=None)
    collection = client.create_collection(name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
    return client, collection


def create(folder: Path, name: str, portions: Iterable[tuple[Sequence[str], Matrix]]) -> tuple[Any, Any]:
    """Make a collection of ids with their vectors in an empty folder; gives client and collection."""
    client, collection = connect(folder, name, create=True)
    try:
        for ids, vectors in portions:
            with telling(folder.parent):
                upsert(collection, ids, vectors, client.get_max_batch_size())
    except BaseException:
        client.close()
        raise
    return client, collection


def pages(collection: Any) -> Iterator[dict[str, Matrix]]:
    """Yield all vectors by id, some thousands at a time."""
    for start in range(0, collection.count(), PAGE):
        yield rows(collection.get(limit=PAGE, offset=start, include=["embeddings"]))


def some_of(collection: Any, ids: Sequence[str]) -> dict[str, Matrix]:
    """Give the vectors of ids; those that are not there are left out."""
    found: dict[str, Matrix] = {}
    for start in range(0, len(ids), PAGE):
        found |= rows(collection.get(ids=list(ids[start : start + PAGE]), include=["embeddings"]))
    return found


def delete(collection: Any, ids: Sequence[str], batch: int) -> None:
    for start in range(0, len(ids), batch):
        collection.delete(ids=list(ids[start : start + batch]))


def rows(answer: Any) -> dict[str, Matrix]:
    return dict(zip(answer["ids"], np.asarray(answer["embeddings"], np.float32), strict=True))


def nearest(collection: Any, vector: Matrix, k: int) -> dict[str, Matrix]:
    """Give about the k nearest vectors by id, as far as the approximate index finds them."""
    found = collection.query(
        query_embeddings=np.asarray([vector], np.float32), n_results=min(collection.count(), k), include=["embeddings"]
    )
    return rows({"ids": found["ids"][0], "embeddings": found["embeddings"][0]})


def upsert(collection: Any, ids: Sequence[str], vectors: Matrix, batch: int) -> None:
    for start in range(0, len(ids), batch):
        collection.upsert(ids=list(ids[start : start + batch]), embeddings=vectors[start : start + batch])


def version() -> str:
    from importlib import metadata

    return metadata.version("chromadb")


def survives_probe(folder: Path, name: str) -> bool:
    """Open and search the folder in another process; -P ignores a package of the same name in the way."""
    command = [sys.executable, "-P", "-m", "ingest.chroma", str(folder), name]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=PROBE_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _probe(folder: Path, name: str) -> bool:
    """Tell whether every vector can be read and a sample finds itself."""
    _, collection = connect(folder, name)
    held = [row for page in pages(collection) for row in page.values()]
    if len(held) != collection.count():
        return False
    for row in held[:: max(1, len(held) // PROBE_SAMPLE)]:
        found = collection.query(query_embeddings=[row], n_results=1, include=["distances"])
        if not found["ids"][0] or found["distances"][0][0] > 1e-3:
            return False
    return True


if __name__ == "__main__":
    sys.exit(0 if _probe(Path(sys.argv[1]), sys.argv[2]) else 1)
