"""A telephone number, an address or a web site that a question asks for: does a unit give one?"""

import re
from collections.abc import Sequence

from bot.evidence.sentences import text_of
from bot.types import Evidence
from bot.understand.asked import MONTHS
from bot.understand.named import dated, named_things
from bot.words.language import owner, stems

_CONTACT_ASKED = re.compile(
    r"\b(?:what(?:'s| is| are)|give me|tell me|i need|send me) (?:the |your |their |a )?(?:[\w'’-]+ ){0,3}?"
    r"(?P<way>(?:tele)?phone|mobile|fax|hotline|helpline|e-?mail|web(?:site)?|url|postal|address)\b",
    re.IGNORECASE,
)
_IN_BRIEF = re.compile(
    r"^(?!.*\b(?:can|could|should|would|is|are|do|does|did|will|may|must|how|why|when|where|which|no|not|i|we|my|to|an?)\b)"
    r"\W*(?:[\w'’&-]+ ){0,4}?(?P<way>(?:tele)?phone|mobile|fax|hotline|helpline|e-?mail|web|postal)"
    r" (?:number|no\.?|address)\W*$",
    re.IGNORECASE,
)
_DIALLED = re.compile(
    r"\bwh(?:at|ich) number (?:do|can|should|must|shall) (?:i|we|one|you) (?:call|ring|dial|phone)\b", re.IGNORECASE
)
_LINK = re.compile(r"@|https?:|\b[\w-]+\.(?:com|org|net|eu|uk|de|io|gov|info)\b")
_NUMBERED = r"(?<![\d-])\+?\(?\d[\d ()/.]{5,}|\b(?:dial|call|ring|(?:tele)?phone|tel)\b[^.]{0,20}\d{3}"
_HOUSE = (
    rf"\b\d+\w?,? (?!{MONTHS})[A-ZÀ-Þ]\w|\b(?!{MONTHS})[A-ZÀ-Þ][\w'’-]+,? \d+\w?\b"
    r"|\b[A-Z]\w+ (?:Street|Road|Lane|Square|Avenue|House|Quay)\b"
)
_WAYS = {"phone": re.compile(_NUMBERED, re.IGNORECASE), "mail": _LINK, "place": re.compile(_HOUSE)}


def lacks_contact(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether a telephone number, an address or a web site is asked for that no unit gives, of whom is named."""
    asked = _CONTACT_ASKED.search(question) or _IN_BRIEF.match(question)
    if not asked:
        looks = _WAYS["phone"]
        return bool(_DIALLED.search(question)) and not any(looks.search(text_of(item)) for item in near)
    way = asked["way"].lower()
    before = question[: asked.start("way")].lower()
    linked = way.startswith(("e", "web", "url")) or re.search(r"(?:e-?mail|web) $", before)
    looks = _WAYS["mail" if linked else "place" if way in ("postal", "address") else "phone"]
    giving = [item for item in near if looks.search(text_of(item)) or _LINK.search(text_of(item))]
    whose = _told_of([item.hit.passage.index_text for item in near], question)
    return not any(not whose or whose & stems(item.hit.passage.index_text) for item in giving)


def _told_of(texts: Sequence[str], question: str) -> frozenset[str]:
    """Return the stems of the names in a question, no dates and no abbreviations, that some of the texts hold."""
    named = (owner(name) for name in named_things(question) if name[:1].isupper() and not name.isupper())
    held = stems(" ".join(texts))
    return frozenset(one for name in named if not dated(name.lower()) for one in stems(name) if one in held)
