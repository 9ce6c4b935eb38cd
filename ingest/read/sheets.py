"""Reads spreadsheets (.xlsx): each row becomes a sentence with its headers, below the name of its sheet."""

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ingest.errors import ReadError
from ingest.read.build import Builder
from ingest.read.clean import clean, one_line
from ingest.read.markdown import file_title
from ingest.read.package import open_package, part_of, refuse_entities
from ingest.read.tables import MOST_ROWS, write_rows
from ingest.types import ParsedFile

MOST_COLUMNS = 200
# Rows that are formatted to the end of the sheet but empty.
_MOST_EMPTY = 1000


def read_sheets(data: bytes, name: str) -> ParsedFile:
    """Parse a workbook: values as they were last calculated, a formula itself where none was saved."""
    with open_package(data, name, "an Excel workbook") as package:
        refuse_entities(package, name)
        formulas = any(
            b"<f" in part_of(package, member, name)
            for member in package.namelist()
            if member.startswith("xl/worksheets/") and member.endswith(".xml")
        )
    values = _open(data, name, values=True)
    written = _open(data, name, values=False) if formulas else None
    builder = Builder()
    title, sheets = file_title(name), [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    if len(sheets) < len(values.worksheets):
        builder.note("Hidden sheets were left out.")
    left = MOST_ROWS
    for sheet in sheets:
        if left == 0:
            builder.note(f"Only the first {MOST_ROWS:,} rows of the workbook were read. Split it.")
            break
        if len(sheets) > 1 or not sheet.title.startswith("Sheet"):
            builder.heading(clean(sheet.title), 2)
        left -= write_rows(builder, _rows(sheet, written[sheet.title] if written else None), most=left)
    return builder.finish(title)


def _open(data: bytes, name: str, values: bool) -> Any:
    try:
        with warnings.catch_warnings():
            # It warns of parts that it leaves out, such as drop-down lists; none of them holds text.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise ReadError(f"{name} is not an Excel workbook, or is damaged.") from error


def _rows(sheet: Any, formulas: Any) -> Iterator[Sequence[str]]:
    # The size that a sheet claims may be false, and is not needed.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    unknown: Iterable[Sequence[Any]] = repeat(())
    if formulas is not None:
        formulas.reset_dimensions()
        unknown = formulas.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    empty = 0
    for row, written in zip(rows, unknown, strict=False):
        cells = [
            _shown(value if value is not None or column >= len(written) else written[column])
            for column, value in enumerate(row)
        ]
        empty = 0 if any(cells) else empty + 1
        if empty > _MOST_EMPTY:
            return
        yield cells


def _shown(value: Any) -> str:
    """Give a value as a person writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}" if abs(value) < 1e15 else str(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return one_line(clean(str(value)))
