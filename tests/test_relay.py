"""The relay: commands of shells are done by the owner of the data folder, and nobody else's are."""

import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import pytest
from served import line, port_of, taking, until

from ingest import relay, wire
from ingest.errors import LibraryBusy, LibraryError, ShorewiseError
from ingest.progress import Progress, Step, silent
from ingest.reach import Line, reach
from ingest.relay import Relay
from ingest.settings import Settings

Opened = Callable[..., AbstractContextManager[Relay]]


@pytest.fixture
def settings(isolated: Path) -> Settings:
    return Settings.load(wait_s=0)


@pytest.fixture
def opened(settings: Settings) -> Opened:
    """Own the data folder and take commands, by default giving back what they are given."""
    return lambda run=None: taking(settings.home, run)


def test_a_command_is_done_by_the_owner_and_its_result_comes_back(settings: Settings, opened: Opened) -> None:
    with opened(), line(settings) as reached:
        assert reached.address.page == "http://127.0.0.1:1"
        assert reached.call("ask", silent, question="why \ud800?") == ["ask", {"question": "why \ud800?"}]
        assert reached.call("documents", silent) == ["documents", {}]


def test_progress_comes_while_the_work_is_done(settings: Settings, opened: Opened) -> None:
    def run(name: str, _given: Mapping[str, Any], progress: Progress) -> int:
        for done in range(1000):
            progress(Step(name, done, 1000))
        progress(Step("", 0, 0, note="A word in between."))
        progress(Step(name, 1000, 1000, "last", 7, 0.5, 1.5))
        return 1000

    steps: list[Step] = []
    with opened(run), line(settings) as reached:
        assert reached.call("reindex", steps.append) == 1000
    assert steps[0] == Step("reindex", 0, 1000)
    assert steps[-2:] == [Step("", 0, 0, note="A word in between."), Step("reindex", 1000, 1000, "last", 7, 0.5, 1.5)]
    assert len(steps) < 50


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (LibraryError("No such thing. Do that."), "No such thing. Do that."),
        (OSError(28, "No space left on device"), "No space left on device"),
        (KeyError("gone"), "KeyError: 'gone'. `shorewise doctor` may help"),
    ],
)
def test_a_command_that_fails_gives_one_sentence_and_the_next_is_done(
    settings: Settings, opened: Opened, fault: Exception, said: str
) -> None:
    faults = [fault]

    def run(name: str, _given: Mapping[str, Any], _progress: Progress) -> str:
        if faults:
            raise faults.pop()
        return name

    with opened(run), line(settings) as reached:
        with pytest.raises(ShorewiseError, match=said.replace(".", r"\.")):
            reached.call("remove", silent)
        assert reached.call("show", silent) == "show"


def test_many_shells_are_served_at_once_each_with_its_own_answer(settings: Settings, opened: Opened) -> None:
    together = threading.Barrier(20)

    def run(_name: str, given: Mapping[str, Any], _progress: Progress) -> Any:
        together.wait(10)
        return given["number"]

    answers: dict[int, Any] = {}

    def ask(number: int) -> None:
        with line(settings) as reached:
            answers[number] = reached.call("ask", silent, number=number)

    with opened(run):
        shells = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
        for shell in shells:
            shell.start()
        for shell in shells:
            shell.join()
    assert answers == {number: number for number in range(20)}


def test_it_listens_on_loopback_alone(settings: Settings, opened: Opened) -> None:
    with opened():
        port = port_of(settings)
        for name in {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}:
            if not name.startswith("127."):
                with pytest.raises(OSError), socket.create_connection((name, port), 1):  # noqa: PT011
                    pass
        # Every other address of loopback is this machine's too, and is not listened on.
        with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", port), 1):
            pass


def test_a_shell_with_another_token_has_nothing_done(settings: Settings, opened: Opened) -> None:
    done: list[str] = []
    with opened(lambda name, *_: done.append(name)):
        address = wire.read_note(settings.home)
        assert address is not None
        wire.write_note(settings.home, wire.Address(address.port, "f" * 64, address.pid, address.page))
        assert Line.to(settings) is None
        with pytest.raises(LibraryBusy, match=f"Process {os.getpid()} is using"):
            reach(settings, silent)
        # What comes after a wrong proof is not read.
        with socket.create_connection(("127.0.0.1", address.port), 5) as guessing:
            guessing.sendall(b'{"nonce": "", "proof": ""}\n{"do": "remove", "with": {}}\n')
            assert guessing.makefile("rb").read().count(b"\n") == 1
    assert done == []


def test_garbage_on_the_port_stops_nobody(settings: Settings, opened: Opened) -> None:
    with opened():
        port = port_of(settings)
        for garbage in (b"GET /relay.json HTTP/1.1\r\n\r\n", os.urandom(100_000), b"{" * 50_000, b"\n" * 1000, b""):
            with socket.create_connection(("127.0.0.1", port), 5) as rude:
                try:
                    rude.sendall(garbage)
                    rude.shutdown(socket.SHUT_WR)
                    said = rude.makefile("rb").read()
                except OSError:  # hung up on in the middle of it
                    said = b""
            assert said.count(b"\n") <= 1
        with line(settings) as reached:
            assert reached.call("show", silent) == ["show", {}]


def test_who_holds_many_connections_keeps_no_shell_out(
    settings: Settings, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "_MOST", 8)
    with opened(), ExitStack() as held:
        port = port_of(settings)
        for _ in range(3 * relay._MOST):
            held.enter_context(socket.create_connection(("127.0.0.1", port), 5))
        with line(settings) as reached:
            assert reached.call("show", silent) == ["show", {}]
            until(lambda: len(_served()) <= relay._MOST + 1, within_s=5)


def test_a_line_that_is_too_long_is_refused_before_it_is_sent(settings: Settings, opened: Opened) -> None:
    with opened(), line(settings) as reached:
        with pytest.raises(ShorewiseError, match="32 MB"):
            reached.call("ask", silent, question="x" * 33_000_000)
        long = "x" * 8_000_000
        assert reached.call("ask", silent, question=long) == ["ask", {"question": long}]


def test_work_for_a_shell_that_left_is_given_up(settings: Settings, opened: Opened) -> None:
    begun, given_up = threading.Event(), threading.Event()

    def run(_name: str, _given: Mapping[str, Any], progress: Progress) -> None:
        begun.set()
        try:
            for done in range(10_000):
                progress(Step("Reading", done, 10_000, note="on"))
                time.sleep(0.002)
        except relay.ShellGone:
            given_up.set()
            raise

    def left(leaving: Line) -> None:
        with pytest.raises(LibraryError):
            leaving.call("ingest", silent)

    with opened(run):
        leaving = line(settings)
        asking = threading.Thread(target=left, args=(leaving,))
        asking.start()
        assert begun.wait(5)
        leaving._connection.shutdown(socket.SHUT_RDWR)
        leaving.close()
        asking.join()
        assert given_up.wait(10)


def _served() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if "process_request" in thread.name]
