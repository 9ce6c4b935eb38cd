"""Which lists of the material answer a question that asks for several things."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean

from bot.evidence.sentences import text_of
from bot.types import Evidence, Hit, Query
from bot.understand.asked import asked_count, holds
from bot.understand.fit import asked_aspects, aspects, sides_of
from bot.words.language import stem, stems, subject_words
from ingest.library import Library
from ingest.types import Passage

# Judged on the tune part of the evaluation, as the margins of single sentences are.
LIST_MARGIN = 0.4  # how far below the best sentence a list's best item may score for the list to be the answer
AS_GOOD, BEST_ONES = 0.1, 3  # how far a list's best item may be below another's, and of how many the mean is taken then
NEAREST = 3  # passages found first whose sections are looked through for lists
SILENT_LIST_MARGIN = 0.25  # the same for a list that speaks of neither the asked subject nor the asked side
GAP = 2  # characters between a paragraph and the list below it
_TAKES_UP = re.compile(r"\b(?:they|them|these|those|following)\b", re.IGNORECASE)
_CODE = re.compile(r"\b[A-Z]{1,5}[ .-]?\d{1,3}(?:\.\d{1,3})*\b")
_SORTS_OF = re.compile(
    r"\b(?:types?|kinds?|sorts?|forms?|categor(?:y|ies)|classes) of (?P<things>[a-z-]+)", re.IGNORECASE
)
_MARKS = re.compile(r"[:)–—]\s*|\s-\s")  # what may stand behind a code
_DO = re.compile(
    r"\bhow\b(?! (?:long|often|much|many|far|soon)\b)|\b(?:done|proceed|start|begin|first|next)\b"
    r"|\bdo\b(?! (?:i|we|you|they|one|people|the|our|my|your|their|these|those|all|most|companies|firms)\b)",
    re.IGNORECASE,
)


def with_lists(query: Query, hits: Sequence[Hit], library: Library) -> list[Hit]:
    """Return the hits with the lists that stand near one of the first in its section, which need not hold its words.

    Where a side of the subject is asked (its benefits, its risks), that one has to speak of it.
    """
    asked = asked_aspects(query.standalone)
    found = {hit.passage.id for hit in hits}
    near = [
        replace(hit, passage=passage, dense_rank=None, bm25_rank=None)
        for hit in hits[:NEAREST]
        if not asked or asked & (aspects(hit.passage.index_text) | sides_of(hit.passage, hit.passage.units[0]))
        for passage in library.document_passages(hit.passage.document_id, around=hit.passage.id)
        if passage.kind == "list" and passage.section == hit.passage.section
    ]
    return [*hits, *{hit.passage.id: hit for hit in near if hit.passage.id not in found}.values()]


def best_list(query: Query, evidence: Sequence[Evidence], margin: float) -> Passage | None:
    """Return the list that answers a question, when its best item scores within a margin of the best sentence.

    A list that announces another side of the subject (benefits where risks are asked) is none; one that speaks of
    neither the asked subject nor the asked side has to score nearly as high as the best sentence, which is no point of
    another list, and to be headed by a word of the question or, where steps are asked for, to hold most of the best
    ones. Who asks for two halves gets no list of six. Of lists with as good an item, the one with the better best ones
    answers.
    """
    found = dict.fromkeys(_answering(query, evidence, margin))
    scores = {one: [item.score for item in evidence if item.hit.passage.id == one.id][:BEST_ONES] for one in found}
    top = max((scores[one][0] for one in found), default=0.0)
    near = [one for one in found if scores[one][0] >= top - AS_GOOD]
    return max(near, key=lambda one: fmean(scores[one]), default=None)


def _answering(query: Query, evidence: Sequence[Evidence], margin: float) -> Iterator[Passage]:
    asked = asked_aspects(query.standalone)
    subject = stems(" ".join(subject_words(query.standalone)))
    count = None if asked else asked_count(query.standalone)
    first = evidence[0].hit.passage
    for item in evidence:
        below = evidence[0].score - item.score
        if below > margin:
            return
        passage = item.hit.passage
        if passage.kind == "list" and item.fit >= 0:
            announced = sides_of(passage, passage.units[0])
            speaks = item.fit > 0 or (bool(asked & announced) and _shares(subject, passage.index_text))
            fits = not asked or not announced or bool(asked & announced)
            counts = count in (None, sum(unit.kind == "item" for unit in passage.units))
            leads = query.kind == "procedure" and sum(other.hit.passage.id == passage.id for other in evidence[:3]) > 1
            above = f"{passage.headings[-1]} {passage.lead}"
            beaten = first.kind == "list" and first.id != passage.id
            silent = below <= SILENT_LIST_MARGIN and not beaten and (leads or _shares(subject, above))
            if fits and counts and _suits(query, asked, passage) and (speaks or silent):
                yield passage


def _shares(subject: frozenset[str], text: str) -> bool:
    """Tell whether a text holds one of the words that name what is asked about, if there are any."""
    return not subject or bool(subject & stems(text))


def _suits(query: Query, asked: frozenset[str], passage: Passage) -> bool:
    """Tell whether a list can answer this kind of question: steps only who asks what to do, a figure only with one."""
    if _of_other_things(query, passage):
        return False
    if (
        "step" in sides_of(passage, passage.units[0]) - asked
        and query.kind != "procedure"
        and not _DO.search(query.standalone)
    ):
        return False
    return query.kind != "number" or holds(query.standalone, [passage.text]) is not False


def _of_other_things(query: Query, passage: Passage) -> bool:
    """Tell whether a list tells the sorts of another thing that the question names besides: "types of trams" where
    types of work on trams are asked for."""
    asked, told = _SORTS_OF.search(query.standalone), _SORTS_OF.search(passage.lead)
    if not asked or not told or stem(asked["things"].lower()) in stems(passage.lead.split(",")[0]):
        return False
    return stem(told["things"].lower()) in stems(query.standalone[asked.end() :])


def telling(query: Query, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return the evidence without lists of another kind than the question asks for, but for their items that hold a
    word of it ("is India on the list?"), of steps most of its words; all of it where nothing else is left.

    For a yes or no every list is of another kind: what announces it says neither.
    """
    asked, terms = asked_aspects(query.standalone), {stem(word) for word in query.terms}

    def tells(item: Evidence) -> bool:
        passage = item.hit.passage
        suits = passage.kind != "list" or _suits(query, asked, passage)
        if suits and (passage.kind != "list" or query.kind != "yes_no"):
            return True
        shared = len(terms & stems(text_of(item))) if item.unit.kind != "lead" else 0
        return shared > 0 and (suits or query.kind == "yes_no" or 2 * shared > len(terms))

    return list(filter(tells, evidence)) or evidence


