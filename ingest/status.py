"""Tells how a data folder stands, without changing it, owning it or loading the model."""

from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ingest import embed, export
from ingest.builtin import builtin_state
from ingest.embedder import NAME
from ingest.library import FILE, SCHEMA, Library
from ingest.owner import is_owned, owner_pid
from ingest.reach import Line
from ingest.settings import Settings
from ingest.store import BUILTIN, LEFT_OUT


def status(settings: Settings) -> dict[str, Any]:
    """Look at the folder; SQLite lets another process read while its owner writes."""
    backend = backend_of(settings)
    return {
        "data_folder": str(settings.home),
        "bytes": size_of(settings.home),
        **_held(settings, backend),
        "model": NAME,
        "backend": backend,
        "versions": {"shorewise": version("shorewise"), "schema": SCHEMA, "chromadb": version("chromadb")},
        "builtin": settings.builtin,
        "owner": _owner(settings),
    }


def backend_of(settings: Settings) -> str | None:
    """Tell what the model will run on; None when it has not been prepared yet."""
    if settings.backend == "torch":
        return "torch"
    return "onnx" if export.is_intact(embed.exported_folder(settings)) else None


def size_of(folder: Path) -> int:
    """Give the bytes of all files below a folder; those that vanish meanwhile count for nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += 0 if path.is_symlink() or not path.is_file() else path.stat().st_size
        except OSError:
            continue
    return total


def _held(settings: Settings, backend: str | None) -> dict[str, Any]:
    if not (settings.home / FILE).exists():
        return {"documents": 0, "own": 0, "passages": 0, "fingerprint": None, "last_added": None, "current": False}
    with closing(Library.open(settings.home, looking=True)) as library:
        documents = library.documents()
        return {
            "documents": len(documents),
            "own": sum(not document.builtin for document in documents),
            "passages": library.passage_count(),
            "fingerprint": library.fingerprint(NAME, backend) if backend else None,
            "last_added": max((document.added for document in documents), default=None),
            "current": library.meta(BUILTIN) == (builtin_state() if settings.builtin else LEFT_OUT),
        }


def _owner(settings: Settings) -> dict[str, Any] | None:
    if not is_owned(settings.home):
        return None
    line = Line.to(settings)
    if line is None:
        return {"pid": owner_pid(settings.home), "page": None}
    with line:
        return {"pid": line.address.pid, "page": line.address.page}
