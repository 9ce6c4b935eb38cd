"""Takes commands of other processes of the same person while this one has the data folder open.

It listens on loopback alone, whatever address the page is served under, and does nothing for a side that has not
proven that it can read the data folder; a browser cannot, whatever page it shows.
"""

import logging
import os
import secrets
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest import wire
from ingest.errors import ShorewiseError
from ingest.progress import Progress, Step

Run = Callable[[str, Mapping[str, Any], Progress], Any]
"""Does a command by its name, with what it is given; what it returns is sent as JSON."""

_MOST = 64
"""Shells served at once, and sides that have yet to prove themselves."""
_PATIENCE_S = 10.0
"""For a side to say the next word of its proof."""
_STALLED_S = 60.0
"""For a shell to take what it is sent; one that was stopped must not keep the library waiting for ever."""
_STEP_S = 0.1
_LOOK_S = 0.05
"""Between two looks whether to stop listening."""
logger = logging.getLogger(__name__)


class ShellGone(ConnectionError):
    """The shell has ended before its command had."""


class Relay:
    """Listens from `open` to `close`; both may be called once."""

    def __init__(self, home: Path, run: Run) -> None:
        self._home, self._run = home, run
        self._token = secrets.token_hex(32)
        self._places = threading.BoundedSemaphore(_MOST)
        self._lock = threading.Lock()
        self._unproven: list[socket.socket] = []
        self._server: socketserver.ThreadingTCPServer

    def open(self, page: str) -> int:
        """Start listening and say so in the data folder, which this process must own; gives the port."""
        self._server = _Server(("127.0.0.1", 0), self._handler())
        port = int(self._server.server_address[1])
        try:
            wire.write_note(self._home, wire.Address(port, self._token, os.getpid(), page))
        except BaseException:
            self._server.server_close()
            raise
        threading.Thread(target=self._server.serve_forever, args=(_LOOK_S,), name="relay", daemon=True).start()
        return port

    def close(self) -> None:
        """Take no further commands; those under way end with the library."""
        wire.remove_note(self._home)
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        serve = self._serve

        class Handler(socketserver.StreamRequestHandler):
            timeout = _PATIENCE_S

            def handle(self) -> None:
                serve(self)

        return Handler

    def _serve(self, line: socketserver.StreamRequestHandler) -> None:
        with suppress(OSError, wire.Garbled):
            if not self._admits(line):
                return
            with self._places:
                while True:
                    line.connection.settimeout(None)
                    asked = wire.hear(line.rfile)
                    line.connection.settimeout(_STALLED_S)
                    self._answer(line, asked)

    def _admits(self, line: socketserver.StreamRequestHandler) -> bool:
        """Let a side prove itself; tells whether it did.

        A shell does so within milliseconds. Where too many take longer, the one that has taken longest is cut off, so
        that nobody keeps shells out by holding connections.
        """
        with self._lock:
            self._unproven.append(line.connection)
            late = self._unproven.pop(0) if len(self._unproven) > _MOST else None
        if late:
            with suppress(OSError):
                late.shutdown(socket.SHUT_RDWR)
        try:
            return wire.admit(line.rfile, line.wfile, self._token)
        finally:
            with self._lock, suppress(ValueError):
                self._unproven.remove(line.connection)

    def _answer(self, line: socketserver.StreamRequestHandler, asked: Mapping[str, Any]) -> None:
        """Do one command and say what came of it; raises OSError when the shell is gone."""
        try:
            given = asked.get("with", {})
            result = self._run(str(asked.get("do")), given if isinstance(given, dict) else {}, _Steps(line))
            wire.say(line.wfile, {"result": result})
        except ShorewiseError as error:
            wire.say(line.wfile, {"error": str(error)})
        except ShellGone:
            raise
        except OSError as error:
            # The work met a full disk, or a file that it may not read.
            wire.say(line.wfile, {"error": f"The command could not finish: {error}. See to that and run it again."})
        except Exception as error:
            logger.exception("A command of a shell failed")
            words = f"The command failed in a way it should not: {type(error).__name__}: {error}."
            wire.say(line.wfile, {"error": f"{words} `shorewise doctor` may help; please report this sentence."})


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = _MOST

    def handle_error(self, *_: object) -> None:
        logger.exception("A connection of a shell failed")


class _Steps:
    """Sends progress on, a few steps a second: a bar cannot show more."""

    def __init__(self, line: socketserver.StreamRequestHandler) -> None:
        self._line = line
        self._lock = threading.Lock()
        self._last = 0.0

    def __call__(self, step: Step) -> None:
        with self._lock:
            now = time.monotonic()
            if step.note or step.done == step.total or now - self._last >= _STEP_S:
                self._last = now
                try:
                    wire.say(self._line.wfile, {"step": asdict(step)})
                except OSError as error:
                    raise ShellGone from error
