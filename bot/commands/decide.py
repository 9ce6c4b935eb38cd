"""The `decide` command: facts or words to a recommendation, a what-if, a comparison, a memo."""

import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.terminal import say
from bot.service.batch import print_json, run_batch
from ingest.errors import FactsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float32
    from numpy.typing import NDArray

    from bot.memo.reading import Given
    from bot.service.advice import Adviser
    from bot.types import Decision
    from ingest.embedder import Embedder


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(decide)


def decide(
    facts: Annotated[
        Path | None, typer.Option("--facts", help="JSON file of facts or of parts, or a memo (.md, .html, .docx).")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="The situation in your own words.")] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add risks, next steps and what comes out under each value.")
    ] = False,
    batch: Annotated[
        Path | None, typer.Option("--batch", help="File of JSON lines; prints one JSON line each.")
    ] = None,
    change: Annotated[
        list[str] | None, typer.Option("--what-if", metavar="FACT=VALUE", help="Change a fact and see what moves.")
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None, typer.Option("--compare", metavar="F1 F2", help="Set two situations side by side.")
    ] = None,
    memo: Annotated[
        Path | None, typer.Option("--memo", help="Write the decision to a .md, .html or .docx file.")
    ] = None,
    date: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Date of the memo; today if not given.")
    ] = None,
) -> None:
    """Recommend who should do the work and where, with reasons; needs no library."""
    from bot.memo.files import SUFFIXES
    from bot.memo.reading import read_given
    from bot.service.advice import Adviser

    if memo and memo.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(f"a memo is written to a file that ends in {', '.join(SUFFIXES)}, not to {memo.name}")
    adviser = Adviser.load(_encode)
    if sum(given is not None for given in (facts, text, batch, compare)) != 1:
        raise typer.BadParameter('give one of --facts FILE, --text "...", --compare F1 F2 or --batch FILE')
    if (change or memo) and (batch or compare):
        raise typer.BadParameter("--what-if and --memo go with --facts or --text")
    if batch:
        if not run_batch(batch, lambda line: adviser.line(line).model_dump(mode="json")):
            raise typer.Exit(1)
    elif compare:
        _compare(adviser, [_part(path) for path in compare], json_output)
    elif facts and not (change or memo) and (parts := read_given(facts).parts):
        _compare(adviser, list(parts), json_output)
    else:
        decision = _one(adviser, facts, text, change or [], json_output, explain)
        if memo:
            _write(adviser, decision, memo, date)


def _encode(texts: "Sequence[str]") -> "NDArray[float32]":
    return _embedder().encode(texts)


@cache
def _embedder() -> "Embedder":
    """The embedding model, loaded when words are first read."""
    from ingest.cli import progress
    from ingest.embed import load_embedder
    from ingest.settings import Settings

    return load_embedder(Settings.load(), progress())


def _one(
    adviser: "Adviser",
    facts: Path | None,
    text: str | None,
    change: list[str],
    json_output: bool,
    explain: bool,
) -> "Decision":
    """Print one situation, changed where that is asked, and return what was decided in the end."""
    from bot.memo.reading import read_given

    given = read_given(facts) if facts else None
    if given and given.parts:
        raise FactsError("A file of parts is compared; --what-if and --memo take one situation. Decide each part.")
    decision = _from_file(adviser, given) if given else adviser.text(text or "")
    if change:
        return _what_if(adviser, decision, change, json_output, explain)
    if json_output:
        print_json(decision.model_dump(mode="json"))
    else:
        say(adviser.shown(decision, explain))
    return decision


def _from_file(adviser: "Adviser", given: "Given") -> "Decision":
    from bot.memo.reading import note

    decision = adviser.facts(given.facts)
    said = note(given, decision, adviser.book)
    if said:
        say(said, sys.stderr)
    return decision.model_copy(update={"read": list(given.read)}) if given.read else decision


def _what_if(
    adviser: "Adviser", decision: "Decision", change: list[str], json_output: bool, explain: bool
) -> "Decision":
    """Print what moves and return the decision after the changes, with what was read and still holds."""
    from bot.rules.whatif import changes_of, what_if
    from bot.service.advice_text import shown_what_if

    seen = what_if(decision.given, changes_of(change, adviser.book), adviser.book)
    if json_output:
        print_json(seen.model_dump(mode="json"))
    else:
        say(shown_what_if(seen, adviser.book, explain))
    kept = [one for one in decision.read or () if seen.after.facts.get(one.fact) == one.value]
    return seen.after.model_copy(update={"read": kept}) if kept else seen.after


def _part(path: Path) -> "tuple[str, dict[str, object]]":
    from bot.memo.reading import read_given
    from bot.rules.sidebyside import LONGEST_NAME

    given = read_given(path)
    if given.parts:
        raise FactsError(f"{path} holds parts of its own. Compare them with --facts {path}.")
    name = str(path)
    return name if len(name) <= LONGEST_NAME else f"…{name[1 - LONGEST_NAME :]}", given.facts


def _compare(adviser: "Adviser", parts: "list[tuple[str, dict[str, object]]]", json_output: bool) -> None:
    from bot.rules.sidebyside import compare
    from bot.service.advice_text import shown_comparison

    comparison = compare(parts, adviser.book)
    if json_output:
        print_json(comparison.model_dump(mode="json"))
    else:
        say(shown_comparison(comparison, adviser.book))


def _write(adviser: "Adviser", decision: "Decision", path: Path, date: datetime | None) -> None:
    from bot.memo.blocks import memo
    from bot.memo.files import save

    day = (date or datetime.now(UTC)).date().isoformat()
    save(memo(decision, adviser.book, day), path, day)
    say(f"The memo is in {path}.", sys.stderr)
