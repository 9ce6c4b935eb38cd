"""Reads delimited tables (.csv, .tsv): each row becomes a sentence with its headers."""

import csv
import io
from collections import Counter

from ingest.errors import ReadError
from ingest.read.build import Builder
from ingest.read.clean import clean, decode_raw
from ingest.read.markdown import file_title
from ingest.read.tables import write_rows
from ingest.types import ParsedFile

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 50
_LONGEST_FIELD = 1_000_000


def read_delimited(data: bytes, name: str) -> ParsedFile:
    """Parse a table whose cells are parted by commas, semicolons, tabs or bars."""
    text = decode_raw(data, name)
    builder = Builder()
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        # A file may name its delimiter in its first line, as Excel does.
        named = text.startswith("sep=") and text[4:5]
        delimiter = named or _delimiter(text)
        body = text.partition("\n")[2] if named else text
        rows = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
        write_rows(builder, ([clean(cell) for cell in row] for row in rows))
    except csv.Error as error:
        raise ReadError(
            f"{name} is not a table that can be read: a quotation mark is never closed, or a cell is longer than "
            f"{_LONGEST_FIELD:,} characters."
        ) from error
    return builder.finish(file_title(name))


def _delimiter(text: str) -> str:
    """Choose what parts most of the first lines into equally many cells."""
    best, found = 0.0, ","
    for delimiter in _DELIMITERS:
        rows = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        counts = Counter(len(row) for row, _ in zip(rows, range(_SAMPLE_LINES), strict=False) if row)
        width, lines = max(counts.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0))
        score = lines / max(1, counts.total()) + width / 1000 if width > 1 else 0
        if score > best:
            best, found = score, delimiter
    return found
