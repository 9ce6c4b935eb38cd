"""The library as markup: the documents by topic, and the report of an upload."""

from collections.abc import Sequence
from itertools import groupby

from bot.markup.html import Html, tag
from bot.render.reader import topic
from ingest.progress import Step
from ingest.types import Document, SyncReport

OWN = "Your files"
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
    ordered = sorted(documents, key=lambda one: (one.builtin, topic(one) or "", one.title.casefold()))
    head = [
        tag("th", words, scope="col", class_=class_)
        for words, class_ in (("Document", None), ("Passages", "count"), ("Sources", "count"), ("Dated", "when"))
    ]
    columns = tag("tr", *head, tag("th", tag("span", "Remove", class_="unseen"), scope="col"))
    groups = [_group(name, list(members)) for name, members in groupby(ordered, key=_group_name)]
    caption = tag("caption", "Documents in the library", class_="unseen")
    return tag("table", caption, tag("thead", columns), *groups, class_="documents")


def _group_name(shown: Document) -> str:
    return (topic(shown) or "Built-in") if shown.builtin else OWN


def _group(name: str, members: Sequence[Document]) -> Html:
    label = tag("span", name, class_="kind own" if name == OWN else "kind")
    head = tag("tr", tag("th", label, scope="rowgroup", colspan=5), class_="topic")
    return tag("tbody", head, *(_row(document) for document in members))


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
        tag("td", str(shown.passages), class_="count"),
        tag("td", str(len(shown.sources)), class_="count"),
        tag("td", _dated(shown), class_="when"),
        tag("td", remove),
    )


def _dated(shown: Document) -> str:
    """Return when a document was last held against its sources, else when it was added."""
    return f"reviewed {shown.reviewed}" if shown.reviewed else f"added {shown.added[:10]}"
