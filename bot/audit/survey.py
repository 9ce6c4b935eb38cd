"""What the built-in documents hold: counts, ages and, term by term and document by document, what is covered.

Read from the documents and the glossary alone, by the forms of their sentences; no library and no model is asked.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from bot.evidence.defining import defines
from bot.understand.asked import MONTHS
from bot.understand.fit import Key, NameIndex
from bot.words.language import stem, words
from ingest.builtin import Builtin
from ingest.types import Passage, Source, Unit

UNDATED = "n.d."
# Stricter than what an answer may open with: the survey asks what a term is, not what it does.
MEANS = r"is|are|means?|refers? to|describes?|denotes?|stands? for|names? the|consists? of"
# A date, a standard's number and an article of a law are names; other figures are claims.
_FIGURE = re.compile(
    r"(?<![\w/:.,-])(?<!ISO )(?<!SOC )(?<!Article )(?<!Articles )(?<!Decision )(?<!Regulation )(?<!Opinion )"
    rf"(?!(?:19|20)\d\d(?!\d|,\d|%))(?!\d\d? (?:{MONTHS}))\d[\d.,]*"
)


class Row(NamedTuple):
    """What is covered of a term or document; `kinds` are those of the sources that speak of it."""

    name: str
    document: str
    definition: bool
    lists: bool
    numbers: bool
    kinds: tuple[str, ...]


class Place(NamedTuple):
    """A unit with the passage it stands in."""

    passage: Passage
    unit: Unit

    @property
    def text(self) -> str:
        return self.passage.words_of(self.unit)


@dataclass(frozen=True)
class Shelf:
    """The built-in documents with the glossary, and what can be read off them."""

    documents: Mapping[str, Builtin]
    glossary: Sequence[Mapping[str, Any]]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return tuple(Place(passage, unit) for one in self.documents.values() for passage, unit in _units(one))

    @cached_property
    def sources(self) -> dict[str, Source]:
        """All sources by key; a key means the same source in every document."""
        return {source.key: source for one in self.documents.values() for source in one.document.sources}

    def topic(self, document_id: str) -> str:
        """Return the folder a document lies in."""
        return self.documents[document_id].document.origin.removeprefix("built-in:").split("/")[0]

    def kinds(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return the kinds of some sources, each once, in order of the alphabet."""
        return tuple(sorted({self.sources[key].kind or "none" for key in keys}))

    @cached_property
    def by_kind(self) -> dict[str, int]:
        return dict(Counter(source.kind or "none" for source in self.sources.values()).most_common())

    @cached_property
    def by_year(self) -> dict[str, int]:
        return dict(sorted(Counter(source.date[:4] for source in self.sources.values()).items()))

    @cached_property
    def units(self) -> dict[str, int]:
        """How many sentences, list items and table rows there are; a lead-in only announces."""
        return dict(Counter(place.unit.kind for place in self.places if place.unit.kind != "lead"))

    def defining(self, entry: Mapping[str, Any]) -> list[Place]:
        """Return the places that say what a term is, those of the document that the glossary names first."""
        names = names_of_entry(entry)
        openings = {stem(words(name)[0])[:4] for name in names}
        found = [
            place
            for place in self.places
            if any(opening in place.text.lower() for opening in openings)
            and any(defines(name, place.text, MEANS) for name in names)
        ]
        return sorted(found, key=lambda place: place.passage.document_id != entry["document"])

    @cached_property
    def terms(self) -> tuple[Row, ...]:
        """What is covered of each term of the glossary, anywhere in the documents."""
        aliases = {name: entry["term"] for entry in self.glossary for name in names_of_entry(entry)}
        index = NameIndex(aliases, aliases)
        spoken = [(place, *self._named(index, place)) for place in self.places]
        rows = []
        for entry in self.glossary:
            key = index.key(entry["term"])
            about = [place for place, own, above in spoken if key in own | above]
            shown = [place.passage for place, own, above in spoken if key in above and place.unit.kind != "sentence"]
            defined = self.defining(entry)
            spoken_of = [*defined, *(place for place, own, _ in spoken if key in own)]
            rows.append(
                Row(
                    name=entry["term"],
                    document=entry["document"],
                    definition=bool(defined),
                    lists=bool(shown),
                    numbers=any(figures(place.text) and place.passage.sources for place in about),
                    kinds=self.kinds([source for place in spoken_of for source in place.passage.sources]),
                )
            )
        return tuple(rows)

    @cached_property
    def pages(self) -> tuple[Row, ...]:
        """What each document holds, by topic; a definition here is one that the glossary expects of the document."""
        defined = {entry["document"] for entry in self.glossary if self.defining(entry)}
        rows = []
        for document_id in sorted(self.documents, key=lambda one: (self.topic(one), one)):
            document, passages = self.documents[document_id]
            rows.append(
                Row(
                    name=document.title,
                    document=document_id,
                    definition=document_id in defined,
                    lists=any(passage.kind != "paragraph" for passage in passages),
                    numbers=any(figures(passage.text) and passage.sources for passage in passages),
                    kinds=self.kinds([key for passage in passages for key in passage.sources]),
                )
            )
        return tuple(rows)

    def _named(self, index: NameIndex, place: Place) -> tuple[frozenset[Key], frozenset[Key]]:
        """Return the terms in a unit's own words, and those in its lowest heading and its list's lead-in."""
        above = f"{place.passage.headings[-1]} {place.passage.lead}"
        return index.keys(place.text), index.keys(above)


def names_of_entry(entry: Mapping[str, Any]) -> list[str]:
    """Return a term with its aliases and abbreviations."""
    return [entry["term"], *entry["aliases"], *entry["abbreviations"]]


def figures(text: str) -> list[str]:
    """Return the numbers in a text that are no years and belong to no name ("ISO 37500", "Article 28")."""
    return [match.group().rstrip(".,") for match in _FIGURE.finditer(text)]


def _units(one: Builtin) -> Iterator[tuple[Passage, Unit]]:
    return ((passage, unit) for passage in one.passages for unit in passage.units)
