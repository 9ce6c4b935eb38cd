"""What a clause says of the one before it: that it is no must, that it is unsure, that the people in it will not do."""

from collections.abc import Sequence

from bot.facts.acts import JOINTS
from bot.facts.cues import LIGHT, Lexicon


def weakens(stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a clause calls the one before it no must: "savings are welcome, but they're not the main point"."""
    start = next((at for at, one in enumerate(stems) if not lexicon.mark_at("leads_back", (one,), 0)), len(stems))
    size = lexicon.mark_at("lesser", stems, start) if start < len(stems) else 0
    if size:
        return start + size == len(stems) or stems[start + size] in JOINTS
    if stems[start : start + 1] not in (["not"], ["no"]):
        return False
    weights = [i for i in range(start + 1, min(start + 6, len(stems))) if lexicon.mark_at("weights", stems, i)]
    at = max(weights, default=None)
    # "but no need to rush" speaks of something else
    return at is not None and (LIGHT.issuperset(stems[at + 1 :]) or (stems[at] != "need" and stems[at + 1] in JOINTS))


def takes_back(stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a clause leaves the one before it unsure: an exception, an afterthought ("I think"), a greater good."""
    if not stems:
        return False
    aside = lexicon.mark_at("afterthoughts", stems, 0) == len(stems)
    limited = lexicon.mark_at("exceptions", stems, 0) > 0
    return aside or limited or (stems[0] == "but" and lexicon.has("outweighs", stems))


def falls_short(stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a clause tells that the people in the one before it are too few or will go: "but most retire soon"."""
    return lexicon.mark_at("turns", stems, 0) > 0 and lexicon.has("shortfalls", stems)
