"""Serves the page: takes the port, opens the library in the background, says why when that fails."""

import contextlib
import errno
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.page.guard import LOOPBACK, Guard, Limits
from bot.service.desk import Desk
from bot.service.work import carry_out
from bot.settings import BotSettings
from ingest.errors import LibraryBusy, ShorewiseError
from ingest.owner import Owner
from ingest.progress import Progress, Step, Terminal
from ingest.reach import reach
from ingest.read import SUFFIXES
from ingest.relay import Relay, ShellGone

_FILES_AT_ONCE = 4
"""So many files of the largest size fit into one upload."""
_SOON_S = 0.5


def serve(
    settings: BotSettings,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    auth_file: Path | None = None,
) -> None:
    """Serve the page, and the commands of shells on this machine, until it is stopped.

    Raises ShorewiseError when the data folder is in use, the port is taken, the file of people is unusable or the
    library cannot open.
    """
    people = read_people(auth_file) if auth_file else []
    owner = _owner(settings)
    try:
        # Listening before the slow imports: a browser that comes early waits instead of being refused.
        with listen(host, port) as listening:
            desk = Desk(settings)
            address = address_of(host, listening.getsockname()[1])
            with _relayed(desk, address):
                _run(desk, people, host, listening, owner, open_browser)
            desk.close()
    except ShorewiseError:
        owner.release()
        raise
    if desk.error:
        raise desk.error


def _run(
    desk: Desk,
    people: list[tuple[str, str]],
    host: str,
    listening: socket.socket,
    owner: Owner,
    open_browser: bool,
) -> None:
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import uvicorn

    from bot.page.app import build

    limits = Limits(SUFFIXES, _FILES_AT_ONCE * desk.settings.max_file_mb * 1_000_000)
    app = Guard(build(desk, people), host, limits)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))

    def give_up() -> None:
        server.should_exit = True

    desk.open(give_up, owner)
    address = address_of(host, listening.getsockname()[1])
    sys.stderr.write(_announcement(address, host, bool(people)))
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    if threading.current_thread() is threading.main_thread():
        # The server hands the signal on once it has stopped; it must not end the process before the library closes.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def _owner(settings: BotSettings) -> Owner:
    """Own the data folder; raises LibraryBusy that says where the page is open already."""
    reached = reach(settings, Terminal())
    if isinstance(reached, Owner):
        return reached
    reached.close()
    raise LibraryBusy(
        f"The page is open already at {reached.address.page}. Use it there, or set SHOREWISE_HOME to another folder."
    )


@contextlib.contextmanager
def _relayed(desk: Desk, page: str) -> Iterator[None]:
    """Take the commands of shells meanwhile; one that comes before the library is open waits for it."""

    def run(name: str, given: Mapping[str, Any], progress: Progress) -> Any:
        if not desk.wait(_SOON_S):
            progress(Step("", 0, 0, note="The page is still loading the library. Waiting for it."))
        try:
            return carry_out(desk.bot, name, given, progress)
        except ShellGone:
            # Between a text and its vectors, perhaps. After a kill the next opening puts that right; here nobody would.
            desk.bot.store.mend()
            raise

    relay = Relay(desk.settings.home, run)
    relay.open(page)
    try:
        yield
    finally:
        relay.close()


def listen(host: str, port: int) -> socket.socket:
    """Take the port, or raise ShorewiseError that says how to choose another."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise ShorewiseError(f"There is no address {host} to listen on. Choose another with --host.") from error
    listening = socket.socket(family, kind, protocol)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise ShorewiseError(
                f"{host} is no address of this machine. Choose one with --host, for example 127.0.0.1."
            ) from error
        if isinstance(error, PermissionError):
            raise ShorewiseError(f"Port {port} may not be used by you. Choose one above 1023 with --port.") from error
        raise ShorewiseError(
            f"Port {port} on {host} is in use. Stop what runs there or choose another: --port {port + 1}."
        ) from error
    return listening


def address_of(host: str, port: int) -> str:
    """Return the address to open in a browser on this machine."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def read_people(path: Path) -> list[tuple[str, str]]:
    """Read who may log in: one `NAME:PASSWORD` a line; blank lines and comments (#) are skipped."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ShorewiseError(
            f"The file of people {path} cannot be read. Give --auth-file a UTF-8 text file."
        ) from error
    people = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, password = line.partition(":")
        if not (colon and name.strip() and password):
            raise ShorewiseError(f"Line {number} of {path} is not NAME:PASSWORD. Correct it and start again.")
        people.append((name.strip(), password))
    if not people:
        raise ShorewiseError(f"The file of people {path} names nobody. Add a line NAME:PASSWORD.")
    return people


def _announcement(address: str, host: str, log_in: bool) -> str:
    open_to_all = host not in LOOPBACK and not log_in
    warning = " Anyone who reaches this machine can use it; --auth-file asks for a name." if open_to_all else ""
    return f"Shorewise is open at {address} (stop with Ctrl+C).{warning}\n"