def with_list_behind(query: Query, chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the chosen units, or the best one with the list that stands behind it and takes up what it says, where
    several things are asked: "They name some measures. Four of them are: ..."."""
    if not chosen or query.kind not in ("list", "procedure") or chosen[0].unit.kind != "sentence":
        return list(chosen)
    best = chosen[0]
    for other in evidence:
        passage, before = other.hit.passage, best.hit.passage
        near = passage.document_id == before.document_id and 0 <= passage.start - best.unit.end <= GAP
        if near and passage.kind == "list" and _TAKES_UP.search(passage.lead):
            return [best, *(replace(other, unit=unit) for unit in passage.units)]
    return list(chosen)


def called(query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the items of the best list that begin with a code of the question ("When is D2.1 due?")."""
    codes = tuple(f"{code} " for code in _CODE.findall(query.standalone))
    best = evidence[0].hit.passage.id
    of_best = [item for item in evidence if item.hit.passage.id == best and item.unit.kind == "item"]
    return [item for item in of_best if _MARKS.sub(" ", text_of(item)).startswith(codes)]


def side_lists(query: Query, evidence: Sequence[Evidence]) -> list[Passage]:
    """Return the lists for a question about two sides ("benefits and risks"): one of both, else the best of each."""
    asked = asked_aspects(query.standalone)
    if len(asked) < 2:
        return []
    near = (item for item in evidence if item.score >= evidence[0].score - LIST_MARGIN and item.fit >= 0)
    lists = dict.fromkeys(item.hit.passage for item in near if item.hit.passage.kind == "list")
    announced = {passage: sides_of(passage, passage.units[0]) & asked for passage in lists}
    whole = [passage for passage, sides in announced.items() if sides == asked]
    each = [next((passage for passage, sides in announced.items() if side in sides), None) for side in sorted(asked)]
    several = list(dict.fromkeys(passage for passage in each if passage))
    return whole[:1] or (several if len(several) > 1 else [])
