"""Prints for a person at a terminal: answers laid out, no control characters, UTF-8 whatever the locale."""

import os
import sys
from typing import TextIO

from ingest.cli import plain

WIDTH = 100  # longer lines are hard to read


def say(text: str, file: TextIO | None = None) -> None:
    """Print a text that may hold anything a document or a person wrote."""
    print(plain(text), file=file)


def say_markdown(text: str) -> None:
    """Print Markdown laid out, so that a comparison stands in columns."""
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(highlight=False)
    with console.capture() as captured:
        console.print(Markdown(plain(text)), width=min(console.width, WIDTH))
    lines = captured.get().strip("\n").split("\n")
    sys.stdout.write("\n".join(line.rstrip() for line in lines) + "\n")


def use_utf8() -> None:
    """Write UTF-8 to both streams; half a surrogate pair, which JSON may carry, comes out as its escape."""
    for stream in (sys.stdout, sys.stderr):
        # A closed stream is None, one that is captured cannot be changed and needs no change.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def give_up_output() -> None:
    """Send what is still to be printed nowhere, as nobody reads it; else Python complains when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
