"""Reads the tables and lists of terms of a web page into grids of cells."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from ingest.read.clean import clean, one_line
from ingest.read.hidden import is_hidden


def is_data(table: LexborNode) -> bool:
    """Whether a table holds cells, not the layout of a page."""
    if table.attributes.get("role") in ("presentation", "none"):
        return False
    if table.css_first("table table, h1, h2, h3, h4, p + p, ul ul") is not None:
        return False
    rows = table.css("tr")
    return len(rows) > 1 and max(len(row.css("td, th")) for row in rows) > 1


def caption(table: LexborNode, hidden: frozenset[str]) -> str:
    """Give what a table is called: by its own caption, else by that of the figure it stands in."""
    around = _figure(table)
    found = table.css_first("caption") or (around.css_first("figcaption") if around is not None else None)
    return _cell(found, hidden) if found is not None and not is_hidden(found, hidden) else ""


def is_caption(node: LexborNode) -> bool:
    """Whether the caption of a figure is written as that of the table in it."""
    around = _figure(node)
    table = around.css_first("table") if around is not None else None
    return table is not None and is_data(table) and table.css_first("caption") is None


def _figure(node: LexborNode) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag != "figure":
        above = above.parent
    return above


def grid(table: LexborNode, hidden: frozenset[str]) -> tuple[list[list[str]], bool | None]:
    """Give the cells of a table, spanned ones repeated downwards, and whether the first row holds the headers."""
    rows: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    for row in table.css("tr"):
        line: list[str] = []
        for cell in row.css("td, th"):
            _carry(line, below)
            text = "" if is_hidden(cell, hidden) else _cell(cell, hidden)
            down = _span(cell, "rowspan")
            for column in range(_span(cell, "colspan")):
                if down > 1:
                    below[len(line)] = (down - 1, text)
                line.append(text if column == 0 else "")
        _carry(line, below)
        rows.append(line)
    first = table.css_first("tr")
    heads = [cell.tag == "th" for cell in first.css("td, th")] if first is not None else []
    # A row of one header and one value is a list of names and values, which has no row of headers.
    return rows, True if all(heads) or table.css_first("thead") else False if any(heads) else None


def _carry(line: list[str], below: dict[int, tuple[int, str]]) -> None:
    while len(line) in below:
        left, text = below.pop(len(line))
        if left > 1:
            below[len(line)] = (left - 1, text)
        line.append(text)


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return min(100, max(1, int(value))) if value.isdecimal() and len(value) < 6 else 1


def _cell(cell: LexborNode, hidden: frozenset[str]) -> str:
    return one_line(clean(" ".join(_shown_text(cell, hidden))))


def _shown_text(cell: LexborNode, hidden: frozenset[str]) -> Iterator[str]:
    for node in cell.traverse(include_text=True):
        if node.tag == "-text":
            parent, shown = node.parent, True
            while parent is not None and parent.mem_id != cell.mem_id:
                shown = shown and not is_hidden(parent, hidden)
                parent = parent.parent
            if shown:
                yield node.text_content or ""


def terms(node: LexborNode, hidden: frozenset[str]) -> list[list[str]]:
    """Give a list of terms as rows: the term, then what is said of it."""
    rows: list[list[str]] = []
    for part in node.css("dt, dd"):
        text = _cell(part, hidden)
        if part.tag == "dt":
            # Terms that share one meaning stand in one cell.
            if rows and len(rows[-1]) == 1:
                rows[-1][0] += f", {text}"
            else:
                rows.append([text])
        elif rows:
            rows[-1].append(text)
        else:
            rows.append(["", text])
    return rows
