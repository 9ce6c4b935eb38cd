"""Which step of the chain is to blame for a refusal, and what speaks against an answer that was given."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Literal

from bot.evidence.enough import Verdict, calibration
from bot.turn import Turn
from bot.understand.named import Frequency
from bot.understand.needed import quoted
from bot.words.language import content_words, stem, words

Step = Literal["understand", "retrieve", "weigh", "answer", "decide"]
SIGNS = {
    "cosine": "the nearest passage is near in meaning",
    "best": "the best sentence meets the question",
    "focus": "the best sentences hold what comes after “which” or “what”",
    "lasting": "the question is not about today or the future",
    "told": "a single fact that is asked is told in the question's words",
    "steps": "a passage near in meaning holds the steps that are asked",
    "defined": "the meaning that is asked is given",
    "chance": "a sentence, read together with the question, answers it",
}
"""What each signal of enough evidence says when it is 1."""
LACKS = {
    "cosine": "a passage near in meaning",
    "best": "a sentence that meets the question",
    "focus": "sentences with what comes after “which” or “what”",
    "lasting": "a question that is not about today or the future",
    "told": "the single fact that is asked, in the question's words",
    "steps": "steps in a passage near in meaning",
    "defined": "a sentence that gives the meaning asked for",
    "chance": "a sentence that answers when it is read together with the question",
}
"""What is lacking when it is 0."""
_COSTS = 0.1  # log-odds from which on a lacking signal is named
_CLOSE = 0.1  # a confidence this little above the threshold is a doubt


def blame(turn: Turn, threshold: float) -> tuple[Step, str] | None:
    """Name the step a refusal is due to, and why, in a sentence; None when there was no refusal."""
    if not turn.answer or turn.answer.status != "abstained":
        return None
    if turn.language:
        return "understand", f"The question was taken for {turn.language}, which is not read here."
    if not turn.hits:
        return "retrieve", "Nothing was found: the library is empty."
    if turn.verdict.enough:
        return "answer", "The evidence was good enough, but no sentence of it could be quoted."
    if turn.verdict.barred and turn.verdict.confidence >= threshold:
        return "weigh", f"The evidence looked good enough, but {_reason(turn.verdict)[1]}."
    lost = _lost(turn)
    mostly = f" Mostly lacking: {'; '.join(lost)}." if lost else ""
    return "weigh", f"The confidence {turn.verdict.confidence:.2f} is below the threshold {threshold:.2f}.{mostly}"


def cause(turn: Turn) -> str:
    """Name in a word or two what a refusal is due to."""
    if not turn.hits:
        return "empty library"
    if turn.verdict.enough:
        return "no quote"
    return _reason(turn.verdict)[0] if turn.verdict.barred else "weak evidence"


def doubts(turn: Turn, frequency: Frequency, threshold: float) -> Iterator[tuple[Step, str]]:
    """Give what speaks against an answer, or adds to a refusal, with the step that would have to be better."""
    if not turn.match or not turn.answer:
        return
    answered = turn.answer.status != "abstained"
    if answered and turn.verdict.confidence < threshold + _CLOSE:
        yield "weigh", f"The confidence {turn.verdict.confidence:.2f} is only just above the threshold {threshold:.2f}."
    if turn.answer.status == "partial":
        yield "retrieve", "Not for every part of the question something was found."
    said = _stems(" ".join(citation.quote for citation in turn.answer.citations))
    hits = [*turn.hits, *(hit for side in turn.side_hits for hit in side)]
    read = _stems(" ".join(hit.passage.index_text for hit in hits))
    asked = [word for word in dict.fromkeys(content_words(turn.query.standalone)) if stem(word) not in said]
    known = frequency(asked)
    absent = [word for word in asked if not known.get(word)]
    unread = [word for word in asked if known.get(word) and stem(word) not in read]
    if absent:
        yield "understand", f"No document holds {quoted(absent, 'or')}; other words may find more."
    if unread:
        yield "retrieve", f"The library holds {quoted(unread, 'and')}, but none of the passages that were read does."
    if answered and (left := [word for word in asked if word not in absent and word not in unread]):
        yield "answer", f"A passage that was read holds {quoted(left, 'and')}, but no sentence shown does."


def _reason(verdict: Verdict) -> tuple[str, str]:
    """Say what refused in spite of the confidence, in a word or two and in a clause."""
    if verdict.years:  # one that no document holds is among the names as well
        return "missing year", f"the passages found do not hold the year {' or '.join(verdict.years)}"
    if verdict.names:
        return "unknown name", f"no document names {quoted(verdict.names, 'or')}"
    return (
        f"missing {verdict.lacks}",
        f"a {verdict.lacks} was asked for and no sentence near the best holds one of that kind",
    )


def _lost(turn: Turn) -> list[str]:
    """Return the two signals that cost most confidence, in words."""
    if not turn.signals:
        return []
    weights = calibration().weights
    cost = {name: weights.get(name, 0.0) * (1 - value) for name, value in asdict(turn.signals).items()}
    dearest = sorted((name for name in cost if name in LACKS and cost[name] > _COSTS), key=lambda name: -cost[name])
    return [LACKS[name] for name in dearest[:2]]


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text)}
