"""The `shorewise` command: a thin skin that prints what the library and the bot return."""

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import ask as ask_cli
from bot.commands import decide as decide_cli
from bot.commands import keeping as keeping_cli
from bot.commands.terminal import give_up_output, say, use_utf8
from bot.service.batch import print_json
from bot.settings import check_names
from ingest import cli as library_cli
from ingest import keep_cli
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
for commands in (ask_cli, keeping_cli, decide_cli, library_cli, keep_cli):
    commands.register(app)


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
def doctor(
    offline: Annotated[bool, typer.Option("--offline", help="Prove that nothing leaves the machine.")] = False,
    kb: Annotated[
        bool, typer.Option("--kb", help="Tell what the built-in documents cover, and where they are thin.")
    ] = (False),
    calibrate: Annotated[
        Path | None, typer.Option("--calibrate", help="Check the threshold of refusal on questions of your own.")
    ] = None,
    json_output: library_cli.Json = False,
) -> None:
    """Check model, library and vectors and repair them; prove offline work; survey the built-in documents; or check
    when questions are refused."""
    if sum((offline, kb, calibrate is not None)) > 1:
        raise typer.BadParameter("give one of --offline, --kb or --calibrate")
    if calibrate:
        keeping_cli.calibrated(calibrate, json_output)
        return
    if kb:
        from bot.commands.kbdoctor import report, shown

        found = report()
        print_json(found) if json_output else say(shown(found))
    elif offline:
        from bot.commands.offline import examine

        library_cli.report_checks([asdict(check) for check in examine()], json_output)
    else:
        library_cli.report_checks(library_cli.examined(), json_output)


@rules_app.command("check")
def rules_check() -> None:
    """Prove the properties of the decision rules, with counts and time."""
    from bot.service.advice import check_rules

    lines, ok = check_rules()
    say("\n".join(lines))
    if not ok:
        sys.exit(1)


@rules_app.command("show")
def rules_show() -> None:
    """Print the facts, the two ranked tables and the refinements."""
    from bot.service.advice import show_rules

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
    from bot.page.server import serve as run
    from bot.settings import BotSettings

    run(BotSettings.load(), host=host, port=port, open_browser=open_browser, auth_file=auth_file)
