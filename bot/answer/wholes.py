"""Answers that are rows of a table, chosen among all its rows and not by likeness: extremes, ranges, whole tables."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer.cite import Citer
from bot.answer.compose import Draft, quoted
from bot.answer.pick import MARGIN
from bot.evidence.sentences import text_of
from bot.tables.extremes import asks_extreme, extreme_rows, superlative_of
from bot.tables.grid import is_row, tables_of, told
from bot.tables.listed import listed_rows, things_asked
from bot.types import Evidence, Hit, Query
from bot.understand.provisions import provisions
from bot.words.language import english, stem, stems, words
from ingest.library import Library
from ingest.types import Passage

NEAREST = 3  # passages found first among which a row of a table that is listed has to be


def table_rows(query: Query, hits: Sequence[Hit], wider: Sequence[Hit], library: Library) -> tuple[Passage, ...]:
    """Return the rows that are the answer: those with the extreme or the amounts asked for, or all that are listed; or
    what stands below the number of a clause asked for.

    `hits` are the passages read, `wider` more of them among which a table may be.
    """
    if below := provisions(query, wider, library):
        return below
    if asks_extreme(query) and (rows := extreme_rows(query, tables_of(wider, library))):
        return rows
    asked = things_asked(query)
    if not asked:
        return ()
    general = asked in english().row_nouns | english().wares
    for hit in hits if general else hits[:NEAREST]:
        if hit.passage.kind == "list" and told(asked, [hit.passage.headings[-1], hit.passage.lead]):
            return ()
        for table in tables_of([hit], library) if is_row(hit.passage) else ():
            spoken = [one.passage.text for one in hits if one.passage.document_id == hit.passage.document_id]
            if rows := listed_rows(query, asked, table, spoken):
                return rows
    return ()


def with_rows(hits: Sequence[Hit], rows: Sequence[Passage]) -> list[Hit]:
    """Return the hits with those rows that are not among them, found no better than the last."""
    known = {hit.passage.id for hit in hits}
    return [
        *hits,
        *(replace(hits[-1], passage=row, dense_rank=None, bm25_rank=None) for row in rows if row.id not in known),
    ]


def table_answer(query: Query, rows: Sequence[Passage], evidence: Sequence[Evidence], citer: Citer) -> Draft:
    """Quote the rows in order; a sentence near the best that says the superlative itself stands with them."""
    ids = [row.id for row in rows]
    chosen = sorted(
        (item for item in evidence if item.hit.passage.id in ids),
        key=lambda item: (ids.index(item.hit.passage.id), item.unit.start),
    )
    said = _said(query, evidence)
    first = said[:1] if said and chosen and said[0].score > max(item.score for item in chosen) else []
    sentences = [quoted(item, citer) for item in [*first, *chosen, *(said[:1] if not first else [])]]
    return Draft(tuple(sentence for sentence in sentences if sentence))


def _said(query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
    superlative = superlative_of(query.standalone)
    asked = {stem(word) for word in query.terms} - {stem(superlative)}
    return [
        item
        for item in evidence
        if superlative
        and item.unit.kind == "sentence"
        and item.score >= evidence[0].score - MARGIN
        and superlative in words(text_of(item))
        and len(asked & stems(f"{item.hit.passage.place} {text_of(item)}")) * 2 >= len(asked)
    ]
