"""Signs by which a line of plain text is a heading, and of which level."""

import re
from typing import Literal

from ingest.read.lines import CLAUSE, Line, in_capitals

Sign = Literal["strong", "weak"]

_NUMBERED = re.compile(
    r"(?:(?:chapter|section|part|appendix)\s+)?(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-Z])", re.IGNORECASE
)
_ASKED = re.compile(r"(?:q|question)(?: ?\d{1,3})?: ", re.IGNORECASE)
_ANSWERED = re.compile(r"(?:a|answer)(?: ?\d{1,3})?: ", re.IGNORECASE)
_SMALL_WORDS = "a an and as at but by for from in into is nor of on or per the to vs versus with without vs. &"
_SMALL = frozenset(_SMALL_WORDS.split())


def heading_sign(line: Line) -> Sign | None:
    """Judge a line by itself: "strong" signs need no blank line below, "weak" ones (sentence case) do."""
    text, words = line.text, line.text.split()
    if line.underline:
        return "strong"
    if line.wrapped or len(text) > 100 or len(words) > 14 or (line.terminal and not asks(line)):
        return None
    if line.mark:
        sign: Sign = "strong" if in_capitals(text) else "weak"
        return sign if _numbered_heading(line) else None
    if not any(character.isalpha() for character in text) or text.endswith((",", "-", "–", "—")) or answers(line):
        return None
    if _NUMBERED.match(text) or asks(line) or in_capitals(text):
        return "strong"
    first = text.lstrip("\"'“‘„«")[:1]
    if not (first.isupper() or first.isdigit()):
        return None
    return "strong" if _title_case(words) else "weak" if len(words) <= 10 else None


def asks(line: Line) -> bool:
    """Whether a line is a question, as the headings in a list of questions and answers are."""
    return line.text.endswith("?") or _ASKED.match(line.text) is not None


def answers(line: Line) -> bool:
    """Whether a line is marked as the answer to the question above it: "A: Yes"."""
    return _ANSWERED.match(line.text) is not None


def heading_level(line: Line) -> int:
    """Level from 2 (the title is 1): underlines and capitals above numbers, these above the rest."""
    number = _NUMBERED.match(line.text)
    if line.underline:
        return 2 if line.underline == "=" else 3
    if number:
        return min(6, 3 + number.group(1).count("."))
    if line.mark:
        return 3
    return 2 if in_capitals(line.text) else 4


def is_clause_of(line: Line, heading: Line) -> bool:
    """Whether a line is a clause under a numbered heading: "4.1 The term" under "4. Term"."""
    number = heading.mark.strip(" .")
    return number.isdigit() and CLAUSE.match(line.text) is not None and line.text.startswith(f"{number}.")


def _numbered_heading(line: Line) -> bool:
    return line.mark[:1].isdigit() and line.mark.endswith(". ") and line.text[:1].isupper() and line.indent == 0


def _title_case(words: list[str]) -> bool:
    bearing = [word for word in words if word.lower() not in _SMALL and word[:1].isalpha()]
    capitals = sum(word[0].isupper() for word in bearing)
    return bool(bearing) and len(words) <= 12 and capitals >= max(1, 0.75 * len(bearing))


def bearing_words(text: str) -> frozenset[str]:
    """The words of a heading that carry its sense, in lower case."""
    return frozenset(re.findall(r"\w+", text.lower())) - _SMALL
