"""The quotes of a decision as one turn shows them: numbered from 1 in the order shown, and lists item by item."""

import re
from collections.abc import Iterator, Sequence

from bot.types import Citation, Sentence

LIST_MARK = r"(?:[•\-*]|\d+[.)])"
_MARK = re.compile(rf"(?:^|\n)[ \t]*{LIST_MARK}[ \t]+")


def numbered(
    sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> tuple[list[Sentence], list[Citation], frozenset[int]]:
    """Return the sentences with their citations numbered anew, and which of them are items of a list.

    Each item is cited at its own place, so that every text stays equal to its quote. The same place keeps its number.
    """
    known = {citation.n: citation for citation in citations}
    shown: list[Sentence] = []
    cited: dict[tuple[str, int, int], Citation] = {}
    items: set[int] = set()
    for sentence in sentences:
        if not sentence.citations:
            shown.append(sentence)
        for citation in (known[n] for n in sentence.citations):
            for start, end, item in _pieces(citation.quote):
                at = (citation.document_id, citation.start + start, citation.start + end)
                place = {"n": len(cited) + 1, "start": at[1], "end": at[2], "quote": citation.quote[start:end]}
                one = cited.setdefault(at, citation.model_copy(update=place))
                items |= {len(shown)} if item else set()
                shown.append(Sentence(text=one.quote, citations=[one.n]))
    return shown, list(cited.values()), frozenset(items)


def _pieces(quote: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where the lead-in and the items of a quoted list stand, without marks and blanks; else all of the quote."""
    marks = list(_MARK.finditer(quote))
    bounds = [(0, marks[0].start(), False)] if marks else [(0, len(quote), False)]
    ends = [*(mark.start() for mark in marks[1:]), len(quote)]
    bounds += [(mark.end(), end, True) for mark, end in zip(marks, ends, strict=False)]
    for start, end, item in bounds:
        if text := quote[start:end].rstrip():
            yield start, start + len(text), item
