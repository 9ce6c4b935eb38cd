"""Writes a grid of cells as rows that read on their own; finds the headers where the format does not tell them."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from ingest.read.build import Builder, CellText
from ingest.read.clean import one_line

# A table with more rows than a person reads is data; searching it by sentences gains nothing and takes hours.
MOST_ROWS = 20_000
_LONGEST_HEADER = 80
_NUMBER = re.compile(r"[\s~<>≤≥±+$€£¥%(-]*\d[\d\s.,:/%)-]*(?:[A-Za-z%€$£]{0,3})")


def write_rows(
    builder: Builder, rows: Iterable[Sequence[str]], header: bool | None = None, most: int = MOST_ROWS
) -> int:
    """Write rows below their headers and tell how many were written; the rest is noted.

    `header` says whether the first row holds the headers; None lets the rows tell.
    """
    filled = ([one_line(cell) for cell in row] for row in rows)
    lines = (line for line in filled if any(line))
    opening = list(islice(lines, 3))
    if not opening:
        return 0
    has_header = _heads(opening) if header is None else header and len(opening) > 1
    headers = opening[0] if has_header else []
    written = 0
    for line in chain(opening[1 if has_header else 0 :], lines):
        if written == most:
            builder.note(f"Only the first {MOST_ROWS:,} rows were read. Split the file to have the rest searched.")
            break
        builder.row(headers, [CellText(cell) for cell in line])
        written += 1
    return written


def _heads(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: short, different, no numbers, and as wide as those below."""
    if len(rows) < 2:
        return False
    first = rows[0]
    names = [cell for cell in first if cell]
    wide = max(sum(map(bool, row)) for row in rows)
    # The corner above the labels is often empty.
    complete = len(names) >= max(1, wide - 1)
    return (
        complete
        and wide > 1
        and len({name.casefold() for name in names}) == len(names)
        and all(len(name) <= _LONGEST_HEADER and not _NUMBER.fullmatch(name) for name in names)
    )
