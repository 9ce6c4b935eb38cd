"""Reads Markdown: CommonMark with tables, front matter and footnote marks that name sources."""

import re
from html.parser import HTMLParser
from pathlib import PurePath

from markdown_it.token import Token

from ingest.read.build import Builder, CellText
from ingest.read.clean import decode, one_line
from ingest.read.fields import fields
from ingest.read.front import split_front
from ingest.read.marks import MARK, parser
from ingest.types import ParsedFile, Source

_SPOT = "\x00"
_BREAK_TAG = re.compile(r"</?(?:br|p|div|li|tr|td|th)\b", re.IGNORECASE)
LOWEST = 6  # the level of a heading that is only written in bold: below whatever stands above it
LONGEST_HEADING = 100  # characters
_ADDRESS = re.compile(r"https?://[^\s<>)\]]+")


def read_markdown(data: bytes, name: str) -> ParsedFile:
    """Parse Markdown into plain text with blocks; `name` gives the title when nothing else does."""
    front, body = split_front(decode(data, name), name)
    walk = _Walk()
    for field in front.fields:
        walk.builder.paragraph(field)
    for token in parser().parse(body):
        walk.take(token)
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
        children = token.children or []
        text, marks = plain(children)
        if self._row is not None:
            self._row.append(CellText(one_line(text), marks))
        elif self._heading is not None and not self._lists:
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
            self._paragraph(children)

    def _paragraph(self, children: list[Token]) -> None:
        """Write a paragraph; a first line all in bold is a heading, and lines such as "Date: 4 May" stand alone."""
        first, *rest = _lines(children)
        if heading := _bold(first):
            self.builder.heading(heading, LOWEST)
            children = children[len(first) + 1 :]
        lines = rest if heading else [first, *rest]
        text, marks = plain(children)
        for part in fields([one_line(plain(line)[0]) for line in lines]) or [one_line(text)]:
            self._text(part, marks)

    def _set_title(self, text: str, level: int) -> None:
        """The title is a heading of the first level, or else one that opens the document."""
        if self.title is None and text and (level == 1 or not self.builder.blocks):
            self.title = text

    def _define(self, key: str, text: str) -> None:
        address = _ADDRESS.search(text)
        self.defined[key] = Source(key, one_line(text), address=address.group() if address else None)

    def _text(self, text: str, marks: tuple[str, ...]) -> None:
        """Write a paragraph or, inside a list, the item it belongs to."""
        if not text:
            self.builder.credit(marks)
        elif not self._lists:
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
            self.builder.row(self._headers, row)
        else:
            # A line of marks directly below a table is parsed as its last row.
            self.builder.credit(tuple(key for cell in row for key in cell.sources))


def plain(children: list[Token]) -> tuple[str, tuple[str, ...]]:
    """Give the words of inline tokens without markup, and the source keys marked in them."""
    parts: list[str] = []
    keys: list[str] = []
    for token in children:
        if token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
        elif _ends_line(token):
            parts.append(" ")
        elif token.type == MARK:
            parts.append(_SPOT)
            keys.append(token.meta["key"])
    # The blank before a mark goes with it, unless a word follows directly.
    text = re.sub(rf" *{_SPOT}[{_SPOT} ]*(?=[^\w\s]|\Z)", "", "".join(parts))
    return re.sub(rf"(?: *{_SPOT})+", lambda spots: " " if " " in spots.group() else "", text), tuple(
        dict.fromkeys(keys)
    )


def _lines(children: list[Token]) -> list[list[Token]]:
    """Return the inline tokens of each line of a paragraph."""
    lines: list[list[Token]] = [[]]
    for token in children:
        if _ends_line(token):
            lines.append([])
        else:
            lines[-1].append(token)
    return lines


def _bold(line: list[Token]) -> str:
    """Return the words of a line that is bold from end to end, as a heading is; "" for another, or a sentence."""
    line = [token for token in line if token.content.strip() or token.type != "text"]
    bold = [token.type for token in line].count("strong_open") == 1
    if not bold or line[0].type != "strong_open" or line[-1].type != "strong_close":
        return ""
    text = one_line(plain(line)[0])
    return "" if len(text) > LONGEST_HEADING or text.endswith((".", ":", ",", ";", "!")) else text


def _ends_line(token: Token) -> bool:
    return token.type in ("softbreak", "hardbreak") or _breaks(token)


def _breaks(token: Token) -> bool:
    return token.type == "html_inline" and _BREAK_TAG.match(token.content) is not None


class _HtmlText(HTMLParser):
    """Collects the words of an HTML block; paragraphs come a blank line apart."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (signature is given)
        if tag in ("script", "style"):
            self._hidden += 1
        self.parts.append(self._gap(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)
        self.parts.append(self._gap(tag))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(one_line(data) and data)

    @staticmethod
    def _gap(tag: str) -> str:
        return "" if tag in ("a", "b", "i", "em", "strong", "code", "span", "sub", "sup", "kbd", "u") else "\n\n"


def html_text(content: str) -> str:
    """Give the words of an HTML block; what opens and never closes hides nothing."""
    # The parser looks to the end for the close of every one that has none, which takes a square of the time.
    for opening, close, instead in (("<!--", "-->", ""), ("<![", "]]>", ""), ("<", ">", "&lt;")):
        closed = content.rfind(close) + 1
        content = content[:closed] + content[closed:].replace(opening, instead)
    parser = _HtmlText()
    parser.feed(content)
    parser.close()
    return "".join(parser.parts)
