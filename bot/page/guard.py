"""Stands in front of the page: who may ask, and what may be sent.

The page is meant for one machine, yet any web site open in the same browser can send requests to it. So a
request must name a host this page is served under (DNS rebinding brings a foreign name), must not come from
another origin, and may only use the addresses the page itself uses.
"""

import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from fastapi import HTTPException

from bot.page.headers import Message, Reply, Send, with_headers

Receive = Callable[[], Awaitable[Message]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Everything the page asks for; other addresses of the framework (proxy, file, monitoring, API) are closed.
OPEN_PATHS = re.compile(
    r"/|/(assets|static|shorewise)/[\w./-]+|/theme\.css|/favicon\.ico|/login/?|/logout"
    r"|/gradio_api/(queue/join|queue/data|cancel|reset/?|startup-events|upload|upload_progress|heartbeat/\w+)"
)
MOST_BYTES = 8_000_000
"""Largest body of a request that is no upload; a question of 1 MB still gets its sentence in the page."""

_PART_NAME = re.compile(rb'filename="((?:[^"\\\r\n]|\\.)*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be uploaded: file name endings, and bytes for a whole request."""

    suffixes: tuple[str, ...]
    upload_bytes: int


class Guard:
    """ASGI middleware; `host` is the address listened on."""

    def __init__(self, app: App, host: str, limits: Limits) -> None:
        self.app = app
        self.host = host
        self.limits = limits

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        reason = refusal(scope["method"], scope["path"], headers, self.host)
        if reason:
            await _answer(send, *reason)
            return
        body = Body(receive, headers, self.limits if scope["path"].endswith("/upload") else None)
        reply = Reply(send)

        async def say(message: Message) -> None:
            # The application meets a broken-off body as a lost connection; the reason is sent below instead.
            if not body.refused:
                await reply.send(message)

        try:
            await self.app(scope, body.receive, say)
        except Exception as error:
            if reply.started and isinstance(error.__cause__, HTTPException):
                # The framework refused after it had begun to answer; only the end of the answer is missing.
                await send({"type": "http.response.body", "body": b""})
            elif not body.refused:
                raise
        if body.refused and not reply.started:
            await _answer(send, *body.refused)


def refusal(method: str, path: str, headers: dict[str, str], host: str) -> tuple[int, str] | None:
    """Return status and sentence for a request that is not answered, else None."""
    named = headers.get("host", "")
    if not host_allowed(named, host):
        return (
            421,
            "This page is not served under that name. Open it under the address that the command printed.",
        )
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != named.lower():
        return 403, "Requests from other sites are refused."
    if headers.get("sec-fetch-site") in ("cross-site", "same-site") and (method != "GET" or path != "/"):
        return 403, "Requests from other sites are refused."
    if method not in ("GET", "HEAD", "POST"):
        return 405, "The page answers GET, HEAD and POST only."
    if not OPEN_PATHS.fullmatch(path) or ".." in path:
        return 404, "There is nothing at this address."
    return None


def host_allowed(named: str, host: str) -> bool:
    """Tell whether a Host header names this page when it listens on `host`.

    A rebinding site brings its own name, never an IP address: beyond loopback any IP address will do, and of
    names only those of this machine.
    """
    try:
        name = (urlsplit(f"//{named}").hostname or "").lower()
    except ValueError:
        return False
    if name in LOOPBACK or name == host.lower():
        return True
    if host in LOOPBACK:
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in {socket.gethostname().lower(), socket.getfqdn().lower()}
    return True


@dataclass(slots=True)
class Body:
    """Hands a request's body on until it grows too large or carries a file of a kind that is not taken."""

    source: Receive
    headers: dict[str, str]
    upload: Limits | None
    refused: tuple[int, str] | None = None
    _seen: int = 0
    _tail: bytes = field(default=b"")

    async def receive(self) -> Message:
        message = await self.source()
        if self.refused is None and message["type"] == "http.request":
            self.refused = self.fault(message.get("body", b""))
        return {"type": "http.disconnect"} if self.refused else message

    def fault(self, chunk: bytes) -> tuple[int, str] | None:
        self._seen += len(chunk)
        limit = self.upload.upload_bytes if self.upload else MOST_BYTES
        if self._seen > limit:
            return 413, f"This is more than {limit // 1_000_000} MB. Send less at once."
        if self.upload is None:
            return None
        window, self._tail = self._tail + chunk, (self._tail + chunk)[-2000:]
        for name in part_names(window, self.headers.get("content-type", "")):
            if not name.lower().endswith(self.upload.suffixes):
                return 415, f"Only files ending in {', '.join(self.upload.suffixes)} are taken."
        return None


def part_names(body: bytes, content_type: str) -> Iterable[str]:
    """Return the file names in the part headers of a multipart body (or of a piece of one)."""
    found = re.search(r'boundary="?([^";]+)', content_type)
    if not found:
        return
    for piece in body.split(b"--" + found[1].encode("latin-1") + b"\r\n")[1:]:
        header = piece.split(b"\r\n\r\n", 1)[0]
        name = _PART_NAME.search(header)
        if b"filename*" in header.lower():
            yield ""  # an encoded name: no browser sends one, and it would get past the check
        elif name:
            yield name[1].decode("utf-8", "replace")


async def _answer(send: Send, status: int, sentence: str) -> None:
    body = sentence.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send(with_headers({"type": "http.response.start", "status": status, "headers": headers}, b""))
    await send({"type": "http.response.body", "body": body})
