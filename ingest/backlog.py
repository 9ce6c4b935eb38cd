"""Passages whose text is kept and whose vectors are still to be made, in groups, beside the reading of more files."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from ingest.progress import Counter, Progress, silent
from ingest.types import Passage

# Passages of a group: enough to keep all processors busy, few enough that an interruption need not wait long for one.
GROUP = 64
# Groups that may be under way or waiting: what they hold is made again after a kill.
GROUPS = 4


class Backlog:
    """Used by one thread at a time; raises what the writing of an earlier group failed with."""

    def __init__(self, write: Callable[[Sequence[Passage]], None]) -> None:
        self._write = write
        self._pool = ThreadPoolExecutor(1, "shorewise-vectors")
        self._waiting: list[Passage] = []
        self._groups: deque[Future[None]] = deque()

    def add(self, passages: Sequence[Passage]) -> None:
        """Take passages; waits while enough others are under way."""
        self._waiting += passages
        while len(self._waiting) >= GROUP:
            self._submit()

    def drain(self, progress: Progress = silent) -> None:
        """Wait until everything is written."""
        while self._waiting:
            self._submit()
        if self._groups:
            counter = Counter(progress, "Making the last vectors", len(self._groups))
            while self._groups:
                self._groups.popleft().result()
                counter.finish()

    def drop(self) -> None:
        """Finish the group under way and forget the others."""
        self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._groups.clear()
        self._pool = ThreadPoolExecutor(1, "shorewise-vectors")

    def _submit(self) -> None:
        while len(self._groups) >= GROUPS:
            self._groups.popleft().result()
        group, self._waiting = self._waiting[:GROUP], self._waiting[GROUP:]
        self._groups.append(self._pool.submit(self._write, group))
