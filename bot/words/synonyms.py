"""Words of a question that no document holds, as the words for the same that documents do: "lift" for "elevator"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from bot.words.language import WORD, content_words
from bot.words.phrasing import Frequency, as_listed, by_first_word, pattern_of, stays
from kb.yamlfile import read_yaml

SYNONYMS = Path(__file__).parent / "synonyms.yaml"
_ARTICLE = re.compile(r"\ban?(?= $)", re.IGNORECASE)
_VOWEL = re.compile(r"(?!uni|use|usu|ur[aei]|eu|one\b)[aeiou]|hour|hon|heir")


def in_held_words(text: str, frequency: Frequency) -> str:
    """Return a text with the words that no document holds replaced by their first synonyms that documents do hold."""
    found = list(_with_synonyms(text))
    asked = {word: 0 for match, others in found for one in (match.group(), *others) for word in content_words(one)}
    held = frequency([*asked])

    def is_held(said: str) -> bool:
        return all(held[word] for word in content_words(said))

    for match, others in reversed(found):
        meant = "" if is_held(match.group()) else next(filter(is_held, filter(content_words, others)), "")
        text = f"{_before(text[: match.start()], meant)}{meant}{text[match.end() :]}" if meant else text
    return text


def _before(text: str, word: str) -> str:
    """Return what stands in front of a word, with the article that it takes."""
    article = "an" if _VOWEL.match(word) else "a"
    return _ARTICLE.sub(lambda match: article.title() if match.group()[0].isupper() else article, text)


def _with_synonyms(text: str) -> Iterator[tuple[re.Match[str], Sequence[str]]]:
    """Yield where words with synonyms stand in a text, the longest of those that begin at one place, and these."""
    end = 0
    for word in WORD.finditer(text):
        listed = as_listed(text[word.start() :]) if word.start() >= end else ""
        said = (one for one in _by_first_word().get(word.group().lower(), ()) if listed.startswith(one))
        match = next((match for one in said if (match := _pattern(one).match(text, word.start()))), None)
        if match and not stays(match, text):
            end = match.end()
            yield match, synonyms()[as_listed(match.group())]


@cache
def _pattern(said: str) -> re.Pattern[str]:
    return pattern_of(said)


@cache
def _by_first_word() -> Mapping[str, Sequence[str]]:
    return by_first_word(synonyms())


@cache
def synonyms() -> Mapping[str, Sequence[str]]:
    """Return for each form of a word the same form of all the others of its lines."""
    found: dict[str, list[str]] = {}
    for line in read_yaml(SYNONYMS.read_text("utf-8")):
        members = [member.replace("_", " ").split("/") for member in line.split()]
        for forms in zip(*members, strict=True):
            for form in forms:
                found.setdefault(form, []).extend(other for other in forms if other != form)
    return found
