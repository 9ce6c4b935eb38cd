"""Reads presentations (.pptx): a slide is a page, its title a heading."""

import io
from collections.abc import Iterator
from typing import Any

from pptx import Presentation

from ingest.errors import ReadError
from ingest.read.build import Builder
from ingest.read.clean import clean, one_line
from ingest.read.markdown import file_title
from ingest.read.package import open_package, refuse_entities
from ingest.read.tables import write_rows
from ingest.types import ParsedFile

_DEEPEST_GROUP = 50
# Placeholders that say the same on every slide: date, slide number, footer, header.
_MARGINS = frozenset((13, 14, 15, 16))
_TITLES = frozenset((1, 3))


def read_slides(data: bytes, name: str) -> ParsedFile:
    """Parse a presentation; hidden slides are left out but counted, so that page numbers are those on the screen."""
    with open_package(data, name, "a PowerPoint presentation") as package:
        refuse_entities(package, name)
    try:
        presentation = Presentation(io.BytesIO(data))
    except (ValueError, KeyError) as error:
        raise ReadError(f"{name} is not a PowerPoint presentation, or is damaged.") from error
    builder = Builder()
    titles: list[str] = []
    for slide in presentation.slides:
        builder.page()
        if slide.element.get("show") in ("0", "false"):
            builder.note("Hidden slides were left out.")
            continue
        titles += _slide(builder, slide)
    return builder.finish(next(iter(titles), "") or file_title(name))


def _slide(builder: Builder, slide: Any) -> list[str]:
    """Write one slide and give its title, if it has one."""
    shapes = list(_flat(slide.shapes))
    titles = [one_line(clean(shape.text_frame.text)) for shape in shapes if _kind(shape) in _TITLES]
    titles = [title for title in titles if title]
    if titles:
        builder.heading(titles[0], 2)
    for shape in shapes:
        if _kind(shape) not in _TITLES and _kind(shape) not in _MARGINS:
            _shape(builder, shape)
    if slide.has_notes_slide:
        notes = slide.notes_slide.notes_text_frame
        words = [one_line(clean(paragraph.text)) for paragraph in notes.paragraphs] if notes is not None else []
        if any(words):
            builder.heading("Notes", 3)
            for text in words:
                builder.paragraph(text)
    return titles[:1]


def _shape(builder: Builder, shape: Any) -> None:
    if getattr(shape, "has_table", False) and shape.has_table:
        table = shape.table
        rows = ([clean(cell.text) for cell in row.cells] for row in table.rows)
        write_rows(builder, rows, header=True if table.first_row else None)
    elif shape.has_text_frame:
        paragraphs = [(one_line(clean(p.text)), p.level) for p in shape.text_frame.paragraphs]
        paragraphs = [(text, level) for text, level in paragraphs if text]
        # The lines of a body are a list; a single one, or one that is long, is prose.
        listed = shape.is_placeholder and len(paragraphs) > 1
        for text, level in paragraphs:
            if listed:
                builder.item(text, level)
            else:
                builder.paragraph(text)


def _flat(shapes: Any, depth: int = 0) -> Iterator[Any]:
    """Give all shapes in their order, those of groups too."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            if depth < _DEEPEST_GROUP:
                yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _kind(shape: Any) -> int | None:
    return int(shape.placeholder_format.type or 0) if shape.is_placeholder else None
