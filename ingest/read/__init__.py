"""Readers, one file per format family; a new format is one more file and one line in `_READERS`."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from ingest.errors import ReadError
from ingest.read.unpack import ARCHIVE
from ingest.types import ParsedFile

# Readers are imported when first needed: the libraries behind them are slow to load, and only the worker reads.
_READERS = {
    ".md": "markdown.read_markdown",
    ".markdown": "markdown.read_markdown",
    ".txt": "text.read_text",
    ".text": "text.read_text",
    ".pdf": "pdf.read_pdf",
    ".docx": "word.read_word",
    ".pptx": "slides.read_slides",
    ".xlsx": "sheets.read_sheets",
    ".csv": "delimited.read_delimited",
    ".tsv": "delimited.read_delimited",
    ".html": "html.read_html",
    ".htm": "html.read_html",
    ".xhtml": "html.read_html",
    ".epub": "book.read_book",
    ".eml": "mail.read_mail",
}

# An archive is no document; each file in it is one.
SUFFIXES = (*_READERS, ARCHIVE)

# What begins like this is of that kind, whatever its name says.
_SIGNS = {
    b"%PDF-": ("a PDF", (".pdf",)),
    b"PK\x03\x04": ("an archive or an office file", (ARCHIVE, ".docx", ".pptx", ".xlsx", ".epub")),
}


def read_bytes(data: bytes, name: str) -> ParsedFile:
    """Parse a file by the suffix of its name; raises ReadError when that is unknown or nothing is in it."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ARCHIVE:
        raise ReadError(f"{name} is an archive, of which the files are read one by one.")
    reader = _reader(suffix)
    if reader is None:
        raise ReadError(f"{name} is of a kind that is not read. Supported: {', '.join(SUFFIXES)}.")
    if not data:
        raise ReadError(f"{name} is empty.")
    for sign, (kind, suffixes) in _SIGNS.items():
        if data.startswith(sign) and suffix not in suffixes:
            raise ReadError(f"{name} holds {kind}, not what its name says. Rename it to end in {suffixes[0]}.")
    parsed = reader(data, name)
    if all(block.kind == "heading" for block in parsed.blocks):
        raise ReadError(f"{name} holds no text to search, only white space or headings.")
    return parsed


def _reader(suffix: str) -> Callable[[bytes, str], ParsedFile] | None:
    if suffix not in _READERS:
        return None
    module, _, function = _READERS[suffix].partition(".")
    reader: Callable[[bytes, str], ParsedFile] = getattr(import_module(f"ingest.read.{module}"), function)
    return reader
