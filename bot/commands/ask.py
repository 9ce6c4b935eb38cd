"""The commands that answer from the library: `ask` and `search`; `register` adds them."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.terminal import say, say_markdown
from bot.service import work
from bot.service.batch import print_json, run_batch
from bot.settings import BotSettings
from ingest.cli import Json, progress
from ingest.errors import ShorewiseError
from ingest.owner import Owner
from ingest.reach import Do, library

if TYPE_CHECKING:
    from bot.chain import Bot

Batch = Annotated[Path | None, typer.Option("--batch", help="File of JSON lines; prints one JSON line each.")]


def register(app: typer.Typer) -> None:
    """Add the commands to a Typer application."""
    for command in (ask, search):
        app.command()(command)


@contextmanager
def opened_bot() -> Iterator[Do]:
    """Give what answers: here, or in the process that has the library open."""
    show_progress = progress()

    def opened(owner: Owner) -> "Bot":
        from bot.chain import Bot

        return Bot.open(progress=show_progress, owner=owner)

    with library(BotSettings.load(), work.WORKS, opened, show_progress) as do:
        yield do


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    json_output: Json = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each step found.")] = False,
    receipt: Annotated[
        Path | None, typer.Option("--receipt", help="Save the answer with all it rests on; see replay.")
    ] = None,
    batch: Batch = None,
) -> None:
    """Answer a question from the library, every sentence cited."""
    _one_of(question, batch, "a question")
    if receipt and batch:
        raise typer.BadParameter("--receipt goes with one question")
    with opened_bot() as do:
        if batch:
            _end(run_batch(batch, lambda line: do("ask_line", line=line)))
            return
        said = do("ask", question=question or "", explain=explain, with_receipt=receipt is not None)
    if receipt:
        _write(receipt, said["receipt"])
    if json_output:
        print_json(said["answer"])
    else:
        say_markdown(said["answer"]["markdown"])
    if explain:
        say(said["explanation"], sys.stderr if json_output else None)


def search(
    query: Annotated[str | None, typer.Argument(metavar="WORDS", help="Words to search for.")] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=100, help="How many passages.")] = 5,
    json_output: Json = False,
    batch: Batch = None,
) -> None:
    """List the passages nearest to some words."""
    _one_of(query, batch, "words to search for")
    with opened_bot() as do:
        if batch:
            _end(run_batch(batch, lambda line: do("search_line", line=line, k=k)))
            return
        if json_output:
            print_json(do("search_line", line={"query": query}, k=k))
            return
        hits = do("search", query=query or "", k=k)
    for hit in hits:
        say(f"{hit['score']:.3f}  {hit['place']}\n       {' '.join(hit['text'].split())}\n")
    if not hits:
        say("Nothing found: the library is empty.")


def _write(path: Path, receipt: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(receipt, ensure_ascii=True, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise ShorewiseError(
            f"The receipt cannot be written to {path}: {error.strerror}. Name another file."
        ) from error


def _end(went_well: bool) -> None:
    if not went_well:
        raise typer.Exit(1)


def _one_of(words: str | None, batch: Path | None, what: str) -> None:
    if (words is None) == (batch is None):
        raise typer.BadParameter(f"give either {what} or --batch FILE")
