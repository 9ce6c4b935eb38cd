"""Progress of long work as values: what is done, how far it is, and how long it may still take."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` items of a task are finished; `seconds_left` is None until it can be estimated.

    `per_second` is the rate of passages so far.

    `note` is a sentence that a person should read once.
    """

    task: str
    done: int
    total: int
    item: str = ""
    passages: int = 0
    seconds_left: float | None = None
    per_second: float | None = None
    note: str = ""


Progress = Callable[[Step], None]


def silent(_step: Step) -> None:
    """Show nothing."""


class Counter:
    """Counts the finished items of one task and reports each with an estimate of the time left."""

    def __init__(self, progress: Progress, task: str, total: int) -> None:
        self._progress, self._task, self._total = progress, task, total
        self._item = ""
        self._done = self._passages = 0
        self._share = 0.0
        self._began = time.monotonic()

    def begin(self, item: str) -> None:
        """Report the item that is being worked on."""
        self._item = item
        self._report()

    def advance(self, passages: int, of: int) -> None:
        """Report that some of the passages of the item are done."""
        self._share += passages / of
        self._passages += passages
        self._report()

    def finish(self, items: int = 1) -> None:
        """Report the item as done, or several at once."""
        self._done += items
        self._share = 0.0
        self._report()

    def _report(self) -> None:
        done = self._done + self._share
        spent = time.monotonic() - self._began
        left = spent / done * (self._total - done) if done else None
        rate = self._passages / spent if self._passages and spent else None
        self._progress(Step(self._task, self._done, self._total, self._item, self._passages, left, rate))


class Terminal:
    """Draws a bar on stderr until a task is done; where stderr is no terminal, writes a line once it is.

    May be called by several threads; `close` takes away a bar whose task will not be done.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bar: Any = None
        self._task: Any = None

    def __call__(self, step: Step) -> None:
        with self._lock:
            self._show(step)

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _show(self, step: Step) -> None:
        if step.note:
            self._stop()
            sys.stderr.write(f"{step.note}\n")
        elif sys.stderr.isatty():
            self._draw(step)
        elif step.done and step.done == step.total:
            passages = f", {step.passages} passages" if step.passages else ""
            sys.stderr.write(f"{step.task}: {step.done} of {step.total}{passages}\n")

    def _draw(self, step: Step) -> None:
        if self._bar is None:
            self._bar = _bar()
            self._task = self._bar.add_task(step.task, total=step.total, note="")
            self._bar.start()
        self._bar.update(self._task, description=step.task, completed=step.done, total=step.total, note=_note(step))
        if step.done >= step.total:
            self._stop()

    def _stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}", markup=False),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _note(step: Step) -> str:
    parts = [f"{step.passages} passages"] if step.passages else []
    if step.per_second is not None:
        parts.append(f"{step.per_second:.1f} a second")
    if step.seconds_left is not None and step.done < step.total:
        parts.append(f"{round(step.seconds_left)} s left")
    return ", ".join(parts)
