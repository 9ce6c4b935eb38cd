"""Words of a question: tokens, content words, aspect words, and whether the question is English at all."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*")
LONGEST = 4_000  # characters of a turn that are read; a longer one is a pasted text, not a question
# Zero-width, bidirectional and control characters carry no meaning in a question and can hide text from a reader.
INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)


@dataclass(frozen=True, slots=True)
class English:
    stop: frozenset[str]
    aspects: frozenset[str]
    greetings: frozenset[str]
    list_nouns: frozenset[str]
    quantities: frozenset[str]
    asking: frozenset[str]
    foreign: dict[str, frozenset[str]]
    aspect_groups: dict[str, frozenset[str]]


@cache
def english() -> English:
    data = yaml.safe_load((Path(__file__).parent / "english.yaml").read_text("utf-8"))
    return English(
        stop=frozenset(data["stop"].split()),
        aspects=frozenset(data["aspects"].split()),
        greetings=frozenset(data["greetings"].split()),
        list_nouns=frozenset(data["list_nouns"].split()),
        quantities=frozenset(data["quantities"].split()),
        asking=frozenset(data["asking"].split()),
        foreign={name: frozenset(marks.split()) for name, marks in data["foreign"].items()},
        aspect_groups={name: frozenset(members.split()) for name, members in data["aspect_groups"].items()},
    )


def clean(text: str) -> str:
    """Return the text in NFC with one space between words and nothing invisible in it."""
    text = INVISIBLE.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(text.replace("’", "'").split())


def words(text: str) -> list[str]:
    """Return the lower-case words of a text in order; a hyphenated word is one word."""
    return [match.group().lower().replace("’", "'") for match in WORD.finditer(text)]


def content_words(text: str) -> list[str]:
    """Return the words that carry a subject or an aspect: all but stop words."""
    stop = english().stop
    return [word for word in words(text) if word not in stop and word.removesuffix("'s") not in stop]


def subject_words(text: str) -> list[str]:
    """Return the words that can name a subject: neither stop words nor aspect words, possessive mark removed."""
    aspects = english().aspects
    plain = [word.removesuffix("'s").removesuffix("'") for word in content_words(text)]
    return [word for word in plain if word not in aspects]


def stem(word: str) -> str:
    """Return a rough stem, for comparing words of a question with each other (the index has its own stemmer)."""
    if word.endswith(("ss", "us", "is")):
        return word
    for ending, rest, least in (("ies", "y", 4), ("ing", "", 4), ("ed", "", 4), ("es", "e", 4), ("s", "", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return (word[: -len(ending)] + rest).rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


def foreign_language(text: str) -> str | None:
    """Return the language a question seems to be in when that is not English, else None.

    A majority of letters outside the Latin script, or clearly more function words of another language than of English.
    """
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 3:
        return None
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    if latin < len(letters) / 2:
        return "another script"
    found = words(text)
    own = sum(word in english().stop or word in english().aspects for word in found)
    votes = {name: sum(word in marks for word in found) for name, marks in english().foreign.items()}
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] >= 2 and votes[best] > own and votes[best] >= len(found) / 5 else None
