"""Recommendations without a library: from facts or from words, shown as text or JSON."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from bot.case.replay import facts_of, unclear_of
from bot.facts.turnfacts import read_turn
from bot.rules.book import RuleBook, load_rules
from bot.rules.decide import decide
from bot.service.advice_text import shown
from bot.service.batch import line_id
from bot.types import Decision
from ingest.embedder import Encode
from ingest.errors import FactsError

TEXT_LIMIT = 20_000


@dataclass(frozen=True)
class Adviser:
    """Reads facts by the embedding model `encode` too; by cues alone without it."""

    book: RuleBook
    encode: Encode | None = None

    @classmethod
    def load(cls, encode: Encode | None = None) -> Self:
        return cls(load_rules(), encode)

    def facts(self, facts: Mapping[str, object], id: str | int | None = None) -> Decision:
        """Decide from facts. Raises FactsError for an unknown fact or value."""
        return decide(facts, self.book).model_copy(update={"id": id})

    def text(self, text: str, id: str | int | None = None) -> Decision:
        """Decide from a situation in a person's words; the decision tells what was read where."""
        if not text.strip():
            raise FactsError("The text is empty. Describe the situation in your own words.")
        if len(text) > TEXT_LIMIT:
            raise FactsError(f"The text has {len(text):,} characters; the limit is {TEXT_LIMIT:,}. Shorten it.")
        read = read_turn(text, self.encode).with_likely()
        facts = unclear_of(read, self.book) | facts_of(read.stated)
        return self.facts(facts, id).model_copy(update={"read": list(read.stated)})

    def line(self, line: Mapping[str, Any]) -> Decision:
        """Decide one line of a batch: {"id", "facts": {}} or {"id", "text": ""}."""
        id = line_id(line)
        if ("facts" in line) == ("text" in line):
            raise FactsError('A line needs either "facts" or "text".')
        if "facts" in line:
            if not isinstance(line["facts"], dict):
                raise FactsError('"facts" must be an object of facts and values.')
            return self.facts(line["facts"], id)
        if not isinstance(line["text"], str):
            raise FactsError('"text" must be a text.')
        return self.text(line["text"], id)

    def shown(self, decision: Decision, explain: bool = False) -> str:
        """Return a decision as plain text for a terminal; `explain` adds risks, next steps and sensitivity."""
        return shown(decision, self.book, explain)


def check_rules() -> tuple[list[str], bool]:
    """Return one line a proof, and whether all hold."""
    from bot.rules.proofs import check

    started = time.perf_counter()
    proofs = check(load_rules())
    lines = [
        f"{'ok  ' if proof.ok else 'FAIL'} {proof.name} ({proof.count:,}){': ' + proof.detail if proof.detail else ''}"
        for proof in proofs
    ]
    lines.append(
        f"{sum(proof.ok for proof in proofs)} of {len(proofs)} proofs hold, {time.perf_counter() - started:.1f} s"
    )
    return lines, all(proof.ok for proof in proofs)


def show_rules() -> str:
    """Return facts, ranked tables, refinements and outcomes as readable lines."""
    book = load_rules()
    lines = [f"Decision rules {book.file.version}, reviewed {book.file.reviewed}", "", "FACTS"]
    for name, fact in {**book.facts, **book.context}.items():
        lines.append(f"  {name}: {fact.label} ({' | '.join(fact.values)})")
    for title, table in (("LOCATION", book.file.location), ("OWNERSHIP", book.file.ownership)):
        lines += ["", f"{title} (lowest rank wins)"]
        for rule in table:
            notes = f"{rule.basis}{', hard' if rule.hard else ''}; {rule.passage}"
            lines.append(f"  {rule.rank:>3}  {rule.then:<7} {rule.id}: {_when(rule.when)}  [{notes}]")
    lines += ["", "REFINEMENTS (never change the cell)"]
    lines += [f"  {rule.id}: {_when(rule.when)}  [{rule.basis}; {rule.passage}]" for rule in book.file.refinements]
    lines += ["", "RISKS, each with what reduces it (never change the cell)"]
    for risk in book.file.risks:
        measure = risk.mitigation
        lines.append(f"  {risk.id}: {_when(risk.when)}  [{risk.basis}; {risk.passage}]")
        lines.append(f"      {risk.text} -> {measure.text}  [{measure.basis}; {measure.passage}]")
    lines += ["", "NEXT STEPS (never change the cell)"]
    for step in book.file.next_steps:
        lines.append(f"  {step.id}: {_when(step.when)}  [{step.basis}; {step.passage}]")
        lines.append(f"      {step.text}")
    lines += ["", "OUTCOMES"]
    lines += [f"  {name}: {cell.label}" for name, cell in book.outcomes.items()]
    return "\n".join(lines)


def _when(when: Mapping[str, str | Sequence[str]]) -> str:
    parts = [f"{fact} = {value if isinstance(value, str) else ' or '.join(value)}" for fact, value in when.items()]
    return " and ".join(parts) or "otherwise"
