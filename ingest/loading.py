"""Loads something slow in the background: once, again after a failure, and never after closing."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from ingest.errors import LibraryError

T = TypeVar("T")


class Loading(Generic[T]):
    """May be used by several threads; all wait for the same attempt."""

    def __init__(self, load: Callable[[], T]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(1, "shorewise-load")
        self._attempt: Future[T] | None = None
        self._closed = False

    def start(self) -> Future[T]:
        """Begin an attempt unless one is under way or has succeeded; raises LibraryError after closing."""
        with self._lock:
            if self._closed:
                raise LibraryError("The library has been closed. Open it again.")
            done = self._attempt is not None and self._attempt.done()
            if self._attempt is None or (done and self._attempt.exception() is not None):
                self._attempt = self._pool.submit(self._load)
            return self._attempt

    def get(self) -> T:
        """Wait for the attempt under way, or a new one; raises what it fails with."""
        return self.start().result()

    def close(self) -> T | None:
        """Wait for an attempt under way; give what was loaded, so that it can be closed, and let go of it: who still
        holds this, as the key of a cache does, is not to keep a model with it."""
        with self._lock:
            self._closed = True
        self._pool.shutdown(wait=True)
        attempt, self._attempt = self._attempt, None
        return attempt.result() if attempt is not None and attempt.exception() is None else None
