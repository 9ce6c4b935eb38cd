"""Why an answer came out as it did: what each step of the chain considered, kept and dropped, and what is to blame.

It is read off a finished turn, so looking never changes an answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Literal

from bot.answer.pick import MARGIN, same
from bot.audit.blame import blame, doubts
from bot.evidence.enough import calibration
from bot.evidence.sentences import text_of
from bot.turn import Turn
from bot.types import Citation, Evidence, Hit, Model, Wording
from bot.understand.named import Frequency
from bot.words.language import content_words, stem, words

SENTENCES_TOLD = 12  # of the sentences that were not shown, the best
Step = Literal["understand", "retrieve", "weigh", "answer", "decide"]


class SeenPassage(Model):
    """A passage that was read: its ranks by meaning and by words among all candidates, and what became of it.

    `matched` are the question's words that it holds, `best` the score of its best sentence, `citations` the numbers of
    what is quoted from it.
    """

    passage_id: str
    document_id: str
    place: str
    start: int
    end: int
    score: float
    dense: float
    dense_rank: int | None
    bm25: float
    bm25_rank: int | None
    matched: list[str]
    best: float | None
    citations: list[int]


class SeenSentence(Model):
    """A sentence that was weighed; `dropped` says why it is not shown."""

    passage_id: str
    start: int
    end: int
    text: str
    score: float
    citations: list[int]
    dropped: str | None


class Sign(Model):
    """One signal of enough evidence: its value, and what it adds to the confidence (in log odds)."""

    name: str
    value: float
    weight: float


class Finding(Model):
    """What a step did badly, in a sentence."""

    step: Step
    text: str


class Why(Model):
    searched: str
    kind: str
    words: list[str]
    subjects: list[str]
    carried: list[str]
    passages: list[SeenPassage]
    sentences: list[SeenSentence]
    weighed: int
    signs: list[Sign]
    confidence: float | None
    threshold: float
    missing: list[str]
    blame: Finding | None
    doubts: list[Finding]
    wordings: tuple[Wording, ...] = ()


def why(turn: Turn, frequency: Frequency, threshold: float | None = None) -> Why:
    """Return what happened on a finished turn; `frequency` is the library's, `threshold` the setting."""
    least = calibration().threshold if threshold is None else threshold
    evidence = _evidence(turn)
    cited = turn.answer.citations if turn.answer else []
    sentences = list(_sentences(turn, evidence, cited))
    return Why(
        searched=turn.query.standalone,
        kind=turn.answer.kind if turn.answer else turn.query.kind,
        words=list(turn.query.terms),
        subjects=list(turn.query.subjects),
        carried=list(turn.query.carried),
        passages=[_passage(turn, hit, evidence, cited) for hit in _hits(turn)],
        sentences=sentences,
        weighed=len(evidence),
        signs=_signs(turn),
        confidence=turn.verdict.confidence if turn.signals else None,
        threshold=least,
        missing=list(turn.verdict.unmatched),
        blame=_finding(blame(turn, least)),
        doubts=[Finding(step=step, text=text) for step, text in doubts(turn, frequency, least)],
        wordings=turn.wordings,
    )


def _finding(found: tuple[Step, str] | None) -> Finding | None:
    return Finding(step=found[0], text=found[1]) if found else None


def _hits(turn: Turn) -> list[Hit]:
    """Return the passages read, those for the sides of a comparison after the others, each once."""
    hits = [*turn.hits, *(hit for side in turn.side_hits for hit in side)]
    return list({hit.passage.id: hit for hit in reversed(hits)}.values())[::-1]


def _evidence(turn: Turn) -> list[Evidence]:
    """Return every sentence weighed, once, best first."""
    matches = [match for match in (turn.match, *turn.side_matches) if match]
    found: dict[tuple[str, int], Evidence] = {}
    for item in (item for match in matches for item in match.evidence):
        found.setdefault((item.hit.passage.id, item.unit.start), item)
    return sorted(found.values(), key=lambda item: (-item.score, item.hit.passage.id, item.unit.start))


def _quoting(cited: Sequence[Citation], document_id: str, start: int, end: int) -> list[int]:
    return [c.n for c in cited if c.document_id == document_id and c.start < end and c.end > start]


def _passage(turn: Turn, hit: Hit, evidence: Sequence[Evidence], cited: Sequence[Citation]) -> SeenPassage:
    passage = hit.passage
    held = {stem(word) for word in words(passage.index_text)}
    asked = dict.fromkeys(content_words(turn.query.standalone))
    return SeenPassage(
        passage_id=passage.id,
        document_id=passage.document_id,
        place=passage.place,
        start=passage.start,
        end=passage.end,
        score=hit.score,
        dense=hit.dense,
        dense_rank=hit.dense_rank,
        bm25=hit.bm25,
        bm25_rank=hit.bm25_rank,
        matched=[word for word in asked if stem(word) in held],
        best=max((item.score for item in evidence if item.hit.passage.id == passage.id), default=None),
        citations=_quoting(cited, passage.document_id, passage.start, passage.end),
    )


def _sentences(turn: Turn, evidence: Sequence[Evidence], cited: Sequence[Citation]) -> Iterator[SeenSentence]:
    """Give all sentences that are shown and the best of the others."""
    numbers = [_quoting(cited, item.hit.passage.document_id, item.unit.start, item.unit.end) for item in evidence]
    shown = [item for item, quoted in zip(evidence, numbers, strict=True) if quoted]
    left = SENTENCES_TOLD
    for item, quoted in zip(evidence, numbers, strict=True):
        if not quoted and not left:
            continue
        left -= not quoted
        yield SeenSentence(
            passage_id=item.hit.passage.id,
            start=item.unit.start,
            end=item.unit.end,
            text=text_of(item),
            score=item.score,
            citations=quoted,
            dropped=None if quoted else _dropped(turn, item, evidence[0], shown),
        )


def _dropped(turn: Turn, item: Evidence, best: Evidence, shown: Sequence[Evidence]) -> str:
    """Say why a sentence is not shown."""
    if not shown:
        return "nothing was said" if turn.answer and turn.answer.status == "abstained" else "not needed"
    if turn.rows:
        return "not among what was chosen from the whole table or section"
    if any(same(item, other) for other in shown):
        return "says the same as one that is shown"
    if item.fit < 0:
        return "speaks of something else than was asked"
    if item.unit.kind == "lead":
        return "only announces a list"
    below = best.score - item.score
    return f"{below:.2f} below the best, more than {MARGIN}" if below > MARGIN else "enough was said before it"


def _signs(turn: Turn) -> list[Sign]:
    if not turn.signals:
        return []
    weights = calibration().weights
    return [Sign(name=n, value=round(v, 3), weight=weights.get(n, 0.0)) for n, v in asdict(turn.signals).items()]
