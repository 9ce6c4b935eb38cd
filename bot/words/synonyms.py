"""Words of a question that no document holds, as the words for the same that documents do: "lift" for "elevator"."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from bot.words.language import WORD, content_words
from kb.yamlfile import read_yaml

SYNONYMS = Path(__file__).parent / "synonyms.yaml"
SHORT = 4  # letters at most of an abbreviation that may have a capital: "Amex", "EV"

Frequency = Callable[[Sequence[str]], Mapping[str, int]]


def in_held_words(text: str, frequency: Frequency) -> str:
    """Return a text with the words that no document holds replaced by their first synonyms that documents do hold.

    `frequency` tells how many passages hold each of some words. A name stays as it is.
    """
    found = [(match, others) for match in _said(text) if (others := _others(match, text))]
    if not found:
        return text
    held = frequency([*dict.fromkeys(chain(*(content_words(said) for match, others in found for said in (match.group(), *others))))])

    def is_held(said: str) -> bool:
        return all(held[word] for word in content_words(said))

    for match, others in reversed(found):
        meant = next(filter(is_held, others), "")
        if meant and not is_held(match.group()):
            text = f"{text[: match.start()]}{meant}{text[match.end() :]}"
    return text


def _said(text: str) -> list[re.Match[str]]:
    """Return where words with synonyms stand in a text, the longest of those that begin at one place."""
    found: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        if not found or word.start() >= found[-1].end():
            patterns = _by_first_word().get(word.group().lower(), ())
            found += [match for one in patterns if (match := one.match(text, word.start()))][:1]
    return found


def _others(match: re.Match[str], text: str) -> Sequence[str]:
    """Return the synonyms of what stands somewhere, none of a name: "Lift" inside a text."""
    said = match.group()
    called = said[0].isupper() and match.start() > 0 and len(said) > SHORT and not said.isupper()
    return () if called else _synonyms()[said.lower().replace("’", "'")]


@cache
def _by_first_word() -> dict[str, list[re.Pattern[str]]]:
    found: dict[str, list[re.Pattern[str]]] = {}
    for said in sorted(_synonyms(), key=len, reverse=True):
        pattern = re.escape(said).replace("'", "['’]")
        found.setdefault(WORD.findall(said)[0], []).append(re.compile(rf"{pattern}(?![\w'’-])", re.IGNORECASE))
    return found


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    """Return for each form of a word the same form of all the others of its lines."""
    found: dict[str, list[str]] = {}
    for line in read_yaml(SYNONYMS.read_text("utf-8")):
        members = [[form.replace("_", " ") for form in member.split("/")] for member in line.split()]
        for forms in zip(*members, strict=True):
            for form in forms:
                found.setdefault(form, []).extend(other for other in forms if other != form)
    return {form: tuple(dict.fromkeys(others)) for form, others in found.items()}
