"""What each step of the chain considered, kept and dropped, as lines for a terminal."""

from collections.abc import Iterator

from bot.audit.blame import SIGNS
from bot.audit.why import SeenPassage, Why
from bot.types import Answer, Wording

_SHOWN = 110  # characters of a sentence


def lines_of(answer: Answer, found: Why) -> list[str]:
    """Return the steps of an answer, one stage after another, ending with the stage that is to blame."""
    lines = [""]
    for step, told in _steps(answer, found):
        lines += [f"{step if at == 0 else '':<11} {line}".rstrip() for at, line in enumerate(told)]
    return lines


def _steps(answer: Answer, found: Why) -> Iterator[tuple[str, list[str]]]:
    yield "understand", list(_understood(found))
    if answer.recommendation:
        yield "decide", list(_decided(answer))
    else:
        yield "retrieve", [f"{len(found.passages)} passages", *map(_passage, found.passages)]
    if found.sentences:
        yield "weigh", [f"{found.weighed} sentences; + is shown, - was dropped", *_sentences(found)]
    if found.confidence is not None:
        yield "enough", list(_enough(found))
    yield "answer", [answer.status]
    if found.wordings:
        yield "word", [f"{len(found.wordings)} sentences of a language model", *map(_wording, found.wordings)]
    if found.blame:
        yield "to blame", [f"{found.blame.step}: {found.blame.text}"]
    if found.doubts:
        yield "doubts", [f"{doubt.step}: {doubt.text}" for doubt in found.doubts]


def _understood(found: Why) -> Iterator[str]:
    yield f"kind: {found.kind}; searched for: {found.searched}"
    yield f"subjects: {', '.join(found.subjects) or 'none'}; words: {', '.join(found.words) or 'none'}"
    if found.carried:
        yield f"taken over from earlier turns: {', '.join(found.carried)}"


def _passage(seen: SeenPassage) -> str:
    none = "words too common to count" if seen.matched else "words none"
    words = f"words {seen.bm25:.2f} (rank {seen.bm25_rank})" if seen.bm25_rank else none
    quoted = f"; quoted in {_numbers(seen.citations)}" if seen.citations else ""
    matched = f"; holds {', '.join(seen.matched)}" if seen.matched else ""
    meaning = f"meaning {seen.dense:.3f} (rank {seen.dense_rank})"
    return f"{seen.score:.3f}  {meaning}, {words}  {seen.place}{matched}{quoted}"


def _sentences(found: Why) -> Iterator[str]:
    for item in found.sentences:
        text = " ".join(item.text.split())[:_SHOWN]
        yield f"{'-' if item.dropped else '+'} {item.score:.3f}  {text}"
        yield f"         {item.dropped or _numbers(item.citations)}"


def _wording(one: Wording) -> str:
    return f"{'-' if one.dropped else '+'} [{one.n}] {one.text[:_SHOWN]}" + (f"  {one.dropped}" if one.dropped else "")


def _enough(found: Why) -> Iterator[str]:
    assert found.confidence is not None
    enough = "yes" if found.confidence >= found.threshold else "no"
    yield f"confidence {found.confidence:.2f}, threshold {found.threshold:.2f}: {enough}"
    for sign in found.signs:
        yield f"{sign.value:.2f} x {sign.weight:.2f}  {sign.name}: {SIGNS.get(sign.name, sign.name)}"
    if found.missing:
        yield f"words no document holds: {', '.join(found.missing)}"


def _decided(answer: Answer) -> Iterator[str]:
    decision = answer.recommendation
    assert decision is not None
    yield f"facts read: {', '.join(f'{fact} = {value}' for fact, value in decision.facts.items()) or 'none'}"
    for name, axis in (("location", decision.location), ("ownership", decision.ownership)):
        yield f"{name}: {axis.value or 'open'}, by rule {axis.rule or 'none'}"


def _numbers(numbers: list[int]) -> str:
    return " ".join(f"[{n}]" for n in numbers)
