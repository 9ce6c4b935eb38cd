"""Words of a question: tokens, content words, aspect words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from kb.yamlfile import read_yaml

WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*")
LONGEST = 4_000  # characters of a turn that are read; a longer one is a pasted text, not a question
SHORT = 600  # characters of a text whose words stay known, as each step of an answer wants them again
# They carry no meaning and can hide text from a reader; the latter stand inside words, as soft hyphens of a PDF do.
_CONTROL = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
ENDINGS = (
    ("xes", "x", 2), ("ies", "y", 4), ("ings", "", 4), ("ing", "", 4), ("ed", "", 4), ("es", "e", 4), ("s", "", 3),
)  # fmt: skip
_DENIAL = re.compile(
    r"^\W*(?:[a-z]+n't|cannot|(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)"
    r" not)\b\W*(?P<next>[\w']*)"
)


class Dimension(NamedTuple):
    """The words that tell how wide a thing is, or how heavy, and the units in which an amount does."""

    told: frozenset[str]
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class English:
    stop: frozenset[str]
    measures: frozenset[str]
    aspects: frozenset[str]
    talk: frozenset[str]
    courtesies: dict[str, frozenset[str]]
    closings: dict[str, list[str]]
    objections: dict[str, list[str]]
    replies: frozenset[str]
    ponder: frozenset[str]
    beside: frozenset[str]
    list_nouns: frozenset[str]
    general: frozenset[str]
    amounts: frozenset[str]
    quantities: frozenset[str]
    sums: frozenset[str]
    other_sums: frozenset[str]
    usual: frozenset[str]
    particles: frozenset[str]
    phrasal: dict[str, str]
    staff: frozenset[str]
    persons: frozenset[str]
    bearers: dict[str, str]
    firms: frozenset[str]
    realms: frozenset[str]
    titles: frozenset[str]
    leads: frozenset[str]
    dealings: frozenset[str]
    numbered: frozenset[str]
    undoing: frozenset[str]
    offering: frozenset[str]
    light: frozenset[str]
    housing: frozenset[str]
    predicates: frozenset[str]
    grammar: dict[str, frozenset[str]]
    of_result: frozenset[str]
    of_advice: frozenset[str]
    models: dict[str, tuple[str, ...]]
    asking: frozenset[str]
    opening: frozenset[str]
    subjects: frozenset[str]
    shorthand: dict[str, str]
    idioms: dict[str, str]
    aspect_groups: dict[str, frozenset[str]]
    alike: dict[str, frozenset[str]]
    deeds: dict[str, frozenset[str]]
    superlatives: dict[str, tuple[frozenset[str], frozenset[str]]]
    measured: dict[str, frozenset[str]]
    dimensions: dict[str, Dimension]
    makers: dict[str, frozenset[str]]
    wares: frozenset[str]
    row_nouns: frozenset[str]
    identifying: frozenset[str]
    ticks: dict[str, frozenset[str]]
    totals: frozenset[str]
    nothing: frozenset[str]


@cache
def english() -> English:
    data = read_yaml((Path(__file__).parent / "english.yaml").read_text("utf-8"))
    alike: dict[str, frozenset[str]] = {}
    for line in data["alike"]:
        group = frozenset(map(stem, line.split()))
        alike |= {one: group | alike.get(one, frozenset()) for one in group}
    return English(
        stop=frozenset(data["stop"].split()),
        measures=frozenset(data["measures"].split()),
        aspects=frozenset(data["aspects"].split()),
        talk=frozenset(data["talk"].split()),
        courtesies={name: frozenset(members.split()) for name, members in data["courtesies"].items()},
        closings=data["closings"],
        objections={
            name: members.split() if isinstance(members, str) else members
            for name, members in data["objections"].items()
        },
        replies=frozenset(data["replies"].split()),
        ponder=frozenset(data["ponder"].split()),
        beside=frozenset(data["beside"].split()),
        list_nouns=frozenset(data["list_nouns"].split()),
        general=frozenset(data["general"].split()),
        amounts=frozenset(data["amounts"].split()),
        quantities=frozenset(data["quantities"].split()),
        sums=frozenset(map(stem, data["sums"].split())),
        other_sums=frozenset(map(stem, data["other_sums"].split())),
        usual=frozenset(data["usual"].split()),
        particles=frozenset(data["particles"].split()),
        phrasal={form: line.split()[0] for line in data["phrasal"] for form in line.split()},
        staff=frozenset(map(stem, data["staff"].split())),
        persons=frozenset(map(stem, data["persons"].split())),
        bearers=data["bearers"],
        firms=frozenset(data["firms"].split()),
        realms=frozenset(data["realms"].split()),
        titles=frozenset(data["titles"].split()),
        leads=frozenset(data["leads"].split()),
        dealings=frozenset(data["dealings"].split()),
        numbered=frozenset(data["numbered"].split()),
        undoing=frozenset(data["undoing"].split()),
        offering=frozenset(data["offering"].split()),
        light=frozenset(data["light"].split()),
        housing=frozenset(data["housing"].split()),
        predicates=frozenset(data["predicates"].split()),
        grammar={name: frozenset(members.split()) for name, members in data["grammar"].items()},
        of_result=frozenset(data["of_result"].split()),
        of_advice=frozenset(data["of_advice"].split()),
        models={word: tuple(sides.split()) for word, sides in data["models"].items()},
        asking=frozenset(data["asking"].split()),
        opening=frozenset(f"{data['asking']} {data['opening']}".split()),
        subjects=frozenset(data["subjects"].split()),
        shorthand=data["shorthand"],
        idioms=data["idioms"],
        aspect_groups={name: frozenset(members.split()) for name, members in data["aspect_groups"].items()},
        alike=alike,
        deeds={
            stem(deed): frozenset(map(stem, told.split()))
            for asked, told in data["deeds"].items()
            for deed in asked.split()
        },
        superlatives={
            measure: (frozenset(lower.split()), frozenset(upper.split()))
            for measure, (lower, upper) in data["superlatives"].items()
        },
        measured={measure: frozenset(named.split()) for measure, named in data["measured"].items()},
        dimensions={
            asking: Dimension(frozenset(f"{one['asked']} {one['told']}".split()), frozenset(one["units"].split()))
            for one in data["dimensions"]
            for asking in one["asked"].split()
        },
        makers={name: frozenset(members.split()) for name, members in data["makers"].items()},
        wares=frozenset(data["wares"].split()),
        row_nouns=frozenset(data["row_nouns"].split()),
        identifying=frozenset(data["identifying"].split()),
        ticks={said: frozenset(cells.split()) for said, cells in data["ticks"].items()},
        totals=frozenset(data["totals"].split()),
        nothing=frozenset(data["nothing"].split()),
    )


@cache
def superlatives() -> frozenset[str]:
    """Return the words for the extreme of any measure: "cheapest", "latest"."""
    return frozenset[str]().union(*(end for ends in english().superlatives.values() for end in ends))


def verbose(text: str) -> re.Pattern[str]:
    """Compile a pattern written over several lines, capitals or not."""
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


def clean(text: str) -> str:
    """Return the text in NFC with one space between words and nothing invisible in it."""
    text = _INVISIBLE.sub("", _CONTROL.sub(" ", unicodedata.normalize("NFC", text)))
    return " ".join(text.replace("’", "'").split())


def opening(text: str) -> str:
    """Return as much of a text as is read of a question, with one space between words."""
    return " ".join(text[:LONGEST].split())


def words(text: str) -> list[str]:
    """Return the lower-case words of a text in order; a hyphenated word is one word."""
    return [*(_words(text) if len(text) <= SHORT else _words.__wrapped__(text))]


@lru_cache(maxsize=5_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(match.group().lower().replace("’", "'") for match in WORD.finditer(text))


def content_words(text: str) -> list[str]:
    """Return the words that carry a subject or an aspect: no stop words and no measure behind "how"; none with "'s"."""
    stop, measures = english().stop, english().measures
    found = words(text)
    carrying = [word for at, word in enumerate(found) if word not in measures or found[at - 1 : at] != ["how"]]
    return [plain for word in carrying if word not in stop and (plain := word.removesuffix("'s")) not in stop]


def opens_question(text: str) -> bool:
    """Tell whether the first word of a text is one that a question begins with: "what", "does"."""
    return not english().opening.isdisjoint(words(text)[:1]) and not denies(text)


def denies(text: str) -> bool:
    """Tell whether a text opens as a question does but denies, as nobody stands behind its "not": "can't invest"."""
    found = _DENIAL.match(clean(text).lower())
    return found is not None and not text.rstrip().endswith("?") and found["next"] not in english().subjects


def subject_words(text: str) -> list[str]:
    """Return the words that can name a subject: neither stop words nor aspect words, possessive mark removed."""
    aspects = english().aspects
    return [word for word in content_words(text) if word not in aspects]


def owner(word: str) -> str:
    """Return "vendor" for "vendor's"."""
    return word.removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a rough stem, for comparing words of a question with each other (the index has its own stemmer)."""
    word = word.removesuffix("'s")
    if word.endswith(("ss", "us", "is")):
        return word
    for ending, rest, least in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)] + rest
            break
    return word.rstrip("e") if len(word) > 4 else word


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words, each part of a hyphenated word by itself."""
    return frozenset(stem(part) for word in words(text) for part in word.split("-"))
