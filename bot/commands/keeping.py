"""The commands about answers that were given: `replay` a receipt, list the `gaps`; `register` adds them."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.ask import opened_bot
from bot.commands.terminal import say
from bot.service.batch import print_json, read_lines
from ingest.cli import Json

ReceiptFile = Annotated[Path, typer.Argument(metavar="FILE", help="A receipt, as `ask --receipt` writes it.")]


def register(app: typer.Typer) -> None:
    """Add the commands to a Typer application."""
    for command in (replay, gaps):
        app.command()(command)


def replay(file: ReceiptFile, json_output: Json = False) -> None:
    """Ask the question of a receipt again; exit code 1 unless the answer is the same, word for word."""
    from bot.audit.reproduce import read_receipt

    receipt = read_receipt(file).model_dump(mode="json")
    with opened_bot() as do:
        found = do("replay", receipt=receipt)
    if json_output:
        print_json(found)
    else:
        say("\n".join(_told(found)))
    if not found["same"]:
        raise typer.Exit(1)


def gaps(
    clear: Annotated[bool, typer.Option("--clear", help="Forget them all.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="How many are listed.")] = 20,
    json_output: Json = False,
) -> None:
    """List the questions that got no answer, the most often asked first, with the document that each needs."""
    from bot.audit import gaps as kept
    from bot.settings import BotSettings

    settings = BotSettings.load()
    if clear:
        gone = kept.clear(settings.home)
        print_json({"cleared": gone}) if json_output else say(f"Forgot {gone} question{'' if gone == 1 else 's'}.")
        return
    found = kept.read(settings.home)
    if json_output:
        print_json([asdict(gap) for gap in found[:limit]])
        return
    for gap in found[:limit]:
        say(f"{gap.count} x  {gap.question}")
        if gap.searched != gap.question:
            say(f"      searched for: {gap.searched}")
        say(f"      {gap.kind}; last asked {gap.last[:10]}; needs {gap.needed}")
    left = len(found) - limit
    if left > 0:
        say(f"{left} more; --limit {min(500, len(found))} lists them.")
    if not found:
        say("No question is noted." + ("" if settings.gaps else " SHOREWISE_GAPS=0 switches the list off."))


def calibrated(file: Path, json_output: bool) -> None:
    """Print how the threshold of refusal does on a file of questions, and what to set it to."""
    from bot.audit.calibrate import Judged, read_questions, report, shown
    from bot.evidence.enough import calibration
    from bot.settings import BotSettings

    questions = read_questions(read_lines(file))
    with opened_bot() as do:
        judged = [Judged(**one) for one in do("calibrate", questions=questions)]
    threshold = BotSettings.load().threshold
    found = report(judged, calibration().threshold if threshold is None else threshold)
    print_json(found) if json_output else say(shown(found))


def _told(found: dict[str, Any]) -> list[str]:
    lines = [found["result"], *(f"- {change}" for change in found["changed"])]
    if found["fields"] and not found["same"]:
        lines.append(f"Different: {', '.join(found['fields'])}.")
    return [*lines, *found["difference"]]
