"""Courtesies: turns of nothing but greeting, thanks, praise, blame, assent or leave, which ask and tell nothing."""

import re
from functools import cache
from typing import Literal, get_args

from bot.understand.forms import HOW_ARE_YOU
from bot.words.language import clean, english, opens_question, words

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
    if objects(text):
        return "blame"
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


def objects(text: str) -> bool:
    """Tell whether a turn but finds fault with the last answer: "that's not what I asked", "are you sure?"."""
    return bool(_objection().match(clean(text).lower()))


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


@cache
def _objection() -> re.Pattern[str]:
    """Return the pattern of a whole turn that finds fault: its subject, what it lacks, and phrases of the same."""
    faulty, fair, does, asked, trusts, phrases = (
        "|".join(map(re.escape, english().objections[name]))
        for name in ("faulty", "fair", "does", "asked", "trusts", "phrases")
    )
    nouns = "(?:answer|reply|result|sentence|statement|quote|claim|source|figure|number|list)s?"
    it = (
        rf"(?:it|that|this|these|those|they|none of (?:it|that|this)|what you (?:said|say|wrote|quoted?|told me)"
        rf"|(?:that|this|these|those|the|your)(?: last)? {nouns})"
    )
    be = r"(?: (?:is|was|are|were|seems?|sounds?|looks?|can?|could)|'s|'re)"
    never = r"(?:n't|nt| ?not)"
    much = r"(?: (?:just|simply|really|quite|completely|totally|all|so|very|at all|clearly|even|exactly|absolutely))*"
    lead = r"(?:(?:no|but|and|well|hm+|oh|wait|sorry|actually|ok(?:ay)?|come on|i(?: think|'m afraid))\b[\s,.!-]*)*"
    tail = r"(?:[\s,.!-]+(?:at all|to me|though|i(?: think|'m afraid| guess)|sorry|please|(?:try|look|check) again))*"
    return re.compile(
        rf"\W*{lead}(?:{it}{be}{much} (?:{faulty})"
        rf"|(?:{it}{be}{much}{never}(?: be)?|not){much} (?:{fair}|{asked})"
        rf"|none of (?:it|that|this){be}{much} (?:{fair})"
        rf"|{faulty}|you(?:'re| are){much} (?:{faulty})"
        rf"|(?:{it}|you) (?:do|does|did|have|has){never}{much} (?:{does})(?:e?d|s)?(?: to| with)? (?:{asked}|it|me)"
        rf"|i (?:do|can?|could|would|wo){never}{much} (?:{trusts})(?: (?:with |in )?(?:{it}|you))?"
        rf"|i disagree with (?:{it}|you)"
        rf"|(?:are )?you{much} (?:sure|certain|serious|kidding|joking)(?: (?:about|of) {it})?"
        rf"|{phrases}){tail}\W*$"
    )
