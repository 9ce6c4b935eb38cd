"""Recovers tables that copying has flattened to one cell a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_CELLS = 6
# A longer run of short lines is a word list or a log; trying every reading of it would take long.
MOST_CELLS = 1200
MOST_COLUMNS = 6
_LONGEST_CELL = 160
# A heading may stand right above or below the table; so many lines at either end may belong to neither.
_MARGIN = 2
_VALUE = re.compile(
    r"[\s~<>≤≥±+$€£¥-]*\d.*"
    r"|yes|no|none|n/?a|(?:very )?(?:high|low)|medium|moderate|free|always|never|[✓✔✗✘x–—-]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table found in a run of lines: lines `start` to `end` (exclusive), row by row, header first."""

    start: int
    end: int
    columns: int


def may_be_cell(text: str) -> bool:
    """Whether a line could be a cell: short, and not ended like a sentence, question or lead-in."""
    return 0 < len(text) <= _LONGEST_CELL and text[-1] not in ".!?:;,…"


def find_table(cells: Sequence[str], headings_above: int = _MARGIN, headings_below: int = _MARGIN) -> FlatTable | None:
    """Find the most convincing table in a run of short lines, or None.

    Up to `headings_above` lines at the start and `headings_below` at the end may be left over.
    """
    if not FEWEST_CELLS <= len(cells) <= MOST_CELLS:
        return None
    best: tuple[float, FlatTable] | None = None
    for start in range(min(headings_above, len(cells)) + 1):
        for end in range(len(cells), len(cells) - headings_below - 1, -1):
            for columns in range(2, MOST_COLUMNS + 1):
                score = _score(cells[start:end], columns)
                if score > 0 and (best is None or score > best[0]):
                    best = score, FlatTable(start, end, columns)
    return best[1] if best else None


def _score(cells: Sequence[str], columns: int) -> float:
    """How convincing a reading is: 0 for not at all, else its cells times the clarity of its columns."""
    if len(cells) < max(FEWEST_CELLS, 3 * columns) or len(cells) % columns:
        return 0
    header, *rows = [cells[index : index + columns] for index in range(0, len(cells), columns)]
    labels = [row[0] for row in rows]
    if not (_are_names(header) and _are_names(labels)):
        return 0
    clarity = [_clarity(labels, [row[column] for row in rows]) for column in range(1, columns)]
    # Two rows alone may look like a table by chance: they must leave no doubt.
    doubtful = min(clarity) < (1 if len(rows) == 2 else 0.1)
    return 0 if doubtful else len(cells) * sum(clarity) / len(clarity)


def _are_names(cells: Sequence[str]) -> bool:
    """Headers and labels are short, differ, are no values, and all or none begin with a capital."""
    folded = {cell.casefold() for cell in cells}
    alike = len({cell[0].islower() for cell in cells}) == 1
    return (
        alike
        and len(folded) == len(cells)
        and all(len(cell.split()) <= 5 and len(cell) <= 45 and not _VALUE.fullmatch(cell) for cell in cells)
    )


def _clarity(labels: Sequence[str], column: Sequence[str]) -> float:
    """Share of rows whose cell is longer than its label, or a value; 0 for a column like the labels."""
    values = sum(_VALUE.fullmatch(cell) is not None for cell in column)
    longer = sum(len(cell) > len(label) for cell, label in zip(column, labels, strict=True))
    if values >= 0.8 * len(column):
        return values / len(column)
    long_enough = sum(map(len, column)) >= 1.5 * sum(map(len, labels))
    return longer / len(column) if long_enough and longer >= 0.7 * len(column) else 0
