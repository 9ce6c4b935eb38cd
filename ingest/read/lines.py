"""Physical lines to logical ones: hard-wrapped lines joined, list marks and underlines recognised."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.read.codes import coded_runs
from ingest.read.crumbs import is_crumb
from ingest.read.hyphens import join_lines, words_of

_BULLET = re.compile(r"([•·‣◦▪●○■□➢➤✓✔*+–—-])\s+(?=\S)")
_NUMBER = re.compile(r"(\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})\)|(?:\d{1,3}|[a-z]|[ivx]{2,4})\.)\s+(?=\S)")
# A clause of a contract begins a line of its own: "4.1 The supplier"; "4.1 million" does not.
CLAUSE = re.compile(r"(?:\d{1,2}\.){1,4}\d{1,2}\.?\s+[\"“‘'(]?[A-ZÀ-Þ]")
_TIME = re.compile(r"\d{1,2}\.[0-5]\d\b")
_FIGURE = re.compile(r"(?!1\. )\d{1,3}\. ")  # a list begins with its first item
_ASIDE = re.compile(r"\([^()]*\)")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,})\s*")
_RULE = re.compile(r"\s*(?:[*_=~#-]\s?){3,}\s*|\s*[•·*+–—-]\s*")
TERMINAL = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*\Z")
# Text is wrapped between these widths; a longer line is a paragraph of its own.
_NARROWEST, _WIDEST = 40, 160


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line. `mark` is its list mark ("• " or the number as written), `underline` the sign below it.

    `gap` tells of a blank line before it; `wrapped` that it was joined from several physical lines; `cells` and `heads`
    are those of a row of a table.
    """

    text: str
    indent: int = 0
    mark: str = ""
    underline: str = ""
    gap: bool = False
    wrapped: bool = False
    heads: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def terminal(self) -> bool:
        """Whether it ends like a sentence or a lead-in."""
        return TERMINAL.search(self.text) is not None


def logical_lines(raw: Sequence[str], tables: Mapping[int, tuple[Sequence[str], Sequence[str]]]) -> list[Line]:
    """Read the lines of a text, joining those that were broken to fit a width; `tables` holds the heads and cells of
    those that belong to a table, none for what is no row of it."""
    text = "\n".join(raw)
    width = _wrap_width(raw)
    known = words_of(text)
    lines: list[Line] = []
    parts: list[str] = []
    gap = True
    previous = ""
    for at, (line, following) in enumerate(pairwise([*raw, ""])):
        if not line:
            gap = True
            continue
        if at in tables:
            heads, cells = map(tuple, tables[at])
            _close(lines, parts, known)
            lines += [Line(line.strip(), gap=gap, heads=heads, cells=cells)] if cells else []
            parts, previous, gap = [], line, False
            continue
        if lines and not gap and not lines[-1].mark and len(parts) == 1 and _UNDERLINE.fullmatch(line):
            lines[-1] = replace(lines[-1], underline=line.strip()[0])
            gap = True
            continue
        if len(line) <= _WIDEST and _RULE.fullmatch(line):
            gap = True
            continue
        fresh = _marked(line, gap)
        alone = _FIGURE.match(fresh.mark) and not _marked(following, gap=False).mark
        if lines and not gap and not lines[-1].mark and alone and _goes_on(previous, line, width):
            fresh = Line(line.lstrip(), fresh.indent, gap=gap)
        if lines and not gap and not fresh.mark and _continues(lines[-1], previous, fresh, width):
            parts.append(fresh.text)
            lines[-1] = replace(lines[-1], wrapped=True)
        else:
            _close(lines, parts, known)
            lines.append(fresh)
            parts = [fresh.text]
        previous, gap = line, False
    _close(lines, parts, known)
    return lines


def list_mark(line: str) -> tuple[str, str]:
    """Part a line into its list mark, empty when it has none, and its words."""
    marked = _marked(line, gap=False)
    return (marked.mark, marked.text) if marked.mark else ("", line)


def _close(lines: list[Line], parts: Sequence[str], known: Collection[str]) -> None:
    if len(parts) > 1:
        lines[-1] = replace(lines[-1], text=join_lines(parts, known))


def _marked(line: str, gap: bool) -> Line:
    body = line.lstrip()
    indent = len(line) - len(body)
    bullet = _BULLET.match(body)
    if bullet:
        return Line(body[bullet.end() :], indent, "• ", gap=gap)
    number = _NUMBER.match(body)
    if number:
        return Line(body[number.end() :], indent, number.group(1) + " ", gap=gap)
    return Line(body, indent, gap=gap)


def _wrap_width(raw: Sequence[str]) -> int:
    """The width at which the text was wrapped, or 0 when its paragraphs are single lines."""
    # Only a line that goes on in lower case below was surely broken; cells and verses begin with capitals.
    broken = sorted(
        len(line)
        for line, following in pairwise(raw)
        if following.lstrip()[:1].islower() and not TERMINAL.search(line) and len(line) >= _NARROWEST
    )
    if not broken or broken[len(broken) // 2] > _WIDEST:
        return 0
    return broken[int(len(broken) * 0.9)]


def _continues(open_line: Line, previous: str, fresh: Line, width: int) -> bool:
    """Whether a physical line goes on with the one above it.

    A wrapped line was broken because the next word did not fit; a heading, a cell or a last line is shorter.
    """
    if open_line.underline or open_line.cells or is_crumb(fresh.text):
        return False
    if CLAUSE.match(fresh.text) and not (_TIME.match(fresh.text) and _goes_on(previous, fresh.text, width)):
        return False
    if coded_runs([open_line.text, fresh.text]):
        return False
    if in_capitals(previous) and not in_capitals(fresh.text):
        return False
    if fresh.text[:1].islower() and len(previous) >= max(_NARROWEST, width * 0.5) and not TERMINAL.search(previous):
        return True
    if open_line.mark and fresh.indent > open_line.indent and not TERMINAL.search(previous):
        return True
    return _was_full(previous, fresh.text, width)


def _was_full(previous: str, text: str, width: int) -> bool:
    """Whether the first word of a text did not fit on the physical line above it."""
    first = text.split(None, 1)[0]
    return width * 1.2 >= len(previous) >= width * 0.6 and len(previous) + 1 + len(first) > width * 0.95


def _goes_on(previous: str, text: str, width: int) -> bool:
    """Whether a line that begins with a figure goes on with a sentence: "... at 8.30 instead of / 9.00. The reason"."""
    return not TERMINAL.search(previous) and _was_full(previous, text, width)


def in_capitals(text: str) -> bool:
    """Whether a line is written in capitals, but for what stands in parentheses."""
    text = _ASIDE.sub("", text)
    return text.isupper() and sum(map(str.isalpha, text)) > 3
