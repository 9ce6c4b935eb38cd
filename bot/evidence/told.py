"""What a unit tells: its words with those of its headings, and its figures."""

import re

from bot.evidence.sentences import figures_of, text_of
from bot.types import Evidence

_CLAUSE_NUMBER = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[\"“‘'(]?[A-ZÀ-Þ])")


def said_of(item: Evidence) -> str:
    """Return a unit's words with those of its headings."""
    return f"{item.hit.passage.above} {text_of(item)}"


def said_up_to(item: Evidence) -> str:
    """Return a unit's words with those of its headings and of its passage in front of it, which may name what "there"
    and "it" mean."""
    passage = item.hit.passage
    return " ".join([passage.above, passage.lead, passage.text[: item.unit.end - passage.start]])


def kind_of_row(item: Evidence) -> str:
    """Return what heads the first column of a row, of which it is one ("Lesson" over "Paired"); "" for no row."""
    return item.unit.cells[0].header if item.unit.cells else ""


def told_by(item: Evidence) -> str:
    """Return a unit's words for its figures, without the number of its clause, which counts nothing."""
    return _CLAUSE_NUMBER.sub("", figures_of(item.hit.passage, item.unit))
