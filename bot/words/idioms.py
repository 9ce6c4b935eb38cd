"""Idioms and slang in the plain words that documents use: "who footed the bill?" asks who paid."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from bot.words.language import WORD
from kb.yamlfile import read_yaml

IDIOMS = Path(__file__).parent / "idioms.yaml"
ONES, BETWEEN = "one's", "..."
_SLOTS = {
    ONES: r"(?P<ones>my|your|his|her|its|our|their|one['’]s)",
    BETWEEN: r"(?P<between>[\w'’-]+(?: [\w'’-]+){0,2}?)",
}


def in_plain_words(text: str) -> str:
    """Return a text with its idioms in plain words, the longest first."""
    for first in dict.fromkeys(match.group().lower() for match in WORD.finditer(text)):
        for said, plain in _idioms(first):
            text = said.sub(partial(_spoken, plain), text)
    return text


def _spoken(plain: str, match: re.Match[str]) -> str:
    """Return plain words with what stands inside the idiom, and with a capital where that has one."""
    held = match.groupdict()
    slots = {ONES: held.get("ones") or "", BETWEEN: held.get("between") or ""}
    said = " ".join(slots.get(word, word) for word in plain.split())
    return said[:1].upper() + said[1:] if match.group()[0].isupper() else said


@cache
def _idioms(first: str) -> Sequence[tuple[re.Pattern[str], str]]:
    """Return what the idioms that begin with a word look like, and their plain words."""
    return [(_pattern(said), plain) for said, plain in _by_first_word().get(first, ())]


@cache
def _by_first_word() -> Mapping[str, Sequence[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    phrases = [pair for entry in read_yaml(IDIOMS.read_text("utf-8")).items() for pair in _forms(*entry)]
    for said, plain in sorted(phrases, key=lambda pair: -len(pair[0])):
        found.setdefault(WORD.findall(said)[0], []).append((said, plain))
    return found


def _forms(said: str, plain: str) -> Iterator[tuple[str, str]]:
    """Yield an entry in each of the forms of its words: "foot/foots/footed the bill", "pay/pays/paid"."""
    count = max(word.count("/") for word in f"{said} {plain}".split()) + 1
    for at in range(count):
        yield _form(said, at), _form(plain, at)


def _form(said: str, at: int) -> str:
    return " ".join(forms[at] if len(forms := word.split("/")) > 1 else word for word in said.split())


def _pattern(said: str) -> re.Pattern[str]:
    parts = [_SLOTS.get(word) or re.escape(word).replace("'", "['’]") for word in said.split()]
    return re.compile(rf"(?<![\w'’-]){' '.join(parts)}(?![\w'’-])", re.IGNORECASE)
