"""The display of progress: it leaves the terminal as it was, whatever becomes of the work."""

import os
import pty
import subprocess
import sys
import threading
from io import StringIO
from pathlib import Path

import pytest

import kb
from ingest.progress import Step, Terminal

SHOW_CURSOR = "\x1b[?25h"


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


def put_up(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Make a screen of stderr; not as a fixture, because pytest takes stderr back before the test begins."""
    screen = Screen()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen)
    return screen


def test_a_bar_whose_task_is_not_done_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, terminal = put_up(monkeypatch), Terminal()
    terminal(Step("Reading", 1, 3))
    assert SHOW_CURSOR not in screen.getvalue()
    terminal.close()
    assert SHOW_CURSOR in screen.getvalue()
    terminal.close()


def test_threads_share_one_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, terminal = put_up(monkeypatch), Terminal()
    threads = [threading.Thread(target=terminal, args=(Step("Reading", 0, 9),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    terminal.close()
    assert screen.getvalue().count(SHOW_CURSOR) == 1


def test_a_note_is_written_out_once_the_bar_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, terminal = put_up(monkeypatch), Terminal()
    terminal(Step("Preparing", 0, 1))
    terminal(Step("Preparing", 1, 1, note="The model runs on torch."))
    assert screen.getvalue().index(SHOW_CURSOR) < screen.getvalue().index("The model runs on torch.\n")


def test_a_command_that_fails_shows_the_cursor_again() -> None:
    code = (
        "from ingest.cli import progress\n"
        "from ingest.progress import Step\n"
        "progress()(Step('Reading', 1, 3))\n"
        "raise SystemExit(1)\n"
    )
    ours, theirs = pty.openpty()
    try:
        subprocess.run(
            [sys.executable, "-c", code],
            stderr=theirs,
            cwd=Path(kb.__file__).parent.parent,
            env=os.environ | {"TERM": "xterm"},
            check=False,
        )
        assert SHOW_CURSOR in os.read(ours, 100_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
