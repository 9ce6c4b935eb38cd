"""What sentences say of the facts: fits bot/facts/likely.npz to the tune sayings, and counts on the report sayings.

python -m eval.sayings           counts on the report sayings: by cues alone, by likeness, and by both
python -m eval.sayings --voices  counts on the tune sayings too, by likeness alone, a writer's fitted without them
python -m eval.sayings --fit     fits anew and writes bot/facts/likely.npz first
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.facts import read_facts, read_value
from bot.facts.likely import FITTED, GRAM, NONE, Fitted, fitted, grams_of, stated_in
from bot.facts.turnfacts import read_turn
from bot.rules.book import load_rules
from eval.facts import joined, load_situations
from ingest.embed import load_embedder
from ingest.embedder import NAME, Encode
from ingest.settings import Settings

SAYINGS = Path(__file__).parent / "data" / "sayings.jsonl"
OFTEN = 3  # sentences that a word or a pair has to stand in
STRENGTH = 10.0  # the C of the regression; 30 reads a tenth more and errs twice as often
Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence or two and the facts they say; a set of values is joined by "|". `voice` is who wrote it."""

    voice: str
    split: str
    text: str
    facts: Facts


def load_sayings(split: str) -> list[Saying]:
    with SAYINGS.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [
        Saying(one["voice"], one["split"], one["text"], {name: joined(value) for name, value in one["facts"].items()})
        for one in found
        if one["split"] == split
    ]


def training() -> list[Saying]:
    """The tune sayings and the tune situations, of these the facts that are no names."""
    told = [one for one in load_situations() if one.split == "tune"]
    facts = load_rules().facts
    situations = [
        Saying("situations", "tune", one.text, {name: joined(v) for name, v in one.facts.items() if name in facts})
        for one in told
    ]
    return [*load_sayings("tune"), *situations]


def fit(sayings: Sequence[Saying], encode: Encode) -> Fitted:
    """Return the weights fitted to sayings, one regression for each fact."""
    shapes = [grams_of(one.text) for one in sayings]
    often = Counter(gram for shape in shapes for gram in shape)
    grams = {gram: at for at, gram in enumerate(sorted(gram for gram, times in often.items() if times >= OFTEN))}
    vectors = np.vstack([encode([one.text]) for one in sayings])
    places = [(row, grams[gram]) for row, shape in enumerate(shapes) for gram in sorted(shape) if gram in grams]
    rows, columns = zip(*places, strict=True)
    runs = csr_matrix((np.full(len(places), GRAM), (rows, columns)), shape=(len(sayings), len(grams)))
    found = hstack([csr_matrix(vectors), runs]).tocsr()
    classes: list[tuple[str, str]] = []
    weights: list[NDArray[np.float64]] = []
    for fact in load_rules().facts:
        said = [one.facts.get(fact, NONE) for one in sayings]
        model = LogisticRegression(C=STRENGTH, max_iter=500, tol=1e-3).fit(found, said)
        sides = np.hstack([model.intercept_[:, None], model.coef_])
        classes += [(fact, str(value)) for value in model.classes_]
        weights.append(sides)
    return Fitted(NAME, tuple(classes), grams, np.vstack(weights).astype(np.float16).astype(np.float32))


def write(fitted: Fitted, path: Path = FITTED) -> None:
    np.savez_compressed(
        path,
        model=np.array(fitted.model),
        classes=np.array(fitted.classes),
        grams=np.array(list(fitted.grams)),
        weights=fitted.weights.astype(np.float16),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """Facts read as labelled, read as one of several values, read otherwise, and labelled but not read."""

    right: int = 0
    within: int = 0
    wrong: int = 0
    missed: int = 0

    def __str__(self) -> str:
        return f"right {self.right}, within {self.within}, wrong {self.wrong}, missed {self.missed}"


def counted(pairs: Iterable[tuple[str | None, str | None]]) -> Counts:
    """Count values read beside those that are labelled, each None where there is none."""
    return Counts(**Counter(kind for read, label in pairs if (kind := _kind(read, label))))


def _kind(read: str | None, label: str | None) -> str:
    if read is None or label is None:
        return "missed" if label else "wrong" if read else ""
    if read == label:
        return "right"
    return "within" if {*label.split("|")} < {*read.split("|")} else "wrong"


def count(sayings: Sequence[Saying], read: Callable[[str], Facts]) -> Counts:
    found = [(read(saying.text), saying.facts) for saying in sayings]
    return counted((facts.get(fact), label.get(fact)) for facts, label in found for fact in {*facts, *label})


def replies(sayings: Sequence[Saying], read: Callable[[str, str], str | None]) -> Counts:
    """Count sayings of one fact as replies to the question for it."""
    asked = [(saying.text, *item) for saying in sayings if len(saying.facts) == 1 for item in saying.facts.items()]
    return counted((read(fact, text), value) for text, fact, value in asked)


def report(sayings: Sequence[Saying], encode: Encode) -> None:
    facts = load_rules().facts

    def by_cues(text: str) -> Facts:
        return {one.fact: joined(one.value) for one in read_facts(text) if one.fact in facts}

    def by_both(text: str) -> Facts:
        read = read_turn(text, encode).with_likely().stated
        return {one.fact: joined(one.value) for one in read if one.fact in facts}

    def reply(fact: str, text: str, encode: Encode | None = None) -> str | None:
        reading = read_value(fact, text, encode)
        return joined(reading.value) if reading else None

    print("  told, by cues:  ", count(sayings, by_cues))
    print("  told, by both:  ", count(sayings, by_both))
    print("  asked, by cues: ", replies(sayings, reply))
    print("  asked, by both: ", replies(sayings, lambda fact, text: reply(fact, text, encode)))


def by_voices(sayings: Sequence[Saying], encode: Encode) -> None:
    """Print what likeness alone reads of each writer's sayings, by weights fitted to those of the others."""
    for voice in dict.fromkeys(one.voice for one in sayings):
        others = fit([one for one in sayings if one.voice != voice], encode)
        ours = [one for one in sayings if one.voice == voice]
        print(f"  {voice}:", count(ours, partial(by_likeness, encode=encode, known=others)))


def by_likeness(text: str, encode: Encode, known: Fitted) -> Facts:
    return dict(stated_in(text, encode, known))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit anew and write the weights first")
    parser.add_argument("--voices", action="store_true", help="count on the tune sayings by voices left out in turn")
    asked = parser.parse_args()
    encode = load_embedder(Settings.load()).encode
    if asked.fit:
        write(fit(training(), encode))
        fitted.cache_clear()
    if asked.voices:
        by_voices(training(), encode)
    unseen = load_sayings("report")
    for voice in dict.fromkeys(one.voice for one in unseen):
        print("report:", voice)
        report([one for one in unseen if one.voice == voice], encode)


if __name__ == "__main__":
    main()
