"""Which of the weighed sentences are shown: the best that add something, what they lean on, and who else says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer.lists import LIST_MARGIN
from bot.evidence.leaning import leans_on, unit_after
from bot.evidence.sentences import figures_of, text_of
from bot.types import Evidence, Query
from bot.understand.asked import explains, holds, years_in
from bot.words.language import content_words, stem, stems, words

MARGIN = 0.3  # how far below the best a sentence may score that is preferred for what it holds
# How far below the best a further sentence may score: of 55 beyond that, on the tune questions and those of
# development, none made a point that the others did not, of 597 within it 63.
FURTHER = 0.25
TYPED_MARGIN = 0.6  # how far below the best the sentence may score that alone holds the number or name asked for
SURE = 0.9  # chance from which on a unit of another document answers as well
TWINS = 2  # other documents that are named beside the one that is quoted, for saying the same or contradicting it
SAME_FIGURE = 0.4  # share of the words, figures apart, that sentences on one figure in different years have in common
_NOT_NOW = re.compile(r"\b(?:did|was|were|had|became|got|will|would|(?!hundred|sacred)\w{3,}(?<!e)ed)\b", re.IGNORECASE)
_FORETOLD = re.compile(
    r"\b(?:projected|forecasts?|expected|predicted|planned|aimed|estimated to (?:be|have|reach|grow)|will|would)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\b(?:according to|(?:cited|reported) (?:by|in)) [^,;.]*", re.IGNORECASE)
_EXAMPLES = re.compile(r"\b(?:for example|for instance|e\.g\.|such as|examples?|including|includes?)\b", re.IGNORECASE)
_TAKES_UP = re.compile(r"(?:[\w'’-]+ ){0,4}(?:this|that|it|its|them|these|those|they)\b", re.IGNORECASE)
BECAUSE = "because"  # what tells a question that asks why from the others


def pick(evidence: Sequence[Evidence], count: int, budget: int = 10_000) -> list[Evidence]:
    """Return the best units that add something, at most `count` and about `budget` words, the best one always."""
    chosen: list[Evidence] = []
    spent = 0
    for item in evidence:
        if chosen and (item.score < chosen[0].score - FURTHER or len(chosen) >= count):
            break
        if item.unit.kind == "lead" and len(item.hit.passage.units) > 1:
            continue
        taken = {(other.hit.passage.id, other.unit) for other in chosen}
        parts = [part for part in (*leans_on(item), item) if (part.hit.passage.id, part.unit) not in taken]
        if not parts:  # shown already, in front of what leans on it
            continue
        size = sum(len(words(text_of(part))) for part in parts)
        if chosen and (spent + size > budget or any(same(item, other) for other in chosen)):
            continue
        chosen.append(item)
        spent += size
    return chosen


def beside_all(query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence; where the best unit holds every word of a question of several, in its own words or in
    others, only what does so too, tells why where that is asked, or is of another document and all but sure to answer.

    Of 59 further sentences shown beside such a one, none made a further point; but two clubs meet at two times.
    """
    asked = {stem(word) for word in content_words(query.standalone)}

    def says_all(item: Evidence) -> bool:
        return asked <= item.met | stems(text_of(item))

    def adds(item: Evidence) -> bool:
        elsewhere = item.hit.passage.document_id != evidence[0].hit.passage.document_id
        return explains(query.standalone, text_of(item)) or (elsewhere and (item.chance or 0.0) >= SURE)

    complete = len(asked) > 1 and says_all(evidence[0])
    kept = [item for item in evidence if says_all(item) or adds(item)]
    return kept if complete else list(evidence)


