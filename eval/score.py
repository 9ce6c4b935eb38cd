"""One answer against what its question asks for; the result is a frozen `Outcome`."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.types import Answer, Kind, Sentence, Status
from eval.measures import coverage, exact, unsaid, word_count
from eval.questions import Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question came to: `text` is what was shown, `missing` the unmade points by index."""

    question: Question
    correct: bool
    refused: bool
    coverage: float
    missing: tuple[int, ...]
    kind_right: bool
    words: int
    citations: int
    exact_citations: int
    uncited: int
    milliseconds: float
    standalone: str
    status: Status
    kind: Kind
    text: str


def score(question: Question, answer: Answer, text_of: Callable[[str], str | None], milliseconds: float) -> Outcome:
    """Score an answer; `text_of` gives a document's stored text by id, None for an unknown one."""
    text = shown(answer, question)
    refused = answer.status == "abstained"
    missing = unsaid(question.points, text)
    places = {citation.n: citation for citation in answer.citations}
    sourced = [sentence for sentence in answer.sentences if sentence.role is None]
    return Outcome(
        question=question,
        correct=_correct(question, answer, refused, missing),
        refused=refused,
        coverage=0.0 if refused else coverage(question.points, text),
        missing=tuple(missing),
        kind_right=answer.kind in (question.kind, *question.also),
        words=word_count(" ".join(sentence.text for sentence in answer.sentences)),
        citations=len(answer.citations),
        exact_citations=sum(
            exact(place.quote, text_of(place.document_id) or "", place.start, place.end) for place in answer.citations
        ),
        uncited=sum(
            not sentence.citations
            or sentence.citations[0] not in places
            or places[sentence.citations[0]].quote != sentence.text
            for sentence in sourced
        ),
        milliseconds=milliseconds,
        standalone=answer.standalone_question,
        status=answer.status,
        kind=answer.kind,
        text=text or "\n".join(sentence.text for sentence in answer.sentences),
    )


def shown(answer: Answer, question: Question) -> str:
    """The sentences that make claims, one a line, cells behind their labels; all sentences for small talk."""
    talk = question.kind in ("about", "greeting")
    return "\n".join(_labelled(sentence) for sentence in answer.sentences if talk or sentence.role != "frame")


def _labelled(sentence: Sentence) -> str:
    cell = sentence.cell
    return f"{cell.side} / {cell.aspect}: {sentence.text}" if cell else sentence.text


def _correct(question: Question, answer: Answer, refused: bool, missing: list[int]) -> bool:
    if question.refuse:
        return refused
    if question.kind == "decision" and not question.points:
        return answer.status in ("recommended", "needs_facts")
    if question.kind in ("about", "greeting"):
        return answer.kind in ("about", "greeting") and answer.status == "answered" and not missing
    return answer.status in ("answered", "partial") and not missing
