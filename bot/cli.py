"""The `shorewise` command: a thin skin that prints what the library and the bot return."""

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import decide_cli
from bot.batch import line_id, print_json, run_batch
from bot.settings import check_names
from bot.terminal import give_up_output, say, say_markdown, use_utf8
from ingest import cli as library_cli
from ingest.errors import ShorewiseError

app = typer.Typer(
    name="shorewise",
    help="Who should do this work, and where? Cited answers and reasoned recommendations, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(help="Show the decision rules or check their proofs.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")
library_cli.register(app)
decide_cli.register(app)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="File of JSON lines; prints one JSON line each.")]


def main() -> None:
    """Run the command; whatever fails becomes one plain sentence on stderr and exit code 1."""
    use_utf8()
    try:
        check_names(os.environ)
        try:
            app()
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except ShorewiseError as error:
        say(str(error), sys.stderr)
    except BrokenPipeError:
        give_up_output()
    except OSError as error:
        give_up_output()
        say(f"The command could not finish: {error}. See to that and run it again.", sys.stderr)
    except Exception as error:  # noqa: BLE001 - the last place that can spare a person a traceback
        say(_unexpected(error), sys.stderr)
    else:
        return
    sys.exit(1)


def _unexpected(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name} line {trace.tb_lineno}" if trace else "the command"
    return (
        f"Shorewise failed in a way it should not: {type(error).__name__} in {place}: {error}. "
        "`shorewise doctor` may help; please report this sentence."
    )


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    json_output: Json = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each step found.")] = False,
    batch: Batch = None,
) -> None:
    """Answer a question from the library, every sentence cited."""
    from bot.chain import Bot
    from bot.explain import explanation

    _one_of(question, batch, "a question")
    with Bot.open(progress=library_cli.progress()) as bot:
        if batch:
            _batch(run_batch(batch, lambda line: _answer_line(bot, line)))
            return
        answer = bot.ask(question or "")
        if json_output:
            print_json(answer.model_dump(mode="json"))
        else:
            say_markdown(answer.markdown)
        if explain:
            say(explanation(bot, question or ""), sys.stderr if json_output else None)


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(metavar="WORDS", help="Words to search for.")] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=100, help="How many passages.")] = 5,
    json_output: Json = False,
    batch: Batch = None,
) -> None:
    """List the passages nearest to some words."""
    from bot.chain import Bot

    _one_of(query, batch, "words to search for")
    with Bot.open(progress=library_cli.progress()) as bot:
        if batch:
            _batch(run_batch(batch, lambda line: _search_line(bot, line, k)))
            return
        hits = bot.search(query or "", k)
        if json_output:
            print_json({"id": None, "passages": [_passage(hit) for hit in hits]})
            return
        for hit in hits:
            place = " > ".join([hit.passage.title, *hit.passage.section])
            say(f"{hit.score:.3f}  {place}\n       {' '.join(hit.passage.text.split())}\n")
        if not hits:
            say("Nothing found: the library is empty.")


@app.command()
def doctor(
    offline: Annotated[bool, typer.Option("--offline", help="Prove that nothing leaves the machine.")] = False,
    kb: Annotated[
        bool, typer.Option("--kb", help="Tell what the built-in documents cover, and where they are thin.")
    ] = (False),
    json_output: Json = False,
) -> None:
    """Check model, library and vectors and repair them; or prove offline work; or survey the built-in documents."""
    if offline and kb:
        raise typer.BadParameter("give either --offline or --kb")
    if kb:
        from bot.kbdoctor import report, shown

        found = report()
        print_json(found) if json_output else say(shown(found))
    elif offline:
        from bot.offline import examine

        library_cli.report_checks(examine(), json_output)
    else:
        library_cli.report_checks(library_cli.examined(), json_output)


@rules_app.command("check")
def rules_check() -> None:
    """Prove the properties of the decision rules, with counts and time."""
    from bot.advice import check_rules

    lines, ok = check_rules()
    say("\n".join(lines))
    if not ok:
        sys.exit(1)


@rules_app.command("show")
def rules_show() -> None:
    """Print the facts, the two ranked tables and the refinements."""
    from bot.advice import show_rules

    say(show_rules())


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; anything but loopback opens the page to others.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 7860,
    auth_file: Annotated[
        Path | None, typer.Option(help="File of NAME:PASSWORD lines for people who may log in.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Open the page."""
    from bot.server import serve as run
    from bot.settings import BotSettings

    run(BotSettings.load(), host=host, port=port, open_browser=open_browser, auth_file=auth_file)


def _answer_line(bot: Any, line: dict[str, Any]) -> dict[str, Any]:
    turns = line.get("turns")
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise ShorewiseError('"turns" must be a list of one or more texts.')
    answered: dict[str, Any] = (
        bot.ask(turns[-1], turns[:-1]).model_copy(update={"id": line_id(line)}).model_dump(mode="json")
    )
    return answered


def _search_line(bot: Any, line: dict[str, Any], k: int) -> dict[str, Any]:
    query, wanted = line.get("query"), line.get("k", k)
    if not isinstance(query, str):
        raise ShorewiseError('"query" must be a text.')
    if not isinstance(wanted, int) or isinstance(wanted, bool) or not 1 <= wanted <= 100:
        raise ShorewiseError('"k" must be a whole number from 1 to 100.')
    return {"id": line_id(line), "passages": [_passage(hit) for hit in bot.search(query, wanted)]}


def _passage(hit: Any) -> dict[str, Any]:
    passage = hit.passage
    return {
        "document_id": passage.document_id,
        "passage_id": passage.id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": hit.score,
        "dense": hit.dense,
        "bm25": hit.bm25,
        "section": " > ".join(passage.section) or None,
        "page": passage.page,
    }


def _batch(went_well: bool) -> None:
    if not went_well:
        raise typer.Exit(1)


def _one_of(words: str | None, batch: Path | None, what: str) -> None:
    if (words is None) == (batch is None):
        raise typer.BadParameter(f"give either {what} or --batch FILE")
