"""The names a library knows: its titles, headings and glossary; used to read questions and to suggest others."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import kb
from bot.types import Hit, Query
from bot.understand.fit import NameIndex
from bot.understand.named import capitalised, dated, named_things
from bot.understand.parties import Meant, meant_of, parties_of
from bot.understand.posts import holder_of
from bot.understand.query import Reader
from bot.understand.suggested import as_question
from bot.understand.terms import names_called, names_of
from bot.words.foreign import foreign_language, strange_language
from bot.words.language import WORD, english, owner, stem, subject_words, words
from bot.words.spelling import Speller
from ingest.derived import different_words
from ingest.library import Library
from ingest.read.fields import is_field
from ingest.types import Passage
from kb.yamlfile import read_yaml

READ_FOR_WORD, READ_FOR_NAME = 20, 60  # passages
OPENING, TITLE = 600, 12  # characters at a document's head, and the most words of a title, heading or field there
OWNERS = 2  # documents that may share a name at their heads
_SUBJECT = re.compile(r"[A-ZÀ-Þ][\w&'’.-]*(?: [A-ZÀ-Þ&][\w&'’.-]*){0,3}(?= [a-z])")  # what the first sentence tells of
_ACRONYM = re.compile(r"\(([A-Z]{2,6}s?)\)")


@dataclass(frozen=True)
class Names:
    """Reads the library afresh whenever its documents change.

    `is_english` tells a word that exists from one that may be misspelt.
    """

    library: Library
    is_english: Callable[[str], bool]

    def reader(self) -> Reader:
        state = self._state
        return Reader(state.index, state.speller.text, self.library.document_frequency, self.holder, state.builtin)

    @property
    def index(self) -> NameIndex:
        return self._state.index

    def holder(self, post: str) -> str:
        """Return who the documents say holds a post, "" where they name nobody or several."""
        title = [word for word in words(post) if word not in english().stop]
        found = (_found_by(word, self.library, READ_FOR_NAME) for word in title[-1:])
        return holder_of(title, [unit_text for passages in found for one in passages for unit_text in _told(one)])

    def spoken(self, text: str) -> str:
        """Return the text with names that no passage holds replaced by the glossary's term ("TCO", "onshoring")."""
        for name, (start, end) in reversed(self._state.index.places(text)):
            term = self._state.aliases.get(name.lower(), "")
            if term and term != name.lower() and not self.library.document_frequency([name])[name]:
                text = f"{text[:start]}{term}{text[end:]}"
        return text

    def language(self, text: str, reply: bool = False) -> str | None:
        """Return the language a turn seems to be in when that is not English.

        Not so easily in a case that is talked about, as a `reply` may be of any short forms ("dunno tbh").
        """
        speller = self._state.speller
        found = foreign_language(text)
        return found if found or reply else strange_language(text, speller.exists, speller.mistaken)

    def expanded(self, text: str) -> str:
        """Return the text with the canonical terms of the aliases in it added, for search."""
        terms = (self._state.aliases.get(name.lower()) for name in self._state.index.find(text))
        return " ".join([text, *dict.fromkeys(term for term in terms if term and term not in text.lower())])

    def opened_with(self, query: Query) -> dict[str, tuple[Meant, ...]]:
        """Return the documents that a question asks about by names in their titles or in the fields at their heads, or
        by their parties, with what they are about of these names.

        What such a document says is said of them, named again or not; unless the question names something further on
        in it as well, as in a collection of cases. A name that other documents hold as well tells of none, but for one
        of a party, as what is said of "the Supplier" in its contract is said of it.
        """
        asked = {stem(word.lower()) for word in named_things(query.standalone) if not dated(word)}
        seldom = self.library.document_frequency(query.terms)
        heads: dict[str, set[str]] = {}
        for term in query.terms:
            opening = self._state.opening.get(stem(term), set())
            if 0 < len(opening) <= OWNERS and seldom[term] <= READ_FOR_NAME and opening >= self._holding(term):
                for document_id in opening:
                    heads.setdefault(document_id, set()).add(stem(term))
        told = [stem(owner(word)) for word in words(query.standalone)]
        found = {one: meant for one, parties in self._state.parties.items() if (meant := meant_of(told, parties))}
        for document_id, names in heads.items():
            by_party = found.get(document_id, ())
            if names.union(*(meant.stems for meant in by_party)) >= asked:
                found[document_id] = (*by_party, Meant(frozenset(names)))
        return found

    def _holding(self, term: str) -> frozenset[str]:
        """Return the documents that hold a word of at most READ_FOR_NAME passages."""
        return frozenset(passage.document_id for passage in _found_by(term, self.library, READ_FOR_NAME))

    def covered(self, hits: Sequence[Hit], count: int = 4) -> list[str]:
        """Return titles of the documents nearest to a question, or of the first ones when nothing was searched."""
        near = dict.fromkeys(hit.passage.title for hit in hits) or dict.fromkeys(
            d.title for d in self.library.documents()
        )
        return list(near)[:count]

    def suggestions(self, query: Query, hits: Sequence[Hit], count: int = 3) -> list[str]:
        """Return questions that neighbouring sections answer, none of them the one just asked."""
        asked = set(subject_words(query.standalone))
        found: dict[str, None] = {}
        for hit in hits:
            question = as_question(hit.passage.headings[-1])
            if question and set(subject_words(question)) != asked:
                found.setdefault(question)
        return list(found)[:count]

    @property
    def _state(self) -> "_State":
        held: tuple[object, _State] | None = self.__dict__.get("_held")
        # Once more where a document came or went meanwhile, as the state is read in several parts.
        while held is None or held[0] != self.library.version():
            held = (self.library.version(), _State(self.library, self.is_english))
            self.__dict__["_held"] = held
        return held[1]


