"""Turns the ordered lines of a PDF into headings, paragraphs, lists and tables."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.read.build import Builder
from ingest.read.hyphens import join_lines, words_of
from ingest.read.lines import TERMINAL, list_mark
from ingest.read.pdfpage import Line, Table
from ingest.read.tables import write_rows

# How much larger than the text a heading is set, and how long it can be.
_LARGER, _LONGEST_HEADING = 1.12, 160
# More than this share of the letters cannot all be headings.
_HEADING_SHARE = 0.3
_WIDER_GAP = 1.35
_MOST_LEVELS = 6
_STRAY_MARK = re.compile(r"[\ue000-\uf8ff]\s*")


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line] = field(default_factory=list)
    mark: str = ""
    heading: float = 0.0


def write_pages(builder: Builder, pages: Iterable[Sequence[Line | Table]]) -> str | None:
    """Write pages in order and give the title: the largest heading of the first page that has one."""
    sheets = [list(page) for page in pages]
    lines = [part for sheet in sheets for part in sheet if isinstance(part, Line)]
    writer = _Writer(builder, lines)
    for sheet in sheets:
        writer.page(sheet)
    writer.close()
    return writer.title


class _Writer:
    """Collects the lines of a paragraph, over the end of a page too, and writes it when the next one begins."""

    def __init__(self, builder: Builder, lines: Sequence[Line]) -> None:
        self.builder = builder
        self.title: str | None = None
        self._known = words_of("\n".join(line.text for line in lines))
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.row.size] += len(line.text)
        self._body = max(sizes, key=lambda size: sizes[size]) if sizes else 0.0
        self._pitch = _pitch(lines, self._body)
        self._sizes = self._heading_sizes(lines)
        self._open = _Paragraph()
        self._pages_due = 0

    def page(self, parts: Sequence[Line | Table]) -> None:
        self._pages_due += 1
        if not self._open.lines:
            self._turn()
        for part in parts:
            if isinstance(part, Table):
                self.close()
                write_rows(self.builder, part.cells)
            elif self._goes_on(part):
                self._open.lines.append(part)
            else:
                self.close()
                self._begin(part)

    def close(self) -> None:
        """Write what is open; a page that began meanwhile begins after it."""
        paragraph, self._open = self._open, _Paragraph()
        text = join_lines([line.text for line in paragraph.lines], self._known)
        if paragraph.heading:
            level = min(_MOST_LEVELS, self._sizes.index(paragraph.heading) + 1)
            if self.title is None:
                self.title = text
            self.builder.heading(text, level)
        elif paragraph.mark:
            self.builder.item(text, 0, paragraph.mark)
        else:
            self.builder.paragraph(text)
        self._turn()

    def _turn(self) -> None:
        for _ in range(self._pages_due):
            self.builder.page()
        self._pages_due = 0

    def _begin(self, line: Line) -> None:
        heading = self._rank(line)
        stray = _STRAY_MARK.match(line.text)
        mark, text = ("• ", line.text[stray.end() :]) if stray else list_mark(line.text)
        if heading or not text:
            mark, text = "", line.text
        self._open = _Paragraph([Line(text, line.row, line.left, line.right)], mark, heading)

    def _goes_on(self, line: Line) -> bool:
        """Whether a line belongs to the paragraph that is open."""
        if not self._open.lines:
            return False
        last, size = self._open.lines[-1], line.row.size
        if self._rank(line) != self._open.heading or abs(last.row.size - size) > 0.15 * max(size, 1):
            return False
        if list_mark(line.text)[0] or _STRAY_MARK.match(line.text):
            return False
        ended = TERMINAL.search(last.text) is not None
        drop = last.row.bottom - line.row.bottom
        if drop <= 0 or self._pages_due:
            # The next column or page: a sentence that is not ended goes on there.
            return not ended and not self._open.heading and (line.text[:1].islower() or last.text.endswith("-"))
        if drop > _WIDER_GAP * max(self._pitch, 1.15 * size):
            return False
        if self._open.heading:
            return True
        if self._open.mark:
            return line.row.x0 > self._open.lines[0].row.x0 + 1 or not ended
        indented = line.row.x0 > line.left + size and last.row.x0 < line.row.x0 - size / 2
        short = last.row.x1 < last.right - 0.15 * (last.right - last.left)
        return not (ended and (indented or short))

    def _rank(self, line: Line) -> float:
        """The size by which a line ranks as a heading, 0 for text; bold text counts a little more than its size."""
        size = _rank(line, self._body)
        return size if size in self._sizes else 0.0

    def _heading_sizes(self, lines: Sequence[Line]) -> list[float]:
        letters: Counter[float] = Counter()
        for line in lines:
            letters[_rank(line, self._body)] += len(line.text)
        total = letters.total()
        del letters[0.0]
        while letters and letters.total() > _HEADING_SHARE * total:
            del letters[max(letters, key=lambda size: letters[size])]
        return sorted(letters, reverse=True)


def _rank(line: Line, body: float) -> float:
    row = line.row
    if len(line.text) > _LONGEST_HEADING or not any(letter.isalpha() for letter in line.text):
        return 0.0
    if row.size > _LARGER * body:
        return round(2 * row.size) / 2
    whole = row.bold and row.size >= 0.95 * body and not line.text.endswith((".", ",", ";", ":"))
    return round(2 * row.size) / 2 + 0.1 if whole else 0.0


def _pitch(lines: Sequence[Line], body: float) -> float:
    """The usual distance from line to line of the text."""
    drops = [
        above.row.bottom - below.row.bottom
        for above, below in pairwise(lines)
        if above.row.size == body == below.row.size and 0 < above.row.bottom - below.row.bottom < 2.5 * body
    ]
    return median(drops) if drops else 1.2 * body
