"""Reaches the library of a data folder: by owning it, or through the process that does."""

import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from importlib.metadata import version
from typing import Any, Protocol, Self, TypeVar

from ingest import wire
from ingest.errors import LibraryBusy, LibraryError, ShorewiseError
from ingest.owner import Owner, owner_pid
from ingest.progress import Progress, Step
from ingest.settings import Settings

Shelf = TypeVar("Shelf")
Works = Mapping[str, Callable[..., Any]]
"""Commands by name: functions of an open library, a Progress and keywords; JSON in, JSON out."""

_LOOK_S = 0.1
_PATIENCE_S = 5.0
_GONE = "The process that has the library open ended before it had answered. Run the command again."


class Do(Protocol):
    def __call__(self, name: str, **given: Any) -> Any:
        """Do one command; raises ShorewiseError as it would here, wherever it is done."""


@contextmanager
def library(
    settings: Settings,
    works: Works,
    opened: Callable[[Owner], AbstractContextManager[Shelf]],
    progress: Progress,
) -> Iterator[Do]:
    """Give what does commands: with a library that is `opened` here, or in the process that has it open.

    Raises LibraryBusy when another process has it for longer than `wait_s` and takes no commands.
    """
    reached = reach(settings, progress)
    if isinstance(reached, Owner):
        with opened(reached) as shelf:
            yield lambda name, **given: works[name](shelf, progress, **given)
    else:
        with reached as line:
            line.call("agree", progress, version=version("shorewise"), settings=chosen(settings))
            yield lambda name, **given: line.call(name, progress, **given)


def reach(settings: Settings, progress: Progress) -> "Owner | Line":
    """Become the owner of the data folder or find it, waiting a little for an owner that takes no commands."""
    owner = Owner(settings.home)
    deadline, told = time.monotonic() + settings.wait_s, False
    while True:
        try:
            owner.take()
            return owner
        except LibraryBusy:
            if line := Line.to(settings):
                return line
            if time.monotonic() >= deadline:
                raise
            if not told:
                progress(
                    Step("", 0, 0, note=f"{owner.holder()} is using the library. Waiting up to {settings.wait_s} s.")
                )
                told = True
            time.sleep(_LOOK_S)


def chosen(settings: Settings) -> dict[str, Any]:
    """Give the settings a person has set that change what a command does."""
    given = settings.model_dump(mode="json")
    return {name: given[name] for name in sorted(settings.model_fields_set) if name not in ("home", "cache", "wait_s")}


class Line:
    """A connection to the owner, after both sides have proven themselves."""

    def __init__(self, address: wire.Address, connection: socket.socket) -> None:
        self.address = address
        self._connection = connection
        self._reading, self._writing = connection.makefile("rb"), connection.makefile("wb")

    @classmethod
    def to(cls, settings: Settings) -> Self | None:
        """Connect to the process that says it has the data folder open; None when it does not answer as it should."""
        address = wire.read_note(settings.home)
        # What a killed process left behind names a port that anybody may have taken since.
        if address is None or address.pid != owner_pid(settings.home):
            return None
        line = None
        try:
            line = cls(address, socket.create_connection(("127.0.0.1", address.port), _PATIENCE_S))
            if wire.introduce(line._reading, line._writing, address.token):
                line._connection.settimeout(None)
                return line
        except (OSError, wire.Garbled):
            pass
        if line:
            line.close()
        return None

    def call(self, name: str, progress: Progress, **given: Any) -> Any:
        """Have a command done; raises LibraryError when the owner ends meanwhile."""
        asked = {"do": name, "with": given}
        wire.check(asked)
        try:
            wire.say(self._writing, asked)
            while True:
                said = wire.hear(self._reading, -1)
                if "step" in said:
                    progress(Step(**said["step"]))
                elif "error" in said:
                    raise ShorewiseError(said["error"])
                else:
                    return said["result"]
        except (ConnectionError, wire.Garbled) as error:
            raise LibraryError(_GONE) from error

    def close(self) -> None:
        for end in (self._writing, self._reading, self._connection):
            with suppress(OSError):
                end.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
