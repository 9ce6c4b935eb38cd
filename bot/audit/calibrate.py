"""Checks the threshold of refusal against a person's own questions, and finds the one that suits them best."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.errors import ShorewiseError
from ingest.progress import Progress, Step

if TYPE_CHECKING:
    from bot.chain import Bot

LEAST, LEAST_OF_EACH = 20, 5
"""Questions needed, and of each kind, before a threshold is proposed: fewer show nothing but chance."""
MOST = 5_000
GRID = tuple(round(step / 20, 2) for step in range(1, 20))
_FORM = '{"question": "...", "answerable": true}'


@dataclass(frozen=True, slots=True)
class Judged:
    """How a question was judged.

    `least` is the highest threshold at which it is still answered: its confidence, 0 when a rule refuses it at any
    threshold, 1 when no threshold is asked (a decision, a greeting).
    """

    question: str
    answerable: bool
    least: float


@dataclass(frozen=True, slots=True)
class Score:
    """Refusals at a threshold. `balanced` is the mean of the shares of both kinds that are treated rightly."""

    threshold: float
    right: int
    wrong: int
    answered: int
    missed: int

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def balanced(self) -> float:
        shares = [self.right / max(1, self.right + self.missed), self.answered / max(1, self.answered + self.wrong)]
        return sum(shares) / 2


def read_questions(lines: Iterable[tuple[int, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Check lines, numbered from 1; raises ShorewiseError that names the first bad one."""
    found = []
    for number, line in lines:
        turns, question = line.get("turns"), line.get("question")
        if question is None and isinstance(turns, list) and turns:
            turns, question = turns[:-1], turns[-1]
        if not isinstance(question, str) or not question.strip():
            raise ShorewiseError(f'Line {number} has no "question". A line is {_FORM}.')
        if not isinstance(line.get("answerable"), bool):
            raise ShorewiseError(f'Line {number}: "answerable" must be true or false. A line is {_FORM}.')
        if turns is not None and not (isinstance(turns, list) and all(isinstance(turn, str) for turn in turns)):
            raise ShorewiseError(f'Line {number}: "turns" must be a list of the texts asked before.')
        found.append({"question": question, "turns": turns or [], "answerable": line["answerable"]})
    if not found:
        raise ShorewiseError(f"The file holds no question. A line is {_FORM}.")
    if len(found) > MOST:
        raise ShorewiseError(f"The file holds {len(found):,} questions; {MOST:,} are enough. Give fewer.")
    return found


def judge(bot: "Bot", questions: Sequence[Mapping[str, Any]], progress: Progress) -> list[dict[str, Any]]:
    """Ask each question; none is noted as a gap."""
    judged = []
    for at, given in enumerate(questions, 1):
        progress(Step("Asking the questions", at, len(questions)))
        try:
            least = _least(bot, given["question"], given["turns"])
        except ShorewiseError as error:
            raise ShorewiseError(f"Question {at} cannot be asked: {error}") from error
        judged.append({"question": given["question"], "answerable": given["answerable"], "least": least})
    return judged


def _least(bot: "Bot", question: str, turns: Sequence[str]) -> float:
    turn = bot.trace(question, turns)
    assert turn.answer is not None
    refused = turn.answer.status == "abstained"
    if turn.match is None or turn.signals is None:
        return 0.0 if refused else 1.0
    if turn.verdict.barred or (refused and turn.verdict.enough):
        return 0.0
    return turn.verdict.confidence


def score(judged: Sequence[Judged], threshold: float) -> Score:
    refused = [one for one in judged if one.least < threshold]
    return Score(
        threshold=threshold,
        right=sum(not one.answerable for one in refused),
        wrong=sum(one.answerable for one in refused),
        answered=sum(one.answerable and one.least >= threshold for one in judged),
        missed=sum(not one.answerable and one.least >= threshold for one in judged),
    )


def best(judged: Sequence[Judged], present: float) -> Score:
    """Return the best balanced threshold; of equal ones the nearest to the present one."""
    tried = sorted({*(step / 100 for step in range(1, 100)), present})
    return min((score(judged, at) for at in tried), key=lambda s: (-round(s.balanced, 6), abs(s.threshold - present)))


def enough_to_tell(judged: Sequence[Judged]) -> bool:
    answerable = sum(one.answerable for one in judged)
    return len(judged) >= LEAST and min(answerable, len(judged) - answerable) >= LEAST_OF_EACH


def report(judged: Sequence[Judged], present: float) -> dict[str, Any]:
    """Return the figures at the present threshold and, for enough questions, the curve and the best threshold."""
    curve = [score(judged, at) for at in sorted({*GRID, present})] if enough_to_tell(judged) else []
    return {
        "questions": len(judged),
        "answerable": sum(one.answerable for one in judged),
        "present": _figures(score(judged, present)),
        "curve": [_figures(one) for one in curve],
        "best": _figures(best(judged, present)) if curve else None,
        "wrongly_refused": [one.question for one in judged if one.answerable and one.least < present],
        "refused_at_any": [one.question for one in judged if one.answerable and one.least == 0.0],
        "wrongly_answered": [one.question for one in judged if not one.answerable and one.least >= present],
    }


def shown(found: Mapping[str, Any]) -> str:
    """Return a report for a person."""
    present, top = found["present"], found["best"]
    lines = [f"{found['questions']} questions, {found['answerable']} of them answerable.", _row(present, "Now")]
    for name, what in (("wrongly_refused", "Wrongly refused"), ("wrongly_answered", "Wrongly answered")):
        ever = found["refused_at_any"]
        marks = [f"  {question}{' (at any threshold)' if question in ever else ''}" for question in found[name]]
        lines += [f"{what}:", *marks] if name == "wrongly_refused" else [f"{what}:", *(f"  {q}" for q in found[name])]
    if top is None:
        lines.append(
            f"Too few to propose a threshold: give at least {LEAST} questions, {LEAST_OF_EACH} or more of each kind."
        )
        return "\n".join(lines)
    lines += ["Threshold by threshold:", *(_row(one, "  at") for one in found["curve"])]
    if top["threshold"] == present["threshold"]:
        lines.append("The present threshold suits these questions best. Leave it.")
    else:
        lines.append(_row(top, "Best"))
        lines.append(
            f"To use it, set SHOREWISE_THRESHOLD={top['threshold']:.2f}. It was chosen on these very questions, so "
            "expect a little less on others."
        )
    return "\n".join(lines)


def _figures(one: Score) -> dict[str, Any]:
    return {
        "threshold": one.threshold,
        "refusal_precision": one.precision,
        "refusal_recall": one.recall,
        "wrongly_refused": one.wrong,
        "wrongly_answered": one.missed,
    }


def _row(one: Mapping[str, Any], name: str) -> str:
    precision, recall = (
        "none" if one[key] is None else f"{one[key]:.0%}" for key in ("refusal_precision", "refusal_recall")
    )
    return (
        f"{name} {one['threshold']:.2f}: refusal precision {precision}, recall {recall}; "
        f"{one['wrongly_refused']} wrongly refused, {one['wrongly_answered']} wrongly answered."
    )
