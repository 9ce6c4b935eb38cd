"""Finds the tables of a PDF page, by the lines drawn around their cells or by the cells' own alignment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.read.hyphens import join_lines
from ingest.read.pdfrun import Row, Ruling, Run, rows_of

_NEAR = 3.0
_MOST_EDGES = 1000
_FEWEST_ROWS = 3
# Cells of a table without rulings are short; lines of this many letters side by side are columns of prose.
_LONGEST_CELL = 24.0


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table row by row; `runs` are what was taken for it, `top` is where it begins."""

    cells: tuple[tuple[str, ...], ...]
    runs: tuple[Run, ...]
    top: float
    bottom: float


def ruled_tables(runs: Sequence[Run], rulings: Sequence[Ruling]) -> list[Table]:
    """Give the tables whose cells are drawn, from top to bottom."""
    tables = [table for group in _groups(rulings[:_MOST_EDGES]) if (table := _ruled(runs, group)) is not None]
    return sorted(tables, key=lambda table: -table.top)


def _ruled(runs: Sequence[Run], group: Sequence[Ruling]) -> Table | None:
    columns = _places(ruling.at for ruling in group if ruling.upright)
    rows = _places(ruling.at for ruling in group if not ruling.upright)[::-1]
    if len(columns) < 3 or len(rows) < 3:
        return None
    cells: list[list[list[Run]]] = [[[] for _ in columns[1:]] for _ in rows[1:]]
    taken: list[Run] = []
    for run in runs:
        if not (rows[-1] < run.middle < rows[0] and columns[0] - _NEAR < run.x0 < columns[-1]):
            continue
        row = sum(edge > run.middle for edge in rows) - 1
        # A cell's words begin right of its left edge, however far they reach.
        column = min(max(sum(edge <= run.x0 + 1 for edge in columns) - 1, 0), len(columns) - 2)
        cells[row][column].append(run)
        taken.append(run)
    texts = tuple(tuple(_words(cell) for cell in row) for row in cells)
    filled = [row for row in texts if any(row)]
    if len(filled) < 2 or max(sum(map(bool, row)) for row in filled) < 2:
        return None
    return Table(tuple(filled), tuple(taken), rows[0], rows[-1])


def _groups(rulings: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    """Give the lines that touch each other, directly or through others."""
    left = list(rulings)
    while left:
        group, rim = [left[0]], [left.pop(0)]
        while rim:
            one = rim.pop()
            touching = [other for other in left if _touch(one, other)]
            left = [other for other in left if other not in touching]
            group += touching
            rim += touching
        yield group


def _touch(one: Ruling, other: Ruling) -> bool:
    if one.upright == other.upright:
        return abs(one.at - other.at) < _NEAR and one.low - _NEAR <= other.high and other.low - _NEAR <= one.high
    return one.low - _NEAR <= other.at <= one.high + _NEAR and other.low - _NEAR <= one.at <= other.high + _NEAR


def _places(values: Iterator[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def aligned_table(rows: Sequence[Row]) -> Table | None:
    """Take rows side by side for a table when their short runs stand below each other in clear columns."""
    runs = [run for row in rows for run in row.runs]
    if len(rows) < _FEWEST_ROWS or sum(len(run.text) for run in runs) > _LONGEST_CELL * len(runs):
        return None
    columns = _stretches(runs)
    widest = max(len(row.runs) for row in rows)
    alike = sum(len(row.runs) == widest for row in rows)
    if len(columns) < 2 or len(columns) != widest or alike < 0.7 * len(rows):
        return None
    texts = []
    for row in rows:
        cells: list[list[Run]] = [[] for _ in columns]
        for run in row.runs:
            cells[next(i for i, (low, high) in enumerate(columns) if low <= run.x0 <= high)].append(run)
        texts.append(tuple(_words(cell) for cell in cells))
    return Table(tuple(texts), tuple(runs), rows[0].top, rows[-1].bottom)


def _stretches(runs: Sequence[Run]) -> list[tuple[float, float]]:
    """Give the stretches of the line that the runs cover together."""
    found: list[tuple[float, float]] = []
    for low, high in sorted((run.x0, run.x1) for run in runs):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _words(runs: Sequence[Run]) -> str:
    return join_lines([row.text for row in rows_of(runs)])
