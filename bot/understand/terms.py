"""Terms: the one whose meaning a question asks for, and the names that headings and texts give to things."""

import re
from collections.abc import Iterable

from bot.words.language import english, opening, stem, subject_words, verbose, words
from bot.words.ranges import TIME

TERM_WORDS = 6  # a longer rest is a clause, not a term


_FRAME = verbose(r"""
    ^\W*(?:(?:so|and|but|ok|okay|please|hi|hello|hey|well|then|also|now)\b[\s,.!]*)*
    (?:
        (?:can|could|would)\syou\s(?:please\s)?(?:tell\sme|explain|define|describe|say)(?:\sto\sme)?
        |tell\sme(?:\smore)?(?:\sabout)?
        |(?:i(?:'d)?\s(?:want|would\slike|like)\sto\sknow|i\swonder|do\syou\sknow)(?:\sabout)?
        |explain|define|describe|compare
        |what\sdoes\sit\s(?:\w+ly\s)?mean\sto
        |what(?:'s|\sis|\sare|\swas|\swere)|what\sdo(?:es)?|who(?:'s|\sis|\sare)
        |the\s(?:word|term|name)\sfor
    )?\b\s*""")
_TAIL = verbose(r"""
    \b(?:
        (?:stands?|standing)\sfor|means?|meaning|meant|definition|called
        |in\s(?:short|brief|simple\s(?:words|terms)|general)|(?<=[a-z]\s)something|please|pls|thanks|exactly|then
    )\b[\s?.!]*$""")
_ASIDE = verbose(r"""
    \s+(?:
        in\s(?:this|a|an|one|our|your|plain|simple|other|few|two)\b
        |means?\sin\b
        |(?:to|for)\s(?:me|us|dummies|beginners|a|an|my|our)\b
        |[-–—]\s
    ).*$""")
# "tell me what a captive is" asks for "a captive"; "what are the benefits" opens a question of its own.
_CLAUSE = verbose(r"\bwhat\s((?!is\b|are\b|was\b|were\b|do\b|does\b)[^?]{1,60}?)\s(?:is|are|means?|stands\sfor)\W*$")
_INTRODUCED = verbose(r"""
    ^(?:the\s|an?\s|(?:differences?|distinction)\s(?:between|among)\s|meant\sby\s|(?:the\s)?(?:meaning|definition)\sof\s|by\s)+""")
_CALLED = verbose(r"""
    \b(?:known\sas|called|referred\sto\sas|termed)\s+(?:an?\s|the\s)?
    ["“'‘]?((?:[\w-]+\s){0,2}[\w-]+)["”'’]?(?=[).,;:])""")
_JOINED = re.compile(r" (vs\.?|and|or|of|for|in|to|with|from|that|by|at) ")
_QUOTES = " ?.!,'\"“”‘’"
_ASKING = frozenset(["why", "how", "when", "where", "who", "which"])


def asked_term(text: str) -> str:
    """Return the term whose meaning is asked, or "" when the question is no plain "what is X"."""
    text = _CLAUSE.sub(r"\1", opening(text))
    term = _ASIDE.sub("", _TAIL.sub("", _FRAME.sub("", text, count=1)).strip(_QUOTES))
    term = _INTRODUCED.sub("", term).strip(_QUOTES)
    return term if 1 <= len(words(term)) <= TERM_WORDS else ""


def asked_terms(text: str) -> tuple[str, ...]:
    """Return the terms of a question for several meanings ("BPO, KPO and LPO"), else ()."""
    asked = _FRAME.sub("", _ASIDE.sub("", opening(text).strip(" ?.!")), count=1)
    parts = (asked_term(part) for part in re.split(r",| and | or | vs\.? | versus |\?", asked) if words(part))
    terms = tuple(part for part in parts if part)
    return terms if 2 <= len(terms) <= 4 and all(len(words(term)) <= 4 for term in terms) else ()


def names_of(headings: Iterable[str]) -> frozenset[str]:
    """Return the names in titles and headings that can be a subject: "X" itself, "X: more", "What is X?", "X of Y"."""
    return frozenset(name for heading in headings if (name := _name_of(heading)))


def _name_of(heading: str) -> str:
    stated = re.split(r":\s|\s[–—-]\s", opening(heading), maxsplit=1)[0]
    if _ASKING & set(words(stated)[:1]) or _JOINED.search(stated):
        return ""
    term = asked_term(stated)
    naming = [word for word in subject_words(term) if stem(word) not in TIME and word not in english().general]
    return term.lower() if naming and len(words(term)) <= 3 else ""  # "The days" names nothing


def names_called(texts: Iterable[str]) -> frozenset[str]:
    """Return the names that a text gives a thing: the X of "known as X", "called X", "referred to as X"."""
    found = (match.group(1).lower() for text in texts for match in _CALLED.finditer(text))
    return frozenset(name for name in found if subject_words(name) and words(name)[-1] not in english().stop)
