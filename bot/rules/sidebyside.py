"""Several situations, or the parts of one piece of work, decided and set side by side."""

from collections.abc import Mapping, Sequence

from bot.rules.book import RuleBook
from bot.rules.decide import decide
from bot.types import Citation, Decision, Model, Refinement
from ingest.errors import FactsError

MOST_PARTS = 8
LONGEST_NAME = 80
HYBRID = "hybrid"


class Part(Model):
    name: str
    decision: Decision


class Difference(Model):
    """A fact that the parts do not share: its value in each part, in order; None is not known."""

    fact: str
    values: list[str | list[str] | None]


class Comparison(Model):
    """Parts side by side; `hybrid` is given when they come out differently, cited in `citations`.

    `summary` says in a sentence how the parts come out, without advice on those that are not decided.
    """

    parts: list[Part]
    differing: list[Difference]
    summary: str
    hybrid: Refinement | None
    citations: list[Citation]


def compare(situations: Sequence[tuple[str, Mapping[str, object]]], book: RuleBook) -> Comparison:
    """Decide each named situation. Raises FactsError for facts, names or a number of parts that cannot be."""
    _check(situations)
    parts = [Part(name=name, decision=_decided(name, facts, book)) for name, facts in situations]
    mixed = len({part.decision.outcome for part in parts if part.decision.outcome}) > 1
    cited = book.citations.get(HYBRID)
    numbered = [cited.model_copy(update={"n": 1})] if mixed and cited else []
    return Comparison(
        parts=parts,
        differing=differences([part.decision for part in parts], book),
        summary=_summary(parts, book),
        hybrid=Refinement(id=HYBRID, text=book.file.hybrid.text, citation=1 if numbered else None) if mixed else None,
        citations=numbered,
    )


def differences(decisions: Sequence[Decision], book: RuleBook) -> list[Difference]:
    """Give the facts that the decisions do not share, in the order of the questions."""
    rows = {name: [decision.facts.get(name) for decision in decisions] for name in (*book.facts, *book.context)}
    return [
        Difference(fact=name, values=values)
        for name, values in rows.items()
        if any(value != values[0] for value in values)
    ]


def _check(situations: Sequence[tuple[str, Mapping[str, object]]]) -> None:
    if not 2 <= len(situations) <= MOST_PARTS:
        raise FactsError(f"{len(situations)} situations cannot be compared; give 2 to {MOST_PARTS}.")
    names = [name for name, _ in situations]
    for name in names:
        if not name.strip() or len(name) > LONGEST_NAME:
            raise FactsError(f"A situation needs a name of 1 to {LONGEST_NAME} characters, not {name[:90]!r}.")
        if names.count(name) > 1:
            raise FactsError(f"Two situations are called {name!r}; give each its own name.")


def _decided(name: str, facts: Mapping[str, object], book: RuleBook) -> Decision:
    try:
        return decide(facts, book)
    except FactsError as error:
        raise FactsError(f"{name}: {error}") from error


def _summary(parts: Sequence[Part], book: RuleBook) -> str:
    """Name the outcome of every part; only firm and unconditional ones are stated without reserve."""
    said = []
    for part in parts:
        decision = part.decision
        outcome = book.outcome_label(decision.outcome) if decision.outcome else ""
        words = {
            "leaning": f"leaning towards “{outcome}”",
            "ask": "not decided yet",
            "conflict": "facts that contradict each other",
        }.get(decision.status, f"“{outcome}”")
        said.append(f"{part.name}: {words}")
    return "; ".join(said) + "."
