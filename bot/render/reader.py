"""The reader's page of a document: headings, lists and tables as such, and the sources each paragraph rests on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.answer.numbered import LIST_MARK
from bot.markup.html import Html, is_web_address, join, link, tag
from ingest.types import Cell, Document, Passage, Source, Span

WINDOW = 60_000
"""Characters of a document shown at once; a longer one is shown around the place that was opened."""

_ITEM = re.compile(rf"^\s*{LIST_MARK}\s+")


class _Layout(NamedTuple):
    """What the blocks of a text are: heading levels and table cells by where they start, marks by where they end."""

    headings: Mapping[int, int]
    rows: Mapping[int, tuple[Cell, ...]]
    marks: Mapping[int, tuple[int, ...]]


def document(shown: Document, start: int, end: int, passages: Sequence[Passage] = ()) -> Html:
    """Return a readable page of a document with the text from `start` to `end` marked.

    Tables, and the sources of each paragraph, are known from the document's passages.
    """
    low, high = _window(shown.text, start, end)
    layout = _layout(shown, passages)
    blocks = [_block(shown.text, block, layout, Span(start, end)) for block in _blocks(shown.text, low, high)]
    return tag(
        "div",
        tag("h2", shown.title, tabindex="-1"),
        tag("p", _about(shown), class_="quiet"),
        tag("p", "This is a long document; the part around the passage is shown.", class_="quiet")
        if high - low < len(shown.text)
        else None,
        tag("div", *blocks, class_="text"),
        sources(shown.sources),
        class_="page",
    )


def sources(found: Sequence[Source]) -> Html | None:
    """Return the list of what a document rests on, numbered as its paragraphs name them."""
    if not found:
        return None
    items = [_source(number, source) for number, source in enumerate(found, start=1)]
    return tag("div", tag("h3", "Sources of this document"), tag("ol", *items), class_="rests-on")


def topic(shown: Document) -> str | None:
    """Return the topic of a built-in document, which is the folder it lies in; None for a person's own."""
    folder, slash, _ = shown.origin.removeprefix("built-in:").partition("/")
    return folder.capitalize() if shown.builtin and slash else None


def _about(shown: Document) -> str:
    kind = "Built-in document" if shown.builtin else "Your file"
    dated = f"reviewed {shown.reviewed}" if shown.reviewed else None
    added = None if shown.builtin else f"added {shown.added[:10]}"
    return " · ".join(part for part in (kind, topic(shown), added, dated) if part)


def _source(number: int, source: Source) -> Html:
    address = source.address if source.address and is_web_address(source.address) else None
    dated = "no date" if source.date == "n.d." else source.date
    facts = " · ".join(part for part in (source.kind, dated, f"read {source.read}" if source.read else None) if part)
    return tag(
        "li",
        link(address, source.title),
        tag("span", facts, class_="quiet"),
        tag("span", source.address, class_="quiet where") if address else None,
        id=f"rests-{number}",
        tabindex="-1",
    )


def _layout(shown: Document, passages: Sequence[Passage]) -> _Layout:
    numbers = {source.key: number for number, source in enumerate(shown.sources, start=1)}
    return _Layout(
        headings={section.start: len(section.path) for section in shown.sections if section.path},
        rows={unit.start: unit.cells for passage in passages for unit in passage.units if unit.cells},
        marks={
            passage.end: tuple(sorted(numbers[key] for key in passage.sources if key in numbers))
            for passage in passages
        },
    )


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    if len(text) <= WINDOW:
        return 0, len(text)
    low = max(0, min(start - WINDOW // 2, len(text) - WINDOW))
    high = max(min(len(text), low + WINDOW), min(end, len(text)))
    if low > 0:
        low = text.rfind("\n\n", 0, low) + 2 if text.rfind("\n\n", 0, low) >= low - 2000 else low
    return low, high


def _blocks(text: str, low: int, high: int) -> Iterator[Span]:
    """Return the spans of paragraphs between blank lines."""
    found = re.finditer(r"\S(?:.|\n(?!\s*\n))*", text[low:high])
    return (Span(low + match.start(), low + match.end()) for match in found)


def _block(text: str, block: Span, layout: _Layout, marked: Span) -> Html:
    level = layout.headings.get(block.start)
    if level is not None:
        return tag(f"h{min(level + 2, 6)}", _shown(text, block, marked))
    lines = list(_lines(text, block))
    rows = [layout.rows[line.start] for line in lines if line.start in layout.rows]
    if len(rows) == len(lines) and all(len({cell.header for cell in row}) == len(row) for row in rows):
        marks = sorted({number for line in lines for number in layout.marks.get(line.end, ())})
        return join(_table(text, rows, marked), tag("p", _marks(marks), class_="below") if marks else None)
    return _prose(text, lines, layout, marked)


def _lines(text: str, block: Span) -> Iterator[Span]:
    at = block.start
    for line in text[block.start : block.end].split("\n"):
        yield Span(at, at + len(line))
        at += len(line) + 1


def _prose(text: str, lines: Sequence[Span], layout: _Layout, marked: Span) -> Html:
    parts: list[Html] = []
    items: list[Html] = []
    for line in lines:
        bullet = _ITEM.match(text[line.start : line.end])
        words = _shown(text, Span(line.start + bullet.end(), line.end) if bullet else line, marked)
        words = join(words, _marks(layout.marks.get(line.end, ())))
        if bullet:
            items.append(tag("li", words))
            continue
        if items:
            parts.append(tag("ul", *items))
            items = []
        parts.append(tag("p", words))
    if items:
        parts.append(tag("ul", *items))
    return join(*parts)


def _table(text: str, rows: Sequence[tuple[Cell, ...]], marked: Span) -> Html:
    """Return rows under one head; a row that lacks a column has an empty cell there."""
    columns = list(dict.fromkeys(cell.header for row in rows for cell in row))
    head = tag("tr", *(tag("th", header, scope="col") for header in columns))
    body = []
    for row in rows:
        held = {cell.header: _shown(text, Span(cell.start, cell.end), marked) for cell in row}
        first, *others = (held.get(header) for header in columns)
        body.append(tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in others)))
    return tag("div", tag("table", tag("thead", head), tag("tbody", *body)), class_="wide", tabindex="0", role="group",
               aria_label="Table")  # fmt: skip


def _marks(numbers: Sequence[int]) -> Html | None:
    """Return the numbers of sources as links to where they are listed."""
    if not numbers:
        return None
    links = (tag("a", str(number), href=f"#rests-{number}", aria_label=f"Source {number}") for number in numbers)
    return tag("sup", *links, class_="marks")


def _shown(text: str, span: Span, marked: Span) -> Html:
    """Return text with the part that falls into the marked span highlighted."""
    low, high = max(span.start, marked.start), min(span.end, marked.end)
    if low >= high:
        return join(text[span.start : span.end])
    return join(text[span.start : low], tag("mark", text[low:high]), text[high : span.end])
