"""The parties a text tells of, with the names it calls them by: "Brook Ltd (the Supplier)", "Buyer: Orla GmbH"."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice

from bot.understand.named import capitalised, dated
from bot.words.language import WORD, english, owner, stem
from ingest.read.fields import is_field

HEAD = 2_000  # characters at a text's head within which fields and lines name its parties and its writer
REACH = 300  # characters in front of what a party is called within which its name stands
TRIED, MOST = 200, 12  # places of a text that may tell what a party is called, and the most parties taken from them
SPOKEN_OF = 3  # times that a text has to say "we" to be about its writer, or a name in its title to be about that

_CAPITAL = r"(?-i:[A-ZÀ-Þ])[\w&'’-]{0,40}(?:\.\w{1,9}){0,4}(?:(?<=\.\w)\.)?"
_NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|&|of|and|de|van|von|plc|llp|ltd)){{0,6}}"
# What stands between a name and what it is called: ", a company registered in Wales (number 12) at Quay Road".
_ASIDE = (
    r"(?:,? (?:an?|the|of|whose|which|registered|incorporated|having|with|company|trading|represented|acting|based"
    r"|located|at|in)\b(?:(?!\bbetween\b)[^()]|\([^()\"“‘']*\)){0,200}?)?"
)
_LEAD = (
    r"(?:(?:hereinafter|hereafter|herein|below|together|collectively|each|referred to|called|known|as|in short"
    r"|in this \w+)\b,? ?)"
)
_CALLED = r"(?-i:[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?|(?<=the )[a-z][a-z-]+)"
_QUOTE, _UNQUOTE = "[\"“‘']", "[\"”’']"
_TERM = rf"{_QUOTE}?(?:the )?{_QUOTE}?(?P<called>{_CALLED}){_UNQUOTE}?"
_BRACKET = re.compile(rf"\(\s*(?P<sure>(?={_LEAD}|{_QUOTE}|the ))?{_LEAD}{{0,6}}{_TERM}\s*\)", re.IGNORECASE)
_STATED = re.compile(rf"(?P<sure>),? (?=hereinafter|hereafter){_LEAD}{{1,6}}{_TERM}", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?P<name>{_NAME})\.?{_ASIDE},?\s*$", re.IGNORECASE)
_MEANS = re.compile(
    rf"{_QUOTE}(?P<sure>)(?:the )?(?P<called>{_CALLED}){_UNQUOTE} (?:means|shall mean|is|refers to) (?P<name>{_NAME})",
    re.IGNORECASE,
)
_FIELD = re.compile(
    rf"(?P<sure>the )?(?P<called>[^\W\d_]+(?: [^\W\d_]+)?): +(?P<name>{_NAME})(?:[,(]|\.?$)", re.IGNORECASE
)
_BY = re.compile(
    r"\b(?:(?P<offers>(?:submitted|offered) by:?)|(?:prepared|issued|presented|written) by:?|from:)"
    rf" +(?P<name>{_NAME})",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b(?![^.!?]*\?)")
_FOR = re.compile(r"\bfor\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """A party of one text: the stems of its name, those of them that tell it from others, and what the text calls it;
    "" where all that the text says is said of it."""

    name: frozenset[str]
    telling: frozenset[str]
    called: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text is about of what a question names: the stems of the question's words for it, and what the text calls
    it, the others that are asked about and those that are not; all it says is said of what it calls nothing."""

    stems: frozenset[str]
    called: str = ""
    beside: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def told(self, text: str) -> bool:
        """Tell whether a piece of the text is about it: calls it so, or another one asked about, as what a contract
        says of one of its parties concerns both."""
        return not self.called or _calls(self.beside | {self.called}, text)

    def leads(self, text: str, sentence: str) -> bool:
        """Tell whether a piece of the text calls it so, and its sentence does not begin with another one: "The Tenant
        pays the Landlord"."""
        return not self.called or (_calls({self.called}, text) and not _calls(self.others, _subject(sentence)))


def _calls(called: Set[str], text: str) -> bool:
    return any(_times(name, text) for name in called)


def _subject(text: str) -> str:
    """Return the words that a sentence begins with, behind the number of its clause."""
    return " ".join(text.split()[:3])


