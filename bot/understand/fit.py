"""Does a piece of text speak of the subject and the side of it that a question asks for?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from bot.types import Hit
from bot.words.language import WORD, english, owner, stem, words
from ingest.types import Passage, Unit

Key = tuple[str, ...]
Place = tuple[str, tuple[int, int]]

KEPT = 5_000  # texts, those of units and headings above all, of which it stays known what they name

# Forms of a question that ask for a side of a subject without naming it.
_FORMS = {
    "kind": re.compile(r"\b(?:types|kinds|forms|variants|varieties|categories|classes)\b", re.IGNORECASE),
    "fit": re.compile(r"\bwhen (?:should|to|is it|would)\b|\bmakes? (?:\w+ )?sense\b", re.IGNORECASE),
    "unfit": re.compile(
        r"\bwhen\b.{1,40}(?:\b(?:not|never|bad|avoid|no sense)\b|n't\b)|\b(?:bad|poor) (?:idea|choice)\b"
        r"|\breasons? (?:not to|never to|against|to avoid)\b|\bwhy (?:not\b|(?:should|would)(?:n't\b|.{1,30}\bnot\b))",
        re.IGNORECASE,
    ),
    "risk": re.compile(
        r"\b(?:go(?:es|ing)? wrong|watch out|worr(?:y|ied) about|afraid of|beware|the catch|backfires?"
        r"|(?:speaks?|argues?|talks?) against|bad about)\b",
        re.IGNORECASE,
    ),
    "benefit": re.compile(
        r"\bwhat(?:'s| is| are| was)\b[^?]{1,60}\bgood (?:for|about)\b"
        r"|\b(?:in it for|worth it|worthwhile|(?:speaks?|argues?) for|in favou?r of)\b",
        re.IGNORECASE,
    ),
    "reason": re.compile(
        r"^\W*(?:and |but |so )*why\b(?! not\b)|\bwhat (?:is|are|was|were) .{1,60} for\b(?:, \w+)?\W*$", re.IGNORECASE
    ),
}
# "I typed the wrong password" asks for no drawbacks, "what is wrong with it" does.
_WRONG_ONE = re.compile(
    r"\b(?:i|we|he|she|they|who|somebody|someone) (?:\w+ ){1,3}?(?:an?|the|my|our|your|his|her|their) wrong(?= \w)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(?:,\s*)?(?:(?:and|or|vs\.?|versus|with|to|against)\s+)?(?:an?\s+|the\s+)?", re.IGNORECASE)
_PRAISES = re.compile(r"^\W*why\b(?!.*\b(?:not|never|fail\w*|avoid|leav\w+|against)\b|.*n't\b)", re.IGNORECASE)
_PRAISED = frozenset({"reason", "benefit"})


class NameIndex:
    """The names of a library, found in any text by their stems, the longest at each place.

    `terms` gives the term that another name stands for; both are one subject. `parties` are what each of the texts
    calls its own ("Landlord", "Tenant").
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        terms: Mapping[str, str] | None = None,
        parties: Iterable[Iterable[str]] = (),
    ) -> None:
        self._parties = [list(called) for called in parties]
        terms = terms or {}
        self._terms = {_key(name): _key(term) for name, term in terms.items()}
        self._called: dict[Key, list[str]] = {}
        for name, term in terms.items():
            self._called.setdefault(_key(term), [term]).append(name)
        keys = {_key(name) for name in names}
        self._keys = frozenset(key for key in keys if key)
        self._sizes: dict[str, list[int]] = {}  # by their first stem, the longest names first
        for size in sorted({len(key) for key in self._keys}, reverse=True):
            for first in {key[0] for key in self._keys if len(key) == size}:
                self._sizes.setdefault(first, []).append(size)
        self._known = lru_cache(KEPT)(self._places)

    def find(self, text: str) -> tuple[str, ...]:
        """Return the names in a text as they stand there, in order, each once."""
        return tuple(dict.fromkeys(name for name, _ in self.places(text)))

    def keys(self, text: str) -> frozenset[Key]:
        """Return the keys of the names in a text."""
        return frozenset(self.key(name) for name, _ in self.places(text))

    def places(self, text: str) -> tuple[Place, ...]:
        """Return the names in a text in order, each with the code points it spans."""
        return self._known(text)

    def _places(self, text: str) -> tuple[Place, ...]:
        matches = list(WORD.finditer(text))
        found = [owner(match.group()) for match in matches]
        stems = [stem(word.lower()) for word in found]
        names, at = [], 0
        while at < len(stems):
            sizes = (size for size in self._sizes.get(stems[at], ()) if at + size <= len(stems))
            size = next((size for size in sizes if tuple(stems[at : at + size]) in self._keys), 0)
            if size:
                span = matches[at].start(), matches[at + size - 1].end()
                names.append((" ".join(found[at : at + size]), span))
            at += max(size, 1)
        return tuple(names)

    def listed(self, text: str) -> tuple[str, ...]:
        """Return the names of the longest list of three or more in a text ("X, Y and Z", "X vs Y vs Z"), or ()."""
        lists: list[dict[str, None]] = [{}]
        before = 0
        for name, (start, end) in self.places(text):
            if not _LINK.fullmatch(text[before:start]):
                lists.append({})
            lists[-1][name] = None
            before = end
        longest = max(map(tuple, lists), key=len)
        return longest if len(longest) > 2 else ()

    def beside(self, party: str) -> tuple[str, ...]:
        """Return the other parties of the texts that call one of theirs so."""
        of_texts = ([one for one in called if one.lower() != party.lower()] for called in self._parties)
        pairs = zip(of_texts, self._parties, strict=True)
        return tuple(dict.fromkeys(one for others, called in pairs if len(others) < len(called) for one in others))

    def key(self, name: str) -> Key:
        """Return the stems of the term a name stands for, or its own."""
        key = _key(name)
        return self._terms.get(key, key)

    def called(self, name: str) -> tuple[str, ...]:
        """Return all names of the thing that a name stands for, that name first."""
        return tuple(dict.fromkeys([name, *self._called.get(self.key(name), ())]))


