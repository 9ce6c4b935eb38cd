"""Writes a memo as Markdown, as one HTML file that needs nothing else, or as a Word document."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bot.markup.html import Html, join, link, tag
from bot.markup.markdown import escape
from bot.memo.blocks import Block, Line, one_line, safe_address
from bot.memo.word import to_word
from ingest.errors import ShorewiseError

DATA_ID = "shorewise-memo"
_LOOKS = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1a17;"
    "background:#fff}h1{font-size:1.7rem}h2{font-size:1.15rem;margin:1.6rem 0 .4rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #ccc;padding:.35rem .6rem;text-align:left;"
    "vertical-align:top}blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid #ccc;white-space:pre-line}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.75rem;background:#f1eee8;padding:.6rem}"
    "td,li,p{overflow-wrap:anywhere}@media(prefers-color-scheme:dark){body{background:#171614;color:#f5f3ee}"
    "pre{background:#2b2926}a{color:#2dd4bf}}"
)


def written(blocks: Sequence[Block], suffix: str, date: str) -> bytes:
    """Return the memo's bytes for a file name ending; the same blocks and date give the same bytes."""
    writer = _WRITERS.get(suffix.lower())
    if writer is None:
        raise ShorewiseError(f"A memo cannot be written as {suffix!r}; name a file that ends in {', '.join(_WRITERS)}.")
    return writer(blocks, date)


def save(blocks: Sequence[Block], path: Path, date: str) -> None:
    """Write the memo to a file; raises ShorewiseError when that is not possible."""
    data = written(blocks, path.suffix, date)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise ShorewiseError(f"{path} cannot be written: {error.strerror}. Choose another place.") from error


def _markdown(blocks: Sequence[Block], _date: str) -> bytes:
    return ("\n\n".join(_as_markdown(block) for block in blocks) + "\n").encode("utf-8", "replace")


def _as_markdown(block: Block) -> str:
    lines = [_markdown_line(line) for line in block.lines]
    match block.kind:
        case "heading":
            return f"{'#' * block.level} {lines[0]}"
        case "quote":
            return f"> {lines[0]}"
        case "bullets":
            return "\n".join(f"- {line}" for line in lines)
        case "data":
            return f"```json\n{block.lines[0].text}\n```"
        case "table":
            head, *rows = [f"| {' | '.join(escape(one_line(cell)) or ' ' for cell in row)} |" for row in block.rows]
            return "\n".join([head, "|" + "---|" * len(block.rows[0]), *rows])
    return lines[0]


def _markdown_line(line: Line) -> str:
    lead = f"**{escape(one_line(line.lead))}** " if line.lead else ""
    marks = "".join(f" \\[{n}\\]" for n in line.marks)
    address = f" <{line.address}>" if line.address and safe_address(line.address) else ""
    return f"{lead}{escape(one_line(line.text))}{marks}{address}"


def _html(blocks: Sequence[Block], _date: str) -> bytes:
    body = "\n".join(_as_html(block) for block in blocks)
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{join(blocks[0].lines[0].text)}</title><style>{_LOOKS}</style></head>\n<body>\n{body}\n</body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _as_html(block: Block) -> Html:
    lines = [_html_line(line) for line in block.lines]
    match block.kind:
        case "heading":
            return tag(f"h{block.level}", lines[0])
        case "quote":
            return tag("blockquote", lines[0])
        case "bullets":
            return tag("ul", *(tag("li", line) for line in lines))
        case "data":
            return tag("pre", block.lines[0].text, id=DATA_ID)
        case "table":
            head, *rows = block.rows
            body = [tag("tr", *(tag("td", one_line(cell)) for cell in row)) for row in rows]
            heads = tag("tr", *(tag("th", one_line(cell), scope="col") for cell in head))
            return tag("table", tag("thead", heads), tag("tbody", *body))
    return tag("p", lines[0])


def _html_line(line: Line) -> Html:
    lead = join(tag("b", one_line(line.lead)), " ") if line.lead else None
    marks = "".join(f" [{n}]" for n in line.marks)
    address = join(" ", link(line.address, line.address)) if line.address and safe_address(line.address) else None
    return join(lead, one_line(line.text), marks, address)


_WRITERS: dict[str, Callable[[Sequence[Block], str], bytes]] = {".md": _markdown, ".html": _html, ".docx": to_word}
SUFFIXES = tuple(_WRITERS)
