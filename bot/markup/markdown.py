"""An answer's sentences as Markdown, escaped so that no quoted text can act as markup."""

import re
from collections.abc import Collection, Sequence

from bot.types import Citation, Sentence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
# Where a line would begin a list item or a rule, or make the line above it a heading.
_LINE_START = re.compile(r"^(\s*)(?:(?=[-+=])|(\d+)(?=[.)](?:\s|$)))", re.MULTILINE)
EMPTY_CELL = "not in the material"


def escape(text: str) -> str:
    """Escape a plain text so that Markdown shows it as it is."""
    text = _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;"))
    return _LINE_START.sub(r"\1\2\\", text)


def to_markdown(
    sentences: Sequence[Sentence], citations: Sequence[Citation], items: frozenset[int] = frozenset()
) -> str:
    """Return the answer with `[n]` marks and its sources; sentences whose index is in `items` become list items."""
    lines: list[str] = []
    for index, sentence in enumerate(sentences):
        if sentence.cell is None:
            lines.append(("- " if index in items else "") + _marked(sentence))
    body = _paragraphs(lines)
    table = _table([sentence for sentence in sentences if sentence.cell])
    worded = {n for sentence in sentences if sentence.role == "prose" for n in sentence.citations}
    return "\n\n".join(part for part in (body, table, _sources(citations, worded)) if part)


def _marked(sentence: Sentence) -> str:
    marks = "".join(f" \\[{n}\\]" for n in sentence.citations)
    return _line(sentence.text) + marks


def _line(text: str) -> str:
    return escape(" ".join(text.split()))


def _paragraphs(lines: Sequence[str]) -> str:
    """Join list items by single line breaks and everything else by blank lines."""
    text = ""
    for before, line in zip(["", *lines], lines, strict=False):
        gap = "\n" if before.startswith("- ") and line.startswith("- ") else "\n\n"
        text += (gap if text else "") + line
    return text


def _table(cells: Sequence[Sentence]) -> str:
    if not cells:
        return ""
    places = [sentence.cell for sentence in cells if sentence.cell]
    sides = list(dict.fromkeys(place.side for place in places))
    aspects = list(dict.fromkeys(place.aspect for place in places))
    shown: dict[tuple[str, str], list[str]] = {}
    for sentence, place in zip(cells, places, strict=True):
        shown.setdefault((place.aspect, place.side), []).append(_marked(sentence))
    rows = ["| | " + " | ".join(_line(side) for side in sides) + " |", "|---" * (len(sides) + 1) + "|"]
    for aspect in aspects:
        texts = [" ".join(shown.get((aspect, side), [f"*{EMPTY_CELL}*"])) for side in sides]
        label = f"**{_line(aspect)}**" if aspect.strip() else ""
        rows.append(f"| {label} | " + " | ".join(texts) + " |")
    return "\n".join(rows)


def _sources(citations: Sequence[Citation], worded: Collection[int]) -> str:
    """List the places quoted, one line for neighbouring numbers at the same place; those that are `worded` otherwise in
    the answer with the quote, so that both can be compared."""
    lines: list[tuple[int, int, str]] = []
    for citation in citations:
        parts = (citation.title, citation.section, f"p. {citation.page}" if citation.page else None)
        place = " · ".join(_line(part) for part in parts if part)
        if citation.n in worded:
            place += f": “{_line(citation.quote)}”"
        if lines and lines[-1][2] == place:
            lines[-1] = (lines[-1][0], citation.n, place)
        else:
            lines.append((citation.n, citation.n, place))
    listed = [f"\\[{first}{f'–{last}' if last > first else ''}\\] {place}" for first, last, place in lines]
    return "**Sources**\n\n" + "  \n".join(listed) if listed else ""
