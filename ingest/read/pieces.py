"""The lines of a plain text with the part each plays, as far as those beside it tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.read.codes import coded_runs
from ingest.read.crumbs import is_crumb
from ingest.read.fields import is_field
from ingest.read.headings import answers, heading_sign
from ingest.read.lines import Line

# So many names in a row are a list of names, not headings that lost their text.
FEWEST_NAMES = 3

Role = Literal["title", "heading", "paragraph", "item", "aside", "row", "field"]


@dataclass(slots=True)
class Piece:
    """A line with the part it plays; a row has cells, of which the first list are the headers."""

    role: Role
    line: Line
    headers: Sequence[str] = ()
    cells: Sequence[str] = ()


def mark_codes(pieces: Sequence[Piece]) -> None:
    """Lines in a row that begin with codes of one kind are a list."""
    for run in coded_runs([piece.line.text if piece.role == "paragraph" else "" for piece in pieces]):
        for at in run:
            pieces[at].role = "item"


def mark_fields(pieces: Sequence[Piece]) -> None:
    """Several lines such as "Date: 4 May" in front of all content are the head of the document."""
    start = 0
    for index in range(1, len(pieces) + 1):
        if index < len(pieces) and not pieces[index].line.gap:
            continue
        run = pieces[start:index]
        if len(run) > 1 and all(piece.role == "paragraph" and is_field(piece.line.text) for piece in run):
            for piece in run:
                piece.role = "field"
        elif any(map(is_content, run)):
            return
        start = index


def mark_lists(pieces: list[Piece]) -> None:
    """Short lines directly below each other, with a blank line below, are a list without marks."""
    start = 0
    for index in range(1, len(pieces) + 1):
        if index < len(pieces) and _is_name(pieces[index]) and not pieces[index].line.gap:
            continue
        ended = index == len(pieces) or pieces[index].line.gap
        if index - start >= FEWEST_NAMES and ended and _is_name(pieces[start]):
            for piece in pieces[start:index]:
                piece.role = "item"
        start = index


def _is_name(piece: Piece) -> bool:
    line = piece.line
    plain = piece.role == "paragraph" and not (line.terminal or line.wrapped or line.underline)
    return plain and len(line.text) <= 100 and not is_crumb(line.text)


def is_content(piece: Piece | None) -> bool:
    if piece is None or piece.role == "heading":
        return False
    if piece.role in ("item", "row", "field"):
        return True
    line = piece.line
    return heading_sign(line) is None and (line.terminal or line.wrapped or len(line.text) > 100 or answers(line))
