"""What is told of another than the one asked about: "Orla Line carries 40 cars", asked how many Brook carries."""

import re
from collections.abc import Sequence

from bot.evidence import text_of
from bot.language import english, stem, stems, words
from bot.types import Evidence

_CAPITAL = r"(?-i:[A-ZÀ-Þ])[\w&'’-]*"
_ASKED = re.compile(
    rf"\b(?:does|did|do|has|have|will|can|could|would) (?P<name>{_CAPITAL}(?: {_CAPITAL})*) (?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"(?P<name>{_CAPITAL}(?: {_CAPITAL})*)(?P<rest>.*)", re.DOTALL)
_IN_FRONT = r"[a-z,;] "  # a word with a capital behind these is a name


def lacks_subject(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked what one with a name does, and every unit that tells of doing that begins with another
    name and does not hold the one asked about."""
    asked = _ASKED.search(question)
    if not asked or asked["name"].split()[0].lower() in english().stop:
        return False
    name, verb = stem(words(asked["name"])[0]), stem(asked["verb"])
    telling = [item for item in near if verb in stems(text_of(item))]
    return bool(telling) and all(_is_of_another(name, verb, item) for item in telling)


def _is_of_another(name: str, verb: str, item: Evidence) -> bool:
    """Tell whether a unit says of another name, with no subject in between, that it does something."""
    begins = _BEGINS.match(text := text_of(item))
    if not begins or name in stems(text) or not _is_name(begins["name"], item.hit.passage.text):
        return False
    between = words(begins["rest"])
    end = next((at for at, word in enumerate(between) if stem(word) == verb), 0)
    subjects = english().grammar["pronouns"] | english().grammar["determiners"]
    return subjects.isdisjoint(between[:end])


def _is_name(begins: str, passage: str) -> bool:
    """Tell the name that a sentence begins with from a word that has its capital from standing there."""
    said = begins.split()
    return said[0].lower() not in english().stop and (
        len(said) > 1 or bool(re.search(_IN_FRONT + re.escape(begins), passage))
    )
