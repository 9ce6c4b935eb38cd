"""Reads HTML: the main text with its headings, lists and tables; no menus, scripts or hidden text."""

import codecs
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.errors import ReadError
from ingest.read.build import Builder
from ingest.read.clean import clean, decode, one_line
from ingest.read.hidden import hidden_names, is_hidden, is_menu
from ingest.read.htmltable import caption, grid, is_caption, is_data, terms
from ingest.read.markdown import LOWEST, file_title
from ingest.read.tables import write_rows
from ingest.types import ParsedFile

# Pages that people write nest some dozens deep; the parser takes the square of the depth.
DEEPEST = 1000
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# Entities that a page declares itself; no browser takes them, and each would stand in the text.
_DECLARATIONS = re.compile(r"<!DOCTYPE[^\[>]{0,500}\[[^\]]{0,100000}\]\s*>", re.IGNORECASE)
_NESTING = re.compile(
    r"<(/?)(?:div|span|b|i|em|strong|font|a|u|s|small|big|code|tt|nobr|table|ul|ol|dl|blockquote|section|article|main"
    r"|aside|header|footer|nav|form|fieldset|details|center|button|svg|g|math|mrow|object|select|template)\b",
    re.IGNORECASE,
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WITHIN_A_LINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr nobr"
)
_INLINE = frozenset(_WITHIN_A_LINE.split())

_GAPS = frozenset(("br", "img", "input"))


def read_html(data: bytes, name: str) -> ParsedFile:
    """Parse a web page; `name` gives the title when neither a heading nor the page does."""
    builder = Builder()
    title = write_html(builder, decode_html(data, name), name)
    return builder.finish(title or file_title(name))


def decode_html(data: bytes, name: str) -> str:
    """Decode by the encoding that the page names, unless it is not in that encoding."""
    named = _CHARSET.search(data[:2048])
    if named and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            # Pages that say Latin-1 mean Windows Western, as browsers take it.
            encoding = codecs.lookup(named.group(1).decode("ascii")).name
            return data.decode("cp1252" if encoding in ("iso8859-1", "ascii") else encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(data, name)


def write_html(builder: Builder, text: str, name: str, depth: int = 0) -> str | None:
    """Write the main text of a page and give its title; headings go `depth` levels down."""
    text = _DECLARATIONS.sub("", text, count=1)
    _check_depth(text, name)
    tree = LexborHTMLParser(text)
    head = tree.css_first("head > title")
    root = _main(tree)
    walk = _Walk(builder, hidden_names(tree), whole=root is not None and root.tag != "body", depth=depth)
    if root is not None:
        walk.through(root)
    heading = walk.firsts[0] if len(walk.firsts) == 1 else None
    return heading or (one_line(clean(head.text())) if head is not None else None) or next(iter(walk.firsts), None)


def _check_depth(text: str, name: str) -> None:
    depth = 0
    for match in _NESTING.finditer(text):
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        if depth > DEEPEST:
            raise ReadError(f"{name} nests its elements more than {DEEPEST:,} deep. Convert it to text.")


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """The one element that holds the content, else the whole body."""
    for selector in ("main, [role=main]", "article", "#content, #main-content, #mw-content-text"):
        found = [node for node in tree.css(selector) if len(node.text()) >= 200]
        if len(found) == 1:
            return found[0]
    return tree.body


class _Walk:
    """Goes through the elements in order, without recursion, and writes a block wherever one ends."""

    def __init__(self, builder: Builder, hidden: frozenset[str], whole: bool, depth: int) -> None:
        self.builder, self.firsts = builder, list[str]()
        self._hidden, self._whole, self._depth = hidden, whole, depth
        self._words: list[str] = []
        self._lists: list[int | None] = []
        self._item = ""
        self._item_index = -1
        self._heading = 0

    def through(self, root: LexborNode) -> None:
        node: LexborNode | None = root
        depth = 0
        while node is not None:
            child = node.first_child if self._enter(node) else None
            if child is not None:
                node, depth = child, depth + 1
                continue
            while node is not None:
                self._leave(node)
                if depth == 0:
                    node = None
                elif node.next is not None:
                    node = node.next
                    break
                else:
                    node, depth = node.parent, depth - 1
        self._flush()

    def _enter(self, node: LexborNode) -> bool:
        """Begin an element; tells whether to go into it."""
        tag = node.tag or ""
        if tag == "-text":
            self._words.append(node.text_content or "")
            return False
        if tag[:1] in "-!_" or is_hidden(node, self._hidden) or is_menu(node, self._whole):
            return False
        if tag in _INLINE:
            return True
        if tag in _GAPS:
            self._words.append(" ")
            return False
        self._flush()
        if tag == "table" and is_data(node):
            rows, header = grid(node, self._hidden)
            write_rows(self.builder, rows, header, caption=caption(node, self._hidden))
            return False
        if tag == "figcaption" and is_caption(node):
            return False
        if tag == "dl" and node.css_first("dl dl, dl ul, dl ol, dl table") is None:
            write_rows(self.builder, terms(node, self._hidden), header=False)
            return False
        if tag in ("ul", "ol", "menu"):
            self._lists.append(1 if tag == "ol" else None)
        elif tag in ("li", "dd") and (self._lists or tag == "dd"):
            self._item = self._mark() if tag == "li" else "• "
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "summary":
            self._heading = LOWEST
        return True

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _INLINE or tag in _GAPS or tag[:1] == "-":
            return
        self._flush()
        if tag in ("ul", "ol", "menu") and self._lists:
            self._lists.pop()
        elif tag in ("li", "dd"):
            self._item, self._item_index = "", -1
        elif tag in _HEADINGS or tag == "summary":
            self._heading = 0

    def _mark(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "• "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _flush(self) -> None:
        text = one_line(clean("".join(self._words)))
        self._words.clear()
        if not text:
            return
        level = max(0, len(self._lists) - 1)
        if self._heading:
            if self._heading == 1:
                self.firsts.append(text)
            self.builder.heading(text, min(6, self._heading + self._depth))
        elif self._item:
            self.builder.item(text, level, self._item)
            self._item, self._item_index = "", len(self.builder.blocks)
        elif self._item_index == len(self.builder.blocks):
            self.builder.extend(text)
        elif self._lists:
            self.builder.item(text, level, "")
        else:
            self.builder.paragraph(text)
