"""The rows of a table that words of a question pick by what stands in their cells."""

import re
from collections.abc import Sequence

from bot.tables.cells import quantity_of
from bot.tables.grid import Table, cell_of, told, words_of
from bot.words.language import english, stem, words
from bot.words.ranges import CURRENCY
from bot.words.tokens import stem as token_stem
from ingest.types import Passage

Rows = tuple[Passage, ...]
_NONE = english().nothing - {"free"} | {"0"}
_WITHOUT = re.compile(
    r"(?:\b(?:no|not|without|lacks?|lacking)\b|n't\b)(?P<what>.*?)"
    r"(?=\b(?:but|and|with|more|less|fewer|over|under|above|below|at)\b|[,;?\d]|$)",
    re.IGNORECASE,
)


def holding(word: str, named: Sequence[str], rows: Rows) -> Rows:
    """Return the rows that tell a word: as what sort they are of, in a column that the question names, or anywhere."""
    if sort := sorted_as(word, rows):
        return sort
    in_column = tuple(row for row in rows if told(word, [cell_of(row, header) for header in named]))
    return in_column or tuple(row for row in rows if told(word, [row.text]) or _priced(word, row))


def sorted_as(word: str, rows: Rows) -> Rows:
    """Return the rows that have a cell with no more than a word."""
    return tuple(
        row for row in rows if any(words(cell) and told(word, [cell]) and len(words(cell)) == 1 for cell in _cells(row))
    )


def _cells(row: Passage) -> list[str]:
    return [words_of(row, cell) for cell in row.units[0].cells[1:]]


def _priced(word: str, row: Passage) -> bool:
    """Tell whether a word names the currency of one of a row's cells."""
    currency = CURRENCY.get(token_stem(word))
    return currency is not None and any(
        (amount := quantity_of(cell)) and CURRENCY.get(amount.unit) == currency for cell in _cells(row)
    )


def ticked(question: str, table: Table, named: Sequence[str], rows: Rows) -> Rows:
    """Return the rows that say yes in a column of yes and no that a question names, or no in one that stands
    behind a "no": "the most seats but no lift".
    """
    denied = words(" ".join(found["what"] for found in _WITHOUT.finditer(question)))
    rest = words(_WITHOUT.sub(" ", question))
    for header in named:
        cells = [cell_of(row, header).lower() for row in table.rows]
        in_denied, in_rest = (sum(told(word, [header]) for word in said) for said in (denied, rest))
        without = bool(_WITHOUT.search(question)) and (in_denied > in_rest or not in_rest)
        wanted, other = ("no", "yes") if without else ("yes", "no")
        if wanted == "no" and _NONE.intersection(cells):  # "Which tours have no places left?"
            rows = tuple(row for row in rows if cell_of(row, header).lower() in _NONE)
        if all(cell in english().ticks["yes"] | english().ticks["no"] for cell in cells) and len(set(cells)) > 1:
            rows = tuple(row for row in rows if cell_of(row, header).lower() not in english().ticks[other])
    return rows


def beside(question: str, table: Table, rows: Rows) -> Rows:
    """Return the rows that hold what stands in front of the name of a column: "on the first floor"."""
    said = words(question)
    for header in table.headers:
        head = words(header)
        places = [at for at in range(1, len(said)) if head and stem(said[at]) == stem(head[-1])]
        held = tuple(row for row in rows if any([said[at - 1]] == words(cell_of(row, header)) for at in places))
        rows = held or rows
    return rows
