"""Writes the normalised text of a file and its blocks side by side, so that every span is exact."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.read.clean import one_line
from ingest.read.codes import coded_runs
from ingest.types import CAPTION, Block, BlockKind, Cell, ParsedFile, Source

# What "2", "B", "F7" or "KP 4" means is not known without the header; a year, a time and a word of three letters are.
_WORD = re.compile(r"[^\W\d_]{3}")
_CODE = re.compile(r"(?!(?:19|20)\d\d$)(?:[^\W\d_]{1,2} )?[\w.,/+#-]+")
# What stands right above a table and numbers it; "Table 2 shows what is paid." is a sentence.
_NUMBERED_TABLE = re.compile(r"Table [A-Z]?\d+(?:\.\d+)*(?:(?:[.:]| [–—-]) \S.*| .*[^.])", re.IGNORECASE)
_LONGEST_CAPTION = 120
_LONGEST_TITLE = 200  # a title stands in every answer and list; the heading it is from keeps its words in the text
# A cell's final stop is dropped inside a row, unless it belongs to an abbreviation or an ellipsis.
_FINAL_STOP = re.compile(r"(?<![.\s])(?<!\b[A-Za-z])(?<!\betc)\.$")


@dataclass(frozen=True, slots=True)
class CellText:
    """A table cell before it is written: its words and the source keys marked in it."""

    text: str
    sources: tuple[str, ...] = ()


class Builder:
    """Appends blocks in reading order; items and rows stand line below line, all else a blank line apart."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last: BlockKind | None = None
        self.blocks: list[Block] = []
        self.page_starts: list[int] = []
        self.notes: list[str] = []

    def heading(self, text: str, level: int, sources: tuple[str, ...] = ()) -> None:
        self._block("heading", one_line(text), level=level, sources=sources)

    def paragraph(self, text: str, sources: tuple[str, ...] = ()) -> None:
        self._block("paragraph", text.strip(), sources=sources)

    def item(self, text: str, level: int = 0, mark: str = "• ", sources: tuple[str, ...] = ()) -> None:
        """Write a list item; `mark` precedes it in the text and is not part of its span."""
        self._block("item", text.strip(), level=level, mark=mark, sources=sources)

    def caption(self, text: str) -> None:
        """Write what heads the rows that come next, and only these."""
        self._block("heading", one_line(text), level=CAPTION)

    def extend(self, text: str, sources: tuple[str, ...] = ()) -> None:
        """Add a further line to the last block."""
        text = text.strip()
        last = self.blocks[-1]
        if text:
            self._write("\n" + text)
        self.blocks[-1] = replace(last, end=self._length, sources=_merge(last.sources, sources))

    def row(self, headers: Sequence[str], cells: Sequence[CellText]) -> None:
        """Write a table row as `<label> — <header>: <cell>; <header>: <cell>.`; empty cells are left out.

        A label that is no word stands behind its header ("Wave 2"). A numbered title right above the first row becomes
        its caption.
        """
        texts = [_FINAL_STOP.sub("", one_line(cell.text)) for cell in cells]
        if not any(texts):
            return
        self._crown()
        self._separate("row")
        start = self._length
        header = headers[0] if headers else ""
        if _WORD.search(header) and _CODE.fullmatch(texts[0]) and not _WORD.search(texts[0]):
            self._write(f"{header} ")
        spans = [self._cell(header, texts[0])]
        separator = " — " if texts[0] else ""
        for index, text in enumerate(texts[1:], start=1):
            if text:
                header = headers[index] if index < len(headers) else ""
                self._write(separator + (f"{header}: " if header else ""))
                spans.append(self._cell(header, text))
                separator = "; "
        if not self._parts[-1].endswith((".", "!", "?", "…")):
            self._write(".")
        sources = _merge(*(cell.sources for cell in cells))
        self.blocks.append(Block("row", start, self._length, cells=tuple(spans), sources=sources))

    def aside(self, text: str) -> None:
        """Write text that is shown but is no content: no block covers it."""
        if text.strip():
            self._separate(None)
            self._write(text.strip())

    def credit(self, sources: tuple[str, ...]) -> None:
        """Give `sources` to the last block and, in a table or list, to all of its rows or items."""
        index = len(self.blocks) - 1
        kind = self._last if self.blocks else None
        while index >= 0 and self.blocks[index].kind == kind and kind != "heading":
            block = self.blocks[index]
            self.blocks[index] = replace(block, sources=_merge(block.sources, sources))
            if kind == "paragraph":
                break
            index -= 1

    def page(self) -> None:
        """Mark the beginning of the next page."""
        self.page_starts.append(self._length)

    def note(self, text: str) -> None:
        """Tell the person who adds the file, in one sentence, what of it is left out."""
        if text not in self.notes:
            self.notes.append(text)

    def finish(
        self,
        title: str,
        *,
        sources: tuple[Source, ...] = (),
        document_id: str | None = None,
        reviewed: str | None = None,
    ) -> ParsedFile:
        """Give what was written; paragraphs that begin with codes of one kind are items of a list."""
        text = "".join(self._parts)
        lines = [text[block.start : block.end] if block.kind == "paragraph" else "" for block in self.blocks]
        coded = {at for run in coded_runs(lines) for at in run}
        blocks = (replace(block, kind="item") if at in coded else block for at, block in enumerate(self.blocks))
        return ParsedFile(
            title=_short(one_line(title)),
            text=text,
            blocks=tuple(blocks),
            page_starts=tuple(self.page_starts),
            sources=sources,
            document_id=document_id,
            reviewed=reviewed,
            notes=tuple(self.notes),
        )

    def _block(
        self, kind: BlockKind, text: str, *, level: int = 0, mark: str = "", sources: tuple[str, ...] = ()
    ) -> None:
        if not text:
            return
        self._separate(kind)
        self._write(mark)
        start = self._length
        self._write(text)
        self.blocks.append(Block(kind, start, self._length, level=level, sources=sources))

    def _crown(self) -> None:
        """Make the last paragraph the caption of the rows to come, when it numbers a table."""
        if self._last != "paragraph" or (len(self.blocks) > 1 and self.blocks[-2].kind == "row"):
            return  # below a table it may be that one's
        words = self._parts[-1]
        if len(words) <= _LONGEST_CAPTION and _NUMBERED_TABLE.fullmatch(words):
            self.blocks[-1] = replace(self.blocks[-1], kind="heading", level=CAPTION)

    def _cell(self, header: str, text: str) -> Cell:
        start = self._length
        self._write(text)
        return Cell(header, start, self._length)

    def _separate(self, kind: BlockKind | None) -> None:
        if self._parts:
            together = kind in ("item", "row") and kind == self._last
            self._write("\n" if together else "\n\n")
        self._last = kind

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)


def _merge(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for group in groups for key in group))


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
