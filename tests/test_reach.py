"""Reaching a library: by owning it, through its owner, or after waiting; never through a stranger."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from served import line

from ingest import wire
from ingest.errors import LibraryBusy, LibraryError
from ingest.owner import Owner
from ingest.progress import Step, silent
from ingest.reach import Line, library, reach
from ingest.relay import Relay
from ingest.settings import Settings

Opened = Callable[..., AbstractContextManager[Relay]]


@pytest.fixture
def settings(isolated: Path) -> Settings:
    return Settings.load(wait_s=0)


def test_a_stranger_on_the_port_of_a_killed_owner_learns_nothing(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        stranger.settimeout(0.1)
        settings.home.mkdir(parents=True)
        # As a killed page leaves it: its pid is not that of who owns the folder now.
        wire.write_note(settings.home, wire.Address(stranger.getsockname()[1], "t" * 64, os.getpid() + 1, ""))
        owner = Owner(settings.home)
        owner.take()
        try:
            with pytest.raises(LibraryBusy):
                reach(settings, silent)
        finally:
            owner.release()
        assert isinstance(reach(settings, silent), Owner)
        with pytest.raises(TimeoutError):
            stranger.accept()


def test_a_stranger_that_does_get_asked_hears_neither_token_nor_question(settings: Settings) -> None:
    """The pid may be that of the owner by chance."""
    heard: list[bytes] = []

    def pose(stranger: socket.socket) -> None:
        with stranger.accept()[0] as come, come.makefile("rwb") as file:
            wire.say(file, {"nonce": "0" * 32})
            heard.append(file.readline())
            wire.say(file, {"proof": "0" * 64})
            heard.append(file.readline())

    owner = Owner(settings.home)
    owner.take()
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        wire.write_note(settings.home, wire.Address(stranger.getsockname()[1], "t" * 64, os.getpid(), ""))
        posing = threading.Thread(target=pose, args=(stranger,))
        posing.start()
        assert Line.to(settings) is None
        posing.join()
    owner.release()
    assert heard[1] == b""
    assert b"t" * 64 not in heard[0]


def test_without_an_owner_the_command_is_done_here(settings: Settings) -> None:
    works = {"double": lambda shelf, _progress, *, of: shelf * of}

    @contextmanager
    def opened(owner: Owner) -> Iterator[int]:
        yield 2
        owner.release()

    with library(settings, works, opened, silent) as do:
        assert do("double", of=21) == 42


OWNER = """
    import sys, time
    from ingest.owner import Owner
    from ingest.relay import Relay
    from ingest.settings import Settings
    home = Settings.load().home
    owner = Owner(home); owner.take()
    relay = Relay(home, lambda name, given, progress: name if name == "agree" else time.sleep(60))
    relay.open("http://127.0.0.1:1")
    print("open", flush=True)
    time.sleep(60)
"""


@contextmanager
def another_owner() -> "Iterator[subprocess.Popen[str]]":
    """A process that owns the data folder and never finishes a command."""
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(OWNER)], stdout=subprocess.PIPE, text=True) as owning:
        assert owning.stdout is not None
        assert owning.stdout.readline() == "open\n"
        try:
            yield owning
        finally:
            owning.kill()


def test_an_owner_that_is_killed_ends_the_wait_with_a_sentence_and_leaves_the_folder_free(settings: Settings) -> None:
    with another_owner() as owning, line(settings) as reached:
        threading.Timer(0.2, owning.send_signal, (signal.SIGKILL,)).start()
        with pytest.raises(LibraryError, match="ended before it had answered"):
            reached.call("ask", silent)
        owning.wait()
        assert wire.read_note(settings.home) is not None
        owner = reach(settings, silent)
        assert isinstance(owner, Owner)
        owner.release()


def test_a_shell_waits_for_one_that_takes_no_commands_and_says_so_once(settings: Settings) -> None:
    owner = Owner(settings.home)
    owner.take()
    threading.Timer(0.2, owner.release).start()
    steps: list[Step] = []
    reached = reach(settings.model_copy(update={"wait_s": 20}), steps.append)
    assert isinstance(reached, Owner)
    reached.release()
    assert [step.note for step in steps] == [f"Process {os.getpid()} is using the library. Waiting up to 20 s."]
