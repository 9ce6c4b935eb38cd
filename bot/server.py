"""Serves the page: takes the port, opens the library in the background, says why when that fails."""

import contextlib
import os
import socket
import sys
import threading
import webbrowser
from pathlib import Path

from bot.desk import Desk
from bot.guard import LOOPBACK, Guard, Limits
from bot.settings import BotSettings
from ingest.errors import ShorewiseError
from ingest.read import SUFFIXES

_FILES_AT_ONCE = 4
"""So many files of the largest size fit into one upload."""


def serve(
    settings: BotSettings,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    auth_file: Path | None = None,
) -> None:
    """Serve the page until it is stopped.

    Raises ShorewiseError when the port is taken, the file of people is unusable or the library cannot open.
    """
    people = read_people(auth_file) if auth_file else []
    # Listening before the slow imports: a browser that comes early waits instead of being refused.
    with listen(host, port) as listening:
        os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
        import uvicorn

        from bot.page import build

        desk = Desk(settings)
        limits = Limits(SUFFIXES, _FILES_AT_ONCE * settings.max_file_mb * 1_000_000)
        app = Guard(build(desk, people), host, limits)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))

        def give_up() -> None:
            server.should_exit = True

        desk.open(give_up)
        address = address_of(host, listening.getsockname()[1])
        sys.stderr.write(_announcement(address, host, bool(people)))
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
        desk.close()
    if desk.error:
        raise desk.error


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
