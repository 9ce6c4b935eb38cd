"""Phrases of a question that may be said in other words: how they look, and which stay as they stand."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.words.language import WORD, content_words

Frequency = Callable[[Sequence[str]], Mapping[str, int]]
"""How many passages hold each of some words or phrases."""

_QUOTED = re.compile(r"[\"“”«»][^\"“”«»]*[\"“”«»]|(?<!\w)['‘][^'‘’]+['’](?!\w)")
_MEANING = re.compile(r"^\W*(?:what(?:['’]s| is| are| does| do)|define|explain)\b|\bmean(?:s|ing)?\b", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w'’-]+")


def as_listed(text: str) -> str:
    """Return a text as phrases are listed: in small letters, with a plain apostrophe."""
    return text.lower().replace("’", "'")


def by_first_word(phrases: Iterable[str]) -> dict[str, list[str]]:
    """Return phrases by the word that they begin with, the longest first."""
    found: dict[str, list[str]] = {}
    for said in sorted(phrases, key=len, reverse=True):
        found.setdefault(WORD.findall(said)[0], []).append(said)
    return found


def pattern_of(said: str, slots: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """Return how a phrase looks in a text, its possessive form too; `slots` are words that stand for any of several."""
    parts = [(slots or {}).get(word) or re.escape(word).replace("'", "['’]") for word in said.split()]
    return re.compile(rf"(?<![\w'’-]){' '.join(parts)}(?=['’]s?(?!\w)|[^\w'’-]|$)", re.IGNORECASE)


def stays(found: re.Match[str], text: str) -> bool:
    """Tell whether what stands somewhere in a text is meant as it stands: in quotation marks, as a name or in front of
    one ("Red Tape Challenge"), or as what a meaning is asked of."""
    if any(quoted.start() < found.end() and found.start() < quoted.end() for quoted in _QUOTED.finditer(text)):
        return True
    said = found.group()
    shouted = said.isupper()
    if found.start() and not shouted and _CAPITAL.search(said):
        return True
    if not found.start() and _CAPITAL.match(text[found.end() :].lstrip()):
        return True
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return bool(_MEANING.search(text)) and not content_words(_MEANING.sub(" ", rest))
