"""A comparison as a table: one column a side, a citation in each cell, an empty cell where the library is silent."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Draft, answer, by_definition, pick, quoted
from bot.cite import Citer
from bot.evidence import text_of
from bot.language import content_words, stem, words
from bot.types import CellPlace, Evidence, Hit, Query, Sentence
from ingest.library import Library
from ingest.types import Cell, Passage, Span, Unit

ROW_MARGIN = 0.15  # how far below the best row another may score when the question names an aspect
OTHER_ASPECT = "Also"
DEFINITION_ASPECT = "In short"


def compare(query: Query, by_side: Sequence[Sequence[Evidence]], both: Sequence[Evidence], citer: Citer) -> Draft:
    """Return a table from the library's own table when one has both sides, else from each side's best sentences.

    `by_side` holds the evidence found for each side, `both` that for the whole question. A side without evidence
    makes the answer partial; no side at all gives an empty draft.
    """
    rows = _table_rows(query, both, citer)
    if rows:
        return Draft(tuple(rows))
    return _from_sentences(query, by_side, both, citer)


def with_tables(query: Query, hits: Sequence[Hit], library: Library) -> list[Hit]:
    """Return the hits with the other rows of every table found that has a column for each side."""
    found = {hit.passage.id: hit for hit in hits}
    for hit in hits:
        if query.kind == "comparison" and hit.passage.kind == "table" and _columns(hit.passage.units[0], query.subjects):
            for passage in library.document_passages(hit.passage.document_id):
                if passage.kind == "table" and _same_table(passage, hit.passage):
                    found.setdefault(passage.id, replace(hit, passage=passage, dense_rank=None, bm25_rank=None))
    return list(found.values())


def _table_rows(query: Query, evidence: Sequence[Evidence], citer: Citer) -> list[Sentence]:
    rows = [item for item in evidence if item.unit.kind == "row" and _columns(item.unit, query.subjects)]
    if not rows:
        return []
    best = rows[0]
    table = [item for item in rows if _same_table(item.hit.passage, best.hit.passage)]
    sides = set().union(*({stem(word) for word in words(side)} for side in query.subjects))
    if [word for word in content_words(query.standalone) if stem(word) not in sides]:
        table = [item for item in table if item.score >= best.score - ROW_MARGIN]
    sentences = []
    for item in sorted(table, key=lambda e: e.unit.start):
        for side, cell in zip(query.subjects, _columns(item.unit, query.subjects), strict=True):
            place = CellPlace(side=side, aspect=_label(item))
            sentence = quoted(item, citer, Span(cell.start, cell.end), place)
            if sentence:
                sentences.append(sentence)
    return sentences


def _columns(unit: Unit, sides: Sequence[str]) -> list[Cell]:
    """Return the cell of each side, or [] when the row's table lacks one of them."""
    found = []
    for side in sides:
        wanted = {stem(word) for word in words(side)}
        cells = [cell for cell in unit.cells[1:] if {stem(word) for word in words(cell.header)} == wanted]
        if not cells:
            return []
        found.append(cells[0])
    return found


def _label(item: Evidence) -> str:
    passage, label = item.hit.passage, item.unit.cells[0]
    return passage.text[label.start - passage.start : label.end - passage.start]


def _same_table(first: Passage, second: Passage) -> bool:
    return first.document_id == second.document_id and first.section == second.section


def _from_sentences(
    query: Query, by_side: Sequence[Sequence[Evidence]], both: Sequence[Evidence], citer: Citer
) -> Draft:
    named = [[item for item in evidence if _names(item, side, query.subjects)] for side, evidence in zip(query.subjects, by_side, strict=True)]
    if not any(named):
        return answer(query, both, citer)
    sentences = [sentence for item in both[:3] if _names_all(item, query.subjects) and (sentence := quoted(item, citer))][:1]
    for side, evidence in zip(query.subjects, named, strict=True):
        for item, aspect in zip(pick(by_definition(side, evidence), 2), (DEFINITION_ASPECT, OTHER_ASPECT), strict=False):
            sentence = quoted(item, citer, cell=CellPlace(side=side, aspect=aspect))
            if sentence:
                sentences.append(sentence)
    return Draft(tuple(sentences), status="answered" if all(named) else "partial")


def _names_all(item: Evidence, sides: Sequence[str]) -> bool:
    """Tell whether a unit's own words name every side: it sets them against each other."""
    held = {stem(word) for word in words(text_of(item))}
    return all({stem(word) for word in words(side)} <= held for side in sides)


def _names(item: Evidence, side: str, sides: Sequence[str]) -> bool:
    """Tell whether a unit speaks of a side: its own words or its headings name it."""
    held = {stem(word) for word in words(f"{item.hit.passage.index_text.splitlines()[0]} {text_of(item)}")}
    return {stem(word) for word in words(side)} <= held and len(sides) > 1
