"""Laws and standards that a question calls by name ("ISO 9001", "the EU Data Act"): one is told by its whole name."""

import re

from bot.words.language import english, stem
from bot.words.ranges import MONEY
from bot.words.spelling import dictionary

# "ISO/IEC 27001", "NIS2", "SS2/21"; no year ("FY 2024"), sum ("EUR 200") or reference ("INC-0473").
_NUMBERED = re.compile(
    r"\b(?P<letters>[A-Z]{2,}(?:/[A-Z]{2,})*) ?(?P<figures>(?!(?:19|20)\d\d\b)\d+(?:[./]\d+)*)(?![\w%]|,\d)"
)
_BY_NUMBER = re.compile(r"\b(?:Regulation|Directive|Decision) (?:\([A-Z]+\) )?(?:No\.? ?)?(?P<number>\d+/\d+)")
SHOUTED = 4  # letters from which on a word of English in capitals is no name: "SALE 20"
LETTERS = 6  # of a name that stands for the words it is made of
_JOINTS = r"(?:and|of|on|for|the|in|to)"
_TITLED = re.compile(
    rf"(?P<words>(?:(?<![\w'’&-])[A-ZÀ-Þ][\w'’&-]*\s+(?:{_JOINTS}\s+){{0,2}}){{1,8}})"
    r"(?P<kind>(?:Act|Directive|Regulation|Convention|Treaty|Ordinance|Charter|Protocol)s?)\b"
)
_ON = r"(?:\W+(?-i:[A-Z\d][\w/.-]*)){0,4}\W+(?:of|on|for|concerning)\W+(?:the\W+)?"  # "Directive 2006/42/EC on"


def laws_in(question: str) -> dict[str, re.Pattern[str]]:
    """Return the laws and standards that a question names, as they stand in it, with how a text names each."""
    shouted = question.isupper()
    numbered = (one for one in _NUMBERED.finditer(question) if not shouted and _is_body(one["letters"]))
    found = {one.group(): _numbered(one["letters"], one["figures"]) for one in numbered}
    found |= {one.group(): re.compile(rf"\b{one['number']}\b") for one in _BY_NUMBER.finditer(question)}
    for one in _TITLED.finditer(question):
        said = one["words"].split()
        while said and said[0].lower() in english().stop | english().opening:
            said.pop(0)
        if telling := [word for word in said if word.lower() not in english().stop | english().realms]:
            found[" ".join([*said, one["kind"]])] = _titled(telling, one["kind"])
    return found


def _is_body(letters: str) -> bool:
    """Tell those who number their standards ("ISO") from a sum of money and from a word that somebody shouts."""
    word = letters.lower()
    return stem(word) not in MONEY and not (len(word) >= SHOUTED and word in dictionary())


def _numbered(letters: str, figures: str) -> re.Pattern[str]:
    """Find "ISO/IEC 27001" for "ISO 27001"."""
    one = "|".join(letters.split("/"))
    return re.compile(rf"\b(?:{one})(?:[ /-][A-Z]+)?[ -]?{re.escape(figures)}(?!\d)", re.IGNORECASE)


def _titled(telling: list[str], kind: str) -> re.Pattern[str]:
    """Find a title, turned round ("the directive on machinery"), or by the first letters of its words."""
    gap = rf"(?: \([^)]*\))?\W+(?:(?:{_JOINTS}|\d{{4}})\W+){{0,3}}"
    name, kind = gap.join(map(_word, telling)), rf"{re.escape(stem(kind.lower()))}[a-z]*"
    short = "".join(word[0] for word in telling)
    initials = rf"|\b{short}(?:{kind[0]})?\b" if len(short) > 1 else ""
    if len(telling) == 1 and _is_short(telling[0]):  # "the DORA Regulation" is DORA
        initials = rf"|\b{telling[0]}\b"
    return re.compile(rf"\b{name}{gap}{kind}|\b{kind}{_ON}{name}{initials}", re.IGNORECASE)


def _is_short(word: str) -> bool:
    return word.isupper() and len(word) <= LETTERS


def _word(word: str) -> str:
    """Find a word in its forms, and one of first letters written out as well."""
    spelt = rf"[\s-]+(?:{_JOINTS}\s+)?".join(rf"{letter}\w*" for letter in word) if _is_short(word) else ""
    forms = rf"{re.escape(stem(word.lower()))}[\w'’-]*"
    return rf"(?:{forms}|{spelt})" if spelt else forms
