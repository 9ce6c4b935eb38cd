"""A number by which something is called or told from others ("switchboard number", "account number"): does a unit give
one?"""

import re
from collections.abc import Sequence

from bot.evidence.measured import meets, root
from bot.evidence.sentences import text_of
from bot.evidence.told import said_of
from bot.types import Evidence
from bot.words.language import english, stem, stems, superlatives

_ASKED = re.compile(
    r"\b(?:what(?:'s| is| are| was| were)?|which|give me|tell me|i need|send me|do you have)(?: [\w'’&./-]+){0,6}?"
    r" (?P<noun>[\w-]+) number\b(?! of (?!(?-i:[A-Z])|(?:the|this|that|an?|my|our|your)\b))",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"(?:switchboard|service|support|help(?:line|desk)?|hotline|line|contact|emergency|office|booking|reception|enquir\w+"
    r"|(?:tele)?phone|mobile|fax|landline|direct|freephone|toll-free)"
)
# A string of six digits or more, or of three behind letters: "12 34 567", "SC-30417"; no year, date, sum or amount.
_DIGITS = r"(?<![\w.,/£$€¥])(?!(?:19|20)\d\d\b)\+?\d(?:[ ()-]?\d){5,}(?![\d.,/]*\d|\s?%)"
_LETTERED = r"\b[A-Z]{1,5}[- /]?(?!(?:19|20)\d\d\b)\d{3,}\b"
_CODE = re.compile(rf"{_DIGITS}|{_LETTERED}")
_DIALLED = re.compile(
    rf"{_DIGITS}|\b(?:dial|call|ring|{_LINES.pattern}|tel|extension)\b(?:(?!\b(?:within|costs?|for|every)\b)[^.]){{0,20}}?"
    r"\b(?!(?:19|20)\d\d\b)\d{3,}(?!\s?%)",
    re.IGNORECASE,
)
_COUNTING = frozenset(["large", "great", "small", "high", "low", "growing", "rising", "whole", "record"])


def lacks_identifier(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether a number is asked for that calls or identifies something, and no unit gives one; an amount does
    not."""
    noun = identified_by(question)
    if _LINES.fullmatch(noun):
        return not any(_DIALLED.search(text_of(item)) for item in near)
    return bool(noun) and not any(_gives(noun, item, question) for item in near)


def identified_by(question: str) -> str:
    """Return the noun in front of "number" where it tells what is numbered, "" where a count is asked: "the account
    number", not "the total number" nor "the visitor number"."""
    asked = _ASKED.search(question)
    noun = asked["noun"].lower() if asked else ""
    known = english()
    counting = known.stop | known.usual | known.general | known.aspects | known.grammar["determiners"] | superlatives()
    people = known.staff | known.persons | {stem(one) for one in known.bearers}
    return "" if noun in counting | _COUNTING or stem(noun) in people - {"compan", "company"} else noun


def _gives(noun: str, item: Evidence, question: str) -> bool:
    """Tell whether a unit that speaks of what is numbered gives a code, or a number behind its noun: "room 12"."""
    text = text_of(item)
    called = (
        rf"\b(?:{re.escape(noun)}|number|no|nr)[\s:#.]{{1,3}}(?:(?:is|was) )?(?:[A-Z]{{1,4}}[- ]?)?(?!(?:19|20)\d\d\b)"
        r"\d+\b(?![.,]\d|\s?%|\s(?:million|thousand))"
    )
    codes = {found.group() for found in _CODE.finditer(text)} - set(_CODE.findall(question))
    about = meets(noun, frozenset(map(root, stems(said_of(item)))))
    return about and (bool(codes) or bool(re.search(called, text, re.IGNORECASE)))
