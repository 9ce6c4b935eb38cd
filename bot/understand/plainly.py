"""A question without what only says how to answer it ("in plain words", "please"), its idioms in plain words."""

import re
from functools import cache

from bot.words.language import english, words

_MANNER = (
    r"(?:in (?:(?:very|really) )?(?:plain|simple|simpler|short|brief|everyday|easy|lay|layman's|laymen's|one|a few|two)"
    r" (?:words?|terms?|english|language|sentences?)|in (?:a nutshell|a word|short|brief)"
    r"|(?:put|said|explained) (?:simply|plainly|briefly|shortly)|(?:simply|plainly|briefly) put|to put it simply"
    r"|for (?:a )?(?:beginners?|dummies|laym[ae]n|newcomers?))"
)
_OPENS = r"\W*(?:(?:so|and|but|ok|okay|sorry|wait|well|now)\b\W*)*"
_TOLD_HOW = re.compile(rf"^{_OPENS}{_MANNER}\s*[,:;–—-]\s*(?=\w)", re.IGNORECASE)
# "What's a captive again?" asks once more what was said; "may I apply again?" asks for another time.
_ONCE_MORE = re.compile(
    rf"^(?P<asked>{_OPENS}(?:what|who)(?:'s| is| are| was| were|'re) (?!allowed\b|able\b)(?:[\w&'’-]+ ?){{1,5}}?),?"
    r" (?:again|once more)(?P<end>\W*)$",
    re.IGNORECASE,
)

# "Day 14, 30 and 60", "steps 2 and 3".
_NUMBERED = re.compile(
    r"\b(?P<sort>day|week|step|stage|phase|level|zone|section|clause|article|chapter|rule|room|group|tier|table)s?"
    r" (?P<numbers>\d{1,3}(?:, \d{1,3}){0,8},? (?:and|or) \d{1,3})"
    r"(?=\W*$|[,;:]|\.\s| (?:in|of|on|at|for|and|or|is|are|was|were|mean|means|say|says|do|does)\b)",
    re.IGNORECASE,
)
# What is said of the answer before in front of a question: "sounds nice, what are the drawbacks?".
_REMARK = re.compile(
    r"^\W*(?:sounds (?:very |really |quite )?(?:good|nice|great|interesting|fine|fair|ok|okay)"
    r"|(?:very |really |quite )?(?:nice|great|interesting|cool|perfect)|i see|got it|understood|makes sense"
    r"|good to know)\s*[,.!]+\s*"
    r"(?=(?:and|but|so|what|how|who|when|where|why|which|is|are|do|does|can|could|will|would)\b)",
    re.IGNORECASE,
)
FEW = 3  # words of a turn that are no question of their own: "shorter please"
_PLEASE = re.compile(r"(?<=\w)(?:,? (?:please|kindly|asap)|, (?:thanks|thank you))+(?P<end>\W*)$", re.IGNORECASE)


def plainly(text: str) -> str:
    """Return a question in plain words."""
    text = _PLEASE.sub(r"\g<end>", text) if len(words(text)) > FEW else text
    text = _REMARK.sub("", text)
    text = _NUMBERED.sub(_each, _ONCE_MORE.sub(r"\g<asked>\g<end>", _TOLD_HOW.sub("", text)))
    for idiom, plain in _idioms():
        text = idiom.sub(plain, text)
    return text


def _each(match: re.Match[str]) -> str:
    """Return several of one sort, each with its own name: "day 14, day 30 and day 60"."""
    return re.sub(r"\d+", lambda number: f"{match['sort']} {number.group()}", match["numbers"])


@cache
def _idioms() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b{idiom}(?![\w'])", re.IGNORECASE), plain) for idiom, plain in english().idioms.items()
    )
