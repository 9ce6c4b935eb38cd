"""The commands that fill, list and repair the library; `register` puts them on the `shorewise` command."""

import atexit
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest import work
from ingest.owner import Owner
from ingest.progress import Progress, Terminal
from ingest.reach import Do, library
from ingest.settings import Settings

if TYPE_CHECKING:
    from ingest.store import Store

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DocumentId = Annotated[str, typer.Argument(metavar="DOC_ID", help="Id of a document, as `documents` lists it.")]


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


@contextmanager
def opened_library() -> Iterator[Do]:
    """Give what does the library's commands: here, or in the process that has the library open."""
    settings, show_progress = Settings.load(), progress()

    @contextmanager
    def opened(owner: Owner) -> "Iterator[Store]":
        from ingest.store import Store

        with Store.open(settings, show_progress, owner) as store:
            store.sync_builtin()
            yield store

    with library(settings, work.WORKS, opened, show_progress) as do:
        yield do


def setup() -> None:
    """Prepare the embedding model; later calls only check that it is there."""
    from ingest.embed import load_embedder

    say(f"The model is ready; it runs on {load_embedder(Settings.load(), progress()).backend}.")


def ingest(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help="Files or folders.")] = None,
    prune: Annotated[bool, typer.Option("--sync", help="Remove documents whose files are gone.")] = False,
    include: Annotated[list[str] | None, typer.Option(metavar="GLOB", help="In folders, read only such files.")] = None,
    exclude: Annotated[list[str] | None, typer.Option(metavar="GLOB", help="In folders, leave such files out.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Stay and read what changes, until Ctrl-C.")] = False,
    json_output: Json = False,
) -> None:
    """Read files and folders into the library; without a path, read the known ones again."""
    if not all(path.strip() for path in paths or []):
        raise typer.BadParameter("a path is empty; leave it out to read the known files again")
    if not paths and (include or exclude or watch):
        raise typer.BadParameter("--include, --exclude and --watch need the path of a folder")
    # Another process has another current folder.
    patterns = {"include": include or [], "exclude": exclude or []}
    whole_paths = [str(Path(path).absolute()) for path in paths or []]

    def once() -> bool:
        with opened_library() as do:
            report = do("ingest", paths=whole_paths, prune=prune, **patterns)
        if json_output:
            print_json(report)
        else:
            _print_report(report)
        return not report["refused"]

    if watch:
        from ingest.watch import follow

        follow(whole_paths, patterns["include"], patterns["exclude"], once, lambda text: say(text, error=True))
        return
    try:
        whole = once()
    except KeyboardInterrupt:
        say("Stopped. What was read is kept; the same command goes on from there.", error=True)
        raise typer.Exit(130) from None
    if not whole:
        raise typer.Exit(1)


def documents(json_output: Json = False) -> None:
    """List the documents of the library."""
    with opened_library() as do:
        found = do("documents")
    if json_output:
        print_json(found)
        return
    if not found:
        say("The library is empty. `shorewise ingest PATH` adds documents.")
        return
    print_table(
        ("Id", "Title", "Passages", "Added", "Source"),
        [(d["document_id"], d["title"], str(d["passages"]), d["added"][:10], "\n".join(d["sources"])) for d in found],
    )


def show(document_id: DocumentId, json_output: Json = False) -> None:
    """Print a document's text as it is stored."""
    from ingest.builtin import builtin_documents

    builtin = builtin_documents().get(document_id)
    if builtin:
        # No other document may have its id, so the library need not be opened.
        document = work.shown(builtin.document)
    else:
        with opened_library() as do:
            document = do("show", document_id=document_id)
    if json_output:
        print_json(document)
    else:
        say(f"{document['title']}\n\n{document['text']}")


def remove(document_id: DocumentId) -> None:
    """Remove a document from the library; its file stays."""
    with opened_library() as do:
        do("remove", document_id=document_id)
    say(f"Removed {document_id}.")


def reindex() -> None:
    """Write the full-text index and all vectors anew from the stored texts."""
    with opened_library() as do:
        count = do("reindex")
    say(f"Indexed {count} passages.")


def examined() -> list[dict[str, Any]]:
    """Check model, library and vectors against each other, repairing what can be repaired."""
    with opened_library() as do:
        checks: list[dict[str, Any]] = do("doctor")
    return checks


def report_checks(checks: Sequence[Mapping[str, Any]], json_output: bool) -> None:
    """Print checks; exit code 1 when one failed."""
    healthy = all(check["ok"] for check in checks)
    if json_output:
        print_json({"healthy": healthy, "checks": list(checks)})
    else:
        state = {(True, False): "ok", (True, True): "repaired", (False, False): "FAULT", (False, True): "FAULT"}
        rows = [(check["name"], state[check["ok"], check["repaired"]], check["detail"]) for check in checks]
        print_table(("Check", "State", "Detail"), rows)
    if not healthy:
        raise typer.Exit(1)


def _print_report(report: Mapping[str, Any]) -> None:
    for file in report["files"]:
        if file["reason"]:
            say(f"{file['path']}: {file['result']}. {file['reason']}", error=file["result"] == "refused")
    for note in report["notes"]:
        say(note)
    say(", ".join(f"{report[result]} {result}" for result in work.RESULTS) + ".")


def print_table(headers: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
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


def say(text: str, error: bool = False) -> None:
    """Print a text that may hold anything a document or a file name holds."""
    typer.echo(plain(text), err=error)


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
