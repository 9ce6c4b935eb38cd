"""Evidence becomes the sentences of an answer, in the form that suits the kind of question."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import forms
from bot.cite import Citer
from bot.evidence import text_of
from bot.language import stem, words
from bot.lists import LIST_MARGIN, best_list, side_lists, telling
from bot.pick import MARGIN, disagree, examples_first, figures_first, leans_on, pick, twins, with_asked
from bot.talk import framed
from bot.terms import names_of
from bot.types import CellPlace, Evidence, Query, Sentence, Status
from ingest.types import Passage, Span

# Judged on the tune part of the evaluation: more sentences find more points, and cost the reader more words.
SENTENCES = 3
DIFFER = "The documents give different figures; each stands with its source."
OTHER_LIST_MARGIN = 0.05  # the same where the question does not ask for several things
DEFINITION_WORDS = 80
DEFINES = 0.35  # what a sentence that defines the asked term gains
OPENS = 0.2  # what the first sentence under a heading that is the asked term gains
DENIES = 0.15  # what a sentence that denies something gains where a claim is checked
NAMES = 0.3  # what a sentence that defines anything gains where the name of a described thing is asked
_DEFINING = (
    r"is|are|was|means?|refers?|describes?|involves?|denotes?|covers?|stands?|occurs?|happens?|names?|uses?|hands?"
    r"|gives?|adds?|lets?|puts?|places?|moves?|returns?|keeps?|brings?|consists?"
)
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|rarely|seldom|little|hardly|contrary|instead|only"
    r"|misconceptions?|myths?)\b|n['’]t\b",
    re.IGNORECASE,
)
_DEFINES_ANY = re.compile(
    r"^(?:an? |the )?[A-Z][\w-]*(?: [\w-]+){0,4}?(?: \([^)]*\))?(?:,? (?:also|or) [^,.]*,?)?"
    r" (?:means|refers to|involves|describes|denotes|consists of|(?:is|are) (?:an?|the|any|when|where|what|\w+ing)) "
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Sentences in order; those whose index is in `items` are items of a list."""

    sentences: tuple[Sentence, ...]
    items: frozenset[int] = frozenset()
    status: Status = "answered"


def answer(query: Query, evidence: Sequence[Evidence], citer: Citer) -> Draft:
    """Return the answer's sentences; empty when no quote holds. `evidence` comes best first."""
    if query.kind == "definition":
        return _definition(query, evidence, citer)
    if not evidence:
        return Draft(())
    told = telling(query, evidence) if query.kind == "yes_no" else evidence
    if both := side_lists(query, told):
        return joined([_whole_list(passage, evidence, citer) for passage in both])
    margin = LIST_MARGIN if query.kind in ("list", "procedure") else OTHER_LIST_MARGIN
    whole = best_list(query, told, margin)
    if whole:
        return _whole_list(whole, evidence, citer)
    if query.kind == "number":
        told = figures_first(query, told)
    if query.kind == "example":
        told = examples_first(told)
    chosen = with_asked(query, pick(told, SENTENCES), told)
    draft = _sentences(chosen, citer, others=evidence)
    if any(disagree(one, other) for at, one in enumerate(chosen) for other in chosen[:at]):
        return joined([Draft((framed(DIFFER),)), draft])
    return draft


def best_sentence(evidence: Sequence[Evidence], citer: Citer) -> Draft:
    """Return the one sentence that says most on a claim, one that denies something rather, with what it leans on."""
    near = [item for item in evidence if item.score >= evidence[0].score - MARGIN]
    near.sort(key=lambda item: (-item.score - DENIES * bool(_DENIES.search(text_of(item))), item.hit.passage.id))
    return _sentences(pick(near, 1), citer)


def defines(subject: str, text: str, verbs: str = _DEFINING) -> bool:
    """Tell whether a sentence says what the subject is ("X is ...", "... is called X")."""
    parts = [re.escape(stem(word)) + r"\w*" for word in words(subject)]
    if not parts:
        return False
    name = r"['\"“‘]?" + r"[-\s]+".join(parts) + r"['\"”’]?"
    before = r"(?:(?:the|an?|in|at|its|simplest|term|word|broad\w*|general\w*)\s+)*"
    aside = r"(?:\s*\([^)]*\))?(?:,? (?:also|or|sometimes|often)[^,.]*,?)?"
    called = rf"\b(?:called|known as|termed|named|referred to as|abbreviated|stands? for)\s+(?:the |an? )?{name}"
    opens = rf"^{before}{name}{aside}\s*(?:[—–:]|\b(?:{verbs})\b(?! (?:not|no|never|most|more|less)\b))"
    return bool(re.search(opens, text, re.IGNORECASE) or re.search(called, text, re.IGNORECASE))


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


def by_definition(called: Sequence[str], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence with sentences that define a thing of these names, or open a section so named, in front."""

    def worth(item: Evidence) -> float:
        defining = any(defines(name, text_of(item)) for name in called)
        return item.score + DEFINES * defining + OPENS * any(opens_section(name, item) for name in called)

    return sorted(evidence, key=lambda e: (-worth(e), e.hit.passage.id, e.unit.start))


def by_name(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence with sentences that say what something is in front, for who asks how a thing is called."""

    def worth(item: Evidence) -> float:
        return item.score + NAMES * bool(_DEFINES_ANY.search(text_of(item)))

    return sorted(evidence, key=lambda e: (-worth(e), e.hit.passage.id, e.unit.start))


def opens_section(subject: str, item: Evidence) -> bool:
    """Tell whether a unit is the first under a heading, or in a document, that is the subject's name."""
    passage = item.hit.passage
    heading = passage.section[-1] if passage.section else passage.title
    wanted = [stem(word) for word in words(subject)]
    return item.unit == passage.units[0] and [stem(w) for n in names_of([heading]) for w in words(n)] == wanted


def _definition(query: Query, evidence: Sequence[Evidence], citer: Citer) -> Draft:
    names = forms.NAME_ASKED.search(query.standalone)
    ranked = by_name(evidence) if names else by_definition(query.called or query.subjects[:1], evidence)
    if not ranked:
        return Draft(())
    first = ranked[0]
    if first.unit.kind in ("lead", "item"):
        return _whole_list(first.hit.passage, evidence, citer)
    near = [item for item in ranked[1:] if item.score >= first.score - MARGIN and item.unit.kind != "item"]
    chosen = pick(
        [first, *sorted(near, key=lambda e: (e.hit.passage.id != first.hit.passage.id, -e.score))],
        SENTENCES,
        DEFINITION_WORDS,
    )
    return _sentences(_as_read(chosen), citer, in_order=False)


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
