"""The proof that nothing leaves the machine: reading and answering while every connection but loopback is refused."""

import ipaddress
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.doctor import Check
from ingest.read import read_bytes

_EVENTS = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")
_DOCUMENT = """# Tide tables

## What a tide table is

A tide table lists the times and heights of high and low water at one place for every day of a year.
"""
_QUESTIONS = ("What is a tide table?", "Who wrote the first tide table in Lisbon?", "Should we outsource our payroll?")


def watch() -> list[str]:
    """Refuse every connection of this process but loopback from now on; the list returned fills with the attempts.

    Python reports connections of Python code; native code that opened a socket by itself would not be seen. The watch
    cannot be ended, so this is for a process that ends soon.
    """
    attempts: list[str] = []

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _EVENTS and (host := _host(event, arguments)) and not is_loopback(host):
            attempts.append(f"{event.removeprefix('socket.')} {host}")
            raise OSError(f"A connection to {host} was refused: Shorewise works offline.")

    sys.addaudithook(refuse)
    return attempts


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine itself; a name that only begins like it is not."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def examine() -> list[Check]:
    """Read a document and answer questions in a fresh data folder under watch; lists what was attempted."""
    from bot.chain import Bot

    attempts = watch()
    with tempfile.TemporaryDirectory(prefix="shorewise-") as folder:
        document = Path(folder) / "tides.md"
        document.write_text(_DOCUMENT, "utf-8")
        with Bot.open(Path(folder) / "home") as bot:
            report = bot.add_files([document], [document.name])
            answers = [bot.ask(question) for question in _QUESTIONS]
        # Files are read in a process of their own, which this watch does not reach: read once more in this one.
        parsed = read_bytes(document.read_bytes(), document.name)
    read = bool(parsed.blocks) and all(outcome.result != "refused" for outcome in report.files)
    answered = answers[0].status == "answered"
    return [
        Check("offline reading", read, "a document was read with the network refused"),
        Check("offline answers", answered, f"{len(answers)} questions were answered with the network refused"),
        Check("attempted connections", not attempts, _listed(attempts)),
    ]


def _host(event: str, arguments: Sequence[Any]) -> str:
    """Return the host an event is about, "" for a local socket that has none."""
    address = arguments[1] if event in ("socket.connect", "socket.sendto", "socket.sendmsg") else arguments[0]
    host = address[0] if isinstance(address, tuple) and address else address
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    local = event in ("socket.connect", "socket.sendto", "socket.sendmsg") and not isinstance(address, tuple)
    return "" if local or not isinstance(host, str) else host


def _listed(attempts: Sequence[str]) -> str:
    return "none" if not attempts else "; ".join(dict.fromkeys(attempts))
