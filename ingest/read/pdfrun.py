"""The pieces of a PDF page: runs of characters, straight lines, and rows of runs side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_MARK = re.compile(r"[•·‣◦▪●○■□➢➤✓✔*–—\ue000-\uf8ff-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line with its box in points, the origin at the bottom left; `size` is that of the font."""

    text: str
    x0: float
    x1: float
    bottom: float
    top: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: upright at x = `at` from `low` to `high`, else across at y = `at`."""

    upright: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """Runs on one line, from left to right."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return max(run.x1 for run in self.runs)

    @property
    def bottom(self) -> float:
        return min(run.bottom for run in self.runs)

    @property
    def top(self) -> float:
        return max(run.top for run in self.runs)

    @property
    def size(self) -> float:
        """The font size of most of its characters."""
        return max(self.runs, key=lambda run: len(run.text)).size

    @property
    def bold(self) -> bool:
        return all(run.bold for run in self.runs)

    @property
    def gaps(self) -> list[tuple[float, float]]:
        """The stretches between its runs."""
        return [(left.x1, right.x0) for left, right in zip(self.runs, self.runs[1:], strict=False)]


def rows_of(runs: Sequence[Run]) -> list[Row]:
    """Group runs that stand on one line, lines from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.middle, run.x0)):
        last = rows[-1] if rows else []
        if last and last[0].bottom <= run.middle <= last[0].top and run.bottom <= last[0].middle:
            last.append(run)
        else:
            rows.append([run])
    return [Row(_with_mark(sorted(row, key=lambda run: run.x0))) for row in rows]


def _with_mark(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Join a list mark that stands alone in front with the words behind it."""
    if len(runs) < 2 or not _MARK.fullmatch(runs[0].text) or runs[1].x0 - runs[0].x1 > 4 * runs[1].size:
        return tuple(runs)
    mark, words = runs[:2]
    return (replace(words, text=f"{mark.text} {words.text}", x0=mark.x0), *runs[2:])
