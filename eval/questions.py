"""The questions Shorewise is measured with: frozen values read from JSON lines; unknown keys are refused."""

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.types import Kind

DATA = Path(__file__).parent / "data"
QUESTIONS = DATA / "questions.jsonl"
STRANGE = DATA / "strange.jsonl"
STRANGE_DOCUMENTS = DATA / "strange"
# To develop on alone: questions on documents of everyday kinds, and in words far from those of the built-in ones.
EVERYDAY = DATA / "everyday.jsonl"
EVERYDAY_DOCUMENTS = DATA / "everyday"
OUTSIDE = DATA / "outside.jsonl"

Split = Literal["tune", "report"]
Refuse = Literal[False, "off_topic", "near_miss", "language"]
Style = Literal[
    "plain", "terse", "misspelt", "paraphrase", "abbreviation", "non-native", "compound", "false premise",
    "follow-up", "topic change", "look-alike", "near-miss", "off-topic", "language", "instruction",
    "decision", "about", "greeting",
]  # fmt: skip


class Question(BaseModel):
    """A conversation whose last turn is scored.

    `points` are what an answer must say: each a list of regular expressions of which one must be found,
    ignoring case. `also` names other kinds that suit the question as well. `corpus` is where the answer can
    be found: `article` means the starting article alone, `kb` anything but it, `both` either of them.
    `refuse` says why there is none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    split: Split
    topic: str
    kind: Kind
    also: tuple[Kind, ...]
    style: Style
    turns: tuple[str, ...]
    corpus: Literal["kb", "article", "both", "strange"]
    points: tuple[tuple[str, ...], ...]
    refuse: Refuse
    note: str


def load(path: Path) -> tuple[Question, ...]:
    """Read a question file; pydantic's error names the line's fault."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Question.model_validate(json.loads(line)) for line in lines if line.strip())


def choose(questions: tuple[Question, ...], split: str, corpora: frozenset[str]) -> tuple[Question, ...]:
    """Keep the questions of a split (or `all`) whose answer the corpora hold, or that must be refused."""
    return tuple(
        question
        for question in questions
        if split in ("all", question.split) and (question.refuse or question.corpus in corpora)
    )