class _State:
    """What is derived from the documents as they are now."""

    def __init__(self, library: Library, is_english: Callable[[str], bool]) -> None:
        self._library = library
        self._is_english = is_english
        documents = library.documents()
        headings = [heading for document in documents for section in document.sections for heading in section.path]
        names = names_of([*(document.title for document in documents), *headings]).union(*library.derived(_called))
        self.builtin = any(document.builtin for document in documents)
        self.aliases = _joined(library.derived(_acronyms)) | (_aliases() if self.builtin else {})
        self.corrections = _misspellings() if self.builtin else {}
        self.names = names | frozenset(self.aliases) | frozenset(self.aliases.values())
        self.opening: dict[str, set[str]] = {}
        for document, opened in zip(documents, library.derived(_opening_names), strict=False):
            for name in opened:
                self.opening.setdefault(name, set()).add(document.id)
        told = zip(documents, library.derived(parties_of), strict=False)
        self.parties = {document.id: parties for document, parties in told if parties}
        called = ([party.called for party in parties if party.called] for parties in self.parties.values())
        self.index = NameIndex(self.names, self.aliases, called)

    @cached_property
    def speller(self) -> Speller:
        library, called = self._library, {word for name in self.names for word in words(name)}

        def exists(word: str) -> bool:
            return word in called or self._is_english(word) or _stands_in(word, library)

        return Speller(cache(lambda: library.vocabulary() | called), self.corrections, exists)


def _stands_in(word: str, library: Library) -> bool:
    """Tell whether one of the passages found first by a word holds a form of it."""
    found = _found_by(word, library, READ_FOR_WORD)
    return any(stem(word) in map(stem, different_words(passage.index_text)) for passage in found)


def _told(passage: Passage) -> list[str]:
    return [passage.text[unit.start - passage.start : unit.end - passage.start] for unit in passage.units]


def _found_by(word: str, library: Library, count: int) -> list[Passage]:
    return library.passages([passage_id for passage_id, _ in library.search([word], count)])


def acronyms(texts: Iterable[str]) -> dict[str, str]:
    """Return acronym -> its words for every "its words (ACRONYM)" whose initials agree, in lower case."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _ACRONYM.finditer(text):
            short = match.group(1).rstrip("s")
            before = WORD.findall(text[max(0, match.start() - 120) : match.start()])[-len(short) :]
            # "IT" and "US" in lower case are stop words: as names they would be found everywhere.
            if short.lower() not in english().stop and [word[0].lower() for word in before] == list(short.lower()):
                found.setdefault(short.lower(), " ".join(before).lower())
    return found


def _opening_names(text: str) -> frozenset[str]:
    """Return the stems of the words that a text writes with a capital only, of the title, headings, fields and parties
    at its head."""
    lines = [line for line in text[:OPENING].splitlines() if line and len(line.split()) <= TITLE]
    values = [line.partition(":")[2] for line in lines if is_field(line)]
    titles = [line for line in lines if not is_field(line) and line[-1] not in ".!?:;"]
    opening = next((line for line in text[:OPENING].splitlines() if len(line.split()) > TITLE), "")
    told = [match.group()] if (match := _SUBJECT.match(opening)) else []
    named = capitalised(" ".join([*titles, *values, *told]), text)
    return frozenset(stem(word) for word in named if len(word) > 1)


def _called(text: str) -> frozenset[str]:
    return names_called([text])


def _acronyms(text: str) -> dict[str, str]:
    return acronyms([text])


def _joined(found: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return all acronyms; the words of the first document count."""
    joined: dict[str, str] = {}
    for acronym_words in found:
        joined = acronym_words | joined
    return joined


def _aliases() -> dict[str, str]:
    """Return alias -> term of the glossary, in lower case."""
    found: dict[str, str] = {}
    for entry in glossary():
        for alias in _listed(entry, "aliases", "abbreviations"):
            if alias.lower() not in english().stop:
                found[" ".join(words(alias))] = entry["term"].lower()
        found.setdefault(" ".join(words(entry["term"])), entry["term"].lower())
    return found


def _misspellings() -> dict[str, str]:
    """Return misspelling -> term of the glossary, in lower case."""
    terms = glossary()
    return {wrong.lower(): entry["term"].lower() for entry in terms for wrong in _listed(entry, "misspellings")}


@cache
def glossary() -> list[dict[str, Any]]:
    """Return the glossary's entries as they stand in the file."""
    return list(read_yaml(kb.GLOSSARY.read_text("utf-8"))["terms"])


def _listed(entry: dict[str, Any], *keys: str) -> Iterable[str]:
    return (str(value) for key in keys for value in entry.get(key) or [])
