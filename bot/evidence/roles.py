"""Who holds a post: does a unit name somebody with its title, at that firm?"""

import re
from collections.abc import Sequence

from bot.evidence.sentences import text_of
from bot.evidence.told import said_up_to
from bot.types import Evidence
from bot.understand.named import capitalised
from bot.understand.posts import NAMED, REACH, Post, asked_post, holders, is_person, telling
from bot.words.language import english, stems, words

_OWNER = re.compile(r"\b(?P<firm>[\w&.-]+(?: [\w&.-]+){0,2})['’]s? (?:[\w-]+ ){0,2}$")
_ITS = re.compile(r"\b(?:its|their|whose) (?:[\w-]+ ){0,2}$")
_FIRM = re.compile(r" (?:of|at|for(?= [A-Z])|for(?= the [A-Z])) (?P<firm>[^.;:,()–—]{1,60})")
_LEADS = "|".join(sorted(english().leads))
_LED = re.compile(rf"\b(?:{_LEADS})\b[^.;:]{{0,40}}\bby {NAMED}|{NAMED.replace('person', 'leader')} (?:{_LEADS})\b")


def lacks_role(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked who holds a post, and no unit names a person with its title there."""
    post = asked_post(question)
    return post is not None and not any(_names_holder(post, item, text) for item in near for text in _told(item))


def _told(item: Evidence) -> tuple[str, ...]:
    """Return a unit's words, and with those of its lowest heading in front, as of a section on one post."""
    return text_of(item), f"{item.hit.passage.headings[-1]}: {text_of(item)}"


def _names_holder(post: Post, item: Evidence, text: str) -> bool:
    """Tell whether a name stands beside the title in a text, and the post is one of what is asked about."""
    for person, start, end in holders(post, text, item.hit.passage.text):
        if not post.where or _is_there(post.where, item, text[:start], text[end:], person):
            return True
    led = _LED.search(text) if len(post.title) == 1 else None
    return led is not None and is_person(led["person"] or led["leader"]) and bool(post.where & stems(text_of(item)))


def _is_there(where: frozenset[str], item: Evidence, before: str, behind: str, person: str) -> bool:
    """Tell whether a post between two pieces of a text is one of what is asked about: of the firm that stands beside
    its title, else of one that the unit names ("Brook sent its manager") or its headings, else of one in the passage
    where no other name is in front of it."""
    firm = _OWNER.search(before[-REACH:]) or _FIRM.match(behind)
    if firm and (beside := telling([firm["firm"]])):
        called = firm["firm"].split()[-1][0].isupper() or not english().bearers.keys().isdisjoint(words(firm["firm"]))
        return bool(where & {*beside, *(item.met if called else ())})
    others = set(capitalised(before, item.hit.passage.text)) - set(words(person))
    if where & (told := item.met | stems(text_of(item))) or (others and _ITS.search(before)):
        return bool(where & told)
    return bool(where & stems(item.hit.passage.above if others else said_up_to(item)))