@lru_cache(KEPT)
def _key(name: str) -> Key:
    return tuple(stem(owner(word)) for word in words(name))


def subject_fit(asked: Sequence[str], names: NameIndex, headings: Sequence[str], text: str) -> float:
    """Return how far a text speaks of an asked subject: from 1 (its own words name it) to -1 (it names others only).

    The nearest words that name anything count: the text, else its lowest heading, up to the title.
    """
    wanted = {names.key(name) for name in asked}
    for place, words_there in enumerate([text, *reversed(headings)]):
        found = names.keys(words_there)
        if found & wanted:
            return 1.0 if place == 0 else 0.5
        if any(name[-len(want) :] == want for want in wanted for name in found):
            return 0.5  # a kind of the asked subject: "captive offshoring" for "offshoring"
        if any(set(want) <= set(name) for want in wanted for name in found):
            return 0.0  # something about it: "vendor management office" for "vendor"
        if found and place > 0:
            return -1.0
        if found:  # its own words name others; a heading that names the subject makes up for that
            return 0.0 if names.keys(headings[-1] if headings else "") & wanted else -1.0
    return 0.0


def naming_all(subjects: Sequence[str], hits: Sequence[Hit], names: NameIndex) -> list[Hit]:
    """Return at most three hits that name every one of several subjects, those that do so in one sentence first."""
    wanted = {names.key(name) for name in subjects}
    if len(wanted) < 2:
        return []

    def held(text: str) -> bool:
        return wanted <= names.keys(text)

    naming = [hit for hit in hits if held(hit.passage.index_text)]
    return sorted(naming, key=lambda hit: not any(held(hit.passage.words_of(unit)) for unit in hit.passage.units))[:3]


def asked_aspects(question: str) -> frozenset[str]:
    """Return the sides a question asks for, by their names or by its form ("when should we", "why").

    Who asks how a risk is reduced knows the risk.
    """
    # "What sort of work is it?" asks for no kinds of work, and "not" alone for nothing that does not fit.
    named = aspects(_WRONG_ONE.sub("", question)) - {"kind", "unfit"}
    asked = named | {aspect for aspect, form in _FORMS.items() if form.search(question)}
    asked -= {"fit", "reason", "benefit"} if "unfit" in asked else set()
    return asked - {"risk"} if "mitigation" in asked else asked


def aspect_words(question: str) -> list[str]:
    """Return the other words for the sides a question asks for ("dangers" where risks are asked)."""
    groups = english().aspect_groups
    return sorted({word for aspect in asked_aspects(question) for word in groups[aspect]} - set(words(question)))


def aspects(text: str) -> frozenset[str]:
    """Return the sides of a subject (benefit, risk, cost, ...) that a text asks for or announces."""
    held = {stem(word) for word in words(text)}
    return frozenset(group for group, members in _aspect_stems().items() if held & members)


def sides_of(passage: Passage, unit: Unit) -> frozenset[str]:
    """Return the sides of its subject that a unit speaks of, in its own words or by its headings; a section headed
    "Why firms choose X" tells what X is good for."""
    praised = any(_PRAISES.search(heading) for heading in passage.headings)
    return aspects(all_words(passage, unit)) | (_PRAISED if praised else frozenset())


def words_for(sides: frozenset[str]) -> frozenset[str]:
    """Return the stems of all words for these sides of a subject."""
    return frozenset().union(*(_aspect_stems()[side] for side in sides))


@cache
def _aspect_stems() -> dict[str, frozenset[str]]:
    return {group: frozenset(map(stem, members)) for group, members in english().aspect_groups.items()}


def context_of(passage: Passage, unit: Unit) -> tuple[tuple[str, ...], str]:
    """Return a unit's headings and its own words; an item's own words include its list's lead-in."""
    text = passage.words_of(unit)
    if unit.kind == "item" and passage.lead:
        text = f"{passage.lead} {text}"
    return passage.headings, text


def all_words(passage: Passage, unit: Unit) -> str:
    """Return a unit's words with those of its headings, in its own line too, and its list's lead-in."""
    headings, text = context_of(passage, unit)
    return " ".join([*headings, passage.run_in, text])