def figures_first(query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence with the units near the best that hold the figure asked for, of the year asked, in front;
    behind such no items of lists without it, each of which would bring the whole list."""
    near = [item for item in evidence if item.score >= evidence[0].score - MARGIN and item.fit >= 0]
    told = [item for item in near if holds(query.standalone, [figures_of(item.hit.passage, item.unit)])]
    years = years_in(query.standalone)
    told.sort(key=lambda item: (not all(year in text_of(item) for year in years), bool(years) and _is_foretold(item)))
    if told and not years and not _NOT_NOW.search(query.standalone):
        told = _newest_first(told)
    rest = [item for item in evidence if item.unit.kind != "item"] if told else evidence
    return _first(told, rest)


def _newest_first(told: Sequence[Evidence]) -> list[Evidence]:
    """Return the units with those in front that tell the same as the first of several years, the newest of these first
    and what was foretold last."""
    years = {item: _year_of(item) for item in told if _alike(told[0], item) >= SAME_FIGURE}
    dated = [item for item, year in years.items() if year]
    if told[0] not in dated:
        return list(told)
    return _first(sorted(dated, key=lambda item: (_is_foretold(item), -years[item])), told)


def _is_foretold(item: Evidence) -> bool:
    return bool(_FORETOLD.search(text_of(item)))


def _year_of(item: Evidence) -> int:
    """Return the first year that a unit names, 0 for none; who says it may have done so later."""
    return int(next(iter(years_in(_SOURCE.sub("", text_of(item)))), 0))


def examples_first(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence with the units near the best that give examples in front."""
    near = [item for item in evidence if item.score >= evidence[0].score - LIST_MARGIN and item.fit >= 0]
    return _first([item for item in near if _EXAMPLES.search(text_of(item))], evidence)


def with_asked(query: Query, chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the chosen units with the best one that holds the number or name asked for, when none of them does."""
    if holds(query.standalone, [figures_of(item.hit.passage, item.unit) for item in chosen]) is not False:
        return list(chosen)
    near = (item for item in evidence if item.score >= evidence[0].score - TYPED_MARGIN and item.fit >= 0)
    return [*chosen, *(item for item in near if holds(query.standalone, [figures_of(item.hit.passage, item.unit)]))][
        : len(chosen) + 1
    ]


def with_others_figures(chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the chosen units with those near the best by which other documents say the same with other figures."""
    near = (item for item in evidence if item.score >= evidence[0].score - MARGIN and item not in chosen)
    return [*chosen, *[item for item in near if any(disagree(one, item) for one in chosen)][:TWINS]]


def with_reason(query: Query, chosen: Sequence[Evidence]) -> list[Evidence]:
    """Return the chosen units and, where it is asked why and none of them tells it, the sentence behind the best one,
    which often does without a word for it ("We took Ada's. Bo's would have needed a crane.")."""
    told = any(explains(query.standalone, text_of(item)) for item in chosen)
    unit = unit_after(chosen[0]) if chosen and not told and explains(query.standalone, BECAUSE) else None
    if not unit or unit.kind != "sentence" or not _speaks_of(query, text_of(replace(chosen[0], unit=unit))):
        return list(chosen)
    shown = [item for item in chosen[1:] if (item.hit.passage.id, item.unit) != (chosen[0].hit.passage.id, unit)]
    return [chosen[0], replace(chosen[0], unit=unit), *shown]


def _speaks_of(query: Query, text: str) -> bool:
    """Tell whether a sentence shares a word with a question, tells why, or takes up what was said: "We began this"."""
    shares = bool(stems(text) & stems(" ".join(query.terms)))
    return shares or explains(query.standalone, text) or bool(_TAKES_UP.match(text))


def unsaid(evidence: Sequence[Evidence], shown: frozenset[tuple[str, int]]) -> list[Evidence]:
    """Return the evidence without what was shown already, lists and rows of a table as wholes; [] when the rest is far
    below the best."""

    def was_shown(item: Evidence) -> bool:
        passage = item.hit.passage
        units = passage.units if passage.kind == "list" else (item.unit,)
        return any((passage.document_id, unit.start) in shown for unit in units)

    left = [item for item in evidence if not was_shown(item)] if shown else list(evidence)
    return left if left and left[0].score >= evidence[0].score - MARGIN else []


def same(first: Evidence, second: Evidence) -> bool:
    """Tell whether two units say the same in nearly the same words, with the same figures."""
    return _figures(first) == _figures(second) and _alike(first, second) >= 0.75


def twins(item: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return units of other documents that say the same, at most one a document."""
    found = {other.hit.passage.document_id: other for other in reversed(evidence) if same(item, other)}
    found.pop(item.hit.passage.document_id, None)
    return [other for other in evidence if found.get(other.hit.passage.document_id) is other][:TWINS]


def disagree(first: Evidence, second: Evidence) -> bool:
    """Tell whether two units of different documents say the same with other figures."""
    apart = first.hit.passage.document_id != second.hit.passage.document_id
    figures = _figures(first), _figures(second)
    return apart and all(figures) and figures[0] != figures[1] and _alike(first, second) >= 0.6


def _alike(first: Evidence, second: Evidence) -> float:
    """Return the share of two units' words, figures apart, that both hold."""
    a, b = ({stem(word) for word in content_words(text_of(item)) if not word[0].isdigit()} for item in (first, second))
    return len(a & b) / len(a | b) if a and b else 0.0


def _figures(item: Evidence) -> frozenset[str]:
    return frozenset(word for word in words(text_of(item)) if word[0].isdigit())


def _first(chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    return [*chosen, *(item for item in evidence if item not in chosen)]
