"""What flows through the bot: frozen values without behaviour. `Answer` and `Decision` are the public JSON."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.types import Passage, Unit

Kind = Literal[
    "definition", "comparison", "list", "example", "yes_no", "number", "procedure", "decision", "about", "greeting",
    "other",
]  # fmt: skip
Status = Literal["answered", "partial", "abstained", "needs_facts", "recommended"]
DecisionStatus = Literal["unconditional", "firm", "leaning", "ask", "conflict"]


@dataclass(frozen=True, slots=True)
class Query:
    """A question made to stand alone.

    `terms` are its content words in order, `subjects` the things it asks about (two or more in a comparison),
    `carried` the words taken over from earlier turns, `called` all names of the thing whose meaning is asked, () where
    the library knows none; `around` what was talked about before a question that names nothing, `before` the question
    before one that leans on it, `talk` those whose document either is likely to be about.
    """

    question: str
    standalone: str
    kind: Kind
    terms: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    around: str = ""
    before: str = ""
    talk: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its scores: cosine in [-1, 1], BM25 (higher is better), and the fused score in [0, 1]."""

    passage: Passage
    dense: float
    bm25: float
    score: float
    dense_rank: int | None = None
    bm25_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit of a passage with how well it answers, for `side` of a comparison.

    `fit` tells whether it speaks of the asked subject: from 1 (names it) over 0 (names none) to -1 (names others only).
    `met` are the stems of question words that it says in other words. `chance` is how likely it answers, None unread.
    """

    unit: Unit
    hit: Hit
    score: float
    side: str | None = None
    fit: float = 0.0
    met: frozenset[str] = frozenset()
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence that a language model gave for the quote `n`; `dropped` says why it is not shown."""

    n: int
    text: str
    dropped: str | None


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Model):
    """A place in a document; `quote` equals the document's text from `start` to `end`, byte for byte."""

    n: int
    document_id: str
    title: str
    section: str | None
    page: int | None
    start: int
    end: int
    quote: str
    address: str | None


class CellPlace(Model):
    side: str
    aspect: str


class Sentence(Model):
    """A shown sentence; `role` is None for a quote, "frame" for our words without a claim, "prose" for a model's."""

    text: str
    citations: list[int]
    role: Literal["frame", "prose"] | None = None
    cell: CellPlace | None = None


class Refusal(Model):
    searched: str
    covered: list[str]


class Refinement(Model):
    id: str
    text: str
    citation: int | None = None


class Risk(Model):
    """What can go wrong with the outcome and what reduces it, each with the number of its citation."""

    id: str
    text: str
    citation: int | None
    mitigation: str
    mitigation_citation: int | None


class NextStep(Model):
    id: str
    text: str
    citation: int | None


class AxisResult(Model):
    """One axis of the grid: its value, the deciding rule, the rule's reason and the citation's number."""

    value: str | None
    rule: str | None
    reason: str | None
    citation: int | None


class Opposing(Model):
    axis: Literal["location", "ownership"]
    rule: str
    reason: str


class Assumption(Model):
    """A fact nobody stated, with what is taken for it: a value, or a set of values in a regulated sector."""

    fact: str
    value: str | list[str]


class NextQuestion(Model):
    fact: str
    text: str
    why: str
    options: list[str]


class Change(Model):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    fact: str
    from_: str | list[str] | None = Field(alias="from")
    to: str


class Flip(Model):
    """A smallest change that leads to another outcome, or to a conflict (None); `also` is needed together with it."""

    change: Change
    outcome: str | None
    also: list[Change] = []


class ValueOutcome(Model):
    """What would be decided with a fact at `value`; `now` marks a value that is stated or assumed."""

    value: str
    status: DecisionStatus
    outcome: str | None
    now: bool


class Sensitivity(Model):
    """The outcome under each value of a fact, the other facts held as they are."""

    fact: str
    values: list[ValueOutcome]


class Reading(Model):
    """A fact read from a person's words; `words` equals the text from `start` to `end`. `value` may be a set."""

    fact: str
    value: str | list[str]
    words: str
    start: int
    end: int


class Decision(Model):
    """Facts in `unclear` were given with all their values: not known, but not assumed; `given` holds them too."""

    id: str | int | None = None
    facts: dict[str, str | list[str]]
    unknown: list[str]
    status: DecisionStatus
    outcome: str | None
    refinements: list[Refinement]
    location: AxisResult
    ownership: AxisResult
    against: list[Opposing]
    assumptions: list[Assumption]
    next_question: NextQuestion | None
    flips: list[Flip]
    contested: bool
    citations: list[Citation]
    risks: list[Risk] = []
    next_steps: list[NextStep] = []
    no_difference: list[str] = []
    sensitivity: list[Sensitivity] = []
    read: list[Reading] | None = Field(default=None, exclude_if=lambda read: read is None)
    unclear: dict[str, str | list[str]] = Field(default={}, exclude_if=lambda unclear: not unclear)

    @property
    def given(self) -> dict[str, str | list[str]]:
        return {**self.facts, **self.unclear}


class Answer(Model):
    id: str | int | None = None
    question: str
    standalone_question: str
    kind: Kind
    status: Status
    sentences: list[Sentence]
    citations: list[Citation]
    markdown: str
    refusal: Refusal | None
    recommendation: Decision | None
    suggestions: list[str]
    corpus: str
    timings_ms: dict[str, float]
