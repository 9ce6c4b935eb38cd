"""What one run of the chain carries from step to step, and how a step becomes part of it."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

# A person's tracing settings must not send questions anywhere: set before LangChain reads them.
os.environ.update({"LANGSMITH_TRACING": "false", "LANGCHAIN_TRACING_V2": "false"})

from langchain_core.runnables import Runnable, RunnableLambda

from bot.answer.compose import Draft
from bot.case.recommend import Told
from bot.evidence.enough import Signals, Verdict
from bot.evidence.sentences import Match
from bot.types import Answer, Hit, Query, Wording
from bot.understand.courtesy import without_courtesy
from bot.understand.parties import Meant
from ingest.types import Passage


@dataclass(frozen=True, slots=True)
class Turn:
    """A person's words with their earlier turns; each step returns a new one with its part filled in.

    `premise` marks a claim that a question is built on; `shown` holds the places (document, start) quoted for
    earlier parts of the same question; `language` is the one the words seem to be in when that is not English;
    `told` the facts of a situation to decide, `decided` whether one was talked about just before; `opened` which
    documents are about names asked about (`Names.opened_with`); `wordings` what a language model gave; `delay` why
    passages were found by words alone.
    """

    question: str
    history: tuple[str, ...] = ()
    premise: bool = False
    shown: frozenset[tuple[str, int]] = frozenset()
    language: str | None = None
    told: Told | None = None
    decided: bool = False
    query: Query = field(default_factory=lambda: Query("", "", "other"))
    opened: Mapping[str, tuple[Meant, ...]] = field(default_factory=dict)
    hits: tuple[Hit, ...] = ()
    rows: tuple[Passage, ...] = ()
    side_hits: tuple[tuple[Hit, ...], ...] = ()
    delay: str | None = None
    match: Match | None = None
    side_matches: tuple[Match, ...] = ()
    signals: Signals | None = None
    verdict: Verdict = field(default_factory=lambda: Verdict(False, 0.0))
    draft: Draft | None = None
    wordings: tuple[Wording, ...] = ()
    answer: Answer | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def answerable(self) -> bool:
        return bool(self.hits) and self.verdict.enough

    @property
    def answered(self) -> bool:
        """Whether an answer quotes documents."""
        return self.answer is not None and self.answer.status in ("answered", "partial") and bool(self.answer.citations)


def turn_of(text: str, history: Sequence[str], longest: int) -> Turn:
    """Take up a person's words after their earlier turns, each without the courtesies in front of what it says."""
    return Turn(without_courtesy(text), tuple(without_courtesy(before[:longest]) for before in history))


def step(name: str, function: Callable[[Turn], Turn]) -> Runnable[Turn, Turn]:
    """Wrap a step so that its time is noted under its name; the time of the last step stands in the answer too."""

    def timed(turn: Turn) -> Turn:
        started = time.perf_counter()
        after = function(turn)
        timings = {**turn.timings_ms, name: round((time.perf_counter() - started) * 1000, 2)}
        answered = after.answer.model_copy(update={"timings_ms": timings}) if after.answer else None
        return replace(after, timings_ms=timings, answer=answered)

    return RunnableLambda(timed, name=name)
