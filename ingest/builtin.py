"""The built-in documents: found in kb, read in this process because they are trusted."""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import kb
from ingest.assemble import assemble, scheme
from ingest.errors import LibraryError
from ingest.read import read_bytes
from ingest.types import Document, Passage, Source

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Builtin(NamedTuple):
    document: Document
    passages: tuple[Passage, ...]


def builtin_state() -> str:
    """Give a hash of all built-in files and of the way they are read; takes milliseconds."""
    folder = kb.DOCUMENTS
    state = hashlib.sha256(scheme().encode())
    for path in _files(folder):
        state.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def builtin_documents() -> dict[str, Builtin]:
    """Give all built-in documents, by id; raises LibraryError when one lacks an id of its own or a day of reading."""
    return _read(kb.DOCUMENTS)


@cache
def _read(folder: Path) -> dict[str, Builtin]:
    found: dict[str, Builtin] = {}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        parsed = read_bytes(data, name)
        if parsed.document_id is None or parsed.document_id in found:
            raise LibraryError(f"The built-in document {name} needs an id of its own in its front matter.")
        for source in parsed.sources:
            _check(source, name)
        found[parsed.document_id] = Builtin(
            *assemble(parsed, parsed.document_id, hashlib.sha256(data).hexdigest(), f"built-in:{name}", builtin=True)
        )
    return found


def _check(source: Source, name: str) -> None:
    """Refuse a source that was never read, or read before it was written.

    Whether the day lies ahead is a matter of the clock, which may be wrong where Shorewise runs: tests/test_kb.py asks.
    """
    if source.read is None or not _DAY.fullmatch(source.read):
        raise LibraryError(
            f"Source {source.key} of the built-in document {name} needs `read:`, the day it was last read (2026-11-25)."
        )
    if source.date != "n.d." and source.read[: len(source.date)] < source.date:
        raise LibraryError(
            f"Source {source.key} of the built-in document {name} was read before its date. Correct one of the two."
        )


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.md"))
