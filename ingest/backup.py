"""Writes a backup: one file with the library as it is at one moment and the uploads it was read from."""

import os
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ingest import archive
from ingest.copies import BACKUP_WORK, copy_library
from ingest.errors import LibraryError
from ingest.library import FILE, SCHEMA
from ingest.progress import Counter, Progress
from ingest.store import Store
from ingest.uploads import UPLOADS, safe_name


def backup(store: Store, path: Path, progress: Progress) -> dict[str, Any]:
    """Write a backup, in place of an earlier one at the same path; gives its path, size and number of documents.

    Vectors are left out: they are written anew from the texts.
    """
    if path.exists() and not archive.is_archive(path):
        raise LibraryError(f"{path} is there already and is no backup. Give another name.")
    counter = Counter(progress, "Writing the backup", 1)
    try:
        with (
            tempfile.TemporaryDirectory(prefix=BACKUP_WORK, dir=store.settings.home) as work,
            tempfile.TemporaryDirectory(prefix=".shorewise-", dir=path.parent) as beside,
        ):
            draft = Path(beside) / path.name
            # Nothing is added or removed meanwhile, so that library and uploads fit together.
            with store.writing():
                documents = _write(store, draft, Path(work))
            draft.chmod(0o600)
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
            draft.replace(path)
    except OSError as error:
        raise LibraryError(
            f"The backup {path} cannot be written: {error.strerror or error}. Give another place."
        ) from error
    counter.finish()
    return {"file": str(path), "bytes": path.stat().st_size, "documents": documents}


def _write(store: Store, draft: Path, work: Path) -> int:
    copy_library(store.settings.home, work / FILE)
    documents = len(store.library.document_ids())
    uploads = store.settings.home / UPLOADS
    kept = sorted(uploads.iterdir()) if uploads.is_dir() else []
    files = {FILE: work / FILE} | {
        f"{UPLOADS}/{file.name}": file
        for file in kept
        if file.is_file() and not file.is_symlink() and safe_name(file.name) == file.name
    }
    made = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = archive.Manifest(archive.FORMAT, version("shorewise"), SCHEMA, made, documents, {})
    archive.write(draft, manifest, files)
    return documents
