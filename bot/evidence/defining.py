"""Which sentences say what a thing is."""

import re
from collections.abc import Sequence

from bot.evidence.sentences import by_worth, text_of
from bot.evidence.told import said_up_to
from bot.types import Evidence
from bot.understand.terms import names_of
from bot.words.language import content_words, stem, stems, words

DEFINES = 0.35  # what a sentence that defines the asked term gains
OPENS = 0.2  # what the first sentence under a heading that is the asked term gains
NAMES = 0.3  # what a sentence that defines anything gains where the name of a described thing is asked
_DEFINING = (
    r"is|are|was|means?|refers?|describes?|involves?|denotes?|covers?|stands?|occurs?|happens?|names?|uses?|hands?"
    r"|gives?|adds?|lets?|puts?|places?|moves?|returns?|keeps?|brings?|consists?"
)
_DEFINES_ANY = re.compile(
    r"^(?:an? |the )?[A-Z][\w-]*(?: [\w-]+){0,4}?(?: \([^)]*\))?(?:,? (?:also|or) [^,.]*,?)?"
    r" (?:means|refers to|involves|describes|denotes|consists of|(?:is|are) (?:an?|the|any|when|where|what|\w+ing)) "
)

_TERM = r"[\w-]+(?: [\w-]+){1,2}"
# "What is the new rating?" asks for a certain thing and no meaning.
_MEANING_ASKED = re.compile(
    rf"\b(?:what(?:'s| is)(?! \w+(?:ing|ed)\b)|define|explain|meaning of|definition of)(?: an?)? (?P<plain>{_TERM})\W*$"
    rf"|\bwhat do(?:es)?(?: an?)? (?P<meant>{_TERM}) (?:mean|stand for)\W*$",
    re.IGNORECASE,
)


def defines(subject: str, text: str, verbs: str = _DEFINING) -> bool:
    """Tell whether a sentence says what the subject is ("X is ...", "... is called X")."""
    parts = [re.escape(stem(word)) + r"\w*" for word in words(subject)]
    if not parts:
        return False
    name = r"['\"“‘]?" + r"[-\s]+".join(parts) + r"['\"”’]?"
    before = r"(?:(?:the|an?|in|at|its|simplest|term|word|broad\w*|general\w*)\s+)*"
    aside = r"(?:\s*\([^)]*\))?(?:,? (?:also|or|sometimes|often)[^,.]*,?)?"
    called = rf"\b(?:called|known as|termed|named|referred to as|abbreviated|stands? for)\s+(?:the |an? )?{name}"
    opens = rf"^{before}{name}{aside}\s*(?:[—–:]|\b(?:{verbs})\b(?! (?:not|no|never|most|more|less)\b))"
    return bool(re.search(opens, text, re.IGNORECASE) or re.search(called, text, re.IGNORECASE))


def lacks_term(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether the meaning of a term of several words is asked, and no unit with what stands in front of it holds
    all of them: what a captive centre is tells nothing of "captive insurance"."""
    asked = _MEANING_ASKED.search(question)
    term = words(asked["plain"] or asked["meant"]) if asked else []
    wanted = stems(" ".join(term))
    plain = len(term) > 1 and term == content_words(" ".join(term))
    return plain and not any(wanted <= item.met | stems(said_up_to(item)) for item in near)


def by_definition(called: Sequence[str], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence with sentences that define a thing of these names, or open a section so named, in front."""

    def worth(item: Evidence) -> float:
        defining = any(defines(name, text_of(item)) for name in called)
        return item.score + DEFINES * defining + OPENS * any(opens_section(name, item) for name in called)

    return by_worth(evidence, worth)


def by_name(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence with sentences that say what something is in front, for who asks how a thing is called."""

    def worth(item: Evidence) -> float:
        return item.score + NAMES * bool(_DEFINES_ANY.search(text_of(item)))

    return by_worth(evidence, worth)


def opens_section(subject: str, item: Evidence) -> bool:
    """Tell whether a unit is the first under a heading, or in a document, that is the subject's name."""
    passage = item.hit.passage
    named = [stem(word) for name in names_of(passage.headings[-1:]) for word in words(name)]
    return item.unit == passage.units[0] and named == [stem(word) for word in words(subject)]
