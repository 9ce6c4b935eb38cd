"""Which turns open a case: fits bot/case/opening.yaml to the tune turns, and counts on the report turns.

python -m eval.openings          counts on the report turns, beside the tune turns by folds left out
python -m eval.openings --fit    fits anew and writes bot/case/opening.yaml first
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

import kb
from bot.case.intent import is_formed
from bot.case.opening import FITTED, GRAM, LEAST, asks_knowledge, grams_of, opens
from bot.facts.frames import puts_work
from bot.facts.turnfacts import read_turn
from bot.understand.fit import NameIndex
from eval import judging
from eval.questions import QUESTIONS, STRANGE, load
from ingest.embed import load_embedder
from ingest.embedder import NAME, Embedder
from ingest.settings import Settings
from kb.yamlfile import read_yaml

TURNS = Path(__file__).parent / "data" / "openings.jsonl"
OFTEN = 15  # turns that a run of small words has to stand in
STRENGTH = 5.0  # the C of the regression; 2 to 10 come out alike
FOLDS = 8
DOCUMENTS = 1_200  # questions about documents among the turns


@dataclass(frozen=True, slots=True)
class Turn:
    id: str
    split: str
    text: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """`opened` of `openings` turns that open a case, `wrongly` of `others` that do not."""

    opened: int
    openings: int
    wrongly: int
    others: int

    def __str__(self) -> str:
        return f"opened {self.opened} of {self.openings}, wrongly {self.wrongly} of {self.others}"


def load_turns(split: str) -> list[Turn]:
    with TURNS.open(encoding="utf-8") as lines:
        return [turn for turn in (Turn(**json.loads(line)) for line in lines) if turn.split == split]


def training() -> list[Turn]:
    """The tune turns with tune questions of the other suites, few of which open a case; none of the report."""
    questions = [*load(QUESTIONS), *load(STRANGE)]
    alone = [one for one in questions if one.split == "tune" and len(one.turns) == 1]
    turns = [*load_turns("tune"), *(Turn(one.id, "tune", one.turns[0], one.kind == "decision") for one in alone)]
    report = {turn.text for turn in load_turns("report")}
    return [turn for turn in [*turns, *about_documents()] if turn.text not in report]


def about_documents() -> list[Turn]:
    """An even sample of the questions that were written about documents of all fields, none of which opens a case."""
    texts = [asked.text for document in judging.load("tune") for asked in document.asked]
    some = texts[:: max(1, len(texts) // DOCUMENTS)]
    return [Turn(f"judging-{at}", "tune", text, False) for at, text in enumerate(some)]


def count(turns: Sequence[Turn], opened: Sequence[bool]) -> Counts:
    """Count the turns that were `opened`, in their order."""
    rightly = [turn.opens for turn, one in zip(turns, opened, strict=True) if one]
    openings = sum(turn.opens for turn in turns)
    return Counts(sum(rightly), openings, len(rightly) - sum(rightly), len(turns) - openings)


def opened_by(turns: Sequence[Turn], embedder: Embedder) -> list[bool]:
    """Whether each turn opens a case by the fitted weights."""
    names = NameIndex(
        [name for one in read_yaml(kb.GLOSSARY.read_text("utf-8"))["terms"] for name in (one["term"], *one["aliases"])]
    )
    return [opens(turn.text, formed(turn), embedder.encode) and not asks_knowledge(turn.text, names) for turn in turns]


def features(turns: Sequence[Turn], embedder: Embedder) -> tuple[NDArray[np.float64], list[str]]:
    """Whether the grammar of each turn asks, its vector and its runs of small words; and the names of those."""
    shapes = [grams_of(turn.text) for turn in turns]
    often = Counter(gram for shape in shapes for gram in shape)
    names = sorted(gram for gram, times in often.items() if times >= OFTEN)
    vectors = np.vstack([embedder.encode([turn.text]) for turn in turns])
    runs = GRAM * np.array([[name in shape for name in names] for shape in shapes])
    return np.hstack([np.array([[formed(turn)] for turn in turns]), vectors, runs]), names


def formed(turn: Turn) -> bool:
    return is_formed(turn.text, turn.text, read_turn(turn.text)) or puts_work(turn.text)


def fit(turns: Sequence[Turn], embedder: Embedder, path: Path = FITTED) -> Counts:
    """Fit, write the weights, and count on the tune turns with an eighth of them left out in turn."""
    found, names = features(turns, embedder)
    opens = np.array([turn.opens for turn in turns])
    regression = LogisticRegression(C=STRENGTH, max_iter=5_000)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    likely = cross_val_predict(regression, found, opens, cv=folds, method="predict_proba")[:, 1]
    regression.fit(found, opens)
    weights = [round(float(one), 3) for one in regression.coef_[0]]
    size = found.shape[1] - len(names)
    data = {
        "model": NAME,
        "bias": round(float(regression.intercept_[0]), 3),
        "formed": weights[0],
        "vector": weights[1:size],
        "grams": dict(zip(names, weights[size:], strict=True)),
    }
    path.write_text(yaml.safe_dump(data, sort_keys=False, default_flow_style=None, width=120), encoding="utf-8")
    return count(turns, [float(one) >= LEAST for one in likely])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit anew and write the weights first")
    fits = parser.parse_args().fit
    embedder = load_embedder(Settings.load())
    if fits:
        print("tune, left out in turn:", fit(training(), embedder))
    report = load_turns("report")
    print("report:", count(report, opened_by(report, embedder)))


if __name__ == "__main__":
    main()
