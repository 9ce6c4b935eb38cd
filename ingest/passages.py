"""Cuts a parsed file into passages: paragraphs, lists with lead-in, table rows, below their headings."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zlib import crc32

from ingest.announce import announces
from ingest.sentences import sentences
from ingest.types import CAPTION, Block, ParsedFile, Passage, PassageKind, Section, Span, Unit

# The embedding model reads 256 word pieces, about 180 words; what is longer would be partly invisible to it.
PASSAGE_WEIGHT = 180
# A single sentence, item or row up to this weight stays whole, because half a sentence cannot be quoted.
UNIT_WEIGHT = 400
# English words take six characters; text without spaces, or with very long words, is counted by its length.
CHARACTERS_A_WORD = 10
_LONGEST_WORD = 400
_WORD = re.compile(rf"\S{{1,{_LONGEST_WORD}}}")

# "Stallholders must", "The fee covers": the items go on with it.
_BREAKS_OFF = re.compile(
    r"\b(?:must|shall|should|may|can|cannot|will|to|not|if|are|is|be|includes?|needs?|covers?|offers?|provides?|requires?"
    r"|contains?|has|have|with|by|for|of|from|that|brings?|gets?)$",
    re.IGNORECASE,
)


def cut(parsed: ParsedFile, document_id: str) -> tuple[Passage, ...]:
    """Give the passages in reading order; every word of the blocks, headings aside, is in exactly one."""
    passages: list[Passage] = []
    for path, blocks in _stretches(parsed):
        for kind, units, sources in _shapes(parsed.text, blocks):
            start, end = units[0].start, units[-1].end
            passage = Passage(
                id="",
                document_id=document_id,
                ordinal=len(passages),
                kind=kind,
                start=start,
                end=end,
                text=parsed.text[start:end],
                section=path,
                page=bisect_right(parsed.page_starts, start) or None,
                units=tuple(units),
                sources=sources,
                title=parsed.title,
            )
            # The id holds a sum of the words, so that a vector never passes for that of other words in the same place.
            words = crc32(passage.index_text.encode("utf-8", "surrogatepass"))
            passages.append(replace(passage, id=f"{document_id}:{start}-{end}:{words:08x}"))
    return tuple(passages)


def sections(parsed: ParsedFile) -> tuple[Section, ...]:
    """Give each heading's path with the stretch from the heading to the end of the text below it.

    A heading that repeats the title is no section.
    """
    found = []
    for path, blocks in _stretches(parsed):
        heading = blocks[0]
        if path and heading.kind == "heading" and _words(parsed, heading) == path[-1]:
            found.append(Section(path, heading.start, blocks[-1].end))
    return tuple(found)


_Shape = tuple[PassageKind, list[Unit], tuple[str, ...]]


def _stretches(parsed: ParsedFile) -> Iterator[tuple[tuple[str, ...], list[Block]]]:
    """Yield the blocks from heading to heading, heading first, with their path below the title.

    A caption heads the rows behind it and nothing else.
    """
    open_headings: list[tuple[int, str]] = []
    blocks: list[Block] = []
    for block in parsed.blocks:
        captioned = bool(open_headings) and open_headings[-1][0] == CAPTION
        if block.kind == "heading" or (captioned and block.kind != "row"):
            if blocks:
                yield _path(open_headings, parsed.title), blocks
            blocks = []
            level = block.level if block.kind == "heading" else CAPTION
            while open_headings and open_headings[-1][0] >= level:
                open_headings.pop()
            if block.kind == "heading":
                open_headings.append((level, _words(parsed, block)))
        blocks.append(block)
    if blocks:
        yield _path(open_headings, parsed.title), blocks


def _path(open_headings: Sequence[tuple[int, str]], title: str) -> tuple[str, ...]:
    path: list[str] = []
    for _, words in open_headings:
        if words.casefold() != title.casefold() and (not path or path[-1] != words):
            path.append(words)
    return tuple(path)


def _words(parsed: ParsedFile, block: Block) -> str:
    return parsed.text[block.start : block.end]


def _shapes(text: str, blocks: Sequence[Block]) -> Iterator[_Shape]:
    """Group the blocks of a stretch into passages: their kind, units and sources."""
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if block.kind == "item":
            after = _after_items(blocks, index)
            yield from _list(text, None, blocks[index:after])
            index = after
        elif block.kind == "paragraph":
            after = _after_items(blocks, index + 1)
            if after > index + 1 and _leads(text, block, blocks[index + 1 : after]):
                yield from _list(text, block, blocks[index + 1 : after])
                index = after
            else:
                yield from _paragraph(text, block, sentences(text[block.start : block.end], block.start))
                index += 1
        else:
            if block.kind == "row":
                yield from _row(text, block)
            index += 1


def _leads(text: str, block: Block, items: Sequence[Block]) -> bool:
    """Whether the last sentence of a paragraph leads into the items behind it; so does one that breaks off."""
    *_, last = sentences(text[block.start : block.end], block.start)
    outer = min(item.level for item in items)
    said = text[last.start : last.end]
    return bool(_BREAKS_OFF.search(said)) or announces(said, sum(item.level == outer for item in items))


def _after_items(blocks: Sequence[Block], index: int) -> int:
    while index < len(blocks) and blocks[index].kind == "item":
        index += 1
    return index


def _paragraph(text: str, block: Block, spans: Sequence[Span]) -> Iterator[_Shape]:
    units = [Unit("sentence", *piece) for span in spans for piece in _pieces(text, span)]
    for group in _groups(text, units):
        yield "paragraph", group, block.sources


def _list(text: str, lead: Block | None, items: Sequence[Block]) -> Iterator[_Shape]:
    """Yield what precedes the lead-in's own sentence as a paragraph, then the list in groups."""
    units: list[Unit] = []
    origin: dict[int, Block] = {}
    if lead is not None:
        *before, last = sentences(text[lead.start : lead.end], lead.start)
        yield from _paragraph(text, lead, before)
        for piece in _pieces(text, last):
            units.append(Unit("lead", *piece))
            origin[piece.start] = lead
    for item in items:
        for piece in _pieces(text, Span(item.start, item.end)):
            units.append(Unit("item", *piece))
            origin[piece.start] = item
    for group in _groups(text, units):
        sources = dict.fromkeys(key for unit in group for key in origin[unit.start].sources)
        yield "list", group, tuple(sources)


