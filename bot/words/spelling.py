"""Misspelt words of a question, read as the words that the library or the language knows."""

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.words.language import english
from bot.words.sounding import by_sound, sound_of, sounds_like, unheard, uses

# Parts of a hyphenated word stay: "multi-shoring" is a word of its own.
_MADE = ("or", "er", "ee")  # ends of words for persons and makers
_IES = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])ys$")  # "companys"
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
SHORTEST = 4  # letters; a shorter word is as near to several others
LONG = 9  # letters from which two edits are allowed, inside the word only: "onshoring" must not become "offshoring"
MIDDLE = 7  # the same where its four first letters and its last one are right: "emploies"; or, from one letter less
# on, its first and its four last ones: "skools"
REMEMBERED = 10_000  # words whose correction is kept
COMMON = 1_000  # uses from which on a word that no document holds is meant by one of the same sound: "unhapy"
SELDOM = 50  # uses in the dictionary's texts up to which an entry may be a slip or a foreign word ("employes")
# A word that is used less often than RARE lacks a letter where another is used SELDOMER times as often: "cary" 1,480
# times, "carry" 150,291.
SELDOMER, RARE = 80, 5_000
LONGER = 11  # letters from which the two edits may be anywhere behind the first letter


class Speller:
    """Corrects one word at a time; a word that exists, in the library or in English, stays as it is.

    `corrections` are misspellings somebody wrote down, and win. `exists` tells a word of the library or the language;
    `vocabulary` gives all words of the library, which takes long for a large one and is only done for a word that
    does not exist, or for seldom ones beside such a one.
    """

    def __init__(
        self,
        vocabulary: Callable[[], Collection[str]],
        corrections: Mapping[str, str],
        exists: Callable[[str], bool],
    ) -> None:
        self._vocabulary = vocabulary
        self._corrections = corrections
        self._known = exists
        self._by_letter: dict[str, list[list[str]]] = {}
        self._slip = lru_cache(REMEMBERED)(self._corrected)
        self._heard = lru_cache(REMEMBERED)(self._meant)
        self._spelt = lru_cache(REMEMBERED)(self._with_its_letters)
        self._sounds: dict[str, list[str]] = {}

    def text(self, text: str) -> str:
        """Return the text with its misspelt words corrected."""
        read = _WORD.sub(lambda match: self.word(match.group()), text)
        return read if read == text else _WORD.sub(lambda match: self._spelt(match.group()), read)

    def word(self, word: str) -> str:
        """Return the word that a misspelt one can mean, else the word itself."""
        lower = word.lower()
        if lower in english().shorthand and (word == lower or (word.isupper() and not self.exists(lower))):
            return english().shorthand[lower]
        if len(word) < SHORTEST:
            return word
        if (slip := self._slip(lower)) != lower:
            return slip
        return self._heard(lower) if word == lower else word

    def mistaken(self, word: str) -> bool:
        """Tell whether a word is a slip of the fingers for another one."""
        return len(word) >= SHORTEST and self._slip(word.lower()) != word.lower()

    def _corrected(self, word: str) -> str:
        if word in self._corrections:
            return self._corrections[word]
        if self.exists(word) or (word.endswith("s") and self.exists(word[:-1])):
            return word
        likely: list[str] = []
        for known in self._candidates(word[0]):
            near = extract(word, known, scorer=OSA.distance, score_cutoff=_reach(word), limit=None)
            likely += [found for found, _, _ in near if _likely(word, found)]
        return min(likely, key=lambda found: _farness(word, found), default=word)

    def _meant(self, word: str) -> str:
        several = _IES.sub("ies", word)
        if several != word and not self._known(word) and _seldomer(word, several):
            return several
        if self.exists(word):
            return word
        return sounds_like(word, self._by_sound()) or _common(word) or word

    def _with_its_letters(self, word: str) -> str:
        """Return the word of the library that a seldom one sounds like which lacks a letter of it that is not heard, or
        has one too many: "cary" and "blu", "fireings".

        It may be a word of its own, so it is only done in a text in which others are misspelt.
        """
        times = uses().get(word, 0)
        if times > RARE or len(word) < SHORTEST - 1 or word != word.lower() or word in english().stop:
            return word
        if word in self._vocabulary():
            return word
        often = SELDOMER * max(1, times)
        alike = (one for one in self._by_sound().get(sound_of(word), ()) if unheard(word, one))
        return min((one for one in alike if uses().get(one, 0) >= often), default=word)

    def _by_sound(self) -> dict[str, list[str]]:
        self._sounds = self._sounds or by_sound(self._vocabulary())
        return self._sounds

    def exists(self, word: str) -> bool:
        """Tell whether a word in lower case is one of the library or of English."""
        return (
            word in english().stop
            or word in english().aspects
            or word in english().list_nouns
            or self._known(word)
            or word in dictionary()
            or _once_more(word) in dictionary()
        )

    def _candidates(self, letter: str) -> list[list[str]]:
        """Return the words that begin with a letter: those that shape a question, then those of the library."""
        if letter not in self._by_letter:
            shaping = {word for word in english().stop | english().aspects if word[:1] == letter}
            words = {word for word in self._vocabulary() if word[:1] == letter}
            singular = {word[:-1] for word in words if word.endswith("s")} & dictionary()
            self._by_letter[letter] = [sorted(shaping), sorted(words | singular)]
        return self._by_letter[letter]


