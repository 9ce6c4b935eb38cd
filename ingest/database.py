"""One SQLite file shared by all threads: statements, transactions, and faults told as one sentence.

The only module that imports sqlite3.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.errors import LibraryError


class Database:
    """Runs one statement or transaction at a time; every method may raise LibraryError.

    Where it is only for `looking`, nothing can be changed, and no other process is kept from changing something.
    `left_open` tells that its log was there already: another process has it open, or was killed while it had.
    """

    def __init__(self, path: Path, schema: str, version: int, looking: bool = False) -> None:
        self.path = path
        self._begin = "BEGIN" if looking else "BEGIN IMMEDIATE"
        self._lock = threading.RLock()
        try:
            self.left_open = path.with_name(f"{path.name}-wal").exists()
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # SQLite gives its other files the permissions of this one.
            path.touch(mode=0o600)
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise LibraryError(_advice(path, error)) from error
        try:
            self._prepare(schema, version)
            if looking:
                self.run("PRAGMA query_only = ON")
        except LibraryError:
            self.close()
            raise

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement and give its rows."""
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise LibraryError(_advice(self.path, error)) from error

    def text(self, sql: str, *values: Any) -> str | None:
        """Give the first column of the first row; None when there is no row."""
        found = self.run(sql, *values)
        return str(found[0][0]) if found else None

    def run_all(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run one statement for every row of values."""
        try:
            with self._lock:
                self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise LibraryError(_advice(self.path, error)) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all writes inside one change: it happens whole or not at all. Inner ones join the outer."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self.run(self._begin)
            try:
                yield
                self.run("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.rollback()
                raise

    def copy(self, path: Path) -> None:
        """Write all that is in the file now to a new one, without the room that removed words left."""
        self.run("VACUUM INTO ?", str(path))

    def layout(self) -> list[str]:
        """Give what the file is made of: tables, indexes, views and whatever else it may hold."""
        rows = self.run("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
        return [f"{kind} {name} {''.join((sql or '').split())}" for kind, name, sql in rows]

    def faults(self) -> list[str]:
        """Give what SQLite finds wrong in the file."""
        try:
            found = [str(row[0]) for row in self.run("PRAGMA integrity_check(10)")]
        except LibraryError as error:
            return [str(error)]
        return [] if found == ["ok"] else found

    def _prepare(self, schema: str, version: int) -> None:
        # NORMAL loses at most the last change when the power fails, never the file; it can be made again.
        self.run("PRAGMA busy_timeout = 5000")
        self.run("PRAGMA journal_mode = WAL")
        self.run("PRAGMA synchronous = NORMAL")
        self.run("PRAGMA foreign_keys = ON")
        self.run("PRAGMA secure_delete = ON")
        found = self.run("PRAGMA user_version")[0][0]
        if found == 0 and not self.run("SELECT 1 FROM sqlite_master LIMIT 1"):
            self._connection.executescript(f"BEGIN; {schema}; PRAGMA user_version = {version}; COMMIT;")
        elif found != version:
            raise LibraryError(
                f"The library {self.path} was made by another version of Shorewise (format {found}, this one "
                f"reads {version}). Move that file away and ingest your documents again."
            )


def _advice(path: Path, error: Exception) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return f"The library {path} is damaged ({error}). Move it away and ingest your documents again."
    if name.startswith("SQLITE_BUSY"):
        return f"The library {path} is locked: another program is using the file. Close that and try again."
    if name == "SQLITE_FULL":
        return f"The disk with the library {path} is full. Free some space and try again; nothing was lost."
    if isinstance(error, OSError) or name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return f"The library {path} cannot be written. Allow it, or set SHOREWISE_HOME to another folder."
    return f"The library {path} cannot be used: {error}."
