"""Makes one process the owner of a data folder for as long as it runs; a second one is refused at once."""

import json
import os
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import LibraryBusy, LibraryError

LOCK = "owner.lock"
# Beside the lock, because taking a lock may empty its file.
NOTE = "owner.json"


class Owner:
    def __init__(self, home: Path) -> None:
        self._note = home / NOTE
        self._lock = FileLock(home / LOCK, thread_local=False)

    def take(self) -> None:
        """Become the owner; raises LibraryBusy naming the process that is."""
        try:
            # What a person asks and keeps is nobody else's business.
            self._note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._note.write_text(json.dumps({"pid": os.getpid()}), "utf-8")
        except Timeout as error:
            raise LibraryBusy(self._busy()) from error
        except OSError as error:
            self._lock.release()
            raise LibraryError(
                f"The data folder {self._note.parent} cannot be written: {error.strerror or error}. "
                "Allow it, or set SHOREWISE_HOME to another folder."
            ) from error

    def release(self) -> None:
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()

    def holder(self) -> str:
        """Name the process that owns the folder."""
        pid = owner_pid(self._note.parent)
        return f"Process {pid}" if pid else "Another process"

    def _busy(self) -> str:
        return (
            f"{self.holder()} is using the data folder {self._note.parent}. "
            "Try again when it has finished, or set SHOREWISE_HOME to another folder."
        )


def owner_pid(home: Path) -> int | None:
    """Give the process that last said it owns the folder."""
    try:
        return int(json.loads((home / NOTE).read_text("utf-8"))["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_owned(home: Path) -> bool:
    """Tell whether a process owns the folder now; what a killed one left behind does not count."""
    if not (home / LOCK).exists():
        return False
    lock = FileLock(home / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False
