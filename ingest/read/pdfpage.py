"""Puts the runs of a page in reading order: repeated margins left out, tables found, columns one after the other."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from ingest.read.lines import TERMINAL
from ingest.read.pdfgrid import Table, aligned_table, ruled_tables
from ingest.read.pdfrun import Row, Ruling, Run, rows_of

__all__ = ["Line", "Page", "Ruling", "Run", "Table", "pages_in_order"]

# A running head or foot stands at the same place of so many pages, also of one just before or after.
_FEWEST_PAGES, _NEAR_PAGES, _MARGIN_ROWS = 3, 2, 2
_LARGER = 1.05
_DIGITS = re.compile(r"\d+")
# A line of a table of contents.
_LEADER = re.compile(r"(?:\.\s?|…\s?|·\s?){5,}\s*(?:\d{1,4}|[ivxl]{1,6})?\Z")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
# Two columns need so many lines side by side, and more letters a line than the cells of a table have.
_FEWEST_BESIDE, _FEWEST_LETTERS = 4, 15
_FEWEST_COLUMN, _MOST_COLUMNS, _WIDE_GAP = 3, 4, 0.5


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page: its runs as they come, and the straight lines drawn on it."""

    runs: Sequence[Run]
    rulings: Sequence[Ruling]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text within a column that reaches from `left` to `right`."""

    text: str
    row: Row
    left: float
    right: float


def pages_in_order(pages: Sequence[Page]) -> Iterator[list[Line | Table]]:
    """Give what each page says, in reading order."""
    body = body_size(run for page in pages for run in page.runs)
    found = [rows_of(page.runs) for page in pages]
    margins = [_margins(rows, body) for rows in found]
    counts = Counter(key for keys in margins for key in keys)
    for index, (page, rows) in enumerate(zip(pages, found, strict=True)):
        near = [*margins[max(0, index - _NEAR_PAGES) : index], *margins[index + 1 : index + 1 + _NEAR_PAGES]]
        repeated = {key for keys in near for key in keys if counts[key] >= _FEWEST_PAGES}
        yield _ordered([run for row in _without_margins(rows, repeated) for run in row.runs], page.rulings)


def body_size(runs: Iterable[Run]) -> float:
    """Give the font size of most characters."""
    letters: Counter[float] = Counter()
    for run in runs:
        letters[run.size] += len(run.text)
    return max(letters, key=lambda size: letters[size]) if letters else 0.0


def _key(row: Row) -> tuple[str, int]:
    return _DIGITS.sub("#", row.text.casefold()), round(row.bottom / 4)


def _margins(rows: Sequence[Row], body: float) -> frozenset[tuple[str, int]]:
    """Give the lines that may be running heads or feet: those set off at the ends of a page, no headings or cells."""
    ends = [*_set_off(rows), *_set_off(rows[::-1])]
    return frozenset(_key(row) for row in ends if row.size <= _LARGER * body and len(row.runs) <= 3)


def _set_off(rows: Sequence[Row]) -> Sequence[Row]:
    """Give the first rows as far as a gap parts them from the rest."""
    for count, (one, other) in enumerate(pairwise(rows[: _MARGIN_ROWS + 1]), start=1):
        if max(one.bottom - other.top, other.bottom - one.top) > _WIDE_GAP * one.size:
            return rows[:count]
    return rows if len(rows) <= 1 else ()


def _without_margins(rows: Sequence[Row], repeated: Collection[tuple[str, int]]) -> list[Row]:
    kept = list(rows)
    for _ in range(_MARGIN_ROWS):
        for end in (0, -1):
            if len(kept) > 1 and (_key(kept[end]) in repeated or _PAGE_NUMBER.fullmatch(kept[end].text)):
                kept.pop(end)
    return [row for row in kept if not _LEADER.search(row.text)]


def _ordered(runs: Sequence[Run], rulings: Sequence[Ruling]) -> list[Line | Table]:
    """Order a page: drawn tables stand where they begin, between the text above and below them."""
    parts: list[Line | Table] = []
    rest = list(runs)
    for table in ruled_tables(rest, rulings):
        above = [run for run in rest if run.middle > table.top]
        inside = set(table.runs)
        # Only what reaches across stands wholly above; a column beside the table is read with the rest.
        parts += [*_columns(above), table]
        rest = [run for run in rest if run not in inside and run.middle <= table.top]
    return parts + _columns(rest)


def _columns(runs: Sequence[Run], depth: int = 0) -> list[Line | Table]:
    """Read stretches in two columns left side first; what reaches across ends a stretch."""
    rows = rows_of(runs)
    gutter = _gutter(rows) if depth < _MOST_COLUMNS else None
    if gutter is None:
        return _lines(rows)
    parts: list[Line | Table] = []
    band: list[Row] = []
    for row in rows:
        if any(run.x0 < gutter - 1 and run.x1 > gutter + 1 for run in row.runs):
            parts += [*_beside(band, gutter, depth), *_lines([row])]
            band = []
        else:
            band.append(row)
    return parts + _beside(band, gutter, depth)


def _beside(band: Sequence[Row], gutter: float, depth: int) -> list[Line | Table]:
    left, right = _sides(band, gutter)
    if min(len(left), len(right)) < _FEWEST_COLUMN:
        return _lines(band)
    end = _end_of_left(rows_of(left), rows_of(right))
    below = [run for row in band for run in row.runs if run.middle < end]
    left, right = ([run for run in side if run.middle >= end] for side in (left, right))
    return _columns(left, depth + 1) + _columns(right, depth + 1) + _columns(below, depth + 1)


def _sides(rows: Sequence[Row], place: float) -> tuple[list[Run], list[Run]]:
    runs = [run for row in rows for run in row.runs]
    return [run for run in runs if run.x0 <= place], [run for run in runs if run.x0 > place]


def _end_of_left(left: Sequence[Row], right: Sequence[Row]) -> float:
    """Give the height at which the left column ends; what is below it stands under both.

    It ends at a wide gap below the right column when the sentence above that gap goes on at the top of the right.
    """
    if right[0].text[:1].islower():
        for above, below in pairwise(left):
            wide = above.bottom - below.top > _WIDE_GAP * above.size
            if wide and below.top < right[-1].bottom + 1 and not TERMINAL.search(above.text):
                return above.bottom
    return -inf


def _gutter(rows: Sequence[Row]) -> float | None:
    """Find the place between two columns of prose: many lines have a gap there, with words on both sides."""
    gaps = [(left.x1, right.x0) for row in rows for left, right in zip(row.runs, row.runs[1:], strict=False)]
    best, place = 0, None
    for low, high in gaps:
        middle = (low + high) / 2
        beside = [row for row in rows if any(a < middle < b for a, b in row.gaps)]
        if len(beside) <= best or len(beside) < _FEWEST_BESIDE:
            continue
        letters = [sum(len(run.text) for run in side) / max(1, len(side)) for side in _sides(beside, middle)]
        if min(letters) >= _FEWEST_LETTERS and aligned_table(beside) is None:
            best, place = len(beside), middle
    return place


def _lines(rows: Sequence[Row]) -> list[Line | Table]:
    """Give the rows of one column as lines, with tables that are set without rulings taken out."""
    left, right = min((row.x0 for row in rows), default=0.0), max((row.x1 for row in rows), default=0.0)
    parts: list[Line | Table] = []
    index = 0
    while index < len(rows):
        end = index
        while end < len(rows) and len(rows[end].runs) > 1:
            end += 1
        table = aligned_table(rows[index:end]) if end - index > 1 else None
        if table is not None:
            parts.append(table)
        else:
            end = max(end, index + 1)
            parts += [Line(row.text, row, left, right) for row in rows[index:end]]
        index = end
    return parts
