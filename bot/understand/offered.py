"""What a question asks to be there, on offer or to be had: "is there a lift?", "do you train dogs?", "can I borrow a
laptop?" What no document mentions is told neither by a rule for such things nor by something else that is on offer."""

import re

from bot.understand.named import Frequency, dated
from bot.words.language import content_words, english, superlatives

_OFFERING = "|".join(sorted(english().offering))
_DEALING = "|".join(sorted(english().offering | english().dealings))
_MAY = r"(?:can|could|may|do|does|did|will|would)"
_ASKED = re.compile(
    r"^\W*(?:(?:and|so|but|or|well|hi|hello)\W+)*(?:"
    r"(?:is|are|was|were|will there be) there "
    # "Do you groom dogs", not "can you explain the deposit", "do you think a lift is needed".
    rf"|(?:{_MAY} (?:you|they) (?:also |still |even |really |actually |ever )?(?=(?:{_DEALING}) (?!to\b)"
    r"|(?<=do you )[a-z]+ [a-z]+s\b|(?<=do they )[a-z]+ [a-z]+s\b))"
    rf"|{_MAY} (?:(?:the|an?|your|our|their) )?(?:[\w'’-]+ ){{1,3}}?(?:{_OFFERING}) (?!to\b|been\b|\w+ed\b)"
    r")(?P<things>[^?.,;:]+)",
    re.IGNORECASE,
)
# "May I put up a swing": a thing of which leave is asked; "can I make a complaint" names an act.
_LEAVE = re.compile(
    r"^\W*(?:can|could|may|am|are) (?:i|we) (?:allowed to )?(?!(?:make|take|get|have|give|do|ask)\b)[a-z]+"
    rf"(?: (?:{'|'.join(sorted(english().particles))}))? an? (?P<things>[^?.,;:]+)",
    re.IGNORECASE,
)
_BEHIND = (
    r"(?:for|at|in|on|to|from|with|without|by|during|under|about|near|of|if|when|where|that|who|which|or|and|before"
    r"|after|until|per|than|as|into|because|how|what|why|whose|whom|whether)\b"
)
_ENDS = re.compile(rf"\b{_BEHIND}", re.IGNORECASE)
# "Is the lamb halal": what something is asked to be.
_BEING = re.compile(
    r"^\W*(?:is|are|was|were) (?:the|an?|your|our|my|its|this|that|these|those) "
    rf"(?:(?!{_BEHIND})[\w'’-]+ ){{1,3}}(?P<things>[\w-]+)\W*$",
    re.IGNORECASE,
)


def unknown_offers(question: str, frequency: Frequency) -> tuple[str, ...]:
    """Return the words for what is asked to be there, or a thing to be, that no passage of the library holds."""
    return _unknown(_ASKED.match(question) or _BEING.match(question), frequency)


def unknown_leave(question: str, frequency: Frequency) -> tuple[str, ...]:
    """Return the words for what leave is asked of that no passage of the library holds."""
    return _unknown(_LEAVE.match(question), frequency)


def _unknown(found: re.Match[str] | None, frequency: Frequency) -> tuple[str, ...]:
    things = content_words(_ENDS.split(found["things"])[0]) if found else []
    small = english().aspects | english().general | english().sums | english().usual | superlatives()
    known = frequency(things)
    return tuple(thing for thing in things if not (known[thing] or thing in small or dated(thing)))