def _times(called: str, text: str) -> int:
    """Return how often a text calls a party so: "the landlord" in small letters, "Supplier" with or without "the"."""
    return len(
        re.findall(rf"\b[Tt]he {re.escape(called)}\b" if called.islower() else rf"\b{re.escape(called)}\b", text)
    )


def meant_of(asked: Sequence[str], parties: Sequence[Party]) -> tuple[Meant, ...]:
    """Return the parties of a text that the words of a question name, given as stems in their order."""
    found = {(named, party.called): None for party in parties if (named := _named(asked, party))}
    called = frozenset(name for _, name in found if name)
    others = frozenset(party.called for party in parties if party.called) - called
    return tuple(Meant(named, name, called - {name}, others) for named, name in found)


def _named(asked: Sequence[str], party: Party) -> frozenset[str]:
    """Return the words of a question that name a party: those that tell it from others, with its name around them."""
    found = set[str]()
    for at, word in enumerate(asked):
        if word in party.telling:
            start, end = at, at + 1
            while start and asked[start - 1] in party.name:
                start -= 1
            while end < len(asked) and asked[end] in party.name:
                end += 1
            found.update(asked[start:end])
    return frozenset(found)


def parties_of(text: str) -> tuple[Party, ...]:
    """Return the parties that a text gives a name of its own, and who wrote it of themselves."""
    found = islice((party for name, match in _definitions(text) if (party := _party(name, match, text))), MOST)
    return (*dict.fromkeys(found), *_writers(text))


def _definitions(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Give each name that may be a party's, with where the text says what it calls it."""
    seen = set[str]()
    for match in chain(_BRACKET.finditer(text), _STATED.finditer(text)):
        if len(seen) < TRIED and match["called"] not in seen:
            seen.add(match["called"])
            paragraph = text[max(0, match.start() - REACH) : match.start()].rpartition("\n\n")[2]
            if before := _BEFORE.search(paragraph):
                yield before["name"], match
    fields = (_FIELD.match(line) for line in text[:HEAD].splitlines() if is_field(line))
    for match in (*islice(_MEANS.finditer(text), TRIED), *filter(None, fields)):
        yield match["name"], match


def _party(name: str, match: re.Match[str], text: str) -> Party | None:
    """Return the party of a name, None where the text does not go on to call it so.

    What stands in brackets or in front of a colon may be anything else ("Cebu (Philippines)", "From: Leith"): of a
    party the text then goes on to speak with "the".
    """
    rest = text.replace(match.group(), " ", 1)
    called = max((match["called"], match["called"].lower()), key=lambda term: _times(term, rest))
    sure = match["sure"] is not None
    times = _times(called, rest) if sure else len(re.findall(rf"\b[Tt]he {re.escape(called)}\b", rest))
    telling = _telling(name, text)
    acronym = called.isupper() and not sure  # of a thing as often as of a party
    if not times or not telling or acronym or called.lower() in english().stop:
        return None
    return Party(frozenset(map(stem, _words(name))), telling, called)


def _writers(text: str) -> Iterator[Party]:
    """Give the firm that a text's head names as its writer, where it speaks of itself ("we") and its title of no other
    firm than whom it is for."""
    lines = text[:HEAD].splitlines()
    for match in [match for line in lines if (match := _BY.search(line))][:1]:
        name = _words(match["name"])
        others = (word for word in capitalised(_FOR.sub("", lines[0]), text) if word not in name)
        topic = any(text.lower().count(word) >= SPOKEN_OF for word in others)
        is_firm = match["offers"] or set(name) & english().firms
        if is_firm and (telling := _telling(match["name"], text)) and not topic and len(_WE.findall(text)) >= SPOKEN_OF:
            yield Party(frozenset(map(stem, name)), telling)


def _telling(name: str, text: str) -> frozenset[str]:
    """Return the stem that tells a party from others: the first of its name that is no word for a kind of firm, nor
    one that the text writes small as well; of a name of one or two words also the last."""
    firms, said = english().firms, _words(name)
    own = [word for word in capitalised(name, text) if word not in firms and not dated(word)]
    return frozenset(map(stem, [*own[:1], *(own[-1:] if len(own) == len(said) <= 2 else [])]))


def _words(name: str) -> list[str]:
    return [owner(match.group().lower()) for match in WORD.finditer(name)]
