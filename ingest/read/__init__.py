"""Readers, one file per format family; a new format is one more file and one line in `_READERS`."""

from collections.abc import Callable
from pathlib import PurePath

from ingest.errors import ReadError
from ingest.read.markdown import read_markdown
from ingest.read.text import read_text
from ingest.types import ParsedFile

_READERS: dict[str, Callable[[bytes, str], ParsedFile]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".text": read_text,
}

SUFFIXES = tuple(_READERS)


def read_bytes(data: bytes, name: str) -> ParsedFile:
    """Parse a file by the suffix of its name; raises ReadError when that is unknown or nothing is in it."""
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise ReadError(f"{name} is of a kind that is not read. Supported: {', '.join(SUFFIXES)}.")
    if not data:
        raise ReadError(f"{name} is empty.")
    parsed = reader(data, name)
    if all(block.kind == "heading" for block in parsed.blocks):
        raise ReadError(f"{name} holds no text to search, only white space or headings.")
    return parsed
