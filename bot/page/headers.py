"""What every answer of the server carries: headers under which a browser loads and runs nothing foreign."""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_FIXED_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


class Reply:
    """Hands an answer on with the security headers; a page is held back until its scripts are known."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._page = b""
        self.started = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if _header(message, "content-type").startswith("text/html"):
                self._start = message
                return
            self.started = True
            await self._send(with_headers(message, b""))
        elif self._start is not None:
            self._page += message.get("body", b"")
            if not message.get("more_body"):
                self.started = True
                await self._send(with_headers(self._start, self._page))
                await self._send({"type": "http.response.body", "body": self._page})
        else:
            await self._send(message)


def with_headers(start: Message, page: bytes) -> Message:
    """Return a response's start with the security headers; only the scripts in `page` may run inline."""
    kept = [(key, value) for key, value in start.get("headers", []) if key.lower() != b"server"]
    fixed = {**_FIXED_HEADERS, "content-security-policy": policy(page)}
    added = [(key.encode(), value.encode()) for key, value in fixed.items()]
    return {**start, "headers": [*kept, *added]}


def policy(page: bytes) -> str:
    """Return the content security policy for a page: all from this origin, inline scripts by their hash.

    The framework builds its HTML component from strings ('unsafe-eval') and sets styles on elements
    ('unsafe-inline' for styles only); event handlers written in markup never run.
    """
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in _INLINE.findall(page)
    )
    return (
        f"default-src 'none'; script-src 'self' 'unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    )


def _header(message: Message, name: str) -> str:
    values = (value for key, value in message.get("headers", []) if key.lower() == name.encode())
    return next(values, b"").decode("latin-1")
