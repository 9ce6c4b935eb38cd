"""The built-in documents: found in kb, read in this process because they are trusted."""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import kb
from ingest.assemble import assemble, scheme
from ingest.errors import LibraryError
from ingest.read import read_bytes
from ingest.types import Document, Passage


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
    """Give all built-in documents, by id; raises LibraryError when one has no id or that of another."""
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
        found[parsed.document_id] = Builtin(
            *assemble(parsed, parsed.document_id, hashlib.sha256(data).hexdigest(), f"built-in:{name}", builtin=True)
        )
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.md"))
