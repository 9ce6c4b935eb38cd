"""What somebody holds true, put to the test: "My boss says outsourcing and offshoring are the same. Is he right?"."""

import re

from bot.facts.speakers import SELF
from bot.words.language import clean, words
from bot.words.tokens import stem

MOST, TAIL = 2_000, 80  # characters of a text that are looked at, and those at its end that put it to the test
_HOLDS = re.compile(
    r"\b(?:says?|said|tells? me|told me|claims?|claimed|thinks?|thought|believes?|swears?|reckons?|writes?|wrote)"
    r"\s+(?:that\s+)?(?=\w)(?!(?:about|of|we|i|our|my)\b)",
    re.IGNORECASE,
)
_TESTED = re.compile(
    r"[.!,;:?\s–—-]+(?:so\s+|and\s+)?(?:is|are|does|do|has|was|isn't|would)?\s*"
    r"(?:(?:he|she|they|it|that|this|you|not)\s+)*(?:really\s+|also\s+)?"
    r"(?:right|true|correct|agree|so|have a point|wrong|false)(?:\s+(?:with\s+)?(?:that|this|him|her|it))?"
    r"(?:\s+or\s+(?:not|wrong|false))?\s*\?\s*$",
    re.IGNORECASE,
)
_GERUND = re.compile(r"\w{3,}ing\b", re.IGNORECASE)
_JUDGES = re.compile(
    r"\b(?:good|bad|best|better|wise|smart|sensible|makes? sense|way to go|right move)\b", re.IGNORECASE
)


def tests_claim(text: str) -> bool:
    """Whether a text asks if what somebody says of any sourcing is true, which only documents can tell.

    What is said of the person's own work ("he says we should ...", "... is best") asks for a view on that instead.
    """
    text = clean(text[:MOST])
    tested = _TESTED.search(text, max(0, len(text) - TAIL))
    claim = text[: tested.start()] if tested else ""
    holds = _HOLDS.search(claim)
    if holds is None:
        return False
    held = claim[holds.end() :]
    own = SELF.intersection(stem(word) for word in words(held)) or _JUDGES.search(held)
    return bool(_GERUND.match(held)) and not own
