"""Lines that begin with rising codes of one kind, "R-01: ..." above "R-02: ...", are a list."""

import re
from collections.abc import Sequence

_CODE = re.compile(
    r"(?P<kind>[^\W\d_]{1,12})[ .-]?(?P<number>\d{1,3}(?:\.\d{1,3}){0,2})[a-z]?(?: \([^()]{1,20}\))?"
    r"(?P<gap>\s*[:)–—]\s*|\s+-\s+|\.?\s+)(?=\S)"
)
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{1,5}")
_LONGEST = 60  # words; what is longer is an article of a contract, of which a sentence is quoted
_FEWEST = 2


def coded_runs(lines: Sequence[str]) -> list[range]:
    """Return where two or more lines in a row begin with rising codes of one kind."""
    runs: list[range] = []
    start = 0
    codes = [*map(_code, lines), None]
    for at in range(1, len(codes)):
        before, code = codes[at - 1], codes[at]
        if before and code and before[0] == code[0] and before[1] < code[1]:
            continue
        if at - start >= _FEWEST and before:
            runs.append(range(start, at))
        start = at
    return runs


def _code(line: str) -> tuple[str, tuple[int, ...]] | None:
    """Return the kind and number of the code that a line begins with: ("R", (1,)) for "R-01: ...".

    Without a mark behind it only capitals are a code: "D1.2 Design", not "Room 4 is closed".
    """
    code = _CODE.match(line)
    if not code or len(line.split()) > _LONGEST:
        return None
    if not code["gap"].strip(" .") and not (_CAPITALS.fullmatch(code["kind"]) and line[code.end()].isupper()):
        return None
    return code["kind"], tuple(map(int, code["number"].split(".")))
