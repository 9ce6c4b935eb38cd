"""Lines such as "Date: 4 May" at the head of a document: each says something of its own."""

import re
from collections.abc import Sequence

_FIELD = re.compile(r"[^\W\d_][\w'’/&().-]*(?: [\w'’/&().-]+){0,3}:\s+\S")
_FEWEST = 2  # a single such line is a sentence with a colon


def is_field(line: str) -> bool:
    """Tell whether a line is a name of at most four words, a colon and a value."""
    return _FIELD.match(line) is not None and not line.endswith((".", "!", "?", ":", ";"))


def fields(lines: Sequence[str]) -> list[str]:
    """Return the fields that the lines of a paragraph are, each with what goes on below it; [] when they are none."""
    if not lines or not _FIELD.match(lines[0]) or sum(map(is_field, lines)) < _FEWEST:
        return []
    found: list[str] = []
    for line in lines:
        if _FIELD.match(line):
            found.append(line)
        else:
            found[-1] = f"{found[-1]} {line}"
    return found
