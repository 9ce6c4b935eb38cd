"""What goes over the wire: proofs instead of the token, and nothing that is not as it should be."""

import io
import json
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from ingest import wire
from ingest.errors import LibraryError, ShorewiseError
from ingest.wire import Address, Garbled

TOKEN = "a token that nobody else knows"
Side = Callable[[IO[bytes], IO[bytes]], Any]


class Tapped:
    """A socket's file that keeps what is written to it."""

    def __init__(self, file: IO[bytes], kept: list[bytes]) -> None:
        self.file, self.kept = file, kept

    def write(self, data: bytes) -> int:
        self.kept.append(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()


def met(owner: Side, shell: Side) -> tuple[Any, Any, bytes]:
    """Let two sides talk over a real socket; gives what each came to, and every byte that was said."""
    kept: list[bytes] = []
    results: dict[str, Any] = {}
    ends = socket.socketpair()

    def take(name: str, side: Side, end: socket.socket) -> None:
        end.settimeout(5)
        # Unbuffered: what the other side no longer takes must not be tried again when the file is closed.
        with end, end.makefile("rb") as reading, end.makefile("wb", buffering=0) as writing:
            try:
                results[name] = side(reading, Tapped(writing, kept))  # type: ignore[arg-type]
            except (Garbled, OSError) as error:
                results[name] = error

    other = threading.Thread(target=take, args=("shell", shell, ends[1]))
    other.start()
    take("owner", owner, ends[0])
    other.join()
    return results["owner"], results["shell"], b"".join(kept)


def admits(token: str = TOKEN) -> Side:
    return lambda reading, writing: wire.admit(reading, writing, token)


def introduces(token: str = TOKEN) -> Side:
    return lambda reading, writing: wire.introduce(reading, writing, token)


def test_two_sides_that_know_the_token_agree_and_never_say_it() -> None:
    owner, shell, said = met(admits(), introduces())
    assert (owner, shell) == (True, True)
    assert said.count(b"\n") == 3
    assert TOKEN.encode() not in said


def test_a_shell_with_another_token_is_sent_away_without_a_proof() -> None:
    owner, shell, said = met(admits(), introduces("guessed"))
    assert owner is False
    assert isinstance(shell, Garbled)
    assert said.count(b"proof") == 1


def test_an_impostor_on_the_port_is_not_taken_for_the_owner() -> None:
    _, shell, said = met(admits("guessed"), introduces())
    assert isinstance(shell, Garbled)
    assert TOKEN.encode() not in said

    def impostor(reading: IO[bytes], writing: IO[bytes]) -> None:
        wire.say(writing, {"nonce": "0"})
        # The shell's own proof, sent back, is no proof of an owner.
        wire.say(writing, {"proof": wire.hear(reading)["proof"]})

    assert met(impostor, introduces())[1] is False


def test_a_proof_that_was_overheard_opens_nothing_later() -> None:
    _, _, said = met(admits(), introduces())
    overheard = said.splitlines(keepends=True)[1]

    def again(reading: IO[bytes], writing: IO[bytes]) -> Any:
        wire.hear(reading)
        writing.write(overheard)
        writing.flush()
        return wire.hear(reading)

    owner, shell, _ = met(admits(), again)
    assert owner is False
    assert isinstance(shell, Garbled)


@pytest.mark.parametrize(
    "said",
    [
        b"", b"\n", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"{}\n", b"[1]\n", b'{"nonce": 1, "proof": 2}\n',
        b'{"nonce": "\\ud800", "proof": "\\ud800"}\n', b"\xff\xfe\x00\n", b"[" * 900 + b"\n", b"x" * 100_000,
        b'{"proof": "' + b"0" * 64 + b'"}', b'{"nonce": {"a": []}, "proof": null}\n',
    ],
)  # fmt: skip
def test_whatever_a_stranger_says_it_is_not_admitted(said: bytes) -> None:
    def stranger(reading: IO[bytes], writing: IO[bytes]) -> None:
        wire.hear(reading)
        writing.write(said)
        writing.flush()

    owner, _, heard = met(admits(), stranger)
    assert owner is False or isinstance(owner, Garbled)
    assert b"proof" not in heard.replace(said, b"")


def test_any_text_and_any_figure_arrive_as_they_were() -> None:
    message = {"text": "half \ud800 of a pair, \x00, \u2028, é", "score": 0.1 + 0.2, "none": None, "list": [1, True]}
    file = io.BytesIO()
    wire.say(file, message)
    assert file.getvalue().count(b"\n") == 1
    file.seek(0)
    assert wire.hear(file) == message


def test_what_the_other_side_would_not_hear_is_not_sent() -> None:
    wire.check({"line": "x" * 1000})
    with pytest.raises(ShorewiseError, match="32 MB"):
        wire.check({"line": "x" * wire.LONGEST})
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(ShorewiseError, match="too deep"):
        wire.check(deep)
    with pytest.raises(Garbled):
        wire.hear(io.BytesIO(b'{"a": "' + b"x" * 2000 + b'"}\n'), 1000)


def test_the_note_is_for_its_owner_alone_whatever_was_there(tmp_path: Path) -> None:
    address = Address(4000, TOKEN, 1, "http://127.0.0.1:7860")
    old = tmp_path / wire.NOTE
    old.touch(mode=0o644)
    stranger = tmp_path / "elsewhere"
    (tmp_path / f"{wire.NOTE}.new").symlink_to(stranger)
    wire.write_note(tmp_path, address)
    assert wire.read_note(tmp_path) == address
    assert old.stat().st_mode & 0o777 == 0o600
    assert not stranger.exists()
    wire.remove_note(tmp_path)
    wire.remove_note(tmp_path)
    assert wire.read_note(tmp_path) is None


def test_a_note_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / wire.NOTE).mkdir()
    with pytest.raises(LibraryError, match="cannot be written"):
        wire.write_note(tmp_path, Address(4000, TOKEN, 1, ""))
    assert [path.name for path in tmp_path.iterdir()] == [wire.NOTE]


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o602, 0o660])
def test_a_note_that_others_can_read_or_write_is_not_trusted(tmp_path: Path, mode: int) -> None:
    wire.write_note(tmp_path, Address(4000, TOKEN, 1, ""))
    (tmp_path / wire.NOTE).chmod(mode)
    with pytest.raises(LibraryError, match="not trusted"):
        wire.read_note(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can give a file away")
def test_a_note_of_another_user_is_not_trusted(tmp_path: Path) -> None:
    wire.write_note(tmp_path, Address(4000, TOKEN, 1, ""))
    os.chown(tmp_path / wire.NOTE, 12345, 12345)
    with pytest.raises(LibraryError, match="belongs to somebody else"):
        wire.read_note(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "[" * 100_000, '{"port": 1}',
        *(
            json.dumps({"port": port, "token": token, "pid": 1, "page": ""})
            for port, token in [(0, "t"), (65536, "t"), (-1, "t"), ("80", "t"), (80, ""), (80, 5), (True, None)]
        ),
        json.dumps({"port": 80, "token": "t", "pid": 1, "page": "", "more": 1}),
    ],
)  # fmt: skip
def test_a_note_that_was_cut_off_or_changed_leads_nowhere(tmp_path: Path, text: str) -> None:
    (tmp_path / wire.NOTE).write_text(text)
    (tmp_path / wire.NOTE).chmod(0o600)
    assert wire.read_note(tmp_path) is None
