"""Real processes for the tests of what happens beside an open page: the page itself, and shells."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest import wire
from ingest.owner import Owner
from ingest.reach import Line
from ingest.relay import Relay, Run
from ingest.settings import Settings

COMMAND = str(Path(sys.executable).with_name("shorewise"))
PATIENCE_S = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, **changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHOREWISE_")}
    shared = {name: os.environ[name] for name in ("SHOREWISE_CACHE",) if name in os.environ}
    return kept | shared | {"SHOREWISE_HOME": str(home), "SHOREWISE_BUILTIN": "0"} | changes


def begin(home: Path, *words: str, **changes: str) -> "subprocess.Popen[str]":
    """Start a command without waiting for it."""
    return subprocess.Popen(
        [COMMAND, *words],
        env=environment(home, **changes),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Wait for a command; there is never a traceback."""
    said, complained = process.communicate(timeout=PATIENCE_S)
    assert "Traceback" not in complained, complained
    return process.returncode, said, complained


def shell(home: Path, *words: str, code: int = 0, **changes: str) -> str:
    """Run a command to its end and give what it printed."""
    returned, said, complained = ended(begin(home, *words, **changes))
    assert returned == code, complained or said
    return said


def complaint(home: Path, *words: str, **changes: str) -> str:
    """Run a command that cannot be done and give the last sentence on stderr."""
    returned, said, complained = ended(begin(home, *words, **changes))
    assert (returned, said) == (1, ""), (returned, said, complained)
    return complained.splitlines()[-1]


def until(happened: Callable[[], object], within_s: float = PATIENCE_S) -> None:
    """Wait until something has happened."""
    deadline = time.monotonic() + within_s
    while not happened():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


@contextmanager
def page(home: Path, **changes: str) -> Iterator["subprocess.Popen[str]"]:
    """Serve the page until the block ends; shells may come at once, and wait while it loads."""
    serving = begin(home, "serve", "--port", str(free_port()), **changes)
    try:
        until(lambda: wire.read_note(home) is not None or serving.poll() is not None)
        assert serving.poll() is None, serving.communicate()
        yield serving
    finally:
        if serving.poll() is None:
            serving.terminate()
        serving.communicate(timeout=PATIENCE_S)


@contextmanager
def taking(home: Path, run: Run | None = None) -> Iterator[Relay]:
    """Own a data folder and take commands in this process, by default giving back what they are given."""
    owner = Owner(home)
    owner.take()
    relay = Relay(home, run or (lambda name, given, _: [name, given]))
    relay.open("http://127.0.0.1:1")
    try:
        yield relay
    finally:
        relay.close()
        owner.release()


def line(settings: Settings) -> Line:
    found = Line.to(settings)
    assert found is not None
    return found


def port_of(settings: Settings) -> int:
    address = wire.read_note(settings.home)
    assert address is not None
    return address.port
