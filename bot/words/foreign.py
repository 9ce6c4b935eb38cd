"""Whether a question is in English at all, and which language it seems to be in when it is not."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bot.words.language import english, words
from kb.yamlfile import read_yaml

OTHER_SCRIPT, OTHER_LANGUAGE = "another script", "another language"
SHORTEST = 4  # letters of a word by which a text can be in an unknown language: a shorter one is often an abbreviation
READ = 300  # characters in which a small English word is to be found; a longer text without one is no question
STRONG = 5  # letters from which one foreign word counts alone: "de facto", "per diem" and "à la carte" are English too
# The small words in a name are no sentence: "Banco de la República", "Rio de Janeiro".
_NAME = re.compile(
    r"\b([A-ZÀ-Þ][\w'-]*)(?: (?:d[aeiou]|d[aeo][ls]|della|l[ae]s?|los|van|von|de[nr]|[ey])){1,2}(?= [A-ZÀ-Þ])"
)
_ELIDED = re.compile(r"^(l|d|qu|n|j|c|cos|un|dell|nell|all|dall|sull)'(.+)$")


def foreign_language(text: str) -> str | None:
    """Return the language a question seems to be in when that is not English, else None.

    Letters outside the Latin script decide unless the words around them are English; else it takes more words that
    shape a question in another language than words that do in English, each counted once.
    """
    letters = [char for char in text if char.isalpha()]
    found = words(text)
    own = len((_own() | english().shorthand.keys()) & set(found))
    other = sum(not unicodedata.name(char, "").startswith(("LATIN", "MODIFIER")) for char in letters)
    if len(letters) >= 2 and (other > len(letters) / 2 or (other >= 2 and other >= len(letters) / 5)) and own < 2:
        return OTHER_SCRIPT
    spoken = _spoken(text)
    votes = {name: len(marks & set(spoken)) for name, marks in _marks().items()}
    best = max(votes, key=lambda name: votes[name])
    clear = votes[best] >= 2 and votes[best] > own and votes[best] >= len(found) / 5
    alone = own == 0 and any(word in _marks()[best] and len(word) >= STRONG for word in spoken) and len(found) <= 4
    return best if clear or alone else None


def strange_language(text: str, exists: Callable[[str], bool], mistaken: Callable[[str], bool]) -> str | None:
    """Return the language of a question without one small word that is English alone, else None.

    One of the marks of a language names it where it is no word that `exists`, in English or the library. In a text
    with a question mark, of which words are looked up without one, two words that are no marks and do not exist
    either, nor are only `mistaken` in spelling, make it another language if they are most of the text.
    """
    text = text[:READ]
    spoken = set(_spoken(text))
    marks = _marks()
    if not spoken or _small().difference(*marks.values()) & set(words(text)):
        return None
    strange = {word for word in spoken if word.isalpha() and not exists(word)}
    votes = {name: len(listed & strange) for name, listed in marks.items()}
    best = [name for name, count in votes.items() if count and count == max(votes.values())]
    if best:
        return best[0] if len(best) == 1 else OTHER_LANGUAGE
    unread = [word for word in strange if len(word) >= SHORTEST and not mistaken(word)]
    most = len(unread) >= 2 and len(unread) > sum(len(word) >= SHORTEST for word in words(text)) / 2
    return OTHER_LANGUAGE if most and text.rstrip().endswith("?") else None


def _spoken(text: str) -> list[str]:
    """Return the words that can vote: a capital inside a question makes a name ("in Los Angeles or Las Vegas")."""
    text = text.replace("’", "'").strip("¿¡?!. ")
    shouted = text == text.upper()
    text = text if shouted else _NAME.sub(r"\1", text)
    voting = [word for at, word in enumerate(text.split()) if at == 0 or shouted or not word[:1].isupper()]
    found: list[str] = []
    for word in words(" ".join(voting)):
        elided = _ELIDED.match(word)
        found += [*elided.groups()] if elided else [word]
    return found


@cache
def _own() -> frozenset[str]:
    return english().stop | english().aspects | english().list_nouns | english().quantities | english().asking


@cache
def _small() -> frozenset[str]:
    """Return the English words that shape a question or make a courtesy."""
    return _own().union(english().shorthand, english().beside, *english().courtesies.values())


@cache
def _marks() -> dict[str, frozenset[str]]:
    data = read_yaml((Path(__file__).parent / "languages.yaml").read_text("utf-8"))
    marks = {name: str(text).split() for name, text in data.items()}
    return {
        name: frozenset([*listed, *(plain for word in listed if (plain := _unaccented(word)) not in _own())])
        for name, listed in marks.items()
    }


def _unaccented(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
