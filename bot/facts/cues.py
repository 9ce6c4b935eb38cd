"""The words that speak for each value of a fact, from kb/cues.yaml, and where they occur in a clause."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import ValidationError

from bot.facts.cuefile import CueFile, FactCues, Use, check_values
from bot.facts.senses import REMAIN, remains
from bot.words.tokens import Token, parts_of, stem
from ingest.errors import RulesError
from kb import CUES
from kb.yamlfile import read_yaml

Phrase = tuple[str, ...]
Concepts = dict[str, tuple[str, ...]]
REACH = 8  # words to each side of a cue's first word in which its other words are sought
SLACK = 3  # words that say something and may stand between the words of a cue
PROFESSION = stem("specialist")
PROFESSIONS = ("ers", "ors", "ists", "ians", "men")
CONCEPT = re.compile(r"\{(\w+)\}")
LIGHT = frozenset({
    "a", "an", "the", "to", "of", "be", "is", "our", "my", "we", "i", "it", "its", "this", "that",
    "these", "very", "really", "so", "too", "and", "or", "for", "in", "on", "at", "with", "us", "any",
    "some", "all", "just", "quite", "much", "more", "as", "do", "not", "no", "will", "want", "would",
})  # fmt: skip


class Phrases(NamedTuple):
    """Phrases that begin with the same stem, and their lengths, the longest first."""

    known: frozenset[Phrase] = frozenset()
    sizes: tuple[int, ...] = ()


NONE = Phrases()
Index = dict[str, Phrases]
"""Phrases by their first stem."""


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """`parts[i]` holds the phrases any of which fills place i; places stand in any order."""

    fact: str
    value: str
    use: Use
    parts: tuple[Index, ...]


class Match(NamedTuple):
    cue: Cue
    places: tuple[int, ...]


@cache
def phrase_of(text: str) -> Phrase:
    """The stems of a phrase written with spaces or underscores."""
    return tuple(stem(part) for word in text.replace("_", " ").split() for part in parts_of(word))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues, by the first stem of their first part, and the plain lists that clauses are judged by."""

    file: CueFile
    by_stem: dict[str, tuple[Cue, ...]]
    unless: dict[tuple[str, str], Index]
    marks: dict[str, Index]
    masks: Index
    words: frozenset[str]

    def mark_at(self, name: str, stems: Sequence[str], at: int) -> int:
        """How many tokens a phrase of the list `name` covers at this place; 0 when none does, as behind the last."""
        return longest(self.marks[name].get(stems[at], NONE), stems, at) if at < len(stems) else 0

    def has(self, name: str, stems: Sequence[str]) -> bool:
        phrases = self.marks[name]
        return any(longest(phrases[one], stems, at) for at, one in enumerate(stems) if one in phrases)

    def masked(self, tokens: Sequence[Token]) -> list[str]:
        """The stems, emptied where a fixed expression means something else ("core banking").

        Numbers are all alike, and so are professions that no cue names ("welders").
        """
        stems = [token.stem for token in tokens]
        left = [REMAIN if remains(tokens, at) else self._general(token) for at, token in enumerate(tokens)]
        for at in range(len(left)):
            size = longest(self.masks.get(stems[at], NONE), stems, at)
            left[at : at + size] = [""] * size
        return left

    def _general(self, token: Token) -> str:
        if token.stem[:1].isdigit() and "/" not in token.stem:
            return "#"
        known = token.stem in self.words or self.mark_at("not_heads", (token.stem,), 0)
        return PROFESSION if not known and len(token.word) > 5 and token.word.endswith(PROFESSIONS) else token.stem

    def find(self, stems: Sequence[str]) -> Iterator[Match]:
        """All matches but those of values that another word of the clause keeps out."""
        kept_out: dict[tuple[str, str], bool] = {}
        for at, one in enumerate(stems):
            for cue in self.by_stem.get(one, ()):
                places = fill(cue, stems, at)
                key = (cue.fact, cue.value)
                if places and key not in kept_out:
                    kept_out[key] = any(longest(self.unless[key].get(s, NONE), stems, i) for i, s in enumerate(stems))
                if places and not kept_out[key]:
                    yield Match(cue, places)


def longest(phrases: Phrases, stems: Sequence[str], at: int) -> int:
    """How many stems the longest phrase that stands at a place covers; 0 when none does."""
    fitting = (size for size in phrases.sizes if size <= len(stems) - at)
    return next((size for size in fitting if tuple(stems[at : at + size]) in phrases.known), 0)


def fill(cue: Cue, stems: Sequence[str], at: int) -> tuple[int, ...]:
    """The places of all words of a cue whose first part starts at `at`; empty when one is missing or too far
    away."""
    size = longest(cue.parts[0].get(stems[at], NONE), stems, at)
    if not size:
        return ()
    places = list(range(at, at + size))
    for part in cue.parts[1:]:
        spots = (
            (abs(spot - at), spot, longest(part[stems[spot]], stems, spot))
            for spot in range(max(0, at - REACH), min(len(stems), at + REACH + 1))
            if stems[spot] in part and spot not in places
        )
        best = min((one for one in spots if one[2]), default=None)
        if best is None:
            return ()
        places += range(best[1], best[1] + best[2])
    between = set(range(min(places), max(places))) - set(places)
    heavy = sum(stems[i] not in LIGHT for i in between)
    return tuple(sorted(places)) if heavy <= SLACK else ()