def _row(text: str, block: Block) -> Iterator[_Shape]:
    if _weight(text, block.start, block.end) <= UNIT_WEIGHT:
        yield "table", [Unit("row", block.start, block.end, block.cells)], block.sources
    else:
        for _, units, sources in _paragraph(text, block, [Span(block.start, block.end)]):
            yield "table", units, sources


def _weight(text: str, start: int, end: int) -> int:
    """Count words; what has few spaces, or is too long to be worth counting, counts by its length."""
    by_length = (end - start) // CHARACTERS_A_WORD
    return by_length if by_length > 10 * UNIT_WEIGHT else max(len(text[start:end].split()), by_length)


def _pieces(text: str, span: Span) -> list[Span]:
    """Leave a span whole up to UNIT_WEIGHT, else cut it at sentences, and too long a sentence at words."""
    if _weight(text, *span) <= UNIT_WEIGHT:
        return [span]
    parts = sentences(text[span.start : span.end], span.start)
    if len(parts) > 1:
        return [piece for part in parts for piece in _pieces(text, part)]
    return list(_runs_of_words(text, span))


def _runs_of_words(text: str, span: Span) -> Iterator[Span]:
    start, end, weight = span.start, span.start, 0
    for word in _WORD.finditer(text, span.start, span.end):
        size = max(1, len(word.group()) // CHARACTERS_A_WORD)
        if weight and weight + size > PASSAGE_WEIGHT:
            yield Span(start, end)
            start, weight = word.start(), 0
        end, weight = word.end(), weight + size
    yield Span(start, end)


def _groups(text: str, units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Share units out, in order, to as few groups of about PASSAGE_WEIGHT as needed, nearly even."""
    weights = [_weight(text, unit.start, unit.end) for unit in units]
    total = sum(weights)
    count = max(1, -(-total // PASSAGE_WEIGHT))
    group: list[Unit] = []
    done, made = 0, 1
    for unit, weight in zip(units, weights, strict=True):
        # The next group begins where that brings this one's end closer to its even share.
        if group and (done + weight / 2) * count > total * made and made < count:
            yield group
            group, made = [], made + 1
        group.append(unit)
        done += weight
    if group:
        yield group
