"""The rule book: decision.yaml loaded, checked and put into numbers, with the words a page needs."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import kb
from bot.rules.rulefile import (
    AXES,
    ContextFact,
    Fact,
    Measure,
    OutcomeCell,
    Resting,
    Rule,
    RuleFile,
    read_rulefile,
    report,
)
from bot.rules.rulelint import lint_file
from bot.rules.support import Support
from bot.rules.tablelint import lint_table
from bot.rules.truth import Row, Rows, TruthTable
from bot.types import Citation
from ingest.errors import RulesError


@dataclass(frozen=True)
class RuleBook:
    """Everything that decides. The tables of `file` stand by rank; `rows` and `table` are them in numbers.

    `citations` holds the words that each conflict, rule and piece of advice rests on, by its id, unnumbered;
    those of a risk's mitigation stand under its id and `.mitigation`, those of `file.hybrid` under `hybrid`.
    `sha256` is of the file's bytes; with `file.version` and `file.reviewed` it names the rules exactly.
    """

    file: RuleFile
    rows: Rows
    table: TruthTable
    citations: dict[str, Citation]
    sha256: str

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts of the tables, in the order of their questions."""
        return self.file.facts

    @property
    def context(self) -> dict[str, ContextFact]:
        """The facts that move no table."""
        return self.file.context

    @property
    def outcomes(self) -> dict[str, OutcomeCell]:
        return self.file.outcomes

    def fact(self, name: str) -> ContextFact:
        return self.file.facts[name] if name in self.file.facts else self.file.context[name]

    def label(self, name: str) -> str:
        return self.fact(name).label

    def value_label(self, name: str, value: str | Sequence[str]) -> str:
        """Give a value's label, or those of a set of values joined by "or"; the set of all of them says nothing."""
        values = [value] if isinstance(value, str) else value
        if len(values) == len(self.fact(name).values):
            return "Not clear"
        return " or ".join(self.fact(name).values[one] for one in values)

    def outcome_label(self, outcome: str) -> str:
        return self.file.outcomes[outcome].label

    def outcome_term(self, outcome: str) -> str:
        """Return what the glossary calls an outcome."""
        return self.file.outcomes[outcome].term


def load_rules(path: Path = kb.DECISION) -> RuleBook:
    """Load the rules; raises RulesError, naming file, key and allowed values, for any mistake in them."""
    file, data = read_rulefile(path)
    return build(file, path.name, hashlib.sha256(data).hexdigest(), Support())


def build(file: RuleFile, name: str, sha256: str = "", support: Support | None = None) -> RuleBook:
    """Check a file's content and put it into numbers; without `support` no passage is looked up."""
    _refuse(name, lint_file(file))
    ranked = file.model_copy(
        update={
            table: sorted(getattr(file, table), key=lambda rule: rule.rank)
            for table in ("location", "ownership", "refinements", "risks", "next_steps")
        }
    )
    rows = _rows(ranked)
    table = TruthTable.of(rows)
    _refuse(name, lint_table(ranked, rows, table))
    return RuleBook(ranked, rows, table, _cite(ranked, name, support) if support else {}, sha256)


def resting(file: RuleFile) -> list[Resting]:
    """Give everything that rests on a passage."""
    return [*file.conflicts, *file.location, *file.ownership, *file.refinements, *file.risks, *file.next_steps]


def _refuse(name: str, mistakes: list[str]) -> None:
    if mistakes:
        raise RulesError(report(name, mistakes))


def _cite(file: RuleFile, name: str, support: Support) -> dict[str, Citation]:
    named: list[tuple[str, Resting | Measure]] = [(entry.id, entry) for entry in resting(file)]
    named += [("hybrid", file.hybrid), *((f"{risk.id}.mitigation", risk.mitigation) for risk in file.risks)]
    citations: dict[str, Citation] = {}
    for key, entry in named:
        try:
            citations[key] = support.resolve(entry.passage, entry.paragraph)
        except RulesError as error:
            raise RulesError(f"{name}: {key}.passage: {error}") from error
    return citations


def _rows(file: RuleFile) -> Rows:
    return Rows(
        tuple(len(fact.values) for fact in file.facts.values()),
        tuple(_row(file, conflict, 0) for conflict in file.conflicts),
        tuple(_row(file, rule, AXES["location"].index(rule.then)) for rule in file.location),
        tuple(_row(file, rule, AXES["ownership"].index(rule.then)) for rule in file.ownership),
    )


def _row(file: RuleFile, entry: Resting | Rule, then: int) -> Row:
    facts = list(file.facts)
    masks = []
    for name, values in entry.when.items():
        if name in file.facts:
            known = list(file.facts[name].values)
            masks.append((facts.index(name), sum(1 << known.index(value) for value in values)))
    at = entry.when.get("location")
    return Row(then, tuple(masks), AXES["location"].index(at[0]) if at else None)
