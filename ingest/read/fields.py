"""Lines such as "Date: 4 May", one below the other: each says something of its own."""

import re
from collections.abc import Sequence

_FIELD = re.compile(r"[^\W\d_][\w'’/&().-]*(?: [\w'’/&().-]+){0,3}:(?:\s+\S|$)")
_FEWEST = 2  # a single such line is a sentence with a colon
_SHORT = 8  # words of a line that may end in a full stop, as "Supplier: Brook Ltd." does, and be no sentence


def is_field(line: str) -> bool:
    """Tell whether a line is a name of at most four words, a colon and a value."""
    if not _FIELD.match(line) or line.endswith(("!", "?", ":", ";")):
        return False
    return not line.endswith(".") or len(line.split(maxsplit=_SHORT)) <= _SHORT


def fields(lines: Sequence[str]) -> list[range]:
    """Return the places of the lines of each field that a paragraph is made of, with what goes on below it; [] when it
    is no paragraph of fields."""
    if not lines or not _FIELD.match(lines[0]) or sum(map(is_field, lines)) < _FEWEST:
        return []
    starts = [at for at, line in enumerate(lines) if _FIELD.match(line)]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
