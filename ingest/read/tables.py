"""Writes a grid of cells as rows that read on their own; finds the headers where the format does not tell them."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from ingest.read.build import Builder, CellText
from ingest.read.clean import one_line

# A table with more rows than a person reads is data; searching it by sentences gains nothing and takes hours.
MOST_ROWS = 20_000
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d{2,4})?")  # a column may be called by it
_LONGEST_HEADER = 80
_OPENING = 8  # rows that are looked at for titles and headers
_NUMBER = re.compile(r"[\s~<>≤≥±+$€£¥%(-]*\d[\d\s.,:/%)-]*(?:[A-Za-z%€$£]{0,3})")


def write_rows(
    builder: Builder,
    rows: Iterable[Sequence[str]],
    header: bool | None = None,
    most: int = MOST_ROWS,
    caption: str = "",
) -> int:
    """Write rows below their headers and tell how many were written; the rest is noted.

    `header` says whether the first row holds the headers; None lets the rows tell. Lines of one cell above the headers
    are no rows of the table: the first that may be a name is its `caption`, unless one is given.
    """
    filled = ([one_line(cell) for cell in row] for row in rows)
    lines = (line for line in filled if any(line))
    opening = _even(list(islice(lines, _OPENING)))
    if not opening:
        return 0
    titles = _titles(opening) if header is not False else []
    headers, body = _headed(opening[len(titles) :], header)
    caption = caption or next(filter(_is_name, titles), "")
    for title in titles:
        if title != caption:
            builder.paragraph(title)
    builder.caption(caption)
    written = 0
    for line in chain(body, lines):
        if written == most:
            builder.note(f"Only the first {MOST_ROWS:,} rows were read. Split the file to have the rest searched.")
            break
        builder.row(headers, [CellText(cell) for cell in line])
        written += 1
    return written


def _even(rows: Sequence[list[str]]) -> list[list[str]]:
    """Give every row as many cells as any of them fills."""
    wide = max((at for row in rows for at, cell in enumerate(row, start=1) if cell), default=0)
    return [[*row[:wide], *[""] * (wide - len(row))] for row in rows]


def _headed(rows: Sequence[Sequence[str]], header: bool | None) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Part the headers, which may stand in two rows, from the rows below them."""
    if header is not False and _groups(rows):
        return _joined(rows[0], rows[1]), rows[2:]
    has_header = _heads(rows) if header is None else header and len(rows) > 1
    return (rows[0], rows[1:]) if has_header else ([], rows)


def _titles(rows: Sequence[Sequence[str]]) -> list[str]:
    """Give the lines of one cell that stand above the headers of a table."""
    table = next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    named = table and (_heads(rows[table:]) or _groups(rows[table:]))
    return [next(filter(None, row)) for row in rows[:table]] if named else []


def _groups(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row groups columns that the second one names: it leaves gaps, and each is named below."""
    if len(rows) < 3:
        return False
    first, second = rows[0], rows[1]
    gaps = [at for at, cell in enumerate(first) if at and not cell]
    return (
        bool(gaps)
        and len(second) == len(first)
        and second[0] in ("", first[0])
        and all(second[at] for at in gaps)
        and all(map(_is_name, filter(None, [*first, *second])))
    )


def _joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Give each column the name of its group with its own."""
    headers, group = [], ""
    for above, own in zip(first, second, strict=True):
        group = above or group
        headers.append(group if own in ("", group) else f"{group} {own}".strip())
    return headers


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
        and all(map(_is_name, names))
        and not any(_is_year(name) and _is_year(below) for name, below in zip(first, rows[1], strict=False))
    )


def _is_name(cell: str) -> bool:
    return len(cell) <= _LONGEST_HEADER and (not _NUMBER.fullmatch(cell) or _is_year(cell))


def _is_year(cell: str) -> bool:
    return _YEAR.fullmatch(cell) is not None
