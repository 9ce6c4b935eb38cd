"""The table of a comparison: the cells of a table of the library's own that speak of its sides."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.tables.grid import is_row, label_of, same_table
from bot.types import Evidence, Hit, Query
from bot.understand.fit import NameIndex
from bot.words.language import content_words, stems
from ingest.library import Library
from ingest.types import Cell, Passage

ROW_MARGIN = 0.15  # how far below the best row another may score when the question names an aspect


class Placed(NamedTuple):
    """A table cell with the side and the aspect it speaks of."""

    row: Passage
    cell: Cell
    side: str
    aspect: str

    @property
    def named(self) -> str:
        """The table's own name for the side: its row's label, or its column's header."""
        return label_of(self.row) if self.aspect == self.cell.header else self.cell.header


def with_tables(
    query: Query, hits: Sequence[Hit], wider: Sequence[Hit], library: Library, names: NameIndex
) -> list[Hit]:
    """Return the hits with the rows of the best table in a wider search that sets the sides against each other."""
    seen: set[str] = set()
    for hit in wider:
        if hit.passage.kind == "table" and hit.passage.units[0].cells and hit.passage.id not in seen:
            table = [
                passage
                for passage in library.document_passages(hit.passage.document_id)
                if passage.kind == "table" and same_table(passage, hit.passage)
            ]
            seen.update(passage.id for passage in table)
            rows = {one.row.id: one.row for one in placed(table, query.subjects, names)}
            if rows:
                known = {hit.passage.id for hit in hits}
                added = [row for row in rows.values() if row.id not in known]
                return [*hits, *(replace(hit, passage=row, dense_rank=None, bm25_rank=None) for row in added)]
    return list(hits)


def placed(table: Sequence[Passage], sides: Sequence[str], names: NameIndex) -> list[Placed]:
    """Return the cells of a table that speak of the sides, its columns or its rows; [] when one is missing."""
    rows = [row for row in table if is_row(row)]
    headers = _headers(
        sides, list(dict.fromkeys(cell.header for row in rows for cell in row.units[0].cells[1:])), names
    )
    columns = [
        Placed(row, cell, side, label_of(row))
        for row in rows
        for side in sides
        for cell in row.units[0].cells[1:]
        if cell.header == headers.get(side)
    ]
    lines = [
        Placed(row, cell, side, cell.header)
        for side in sides
        for row in rows
        if _same(label_of(row), side, names)
        for cell in row.units[0].cells[1:]
    ]
    return next((found for found in (columns, lines) if {one.side for one in found} == set(sides)), [])


def _headers(sides: Sequence[str], headers: Sequence[str], names: NameIndex) -> dict[str, str]:
    """Return for each side its header: the one that is it, else the only one that holds all its words and more."""
    found: dict[str, str] = {}
    for side in sides:
        exact = [header for header in headers if _same(header, side, names)]
        longer = {header for header in headers if stems(side) < stems(header)}
        if exact or len(longer) == 1:
            found[side] = exact[0] if exact else longer.pop()
    return found if len(set(found.values())) == len(found) else {}


def table_cells(query: Query, evidence: Sequence[Evidence], names: NameIndex) -> list[tuple[Evidence, Placed]]:
    """Return the cells of the best table that has every side: all of them, or those of the points that are asked for,
    by name where the table names them."""
    rows = [item for item in evidence if item.unit.kind == "row" and item.unit.cells]
    seen: set[str] = set()
    for best in rows:
        if best.hit.passage.id in seen:
            continue
        table = {item.hit.passage.id: item for item in rows if same_table(item.hit.passage, best.hit.passage)}
        seen.update(table)
        cells = placed([item.hit.passage for item in table.values()], query.subjects, names)
        if cells:
            asked = asked_of_sides(query) - stems(" ".join(one.named for one in cells))
            kept = [one for one in cells if asked & stems(one.aspect)]
            across = all(one.aspect == one.cell.header for one in cells)  # a row is a side: its score says nothing
            if not kept:
                near = best.score - ROW_MARGIN if asked and not across else -math.inf
                kept = [one for one in cells if table[one.row.id].score >= near]
            return [(table[one.row.id], one) for one in sorted(kept, key=lambda one: one.row.start)]
    return []


def asked_of_sides(query: Query) -> frozenset[str]:
    """Return the stems of what a comparison asks for besides the sides themselves ("on price", "which is cheaper")."""
    return stems(" ".join(content_words(query.standalone))) - stems(" ".join(query.subjects))


def _same(name: str, side: str, names: NameIndex) -> bool:
    """Tell whether a header is a side, under whatever name of it: "Build-operate-transfer" is "BOT"."""
    if stems(name) == stems(side):
        return True
    held = {names.key(one) for one in names.find(name)}
    return len(held) == 1 and names.key(side) in held
