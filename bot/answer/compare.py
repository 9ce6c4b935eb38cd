"""A comparison as a table: one column a side, a citation in each cell, an empty cell where the library is silent."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer.cite import Citer
from bot.answer.compose import Draft, answer, quoted
from bot.answer.pick import pick
from bot.answer.sidetable import Placed, asked_of_sides, table_cells
from bot.evidence.defining import by_definition
from bot.evidence.judged import LIKELY
from bot.evidence.sentences import by_worth, text_of
from bot.evidence.told import kind_of_row
from bot.types import CellPlace, Evidence, Query, Sentence
from bot.understand.fit import NameIndex
from bot.understand.kinds import kind_of
from bot.words.language import content_words, stem, stems, words
from ingest.types import Span

_AGAINST = re.compile(
    r"\b(?:than|whereas|while|but|unlike|compared|comparison|differ\w*|both|instead|not|neither|between|against|versus"
    r"|although|however|rather|same)\b",
    re.IGNORECASE,
)
_DIFFER = re.compile(r"\bdiffer\w*\b", re.IGNORECASE)
OPENING = 1  # words in front of a name that opens a sentence: "the"
BESIDE = 0.5  # what a sentence gains that opens with its side, beside those that do with the others
MAY = 0.3  # chance of what is shown with what is likely to tell of the sides though not of each
OTHER_ASPECT = "Also"
DEFINITION_ASPECT = "In short"


def compare(
    query: Query, by_side: Sequence[Sequence[Evidence]], both: Sequence[Evidence], citer: Citer, names: NameIndex
) -> Draft:
    """Return a table from the library's own table when one has both sides, else from each side's best sentences.

    `by_side` holds the evidence found for each side, `both` that for the whole question. A side without evidence
    makes the answer partial; no side at all gives an empty draft.
    """
    contrast = next((item for item in both[:5] if _contrasts(item, query.subjects, names)), None)
    cells = table_cells(query, both, names)
    if not cells:
        return _from_sentences(query, by_side, both, citer, names)
    claim = kind_of(query.standalone, compares=False) == "yes_no"
    asked = asked_of_sides(query)
    opens = contrast and (claim or (asked & stems(text_of(contrast)) if asked else _DIFFER.search(text_of(contrast))))
    opening = [quoted(contrast, citer)] if contrast and opens else []
    sentences = [*opening, *(_quote(item, one, citer) for item, one in cells)]
    return Draft(tuple(sentence for sentence in sentences if sentence))


def _quote(item: Evidence, one: Placed, citer: Citer) -> Sentence | None:
    return quoted(item, citer, Span(one.cell.start, one.cell.end), CellPlace(side=one.side, aspect=one.aspect))


def _from_sentences(
    query: Query,
    by_side: Sequence[Sequence[Evidence]],
    both: Sequence[Evidence],
    citer: Citer,
    names: NameIndex,
) -> Draft:
    named = [
        [item for item in evidence if _names(item, side, query.subjects, names)]
        for side, evidence in zip(query.subjects, by_side, strict=True)
    ]
    if not any(named):
        return answer(query, both, citer)
    contrast = next((item for item in both[:3] if _contrasts(item, query.subjects, names)), None)
    if contrast and asked_of_sides(query):
        return answer(replace(query, kind="other"), [contrast, *(item for item in both if item != contrast)], citer)
    if told := _on_aspect(query, both, names):
        cells = [CellPlace(side=side, aspect=_aspect(query)) for side in query.subjects]
        found = [quoted(item, citer, cell=cell) for item, cell in zip(told, cells, strict=True)]
        return Draft(tuple(sentence for sentence in found if sentence))
    if not all(named) and (told := _likely(both)):
        return answer(replace(query, kind="other"), told, citer)
    opening = quoted(contrast, citer) if contrast else None
    sentences = [opening] if opening else []
    for side, evidence in zip(query.subjects, _side_by_side(query.subjects, named), strict=True):
        whole = [item for item in evidence if item.unit.kind not in ("item", "lead")]
        for item, aspect in zip(pick(by_definition([side], whole), 2), (DEFINITION_ASPECT, OTHER_ASPECT), strict=False):
            sentence = quoted(item, citer, cell=CellPlace(side=side, aspect=aspect))
            if sentence:
                sentences.append(sentence)
    if not sentences:  # items of a list that name the sides stand for themselves
        return answer(replace(query, kind="other"), both, citer)
    if len(sentences) > 1 and len({tuple(one.citations) for one in sentences}) == 1:  # one sentence tells of every side
        return Draft((sentences[0].model_copy(update={"cell": None}),))
    return Draft(tuple(sentences), status="answered" if all(named) else "partial")


def _on_aspect(query: Query, both: Sequence[Evidence], names: NameIndex) -> list[Evidence]:
    """Return for each side the best unit that speaks of it and of what is asked of both; [] where a side has none."""
    asked = asked_of_sides(query)
    told = [item for item in both if item.unit.kind == "sentence" and asked & (stems(text_of(item)) | item.met)]
    named = [[item for item in told if _names(item, side, query.subjects, names)] for side in query.subjects]
    opening = (
        [one for one in of_side if _opens(side, one)] for side, of_side in zip(query.subjects, named, strict=True)
    )
    best = [next(iter(opens or of_side), None) for opens, of_side in zip(opening, named, strict=True)]
    found = [item for item in best if item]
    return found if asked and len({item.unit for item in found}) == len(query.subjects) else []


def _likely(both: Sequence[Evidence]) -> list[Evidence]:
    """Return what may answer the whole question, where something is likely to."""
    chances = [item.chance or 0.0 for item in both]
    return [item for item in both if (item.chance or 0.0) >= MAY] if max(chances, default=0.0) >= LIKELY else []


def _aspect(query: Query) -> str:
    """Return what a comparison asks for, in its own words and order: "notice period"."""
    asked = asked_of_sides(query)
    return " ".join(word for word in content_words(query.standalone) if stem(word) in asked)


def _side_by_side(sides: Sequence[str], by_side: Sequence[Sequence[Evidence]]) -> list[list[Evidence]]:
    """Return the evidence of each side with what opens with its name in front, where its neighbours open with those of
    the other sides ("The sloop seats six. The barge seats twenty.")."""
    opened = [
        {item.hit.passage.id for item in evidence if _opens(side, item)}
        for side, evidence in zip(sides, by_side, strict=True)
    ]
    beside = frozenset.intersection(*map(frozenset, opened))

    def worth(side: str, item: Evidence) -> Evidence:
        gain = BESIDE * (item.hit.passage.id in beside and _opens(side, item))
        return replace(item, score=item.score + gain) if gain else item

    return [
        by_worth((worth(side, item) for item in evidence), lambda item: item.score)
        for side, evidence in zip(sides, by_side, strict=True)
    ]


def _opens(side: str, item: Evidence) -> bool:
    return stems(side) <= stems(" ".join(words(text_of(item))[: OPENING + len(words(side))]))


def _contrasts(item: Evidence, sides: Sequence[str], names: NameIndex) -> bool:
    """Tell whether a sentence names every side, by whatever name, and sets them against each other."""
    text = text_of(item)
    if item.unit.kind != "sentence" or not _AGAINST.search(text):
        return False
    held, named = stems(text), names.keys(text)
    return all(stems(side) <= held or names.key(side) in named for side in sides)


def _names(item: Evidence, side: str, sides: Sequence[str], names: NameIndex) -> bool:
    """Tell whether a unit speaks of a side: its own words name it, or its headings do and its words name no other."""
    text = text_of(item)
    for longer in names.find(text):
        # A "vendor management office" is an office and no vendor.
        if stem(words(longer)[-1]) != stem(words(side)[-1]) and stems(side) < stems(longer):
            text = text.replace(longer, " ")
    own = stems(text)
    held = own | stems(f"{item.hit.passage.place} {kind_of_row(item)}")
    wanted = stems(side)
    names_a_side = any(stems(name) <= own for name in sides)
    return wanted <= own or (wanted <= held and not names_a_side)
