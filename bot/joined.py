"""The answers to the parts of a question become one answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answer.compose import Draft
from bot.markup.markdown import to_markdown
from bot.talk import framed
from bot.turn import Turn
from bot.types import Answer, Citation, Sentence, Status
from bot.understand.clauses import Part

GRANTED = "First, what the material says about that:"
JOINT = " / "
UNANSWERED = "The library has no answer to “{}”."


def by_parts(whole: Turn, parts: Sequence[Part], run: Callable[[Turn], Turn]) -> Turn | None:
    """Answer the parts of a question, each after the others; None when no part has an answer.

    Where some have none, the whole question is asked as well, behind a premise that was answered, and preferred.
    """
    done: list[Turn] = []
    for part in parts:
        history = (*whole.history, *(before.question for before in done))
        done.append(run(Turn(part.text, history, part.premise, shown_in(done))))
    told = [_said(turn) for turn in done]
    if not any(told):
        return None
    if not all(told):
        checked = done[:1] if parts[0].premise and told[0] else []
        again = run(replace(whole, shown=shown_in(checked)))
        if again.answerable:
            return joined(whole, [*checked, again]) if checked else again
    return joined(whole, done)


def joined(whole: Turn, turns: Sequence[Turn]) -> Turn:
    """Return the turn of a whole question out of the finished turns of its parts, at least one of them answered.

    A part without an answer is named, and makes the answer partial; a premise without evidence, or a part whose answer
    was given with an earlier one, is passed over.
    """
    told = [turn for turn in turns if _answer(turn).sentences and (_said(turn) or not turn.premise)]
    main = next((turn for turn in told if _said(turn) and not turn.premise), told[0])
    sentences: list[Sentence] = []
    items: set[int] = set()
    citations: list[Citation] = []
    for turn in told:
        answer = turn.answer
        assert answer is not None
        if not _said(turn):
            sentences.append(framed(UNANSWERED.format(turn.question.rstrip(" .!"))))
            continue
        if turn.premise:
            sentences.append(framed(GRANTED))
        numbers = _added(citations, answer.citations)
        listed = turn.draft.items if turn.draft else frozenset()
        for at, sentence in enumerate(answer.sentences):
            further = _renumbered(sentence, numbers)
            if further in sentences:  # it answers an earlier part as well
                continue
            items |= {len(sentences)} if at in listed else set()
            sentences.append(further)
    found = [match for turn in told for match in (turn.match, *turn.side_matches) if match and turn is not main]
    standalone = JOINT.join(turn.query.standalone.strip(" .") for turn in turns)
    assert main.answer is not None
    answer = main.answer.model_copy(
        update={
            "question": whole.question,
            "standalone_question": standalone,
            "status": _status(told),
            "sentences": sentences,
            "citations": citations,
            "markdown": to_markdown(sentences, citations, frozenset(items)),
            "refusal": None,
            "suggestions": list(dict.fromkeys(hint for turn in told for hint in _answer(turn).suggestions))[:3],
            "timings_ms": _summed(told),
        }
    )
    return replace(
        main,
        question=whole.question,
        history=whole.history,
        query=replace(main.query, question=whole.question, standalone=standalone),
        draft=Draft(tuple(sentences), frozenset(items)),
        side_hits=(
            *main.side_hits,
            *(hits for turn in told if turn is not main for hits in (turn.hits, *turn.side_hits)),
        ),
        side_matches=(*main.side_matches, *found),
        answer=answer,
        timings_ms=answer.timings_ms,
    )


def shown_in(turns: Sequence[Turn]) -> frozenset[tuple[str, int]]:
    """Return the places (document, start) that finished turns quote."""
    return frozenset((one.document_id, one.start) for turn in turns for one in _answer(turn).citations)


def _answer(turn: Turn) -> Answer:
    assert turn.answer is not None
    return turn.answer


def _said(turn: Turn) -> bool:
    return _answer(turn).status in ("answered", "partial")


def _status(turns: Sequence[Turn]) -> Status:
    return "answered" if all(_answer(turn).status == "answered" for turn in turns) else "partial"


def _added(citations: list[Citation], further: Sequence[Citation]) -> dict[int, int]:
    """Add citations, each place once; gives the number of each under its former one."""
    places = {(known.document_id, known.start, known.end): known.n for known in citations}
    numbers: dict[int, int] = {}
    for one in further:
        place = (one.document_id, one.start, one.end)
        if place not in places:
            places[place] = len(citations) + 1
            citations.append(one.model_copy(update={"n": places[place]}))
        numbers[one.n] = places[place]
    return numbers


def renumbered(sentences: Sequence[Sentence], citations: Sequence[Citation]) -> tuple[list[Sentence], list[Citation]]:
    """Return sentences with the citations they use, numbered from 1 in the order shown."""
    known = {one.n: one for one in citations}
    used: list[Citation] = []
    shown = []
    for sentence in sentences:
        numbers = _added(used, [known[n] for n in sentence.citations])
        shown.append(_renumbered(sentence, numbers))
    return shown, used


def _renumbered(sentence: Sentence, numbers: dict[int, int]) -> Sentence:
    return sentence.model_copy(update={"citations": [numbers[n] for n in sentence.citations]})


def _summed(turns: Sequence[Turn]) -> dict[str, float]:
    steps = dict.fromkeys(step for turn in turns for step in turn.timings_ms)
    return {step: round(sum(turn.timings_ms.get(step, 0.0) for turn in turns), 2) for step in steps}
