"""Who holds a post: does a unit name somebody with its title, at that firm?"""

import re
from collections.abc import Sequence

from bot.evidence.defining import defines
from bot.evidence.sentences import text_of
from bot.evidence.told import said_up_to
from bot.types import Evidence
from bot.understand.named import capitalised
from bot.understand.phrases import is_person as is_somebody
from bot.understand.posts import NAMED, REACH, Post, asked_holder, asked_post, holders, is_person, telling
from bot.words.language import english, stems, superlatives, words

_OWNER = re.compile(r"\b(?P<firm>[\w&.-]+(?: [\w&.-]+){0,2})['’]s? (?:[\w-]+ ){0,2}$")
_ITS = re.compile(r"\b(?:its|their|whose) (?:[\w-]+ ){0,2}$")
_FIRM = re.compile(r" (?:of|at|for(?= [A-Z])|for(?= the [A-Z])) (?P<firm>[^.;:,()–—]{1,60})")
_RUN = re.compile(r"(?P<article>\b(?:[Tt]he|[Aa]n?) )?\b(?P<name>[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*)")
_CLAUSE = r"(?:^|[.;:,–—] |\b(?:and|but|or|once|if|when|while|until|that|because|as|where|whether) )"
_LEADS = "|".join(sorted(english().leads))
_LED = re.compile(rf"\b(?:{_LEADS})\b[^.;:]{{0,40}}\bby {NAMED}|{NAMED.replace('person', 'leader')} (?:{_LEADS})\b")


# A post nobody holds, or that passes on: "Mr Low stands down as clerk; Ann Fry was chosen in his place".
_OPEN = r"\b(?:vacant|unfilled|nobody|no[- ]one|not (?:yet )?(?:been )?filled)\b"
_PASSED = (
    r"\b(?:in (?:his|her|their) (?:place|stead)|takes? over|took over|succeed(?:s|ed)|replac(?:es|ed)|steps? in"
    r"|stepped in|follow(?:s|ed) (?:him|her|them))\b"
)


def lacks_role(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked who holds a post, and no unit names a person with its title there."""
    post = asked_post(question)
    return post is not None and not any(
        _names_holder(post, item, text) or _changes(post.title, text, item) for item in near for text in _told(item)
    )


def _changes(title: Sequence[str], text: str, item: Evidence) -> bool:
    """Tell whether a text says that nobody holds a post, or who has it now from another."""
    said = re.search(r"\b" + r"[ -]".join(map(re.escape, title)) + r"\b", text, re.IGNORECASE)
    passed = re.search(_PASSED, text) and _names_one(text, item.hit.passage.text, title)
    return bool(said) and bool(passed or re.search(_OPEN, text, re.IGNORECASE))


def lacks_person(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked who somebody is, and units only mention that one: none with a name, nor as who does or
    is something; of one with a title not what that one does but what that is or a name."""
    title = asked_holder(question)
    if not title or not (is_somebody(title[-1]) or title[-1] in english().titles) or superlatives().intersection(title):
        return False
    said = re.compile(r"\b" + r"[ -]".join(map(re.escape, title)) + r"\b", re.IGNORECASE)
    speaking = [item for item in near if said.search(text_of(item))]
    return bool(speaking) and not any(_tells_person(title, item) for item in speaking)


def _tells_person(title: tuple[str, ...], item: Evidence) -> bool:
    text, name = text_of(item), " ".join(title)
    if item.unit.kind == "row" or any(holders(Post(title), text, item.hit.passage.text)) or defines(name, text):
        return True
    if _changes(title, text, item):
        return True
    if re.search(
        rf"\b(?:is|are|acts? as|serves? as) (?:the |an? |our )?{re.escape(name)}\b|\b{re.escape(name)}: \w", text
    ):
        return True
    if title[-1] in english().titles:
        return False
    one = rf"(?:the|an?|our|your|their|each|every) (?:[\w-]+['’]s )?{re.escape(name)}"
    acts = rf"{_CLAUSE}{one}(?: and\b| (?!or\b|of\b|to\b|by\b|in\b|on\b|at\b|for\b|than\b|from\b)[a-z])|\bby {one}\b"
    told = rf"{acts}|{one},? (?:who|whose)\b|[(\"“]{re.escape(name)}\b"
    return bool(re.search(told, text, re.IGNORECASE)) or _names_one(text, item.hit.passage.text, title)


def _names_one(text: str, whole: str, title: Sequence[str]) -> bool:
    """Tell whether a name without an article stands inside a sentence."""
    known = {*capitalised(text, whole)} - {*title}
    inside = (run["name"] for run in _RUN.finditer(text) if not run["article"] and _inside(text[: run.start()]))
    return any(known & {*words(name)} for name in inside)


def _inside(before: str) -> bool:
    return before.rstrip()[-1:] not in (*".!?:", "")


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
