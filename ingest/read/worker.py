"""Reads files in a separate process that can be limited and killed, so that no file can stop the program.

Parent and child exchange JSON lines over pipes: a path goes in, a parsed file or a plain sentence comes back. With a
folder beside the path, an archive is unpacked into it, and the list of what was in it comes back.
"""

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import TypeAdapter

from ingest.errors import ReadError
from ingest.read.unpack import Member
from ingest.settings import Settings
from ingest.types import ParsedFile

MEGABYTE = 2**20
# Measured: prose takes up to 15 times its size, a Markdown list of very short items 300 times.
BASE_MEMORY_MB, MEMORY_PER_FILE_MB = 1024, 20

_PARSED = TypeAdapter(ParsedFile)
_MEMBERS = TypeAdapter(list[Member])


class Reader:
    """Parses one file at a time in a worker process, which is started when needed and replaced when it dies.

    Use it as a context manager; leaving it ends the worker.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def worker_id(self) -> int | None:
        """Process id of the worker, None while there is none."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the worker; a later `read` starts a new one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    # Closing writes what is left in the buffer, and nobody is there to read it.
                    with suppress(BrokenPipeError):
                        pipe.close()

    def read(self, path: Path) -> ParsedFile:
        """Parse a file; raises ReadError, with one plain sentence, for everything that prevents it."""
        return _PARSED.validate_json(self._answered(path))

    def unpack(self, path: Path, folder: Path) -> list[Member]:
        """Unpack an archive into a folder; raises ReadError when nothing can be had from it."""
        return _MEMBERS.validate_json(self._answered(path, folder))

    def _answered(self, path: Path, folder: Path | None = None) -> bytes:
        _check(path, self._settings.max_file_mb)
        answer = self._ask(path, folder)
        if answer[:1] == b"E":
            raise ReadError(json.loads(answer[1:]))
        return answer[1:]

    def _ask(self, path: Path, folder: Path | None) -> bytes:
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._settings.read_timeout_s, give_up)
        timer.start()
        try:
            request = [os.fspath(one.absolute()) for one in (path, folder) if one is not None]
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        except BaseException:
            # An interrupted exchange would leave its answer for the next file.
            self.close()
            raise
        finally:
            timer.cancel()
            timer.join()
        if late.is_set() or not answer.endswith(b"\n"):
            self.close()
        if answer.endswith(b"\n"):
            return answer
        if late.is_set():
            seconds = self._settings.read_timeout_s
            raise ReadError(
                f"{path.name} was not read within {seconds} s. Split it, or raise SHOREWISE_READ_TIMEOUT_S."
            )
        raise ReadError(
            f"{path.name} made the reader stop, for want of memory or by a fault in it. Split or convert it."
        )

    def _start(self) -> subprocess.Popen[bytes]:
        limit = BASE_MEMORY_MB + MEMORY_PER_FILE_MB * self._settings.max_file_mb
        # The child imports what the parent would, but never a folder that happens to be the current one.
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.read.worker", str(limit), str(self._settings.max_file_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        return self._process


def _check(path: Path, max_file_mb: int) -> None:
    """Refuse what is not a plain file of a fair size before anything is opened."""
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise ReadError(f"{path} does not exist.") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if stat.S_ISDIR(status.st_mode):
        raise ReadError(f"{path} is a folder, not a file.")
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(f"{path} is a device or a pipe, not a file.")
    if status.st_size == 0:
        raise ReadError(f"{path.name} is empty.")
    if status.st_size > max_file_mb * MEGABYTE:
        size = status.st_size / MEGABYTE
        raise ReadError(
            f"{path.name} has {size:.1f} MB, more than the {max_file_mb} that are read. "
            "Split it, or raise SHOREWISE_MAX_FILE_MB."
        )
    if not os.access(path, os.R_OK):
        raise ReadError(f"{path} may not be read by this user. Change its permissions.")


def _serve() -> None:
    """The child's loop: one path a line in, one answer a line out, until the parent closes the pipe."""
    # Ctrl-C goes to all processes of a terminal; this one ends when the parent does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(int(sys.argv[1]))
    # Whatever a parser prints must not land between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        try:
            answers.write(_answer(*map(Path, json.loads(line))) + b"\n")
            answers.flush()
        except BrokenPipeError:  # the parent was killed
            os._exit(1)


def _answer(path: Path, folder: Path | None = None) -> bytes:
    from ingest.read import read_bytes
    from ingest.read.unpack import unpack

    try:
        if folder is not None:
            return b"P" + _MEMBERS.dump_json(unpack(path.read_bytes(), path.name, folder, int(sys.argv[2])))
        return b"P" + _PARSED.dump_json(read_bytes(path.read_bytes(), path.name))
    except ReadError as error:
        message = str(error)
    except MemoryError:
        message = f"{path.name} needs more memory than a reader may take. Split it."
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}."
    except Exception as error:  # noqa: BLE001 (a fault in a parser must become a sentence about the file)
        message = f"{path.name} cannot be read: its content is damaged or unusual ({type(error).__name__})."
    return b"E" + json.dumps(message).encode()


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    limit: Any = megabytes * MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or limit < hard:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        except (ValueError, OSError):  # macOS refuses limits below what is mapped already
            return


if __name__ == "__main__":
    _serve()
