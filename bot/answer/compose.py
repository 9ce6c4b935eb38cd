"""Evidence becomes the sentences of an answer, in the form that suits the kind of question."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer.behind import with_limits, with_sequel
from bot.answer.cite import Citer
from bot.answer.enumerated import naming_first, told_one_by_one
from bot.answer.lists import LIST_MARGIN, best_list, called, side_lists, telling, with_list_behind
from bot.answer.pick import (
    FURTHER,
    MARGIN,
    beside_all,
    disagree,
    examples_first,
    figures_first,
    pick,
    twins,
    with_asked,
    with_others_figures,
    with_reason,
)
from bot.evidence.defining import by_definition, by_name
from bot.evidence.leaning import leans_on
from bot.evidence.sentences import by_worth, text_of
from bot.talk import framed
from bot.types import CellPlace, Evidence, Query, Sentence, Status
from bot.understand import forms
from bot.understand.asked import leaves_open_why
from ingest.types import Passage, Span

# Judged on the tune part of the evaluation: more sentences find more points, and cost the reader more words.
SENTENCES = 3
NO_REASON = "No document that was found says why in so many words; this is what is told of it:"
DIFFER = "The documents give different figures; each stands with its source."
OTHER_LIST_MARGIN = 0.05  # LIST_MARGIN where the question does not ask for several things
LISTED = 0.2  # how far below a sentence that lists things itself a list may score
DEFINITION_WORDS = 80
_FOR_ONE_THING = frozenset(["number", "yes_no", "other"])
DENIES = 0.15  # what a sentence that denies something gains where a claim is checked
_LISTS = re.compile(
    r"(?:\w[^,.;:]{0,40}, ){2,}[^,.;:]{0,40}\b(?:and|or) \w|: \w[^,.;:]{0,40}, [^,.;:]{0,40}\b(?:and|or) \w"
)
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|rarely|seldom|little|hardly|contrary|instead|only"
    r"|misconceptions?|myths?)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Sentences in order; those whose index is in `items` are items of a list."""

    sentences: tuple[Sentence, ...]
    items: frozenset[int] = frozenset()
    status: Status = "answered"


def answer(query: Query, evidence: Sequence[Evidence], citer: Citer) -> Draft:
    """Return the answer's sentences; empty when no quote holds. `evidence` comes best first."""
    if evidence and (items := called(query, evidence)):
        return _sentences(items, citer)
    if query.kind == "definition":
        return _definition(query, evidence, citer)
    if not evidence:
        return Draft(())
    told = telling(query, evidence)
    if both := side_lists(query, told):
        return joined([_whole_list(passage, evidence, citer) for passage in both])
    margin = LIST_MARGIN if query.kind in ("list", "procedure") else OTHER_LIST_MARGIN * (query.kind != "yes_no")
    whole = best_list(query, told, margin)
    if whole and not _lists_better(told, whole):
        return _whole_list(whole, evidence, citer)
    if query.kind == "number":
        told = figures_first(query, told)
    if query.kind == "example":
        told = examples_first(told)
    if query.kind == "list":
        told = naming_first(query, told)
    best = pick(beside_all(query, told) if query.kind in _FOR_ONE_THING else told, SENTENCES)
    best = with_asked(query, with_others_figures(best, told), told)
    chosen = with_limits(query, with_sequel(query, with_reason(query, best), evidence))
    if query.kind not in ("number", "yes_no"):
        chosen += [item for one in chosen for item in told_one_by_one(one)]
    chosen = with_list_behind(query, _with_whole_lists(chosen), evidence)
    if any(disagree(one, other) for at, one in enumerate(chosen) for other in chosen[:at]):
        return joined([Draft((framed(DIFFER),)), _sentences(chosen, citer, others=evidence)])
    of_it = [one for one in chosen if _beside_first(one, chosen)]
    if leaves_open_why(query.standalone, map(text_of, of_it)):
        draft = _sentences(of_it, citer, others=evidence)
        return replace(joined([Draft((framed(NO_REASON),)), draft]), status="partial")
    return _sentences(chosen, citer, others=evidence)


def _beside_first(item: Evidence, chosen: Sequence[Evidence]) -> bool:
    """Tell whether a unit speaks of what the first one does: it stands beside it, or meets half as many words."""
    first = chosen[0]
    return item.hit.passage.id == first.hit.passage.id or 2 * len(item.met) >= len(first.met)


def _lists_better(evidence: Sequence[Evidence], whole: Passage) -> bool:
    """Tell whether a sentence that lists several things itself ("A, B and C") meets the question better than a list."""
    best = max(item.score for item in evidence if item.hit.passage.id == whole.id)
    first = evidence[0]
    return first.unit.kind == "sentence" and first.score - best > LISTED and bool(_LISTS.search(text_of(first)))


