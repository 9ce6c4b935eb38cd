"""Any words as a query of SQLite's full-text index, so that none of them can act as its syntax."""

from collections.abc import Sequence

from ingest.utf8 import in_utf8

# As in schema.sql.
CREATE = """
    CREATE VIRTUAL TABLE passages_fts USING fts5 (
        heading, body, tokenize = 'porter unicode61 remove_diacritics 2'
    )
"""
# Weight of a word in the headings, the query, and how many.
SEARCH = """
    SELECT passages.id, -bm25(passages_fts, ?, 1.0) AS score
    FROM passages_fts JOIN passages ON passages.number = passages_fts.rowid
    WHERE passages_fts MATCH ? ORDER BY score DESC, passages.id LIMIT ?
"""
# Weight of a word in the headings, the query, and ids as a JSON list.
SCORES = """
    SELECT passages.id, -bm25(passages_fts, ?, 1.0)
    FROM passages_fts JOIN passages ON passages.number = passages_fts.rowid
    WHERE passages_fts MATCH ? AND passages.id IN (SELECT value FROM json_each(?))
"""


def any_of(terms: Sequence[str]) -> str:
    """Make terms a query for any of them; empty when none has a letter or digit."""
    return " OR ".join(dict.fromkeys(quoted for term in terms if (quoted := phrase(term))))


def one_of_each(groups: Sequence[Sequence[str]]) -> str:
    """Make groups of terms a query for at least one term of every group; empty when a group has none."""
    asked = [any_of(group) for group in groups]
    return " AND ".join(f"({group})" for group in asked) if all(asked) else ""


def phrase(term: str) -> str:
    """Make any text one phrase of FTS5's query language; empty when no letter or digit is in it."""
    if not any(character.isalnum() for character in term):
        return ""
    clean = in_utf8(term.replace("\0", " "))
    return '"' + clean.replace('"', '""') + '"'
