"""Tells whether a sentence announces what is told one by one behind it."""

import re

_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_COUNT = re.compile(rf"\b(?P<count>{'|'.join(_NUMBERS)}|[2-9]|1\d) (?:[\w'’-]+ ){{0,3}}?[\w'’-]+s\b", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:following|as follows|(?:set out|listed|given|described|shown|named) below)\b"
    r"|(?<=\w )(?:these|several|various) (?:[\w'’-]+ ){0,2}?[\w'’-]+s\b",
    re.IGNORECASE,
)


def counted(sentence: str) -> int | None:
    """Return how many things a sentence says there are ("four assumptions"), None when it counts none."""
    found = _COUNT.search(sentence)
    if not found:
        return None
    count = found["count"].lower()
    return _NUMBERS.index(count) + 2 if count in _NUMBERS else int(count)


def announces(sentence: str, items: int) -> bool:
    """Tell whether a sentence leads into the list of so many items behind it: by a colon, by counting them, or by
    pointing to them ("these things")."""
    return sentence.endswith(":") or counted(sentence) == items or bool(_POINTS.search(sentence))