def answers_of(cues: FactCues, concepts: Concepts) -> Iterator[tuple[Phrase, str]]:
    """The bare answers to a fact's question with the value each gives."""
    for value, words in cues.values.items():
        for answer in expanded((*words.answers, *([] if "|" in value else [value])), concepts):
            yield phrase_of(answer), value


def parse_cue(fact: str, value: str, use: Use, text: str, concepts: Concepts) -> Cue:
    """Read one cue: words in any order, `a|b` alternatives, `side_by_side` words, `{concepts}`."""
    parts = [
        index_texts(option for word in place.split("|") for option in expand(word, concepts)) for place in text.split()
    ]
    return Cue(fact, value, use, tuple(sorted(parts, key=len)))  # the rarest part is looked for first


def expand(word: str, concepts: Concepts) -> Iterator[str]:
    """The phrases that a word with concepts in it stands for."""
    name = CONCEPT.search(word)
    if name is None:
        yield word
        return
    if name[1] not in concepts:
        raise RulesError(f"cues.yaml: no concept {name[0]} (in {word!r}). Known: {', '.join(sorted(concepts))}.")
    for member in concepts[name[1]]:
        yield from expand(word.replace(name[0], member, 1), concepts)


def expanded(texts: Iterable[str], concepts: Concepts) -> Iterator[str]:
    return (phrase for text in texts for phrase in expand(text, concepts))


def index_phrases(phrases: Iterable[Phrase]) -> Index:
    index: dict[str, set[Phrase]] = {}
    for phrase in phrases:
        index.setdefault(phrase[0], set()).add(phrase)
    return {
        first: Phrases(frozenset(found), tuple(sorted({len(one) for one in found}, reverse=True)))
        for first, found in index.items()
    }


def index_texts(texts: Iterable[str]) -> Index:
    return index_phrases(map(phrase_of, texts))


@cache
def load_lexicon(path: Path = CUES) -> Lexicon:
    """Read the cue file; a mistake in it raises RulesError with the file and the key."""
    try:
        file = with_lands(CueFile.model_validate(read_yaml(path.read_text(encoding="utf-8"))))
    except (ValidationError, yaml.YAMLError) as error:
        raise RulesError(f"{path.name} cannot be used: {error}. Correct the named key.") from error
    by_stem: dict[str, list[Cue]] = {}
    unless = {}
    for fact, cues in file.facts.items():
        for value, words in cues.values.items():
            check_values(path, fact, value, cues, words)
            unless[fact, value] = index_texts(o for word in words.unless for o in expand(word, file.concepts))
            for use, texts in words.texts():
                for text in texts:
                    cue = parse_cue(fact, value, use, text, file.concepts)
                    for first in cue.parts[0]:
                        by_stem.setdefault(first, []).append(cue)
    return Lexicon(
        file,
        {key: tuple(found) for key, found in by_stem.items()},
        unless,
        {
            **{name: index_texts(expanded(texts, file.concepts)) for name, texts in file.marks.items()},
            **{topic_of(fact): index_texts(cues.topic) for fact, cues in file.facts.items()},
            **{near_of(fact): index_texts(cues.near) for fact, cues in file.facts.items()},
            "named_lands": index_texts(file.concepts["named_land"]),
        },
        index_texts(file.masks),
        words_of(by_stem),
    )


def with_lands(file: CueFile) -> CueFile:
    """The file with concepts added: the names of all lands, and the names and adjectives of those under each law."""
    added: dict[str, list[str]] = {}
    for land, names in file.lands.items():
        places = [name.replace(" ", "_") for name in names]
        adjectives = [name.replace(" ", "_") for name, of in file.adjectives.items() if of == land]
        law = file.law_of(land)
        for concept, found in (("named_land", places), (f"{law}_place", places), (f"{law}_adjective", adjectives)):
            added.setdefault(concept, []).extend(found)
    merged = {name: (*file.concepts.get(name, ()), *found) for name, found in added.items()}
    return file.model_copy(update={"concepts": {**file.concepts, **merged}})


def words_of(by_stem: Mapping[str, Sequence[Cue]]) -> frozenset[str]:
    """All words of all cues."""
    parts = (part for cues in by_stem.values() for cue in cues for part in cue.parts)
    return frozenset(word for part in parts for phrases in part.values() for phrase in phrases.known for word in phrase)


def topic_of(fact: str) -> str:
    """The name under which the words that name a fact are listed among the marks."""
    return f"topic of {fact}"


def near_of(fact: str) -> str:
    """The name under which the words that touch a fact are listed among the marks."""
    return f"near {fact}"
