"""Tables of plain text whose columns stand below each other, with blanks between them."""

import re
from collections.abc import Mapping, Sequence

from ingest.read.lines import Row, list_mark

FEWEST = 3  # lines of a table, its head among them
APART = 2  # blanks between two columns
_GAP = re.compile(rf"(?<=\S) {{{APART},}}(?=\S)")
_SENTENCE = re.compile(r"[a-z]{2}[.!?:;,]$")
_RULE = re.compile(r"[\s|+=_~-]+")
_FIGURE = re.compile(r"\d")


def rows_in(lines: Sequence[str]) -> Mapping[int, Row]:
    """Return the cells of the lines that are rows of a table, the first of each table its head; no cells for those that
    rule it off or go on with the row above."""
    found: dict[int, Row] = {}
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _may_be_row(lines[end]):
            end += 1
        found |= _table({at: lines[at] for at in range(start, end)})
        start = end + 1
    return found


def _may_be_row(line: str) -> bool:
    return bool(line.strip()) and not list_mark(line)[0] and bool(_GAP.search(line) or _RULE.fullmatch(line))


def _table(lines: Mapping[int, str]) -> dict[int, Row]:
    """Return the rows of lines that have blank stretches in common, {} where that makes no table."""
    told = {at: line for at, line in lines.items() if not _RULE.fullmatch(line)}
    if len(told) < FEWEST:
        return {}
    rows = _cells(told)
    first, *below = rows
    head = rows[first]
    if len(head) < 2 or not all(head[1:]) or any(map(_FIGURE.search, head)):
        return {}
    ruled = any(first < at < below[0] for at in lines)
    figured = any(_FIGURE.search(cell) for at in below for cell in rows[at][1:])
    if len(head) < 3 and not (ruled or figured):  # "Fax    none" below "Phone    Ada"
        return {}
    if any(_SENTENCE.search(cell) for row in rows.values() for cell in row[:-1]):  # blanks between sentences
        return {}
    whole = dict.fromkeys(lines, ()) | {first: head}
    last = first
    for at in below:
        if rows[at][0]:
            whole[at], last = rows[at], at
        elif last != first:
            whole[last] = tuple(" ".join(filter(None, cells)) for cells in zip(whole[last], rows[at], strict=True))
    told_rows = [row for at, row in whole.items() if row and at != first]
    return whole if len(told_rows) >= FEWEST - 1 and all(any(row[1:]) for row in told_rows) else {}


def _cells(lines: Mapping[int, str]) -> dict[int, Row]:
    """Return the cells of lines: what stands between blanks where these part all lines into as many, else what stands
    in a column."""
    parted: dict[int, Row] = {at: tuple(_GAP.split(line.strip())) for at, line in lines.items()}
    if len({len(row) for row in parted.values()}) == 1:
        return parted
    columns = _columns([*lines.values()])
    return {at: tuple(line[start:end].strip() for start, end in columns) for at, line in lines.items()}


def _columns(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return from and to which place each column reaches: between them all lines are blank for a stretch."""
    width = max(map(len, lines))
    blank = [all(line[at : at + 1] in ("", " ") for line in lines) for at in range(width)]
    starts = [at for at in range(width) if not blank[at] and all(blank[max(0, at - APART) : at])]
    return [(start, end) for start, end in zip(starts, [*starts[1:], width], strict=True)]
