"""Courtesies: turns of nothing but greeting, thanks, praise, assent or leave, which ask nothing and tell nothing."""

import re
from functools import cache
from typing import Literal, get_args

from bot.forms import HOW_ARE_YOU
from bot.language import clean, english, opens_question, words

Courtesy = Literal["blame", "leave", "thanks", "praise", "hello", "pause", "assent"]
ORDER: tuple[Courtesy, ...] = get_args(Courtesy)
"""What a turn of several is answered as: "ok, great, thanks" as thanks."""
_NOT = re.compile(r"n't\b|\b(?:not|no|never|hardly)\b")
_INTENDS = (
    r"\b(?:(?:i|we)(?:'ll| will| must| should|'d like to| would like to| (?:still |first )?(?:need|have|want) to)"
    r"|let (?:me|us))"
    r" (?:first |just |quickly )?"
)
_PAUSE = re.compile(
    r"\s*(?:[,;.!]|\s[–—-])+\s+(?=\S)"
    r"|\s+(?=(?:and|but|so)\s(?:what|how|why|who|whom|which|when|where|is|are|do|does|can|could|should|would|will|we|i|it"
    r"|the|our|my|please|now|next|tell|show)\b)",
    re.IGNORECASE,
)
_ORDERS = re.compile(r"\b(?:tell|show|give|help|let|teach|ask) (?:me|us)\b")


def courtesy_of(text: str) -> Courtesy | None:
    """Return what kind of courtesy a turn is; None when it holds a word of anything else, or asks or orders."""
    said = HOW_ARE_YOU.sub(" hello ", clean(text).lower())
    found: set[Courtesy] = set()
    for kind, pattern in _closings().items():
        said, times = pattern.subn(" ; ", said)
        if times:
            found.add(kind)
    rest = words(said)
    known = english().courtesies
    found |= {kind for kind in ORDER for word in rest if word in known[kind]}
    if not found or not all(word in english().beside or any(word in known[kind] for kind in ORDER) for word in rest):
        return None
    if found <= {"praise"} and _NOT.search(said):
        return "blame"
    while rest and (rest[0] in ("and", "but") or any(rest[0] in known[kind] for kind in ORDER)):
        rest = rest[1:]
    asks = said.rstrip().endswith("?") or opens_question(" ".join(rest)) or _ORDERS.search(said)
    return None if asks and rest else next(kind for kind in ORDER if kind in found)


def without_courtesy(text: str) -> str:
    """Return a turn without the praise, thanks or assent in front of what it says ("great, what now?").

    A plain yes or no stays, as it can be the answer to a question; so does a turn of nothing but courtesies.
    """
    if courtesy_of(text):
        return text
    while (pause := _PAUSE.search(text)) and _only_leads(text[: pause.start()]):
        text = text[pause.end() :]
    return text


def _only_leads(text: str) -> bool:
    replies = english().replies
    return courtesy_of(text) in ("praise", "thanks", "hello", "assent") and replies.isdisjoint(words(text))


@cache
def _closings() -> dict[Courtesy, re.Pattern[str]]:
    """Return the patterns of phrases whose single words say nothing ("that's all", "let me think")."""
    phrases = english().closings
    ends = {kind: "|".join(map(re.escape, phrases[kind])) for kind in ORDER if kind in phrases}
    ends["pause"] += rf"|{_INTENDS}(?!take (?:it|that|this)\W*$)(?:{'|'.join(sorted(english().ponder))})(?: back)?"
    return {kind: re.compile(rf"\b(?:{found})(?![\w'])") for kind, found in ends.items()}
