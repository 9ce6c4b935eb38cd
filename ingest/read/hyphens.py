"""Joins the lines of a paragraph, and the two halves of a word that was broken at a line's end."""

import re
from collections.abc import Collection, Sequence

_BROKEN = re.compile(r"(?:^|(?<=[\s(\"'“‘—–/]))([^\W\d_][^\s—–/]*)[-\u00ad\u2010]\Z")
_NEXT = re.compile(r"[^\W\d_]+")
# These stand before a hyphen that belongs to the word, more often than they are a syllable.
_BEFORE = "cross full half high long low mid non self semi single three two well"
_PREFIXES = frozenset(_BEFORE.split())
_LONGEST_HALF = 60
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def join_lines(lines: Sequence[str], known: Collection[str] = ()) -> str:
    """Join lines with blanks, broken words without; `known` are the words of the text in lower case.

    A hyphen stays where the text elsewhere writes the word with it, or where one is likely to belong.
    """
    parts = list(lines[:1])
    for line in lines[1:]:
        above = parts[-1]
        broken = _BROKEN.search(above[-_LONGEST_HALF:])
        following = _NEXT.match(line) if broken else None
        if broken and following:
            parts[-1] = above[:-1]
            parts.append("-" + line if _belongs(broken.group(1), following.group(), known) else line)
        else:
            stays = above[-1:] == "-" and above[-2:-1].isalnum() and line[:1].isalnum()
            parts.append(line if stays else f" {line}")
    return "".join(parts)


def _belongs(first: str, second: str, known: Collection[str]) -> bool:
    """Whether the hyphen between two halves is part of the word."""
    whole, hyphened = f"{first}{second}".lower(), f"{first}-{second}".lower()
    if hyphened in known or whole in known:
        return hyphened in known
    return not second[0].islower() or "-" in first or first.lower() in _PREFIXES


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text, in lower case, hyphened ones whole."""
    return frozenset(word.lower() for word in _WORD.findall(text))
