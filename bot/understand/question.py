"""A question made ready to be matched: the vectors and weights of its tokens, and what they name."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.understand.fit import Key, NameIndex
from bot.understand.named import dated, named_things
from bot.understand.parties import Meant
from bot.words.language import WORD, content_words, owner, stem, stems, words
from bot.words.ranges import Given
from bot.words.sorts import Phrase
from ingest.embedder import TokenVectors

ALIKE = 0.8  # how well another name of a thing meets the words for it; the same words meet each other at .6 to .95
NEARLY = 0.5  # cosine from which on a word that the library lacks is met by another one
BESIDE = 0.6  # the same of a party of a contract in a sentence about another

_BARE_REPLY = re.compile(
    r"(?:(?:yes|no|not|never|always|maybe|perhaps|sometimes|rarely|certainly|definitely|absolutely|of course|at all)"
    r"\b\W*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedTokens:
    """A thing that the question names: its key, and which of the question's tokens and stems name it."""

    key: Key
    tokens: NDArray[np.bool_]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be matched: its word vectors with weights (sum 1), its whole vector, its content words.

    `opened` gives by document what it is about of the names asked about (`Names.opened_with`). `asked` are the words
    of the question before, `leans` whether a pronoun means them; `sorts` of which sorts the things are that no document
    holds.
    """

    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]
    whole: NDArray[np.float32]
    rarity: Mapping[str, float]
    text: str
    subjects: tuple[str, ...] = ()
    aspects: frozenset[str] = frozenset()
    named: tuple[NamedTokens, ...] = ()
    stems: frozenset[str] = frozenset()
    focus: tuple[str, ...] = ()
    opened: Mapping[str, tuple[tuple[Meant, NamedTokens], ...]] = field(default_factory=dict)
    alike: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sorts: Mapping[str, frozenset[Phrase]] = field(default_factory=dict)
    around: frozenset[Key] = frozenset()
    asked: tuple[str, ...] = ()
    leans: bool = False
    given: tuple[Given, ...] = ()
    yes_no: bool = False
    unheard: tuple[NamedTokens, ...] = ()

    def told_of(
        self, said: Collection[Key], document_id: str, whole: str, text: str
    ) -> list[tuple[NamedTokens, float]]:
        """Return what the question names and a unit of a document tells of, with how well that meets the words for it;
        `said` are the keys of the names in it, `whole` its words with those of its heading and lead."""
        about = [(meant, thing) for meant, thing in self.opened.get(document_id, ()) if meant.told(whole)]
        return [
            *((thing, ALIKE) for thing in self.named if thing.key in said),
            *((thing, ALIKE if meant.leads(whole, text) else BESIDE) for meant, thing in about),
        ]

    def alike_in(self, text: str) -> frozenset[str]:
        """Return the stems that a text meets by other words for the same, or by the sort that a thing is of."""
        if not (self.alike or self.sorts):
            return frozenset()
        told = stems(text)
        alike = (one for one, others in self.alike.items() if others & told)
        sorts = (one for one, names in self.sorts.items() if any(name <= told for name in names))
        return frozenset([*alike, *sorts])

    def nearly(self, nearest: NDArray[np.float32]) -> frozenset[str]:
        """Return the stems of words that no passage holds and another word of a unit comes near ("kid" and "child");
        `nearest` are the best cosines of the question's tokens with the unit's."""
        met = (one.stems for one in self.unheard if float(nearest[one.tokens].mean()) >= NEARLY)
        return self.stems & frozenset[str]().union(*met)

    def is_asked_by(self, heading: str) -> bool:
        """Whether a heading asks the same thing for a yes or no, as in a list of questions and answers."""
        return self.yes_no and len(self.stems & stems(heading)) > len(self.stems) / 2


def is_bare_reply(text: str) -> bool:
    """Tell whether a sentence says yes or no and nothing else."""
    return bool(_BARE_REPLY.fullmatch(text.strip()))


def named_tokens(text: str, tokens: TokenVectors, names: NameIndex) -> tuple[NamedTokens, ...]:
    """Return what a text names, in order."""
    return tuple(
        NamedTokens(names.key(name), _inside(tokens, [span]), frozenset(map(stem, words(name))))
        for name, span in names.places(text)
    )


def unheard_tokens(text: str, tokens: TokenVectors, counts: Mapping[str, int]) -> tuple[NamedTokens, ...]:
    """Return the words of a text that no passage of the library holds; no names, as one near another is another one
    ("Rome" and "Milan")."""
    names = {owner(name.lower()) for name in named_things(text)}
    said = [(match.span(), word) for match in WORD.finditer(text) for word in content_words(match.group())]
    unheard = [(span, word) for span, word in said if not (counts.get(word, 0) or word in names or dated(word))]
    found = (NamedTokens((word,), _inside(tokens, [span]), stems(word)) for span, word in unheard)
    return tuple(one for one in found if one.tokens.any())


def opening_tokens(
    text: str, tokens: TokenVectors, opened: Mapping[str, tuple[Meant, ...]]
) -> dict[str, tuple[tuple[Meant, NamedTokens], ...]]:
    """Return by document what it is about of what a text names, with the tokens that name it."""

    def named(meant: Meant) -> NamedTokens:
        found = WORD.finditer(text)
        spans = [match.span() for match in found if stem(owner(match.group().lower())) in meant.stems]
        return NamedTokens(tuple(sorted(meant.stems)), _inside(tokens, spans), meant.stems)

    return {document_id: tuple((one, named(one)) for one in meant) for document_id, meant in opened.items()}


def _inside(tokens: TokenVectors, spans: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """Tell of each token whether it begins in one of the spans."""
    return np.array([any(start <= at < end for start, end in spans) for at, _ in tokens.offsets], dtype=np.bool_)


def token_weights(text: str, tokens: TokenVectors, rarity: Mapping[str, float]) -> NDArray[np.float32]:
    """Return the weight of each token, sum 1: the rarity of its word, all alike where no word has any."""
    weights = np.array([_weight(text, start, rarity) for start, _ in tokens.offsets], dtype=np.float32)
    if not weights.any():
        weights = np.ones(len(tokens.offsets), dtype=np.float32)
    return np.asarray(weights / max(weights.sum(), 1e-9), dtype=np.float32)


def _weight(text: str, start: int, rarity: Mapping[str, float]) -> float:
    for match in WORD.finditer(text):
        if match.start() <= start < match.end():
            return next((rarity[word] for word in content_words(match.group()) if word in rarity), 0.0)
    return 0.0


def overlap(rarity: Mapping[str, float], text: str, met: frozenset[str] = frozenset()) -> float:
    """Return the share of the question's words, rare ones counting more, that a text holds: [0, 1].

    Those whose stems are in `met` count as held.
    """
    held = met.union(map(stem, words(text)))
    total = sum(rarity.values())
    return sum(weight for word, weight in rarity.items() if stem(word) in held) / total if total else 0.0
