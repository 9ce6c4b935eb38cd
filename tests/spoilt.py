"""Backups that were damaged, changed or made to do harm, by the name of what is wrong with them."""

import hashlib
import json
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest import archive
from ingest.library import FILE
from ingest.uploads import UPLOADS

Change = Callable[[dict[str, bytes]], object]


def rewritten(made: Path, path: Path, change: Change, hashed: bool = True) -> Path:
    """Make a backup with other content; its manifest names the right hashes when `hashed`."""
    with zipfile.ZipFile(made) as old:
        files = {name: old.read(name) for name in old.namelist()}
    change(files)
    if hashed:
        manifest = json.loads(files[archive.MANIFEST])
        manifest["files"] = {
            name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != archive.MANIFEST
        }
        files[archive.MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, data in files.items():
            new.writestr(zipfile.ZipInfo(name), data)
    return path


def with_manifest(**changes: Any) -> Change:
    def change(files: dict[str, bytes]) -> None:
        manifest = json.loads(files[archive.MANIFEST]) | changes
        files[archive.MANIFEST] = json.dumps({k: v for k, v in manifest.items() if v is not None}).encode()

    return change


def with_sql(sql: str, tmp_path: Path) -> Change:
    """Change the library of a backup by a statement."""

    def change(files: dict[str, bytes]) -> None:
        path = tmp_path / "changed.sqlite3"
        path.write_bytes(files[FILE])
        connection = sqlite3.connect(path)
        connection.executescript(sql)
        connection.commit()
        connection.close()
        files[FILE] = path.read_bytes()

    return change


SPOILT: dict[str, Callable[[Path, Path], Path]] = {
    "cut off": lambda made, path: _written(path, made.read_bytes()[:-700]),
    "a byte changed": lambda made, path: _written(path, _flipped(made.read_bytes(), b"rail vehicle")),
    "empty": lambda _made, path: _written(path, b""),
    "no zip": lambda _made, path: _written(path, b"Dear diary" * 1000),
    "another zip": lambda _made, path: _zip(path, {"a.txt": b"words"}),
    "no manifest": lambda made, path: rewritten(made, path, lambda files: files.pop(archive.MANIFEST), hashed=False),
    "no library": lambda made, path: rewritten(made, path, lambda files: files.pop(FILE)),
    "a file more": lambda made, path: rewritten(made, path,
        lambda files: files.update({f"{UPLOADS}/b.md": b"b"}), False
    ),
    "a file less": lambda made, path: rewritten(made, path, lambda files: files.pop(f"{UPLOADS}/ferry note.md"), False),
    "content changed": lambda made, path: rewritten(
        made, path, lambda files: files.update({f"{UPLOADS}/ferry note.md": b"b"}), False
    ),
    "a way out": lambda made, path: rewritten(made, path, lambda files: files.update({"../out.md": b"b"})),
    "a way out of the uploads": lambda made, path: rewritten(
        made, path, lambda files: files.update({f"{UPLOADS}/../../out.md": b"b"})
    ),
    "an absolute name": lambda made, path: rewritten(made, path, lambda files: files.update({"/out.md": b"b"})),
    "a backslash": lambda made, path: rewritten(
        made, path, lambda files: files.update({f"{UPLOADS}/..\\out.md": b"b"})
    ),
    "a folder": lambda made, path: rewritten(made, path, lambda files: files.update({f"{UPLOADS}/a/": b""})),
    "another file of ours": lambda made, path: rewritten(made, path, lambda files: files.update({"owner.json": b"{}"})),
    "a newer format": lambda made, path: rewritten(made, path, with_manifest(shorewise_backup=2)),
    "a newer library": lambda made, path: rewritten(made, path, with_manifest(schema=99)),
    "a manifest of lies": lambda made, path: rewritten(made, path, with_manifest(files=[]), hashed=False),
    "a manifest with less": lambda made, path: rewritten(made, path, with_manifest(made=None)),
    "a deep manifest": lambda made, path: rewritten(
        made, path, lambda files: files.update({archive.MANIFEST: b"[" * 100_000}), hashed=False
    ),
    "no database": lambda made, path: rewritten(made, path, lambda files: files.update({FILE: b"no database" * 999})),
    "a database cut off": lambda made, path: rewritten(
        made, path, lambda files: files.update({FILE: files[FILE][: len(files[FILE]) // 2]})
    ),
    "an empty database": lambda made, path: rewritten(made, path, lambda files: files.update({FILE: b""})),
    "a trigger": lambda made, path: rewritten(
        made,
        path,
        with_sql("CREATE TRIGGER t AFTER DELETE ON documents BEGIN DELETE FROM meta; END", path.parent),
    ),
    "a view in place of a table": lambda made, path: rewritten(
        made, path, with_sql("DROP TABLE meta; CREATE VIEW meta AS SELECT 1 AS key, 2 AS value", path.parent)
    ),
    "a source outside": lambda made, path: rewritten(
        made, path, with_sql("UPDATE sources SET path = 'upload:../../out.md'", path.parent)
    ),
    "another format within": lambda made, path: rewritten(
        made, path, with_sql("PRAGMA user_version = 7", path.parent)
    ),
    "rows that cannot be read": lambda made, path: rewritten(
        made, path, with_sql("UPDATE passages SET units = '{'", path.parent)
    ),
    "missing words": lambda made, path: rewritten(
        made, path, with_sql("DELETE FROM passages_fts WHERE rowid = 1", path.parent)
    ),
    "a bomb": lambda made, path: _zip(
        path, {**_files(made), f"{UPLOADS}/a.md": bytes(30_000_000)}, zipfile.ZIP_DEFLATED
    ),
    "a link": lambda made, path: _link(made, path),
    "a name twice": lambda made, path: _twice(made, path),
    "a size that is not true": lambda made, path: _overstated(made, path),
}  # fmt: skip


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _flipped(data: bytes, words: bytes) -> bytes:
    at = data.index(words)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _files(made: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(made) as source:
        return {name: source.read(name) for name in source.namelist()}


def _zip(path: Path, files: dict[str, bytes], kind: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", kind) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return path


def _link(made: Path, path: Path) -> Path:
    entry = zipfile.ZipInfo(f"{UPLOADS}/link.md")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    shutil.copy(made, path)
    with zipfile.ZipFile(path, "a") as target:
        target.writestr(entry, b"/etc/passwd")
    return path


def _twice(made: Path, path: Path) -> Path:
    shutil.copy(made, path)
    with zipfile.ZipFile(path, "a") as target:
        target.writestr(FILE, b"another")
    return path


def _overstated(made: Path, path: Path) -> Path:
    """Let the directory claim a library of 4 GB."""
    data = made.read_bytes()
    directory = data.index(b"PK\x01\x02")
    sizes = directory + 20
    return _written(path, data[:sizes] + b"\xff\xff\xff\xf0" * 2 + data[sizes + 8 :])