def best_sentence(evidence: Sequence[Evidence], citer: Citer) -> Draft:
    """Return the one sentence that says most on a claim, one that denies something rather, with what it leans on."""
    near = (item for item in evidence if item.score >= evidence[0].score - MARGIN)
    worth = by_worth(near, lambda item: item.score + DENIES * bool(_DENIES.search(text_of(item))))
    return _sentences(pick(worth, 1), citer)


def joined(drafts: Sequence[Draft]) -> Draft:
    """Return several drafts as one, in order."""
    items: set[int] = set()
    sentences: list[Sentence] = []
    for draft in drafts:
        items |= {len(sentences) + at for at in draft.items}
        sentences += draft.sentences
    return Draft(tuple(sentences), frozenset(items))


def definitions(by_term: Sequence[tuple[str, Sequence[Evidence]]], citer: Citer) -> Draft:
    """Return the defining sentence of each term asked for; a term without one makes the answer partial."""
    found = [
        ranked[0] for term, evidence in by_term if (ranked := by_definition([term], evidence)) and ranked[0].fit > 0
    ]
    draft = _sentences(found, citer, in_order=False)
    return replace(draft, status="answered" if len(found) == len(by_term) else "partial")


def _definition(query: Query, evidence: Sequence[Evidence], citer: Citer) -> Draft:
    names = forms.NAME_ASKED.search(query.standalone)
    ranked = by_name(evidence) if names else by_definition(query.called or query.subjects[:1], evidence)
    if not ranked:
        return Draft(())
    first = ranked[0]
    if first.unit.kind in ("lead", "item"):
        return _whole_list(first.hit.passage, evidence, citer)
    near = [item for item in ranked[1:] if item.score >= first.score - FURTHER and item.unit.kind != "item"]
    chosen = pick(
        [first, *sorted(near, key=lambda e: (e.hit.passage.id != first.hit.passage.id, -e.score))],
        SENTENCES,
        DEFINITION_WORDS,
    )
    return _sentences(_as_read(with_sequel(query, chosen, evidence)), citer, in_order=False)


def _as_read(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Return a definition and what was chosen with it: its own passage first, in reading order from it on."""
    chosen = _with_whole_lists(chosen)
    order = list(dict.fromkeys(item.hit.passage.id for item in chosen))

    def place(item: Evidence) -> tuple[int, bool, int]:
        at = order.index(item.hit.passage.id)
        return at, at == 0 and item.unit.start < chosen[0].unit.start, item.unit.start

    return sorted(chosen, key=place)


def _whole_list(passage: Passage, evidence: Sequence[Evidence], citer: Citer) -> Draft:
    of_passage = {item.unit.start: item for item in evidence if item.hit.passage.id == passage.id}
    sentences: list[Sentence] = []
    items: set[int] = set()
    for unit in passage.units:
        sentence = quoted(of_passage[unit.start], citer)
        if sentence:
            if unit.kind == "item":
                items.add(len(sentences))
            sentences.append(sentence)
    return Draft(tuple(sentences), frozenset(items))


def _sentences(
    chosen: Sequence[Evidence], citer: Citer, in_order: bool = True, others: Sequence[Evidence] = ()
) -> Draft:
    """Quote the chosen units, grouped by passage in reading order, with what they lean on in front of them.

    Where `others` of other documents say the same, these are cited as well.
    """
    order = list(dict.fromkeys(item.hit.passage.id for item in chosen))
    grouped = sorted(chosen, key=lambda e: (order.index(e.hit.passage.id), e.unit.start)) if in_order else list(chosen)
    sentences: list[Sentence] = []
    items: set[int] = set()
    shown: set[tuple[str, int]] = set()
    for item in grouped:
        for part in (*leans_on(item), item):
            place = (part.hit.passage.id, part.unit.start)
            sentence = None if place in shown else quoted(part, citer)
            if sentence and (further := [n for other in twins(part, others) if (n := citer.cite(other))]):
                sentence = sentence.model_copy(update={"citations": [*sentence.citations, *further]})
            if sentence:
                shown.add(place)
                if part.unit.kind == "item":
                    items.add(len(sentences))
                sentences.append(sentence)
    return Draft(tuple(sentences), frozenset(items))


def _with_whole_lists(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Put a whole list in place of several of its items: some steps or ingredients alone would mislead."""
    counts = Counter(item.hit.passage.id for item in chosen if item.unit.kind == "item")
    completed: list[Evidence] = []
    for item in chosen:
        if item.unit.kind != "item" or counts[item.hit.passage.id] < 2:
            completed.append(item)
        elif not any(item.hit.passage.id == other.hit.passage.id and other.unit.kind == "item" for other in completed):
            completed += [replace(item, unit=unit) for unit in item.hit.passage.units]
    return completed


def quoted(item: Evidence, citer: Citer, span: Span | None = None, cell: CellPlace | None = None) -> Sentence | None:
    """Return the unit, or a span of it, as a cited sentence; None when the stored text differs."""
    number = citer.cite(item, span)
    if number is None:
        return None
    return Sentence(text=citer.citations[number - 1].quote, citations=[number], cell=cell)
