"""Prints totals beside those of rivals, and the failures of the tune split; knows no measure by itself."""

from collections.abc import Mapping, Sequence

from eval.score import Outcome
from eval.summary import Totals, by


def table(name: str, split: str, totals: Totals, rivals: Mapping[str, Totals]) -> str:
    """One line per measure: its name, Shorewise, and each rival that has the measure."""
    head = f"{f'{name} ({split})':34}{'shorewise':>12}" + "".join(f"{rival:>12}" for rival in rivals)
    lines = [head, "-" * len(head)]
    for measure, value in totals.items():
        beside = "".join(f"{shown(found[measure]) if measure in found else '':>12}" for found in rivals.values())
        lines.append(f"{measure:34}{shown(value):>12}{beside}".rstrip())
    return "\n".join(lines)


def shown(value: float | int | None) -> str:
    """Counts as they are, other numbers to three places, nothing as a dash."""
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def groups(outcomes: Sequence[Outcome]) -> str:
    """Correct of all by style and by kind; totals only, so it may be printed for any split."""
    lines = []
    for label, found in (
        ("style", by(outcomes, lambda outcome: outcome.question.style)),
        ("kind", by([o for o in outcomes if not o.question.refuse], lambda outcome: outcome.question.kind)),
    ):
        parts = [f"{group} {right}/{count}" for group, (right, count) in found.items()]
        lines.append(f"by {label}: " + ", ".join(parts))
    return "\n".join(lines)


def failures(outcomes: Sequence[Outcome]) -> str:
    """Every wrong answer in full: question, what was searched for, what was shown, what was missing.

    Questions of the report split are left out whatever was asked for, so that nobody tunes on them.
    """
    wrong = [outcome for outcome in outcomes if not outcome.correct and outcome.question.split == "tune"]
    return "\n\n".join(map(_failure, wrong))


def _failure(outcome: Outcome) -> str:
    question = outcome.question
    want = f"refusal ({question.refuse})" if question.refuse else " & ".join(map("|".join, question.points))
    missing = " & ".join("|".join(question.points[index]) for index in outcome.missing)
    return "\n".join(
        [
            f"{question.id} [{question.kind}, {question.style}] -> {outcome.kind}, {outcome.status}",
            f"  asked     {' >> '.join(question.turns)}",
            f"  searched  {outcome.standalone}",
            f"  wanted    {want}",
            *([f"  missing   {missing}"] if missing else []),
            *(f"  shown     {line}" for line in outcome.text.splitlines()),
        ]
    )
