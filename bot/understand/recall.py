"""Which turns are about the last answer itself: "shorter", "who says that?", "tell me more about the second one"."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.understand.courtesy import objects
from bot.words.language import clean, english, subject_words, words

LONGEST = 14  # words of a turn that is but about the last answer
NOWHERE = -2  # the place of a "number 0", which no list has

Form = Literal["again", "other_form", "short", "sources", "more", "item", "objection"]


@dataclass(frozen=True, slots=True)
class Recall:
    """What a turn wants of the last answer; of an item its place in the list (-1 is the last, `NOWHERE` none), and the
    turn with "{}" in the place of the words that mean it; whether but a figure is wanted."""

    form: Form
    at: int = 0
    asked: str = ""
    figure: bool = False


def _pattern(verbose: str) -> re.Pattern[str]:
    return re.compile(rf"^{_LEAD}(?:{verbose}){_TAIL}$", re.IGNORECASE | re.VERBOSE)


_LEAD = r"""\W*(?:(?:ok(?:ay)?|and|but|so|sorry|hm+|yes|no|well|please|pls|now|thanks|i\s(?:said|meant)
    |(?:can|could|would|will)\s(?:you|i|we)(?:\splease)?(?:\s(?:get|have))?
    |(?:give|show|tell)\s(?:me|us)|i(?:\sonly|\sjust)?\s(?:want|need)|let\sme\s(?:see|have))\b[\s,.:;!-]*)*"""
_TAIL = r"(?:[\s,.:;!-]+(?:please|pls|thanks|thank\syou|then|now|again|instead|for\s(?:me|us)))*\W*"
_IT = r"""(?:it|that|this|these|them|those|all\s(?:that|this)
    |(?:that|this|the|your)(?:\slast)?\s(?:answer|reply|point|claim|statement|text|list|sentence))"""
_MANNER = r"""(?:(?:a\s(?:bit|little)\s|much\s|even\s)?(?:short(?:er)?|brief(?:er|ly)?|in\s(?:short|brief|a\snutshell)
    |more\s(?:briefly|concise(?:ly)?)|concise(?:ly)?|in\s(?:just\s)?(?:one|a\ssingle|1|a\sfew|two)\s(?:sentences?|lines?|words?)))"""
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        "short",
        _pattern(rf"""
            (?:(?:make|say|put|keep|explain|answer)\s{_IT}\s)?{_MANNER}
            |(?:the\s|a\s)?(?:short|brief|quick)(?:er)?\s(?:version|answer|form|summary)
            |(?:just|only)\sthe\s(?:numbers?|figures?|dates?|years?|names?|answer|result|amount|facts?|gist|essence|main\spoint|bottom\sline)
            |(?:the\s|a\s)?(?:summary|gist|essence|bottom\sline)(?:\sof\s{_IT})?|summari[sz]e(?:\s{_IT})?|(?:sum|boil)\s{_IT}\s(?:up|down)
            |tl;?\s?dr|(?:that(?:'s|\sis|\swas)\s|way\s)?(?:much\s|far\s)?too\s(?:long|much(?:\stext)?)"""),
    ),
    (
        "other_form",
        _pattern(rf"""
            (?:(?:make|say|put|show|explain|write|phrase)\s{_IT}\s)?(?:as|in)\s(?:an?\s)?(?:bullet(?:ed)?\s?)?
                (?:lists?|tables?|bullets?|points?|prose|full\ssentences|steps|(?:other|simple|simpler|plain|easy|your\sown|different)\s(?:words|terms|english|language))
            |rephrase(?:\s{_IT})?|(?:simpler|more\ssimply|simplify(?:\s{_IT})?|(?:make|say|put|explain)\s{_IT}\s(?:simpler|more\ssimply))
            |explain\s{_IT}\slike\s.*"""),
    ),
    (
        "again",
        _pattern(
            rf"(?:again|once\smore|one\smore\stime|repeat(?:\s{_IT})?|(?:say|show)\s{_IT}|come\sagain|pardon(?:\sme)?|say\sagain)"
        ),
    ),
    (
        "sources",
        _pattern(rf"""
            who\s(?:says?|said|claims?|claimed|states?|stated|wrote|writes|found|thinks|told\syou|reports?|reported)(?:\s(?:{_IT}|so))?|says\swho
            |according\sto\swho(?:m|se\swords)?|by\swhom|(?:in\s|on\s)?(?:which|what)\s(?:document|source|paper|page|study|report|file)s?(?:\s(?:says?|is|was)\s(?:{_IT}|so)(?:\sfrom)?)?
            |(?:what|which|where)(?:'s|\sis|\sare|\swas|\swere)?\s(?:the|your|its|their)?\s?(?:sources?|references?|evidence|proof|basis)(?:\s(?:for|of|behind)\s{_IT})?
            |(?:is\sthere|are\sthere|do\syou\shave|have\syou(?:\sgot)?)?\s?(?:a|an|any|some|the|your)?\s?(?:sources?|references?|citations?|evidence|proof)(?:\s(?:for|of|behind)\s{_IT})?
            |where(?:'s|\sis|\sdoes|\sdid|\swas)?\s{_IT}\s(?:come\s|taken\s|quoted\s|written\s|stated\s)?(?:from|written|stated|said)
            |where\s(?:did|do|have)\syou\s(?:get|have|got|read|find|found|take)\s{_IT}(?:\sfrom)?|how\sdo\syou\sknow(?:\s(?:{_IT}|so))?
            |(?:cite|prove|source)\s{_IT}"""),
    ),
    (
        "more",
        _pattern(rf"""
            (?:(?:tell|say|give|show)\s)?(?:a\s(?:bit|little)\s|some\s|any\s|even\s)?(?:more|further)(?:\s(?:about|on|of)\s{_IT})?
            |(?:some\s|any\s|the\s)?(?:more\s|further\s|additional\s)?(?:details?|info(?:rmation)?)(?:\s(?:about|on|of)\s{_IT})?
            |elaborate(?:\son\s{_IT})?|go\s(?:on|deeper|ahead|into\s(?:more\s)?details?)|continue|expand(?:\son\s{_IT})?
            |explain(?:\s{_IT})?\s(?:further|more|(?:in\s)?(?:more|greater)\sdetail|in\sdetail)|in\s(?:more|greater)\sdetail
            |(?:what|anything|something)\s(?:else|more)(?:\s(?:is\sthere|do\syou\s(?:know|have)|about\s{_IT}|on\s{_IT}))?"""),
    ),
)
_FIGURE = re.compile(r"\b(?:number|figure|date|year|amount)s?\b", re.IGNORECASE)
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ITEM = re.compile(
    rf"\bthe (?P<nth>{'|'.join(_NTH)}|last|\d{{1,2}}(?:st|nd|rd|th))\b(?: (?P<noun>[\w-]+))?"
    r"|(?:\bthe )?(?:\b(?:number|point|item|bullet|entry|step|phase|option) ?"
    rf"(?P<n>\d{{1,2}}|{'|'.join(_COUNT)})\b|(?:\bno\.?|#) ?(?P<figure>\d{{1,2}})\b)",
    re.IGNORECASE,
)
_NOUNS = frozenset(["one", "point", "item", "bullet", "entry", "thing", "part", "line", "row"])


def recall_of(text: str) -> Recall | None:
    """Return what a turn wants of the last answer; None when it asks for anything else."""
    text = clean(text).replace("’", "'")
    if len(words(text)) > LONGEST:
        return None
    if objects(text):
        return Recall("objection")
    for form, pattern in _FORMS:
        if pattern.match(text):
            return Recall(form, figure=bool(_FIGURE.search(text)))
    return _item(text)


def _item(text: str) -> Recall | None:
    found = _ITEM.search(text)
    if not found:
        return None
    noun = (found["noun"] or "").lower()
    counted = not noun or noun in _NOUNS or noun in english().list_nouns or _plural(noun) in english().list_nouns
    end = found.end() if counted else found.end("nth")
    asked = f"{text[: found.start()]}{{}}{text[end:]}"
    if subject_words(asked.replace("{}", "")):
        return None
    which = (found["nth"] or found["n"] or found["figure"]).lower()
    return Recall("item", _place(which), asked)


def _place(which: str) -> int:
    for ordinals in (_NTH, _COUNT):
        if which in ordinals:
            return ordinals.index(which)
    if which == "last":
        return -1
    number = int(re.sub(r"\D", "", which))
    return number - 1 if number else NOWHERE


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
