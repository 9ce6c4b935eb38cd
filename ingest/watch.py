"""Waits for files to change, by looking at their times and sizes: it works on every system and every kind of disk."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ingest.errors import ShorewiseError
from ingest.folders import Choice, listed
from ingest.settings import Settings

PAUSE_S = 2.0

State = dict[str, tuple[int, int]]


def changes(look: Callable[[], State], sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield at once, then whenever files have changed and stayed the same for a pause: none is read half-written.

    What changes while the caller works is yielded next.
    """
    seen = look()
    yield
    now = seen
    while True:
        sleep(PAUSE_S)
        before, now = now, look()
        if now == before and now != seen:
            seen = now
            yield


def state(paths: Sequence[Path], home: Path, choice: Choice) -> State:
    """Give time of change and size of every file that is there."""
    found: State = {}
    for source, path in listed(paths, home, choice).files.items():
        try:
            status = path.stat()
        except OSError:  # gone since it was listed
            continue
        found[source] = (status.st_mtime_ns, status.st_size)
    return found


def follow(
    paths: Sequence[str],
    include: Sequence[str],
    exclude: Sequence[str],
    read: Callable[[], object],
    say: Callable[[str], None],
) -> None:
    """Read now and after every change, until the person interrupts it; what fails is said and tried at the next one."""
    choice, home = Choice(tuple(include), tuple(exclude)), Settings.load().home.absolute()
    try:
        for turn, _ in enumerate(changes(lambda: state([Path(path) for path in paths], home, choice))):
            try:
                read()
            except ShorewiseError as error:
                say(str(error))
            if not turn:
                say("Watching for changes. Ctrl-C ends it.")
    except KeyboardInterrupt:
        say("Stopped watching.")
