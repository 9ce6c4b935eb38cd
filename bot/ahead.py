"""Work done in advance while nobody asks, so that a question finds it done."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

QUIET = 1.0  # seconds after a question during which nothing is done, so that it has the processors for itself

T = TypeVar("T")


class Ahead:
    """Does one thing after another in the thread that calls it; the other methods are for other threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._asked = -QUIET

    def each(self, things: Iterable[T], work: Callable[[T], object]) -> None:
        """Do the work for every thing while nobody asks, until all is done or this is closed."""
        for one in things:
            while (left := self._asked + QUIET - time.monotonic()) > 0 and not self._closed.wait(left):
                pass
            with self._lock:
                if self._closed.is_set():
                    return
                work(one)

    def make_way(self) -> None:
        """Leave the processors to a question that begins."""
        self._asked = time.monotonic()

    def close(self) -> None:
        """Begin nothing any more, and wait until what was begun is done."""
        self._closed.set()
        with self._lock:
            pass
