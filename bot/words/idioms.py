"""Idioms and slang in the plain words that documents use: "who footed the bill?" asks who paid."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from bot.words.language import WORD
from bot.words.phrasing import Frequency, as_listed, by_first_word, pattern_of, stays
from kb.yamlfile import read_yaml

IDIOMS = Path(__file__).parent / "idioms.yaml"
ONES, BETWEEN = "one's", "..."
_SLOTS = {
    ONES: r"(?P<ones>my|your|his|her|its|our|their|one['’]s)",
    BETWEEN: r"(?P<between>[\w'’-]+(?: [\w'’-]+){0,2}?)",
}


def in_plain_words(text: str, frequency: Frequency) -> str:
    """Return a text with its idioms in plain words, the longest first; what a document holds stays."""
    for first in dict.fromkeys(match.group().lower() for match in WORD.finditer(text)):
        for said, begins in _by_first_word().get(first, ()):
            # Most are not there, and a pattern takes a millisecond to make.
            found = _pattern(said).search(text) if begins in as_listed(text) else None
            if found and not stays(found, text) and not frequency([found.group().lower()])[found.group().lower()]:
                text = _pattern(said).sub(partial(_spoken, idioms()[said]), text)
    return text


def _spoken(plain: str, match: re.Match[str]) -> str:
    """Return plain words with what stands inside the idiom, and with a capital where that has one."""
    held = match.groupdict()
    slots = {ONES: held.get("ones") or "", BETWEEN: held.get("between") or ""}
    said = " ".join(slots.get(word, word) for word in plain.split())
    return said[:1].upper() + said[1:] if match.group()[0].isupper() else said


@cache
def _pattern(said: str) -> re.Pattern[str]:
    return pattern_of(said, _SLOTS)


@cache
def _by_first_word() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the idioms that begin with a word, each with what it begins with up to its first slot."""
    listed = by_first_word(idioms()).items()
    return {first: [(said, said.partition(ONES)[0].partition(BETWEEN)[0]) for said in found] for first, found in listed}


@cache
def idioms() -> Mapping[str, str]:
    """Return the plain words for each form of each idiom; of two readings the first one counts."""
    found: dict[str, str] = {}
    for said, plain in (pair for entry in read_yaml(IDIOMS.read_text("utf-8")).items() for pair in _forms(*entry)):
        found.setdefault(said, plain)
    return found


def _forms(said: str, plain: str) -> Iterator[tuple[str, str]]:
    """Yield an entry in each of the forms of its words: "foot/foots/footed the bill", "pay/pays/paid"."""
    count = max(word.count("/") for word in f"{said} {plain}".split()) + 1
    for at in range(count):
        yield _form(said, at), _form(plain, at)


def _form(said: str, at: int) -> str:
    return " ".join(forms[at] if len(forms := word.split("/")) > 1 else word for word in said.split())
