"""Words that tell of a case to decide: a choice about who and where, or work that somebody is needed for."""

import re

from bot.turnfacts import TurnFacts

# What a choice about who and where is about; a question in the first person on anything else is an ordinary question.
SOURCING = re.compile(
    r"\b(out-?sourc\w*|off-?shor\w*|near-?shor\w*|on-?shor\w*|re-?shor\w*|in-?sourc\w*|in[- ]?house|captive|vendor"
    r"|provider|supplier|agency|contractor|partner|freelanc\w*|third[- ]part\w*"
    r"|abroad|overseas|hire|hiring|build|buy|subsidiary|location|country|who should do|where should"
    r"|(?:us|ourselves) or|or (?:us|ourselves))\b",
    re.IGNORECASE,
)
# A need for work or for people to do it: told in the first person, that is a case, even if nothing is asked.
_NEED = re.compile(
    r"\b(?:i|we)\b(?:[^.;!?]{0,60}? and)?(?:['’](?:m|re|d|ll|ve))?"
    r"(?: (?:am|are|have|will|would|do|[a-z]+ly|also|now|just|still))*"
    r" (?:need|want|require|seek|lack|like|must|look(?:ing)?|searching|plan(?:ning)?|intend|think(?:ing)?|considering"
    r"|going|trying|drowning|struggling|have)\b",
    re.IGNORECASE,
)
_WORKERS = re.compile(
    r"\b(?:some(?:one|body)|any(?:one|body)|people|staff|workers?|hands|team|developers?|engineers?|programmers?"
    r"|testers?|agents?|accountants?|bookkeepers?|designers?|analysts?|clerks?|specialists?|experts?|assistants?"
    r"|jobs?|tasks?|projects?|work)\b",
    re.IGNORECASE,
)
_LEARN = re.compile(
    r"\b(?:know|learn|understand|read|hear|see|ask|find out|look up|information|info|details?|definitions?|examples?"
    r"|explanations?|overview|meaning)\b",
    re.IGNORECASE,
)


def needs_work(turn: str, read: TurnFacts) -> bool:
    """Whether a statement tells of work to be done or of people wanted for it ("we need a help desk at night").

    It has to say something about a fact, if only unclearly; who wants to learn something has no case.
    """
    if _LEARN.search(turn) or not _NEED.search(turn) or not (read.stated or read.unclear):
        return False
    return bool(read.stated or _WORKERS.search(turn) or SOURCING.search(turn))
