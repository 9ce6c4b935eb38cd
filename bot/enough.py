"""Is the evidence enough? Decided for each question afresh, from how well its words are met, calibrated on data."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import yaml

from bot.evidence import Match, fits_type, text_of
from bot.language import WORD, content_words, english, stem, words
from bot.types import Hit, Query, Verdict

_CALIBRATION = Path(__file__).parent / "calibration.yaml"


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells an answerable question from the others; every value in about [0, 1].

    `cosine` of the nearest passage; `best` score of the best sentence; `met` mean and `weakest` two word matches
    anywhere in the read passages; `known` share of the question's words (rare ones counting more) the library holds,
    `held` the share the best three sentences hold; `typed` whether the best sentences hold the number or name asked
    for; `named` the share of names and figures in the question that the read passages hold.
    """

    cosine: float
    best: float
    met: float
    weakest: float
    known: float
    held: float
    typed: float
    named: float


def signals(
    query: Query, hits: Sequence[Hit], match: Match, rarity: Mapping[str, float], frequency: Mapping[str, int]
) -> Signals:
    weighted = [float(b) for b, w in zip(match.best, match.weights, strict=True) if w > 0]
    top = [text_of(item) for item in match.evidence[:3]]
    headed = " ".join([*top, *(item.hit.passage.index_text.splitlines()[0] for item in match.evidence[:3])])
    total = sum(rarity.values()) or 1.0
    held = {stem(word) for word in words(headed)}
    read = {stem(word) for hit in hits[:8] for word in words(hit.passage.index_text)}
    names = named_things(query.standalone)
    return Signals(
        cosine=max((hit.dense for hit in hits), default=0.0),
        best=match.evidence[0].score / 2 if match.evidence else 0.0,
        met=float(np.dot(match.best, match.weights)) if len(match.best) else 0.0,
        weakest=sum(sorted(weighted)[:2]) / max(1, len(weighted[:2])),
        known=sum(weight for word, weight in rarity.items() if frequency.get(word, 0)) / total,
        held=sum(weight for word, weight in rarity.items() if stem(word) in held) / total,
        typed=float(any(fits_type(query.standalone, text) for text in top) or not asks_type(query.standalone)),
        named=sum(all(stem(word) in read for word in words(name)) for name in names) / len(names) if names else 1.0,
    )


def verdict(found: Signals, unmatched: Sequence[str]) -> Verdict:
    """Return whether to answer: the calibrated probability against the threshold, both from calibration.yaml."""
    data = calibration()
    confidence = probability(found, data["weights"], data["bias"])
    enough = confidence >= data["threshold"]
    missing = tuple(unmatched)
    reason = "" if enough else ("nothing found says anything about " + ", ".join(missing) if missing else "the passages found do not answer it")
    return Verdict(enough, round(confidence, 3), missing, reason)


def probability(found: Signals, weights: Mapping[str, float], bias: float) -> float:
    total = bias + sum(weights[name] * value for name, value in zip(Signals.__slots__, astuple(found), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def calibration() -> dict[str, object]:
    return yaml.safe_load(_CALIBRATION.read_text("utf-8"))


def asks_type(question: str) -> bool:
    """Tell whether a question's form asks for a number or a name."""
    return not fits_type(question, "") and fits_type(question, "x 1 One, In ABC")


def named_things(question: str) -> list[str]:
    """Return the names and figures in a question: words with a capital past the first, acronyms, numbers."""
    found = []
    for at, match in enumerate(WORD.finditer(question)):
        word = match.group()
        first = at == 0 or question[: match.start()].rstrip()[-1:] in ".?!:"
        capital = word[0].isupper() and (not first or (word.isupper() and len(word) > 1))
        if (capital or word[0].isdigit()) and word.lower() not in english().stop:
            found.append(word)
    return found


def unmatched_words(query: Query, frequency: Mapping[str, int]) -> list[str]:
    """Return the question's content words that no passage of the library holds."""
    return [word for word in dict.fromkeys(content_words(query.standalone)) if not frequency.get(word, 0) and not re.fullmatch(r"\W*", word)]
