"""Whether words put a piece of the person's own work to a choice, so that a case opens: learned from turns, as no list
of forms covers how people say it.

Logistic regression over the vector of the words, over which small words follow each other ("should we", "our W or W")
and over whether their grammar asks for an act of sourcing; what the words are about stands in the vector alone.
Fitted by eval/openings.py on turns written for it.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.understand import forms
from bot.understand.fit import NameIndex
from bot.understand.kinds import kind_of
from bot.understand.moves import about_talk
from bot.words.language import english, words
from bot.words.tokens import tokens_of
from ingest.embedder import Encode
from kb.yamlfile import read_yaml

FITTED = Path(__file__).parent / "opening.yaml"
GRAM = 0.2  # what a small word weighs beside the vector, whose length is 1
LEAST, FORMED = 0.5, 0.3  # the probability from which a case opens; the second where the grammar asks for it
KNOWING, SURE = frozenset({"procedure", "number", "example"}), 0.8  # kinds of question that hardly ever open a case
ASKERS = english().asking | {"what"}
_ADVERBS = r"(?:(?:also|still|really|already|even|then|now|strictly|a|an|the|as|called|considered|counted) )*"
_IS_IT = re.compile(
    r"\b(?:(?:is|was|calls?|counts?) (?:that|this|it)|(?:that|this|it) (?:also )?(?:counts?|is)) "
    rf"{_ADVERBS}(?P<name>[\w -]+)\?\W*$",
    re.IGNORECASE,
)
# The whole turn asks what to mind, or by how much; "should we ...? What do we need to know?" asks for more.
_MINDS = re.compile(
    r"^\W*(?:what (?:should|must) (?:i|we|one|you) (?:look at|consider|check|watch|mind|think about|keep in mind"
    r"|pay attention to|be aware of)\b(?!.*\bshould\b)|(?:what|which)\b(?!.*\bshould\b).*\bby how much\b"
    r"|where do (?:i|we) have (?:more|less)\b)[^.?!]*\?\W*$"
    r"|\bdoes (?:that|this) (?:automatically|always|necessarily) mean\b",
    re.IGNORECASE,
)
MARKS = frozenset("?!,:")
EDGES = ("^", "$")
OTHER = "W"  # stands for any word that is no small one
LONGEST = 120  # words and marks that are read


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights of the vector, of the runs of small words and of the forms, for one embedding model."""

    model: str
    bias: float
    formed: float
    vector: NDArray[np.float64]
    grams: Mapping[str, float]


@cache
def fitted() -> Fitted:
    data = read_yaml(FITTED.read_text("utf-8"))
    return Fitted(data["model"], data["bias"], data["formed"], np.array(data["vector"]), data["grams"])


@cache
def small_words() -> frozenset[str]:
    return frozenset(token.stem for word in english().stop for token in tokens_of(word))


def shape_of(text: str) -> list[str]:
    """Return the small words and marks of a text in order, with OTHER for each word that says what it is about."""
    tokens = [token for token in tokens_of(text) if token.is_word or token.word in MARKS][:LONGEST]
    return [one.stem if one.stem in small_words() or not one.stem[0].isalpha() else OTHER for one in tokens]


def grams_of(text: str) -> frozenset[str]:
    """Return the runs of one to three in the shape of a text, its edges counted."""
    shape = shape_of(text)
    start, end = EDGES
    bounded = [start, *shape, end]
    return frozenset([*shape, *_runs(bounded, 2), *_runs(bounded, 3)])


def _runs(shape: Sequence[str], size: int) -> Iterator[str]:
    return (" ".join(shape[at : at + size]) for at in range(len(shape) - size + 1))


@lru_cache(maxsize=500)
def probability(text: str, formed: bool, encode: Encode) -> float:
    """Return how likely it is that words ask for, or wish for, a decision on work of the person's own.

    `formed` is whether their grammar does (bot/case/intent.py), which alone finds a third of such turns.
    """
    known = fitted()
    total = known.bias + known.formed * formed + float(known.vector @ encode([text])[0])
    total += GRAM * math.fsum(known.grams.get(gram, 0.0) for gram in grams_of(text))
    return 1 / (1 + math.exp(-total))


def opens(text: str, formed: bool, encode: Encode, sourcing: bool = True) -> bool:
    """Whether words open a case; `formed` as in `probability`.

    They have to be plainer where the documents are not on `sourcing`: of the tune turns .70 instead of .95 open one
    then, .02 instead of .06 of the others.
    """
    plain = FORMED if sourcing else LEAST
    knows = kind_of(text) in KNOWING or _of_others(text)
    least = plain if formed else SURE if knows or not sourcing else LEAST
    return probability(text, formed, encode) >= least


def asks_knowledge(text: str, names: NameIndex) -> bool:
    """Tell whether a text asks for the name of a thing, or whether what it told has one ("Is that outsourcing?"), what
    to look at before a choice, or by how much two ways differ."""
    if forms.NAME_ASKED.search(text.lower()) or _MINDS.search(text):
        return True
    found = _IS_IT.search(text)
    named = names.find(found["name"]) if found else ()
    return len(named) == 1 and found is not None and len(words(found["name"])) == len(words(named[0]))


def _of_others(text: str) -> bool:
    """Tell whether words ask who, what or where without a word of the asker: "Who checks an invoice at Holm?"."""
    return not ASKERS.isdisjoint(words(text)[:1]) and not forms.FIRST_PERSON.search(text.lower())


def turn_opens(turn: str, meant: str, formed: bool, encode: Encode, sourcing: bool) -> bool:
    """Whether a turn opens a case with what it means after those before it.

    What it takes over from them opens none by itself, unless the grammar of the whole asks for a choice; nor does
    "what should we do?" where the documents are not on `sourcing`.
    """
    if not sourcing and about_talk(turn):
        return False
    return all(opens(said, formed, encode, sourcing) for said in ((meant,) if formed else (turn, meant)))
