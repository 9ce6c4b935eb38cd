"""A memo as a Word document, and the facts out of one."""

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from bot.memo.blocks import Block, one_line, safe_address
from ingest.errors import FactsError

DATA_STYLE = "Shorewise facts"
LARGEST_UNPACKED = 20_000_000
"""Bytes that a memo may unpack to."""
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def facts_in_word(data: bytes, name: str) -> str:
    """Return the line of facts in a memo; `name` is said in errors. Raises FactsError for any other file."""
    from docx import Document

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_UNPACKED:
                raise FactsError(f"{name} unpacks to more than {LARGEST_UNPACKED:,} bytes. Give a memo of Shorewise.")
        paragraphs = Document(io.BytesIO(data)).paragraphs
        lines = [one.text for one in paragraphs if one.style is not None and one.style.name == DATA_STYLE]
    except FactsError:
        raise
    except Exception as error:
        raise FactsError(f"{name} is no Word document that can be read. Give the memo as it was written.") from error
    if not lines:
        raise FactsError(f"{name} holds no facts of a Shorewise memo. Give the memo as it was written, or a JSON file.")
    return lines[-1]


def to_word(blocks: Sequence[Block], date: str) -> bytes:
    """Write the blocks; every part bears one fixed time, so that the same blocks and date give the same bytes."""
    from docx import Document

    document = Document()
    when = datetime.datetime.fromisoformat(date)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = blocks[0].lines[0].text, "Shorewise", ""
    properties.created = properties.modified = when
    style = document.styles.add_style(DATA_STYLE, 1)
    style.base_style = document.styles["Normal"]
    style.font.size = 88900  # 7 points, in the unit of the format
    for block in blocks:
        _as_word(document, block)
    packed = io.BytesIO()
    document.save(packed)
    return _same_bytes(packed.getvalue())


def _as_word(document: Any, block: Block) -> None:
    if block.kind == "heading":
        document.add_heading(one_line(block.lines[0].text), block.level - 1)
    elif block.kind == "table":
        table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
        for row, cells in zip(block.rows, table.rows, strict=True):
            for text, cell in zip(row, cells.cells, strict=True):
                cell.text = one_line(text)
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
        document.add_paragraph()
    else:
        style = {"bullets": "List Bullet", "quote": "Quote", "data": DATA_STYLE}.get(block.kind)
        for line in block.lines:
            paragraph = document.add_paragraph(style=style)
            if line.lead:
                paragraph.add_run(f"{one_line(line.lead)} ").bold = True
            marks = "".join(f" [{n}]" for n in line.marks)
            address = f" {line.address}" if line.address and safe_address(line.address) else ""
            paragraph.add_run(f"{one_line(line.text)}{marks}{address}")


def _same_bytes(packed: bytes) -> bytes:
    """Pack again with a fixed time for every part; the time of writing would make each file differ."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = zipfile.ZipInfo(entry.filename, _ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(entry))
    return fixed.getvalue()
