"""The names and figures in a question, and how many of them a text or the library holds."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.facts.homeland import plain_lands, same_land
from bot.understand.asked import MONTHS, asks_fact, years_in
from bot.words.amounts import FIGURES, SPELT
from bot.words.language import WORD, english, owner, stem, superlatives, words

_MONTHS = frozenset(MONTHS.lower().split("|"))
Frequency = Callable[[Sequence[str]], Mapping[str, int]]

# The parts of a name: "BPO's" has BPO, "IT-BPM" has IT and BPM, "FY2023" has 2023.
_PART = re.compile(r"\d+|[^\W\d_]{3,}|[^\W\d_]{2}(?=\W|$)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# "E15" is called so as a whole, "FY2023" by its year.
_CODE = re.compile(r"[^\W\d_]{1,3}-?\d{1,3}")
# "A bowl of soup" only says how much soup.
_THING = re.compile(r"\b(?:the|an?(?! [^\W\d_]+ of\b)) (?P<thing>[^\W\d_]{4,})(?![\w-])", re.IGNORECASE)
_INSIDE = re.compile(r"(?<=[a-zß-ÿ,;] )[A-ZÀ-Þ][a-zß-ÿ]{2,}(?![\w-])")
_SMALL = re.compile(r"(?<![\w-])[a-zß-ÿ]{3,}(?![\w-])")
_ACTING = re.compile(r"\b([A-Z]{3,6})\b(?= (?:let|allow|permit|require|oblige|forbid|prohibit)s?\b)")
# What is said of a thing of any sort: "a basic wire".
_ANY_SORT = frozenset([
    "basic", "actual", "typical", "normal", "standard", "usual", "real", "true", "so-called", "simple", "plain", "good",
    "ideal", "modern", "traditional", "classic", "common", "proper", "main", "average", "ordinary", "regular", "full",
])  # fmt: skip
_OWN_CASE = re.compile(r"\b(?:we|our|us|my|i)\b", re.IGNORECASE)


def unknown_names(question: str, frequency: Frequency) -> tuple[str, ...]:
    """Return the names in a question that no passage of the library holds, in whole or in one of their parts, those of
    a land neither by another word for it.

    What a person says of their own case ("our engineer in Cairo") need not stand in any document.
    """
    if _OWN_CASE.search(question):
        return ()
    pieces = {name: _parts(name) for name in named_things(question)}
    parts = {
        name: [*found, *(SPELT[piece] for piece in found if piece in SPELT), *_grouped(name), *same_land(name)]
        for name, found in pieces.items()
    }
    known = frequency([part for name in parts.values() for part in name])
    return tuple(name for name, found in parts.items() if found and not any(known[piece] for piece in found))


def unknown_rules(question: str, frequency: Frequency) -> tuple[str, ...]:
    """Return the rules called by letters that are said to let or make somebody do something ("does the LGPD let us
    ...?") and that no passage of the library holds."""
    known = frequency(found := _ACTING.findall(question))
    return tuple(name for name in found if not known[name])


def _grouped(name: str) -> list[str]:
    """Return a figure of thousands as it is written with commas: "1,000" for "1000"."""
    return [f"{int(name):,}"] if name.isdecimal() and len(name) > 3 and not years_in(name) else []


def _parts(name: str) -> list[str]:
    return [name, name.replace("-", "")] if _CODE.fullmatch(name) else _PART.findall(name)


def unknown_things(question: str, frequency: Frequency) -> tuple[str, ...]:
    """Return the things named by a single noun of which a fact is asked ("the age for a tractor") that no passage of
    the library mentions."""
    if not asks_fact(question):
        return ()
    small = english().stop | english().aspects
    things = (match["thing"].lower() for match in _THING.finditer(question) if _ends(question[match.end() :]))
    known = frequency(found := [thing for thing in dict.fromkeys(things) if thing not in small])
    return tuple(thing for thing in found if not known[thing])


def unknown_sort(term: str, frequency: Frequency) -> tuple[str, ...]:
    """Return the words in front of a term's last one that no passage holds, where one holds that: of a sort that no
    document knows ("vested outsourcing") the thing itself tells nothing. "The number of Ada" is no sort."""
    said = [word for word in words(term) if word not in english().stop] if "of" not in words(term) else []
    known = frequency(said)
    plain = _ANY_SORT | english().general | english().aspects | superlatives()
    sorts = (word for word in said[:-1] if word not in plain and not word.endswith(("ly", "ing", "'s")))
    return tuple(word for word in sorts if not known[word]) if said and known[said[-1]] else ()


def _ends(rest: str) -> bool:
    """Tell whether a noun is the last of its phrase: no other one follows."""
    following = WORD.match(rest.lstrip())
    return not following or following.group().lower() in english().stop | english().aspects


def share_named(question: str, text: str, met: frozenset[str] = frozenset()) -> float:
    """Return the share of the names and figures in a question that a text holds, in one of their parts ("2023" for
    "FY2023") or in words ("thirty"); 1 when it has none. Those whose stems are in `met` count as held.

    What a person says of their own case ("our engineer in Cairo") need not stand in any document.
    """
    names = [] if _OWN_CASE.search(question) else named_things(question)
    if not names:
        return 1.0
    told = " ".join([text, _THOUSANDS.sub("", text), *met])
    held = met.union(stem(part.lower()) for part in _PART.findall(told))
    held |= {FIGURES[word] for word in words(text) if word in FIGURES}

    def stands(name: str) -> bool:
        parts = [] if _CODE.fullmatch(name) else _PART.findall(name)  # none in "P&G" and "zone D"
        whole = rf"(?<!\w){re.escape(name)}(?!\w)"
        return (
            any(stem(part.lower()) in held for part in parts) if parts else bool(re.search(whole, told, re.IGNORECASE))
        )

    return sum(map(stands, names)) / len(names)


def capitalised(part: str, whole: str) -> list[str]:
    """Return in lower case the words that a part of a text writes with a capital, and the whole never without one."""
    small = english().stop.union(word for word in WORD.findall(whole) if word[:1].islower())
    found = (owner(word.lower()) for word in WORD.findall(part) if word[:1].isupper())
    return [word for word in found if word not in small]


def with_capitals(question: str, texts: Sequence[str]) -> str:
    """Return a question with a capital for each word that the texts write with one inside a sentence and never without:
    who types in a hurry writes names small."""
    whole = "\n".join(texts)
    held = frozenset(WORD.findall(whole))
    inside = {match.group() for match in _INSIDE.finditer(whole)}

    def written(match: re.Match[str]) -> str:
        word = match.group()
        named = word.title() in inside and word not in held and word not in english().stop
        return word.title() if named else word

    return _SMALL.sub(written, question)


def is_month(name: str) -> bool:
    return name.lower() in _MONTHS


def dated(word: str) -> bool:
    """Tell whether a word is a figure or a month, which names no thing."""
    return word[0].isdigit() or is_month(word)


def named_things(question: str) -> list[str]:
    """Return the names and figures in a question: words with a capital past the first, acronyms, numbers, lands."""
    found = []
    for at, match in enumerate(WORD.finditer(question)):
        word = match.group()
        first = at == 0 or question[: match.start()].rstrip()[-1:] in ".?!:"
        capital = word[0].isupper() and (not first or (word.isupper() and len(word) > 1))
        if (capital or word[0].isdigit() or word in plain_lands()) and word.lower() not in english().stop:
            found.append(word)
    return found
