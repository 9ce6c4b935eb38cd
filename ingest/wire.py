"""What two processes of one person say on loopback: lines of JSON, after each has proven that it knows the token.

The token lies in a file of the data folder that only its owner can read. It never travels, so whatever took over
the port of an owner that was killed learns nothing from a shell that comes asking, and cannot pass for the owner.
"""

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import stat
from dataclasses import asdict, dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Any

from ingest.errors import LibraryError, ShorewiseError

NOTE = "relay.json"
LONGEST = 32_000_000
"""Bytes of one line; a question or a line of a batch is far below."""
_GREETING = 1000

Stream = IO[bytes] | BufferedIOBase


@dataclass(frozen=True, slots=True)
class Address:
    """Where the process that has the data folder listens; `page` is what a browser opens."""

    port: int
    token: str
    pid: int
    page: str


class Garbled(Exception):
    """The other side does not speak as it should, or is gone."""


def write_note(home: Path, address: Address) -> None:
    """Say in the data folder where to come; only its owner may read that. Raises LibraryError when that cannot be."""
    draft = home / f"{NOTE}.new"
    draft.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(address), file)
        draft.replace(home / NOTE)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise LibraryError(
            f"The data folder {home} cannot be written: {error.strerror or error}. "
            "Allow it, or set SHOREWISE_HOME to another folder."
        ) from error


def read_note(home: Path) -> Address | None:
    """Give what the last server said; None when there is nothing to go by.

    Raises LibraryError when others can read it, or have written it.
    """
    path = home / NOTE
    try:
        with path.open(encoding="utf-8") as file:
            status = os.fstat(file.fileno())
            found = Address(**json.load(file))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    if os.name == "posix" and (status.st_uid != os.getuid() or stat.S_IMODE(status.st_mode) & 0o077):
        raise LibraryError(
            f"The file {path} belongs to somebody else or can be read by others, so it is not trusted. "
            "Stop the page and start it again, both as the same user."
        )
    sound = isinstance(found.port, int) and 0 < found.port < 65536 and isinstance(found.token, str)
    return found if sound and found.token else None


def remove_note(home: Path) -> None:
    with contextlib.suppress(OSError):
        (home / NOTE).unlink()


def say(file: Stream, message: Any) -> None:
    """Send one message. Raises OSError when the other side is gone."""
    # Escapes carry what UTF-8 cannot: halves of surrogate pairs, in names of files and in questions.
    file.write(json.dumps(message).encode("ascii") + b"\n")
    file.flush()


def check(message: Any) -> None:
    """Raise ShorewiseError for a message that would not be heard."""
    try:
        fits = len(json.dumps(message)) < LONGEST
    except RecursionError as error:
        raise ShorewiseError("This is nested too deep. Give it in a simpler form.") from error
    if not fits:
        raise ShorewiseError(f"This is more than {LONGEST // 1_000_000} MB at once. Give less.")


def hear(file: Stream, longest: int = LONGEST) -> Any:
    """Receive one message. Raises Garbled when there is none, or it is too long or no JSON object."""
    try:
        line = file.readline(longest)
        message = json.loads(line) if line.endswith(b"\n") else None
    except (OSError, ValueError, RecursionError) as error:
        raise Garbled from error
    if not isinstance(message, dict):
        raise Garbled
    return message


def admit(reading: Stream, writing: Stream, token: str) -> bool:
    """Let the shell prove itself, then prove oneself; tells whether it did."""
    ours = secrets.token_hex(16)
    say(writing, {"nonce": ours})
    greeting = hear(reading, _GREETING)
    theirs = str(greeting.get("nonce"))
    if not _proven(greeting, token, "shell", ours, theirs):
        return False
    say(writing, {"proof": _proof(token, "owner", ours, theirs)})
    return True


def introduce(reading: Stream, writing: Stream, token: str) -> bool:
    """Prove oneself to the owner; tells whether it is the owner that answered."""
    theirs = str(hear(reading, _GREETING).get("nonce"))
    ours = secrets.token_hex(16)
    say(writing, {"nonce": ours, "proof": _proof(token, "shell", theirs, ours)})
    return _proven(hear(reading, _GREETING), token, "owner", theirs, ours)


def _proof(token: str, side: str, *nonces: str) -> str:
    words = json.dumps([side, *nonces]).encode("ascii")
    return hmac.new(token.encode("utf-8", "replace"), words, hashlib.sha256).hexdigest()


def _proven(message: dict[str, Any], token: str, side: str, *nonces: str) -> bool:
    given = str(message.get("proof")).encode("utf-8", "replace")
    return hmac.compare_digest(given, _proof(token, side, *nonces).encode("ascii"))
