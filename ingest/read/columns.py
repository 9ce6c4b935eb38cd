"""Tables of plain text whose columns stand below each other, with blanks between them."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.read.lines import list_mark

FEWEST = 2  # rows of a table below its head
APART = 2  # blanks between two columns
DEEP = 8  # blanks in front of what goes on with a cell of the line above
WIDEST = 300  # characters of a line of a table
_GAP = re.compile(rf"(?<=\S) {{{APART},}}(?=\S)")
_RULE = re.compile(r"[\s|+=_~-]+")
_FIGURE = re.compile(r"\d")
_SENTENCE = re.compile(r"[a-z]{2}[.!?:;,]$")
# Words that head a column of a table, and stand in no address, log or poem where such a head would.
_HEADS = re.compile(
    r"\b(?:"
    r"address|age|amount|area|capacity|category|charge|city|class|code|colour|color|comment|contact|cost|country|"
    r"date|day|deadline|deposit|description|distance|duration|email|extension|fee|fine|floor|frequency|grade|"
    r"height|hours|item|length|level|limit|location|mail|mark|maximum|minimum|month|name|notes|number|owner|"
    r"penalty|period|person|phone|place|points|position|price|quantity|rate|reason|remarks|responsible|role|room|"
    r"score|share|size|speed|status|step|supplier|team|telephone|temperature|term|time|title|total|type|unit|value|"
    r"weight|when|where|who|width|year"
    r")s?\b",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """The cells of a line and the heads of their columns; neither for a head, a rule, or what goes on with a row."""

    heads: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


def rows_in(lines: Sequence[str]) -> Mapping[int, Row]:
    """Return the lines that belong to tables, by their number."""
    found: dict[int, Row] = {}
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _may_be_row(lines[end], end > start):
            end += 1
        found |= _table({at: lines[at] for at in range(start, end)})
        start = end + 1
    return found


def _may_be_row(line: str, below: bool) -> bool:
    if not line.strip() or len(line) > WIDEST or list_mark(line)[0]:
        return False
    goes_on = below and line.startswith(" " * DEEP)
    return goes_on or bool(_GAP.search(line) or _RULE.fullmatch(line))


def _table(lines: Mapping[int, str]) -> dict[int, Row]:
    """Return the rows of lines that have blank stretches in common, {} where that makes no table."""
    told = {at: line for at, line in lines.items() if not _RULE.fullmatch(line)}
    if len(told) <= FEWEST:
        return {}
    split = _cells(told)
    first, *below = split
    heads = split[first]
    rows = _whole({at: split[at] for at in below})
    ruled = any(first < at < below[0] for at in lines)
    if not _is_headed(heads, [*rows.values()], ruled) or not all(any(cells[1:]) for cells in rows.values()):
        return {}
    # Blanks between sentences are no columns.
    if len(rows) < FEWEST or any(_SENTENCE.search(cell) for cells in rows.values() for cell in cells[:-1]):
        return {}
    return {at: Row() for at in lines} | {at: Row(heads, cells) for at, cells in rows.items()}


def _is_headed(heads: Sequence[str], rows: Sequence[tuple[str, ...]], ruled: bool) -> bool:
    """Tell whether a line heads the columns below it: it is ruled off, a word for what they hold stands in it, or of
    three and more one holds figures in every row."""
    if len(heads) < 2 or not all(heads[1:]) or any(map(_FIGURE.search, heads)):
        return False
    named = any(map(_HEADS.search, heads[1:]))
    figures = len(heads) > 2 and any(all(map(_FIGURE.search, column)) for column in list(zip(*rows, strict=True))[1:])
    return ruled or named or figures


def _whole(rows: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """Return rows with those lines put to the one above that go on with its cells."""
    whole: dict[int, tuple[str, ...]] = {}
    last = -1
    for at, cells in rows.items():
        if cells[0] or last < 0:
            whole[at], last = cells, at
        else:
            whole[last] = tuple(" ".join(filter(None, both)) for both in zip(whole[last], cells, strict=True))
    return whole


def _cells(lines: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Return the cells of lines: what stands between blanks where these part all lines into as many, else what stands
    in a column."""
    parted = {at: tuple(_GAP.split(line.strip())) for at, line in lines.items()}
    if len({len(cells) for cells in parted.values()}) == 1:
        return parted
    columns = _columns([*lines.values()])
    return {at: tuple(line[start:end].strip() for start, end in columns) for at, line in lines.items()}


def _columns(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return from and to which place each column reaches: between them all lines are blank for a stretch."""
    width = max(map(len, lines))
    filled = {at for line in lines for at, sign in enumerate(line) if sign != " "}
    starts = [at for at in sorted(filled) if filled.isdisjoint(range(max(0, at - APART), at))]
    return [(start, end) for start, end in zip(starts, [*starts[1:], width], strict=True)]
