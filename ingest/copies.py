"""Copies a library's file while it is in use, and tells whether a file from elsewhere is laid out like one."""

from contextlib import closing
from pathlib import Path

from ingest.database import Database
from ingest.library import FILE, SCHEMA, Library

BACKUP_WORK = ".backup-"
"""Begins the name of the folder in which a copy for a backup is made."""


def copy_library(home: Path, target: Path) -> None:
    """Write the library in a folder, as it is at this moment, to a new file."""
    with closing(Database(home / FILE, "", SCHEMA)) as database:
        database.copy(target)


def is_laid_out(folder: Path, fresh: Path) -> bool:
    """Compare a library with a new one made in the folder `fresh`: it must hold no trigger, view or table more."""
    Library.open(fresh).close()
    return _layout(folder) == _layout(fresh)


def _layout(folder: Path) -> list[str]:
    with closing(Database(folder / FILE, "", SCHEMA)) as database:
        return database.layout()
