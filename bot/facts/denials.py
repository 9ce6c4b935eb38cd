"""Which words of a clause a denial reaches, and of what kind it is: cannot, do not want, must not, need not,
or plain not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.facts.cues import Lexicon
from bot.facts.scope import Clause, lifted

Kind = Literal["unable", "unwilling", "forbidden", "needless", "plain", "partial"]
NO_REACH = 6  # words that "no" denies: its noun and what belongs to it
LONGEST = 25  # words any denial reaches: keeps endless clauses linear
CARRY = 4  # longest piece of a list ("..., train or invest") that takes over the denial before its comma
DENYING = frozenset({"not", "no", "never"})
PLAIN = DENYING | frozenset({
    "neither", "nor", "none", "nobody", "nowhere", "non", "hardly", "barely",
    "scarcely", "zero", "noone",
}) | {"noth"}  # fmt: skip
BEFORE: dict[str, Kind] = {
    "can": "unable",
    "could": "unable",
    "will": "unwilling",
    "must": "forbidden",
    "may": "forbidden",
}


@dataclass(frozen=True, slots=True)
class Denial:
    """A denying word at token `at`.

    `flips` counts each time ("without"); plain ones count once ("don't have no").
    """

    at: int
    kind: Kind
    flips: bool = False


Reached = tuple[tuple[Denial, ...], ...]


def denials_of(clause: Clause, lexicon: Lexicon, carried: Sequence[Denial] = ()) -> Reached:
    """For every token of the clause the denials that reach it."""
    stems = lifted(clause.stems, "harmless", lexicon)
    asked = [Denial(len(stems), "plain")] if clause.denied else []
    reached: list[list[Denial]] = [[*carried, *asked] for _ in stems]
    for at in range(len(stems)):
        found = denial_at(stems, at, lexicon)
        if found is None:
            continue
        denial, first, last = found
        for i in range(first, last):
            reached[i].append(denial)
    return tuple(tuple(one) for one in reached)


def denial_at(stems: Sequence[str], at: int, lexicon: Lexicon) -> tuple[Denial, int, int] | None:
    """The denial at a token with the range of tokens it reaches."""
    end = scope_end(stems, at)
    for name, kind in (("denies_unable", "unable"), ("denies_unwilling", "unwilling"), ("denies", "plain")):
        if lexicon.mark_at(name, stems, at):
            return Denial(at, kind, flips=True), at + 1, end  # type: ignore[arg-type]
    if lexicon.mark_at("denies_back", stems, at) or (at and stems[at] == "none" and stems[at + 1 : at + 2] != ["of"]):
        return Denial(at, "forbidden", flips=True), max(0, at - LONGEST), end
    if stems[at] not in PLAIN:
        return None
    kind = kind_at(stems, at, lexicon)
    first = max(0, at - LONGEST) if lexicon.mark_at("passive", stems, at + 1 if at + 1 < len(stems) else at) else at + 1
    if stems[at] == "non":
        end = min(end, at + 2)
    elif stems[at] == "no" and 0 < at == len(stems) - 1 < NO_REACH:
        first = 0  # "outside companies: no"
    elif stems[at] == "no":
        end = min(end, at + 1 + NO_REACH)
    return Denial(at, kind), first, end


def kind_at(stems: Sequence[str], at: int, lexicon: Lexicon) -> Kind:
    after = at + 1
    for name, kind in (
        ("partial", "partial"),
        ("unable", "unable"),
        ("unwilling", "unwilling"),
        ("needless", "needless"),
    ):
        if any(
            i < len(stems) and lexicon.mark_at(name, stems, i)
            for i in (after, after + 1)[: 1 if name == "partial" else 2]
        ):
            return kind  # type: ignore[return-value]
    before = stems[at - 1] if at else ""
    return BEFORE.get(before, "plain")


def scope_end(stems: Sequence[str], at: int) -> int:
    """A denial reaches to the end of its clause or to an "and" with something after it."""
    end = min(len(stems), at + LONGEST)
    for i in range(at + 2, end):
        if stems[i] in {"and", "than"}:
            return i
    return end


def carries(previous: Clause, clause: Clause, rest: Sequence[Clause]) -> bool:
    """Whether a list goes on: "we can't hire, train or invest" denies all three."""
    same = [one for one in (clause, *rest) if one.sentence == previous.sentence][:4]
    listed = clause.joined and len(clause.tokens) <= CARRY and clause.sentence == previous.sentence
    return listed and any({"or", "nor"}.intersection(one.stems[:CARRY]) for one in same)
