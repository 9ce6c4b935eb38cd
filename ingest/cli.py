"""The commands that fill, list and repair the library; `register` puts them on the `shorewise` command."""

import atexit
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.progress import Progress, Terminal
from ingest.settings import Settings
from ingest.types import Document, SyncReport

if TYPE_CHECKING:
    from ingest.doctor import Check

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DocumentId = Annotated[str, typer.Argument(metavar="DOC_ID", help="Id of a document, as `documents` lists it.")]
RESULTS = ("added", "replaced", "unchanged", "removed", "refused")


def register(app: typer.Typer) -> None:
    """Add the library's commands to a Typer application."""
    for command in (setup, ingest, documents, show, remove, reindex):
        app.command()(command)


def progress() -> Progress:
    """Give a progress display on stderr."""
    terminal = Terminal()
    # A command that fails or is interrupted leaves its bar, and the cursor hidden.
    atexit.register(terminal.close)
    return terminal


def setup() -> None:
    """Prepare the embedding model; later calls only check that it is there."""
    from ingest.embed import load_embedder

    _say(f"The model is ready; it runs on {load_embedder(Settings.load(), progress()).backend}.")


def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files or folders.")] = None,
    prune: Annotated[bool, typer.Option("--sync", help="Remove documents whose files are gone.")] = False,
    json_output: Json = False,
) -> None:
    """Read files and folders into the library; without a path, read the known ones again."""
    from ingest.store import Store
    from ingest.sync import sync

    show_progress = progress()
    with Store.open(Settings.load(), show_progress) as store:
        store.sync_builtin()
        report = sync(store, paths or [], prune, show_progress)
    if json_output:
        _print_json(
            {result: report.count(result) for result in RESULTS}  # type: ignore[arg-type]
            | {"files": [asdict(outcome) for outcome in report.files]}
        )
    else:
        _print_report(report)
    if report.count("refused"):
        raise typer.Exit(1)


def documents(json_output: Json = False) -> None:
    """List the documents of the library."""
    from ingest.store import Store

    with Store.open(Settings.load(), progress()) as store:
        store.sync_builtin()
        found = store.library.documents()
    if json_output:
        _print_json([_listed(document) for document in found])
        return
    if not found:
        _say("The library is empty. `shorewise ingest PATH` adds documents.")
        return
    _table(
        ("Id", "Title", "Passages", "Added", "Source"),
        [(d.id, d.title, str(d.passages), d.added[:10], d.origin) for d in found],
    )


def show(document_id: DocumentId, json_output: Json = False) -> None:
    """Print a document's text as it is stored."""
    from ingest.store import Store

    with Store.open(Settings.load(), progress()) as store:
        store.sync_builtin()
        document = store.show_document(document_id)
    if json_output:
        _print_json(_shown(document))
    else:
        _say(f"{document.title}\n\n{document.text}")


def remove(document_id: DocumentId) -> None:
    """Remove a document from the library; its file stays."""
    from ingest.store import Store
    from ingest.sync import remove as remove_document

    with Store.open(Settings.load(), progress()) as store:
        store.sync_builtin()
        remove_document(store, document_id)
    _say(f"Removed {document_id}.")


def reindex() -> None:
    """Write the full-text index and all vectors anew from the stored texts."""
    from ingest.store import Store

    show_progress = progress()
    with Store.open(Settings.load(), show_progress) as store:
        store.sync_builtin()
        store.library.rebuild_index()
        store.library.purge(shrink=True)
        store.refill(show_progress)
        count = store.library.passage_count()
    _say(f"Indexed {count} passages.")


def examined() -> "list[Check]":
    """Check model, library and vectors against each other, repairing what can be repaired."""
    from ingest.doctor import examine
    from ingest.store import Store

    with Store.open(Settings.load(), progress()) as store:
        store.sync_builtin()
        return examine(store)


def report_checks(checks: "Sequence[Check]", json_output: bool) -> None:
    """Print checks; exit code 1 when one failed."""
    healthy = all(check.ok for check in checks)
    if json_output:
        _print_json({"healthy": healthy, "checks": [asdict(check) for check in checks]})
    else:
        state = {(True, False): "ok", (True, True): "repaired", (False, False): "FAULT", (False, True): "FAULT"}
        _table(("Check", "State", "Detail"), [(c.name, state[c.ok, c.repaired], c.detail) for c in checks])
    if not healthy:
        raise typer.Exit(1)


def _listed(document: Document) -> dict[str, Any]:
    return {
        "document_id": document.id,
        "title": document.title,
        "source": document.origin,
        "sha256": document.sha256,
        "passages": document.passages,
        "added": document.added,
        "builtin": document.builtin,
    }


def _shown(document: Document) -> dict[str, Any]:
    return {
        "document_id": document.id,
        "title": document.title,
        "text": document.text,
        "sections": [
            {"path": list(section.path), "start": section.start, "end": section.end} for section in document.sections
        ],
        "sha256": document.sha256,
    }


def _print_report(report: SyncReport) -> None:
    for outcome in report.files:
        if outcome.reason:
            _say(f"{outcome.path}: {outcome.result}. {outcome.reason}", error=outcome.result == "refused")
    counts = [f"{report.count(result)} {result}" for result in RESULTS]  # type: ignore[arg-type]
    _say(", ".join(counts) + ".")


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    # Ids are typed again: they are never cut.
    table = Table(Column(headers[0], no_wrap=True, min_width=max(len(row[0]) for row in rows)), *headers[1:])
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    Console().print(table)


def plain(text: str) -> str:
    """Give a text with control characters replaced, so that no file name can steer the terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _say(text: str, error: bool = False) -> None:
    typer.echo(plain(text), err=error)


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
