"""The library: documents, passages and the full-text index; the truth from which vectors are rebuilt."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Self, TypeVar

from ingest import rows
from ingest.database import Database
from ingest.derived import Derived, different_words
from ingest.errors import LibraryError, UnknownDocument
from ingest.fts import CREATE, SCORES, SEARCH, any_of, one_of_each, phrase
from ingest.ids import unknown_document
from ingest.types import Document, Passage
from ingest.utf8 import in_utf8

FILE = "library.sqlite3"
SCHEMA = 1
HEADING_WEIGHT = 2.0  # a word in the headings counts as much as this many in the text


T = TypeVar("T")


class Library:
    """May be used by several threads; every method may raise LibraryError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._version = 0
        self._frequencies: dict[str, int] = {}
        self._content: str | None = None
        self._derived = Derived(database)

    @classmethod
    def open(cls, home: Path, looking: bool = False) -> Self:
        """Open the library in a folder, creating it where there is none; `looking` is for others than its owner."""
        schema = (files("ingest") / "schema.sql").read_text("utf-8")
        library = cls(Database(home / FILE, schema, SCHEMA, looking))
        if library._database.left_open and not looking:
            with suppress(LibraryError):  # killed, maybe before removed words were wiped; damage is told later
                library.purge()
        return library

    def close(self) -> None:
        self._database.close()

    def documents(self) -> list[Document]:
        """Give all documents, by id."""
        return [rows.document_from(row) for row in self._database.run("SELECT * FROM documents ORDER BY id")]

    def document(self, document_id: str) -> Document:
        """Give one document; raises UnknownDocument naming the closest ids."""
        found = self.find(document_id)
        if found is None:
            raise UnknownDocument(unknown_document(document_id, self.document_ids()))
        return found

    def find(self, document_id: str) -> Document | None:
        # SQLite takes no lone surrogates, and no id has them or a question mark.
        plain = in_utf8(document_id)
        found = self._database.run("SELECT * FROM documents WHERE id = ?", plain)
        return rows.document_from(found[0]) if found else None

    def find_bytes(self, sha256: str) -> Document | None:
        """Give the document that was read from these bytes; a person's own before a built-in one."""
        found = self._database.run("SELECT * FROM documents WHERE sha256 = ? ORDER BY builtin, id LIMIT 1", sha256)
        return rows.document_from(found[0]) if found else None

    def document_ids(self) -> list[str]:
        return [row[0] for row in self._database.run("SELECT id FROM documents ORDER BY id")]

    def sources(self) -> dict[str, str]:
        """Give every known path with the id of its document."""
        return dict(self._database.run("SELECT path, document_id FROM sources ORDER BY path"))

    def held_by(self, path: str) -> str | None:
        """Give the id of the document that a path holds."""
        return self._database.text("SELECT document_id FROM sources WHERE path = ?", path)

    def unchanged(self, path: str, sha256: str, scheme: str) -> tuple[str, int] | None:
        """Give id and passages of the document of a path, when it was read from these bytes in this way."""
        found = self._database.run(rows.UNCHANGED, path, sha256, scheme)
        return (str(found[0][0]), int(found[0][1])) if found else None

    def sources_of(self, document_id: str) -> list[str]:
        """Give the paths that hold a document."""
        found = self._database.run("SELECT path FROM sources WHERE document_id = ? ORDER BY path", document_id)
        return [row[0] for row in found]

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Give passages in the given order; ids that are not in the library are left out."""
        sql = "SELECT * FROM titled_passages WHERE id IN (SELECT value FROM json_each(?))"
        by_id = {passage.id: passage for passage in self._passages(sql, json.dumps(list(ids)))}
        return [by_id[passage_id] for passage_id in ids if passage_id in by_id]

    def document_passages(self, document_id: str, around: str | None = None) -> list[Passage]:
        """Give a document's passages in reading order; `around` an id, only the next ones before and after it."""
        return self._passages(rows.NEAR if around else rows.WHOLE, document_id, *([around] if around else []))

    def all_passage_ids(self) -> list[str]:
        return [row[0] for row in self._database.run("SELECT id FROM passages ORDER BY id")]

    def passage_count(self) -> int:
        return int(self._database.run("SELECT count(*) FROM passages")[0][0])

    def search(self, terms: Sequence[str], k: int) -> list[tuple[str, float]]:
        """Give the k best passages that hold any of the terms: ids with BM25 scores, best first."""
        return self._search(any_of(terms), k)

    def search_each(self, groups: Sequence[Sequence[str]], k: int) -> list[tuple[str, float]]:
        """Give the k best passages that hold a term of every group."""
        return self._search(one_of_each(groups), k)

    def _search(self, query: str, k: int) -> list[tuple[str, float]]:
        found = self._database.run(SEARCH, HEADING_WEIGHT, query, k) if query else []
        return [(passage_id, float(score)) for passage_id, score in found]

    def scores(self, terms: Sequence[str], ids: Sequence[str]) -> dict[str, float]:
        """Give the BM25 score of those of the passages that hold a term."""
        query = any_of(terms)
        found = self._database.run(SCORES, HEADING_WEIGHT, query, json.dumps(list(ids))) if query and ids else []
        return {passage_id: float(score) for passage_id, score in found}

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """Give for each term how many passages hold it in any inflection; 0 for words not known here."""
        known = self._frequencies
        known.update({term: self._frequency(term) for term in terms if term not in known})
        return {term: known[term] for term in terms}

    def fingerprint(self, model_name: str, backend: str) -> str:
        """Name what answers rest on: the texts as they are cut, the model, and what runs it.

        It does not depend on when, in what order or from where the documents were added.
        """
        content = self._content
        if content is None:
            with self.transaction():  # no change may come between reading and noting
                documents = self._database.run("SELECT id, digest FROM documents ORDER BY id")
                lines = [f"{document_id} {digest}" for document_id, digest in documents]
                content = hashlib.sha256("\n".join([*lines, *self.all_passage_ids()]).encode()).hexdigest()[:16]
                self._content = content
        return f"{content}+{model_name}+{backend}"

    def version(self) -> int:
        """Give a number that is another after every change of the documents in this process."""
        return self._version

    def derived(self, make: Callable[[str], T]) -> list[T]:
        """Give what a function of a module makes of each document's text, by id; only new texts are read again."""
        with self.transaction():
            return self._derived.of(make)

    def vocabulary(self) -> set[str]:
        """Give every word of the texts in lower case, as it is written there."""
        return set().union(*self.derived(different_words))

    def meta(self, key: str) -> str | None:
        return self._database.text("SELECT value FROM meta WHERE key = ?", key)

    def set_meta(self, key: str, value: str) -> None:
        self._database.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def transaction(self) -> AbstractContextManager[None]:
        """Make all writes inside one change: it happens whole or not at all."""
        return self._database.transaction()

    def put(self, document: Document, passages: Sequence[Passage], scheme: str = "") -> None:
        """Add a document, or replace the one of the same id; its known sources stay.

        `scheme` names the way it was read and cut.
        """
        with self.transaction():
            sources = self.sources_of(document.id)
            self.remove(document.id)
            self._database.run(rows.INSERT_DOCUMENT, *rows.document_row(document, scheme))
            for path in sources:
                self.add_source(path, document.id)
            self._database.run_all(rows.INSERT_PASSAGE, map(rows.passage_row, passages))
            self._index(passages)
            self._changed()

    def remove(self, document_id: str) -> None:
        """Remove a document with its passages and sources, where it is there."""
        index = "DELETE FROM passages_fts WHERE rowid IN (SELECT number FROM passages WHERE document_id = ?)"
        with self.transaction():
            self._database.run(index, document_id)
            self._database.run("DELETE FROM documents WHERE id = ?", document_id)
            self._changed()

    def add_source(self, path: str, document_id: str) -> None:
        """Record that a path holds a document, in place of what it held before."""
        self._database.run("INSERT OR REPLACE INTO sources VALUES (?, ?)", path, document_id)

    def remove_source(self, path: str) -> None:
        self._database.run("DELETE FROM sources WHERE path = ?", path)

    def scheme_of(self, document_id: str) -> str | None:
        """Give the way a document was read and cut, None when it is not there."""
        return self._database.text("SELECT scheme FROM documents WHERE id = ?", document_id)

    def purge(self, shrink: bool = False) -> None:
        """Leave no words of removed documents in index and log; `shrink` also gives the room back."""
        self._database.run("INSERT INTO passages_fts (passages_fts) VALUES ('optimize')")
        if shrink:
            self._database.run("VACUUM")
        self._database.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def file_faults(self) -> list[str]:
        """Give what is wrong with the file itself; it cannot be repaired from within."""
        return self._database.faults()

    def index_faults(self) -> list[str]:
        """Give what is wrong with the full-text index; `rebuild_index` repairs it."""
        try:
            self._database.run("INSERT INTO passages_fts (passages_fts) VALUES ('integrity-check')")
            indexed = {row[0] for row in self._database.run("SELECT rowid FROM passages_fts")}
            numbers = {row[0] for row in self._database.run("SELECT number FROM passages")}
        except LibraryError as error:
            return [str(error)]
        odd = len(indexed ^ numbers)
        return [f"{odd} passages are missing from the full-text index or left over in it"] if odd else []

    def rebuild_index(self) -> None:
        """Write the full-text index anew from the passages."""
        with self.transaction():
            self._database.run("DROP TABLE passages_fts")
            self._database.run(CREATE)
            self._index(self._passages("SELECT * FROM titled_passages ORDER BY number"))
            self._changed()

    def _changed(self) -> None:
        self._version += 1
        self._frequencies = {}
        self._content = None

    def _index(self, passages: Iterable[Passage]) -> None:
        sql = "INSERT INTO passages_fts (rowid, heading, body) SELECT number, ?, ? FROM passages WHERE id = ?"
        self._database.run_all(sql, ((passage.place, passage.searched, passage.id) for passage in passages))

    def _passages(self, sql: str, *values: str) -> list[Passage]:
        return [rows.passage_from(row) for row in self._database.run(sql, *values)]

    def _frequency(self, term: str) -> int:
        sql = "SELECT count(*) FROM passages_fts WHERE passages_fts MATCH ?"
        quoted = phrase(term)
        return int(self._database.run(sql, quoted)[0][0]) if quoted else 0
