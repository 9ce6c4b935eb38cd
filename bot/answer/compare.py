"""A comparison as a table: one column a side, a citation in each cell, an empty cell where the library is silent."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.answer.cite import Citer
from bot.answer.compose import Draft, answer, quoted
from bot.answer.pick import pick
from bot.evidence.defining import by_definition
from bot.evidence.sentences import by_worth, text_of
from bot.evidence.told import kind_of_row
from bot.tables.grid import is_row, label_of, same_table
from bot.types import CellPlace, Evidence, Hit, Query, Sentence
from bot.understand.fit import NameIndex
from bot.understand.kinds import kind_of
from bot.words.language import content_words, stem, stems, words
from ingest.library import Library
from ingest.types import Cell, Passage, Span

ROW_MARGIN = 0.15  # how far below the best row another may score when the question names an aspect
_AGAINST = re.compile(
    r"\b(?:than|whereas|while|but|unlike|compared|comparison|differ\w*|both|instead|not|neither|between|against|versus"
    r"|although|however|rather)\b",
    re.IGNORECASE,
)
_DIFFER = re.compile(r"\bdiffer\w*\b", re.IGNORECASE)
OPENING = 1  # words in front of a name that opens a sentence: "the"
BESIDE = 0.5  # what a sentence gains that opens with its side, beside those that do with the others
OTHER_ASPECT = "Also"
DEFINITION_ASPECT = "In short"


def compare(
    query: Query, by_side: Sequence[Sequence[Evidence]], both: Sequence[Evidence], citer: Citer, names: NameIndex
) -> Draft:
    """Return a table from the library's own table when one has both sides, else from each side's best sentences.

    `by_side` holds the evidence found for each side, `both` that for the whole question. A side without evidence
    makes the answer partial; no side at all gives an empty draft.
    """
    contrast = next((item for item in both[:5] if _contrasts(item, query.subjects, names)), None)
    cells = _table_cells(query, both, names)
    if not cells:
        return _from_sentences(query, by_side, both, citer, names)
    claim = kind_of(query.standalone, compares=False) == "yes_no"
    asked = _asked(query)
    opens = contrast and (claim or (asked & stems(text_of(contrast)) if asked else _DIFFER.search(text_of(contrast))))
    opening = [quoted(contrast, citer)] if contrast and opens else []
    sentences = [*opening, *(_quote(item, one, citer) for item, one in cells)]
    return Draft(tuple(sentence for sentence in sentences if sentence))


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


def _table_cells(query: Query, evidence: Sequence[Evidence], names: NameIndex) -> list[tuple[Evidence, Placed]]:
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
            asked = _asked(query) - stems(" ".join(one.named for one in cells))
            kept = [one for one in cells if asked & stems(one.aspect)]
            across = all(one.aspect == one.cell.header for one in cells)  # a row is a side: its score says nothing
            if not kept:
                near = best.score - ROW_MARGIN if asked and not across else -math.inf
                kept = [one for one in cells if table[one.row.id].score >= near]
            return [(table[one.row.id], one) for one in sorted(kept, key=lambda one: one.row.start)]
    return []


def _asked(query: Query) -> frozenset[str]:
    """Return the stems of what a comparison asks for besides the sides themselves ("on price", "which is cheaper")."""
    return stems(" ".join(content_words(query.standalone))) - stems(" ".join(query.subjects))


def _quote(item: Evidence, one: Placed, citer: Citer) -> Sentence | None:
    return quoted(item, citer, Span(one.cell.start, one.cell.end), CellPlace(side=one.side, aspect=one.aspect))


def _same(name: str, side: str, names: NameIndex) -> bool:
    """Tell whether a header is a side, under whatever name of it: "Build-operate-transfer" is "BOT"."""
    if stems(name) == stems(side):
        return True
    held = {names.key(one) for one in names.find(name)}
    return len(held) == 1 and names.key(side) in held


def _from_sentences(
    query: Query,
    by_side: Sequence[Sequence[Evidence]],
    both: Sequence[Evidence],
    citer: Citer,
    names: NameIndex,
) -> Draft:
    named = [
        [item for item in evidence if _names(item, side, query.subjects, names)]
        for side, evidence in zip(query.subjects, by_side, strict=True)
    ]
    if not any(named):
        return answer(query, both, citer)
    contrast = next((item for item in both[:3] if _contrasts(item, query.subjects, names)), None)
    if contrast and _asked(query):
        return answer(replace(query, kind="other"), [contrast, *(item for item in both if item != contrast)], citer)
    opening = quoted(contrast, citer) if contrast else None
    sentences = [opening] if opening else []
    for side, evidence in zip(query.subjects, _side_by_side(query.subjects, named), strict=True):
        whole = [item for item in evidence if item.unit.kind not in ("item", "lead")]
        for item, aspect in zip(pick(by_definition([side], whole), 2), (DEFINITION_ASPECT, OTHER_ASPECT), strict=False):
            sentence = quoted(item, citer, cell=CellPlace(side=side, aspect=aspect))
            if sentence:
                sentences.append(sentence)
    if not sentences:  # items of a list that name the sides stand for themselves
        return answer(replace(query, kind="other"), both, citer)
    if len(sentences) > 1 and len({tuple(one.citations) for one in sentences}) == 1:  # one sentence tells of every side
        return Draft((sentences[0].model_copy(update={"cell": None}),))
    return Draft(tuple(sentences), status="answered" if all(named) else "partial")


def _side_by_side(sides: Sequence[str], by_side: Sequence[Sequence[Evidence]]) -> list[list[Evidence]]:
    """Return the evidence of each side with what opens with its name in front, where its neighbours open with those of
    the other sides ("The sloop seats six. The barge seats twenty.")."""
    opened = [
        {item.hit.passage.id for item in evidence if _opens(side, item)}
        for side, evidence in zip(sides, by_side, strict=True)
    ]
    beside = frozenset.intersection(*map(frozenset, opened))

    def worth(side: str, item: Evidence) -> Evidence:
        gain = BESIDE * (item.hit.passage.id in beside and _opens(side, item))
        return replace(item, score=item.score + gain) if gain else item

    return [
        by_worth((worth(side, item) for item in evidence), lambda item: item.score)
        for side, evidence in zip(sides, by_side, strict=True)
    ]


def _opens(side: str, item: Evidence) -> bool:
    return stems(side) <= stems(" ".join(words(text_of(item))[: OPENING + len(words(side))]))


def _contrasts(item: Evidence, sides: Sequence[str], names: NameIndex) -> bool:
    """Tell whether a sentence names every side, by whatever name, and sets them against each other."""
    text = text_of(item)
    if item.unit.kind != "sentence" or not _AGAINST.search(text):
        return False
    held, named = stems(text), names.keys(text)
    return all(stems(side) <= held or names.key(side) in named for side in sides)


def _names(item: Evidence, side: str, sides: Sequence[str], names: NameIndex) -> bool:
    """Tell whether a unit speaks of a side: its own words name it, or its headings do and its words name no other."""
    text = text_of(item)
    for longer in names.find(text):
        # A "vendor management office" is an office and no vendor.
        if stem(words(longer)[-1]) != stem(words(side)[-1]) and stems(side) < stems(longer):
            text = text.replace(longer, " ")
    own = stems(text)
    held = own | stems(f"{item.hit.passage.place} {kind_of_row(item)}")
    wanted = stems(side)
    names_a_side = any(stems(name) <= own for name in sides)
    return wanted <= own or (wanted <= held and not names_a_side)
