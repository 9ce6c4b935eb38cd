"""Footnote marks (`[^key]`) as markdown-it rules, so that they are never taken for links."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

MARK = "footnote_mark"
DEEPEST = 100  # levels of lists and quotes, of which each item takes two; what lies deeper is left out
_MARK = re.compile(r"\[\^([^\]\[\s^]+)\]")
_DEFINITION = re.compile(r"\[\^([^\]\[\s^]+)\]:[ ]*")


def parser() -> MarkdownIt:
    """CommonMark with tables and footnote marks; a definition becomes a paragraph with `meta["defines"]`."""
    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    markdown.inline.ruler.before("link", MARK, _inline_mark)
    markdown.block.ruler.before("reference", "footnote_definition", _definition)
    return markdown


def _inline_mark(state: StateInline, silent: bool) -> bool:
    match = _MARK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push(MARK, "", 0)
        token.meta = {"key": match.group(1)}
    state.pos = match.end()
    return True


def _definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    begin = state.bMarks[start_line] + state.tShift[start_line]
    match = _DEFINITION.match(state.src, begin, state.eMarks[start_line])
    if match is None or state.is_code_block(start_line):
        return False
    if silent:
        return True
    line = start_line + 1
    while line < end_line and not state.isEmpty(line) and not _starts_definition(state, line):
        line += 1
    state.line = line
    opening = state.push("paragraph_open", "p", 1)
    opening.meta = {"defines": match.group(1)}
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start_line, line, state.blkIndent, False)[match.end() - begin :].strip()
    inline.map = [start_line, line]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _starts_definition(state: StateBlock, line: int) -> bool:
    return _DEFINITION.match(state.src, state.bMarks[line] + state.tShift[line]) is not None
