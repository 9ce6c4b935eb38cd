"""Examines a data folder, model, library, index and vectors against each other, and repairs what it can."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ingest import embed, export, model
from ingest.embedder import NAME
from ingest.errors import ShorewiseError
from ingest.store import Store

SAMPLE = 20
# A vector of the same text by the same model differs from the stored one in its last bits at most.
SAME_COSINE = 0.9999


@dataclass(frozen=True, slots=True)
class Check:
    """`ok` tells how things stand now; `repaired` that they stood badly before."""

    name: str
    ok: bool
    detail: str
    repaired: bool = False


def examine(store: Store) -> list[Check]:
    """Run all checks in order, from the model to the vectors."""
    return list(_checks(store))


def _checks(store: Store) -> Iterator[Check]:
    yield _guarded("model", _model)
    yield _guarded("exported model", lambda: _exported(store))
    yield _guarded("cross-encoder", _crossencoder)
    yield _guarded("library file", lambda: _file(store))
    yield _guarded("full-text index", lambda: _index(store))
    yield _guarded("vector files", lambda: _files(store))
    yield _guarded("vectors complete", lambda: _complete(store))
    yield _guarded("vectors correct", lambda: _correct(store))


def _guarded(name: str, check: Callable[[], Check]) -> Check:
    """Run a check; one that cannot be made has failed, with the reason as its detail."""
    try:
        return check()
    except ShorewiseError as error:
        return Check(name, False, str(error))


def _model() -> Check:
    model.verify(model.model_folder())
    return Check("model", True, f"{NAME} is the published one")


def _exported(store: Store) -> Check:
    name = "exported model"
    if store.settings.backend == "torch":
        return Check(name, True, "not used with SHOREWISE_BACKEND=torch")
    folder = embed.exported_folder(store.settings)
    if export.is_intact(folder, thorough=True):
        return Check(name, True, f"unchanged since it was verified, in {folder}")
    shutil.rmtree(folder, ignore_errors=True)
    embed.ensure_export(store.settings)
    return Check(name, True, "was missing or changed; exported again", repaired=True)


def _crossencoder() -> Check:
    embed.load_crossencoder().scores("Can it be run?", ["It can be run."])
    return Check("cross-encoder", True, "as it was made, and it runs")


def _file(store: Store) -> Check:
    faults = store.library.file_faults()
    advice = ". Move library.sqlite3 away and ingest your documents again."
    return Check("library file", not faults, "; ".join(faults) + advice if faults else "sound")


def _index(store: Store) -> Check:
    name = "full-text index"
    faults = store.library.index_faults()
    if not faults:
        return Check(name, True, f"holds all {store.library.passage_count()} passages")
    store.library.rebuild_index()
    left = store.library.index_faults()
    return Check(name, not left, "; ".join(left or faults), repaired=not left)


def _files(store: Store) -> Check:
    if store.vectors.ensure_files():
        return Check("vector files", True, "had changed since they were closed; written anew", repaired=True)
    return Check("vector files", True, "as they were closed, or looked at when the library was opened")


def _complete(store: Store) -> Check:
    name = "vectors complete"
    changed = store.mend()
    if changed:
        return Check(name, True, f"{changed} vectors were missing or left over", repaired=True)
    return Check(name, True, f"one for each of {store.vectors.count()} passages")


def _correct(store: Store) -> Check:
    name = "vectors correct"
    wrong = _wrong_vectors(store)
    if not wrong:
        return Check(name, True, "a sample was embedded again and found itself")
    store.refill()
    left = _wrong_vectors(store)
    detail = f"{wrong} of a sample were wrong or not found"
    return Check(name, not left, f"{detail}; all were written anew", repaired=not left)


def _wrong_vectors(store: Store) -> int:
    """Count passages of a sample whose stored vector is not that of their text, or is not found."""
    ids = store.library.all_passage_ids()
    sample = store.library.passages(ids[:: max(1, len(ids) // SAMPLE)])
    stored = store.vectors.get([passage.id for passage in sample])
    wrong = 0
    for passage, row in zip(sample, store.embed(sample), strict=True):
        kept = stored.get(passage.id)
        nearest = store.vectors.get(store.vectors.query(row, 1))
        # Another passage of the same words may come first: its vector must then be the same.
        found = any(float(np.dot(vector, row)) >= SAME_COSINE for vector in nearest.values())
        wrong += kept is None or float(np.dot(kept, row)) < SAME_COSINE or not found
    return wrong
