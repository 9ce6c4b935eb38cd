"""Words of a text with their places: contractions opened, endings cut off, so that "hired" meets "hiring"."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

TOKEN = re.compile(
    r"24\s?[/x×*]\s?7"  # a word of its own, not two numbers
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|\n|[^\w\s]"
)
SHORT = 600  # characters of a text whose tokens stay known, as each step of an answer wants them again
ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
HOSTS_OF_IS = (
    "it",
    "that",
    "there",
    "what",
    "here",
    "who",
    "he",
    "she",
    "where",
    "how",
    "this",
    "money",
    "everything",
)
AUXILIARIES = (
    "do",
    "does",
    "did",
    "is",
    "are",
    "was",
    "has",
    "have",
    "had",
    "could",
    "should",
    "would",
    "must",
    "need",
)
JOINED = {
    **{f"{verb}nt": (verb, "not") for verb in AUXILIARIES},
    **{f"{who}ve": (who, "have") for who in ("i", "we", "they", "you")},
    **{"cant": ("can", "not"), "cannot": ("can", "not"), "wont": ("will", "not"), "aint": ("is", "not")},
    **{"im": ("i", "am"), "dunno": ("do", "not", "know"), "gotta": ("got", "to"), "wanna": ("want", "to")},
    **{"theres": ("there", "is"), "thats": ("that", "is"), "its": ("it", "is")},
}
FORMS = {
    "have": "has had having got",
    "be": "is are am was were been being",
    "build": "built",
    "keep": "kept",
    "leave": "left",
    "sell": "sold",
    "find": "found",
    "make": "made",
    "lose": "lost loose",
    "run": "ran",
    "take": "took",
    "give": "gave given",
    "know": "knew known",
    "spend": "spent",
    "go": "went gone goes",
    "do": "does",
    "person": "people",
    "man": "men",
    "woman": "women",
    "year": "yrs yr",
    "month": "mth mths mo",
    "week": "wks wk",
    "center": "centre",
    "you": "u",
    "your": "ur",
    "please": "pls plz",
    "until": "til till",
    "tomorrow": "tmrw tmr",
    "christmas": "xmas",
    "low": "lowest lower",
    "freeze": "froze frozen",
    "cheap": "cheaper cheapest",
    "fast": "faster fastest",
    "quick": "quicker",
    "long": "longer",
    "big": "bigger",
    "small": "smaller",
}
KEPT = frozenset({"hardly", "barely", "scarcely", "highly", "largely", "shortly"})
"""Without their ending they would say something else: the first three deny, and "highly confidential" is not high."""
IRREGULAR = {form: base for base, forms in FORMS.items() for form in forms.split()}


class Token(NamedTuple):
    """A word or mark; `word` is in lower case, `stem` without its ending."""

    word: str
    stem: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.word[0].isalnum()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Cut regular endings off; the result need not be a word, only the same for all forms of one."""
    word = IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isalpha() or word in KEPT:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "xes", "sses", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and any(vowel in root for vowel in "aeiouy"):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    return word.removesuffix("e") if len(word) > 3 else word


def parts_of(word: str) -> tuple[str, ...]:
    """The words in a contraction, with or without its apostrophe: "won't" and "wont" are "will", "not"."""
    word = word.lower().replace("’", "'")
    if word in JOINED:
        return JOINED[word]
    if word.endswith("n't"):
        return ({"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}.get(word[:-3], word[:-3]), "not")
    for ending, opened in ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word.removesuffix(ending), opened)
    if word.endswith("'s"):
        host = word[:-2]
        return (host, "is") if host in HOSTS_OF_IS else (host,)
    return (word,)


def plain(word: str) -> str:
    """A word without accents: "Krakow" for "Kraków"."""
    if word.isascii():
        return word
    return "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one)) or word


def tokens_of(text: str) -> list[Token]:
    """All words and marks in order.

    A hyphen inside a word only separates its parts; between spaces it is a dash.
    """
    return [*(_tokens(text) if len(text) <= SHORT else _tokens.__wrapped__(text))]


@lru_cache(maxsize=2_000)
def _tokens(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        if word == "-" and not (text[start - 1 : start].isspace() and text[end : end + 1].isspace()):
            continue
        if word.startswith("24") and word.endswith("7") and not word.isdigit():
            word = "24/7"
        found += [Token(part, stem(part), start, end) for part in parts_of(plain(word)) if part]
    return tuple(found)