def _once_more(word: str) -> str:
    """Return what is done once more in a word made with "re-", which no dictionary lists in full: "reword"."""
    return word[2:] if word.startswith("re") and len(word) > SHORTEST + 1 else ""


def _reach(word: str) -> int:
    return 2 if len(word) >= MIDDLE - 1 else 1


def _farness(word: str, known: str) -> tuple[int, *tuple[bool, ...], str]:
    """Sort the words that a slip can mean, the likeliest first: of two as near, that of the same letters ("waht"),
    one of the same sound ("meating"), a small word, one that shapes a question."""
    apart = sorted(word) != sorted(known)
    small, shaping = known in english().stop, known in english().aspects
    sounds = sound_of(word) == sound_of(known)
    return OSA.distance(word, known), apart, not sounds, not small, not shaping, known[-1] != word[-1], known


def _likely(word: str, known: str) -> bool:
    """Two edits count only when they do not both add, or both drop, a letter: "rebadging" is no slip for "reading".

    In a word of middle length its two first and three last letters have to be right as well.
    """
    if OSA.distance(word, known) < 2:
        return True
    if abs(len(word) - len(known)) > 1:
        return False
    if len(word) >= LONGER:
        return True
    if len(word) < LONG:
        begins = len(word) >= MIDDLE and word[:4] == known[:4] and word[-1] == known[-1]
        return begins or (word[0] == known[0] and word[-4:] == known[-4:])
    return word[:2] == known[:2] and word[-3:] == known[-3:]


@cache
def dictionary() -> frozenset[str]:
    """Return the English words that are too rare for the model's vocabulary: "attrition" is no slip for "attention"."""
    return frozenset(word for word, times in uses().items() if times > SELDOM)


def _seldomer(word: str, other: str) -> bool:
    return uses().get(other, 0) >= SELDOMER * max(1, uses().get(word, 0))


def _common(word: str) -> str:
    """Return the common word that a word of no document is but for a letter that is not heard: "unhapy".

    "" for none, and for one that can be made on purpose: "lessor", "licensee".
    """
    if word.endswith(_MADE):
        return ""
    alike = (one for one in _common_by_sound().get(sound_of(word), ()) if unheard(word, one))
    return min(alike, key=lambda one: (-uses().get(one, 0), one), default="")


@cache
def _common_by_sound() -> dict[str, list[str]]:
    common = (word for word, times in uses().items() if times >= COMMON and len(word) > SHORTEST and word.isalpha())
    return by_sound(common)
