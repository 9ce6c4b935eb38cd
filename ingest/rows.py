"""Turns documents and passages into table rows and back; the order is that of the columns in schema.sql."""

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ingest.types import Cell, Document, Passage, Section, Source, Unit

INSERT_DOCUMENT = "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
UNCHANGED = """
    SELECT id, passages FROM sources JOIN documents ON id = document_id WHERE path = ? AND sha256 = ? AND scheme = ?
"""
INSERT_PASSAGE = "INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

# The passages of a document in reading order, and those up to six places from one of them.
WHOLE = "SELECT * FROM titled_passages WHERE document_id = ? ORDER BY ordinal"
NEAR = """
    SELECT near.* FROM titled_passages AS near JOIN passages AS one ON near.document_id = one.document_id
    WHERE one.document_id = ? AND one.id = ? AND near.ordinal BETWEEN one.ordinal - 6 AND one.ordinal + 6
    ORDER BY near.ordinal
"""


def digest(document: Document) -> str:
    """Give a hash of everything an answer can show of a document, whenever and from wherever it was added."""
    shown = [
        document.title,
        document.text,
        list(document.page_starts),
        [_source_row(source) for source in document.sources],
        [list(section) for section in document.sections],
    ]
    return hashlib.sha256(_json(shown).encode("utf-8", "surrogatepass")).hexdigest()


def document_row(document: Document, scheme: str) -> tuple[Any, ...]:
    return (
        document.id,
        document.title,
        document.text,
        document.sha256,
        digest(document),
        document.origin,
        int(document.builtin),
        document.added,
        document.passages,
        _json(document.page_starts),
        _json([_source_row(source) for source in document.sources]),
        _json(document.sections),
        document.reviewed,
        scheme,
    )


def document_from(row: Sequence[Any]) -> Document:
    return Document(
        id=row[0],
        title=row[1],
        text=row[2],
        sha256=row[3],
        origin=row[5],
        builtin=bool(row[6]),
        added=row[7],
        passages=row[8],
        page_starts=tuple(json.loads(row[9])),
        sources=tuple(Source(*source) for source in json.loads(row[10])),
        sections=tuple(Section(tuple(path), start, end) for path, start, end in json.loads(row[11])),
        reviewed=row[12],
    )


def passage_row(passage: Passage) -> tuple[Any, ...]:
    units = [[unit.kind, unit.start, unit.end, unit.cells] for unit in passage.units]
    return (
        passage.id,
        passage.document_id,
        passage.ordinal,
        passage.kind,
        passage.start,
        passage.end,
        passage.text,
        _json(passage.section),
        passage.page,
        _json(units),
        _json(passage.sources),
    )


@lru_cache(maxsize=2_000)
def passage_from(row: tuple[Any, ...]) -> Passage:
    """Read a row of the view titled_passages; its first column is the passage's number.

    Each question reads some hundred of them again.
    """
    return Passage(
        id=row[1],
        document_id=row[2],
        ordinal=row[3],
        kind=row[4],
        start=row[5],
        end=row[6],
        text=row[7],
        section=tuple(json.loads(row[8])),
        page=row[9],
        units=tuple(
            Unit(kind, start, end, tuple(Cell(*cell) for cell in cells))
            for kind, start, end, cells in json.loads(row[10])
        ),
        sources=tuple(json.loads(row[11])),
        title=row[12],
    )


def _source_row(source: Source) -> list[str | None]:
    return [source.key, source.title, source.address, source.date, source.kind, source.read]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
