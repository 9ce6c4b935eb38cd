"""The words of a Markdown paragraph's inline tokens, line by line."""

import re

from markdown_it.token import Token

from ingest.read.clean import one_line
from ingest.read.fields import is_field
from ingest.read.marks import MARK

LONGEST_HEADING = 100  # characters of a line in bold that can be a heading
_SPOT = "\x00"
_UNSHOWN = re.compile(r"<(/?)(script|style|template)\b", re.IGNORECASE)
_BREAK_TAG = re.compile(r"</?(?:br|p|div|li|tr|td|th)\b", re.IGNORECASE)


def shown(children: list[Token]) -> list[Token]:
    """Leave out what stands between two tags whose text is never shown, as `<script>`; one alone is left to stand."""
    found: list[Token] = []
    opened: dict[str, int] = {}
    for token in children:
        found.append(token)
        tag = _UNSHOWN.match(token.content) if token.type == "html_inline" else None
        if tag and not tag[1]:
            opened.setdefault(tag[2].lower(), len(found))
        elif tag and tag[2].lower() in opened:
            del found[opened[tag[2].lower()] :]
            opened.clear()
    return found


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


def lines_of(children: list[Token]) -> list[list[Token]]:
    """Return the inline tokens of each line of a paragraph."""
    lines: list[list[Token]] = [[]]
    for token in children:
        if _ends_line(token):
            lines.append([])
        else:
            lines[-1].append(token)
    return lines


def bold_words(line: list[Token]) -> str:
    """Return the words of a line that is bold from end to end, as a heading is; "" for another, or a sentence."""
    line = [token for token in line if token.content.strip() or token.type != "text"]
    once = [token.type for token in line].count("strong_open") == 1
    if not once or line[0].type != "strong_open" or line[-1].type != "strong_close":
        return ""
    text = one_line(plain(line)[0])
    return "" if len(text) > LONGEST_HEADING or text.endswith((".", ":", ",", ";", "!")) or is_field(text) else text


def _ends_line(token: Token) -> bool:
    tagged = token.type == "html_inline" and _BREAK_TAG.match(token.content) is not None
    return tagged or token.type in ("softbreak", "hardbreak")
