"""Where the built-in documents are thin: little support, a vendor's word alone, no year, nothing read for long."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from bot.audit.survey import Place, Shelf, names_of_entry
from bot.understand.fit import NameIndex
from ingest.types import Passage

STALE_DAYS = 365
LAWS = "regulation"  # the topic whose terms are laws
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bundated\b")
_MARKET = re.compile(r"%|\bper cent\b|US\$|[€£$]\s?\d|\d (?:thousand|million|billion|trillion)|\b\d{1,3}(?:,\d{3})+\b")

Finding = Callable[[Shelf], Iterator[str]]


def thin_spots(shelf: Shelf, today: date) -> dict[str, list[str]]:
    """Return what to look at first, by kind of weakness; an empty list is good news."""
    findings: dict[str, Finding] = {
        "documents with a single source": _single_source,
        "documents with vendors as their only sources": _vendor_only,
        "terms without a defining sentence": _undefined,
        "terms whose definition rests on one vendor": _vendor_terms,
        "market figures and law sections without a year": _dateless,
        f"not reviewed or read for {STALE_DAYS} days, or dated ahead": partial(_stale, today=today),
        "sections with one sentence": _short_sections,
    }
    return {name: list(find(shelf)) for name, find in findings.items()}


def dateless_figures(shelf: Shelf) -> list[Place]:
    """Return the places with a market figure that neither they nor what introduces them give a year."""
    return [
        place for place in shelf.places if _MARKET.search(place.text) and not _YEAR.search(_read_with(shelf, place))
    ]


def dateless_laws(shelf: Shelf) -> list[str]:
    """Return the sections on law that name a law and no year."""
    laws = [entry for entry in shelf.glossary if shelf.topic(entry["document"]) == LAWS]
    index = NameIndex([name for entry in laws for name in names_of_entry(entry)])
    return [
        f"{document_id} > {heading}"
        for (document_id, heading), passages in _sections(shelf).items()
        if shelf.topic(document_id) == LAWS
        and index.find(text := " ".join([heading, *(passage.text for passage in passages)]))
        and not _YEAR.search(text)
    ]


def _single_source(shelf: Shelf) -> Iterator[str]:
    return (name for name, one in shelf.documents.items() if len(one.document.sources) < 2)


def _vendor_only(shelf: Shelf) -> Iterator[str]:
    for name, one in shelf.documents.items():
        if {source.kind for source in one.document.sources} == {"vendor"}:
            yield name


def _short_sections(shelf: Shelf) -> Iterator[str]:
    for (document_id, heading), passages in _sections(shelf).items():
        if sum(len(passage.units) for passage in passages) == 1:
            yield f"{document_id} > {heading}"


def _undefined(shelf: Shelf) -> Iterator[str]:
    return (row.name for row in shelf.terms if not row.definition)


def _vendor_terms(shelf: Shelf) -> Iterator[str]:
    for entry in shelf.glossary:
        keys = {source for place in shelf.defining(entry) for source in place.passage.sources}
        if len(keys) == 1 and shelf.kinds(list(keys)) == ("vendor",):
            yield f"{entry['term']} ({entry['document']}, {keys.pop()})"


def _dateless(shelf: Shelf) -> Iterator[str]:
    yield from (f"{place.passage.document_id}: {place.text}" for place in dateless_figures(shelf))
    yield from dateless_laws(shelf)


def _stale(shelf: Shelf, today: date) -> Iterator[str]:
    for name, one in shelf.documents.items():
        age = (today - date.fromisoformat(one.document.reviewed)).days if one.document.reviewed else None
        if age is None or not 0 <= age <= STALE_DAYS:
            yield f"{name}: reviewed {one.document.reviewed or 'never'}"
    for key, source in shelf.sources.items():
        if source.read is None or not 0 <= (today - date.fromisoformat(source.read)).days <= STALE_DAYS:
            yield f"source {key}: read {source.read}"


def _sections(shelf: Shelf) -> dict[tuple[str, str], list[Passage]]:
    """Return the passages below each heading of the first level, with those below its sub-headings."""
    found: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for document_id, one in shelf.documents.items():
        for passage in one.passages:
            found[document_id, passage.section[0] if passage.section else ""].append(passage)
    return found


def _read_with(shelf: Shelf, place: Place) -> str:
    """Return a unit with what a reader has before it: heading, lead-in of a list, sentence above a table."""
    passage = place.passage
    read = [" ".join(passage.section), place.text]
    if place.unit.kind == "item":
        read.append(passage.text[: passage.units[0].end - passage.start])
    if place.unit.kind == "row":
        before = [one for one in _sections(shelf)[passage.document_id, passage.section[0]] if one.kind != "table"]
        read += [one.text for one in before if one.ordinal < passage.ordinal][-1:]
    return " ".join(read)
