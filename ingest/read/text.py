"""Reads plain text of any origin: what copying or wrapping has flattened is given its structure back."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.read.build import Builder, CellText
from ingest.read.clean import clean, decode_raw, one_line
from ingest.read.columns import rows_in
from ingest.read.crumbs import is_crumb
from ingest.read.flat import FlatTable, find_table, may_be_cell
from ingest.read.headings import asks, bearing_words, heading_level, heading_sign, is_clause_of
from ingest.read.lines import Line, in_capitals, logical_lines
from ingest.read.markdown import file_title, read_markdown
from ingest.read.pieces import FEWEST_NAMES, Piece, Role, is_content, mark_codes, mark_fields, mark_lists
from ingest.types import ParsedFile

_MARKDOWN_SIGN = re.compile(
    r"^(?:#{1,6} \S|[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\||```)|\*\*\S[^*\n]*\*\*|\]\(https?://", re.MULTILINE
)
TAB = "   "  # for a tabulator, which stands between two cells as blanks do
_BY = re.compile(r"\b(?:by|at|from|in)\b", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)


def read_text(data: bytes, name: str) -> ParsedFile:
    """Parse plain text into blocks; text that is plainly Markdown is read as such."""
    text = clean(decode_raw(data, name).replace("\t", TAB))
    if _MARKDOWN_HEADING.search(text) and len(_MARKDOWN_SIGN.findall(text)) >= 3:
        return read_markdown(data, name)
    builder = Builder()
    title = write_text(builder, text)
    return builder.finish(title or file_title(name))


def write_text(builder: Builder, text: str, titled: bool = True) -> str | None:
    """Write the blocks of a plain text and give its title, if it has one; `titled` says whether to look for it."""
    raw = [line.rstrip() for line in text.split("\n")]
    pieces = _with_tables(logical_lines(raw, rows_in(raw)))
    mark_codes(pieces)
    mark_fields(pieces)
    mark_lists(pieces)
    _mark_headings(pieces)
    title = _take_title(pieces) if titled else None
    _settle_empty_headings(pieces)
    _write(builder, pieces)
    return title


def _with_tables(lines: Sequence[Line]) -> list[Piece]:
    """Make a piece of each line, with flattened tables turned into rows."""
    pieces: list[Piece] = []
    index = 0
    while index < len(lines):
        while index < len(lines) and lines[index].cells:
            pieces.append(Piece("row", lines[index], lines[index].heads, lines[index].cells))
            index += 1
        run = index
        while run < len(lines) and _may_be_cell(lines[run]):
            run += 1
        table = find_table([line.text for line in lines[index:run]])
        if table:
            pieces += _rows(lines[index:run], table)
        else:
            pieces += [Piece("paragraph", line) for line in lines[index:run]]
        index = run
        if run < len(lines) and not lines[run].cells:
            pieces.append(Piece("item" if lines[run].mark else "paragraph", lines[run]))
            index += 1
    return pieces


def _may_be_cell(line: Line) -> bool:
    apart = line.mark or line.underline or line.cells or is_crumb(line.text)
    return not apart and may_be_cell(line.text)


def _rows(run: Sequence[Line], table: FlatTable) -> list[Piece]:
    pieces = [Piece("paragraph", line) for line in run[: table.start]]
    cells = [line.text for line in run[table.start : table.end]]
    headers = cells[: table.columns]
    for index in range(table.columns, len(cells), table.columns):
        line = run[table.start + index]
        pieces.append(Piece("row", line, headers, cells[index : index + table.columns]))
    return pieces + [Piece("paragraph", line) for line in run[table.end :]]


def _mark_headings(pieces: list[Piece]) -> None:
    """Decide which lines are headings, from their own signs and what stands around them."""
    loose = not any(piece.line.wrapped for piece in pieces)
    gone_on = _going_on(pieces)
    for index, piece in enumerate(pieces):
        sign = heading_sign(piece.line) if piece.role in ("paragraph", "item") else None
        listed = piece.role == "item" and (not piece.line.mark or _in_sequence(pieces, index, gone_on))
        if sign is None or listed:
            continue
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        has_content = is_content(following)
        # Where paragraphs are single lines, blank lines may be missing altogether.
        above = piece.line.gap or (loose and has_content)
        below = loose or following is None or following.line.gap or piece.line.underline != ""
        below = below or (following is not None and is_clause_of(following.line, piece.line))
        if above and ((below or has_content) if sign == "strong" else (below and has_content)):
            piece.role = "heading"


def _in_sequence(pieces: Sequence[Piece], index: int, gone_on: Collection[int]) -> bool:
    """Whether a numbered line has a neighbour numbered as it is, which makes it an item of a list.

    Not when only the one above it is, and the next number comes after a text of its own (`gone_on`).
    """
    sort = _sort_of(pieces[index].line.mark)
    above, below = (
        [piece for piece in near if piece.role == "item" and _sort_of(piece.line.mark) == sort]
        for near in (pieces[max(0, index - 1) : index], pieces[index + 1 : index + 2])
    )
    return bool(below) or (bool(above) and index not in gone_on)


def _sort_of(mark: str) -> str:
    """The sort of a list mark: a number, a letter, or the sign itself."""
    told = mark.strip(" ().")
    return "0" if told.isdigit() else "a" if told.isalpha() else told


def _going_on(pieces: Sequence[Piece]) -> set[int]:
    """The places of the numbered lines whose next number comes later, and not as part of a list that begins anew."""
    marks = ((index, piece.line.mark.strip(" .")) for index, piece in enumerate(pieces))
    numbered = [(index, int(mark)) for index, mark in marks if mark.isdigit()]
    fresh = {number: at for (_, above), (at, number) in pairwise([(0, 0), *numbered]) if number != above + 1}
    pairs = pairwise([*numbered, (0, 0)])
    return {at for (at, number), (_, below) in pairs if below == number + 1 or fresh.get(number + 1, 0) > at}


def _take_title(pieces: list[Piece]) -> str | None:
    """Choose the title among the lines before any content; bylines, dates and its repeats are set aside."""
    content = next((index for index, piece in enumerate(pieces) if is_content(piece)), None)
    if content is None:
        # Nothing here is more than a short line: then these lines are what the file says.
        for piece in pieces:
            piece.role = "paragraph"
        return None
    opening = []
    for piece in pieces[:content]:
        if is_crumb(piece.line.text):
            piece.role = "aside"
        else:
            opening.append(piece)
    if not opening or (len(opening) == 1 and opening[0].role != "heading" and not opening[0].line.text[0].isupper()):
        return None
    # A line in lower case above the headline is a category or an address, not a title.
    chosen = next((piece for piece in opening if not piece.line.text[:1].islower()), opening[0])
    headings = [piece for piece in pieces if piece.role == "heading"]
    if chosen.role == "heading" and len(headings) > 1 and all(asks(piece.line) for piece in headings):
        return None  # questions with their answers: the first is one of them
    chosen.role = "title"
    title = bearing_words(chosen.line.text)
    for piece in opening:
        repeats = bearing_words(piece.line.text) <= title
        if piece is not chosen and (
            repeats or _is_subtitle(piece.line) or (piece.role == "heading" and piece is not opening[-1])
        ):
            piece.role = "aside"
    return _words(chosen)


def _is_subtitle(line: Line) -> bool:
    """Whether a line directly below another goes on with a title: in capitals, or in those of a title with a small word
    between them ("Guide for Volunteers"); a name, a place or a date tells something."""
    told = any(sign in line.text for sign in ",:@") or any(map(str.isdigit, line.text)) or _BY.search(line.text)
    if line.gap or told or heading_sign(line) != "strong" or asks(line):
        return False
    return in_capitals(line.text) or bool(re.search(r"\w [a-z]{1,4} ", line.text))


def _settle_empty_headings(pieces: list[Piece]) -> None:
    """Headings without content are set aside, unless a row of them makes a list of names."""
    run: list[Piece] = []
    content_seen = False
    for piece in [*pieces, None]:
        if piece is not None and piece.role == "heading":
            if run and heading_level(piece.line) > heading_level(run[-1].line):
                run = []
            run.append(piece)
            continue
        if piece is not None and piece.role == "aside":
            continue
        empty = run if piece is None else run[:-1]
        role: Role = "item" if content_seen and len(empty) >= FEWEST_NAMES else "aside"
        for heading in empty:
            heading.role = role
        run = []
        content_seen = content_seen or (piece is not None and piece.role != "title")


def _words(piece: Piece) -> str:
    mark = "" if piece.line.mark == "• " else piece.line.mark
    return one_line(mark + piece.line.text)


def _write(builder: Builder, pieces: Sequence[Piece]) -> None:
    indents: list[int] = []
    for piece in pieces:
        if piece.role != "item":
            indents = []
        match piece.role:
            case "title":
                builder.heading(_words(piece), 1)
            case "heading":
                builder.heading(_words(piece), heading_level(piece.line))
            case "aside":
                builder.aside(_words(piece))
            case "paragraph" | "field":
                builder.paragraph(_words(piece))
            case "row":
                builder.row(piece.headers, [CellText(cell) for cell in piece.cells])
            case "item":
                while indents and indents[-1] > piece.line.indent:
                    indents.pop()
                if not indents or indents[-1] < piece.line.indent:
                    indents.append(piece.line.indent)
                builder.item(one_line(piece.line.text), len(indents) - 1, piece.line.mark)
