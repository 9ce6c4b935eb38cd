"""Reads PDF: takes the characters of each page with their places, and hands them on to be put in order."""

import ctypes
from collections.abc import Iterator, Sequence
from math import hypot
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.errors import ReadError
from ingest.read.build import Builder
from ingest.read.clean import clean, one_line
from ingest.read.markdown import file_title
from ingest.read.pdfpage import Page, Ruling, Run, pages_in_order
from ingest.read.pdftext import write_pages
from ingest.types import ParsedFile

# Twice the number that is read within a minute.
_MOST_PAGES = 20_000
_MOST_RULINGS = 2000
_HYPHENS = "\x02\ufffe\u00ad"
# A gap of so many times the font size parts two columns or cells; a wide blank of justified text is smaller.
_GAP = 1.2

_Box = tuple[float, float, float, float]


def read_pdf(data: bytes, name: str) -> ParsedFile:
    """Parse a PDF; pages without text are named in the notes, and a file of nothing else is refused."""
    if b"%PDF-" not in data[:1024]:
        raise ReadError(f"{name} is not a PDF, or is damaged.")
    document = _open(data, name)
    pages = [_page(document, index) for index in range(len(document))]
    silent = [index + 1 for index, page in enumerate(pages) if not page.runs]
    if len(silent) == len(pages):
        raise ReadError(f"{name} holds no text, only images or empty pages. Run text recognition (OCR) on it first.")
    builder = Builder()
    title = write_pages(builder, pages_in_order(pages))
    if silent:
        builder.note(f"No text was found on {_numbers(silent)}, only images or nothing.")
    return builder.finish(title or _own_title(document) or file_title(name))


def _open(data: bytes, name: str) -> Any:
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadError(f"{name} is locked with a password. Save it without one.") from error
        raise ReadError(f"{name} is not a PDF, or is damaged.") from error
    if count > _MOST_PAGES:
        raise ReadError(f"{name} has {count:,} pages, more than the {_MOST_PAGES:,} that are read. Split it.")
    return document


def _page(document: Any, index: int) -> Page:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        # A single damaged page is like one without text.
        return Page((), ())
    turn = _Turn(page)
    rulings = tuple(_rulings(page, turn))
    text = page.get_textpage()
    runs = tuple(_runs(text, turn, rulings))
    text.close()
    page.close()
    return Page(runs, rulings)


class _Turn:
    """Turns places on the sheet to places as they are shown, for pages that are stored on their side."""

    def __init__(self, page: Any) -> None:
        self._turn = page.get_rotation() // 90 % 4

    def point(self, x: float, y: float) -> tuple[float, float]:
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self._turn]

    def box(self, left: float, bottom: float, right: float, top: float) -> _Box:
        if self._turn == 0:
            return left, bottom, right, top
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _runs(text: Any, turn: _Turn, rulings: Sequence[Ruling]) -> Iterator[Run]:
    """Cut the characters into runs: pieces of a line without a wide gap or a ruling in them."""
    uprights = [ruling for ruling in rulings if ruling.upright]
    box = raw.FS_RECTF()
    letters: list[str] = []
    edges: list[tuple[float, float, float, float]] = []
    places: list[int] = []
    size = 0.0
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index) or 32)
        if letter in "\r\n":
            continue
        if letter.isspace():
            letters.append(" ")
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        edge = turn.box(box.left, box.bottom, box.right, box.top)
        if edges and _parts(edges[-1], edge, size, uprights):
            yield from _run(text, turn, places, letters, edges)
            edges = []
        if not edges:
            letters, edges, places, size = [], [], [], _size(text, index)
        letters.append(letter)
        edges.append(edge)
        places.append(index)
    if edges:
        yield from _run(text, turn, places, letters, edges)


def _parts(last: _Box, edge: _Box, size: float, uprights: Sequence[Ruling]) -> bool:
    """Whether a character begins a new run: on another line, back to the left, far off or beyond a ruling."""
    middle = (edge[1] + edge[3]) / 2
    if not last[1] <= middle <= last[3] or edge[0] < last[0] - size or edge[0] - last[2] > _GAP * size:
        return True
    # Most characters touch the one before, so that nothing can stand between them.
    return edge[0] - last[2] > 1 and any(
        last[2] - 1 <= r.at <= edge[0] + 1 and r.low <= middle <= r.high for r in uprights
    )


def _run(text: Any, turn: _Turn, places: Sequence[int], letters: Sequence[str], edges: Sequence[_Box]) -> Iterator[Run]:
    matrix = raw.FS_MATRIX()
    # The first character may be a list mark of another size.
    middle = places[len(places) // 2]
    raw.FPDFText_GetMatrix(text, middle, matrix)
    along, up = turn.point(matrix.a, matrix.b)
    words = "".join(letters)
    for hyphen in _HYPHENS:
        words = words.replace(hyphen, "-")
    words = one_line(clean(words))
    # Text on its side is a stamp or a label of an axis.
    if words and abs(up) <= abs(along):
        x0, x1 = min(e[0] for e in edges), max(e[2] for e in edges)
        bottom, top = min(e[1] for e in edges), max(e[3] for e in edges)
        bold = all(_bold(text, place) for place in {places[0], middle, places[-1]})
        yield Run(words, x0, x1, bottom, top, round(_size(text, middle), 1), bold)


def _size(text: Any, index: int) -> float:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    return float(raw.FPDFText_GetFontSize(text, index)) * (hypot(matrix.c, matrix.d) or 1)


def _bold(text: Any, index: int) -> bool:
    buffer, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, 100, flags)
    return b"bold" in buffer.value.lower() or int(raw.FPDFText_GetFontWeight(text, index)) >= 600


def _rulings(page: Any, turn: _Turn) -> Iterator[Ruling]:
    """Give the straight lines of a page, up and across, of which tables are drawn."""
    found = 0
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        raw.FPDFPageObj_GetMatrix(item, matrix)
        count = raw.FPDFPath_CountSegments(item)
        if count > _MOST_RULINGS:
            continue
        points: list[tuple[float, float]] = []
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            here = turn.point(
                matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
            )
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                points = []
            points.append(here)
            if len(points) > 1:
                yield from _ruling(points[-2], here)
                found += 1
            if raw.FPDFPathSegment_GetClose(segment):
                yield from _ruling(here, points[0])
        if found > _MOST_RULINGS:
            return


def _ruling(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Ruling]:
    (x0, y0), (x1, y1) = start, end
    if abs(x0 - x1) < 1 and abs(y0 - y1) > 4:
        yield Ruling(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    elif abs(y0 - y1) < 1 and abs(x0 - x1) > 4:
        yield Ruling(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))


def _own_title(document: Any) -> str:
    return one_line(clean(document.get_metadata_value("Title") or ""))


def _numbers(pages: Sequence[int]) -> str:
    """Write page numbers as a person does: page 3, or pages 1, 4-9 and so on."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    said = [str(low) if low == high else f"{low}-{high}" for low, high in spans]
    shown = ", ".join(said[:10]) + (", ..." if len(said) > 10 else "")
    return f"page {shown}" if len(pages) == 1 else f"{len(pages):,} pages ({shown})"
