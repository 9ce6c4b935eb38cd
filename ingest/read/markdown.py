"""Reads Markdown: CommonMark with tables, front matter and footnote marks that name sources."""

import re
from collections.abc import Sequence
from itertools import chain
from pathlib import PurePath

from markdown_it.token import Token

from ingest.read.build import Builder, CellText
from ingest.read.clean import decode, one_line
from ingest.read.codes import coded_runs
from ingest.read.fields import fields
from ingest.read.front import split_front
from ingest.read.htmlblock import html_text
from ingest.read.inline import bold_words, lines_of, plain, shown
from ingest.read.marks import parser
from ingest.types import ParsedFile, Source

LOWEST = 6  # the level of a heading that is only written in bold: below whatever stands above it
_ADDRESS = re.compile(r"https?://[^\s<>)\]]+")


def read_markdown(data: bytes, name: str) -> ParsedFile:
    """Parse Markdown into plain text with blocks; `name` gives the title when nothing else does."""
    front, body = split_front(decode(data, name), name)
    walk = _Walk()
    walk.write_head(front.fields)
    for token in parser().parse(body):
        walk.take(token)
    walk.settle(headed=False)
    known = {source.key for source in front.sources}
    sources = front.sources + tuple(source for key, source in walk.defined.items() if key not in known)
    return walk.builder.finish(
        front.title or walk.title or file_title(name),
        sources=sources,
        document_id=front.document_id,
        reviewed=front.reviewed,
    )


def file_title(name: str) -> str:
    """A readable title from a file name; a file that came in an archive is called by its own name."""
    stem = PurePath(name).stem
    stem = stem.rpartition("!")[2] or stem
    return one_line(re.sub(r"[-_]+", " ", stem)) or stem


class _Walk:
    """Turns the flat token stream into blocks; it remembers only where it stands."""

    def __init__(self) -> None:
        self.builder = Builder()
        self.title: str | None = None
        self.defined: dict[str, Source] = {}
        self._lists: list[int | None] = []
        self._item_open = False
        self._item_index: int | None = None
        self._heading: int | None = None
        self._defines: str | None = None
        self._row: list[CellText] | None = None
        self._headers: list[str] = []
        self._in_header = False
        self._bold: tuple[str, tuple[str, ...]] | None = None
        self._head = 0

    def write_head(self, fields_told: Sequence[str]) -> None:
        """Write the fields of the front matter; what follows them opens the document."""
        for told in fields_told:
            self.builder.paragraph(told)
        self._head = len(self.builder.blocks)

    def settle(self, headed: bool) -> None:
        """Write a line that was all in bold: a heading where text follows it, else text."""
        if self._bold:
            text, marks = self._bold
            self._bold = None
            if headed:
                self._set_title(text, LOWEST)
                self.builder.heading(text, LOWEST, marks)
            else:
                self.builder.paragraph(text, marks)

    def take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1])
            case "heading_close":
                self._heading = None
            case "paragraph_open":
                self._defines = token.meta.get("defines")
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._item_index = None
            case "list_item_open":
                self._item_open, self._item_index = True, None
            case "list_item_close":
                self._item_open = False
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                self._text(re.sub(r"\n\s*\n", "\n", token.content.rstrip()), ())
            case "html_block":
                self._html(token.content)
            case _:
                self._table(token)

    def _inline(self, token: Token) -> None:
        children = shown(token.children or [])
        text, marks = plain(children)
        if self._row is not None:
            self._row.append(CellText(one_line(text), marks))
        elif self._heading is not None and not self._lists:
            self.settle(headed=False)
            self._set_title(one_line(text), self._heading)
            self.builder.heading(text, self._heading, marks)
        elif self._defines is not None:
            self._define(self._defines, text)
            self._defines = None
            # A definition that is nothing but an address says nothing a person could ask for.
            self._text("" if _ADDRESS.fullmatch(text.strip()) else one_line(text), marks)
        elif self._lists:
            self._text(one_line(text), marks)
        else:
            self._paragraph(children, text, marks)

    def _paragraph(self, children: list[Token], text: str, marks: tuple[str, ...]) -> None:
        """Write a paragraph; a first line all in bold is a heading, and lines such as "Date: 4 May" stand alone."""
        first, *rest = lines = lines_of(children)
        if heading := bold_words(first):
            self.settle(headed=self.title is None and len(self.builder.blocks) == self._head)
            self._bold = heading, plain(first)[1]
            lines = rest
            text, marks = plain(children[len(first) + 1 :])
        parts = [plain(line) for line in lines] if len(lines) > 1 else []
        said = [one_line(words) for words, _ in parts]
        coded = coded_runs(said) == [range(len(said))]
        told = [range(at, at + 1) for at in range(len(said))] if coded else fields(said)
        for places in told:
            words, keys = zip(*(parts[at] for at in places), strict=True)
            self._text(one_line(" ".join(words)), tuple(dict.fromkeys(chain.from_iterable(keys))))
        if not told:
            self._text(one_line(text), marks)

    def _set_title(self, text: str, level: int) -> None:
        """The title is a heading of the first level, or else one that opens the document."""
        if self.title is None and text and (level == 1 or len(self.builder.blocks) == self._head):
            self.title = text

    def _define(self, key: str, text: str) -> None:
        address = _ADDRESS.search(text)
        self.defined[key] = Source(key, one_line(text), address=address.group() if address else None)

    def _text(self, text: str, marks: tuple[str, ...]) -> None:
        """Write a paragraph or, inside a list, the item it belongs to."""
        if not text:
            self.builder.credit(marks)
            return
        self.settle(headed=True)
        if not self._lists:
            self.builder.paragraph(text, marks)
        elif self._item_open:
            self._item_open = False
            self.builder.item(text, len(self._lists) - 1, self._mark(), marks)
            self._item_index = len(self.builder.blocks)
        elif self._item_index == len(self.builder.blocks):
            self.builder.extend(text, marks)
        else:
            self.builder.item(text, len(self._lists) - 1, "", marks)

    def _mark(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "• "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _html(self, content: str) -> None:
        for part in html_text(content).split("\n\n"):
            self._text(one_line(part), ())

    def _table(self, token: Token) -> None:
        match token.type:
            case "thead_open":
                self._in_header = True
            case "thead_close":
                self._in_header = False
            case "tr_open":
                self._row = []
            case "tr_close":
                self._end_row()
            case _:
                pass

    def _end_row(self) -> None:
        row, self._row = self._row or [], None
        if self._in_header:
            self._headers = [cell.text for cell in row]
        elif any(cell.text for cell in row):
            self.settle(headed=True)
            self.builder.row(self._headers, row)
        else:
            # A line of marks directly below a table is parsed as its last row.
            self.builder.credit(tuple(key for cell in row for key in cell.sources))
