"""Posts ("the chief executive of Brook"): whose holder a question asks for, and the names beside their titles."""

import re
from calendar import day_name
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from bot.understand.named import dated
from bot.words.language import WORD, english, owner, stem, words

_OWNING = r"(?!(?:of|for|at|in|behind)\b)[^\s?.,;:!]+"
_ASKED = re.compile(
    r"\b(?:who(?:['’]s| is| are| was| were| will be)(?: (?:elected|appointed|chosen|named))?|names? of) "
    rf"(?:(?P<owner>{_OWNING}(?: {_OWNING}){{0,4}}?)['’]s? |the |an? |our |your |their |its )?"
    r"(?P<title>[^?.,;:!]+)",
    re.IGNORECASE,
)
_OF = re.compile(r" (?:of|for|at|in|with|behind) (?:the |an? |our |your |their |its )?(?P<where>.+)", re.IGNORECASE)
_HOLDER = re.compile(
    r"^\W*(?:(?i:and|so|but) )?(?i:who)(?:['’]s| is| was) (?:the|an?|our|your|their)"
    r" (?:[\w&.-]+['’]s )?(?P<title>[a-zß-ÿ][\w-]*(?: (?!of\b|for\b|at\b|in\b|on\b)[a-zß-ÿ][\w-]*){0,2})"
    r"(?: (?:of|for|at|in|on) [^?.,;:!]+)?\W*$"
)
_CALLED = re.compile(r"^\W*what(?:['’]s| is| was) (?P<post>(?:the|our|your) [^?]+?) called(?=\W*$)", re.IGNORECASE)
_TITLE = r"\b(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?"
_PERSON = (
    rf"{_TITLE}(?P<person>[A-ZÀ-Þ][\w'’-]*(?: (?:de|van|von|[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]*)){{0,3}}? [A-ZÀ-Þ][\w'’-]+)"
)
_PART = r"(?:(?:[A-ZÀ-Þ]\.)+(?= [A-ZÀ-Þ])|(?:[A-ZÀ-Þ]\.)*[A-ZÀ-Þ][\w'’-]*)"
NAMED = rf"{_TITLE}(?P<person>{_PART}(?: {_PART})*)"  # beside a title of one word: "T. Noll", "SV"
_LINK = r"[\s,:()–—|-]|\b(?i:is|was|will|be|became|called|named|name|currently|now|held|by|post|role)\b"
_FILLER = (
    rf"(?:(?!(?:called|named|held)\b)(?:{_LINK})|(?<=[,(] )(?:called|named|appointed)\b"
    r"|\b(?:be|been|is|was|were|became) (?:called|named|appointed)\b"
    r"|\b(?:\d+|has|had|been|as|serves|acts|who|the|an?|our|its|their|new|acting|interim|title|position)\b"
    r"|\b[\w.&-]+['’]s?(?= ))*$"
)
_AT = r"(?: (?:of|for|at|in|on) [^.;:,]{1,60}?(?=[,:(–—|-]| is\b| was\b| will\b))?"
# What stands between a title and who holds it, behind it or in front, for titles of several words and of one.
_BESIDE = {
    one: (re.compile(rf"{_AT}(?:{_LINK})*{name}"), re.compile(rf"{name}{_FILLER}"))
    for one, name in ((False, _PERSON), (True, NAMED))
}
_IN_BRACKETS = re.compile(r"\((?:[\w&'’-]+ ){1,4}$")  # a title's first words, as of "(Health and Safety Officer)"
_SAID_TO_BE = re.compile(r" (?:\(|(?:is|was|became|serves|acts)\b)")
REACH = 80  # characters between a title and the name of who holds it, with that
_CHIEF = re.compile(r"c[a-z]{1,2}o")
_UNDER = frozenset(["vice", "deputy", "assistant", "associate"])
_PAST = frozenset(["former", "ex", "past", "previous", "old"])
_TIMES = frozenset([
    "first", "second", "third", "last", "next", "new", "current", "present", "previous", "former", "old", "two",
    "three", "moment", "time", "start", "end",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """A post whose holder is asked for: the words of its title, and the stem of the first word for what it is one of,
    with those of words that mean the same; `past` where who held it before is asked for."""

    title: tuple[str, ...]
    where: frozenset[str] = frozenset()
    past: bool = False


def asked_post(question: str) -> Post | None:
    """Return the post whose holder is asked for, None where none is: a title of one word needs what it is a post of.

    A name in front of a title in small letters is its owner's: "the Kestrel delivery director".
    """
    found = _ASKED.search(_as_who(question))
    said = list(WORD.finditer(found["title"])) if found else []
    if not found or not said:
        return None
    end = next((at for at, word in enumerate(said) if _is_stop(word.group())), len(said))
    title, names = [owner(word.group()) for word in said[:end]], [found["owner"] or ""]
    while title and (title[0].lower() in _TIMES or (title[0][0].isupper() and title[-1].islower())):
        names.append(title.pop(0))
    if not title or not ({(last := title[-1].lower()), last.removesuffix("s")} & english().titles or _initials([last])):
        return None
    rest = _OF.match(found["title"], said[end - 1].end())
    first = telling([*names, rest["where"] if rest else ""])[:1]
    where = frozenset(first).union(*(english().alike.get(one, ()) for one in first))
    past = not _PAST.isdisjoint(name.lower() for name in names)
    return Post(tuple(map(str.lower, title)), where, past) if len(title) > 1 or where else None


def asked_holder(question: str) -> tuple[str, ...]:
    """Return the words of a post in small letters, of whatever kind, that a question asks after and says no more of but
    what it is one of ("the buddy", "the head of the school"); () for none."""
    found = _HOLDER.match(_as_who(question))
    said = tuple(words(found["title"])) if found else ()
    return said if english().stop.isdisjoint(said) and _TIMES.isdisjoint(said) else ()


def _as_who(question: str) -> str:
    """Return "what is the director called?" as "who is the director?"."""
    return _CALLED.sub(r"who is \g<post>", question)


def spoken_post(question: str) -> str:
    """Return a post that is asked after as it is spoken of again: "the manager of Brook Hall", "Brook's manager"."""
    found = _ASKED.search(question)
    if not found:
        return ""
    return question[found.start("owner") : found.end()] if found["owner"] else f"the {found['title']}".strip()


def _is_stop(word: str) -> bool:
    """Tell "it" from "IT"."""
    return word.lower() in english().stop | {"behind"} and not (word.isupper() and len(word) > 1)


def telling(names: Sequence[str]) -> list[str]:
    """Return the stems of the words that tell a firm or a part of it from others, up to the first stop word in each."""
    runs = [dropwhile(_is_stop, (owner(match.group()) for match in WORD.finditer(name))) for name in names]
    said = [word.lower() for run in runs for word in takewhile(lambda word: not _is_stop(word), run)]
    said = [stem(word) for word in said if word not in english().firms | _TIMES and not dated(word)]
    return [word for word in said if word not in english().alike["company"]]


def holder_of(title: Sequence[str], texts: Iterable[str]) -> str:
    """Return the name that most of some texts give with a title, "" where none does or two as often."""
    post = Post(tuple(title))
    found = Counter(name for text in texts if (name := next(holders(post, text, text), ("",))[0])).most_common(2)
    return found[0][0] if found and (len(found) == 1 or found[0][1] > found[1][1]) else ""


def holders(post: Post, text: str, whole: str) -> Iterator[tuple[str, int, int]]:
    """Give the names that stand beside a title in a text, a part of the whole, each with the title's place."""
    behind, before = _BESIDE[len(post.title) == 1]
    for start, end in _places(post, text):
        closed = text[end : end + 1] == ")"  # "Ada Roe (chair), Bo Finn (treasurer)"
        follows = None if closed else behind.match(text, end, end + REACH)
        for found in (follows, before.search(text[:start], max(0, start - REACH))):
            if found and is_person(found["person"]) and _is_name(found, text, whole):
                yield found["person"], start, end
                break


def is_person(name: str) -> bool:
    """Tell a person's name from another title and from a firm's."""
    said = words(name)
    apart = english().firms if len(said) > 1 else english().firms | english().stop
    return bool(said) and not (name.endswith(("'s", "’s")) or said[-1] in apart or english().titles & set(said))


def _is_name(found: re.Match[str], text: str, whole: str) -> bool:
    """Tell a name from a word that has its capital from the place it stands at: "Ask the manager: Call 5".

    One word is a name if it is an acronym, alone behind a colon, said to be it, or has its capital inside a sentence.
    """
    name, (start, end) = found["person"], found.span("person")
    if " " in name or name.isupper():
        return True
    inside = re.compile(rf"(?:[a-zß-ÿ,;]|\b(?:Mr|Mrs|Ms|Dr|Prof)\.) {re.escape(name)}(?!\w)")
    alone = text[:start].endswith(": ") and not re.match(r" \w", text[end:])
    said = _SAID_TO_BE.match(found.string, end)
    return name not in day_name and bool(alone or said or inside.search(text) or inside.search(whole))


def _places(post: Post, text: str) -> list[tuple[int, int]]:
    """Return where the words of a title stand together, in any order and with "of" between ("director of finance"),
    from the bracket on that its first words stand behind; or their initials, or the words for those."""
    title, apart = post.title, _UNDER if post.past else _UNDER | _PAST
    wanted = sorted(stem(word) for word in title if word not in english().stop)
    found = [match for match in WORD.finditer(text) if match.group().lower() not in ("of", "for", "the", "and")]
    said = [owner(match.group().lower()) for match in found]
    stemmed, short = [stem(word) for word in said], _initials(title)

    def is_it(at: int, size: int) -> bool:
        return sorted(stemmed[at : at + size]) == wanted or (
            len(short) > 2 and _initials(said[at : at + size]) == short
        )

    runs = [(at, size) for size in {len(wanted), 1, 2, 3} for at in range(len(said) - size + 1) if is_it(at, size)]
    return [
        (found[at].start() - len(_first_words(text[: found[at].start()])), found[at + size - 1].end())
        for at, size in sorted(runs)
        if said[max(at - 1, 0)] not in apart or at == 0
    ]


def _initials(title: Sequence[str]) -> str:
    """Return "ceo" for "CEO", "chief executive" and "chief executive officer", "" for a title that has no initials."""
    if len(title) == 1:
        return title[0] if _CHIEF.fullmatch(title[0]) else ""
    short = "".join(word[0] for word in title) + "o" * (title[-1] != "officer")
    return short if title[0] == "chief" else ""


def _first_words(before: str) -> str:
    """Return the words between a bracket and a title, which belong to it: "(Health and Safety Officer)"."""
    found = _IN_BRACKETS.search(before)
    return found.group()[1:] if found else ""
