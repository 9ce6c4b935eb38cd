"""What the library's commands do with an open library, told as JSON: the same here and in another process."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import SettingsError, ShorewiseError
from ingest.progress import Progress
from ingest.types import Document

if TYPE_CHECKING:
    from ingest.store import Store

RESULTS = ("added", "replaced", "unchanged", "removed", "refused")


def agree(store: "Store", _progress: Progress, *, version: str, settings: Mapping[str, Any]) -> None:
    """Raise when a shell is of another version, or was set otherwise, than the process that answers it."""
    here = installed("shorewise")
    if version != here:
        raise ShorewiseError(f"The page is Shorewise {here}, this command {version}. Open the page again.")
    own = store.settings.model_dump(mode="json")
    for name, value in settings.items():
        if own.get(name) != value:
            raise SettingsError(
                f"The running page has SHOREWISE_{name.upper()}={_shown(own.get(name))}, this command "
                f"{_shown(value)}. Set both alike, or set SHOREWISE_HOME to another folder."
            )


def ingest(
    store: "Store",
    progress: Progress,
    *,
    paths: Sequence[str],
    prune: bool,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
) -> dict[str, Any]:
    """Read files and folders, named by absolute paths, into the library; without any, the known ones again."""
    from ingest.folders import Choice
    from ingest.sync import sync

    report = sync(store, [Path(path) for path in paths], prune, progress, Choice(tuple(include), tuple(exclude)))
    counts: dict[str, Any] = {result: report.count(result) for result in RESULTS}  # type: ignore[arg-type]
    return counts | {"files": [asdict(outcome) for outcome in report.files], "notes": list(report.notes)}


def documents(store: "Store", _progress: Progress) -> list[dict[str, Any]]:
    sources: dict[str, list[str]] = {}
    for path, document_id in store.library.sources().items():
        sources.setdefault(document_id, []).append(path)
    return [_listed(document, sources.get(document.id, [])) for document in store.library.documents()]


def show(store: "Store", _progress: Progress, *, document_id: str) -> dict[str, Any]:
    return shown(store.show_document(document_id))


def remove(store: "Store", _progress: Progress, *, document_id: str) -> None:
    from ingest import sync

    sync.remove(store, document_id)


def reindex(store: "Store", progress: Progress) -> int:
    """Write the indexes anew; gives the number of passages."""
    store.library.rebuild_index()
    store.library.purge(shrink=True)
    store.refill(progress)
    return store.library.passage_count()


def doctor(store: "Store", _progress: Progress) -> list[dict[str, Any]]:
    from ingest.doctor import examine

    return [asdict(check) for check in examine(store)]


def backup(store: "Store", progress: Progress, *, file: str) -> dict[str, Any]:
    from ingest.backup import backup as write

    return write(store, Path(file), progress)


WORKS = {work.__name__: work for work in (agree, ingest, documents, show, remove, reindex, doctor, backup)}


def shown(document: Document) -> dict[str, Any]:
    """Give a document as `show` tells it."""
    return {
        "document_id": document.id,
        "title": document.title,
        "text": document.text,
        "sections": [
            {"path": list(section.path), "start": section.start, "end": section.end} for section in document.sections
        ],
        "sha256": document.sha256,
    }


def _listed(document: Document, sources: Sequence[str]) -> dict[str, Any]:
    return {
        "document_id": document.id,
        "title": document.title,
        "source": document.origin,
        "sha256": document.sha256,
        "passages": document.passages,
        "added": document.added,
        "builtin": document.builtin,
        "sources": list(sources) or [document.origin],
    }


def _shown(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
