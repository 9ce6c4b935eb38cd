"""The rows of a table that a question means: by their names ("zone A"), or by an amount it names ("after 8 months")."""

from collections.abc import Sequence
from itertools import groupby

from bot.tables.extremes import superlative_of
from bot.tables.grid import is_row, label_of, told
from bot.types import Evidence, Query
from bot.understand.topic import JOINT
from bot.words.language import english, stem, stems, words
from bot.words.ranges import TIME, given_in, within
from bot.words.tokens import stem as token_stem
from ingest.types import Passage

_ALL = frozenset(["other", "others", "all", "every", "each", "than", "besides", "except", "rest"])


def meant_rows(query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence without the rows beside those that the question means in the same table.

    A row stays that holds a word of the question which these do not.
    """
    if superlative_of(query.standalone) or _ALL.intersection(words(query.standalone)):
        return list(evidence)
    rows = {item.hit.passage.id: item.hit.passage for item in evidence if is_row(item.hit.passage)}
    tables = groupby(sorted(rows.values(), key=_table_key), key=_table_key)
    aside = {row.id for _, of_table in tables for row in _aside(query, tuple(of_table))}
    left = [item for item in evidence if item.hit.passage.id not in aside]
    return [item for item in left if not _says_less(query, item.hit.passage, left[0].hit.passage)]


def _says_less(query: Query, row: Passage, best: Passage) -> bool:
    """Tell whether a row holds but some of the words of a question that the best one, of the same table, holds."""
    if not (is_row(row) and is_row(best)) or _table_key(row) != _table_key(best):
        return False
    asked = {stem(word) for word in query.terms}
    return asked & stems(row.text) < asked & stems(best.text)


def _table_key(row: Passage) -> tuple[str, str, str]:
    return row.document_id, row.place, row.units[0].cells[0].header


def _aside(query: Query, rows: Sequence[Passage]) -> list[Passage]:
    *before, last = query.standalone.split(JOINT)
    given = given_in(last if before else query.standalone)
    holding = [row for row in rows if any(within(given, _range_of(row)).values())]
    meant = [] if before and holding else [row for row in rows if _named(query.standalone, row)]
    if not meant:
        return [row for row in rows if holding and row not in holding]
    held = [word for word in query.terms if any(told(word, [row.index_text]) for row in meant)]
    left = [word for word in query.terms if word not in held]
    return [row for row in rows if row not in meant and not any(told(word, [row.text]) for word in left)]


def _named(question: str, row: Passage) -> bool:
    """Tell whether a question names a row by its label; one of a letter or a figure with what it is ("zone A")."""
    label, asked = words(label_of(row)), words(question)
    if not any(len(word) > 1 and word.isalpha() and word not in english().stop for word in label):
        label = words(row.units[0].cells[0].header)[-1:] + label
    if len(label) < 2 and (not label or len(label[0]) < 2):
        return False
    found, sought = [stem(word) for word in asked], [stem(word) for word in label]
    return any(found[at : at + len(sought)] == sought for at in range(len(found) - len(sought) + 1))


def _range_of(row: Passage) -> str:
    """Return the label of a row, with the unit of its header where it has but figures ("0-2" below "Years")."""
    label = label_of(row)
    unit = next((word for word in words(row.units[0].cells[0].header) if token_stem(word) in TIME), "")
    return label if any(word.isalpha() for word in words(label)) else f"{label} {unit}"
