"""Reads Word documents (.docx): headings by style, lists, tables and, where Word saved them, page numbers."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from ingest.errors import ReadError
from ingest.read.build import Builder
from ingest.read.clean import clean, one_line
from ingest.read.markdown import file_title
from ingest.read.package import open_package, refuse_entities
from ingest.read.tables import write_rows
from ingest.types import ParsedFile

# Elements that only wrap others: content controls, insertions that were tracked, tags.
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
_DROPPED = frozenset((*map(qn, ("w:del", "w:moveFrom", "w:txbxContent", "w:rPr", "w:pPr", "w:instrText")), "Fallback"))
_PARAGRAPH, _TABLE, _TEXT, _BREAK = qn("w:p"), qn("w:tbl"), qn("w:t"), qn("w:lastRenderedPageBreak")
_GAPS = frozenset(map(qn, ("w:tab", "w:br", "w:cr", "w:ptab")))
_DEEPEST_STYLE = 10


def read_word(data: bytes, name: str) -> ParsedFile:
    """Parse a Word document; `name` gives the title when neither a heading nor the document does."""
    with open_package(data, name, "a Word document") as package:
        refuse_entities(package, name)
    try:
        document = Document(io.BytesIO(data))
    except (ValueError, KeyError) as error:
        raise ReadError(f"{name} is not a Word document, or is damaged.") from error
    walk = _Walk(document)
    walk.blocks(document.element.body)
    return walk.builder.finish(walk.title or clean(document.core_properties.title or "") or file_title(name))


class _Walk:
    def __init__(self, document: Any) -> None:
        self.builder = Builder()
        self.title: str | None = None
        self._styles = {style.style_id: style for style in document.styles}
        self._paged = next(document.element.body.iter(_BREAK), None) is not None
        if self._paged:
            self.builder.page()

    def blocks(self, parent: Any) -> None:
        """Write what stands in a body, cell or text box."""
        for element in _children(parent):
            if element.tag == _PARAGRAPH:
                self._paragraph(element)
            elif element.tag == _TABLE:
                self._table(element)

    def _paragraph(self, paragraph: Any) -> None:
        breaks = sum(1 for _ in paragraph.iter(_BREAK)) if self._paged else 0
        text = _text(paragraph)
        # A break before the first word has the whole paragraph on the next page.
        leads = breaks > 0 and _breaks_first(paragraph)
        if leads:
            self.builder.page()
        if text:
            self._write(paragraph, text)
        for _ in range(breaks - leads):
            self.builder.page()
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(_local(above) == "Fallback" for above in box.iterancestors()):
                self.blocks(box)

    def _write(self, paragraph: Any, text: str) -> None:
        level, depth = self._level(paragraph), self._depth(paragraph)
        if level is not None:
            if self.title is None and (level <= 1 or not self.builder.blocks):
                self.title = text
            self.builder.heading(text, max(1, level))
        elif depth is not None:
            self.builder.item(text, depth)
        else:
            self.builder.paragraph(text)

    def _table(self, table: Any) -> None:
        rows = [[cell for cell in _children(row) if cell.tag == qn("w:tc")] for row in _children(table)]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            # A frame around text, not a table.
            for cell in (cell for row in rows for cell in row):
                self.blocks(cell)
            return
        breaks = sum(1 for _ in table.iter(_BREAK)) if self._paged else 0
        write_rows(self.builder, _cells(rows))
        for _ in range(breaks):
            self.builder.page()

    def _level(self, paragraph: Any) -> int | None:
        """The heading level of a paragraph, 0 for a title, by itself or by its style and those it is based on."""
        outline = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            return _outline(outline)
        for style in self._family(paragraph):
            words = (style.name or "").lower().split()
            if words == ["title"]:
                return 0
            if len(words) == 2 and words[0] == "heading" and words[1].isdecimal():
                return min(6, int(words[1]))
            outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                return _outline(outline)
        return None

    def _depth(self, paragraph: Any) -> int | None:
        """How deep a list item is nested; None for what is no item."""
        numbering = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        styles = list(self._family(paragraph))
        own = [numbering] if numbering is not None else []
        for mark in own + [style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for style in styles]:
            if mark is not None:
                number, level = mark.find(qn("w:numId")), mark.find(qn("w:ilvl"))
                if number is not None and number.get(qn("w:val")) == "0":
                    return None
                return int(level.get(qn("w:val")) or 0) if level is not None else 0
        return 0 if any((style.name or "").lower().startswith("list ") for style in styles[:1]) else None

    def _family(self, paragraph: Any) -> Iterator[Any]:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self._styles.get(named.get(qn("w:val"))) if named is not None else None
        for _ in range(_DEEPEST_STYLE):
            if style is None:
                return
            yield style
            style = getattr(style, "base_style", None)


def _outline(element: Any) -> int | None:
    value = int(element.get(qn("w:val")) or 9)
    return min(6, value + 1) if value < 9 else None


def _children(parent: Any) -> Iterator[Any]:
    """Give the blocks below an element, through what only wraps them; a table of contents is left out."""
    for child in parent.iterchildren():
        if child.tag in _WRAPPERS:
            gallery = next(child.iter(qn("w:docPartGallery")), None)
            if gallery is None or gallery.get(qn("w:val")) != "Table of Contents":
                yield from _children(child)
        else:
            yield child


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _GAPS:
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag not in _DROPPED and _local(child) not in _DROPPED and not _vanishes(child):
            yield from _pieces(child)


def _vanishes(run: Any) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val")) not in ("0", "false")


def _text(paragraph: Any) -> str:
    return one_line(clean("".join(_pieces(paragraph))))


def _breaks_first(paragraph: Any) -> bool:
    for element in paragraph.iter(_BREAK, _TEXT):
        if element.tag == _BREAK:
            return True
        if (element.text or "").strip():
            return False
    return False


def _cells(rows: list[list[Any]]) -> Iterator[list[str]]:
    """Give the texts of a table; a cell merged downwards is repeated, one merged sideways leaves gaps."""
    above: dict[int, str] = {}
    for row in rows:
        line: list[str] = []
        for cell in row:
            text = one_line(" ".join(filter(None, map(_text, cell.iter(_PARAGRAPH)))))
            merge, span = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}"), cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            if merge is not None and merge.get(qn("w:val")) != "restart":
                text = above.get(len(line), text)
            above[len(line)] = text
            width = int(span.get(qn("w:val")) or 1) if span is not None else 1
            line += [text, *[""] * (min(width, 100) - 1)]
        yield line
