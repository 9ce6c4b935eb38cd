"""Brings files and folders into the library: skips what it has, replaces what changed, drops what is gone."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.errors import LibraryError
from ingest.intake import Intake
from ingest.progress import Counter, Progress, silent
from ingest.read.worker import Reader
from ingest.store import Store
from ingest.types import FileOutcome, SyncReport
from ingest.uploads import UPLOADED, UPLOADS, safe_name


def sync(store: Store, paths: Sequence[Path] = (), prune: bool = False, progress: Progress | None = None) -> SyncReport:
    """Read files and folders into the library; one that cannot be read is refused, and the others go on.

    Without paths the known sources are read again. `prune` removes what is known but missing: of the paths
    and below them, or anywhere when none are given.
    """
    known = store.library.sources()
    if paths:
        home, gone = store.settings.home.absolute(), _below(paths, known) if prune else []
        # What is gone with all that was read from it is missed below, not looked for.
        there = [path for path in paths if path.exists() or not _below([path], gone)]
        files = _listed(there, home)
        gone = [source for source in gone if source not in files]
    else:
        files, gone = {source: store.locate(source) for source in known}, []
    counter = Counter(progress or silent, "Reading files", len(files) + len(gone))
    with Reader(store.settings) as reader, store.bulk():
        intake = Intake(store, reader, counter)
        for source, path in files.items():
            if source in known and not path.exists() and (prune or not paths):
                intake.miss(source, prune)
            else:
                intake.take(source, path)
        for source in gone:
            intake.miss(source, prune)
    if any(outcome.result in ("replaced", "removed") for outcome in intake.outcomes):
        store.library.purge()
    return SyncReport(tuple(intake.outcomes))


def add_upload(store: Store, path: Path, name: str, progress: Progress | None = None) -> FileOutcome:
    """Read a file and keep a copy under its name, in place of an earlier upload of the same name."""
    name = safe_name(name)
    folder = store.settings.home / UPLOADS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as work, Reader(store.settings) as reader:
        draft = Path(shutil.copyfile(path, Path(work) / name))
        draft.chmod(0o600)
        intake = Intake(store, reader, Counter(progress or silent, "Reading files", 1))
        outcome = intake.take(f"{UPLOADED}{name}", draft, keep=folder / name)
    if outcome.result == "replaced":
        store.library.purge()
    return outcome


def remove(store: Store, document_id: str) -> None:
    """Remove a document and the kept copies of uploads it was read from; not a built-in one."""
    with store.writing():
        if store.library.document(document_id).builtin:
            raise LibraryError(
                f"{document_id} is built in and cannot be removed alone. "
                "SHOREWISE_BUILTIN=0 leaves all built-in documents out."
            )
        uploads = [
            source
            for source, held in store.library.sources().items()
            if held == document_id and source.startswith(UPLOADED)
        ]
        store.remove(document_id)
        for source in uploads:
            store.locate(source).unlink(missing_ok=True)
        store.library.purge()


def _below(paths: Sequence[Path], sources: Iterable[str]) -> list[str]:
    """Give the sources that are one of the paths or in a folder of them, in order."""
    wholes = [path.absolute() for path in paths]
    return sorted(source for source in sources if any(Path(source).is_relative_to(whole) for whole in wholes))


def _listed(paths: Sequence[Path], home: Path) -> dict[str, Path]:
    """Give all files by absolute path: those named, and those in folders unless hidden or in `home`."""
    found: dict[str, Path] = {}
    for path in paths:
        whole = path.absolute()
        found |= {str(file): file for file in (_folder_files(whole, home) if whole.is_dir() else [whole])}
    return found


def _folder_files(folder: Path, home: Path) -> list[Path]:
    files: list[Path] = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and Path(root, name) != home]
        files += [Path(root) / name for name in names if not name.startswith(".")]
    return sorted(files)
