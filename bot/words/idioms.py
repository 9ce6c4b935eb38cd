"""Idioms and slang in the plain words that documents use: "who footed the bill?" asks who paid."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.words.language import WORD
from kb.yamlfile import read_yaml

IDIOMS = Path(__file__).parent / "idioms.yaml"
ONES = "one's"
BETWEEN = "..."  # up to three words inside a verb: "call the meeting off"
_OWNERS = r"(?P<ones>my|your|his|her|its|our|their|one['’]s|the)"
_BETWEEN = r"(?P<between>[\w'’-]+(?: [\w'’-]+){0,2}?)"


class Idiom(NamedTuple):
    said: re.Pattern[str]
    plain: str


def in_plain_words(text: str) -> str:
    """Return a text with its idioms in plain words, the longest first."""
    for first in dict.fromkeys(match.group().lower() for match in WORD.finditer(text)):
        for idiom in _by_first_word().get(first, ()):
            text = idiom.said.sub(lambda match, plain=idiom.plain: _like(match, plain), text)
    return text


def _like(match: re.Match[str], plain: str) -> str:
    """Return plain words with what stands inside the idiom, and with a capital where that has one."""
    held = match.groupdict()
    words = [held.get("ones") if word == ONES else held.get("between") if word == BETWEEN else word for word in plain.split()]
    said = " ".join(word or "" for word in words).strip()
    return said[:1].upper() + said[1:] if match.group()[0].isupper() else said


@cache
def _by_first_word() -> dict[str, list[Idiom]]:
    found: dict[str, list[Idiom]] = {}
    phrases = [pair for said, plain in read_yaml(IDIOMS.read_text("utf-8")).items() for pair in _forms(said, str(plain))]
    for said, plain in sorted(phrases, key=lambda pair: -len(pair[0])):
        found.setdefault(said.split()[0], []).append(Idiom(_pattern(said), plain))
    return found


def _forms(said: str, plain: str) -> Iterator[tuple[str, str]]:
    """Yield an entry in each of the forms of its words: "foot/foots/footed the bill", "pay/pays/paid"."""
    count = max(word.count("/") for word in f"{said} {plain}".split()) + 1
    for at in range(count):
        yield _form(said, at), _form(plain, at)


def _form(words: str, at: int) -> str:
    return " ".join(forms[at] if len(forms := word.split("/")) > 1 else word for word in words.split())


def _pattern(said: str) -> re.Pattern[str]:
    parts = [{ONES: _OWNERS, BETWEEN: _BETWEEN}.get(word) or re.escape(word).replace("'", "['’]") for word in said.split()]
    return re.compile(rf"(?<![\w'’-]){' '.join(parts)}(?![\w'’-])", re.IGNORECASE)
