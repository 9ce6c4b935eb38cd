"""Who holds a post with a title of several words ("the chief executive"): does a text name somebody with it?"""

import re
from collections.abc import Sequence

from bot.evidence import text_of
from bot.language import WORD, english, owner, stem, words
from bot.types import Evidence

_ASKED = re.compile(
    r"\b(?:who(?:['’]s| is| are| was| were| will be)|names? of) (?:the |an? |our |your |their |its |[^?]{1,40}['’]s? )?"
    r"(?P<title>[^?.,;:!]+)",
    re.IGNORECASE,
)
_PERSON = (
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?"
    r"(?P<person>[A-ZÀ-Þ][\w'’-]*(?: (?:de|van|von|[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]*)){0,3}? [A-ZÀ-Þ][\w'’-]+)"
)
_LINK = r"[\s,:()–—|-]|\b(?i:is|was|will|be|became|called|named|name|currently|now|held|by|post|role)\b"
# What stands between a title and who holds it, behind it or in front.
_BEHIND = re.compile(rf"(?: (?:of|for|at|in) [^.;:,]{{1,60}}?)?(?:{_LINK})*{_PERSON}")
_BEFORE = re.compile(
    rf"{_PERSON}(?:{_LINK}|\b(?:\d+|has|had|been|as|serves|acts|who|appointed|the|an?|our|its|their|new|acting|interim"
    r"|title|position)\b|\b[\w.&-]+['’]s?(?= ))*$"
)
_REACH = 80  # characters between a title and the name of who holds it, with that
_TIMES = frozenset(
    ["first", "second", "third", "last", "next", "new", "current", "present", "previous", "former", "old"]
)


def asked_title(question: str) -> tuple[str, ...]:
    """Return the words of the title of two or more words whose holder is asked for, () where none is.

    A name in front of a title in small letters is its owner's: "the Kestrel delivery director".
    """
    found = _ASKED.search(question)
    said = [owner(match.group()) for match in WORD.finditer(found["title"])] if found else []
    end = next((at for at, word in enumerate(said) if word.lower() in english().stop), len(said))
    title = said[:end]
    while title and (title[0].lower() in _TIMES or (title[0][0].isupper() and title[-1].islower())):
        title = title[1:]
    return tuple(map(str.lower, title)) if len(title) > 1 and title[-1].lower() in english().titles else ()


def lacks_role(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked who holds a post, and no unit names a person with its title."""
    title = asked_title(question)
    return bool(title) and not any(_holder(title, text) for item in near for text in _told(item))


def _told(item: Evidence) -> tuple[str, ...]:
    """Return a unit's words, and with those of its lowest heading in front, as of a section on one post."""
    return text_of(item), f"{item.hit.passage.headings[-1]}: {text_of(item)}"


def _holder(title: tuple[str, ...], text: str) -> str:
    """Return the name that stands beside a title in a text, "" where none does."""
    for start, end in _places(title, text):
        behind, before = _BEHIND.match(text[end : end + _REACH]), _BEFORE.search(text[max(0, start - _REACH) : start])
        for found in (behind, before):
            if found and _is_person(found["person"]):
                return found["person"]
    return ""


def _is_person(name: str) -> bool:
    """Tell a person's name from another title and from a firm's."""
    said = words(name)
    return not name.endswith(("'s", "’s")) and said[-1] not in english().firms and not english().titles & set(said)


def _places(title: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    """Return where the words of a title stand together, in any order and with "of" between ("director of finance")."""
    wanted = sorted(stem(word) for word in title if word not in english().stop)
    short = "".join(word[0] for word in title) + "o" * (title[0] == "chief" and title[-1] != "officer")
    found = [match for match in WORD.finditer(text) if match.group().lower() not in ("of", "for", "the", "and")]
    said = [stem(owner(match.group().lower())) for match in found]
    size = len(wanted)
    whole = [
        (found[at].start(), found[at + size - 1].end())
        for at in range(len(said) - size + 1)
        if sorted(said[at : at + size]) == wanted
    ]
    return whole + [match.span() for match in found if match.group() == short.upper() and len(short) > 2]
