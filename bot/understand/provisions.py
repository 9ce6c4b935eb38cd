"""Clauses and sections that a question calls by their number: "what does clause 3.4 say?"."""

import re
from collections.abc import Iterable, Sequence

from bot.types import Hit, Query
from ingest.library import Library
from ingest.types import Passage

DOCUMENTS, LONGEST = 5, 2_000  # documents looked through, those found first, and the most passages of one
MOST = 12  # passages of a section that are shown
_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}"
_CALLED = re.compile(
    rf"(?:\b(?:clause|section|paragraph|para)\.? (?:no\.? ?|number )?|§ ?)(?P<number>{_NUMBER})(?![\d%])", re.IGNORECASE
)
_BARE = re.compile(
    r"^\W*(?:what (?:does|do|is|says) )?(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?: says?)?\W*$", re.IGNORECASE
)
_NUMBERED = re.compile(rf"^\W*{_NUMBER}[.)]?\s")


def asked_number(question: str) -> str:
    """Return the number of the clause or section that a question asks for, "" where it asks for none."""
    found = _CALLED.search(question) or _BARE.match(question)
    return found["number"] if found else ""


def provisions(query: Query, hits: Sequence[Hit], library: Library) -> tuple[Passage, ...]:
    """Return the passages below the number asked for, of the first document that has it; () where none does."""
    number = asked_number(query.standalone)
    found = dict.fromkeys(hit.passage.document_id for hit in hits) if number else ()
    for document_id in list(found)[:DOCUMENTS]:
        if library.document(document_id).passages <= LONGEST:
            below = [passage for passage in library.document_passages(document_id) if _is_below(passage, number)]
            if below:
                return tuple(below[:MOST])
    return ()


def lacks_provision(question: str, passages: Iterable[Passage]) -> bool:
    """Tell whether a clause is asked for by a number that none of the passages has, where others have theirs."""
    called = _CALLED.search(question)
    told = list(passages) if called else []
    return bool(
        called
        and any(_NUMBERED.match(passage.text) for passage in told)
        and not any(_is_below(passage, called["number"]) for passage in told)
    )


def _is_below(passage: Passage, number: str) -> bool:
    """Tell whether a passage or one of its headings begins with a number, or with one below it: 3.1 for 3."""
    begins = re.compile(
        rf"^\W*(?:(?:clause|section|article|paragraph) )?{re.escape(number)}(?:[.):]?\s|\.\d|$)", re.IGNORECASE
    )
    return any(begins.match(text) for text in (passage.text, *passage.headings[1:]))
