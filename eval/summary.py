"""Outcomes -> totals; nothing here knows a single question's words."""

from collections.abc import Callable, Sequence

from eval.measures import mean, median, percentile, precision, recall, share
from eval.score import Outcome

Totals = dict[str, float | int | None]


def summarise(outcomes: Sequence[Outcome]) -> Totals:
    """All totals by name: shares in [0, 1], times in milliseconds, None where there is nothing to count."""
    answerable = [outcome for outcome in outcomes if not outcome.question.refuse]
    wrongly = [outcome for outcome in answerable if outcome.refused]
    pointed = [outcome for outcome in answerable if outcome.question.points]
    told = [outcome for outcome in outcomes if not outcome.refused and outcome.citations]
    times = [outcome.milliseconds for outcome in outcomes]
    totals: Totals = {
        "questions": len(outcomes),
        "answerable": len(answerable),
        "correct": _share(answerable, lambda outcome: outcome.correct),
        "correct, with points": _share(pointed, lambda outcome: outcome.correct),
        "points covered": mean([outcome.coverage for outcome in pointed]),
        "words": mean([outcome.words for outcome in told]),
        "wrongly refused": share(len(wrongly), len(answerable)),
        "refusal precision": _precision(outcomes, wrongly),
        "refusal recall": _recall(outcomes),
    }
    for name in ("off_topic", "near_miss", "language"):
        kind = [outcome for outcome in outcomes if outcome.question.refuse == name]
        totals[f"{name} precision"] = _precision(kind, wrongly) if kind else None
        totals[f"{name} recall"] = _recall(kind)
    alike = [outcome for outcome in answerable if outcome.question.style == "look-alike"]
    follow = [outcome for outcome in answerable if len(outcome.question.turns) > 1]
    return totals | {
        "look-alikes correct": _share(alike, lambda outcome: outcome.correct),
        "look-alikes refused": _share(alike, lambda outcome: outcome.refused),
        "follow-ups correct": _share(follow, lambda outcome: outcome.correct),
        "kind right": _share(answerable, lambda outcome: outcome.kind_right),
        "citations": sum(outcome.citations for outcome in outcomes),
        "exact citations": share(
            sum(outcome.exact_citations for outcome in outcomes),
            sum(outcome.citations for outcome in outcomes),
        ),
        "sentences without source": sum(outcome.uncited for outcome in outcomes),
        "median ms": median(times),
        "95th ms": percentile(times, 95),
    }


def by(outcomes: Sequence[Outcome], key: Callable[[Outcome], str]) -> dict[str, tuple[int, int]]:
    """(correct, all) for each group, groups in alphabetical order."""
    groups = sorted({key(outcome) for outcome in outcomes})
    return {
        group: (
            sum(outcome.correct for outcome in outcomes if key(outcome) == group),
            sum(key(outcome) == group for outcome in outcomes),
        )
        for group in groups
    }


def _share(outcomes: Sequence[Outcome], test: Callable[[Outcome], bool]) -> float | None:
    return share(sum(map(test, outcomes)), len(outcomes))


def _precision(must_refuse: Sequence[Outcome], wrongly: Sequence[Outcome]) -> float | None:
    right = sum(outcome.refused for outcome in must_refuse if outcome.question.refuse)
    return precision(right, len(wrongly))


def _recall(outcomes: Sequence[Outcome]) -> float | None:
    must = [outcome for outcome in outcomes if outcome.question.refuse]
    right = sum(outcome.refused for outcome in must)
    return recall(right, len(must) - right)
