"""When is the evidence enough? Fits the weights of bot/evidence/calibration.yaml and prints them.

python -m eval.calibration   takes some ten minutes; what it prints is put into the file by hand

The questions are the tune ones on the built-in and on the strange documents, the calibration part of
eval/data/judging, which the cross-encoder was not trained on, and of the latter some asked of documents that are not
about them. Questions that the rules refuse or a table answers by itself are left out, as confidence decides none.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.evidence.enough import Calibration, Signals, probability
from eval.corpora import bot_on, corpora, opened
from eval.judging import Written, writers
from eval.questions import choose
from eval.questions import load as load_questions
from ingest.embedder import NAME

if TYPE_CHECKING:
    from bot.chain import Bot

STRENGTH = 3.0  # the C of the regression
# What each group counts for, whatever its size; what a person asks of the built-in documents most.
GROUPS = {"kb": 1.5, "strange": 1.0, "judging": 1.2, "kb, off": 0.4, "strange, off": 0.2, "judging, off": 0.3}
# The probability from which a question is answered: as many of the answerable ones are refused as before.
THRESHOLD = 0.35
# With those of the others the weights told no more: .79 instead of .80 of what has to be refused, .15 instead of .17 of
# the rest.
CORPORA = ("kb", "strange")
PARTS = 5
EVERY = 4  # of the questions about other documents, every fourth


@dataclass(frozen=True, slots=True)
class Case:
    """A question's signals and whether its library can answer it; `group` names where it is from."""

    group: str
    signals: Signals
    answerable: bool


def cases() -> Iterator[Case]:
    sets, known = writers("calibration"), corpora(None, None)
    for corpus, others in zip((known[name] for name in CORPORA), sets, strict=False):
        with opened(corpus) as bot:
            for question in choose(load_questions(corpus.questions), "tune", corpus.holds):
                yield from _case(bot, question.turns, corpus.name, not question.refuse)
            yield from _elsewhere(bot, others, f"{corpus.name}, off")
    for at, written in enumerate(sets):
        with opened_on(written) as bot:
            for asked in (asked for document in written for asked in document.asked):
                yield from _case(bot, [asked.text], "judging", bool(asked.answers))
            yield from _elsewhere(bot, sets[at - 1], "judging, off")


@contextmanager
def opened_on(written: Sequence[Written]) -> Iterator["Bot"]:
    """A bot on these documents alone, in a temporary home that goes when the block ends."""
    with TemporaryDirectory(prefix="shorewise-eval-") as folder:
        files = [Path(folder) / f"{number:02d}.md" for number in range(len(written))]
        for file, document in zip(files, written, strict=True):
            file.write_text(document.markdown(), encoding="utf-8")
        with bot_on(Path(folder) / "home", files, builtin=False) as bot:
            yield bot


def _elsewhere(bot: "Bot", written: Sequence[Written], group: str) -> Iterator[Case]:
    asked = [asked.text for document in written for asked in document.asked]
    for text in asked[::EVERY]:
        yield from _case(bot, [text], group, False)


def _case(bot: "Bot", turns: Sequence[str], group: str, answerable: bool) -> Iterator[Case]:
    turn = bot.trace(turns[-1], turns[:-1])
    if turn.signals and not (turn.rows or turn.verdict.barred):
        yield Case(group, turn.signals, answerable)


def fit(found: Sequence[Case]) -> Calibration:
    """Return the weights, none below 0, with the bias with which the threshold is .5."""
    values = np.array([list(asdict(one.signals).values()) for one in found])
    sides = np.array([1.0 if one.answerable else -1.0 for one in found])
    groups = [one.group for one in found]
    worth = np.array([GROUPS[group] / groups.count(group) for group in groups])
    worth *= STRENGTH * len(found) / worth.sum()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = sides * (values @ weights[1:] + weights[0])
        slopes = -sides * worth / (1 + np.exp(margins))
        total = worth @ np.logaddexp(0, -margins) + weights[1:] @ weights[1:] / 2
        return float(total), np.append(slopes.sum(), values.T @ slopes + weights[1:])

    count = values.shape[1]
    bounds = [(None, None), *[(0, None)] * count]
    bias, *fitted = minimize(loss, np.zeros(count + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    shift = float(np.log(THRESHOLD / (1 - THRESHOLD)))
    names = asdict(found[0].signals)
    weights = {name: round(float(one), 2) for name, one in zip(names, fitted, strict=True)}
    return Calibration(NAME, weights, round(float(bias) - shift, 2), 0.5)


def left_out(found: Sequence[Case]) -> Iterator[tuple[Case, bool]]:
    """Give each case and whether it is answered by weights fitted without it and a part of the others."""
    for part in range(PARTS):
        fitted = fit([one for at, one in enumerate(found) if at % PARTS != part])
        for one in found[part::PARTS]:
            yield one, probability(one.signals, fitted) >= fitted.threshold


def main() -> None:
    found = list(cases())
    fitted = fit(found)
    print(f"weights: {fitted.weights}\nbias: {fitted.bias}\nanswered when left out of the fit:")
    told = list(left_out(found))
    for group in GROUPS:
        for answerable, kind in ((True, "answerable"), (False, "not answerable")):
            some = [answered for one, answered in told if one.group == group and one.answerable == answerable]
            print(f"{group}: {sum(some)} of {len(some)} {kind}")


if __name__ == "__main__":
    main()
