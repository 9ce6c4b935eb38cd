"""Whole tables: the rows that stand together, their columns, and what is measured in each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from bot.tables.cells import LENGTHS, TIMES, Quantity, quantity_of
from bot.types import Hit
from bot.words.amounts import SCALES
from bot.words.language import english, stem, words
from bot.words.ranges import CURRENCY, MONEY
from bot.words.tokens import stem as token_stem
from ingest.library import Library
from ingest.types import Cell, Passage

LONGEST = 2_000  # passages of a document whose tables are read as wholes
ALIKE, ENDING = 5, 3  # letters with which two forms of one word begin alike, and those that may follow
NUMERIC = 0.6  # share of its cells that hold an amount in a column of amounts
_KINDS = frozenset(["time", "length", "date", "hour", "%", ""])
_I = re.compile(r"(?<=[a-z]{3})y$")  # "supply", "supplier"
_YEARS = range(1500, 2101)
PER = frozenset(["per", "a", "an", "each", "every"])


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts by the ids of its rows; `measure` names what is measured ("money", "time"), "" if unknown.

    `currency` is that of its amounts, "" where none is named.
    """

    header: str
    values: dict[str, float]
    measure: str
    currency: str = ""


@dataclass(frozen=True)
class Table:
    """The rows of one table, in order."""

    rows: tuple[Passage, ...]

    @cached_property
    def label(self) -> str:
        """The header of the first column, which names what each row is about."""
        return self.rows[0].units[0].cells[0].header

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The headers of the other columns."""
        return tuple(dict.fromkeys(cell.header for row in self.rows for cell in row.units[0].cells[1:] if cell.header))

    @property
    def place(self) -> str:
        return self.rows[0].place

    def columns(self, rows: Sequence[Passage]) -> list[Column]:
        """Return its columns of amounts, with the values of some of its rows; none that mixes units, but for one of
        several currencies, which counts as a column for each.

        Where no column names money and a heading does ("Day rates"), those that measure nothing else hold it.
        """
        found = [column for header in self.headers for column in _columns(header, rows)]
        if "money" in measures_in(words(self.place)) - {column.measure for column in found}:
            return [replace(column, measure=column.measure or "money") for column in found]
        return found


def tables_of(hits: Sequence[Hit], library: Library) -> Iterator[Table]:
    """Yield the whole table of each row among the hits, each table once, in the order of the hits."""
    known: set[str] = set()
    for hit in hits:
        passage = hit.passage
        if is_row(passage) and passage.id not in known:
            if library.document(passage.document_id).passages > LONGEST:
                continue
            for _, group in groupby(library.document_passages(passage.document_id), key=_table_key):
                rows = tuple(group)
                if passage.id in {row.id for row in rows}:
                    known.update(row.id for row in rows)
                    yield Table(rows)


def is_row(passage: Passage) -> bool:
    return passage.kind == "table" and bool(passage.units[0].cells)


def same_table(first: Passage, second: Passage) -> bool:
    return first.document_id == second.document_id and first.section == second.section


def words_of(row: Passage, cell: Cell) -> str:
    return row.text[cell.start - row.start : cell.end - row.start]


def label_of(row: Passage) -> str:
    return words_of(row, row.units[0].cells[0])


def sums_up(row: Passage) -> bool:
    """Tell whether a row is no case of its own but the total or average of the others."""
    named = words(label_of(row))
    return bool({*named[:1], *named[-1:]} & english().totals) and len(named) <= 3


def cell_of(row: Passage, header: str) -> str:
    """Return the words of a row in a column, "" where the cell is empty."""
    return next((words_of(row, cell) for cell in row.units[0].cells[1:] if cell.header == header), "")


def measures_in(named: Sequence[str]) -> frozenset[str]:
    """Return what is measured by some words: money by "price", time by "hours"."""
    return frozenset(measure for measure, known in english().measured.items() if not known.isdisjoint(named))


def told(word: str, texts: Iterable[str]) -> bool:
    """Tell whether a text holds a word, in whatever form: "delivery" tells of "delivers", "owner" of "owns"."""
    asked = stem(word)
    return any(
        one in (asked, *(f"{_I.sub('i', asked)}{ending}" for ending in ("er", "or")))
        or (min(len(asked), len(one)) >= ALIKE and one.startswith(asked) and len(one) <= len(asked) + ENDING)
        or (min(len(asked), len(one)) >= ALIKE and asked.startswith(one) and len(asked) <= len(one) + ENDING)
        for text in texts
        for part in words(text)
        for one in map(stem, (part, *part.split("-")))
    )


def _table_key(passage: Passage) -> tuple[object, ...]:
    return (passage.section, passage.units[0].cells[0].header) if is_row(passage) else (passage.id,)


def _columns(header: str, rows: Sequence[Passage]) -> list[Column]:
    cells = {row.id: cell for row in rows if (cell := cell_of(row, header))}
    found = {row: amount for row, cell in cells.items() if (amount := quantity_of(cell))}
    units = {CURRENCY.get(amount.unit, amount.unit) for amount in found.values() if amount.unit}
    if len(found) < max(1, NUMERIC * len(cells)) or (len(units) > 1 and units - set(CURRENCY.values())):
        return []
    dated = _are_years(found.values())  # "2024" below "Year" is no span of so many years
    scale = next((SCALES[word] for word in words(header) if word in SCALES and word != "m"), 1.0)
    columns = []
    for unit in sorted(units) or [""]:
        base, size = (unit, 1.0) if unit or dated else _unit_of(header)
        held = {row: one for row, one in found.items() if CURRENCY.get(one.unit, one.unit or unit) == unit}
        values = {row: one.value * size * scale for row, one in held.items()}
        columns.append(Column(header, values, _measure(base, header, held.values()), _currency(unit, header)))
    return columns


def _currency(unit: str, header: str) -> str:
    """Return the currency of a column's unit or, where its cells have none, of its header."""
    named = (CURRENCY[one] for one in (*map(token_stem, words(header)), *header) if one in CURRENCY)
    return unit if unit in CURRENCY.values() else next(named, "")


def _unit_of(header: str) -> tuple[str, float]:
    """Return the unit that ends a header, and its size: "Notice (weeks)", "Weekly hours"; not "Price per hour"."""
    named = [token_stem(word) for word in words(header)]
    if named and not PER.intersection(named[-2:-1]):
        for unit, sizes in (("time", TIMES), ("length", LENGTHS)):
            if named[-1] in sizes:
                return unit, sizes[named[-1]]
    return "", 1.0


def _measure(unit: str, header: str, amounts: Iterable[Quantity]) -> str:
    named = words(header)
    if unit not in _KINDS or MONEY & {*map(token_stem, named), *header}:
        return "money"
    if unit:
        return unit
    return "date" if _are_years(amounts) else min(measures_in(named), default="")


def _are_years(amounts: Iterable[Quantity]) -> bool:
    return all(not one.unit and int(one.value) == one.value and one.value in _YEARS for one in amounts)
