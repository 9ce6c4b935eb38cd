"""Brings a backup back: looked through first, then put in place whole, or not at all.

What was looked through lies in a folder of its own inside the data folder. Naming that folder is the moment of
the change: before it nothing is changed, after it whoever opens the data folder next finishes the work.
"""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from ingest import archive
from ingest.copies import BACKUP_WORK, is_laid_out
from ingest.errors import LibraryError
from ingest.library import FILE, Library
from ingest.uploads import UPLOADED, UPLOADS, safe_name
from ingest.vectors import FOLDER

READY = "restoring"
WORK = ".restore-"


def restore(home: Path, path: Path, replace: bool) -> dict[str, Any]:
    """Restore a backup into a data folder that this process owns; gives the number of documents.

    Raises LibraryError when the folder holds a library and `replace` is not set, or when the file is no sound backup.
    """
    finish(home)
    uploads = home / UPLOADS
    if not replace and ((home / FILE).exists() or (uploads.is_dir() and any(uploads.iterdir()))):
        raise LibraryError(
            f"{home} holds a library already. Set SHOREWISE_HOME to an empty folder, "
            "or give --replace to put the backup in its place."
        )
    if not path.is_file():
        raise LibraryError(f"There is no file {path}. Give the path of a backup.")
    try:
        with tempfile.TemporaryDirectory(prefix=WORK, dir=home) as work:
            ready = Path(work) / READY
            ready.mkdir(mode=0o700)
            manifest = archive.unpack(path, ready)
            _look_through(path, ready, Path(work) / "fresh")
            ready.rename(home / READY)
        finish(home)
    except OSError as error:
        raise LibraryError(
            f"The backup {path} could not be restored: {error.strerror or error}. See to that and restore it again."
        ) from error
    return {"documents": manifest.documents}


def finish(home: Path) -> None:
    """Put in place what was looked through, where a restore got that far; may be repeated at any point.

    Takes away what a restore or a backup left behind when it was killed.
    """
    for left in (*home.glob(f"{WORK}*"), *home.glob(f"{BACKUP_WORK}*")):
        shutil.rmtree(left, ignore_errors=True)
    ready = home / READY
    if (ready / FILE).exists():
        if (ready / UPLOADS).exists():
            shutil.rmtree(home / UPLOADS, ignore_errors=True)
            (ready / UPLOADS).rename(home / UPLOADS)
        shutil.rmtree(home / FOLDER, ignore_errors=True)
        for ending in ("-wal", "-shm", "-journal"):
            (home / f"{FILE}{ending}").unlink(missing_ok=True)
        (ready / FILE).replace(home / FILE)
    shutil.rmtree(ready, ignore_errors=True)


def _look_through(path: Path, folder: Path, fresh: Path) -> None:
    """Refuse a library file that is damaged, or that could do more than hold documents."""
    try:
        fault = _fault(folder, fresh)
    except LibraryError as error:
        fault = f"cannot be used: {error.__cause__ or 'its format is not the one that is named'}"
    except (ValueError, TypeError, KeyError):
        fault = "holds documents that cannot be read"
    if fault:
        raise LibraryError(f"The library in {path} {fault}. Nothing was restored; take another backup.")


def _fault(folder: Path, fresh: Path) -> str | None:
    # Before any other look: other triggers or views would run with the statements that look.
    if not is_laid_out(folder, fresh):
        return "is not one that Shorewise made"
    with closing(Library.open(folder)) as library:
        if library.file_faults() or library.index_faults():
            return "is damaged"
        for document in library.documents():
            library.document_passages(document.id)
        names = [source.removeprefix(UPLOADED) for source in library.sources() if source.startswith(UPLOADED)]
        if any(safe_name(name) != name for name in names):
            return "names files outside its folder"
    return None
