"""The library as markup: the table of documents, the reader's page, the report of an upload."""

import re
from collections.abc import Sequence

from bot.html import Html, host_of, is_web_address, join, link, tag
from ingest.progress import Step
from ingest.types import Document, Source, SyncReport

WINDOW = 60_000
"""Characters of a document shown at once; a longer one is shown around the place that was opened."""

_ITEM = re.compile(r"^\s*(?:[•\-*]|\d+[.)])\s+")
_RESULTS = {
    "added": "added",
    "replaced": "replaced",
    "unchanged": "already in the library",
    "removed": "removed",
    "refused": "not added",
}


def table(documents: Sequence[Document]) -> Html:
    """Return the documents, a person's own first."""
    if not documents:
        return tag(
            "p",
            "The library is empty. Add a document, and questions can be answered from it.",
            class_="quiet",
        )
    ordered = sorted(documents, key=lambda document: (document.builtin, document.title.casefold()))
    head = [
        tag("th", words, scope="col", class_=class_)
        for words, class_ in (("Document", None), ("Kind", None), ("Passages", "count"), ("Added", "when"))
    ]
    columns = tag("tr", *head, tag("th", tag("span", "Remove", class_="unseen"), scope="col"))
    rows = [_row(document) for document in ordered]
    caption = tag("caption", "Documents in the library", class_="unseen")
    return tag("table", caption, tag("thead", columns), tag("tbody", *rows), class_="documents")


def document(shown: Document, start: int, end: int) -> Html:
    """Return a readable page of a document with the text from `start` to `end` marked."""
    low, high = _window(shown.text, start, end)
    blocks = []
    headings = _headings(shown)
    for block_start, block_end in _blocks(shown.text, low, high):
        level = headings.get(block_start)
        blocks.append(_block(shown.text, block_start, block_end, level, (start, end)))
    kind = "Built-in document" if shown.builtin else "Your file"
    reviewed = f"reviewed {shown.reviewed}" if shown.reviewed else None
    about = " · ".join(part for part in (kind, f"added {shown.added[:10]}", reviewed) if part)
    return tag(
        "div",
        tag("h2", shown.title, tabindex="-1"),
        tag("p", about, class_="quiet"),
        tag("p", "This is a long document; the part around the passage is shown.", class_="quiet")
        if high - low < len(shown.text)
        else None,
        tag("div", *blocks, class_="text"),
        sources(shown.sources),
        class_="page",
    )


def sources(found: Sequence[Source]) -> Html | None:
    """Return the list of what a document rests on."""
    if not found:
        return None
    items = []
    for source in found:
        address = source.address if source.address and is_web_address(source.address) else None
        where = join(" · ", link(address, host_of(address))) if address else None
        items.append(tag("li", source.title, tag("span", f" · {source.date}", class_="quiet"), where))
    return tag("div", tag("h3", "Sources of this document"), tag("ul", *items), class_="rests-on")


def report(done: SyncReport) -> Html:
    """Return one line a file: what became of it, and why when it was refused."""
    lines = []
    for outcome in done.files:
        told = _RESULTS[outcome.result]
        if outcome.result in ("added", "replaced"):
            told = f"{told}, {outcome.passages} {'passage' if outcome.passages == 1 else 'passages'}"
        reason = f": {outcome.reason}" if outcome.reason else ""
        name = outcome.path.removeprefix("upload:").replace("\\", "/").rsplit("/", 1)[-1]
        lines.append(tag("li", tag("b", name), f" {told}{reason}", class_=outcome.result))
    return tag("ul", *lines, class_="report", role="status")


def progress(step: Step) -> Html:
    """Return a bar with what is being done, and how far it is."""
    done, total = step.done, step.total
    share = round(100 * done / total) if total else 0
    item = f" · {step.item}" if step.item else ""
    words = f"{step.task}: {done} of {total}{item}"
    bar = tag("progress", max=str(max(total, 1)), value=str(done), aria_label="Progress")
    return tag(
        "div",
        tag("p", words),
        tag("div", bar, tag("span", f"{share} %"), class_="bar"),
        class_="progress",
        role="status",
    )


def _row(shown: Document) -> Html:
    name = tag("button", shown.title, type="button", class_="link open", data_open=f"0:0:{shown.id}")
    remove = None
    if not shown.builtin:
        label = f"Remove {shown.title}"
        remove = tag(
            "button",
            "Remove",
            type="button",
            class_="link remove",
            data_remove=shown.id,
            data_title=shown.title,
            aria_label=label,
        )
    return tag(
        "tr",
        tag("th", name, scope="row"),
        tag(
            "td",
            tag(
                "span",
                "Built-in" if shown.builtin else "Your file",
                class_="kind" if shown.builtin else "kind own",
            ),
        ),
        tag("td", str(shown.passages), class_="count"),
        tag("td", shown.added[:10], class_="when"),
        tag("td", remove),
    )


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    if len(text) <= WINDOW:
        return 0, len(text)
    low = max(0, min(start - WINDOW // 2, len(text) - WINDOW))
    high = max(min(len(text), low + WINDOW), min(end, len(text)))
    if low > 0:
        low = text.rfind("\n\n", 0, low) + 2 if text.rfind("\n\n", 0, low) >= low - 2000 else low
    return low, high


def _headings(shown: Document) -> dict[int, int]:
    """Return where each heading's words begin in the text, with its level below the title."""
    return {section.start: len(section.path) for section in shown.sections if section.path}


def _blocks(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Return the spans of paragraphs between blank lines."""
    found = re.finditer(r"\S(?:.|\n(?!\s*\n))*", text[low:high])
    return [(low + match.start(), low + match.end()) for match in found]


def _block(text: str, start: int, end: int, level: int | None, marked: tuple[int, int]) -> Html:
    if level is not None:
        return tag(f"h{min(level + 2, 6)}", _shown(text, start, end, marked))
    lines = []
    at = start
    for line in text[start:end].split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    parts: list[Html] = []
    items: list[Html] = []
    for line_start, line_end in lines:
        mark = _ITEM.match(text[line_start:line_end])
        if mark:
            items.append(tag("li", _shown(text, line_start + mark.end(), line_end, marked)))
            continue
        if items:
            parts.append(tag("ul", *items))
            items = []
        parts.append(tag("p", _shown(text, line_start, line_end, marked)))
    if items:
        parts.append(tag("ul", *items))
    return join(*parts)


def _shown(text: str, start: int, end: int, marked: tuple[int, int]) -> Html:
    """Return text with the part that falls into the marked span highlighted."""
    low, high = max(start, marked[0]), min(end, marked[1])
    if low >= high:
        return join(text[start:end])
    return join(text[start:low], tag("mark", text[low:high]), text[high:end])
