"""The sides of a comparison, read from the form of a question."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.facts.homeland import plain_lands
from bot.understand.kinds import is_bare_term
from bot.words.language import english, opening, subject_words, superlatives, verbose, words

MOST_WORDS = 6  # a longer side is a clause, not a thing to compare


@dataclass(frozen=True, slots=True)
class _Frame:
    """A form of comparing: what stands in front of the first side, between the sides, and behind the second.

    `lists` tells a form whose first side may be several, with commas between them. Each pattern is searched once,
    from where the one before it ended: a question is read in linear time.
    """

    link: re.Pattern[str]
    leads: tuple[re.Pattern[str], ...] = ()
    end: re.Pattern[str] | None = None
    lists: bool = False

    def split(self, text: str) -> tuple[str, str] | None:
        start = 0
        for lead in self.leads:
            found = lead.search(text, start)
            if not found:
                return None
            start = found.end()
        link = self.link.search(text, start + 1)
        if not link:
            return None
        end = self.end.search(text, link.end() + 1) if self.end else None
        if self.end and not end:
            return None
        return text[start : link.start()], text[link.end() : end.start() if end else len(text)]


def _between(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{phrases})\s+(?=.)", re.IGNORECASE)


_VERSUS = r"vs\.?|versus"
_BY = "with|in|by|under|of"
_VERSUS_NEXT = _between(_VERSUS)
_FRAMES = (
    _Frame(
        leads=(
            verbose(r"""
                \b(?:differences?|different(?=\s(?:between|among)\s)|distinction|similarit\w+|distinguish\w*|comparison|contrast|choose|choice|choosing|decide)
                \s*(?:is\s|are\s|there\s)?(?:between|of|among)?\s+"""),
        ),
        link=_between(rf"and|or|from|{_VERSUS}"),
        lists=True,
    ),
    _Frame(
        leads=(verbose(r"\bcompare\s+(?!(?:on|in|for|by|regarding)\s)"),),
        link=_between(rf"and|with|to|against|{_VERSUS}"),
        lists=True,
    ),
    _Frame(
        leads=(verbose(r"\bhow\s(?:is|are|do|does)\s+"),),
        link=_between(r"(?:different|differ)\w*\s+(?:from|to|than)"),
    ),
    _Frame(leads=(verbose(r"\bhow\s(?:do|does|did)\s+"),), link=_between("compare (?:with|to|against)")),
    _Frame(link=_between(r"(?:differs?|different|distinct|apart)\s+(?:from|to|than)")),
    _Frame(link=_between(rf"{_VERSUS}|compared (?:to|with)|as opposed to|or|rather than")),
    _Frame(
        leads=(verbose(r"\b(?:is|are|does|do)\s+"),),
        link=_between(r"the same(?: thing)? as|equal to|(?:\w+er|worse) than|more \w+ than|less \w+ than"),
    ),
    _Frame(
        link=_between("and"),
        end=verbose(r"\s+(?:the\ssame|differ\w*|compared?|relate\w*|(?:fit|hang|go|belong|work)\stogether|interact)\b"),
    ),
    _Frame(
        leads=(verbose(r"\b(?:more|less|better|\w+er)\b"), verbose(rf"\b(?:{_BY})\s+")),
        link=_between(rf"than(?:\s+(?:{_BY}))?"),
    ),
)
_OPENING = verbose(r"""
    ^(?:(?:
        which|what|who|how|why|is|are|was|does|do|should|we|i|it|the|a|an|and|so|either|between|using|choosing|with
        |better|cheaper|faster|safer|riskier|more|less|expensive|in\sterms\sof\s\w+|simply|just|exactly|difference
        |to|have|having|use|run|running|own|build|building|hire|hiring|keep|keeping|go\s(?:with|for)|take|taking
        |work\swith|working\swith|set\sup|setting\sup|buy|buying|get|getting
    )\b(?!-\w)[\s,:;-]*)+""")
_CONDITION = verbose(r"""
    \s+(?:
        in\sterms\sof|regarding|with\srespect\sto|with\sregard\sto|as\sto|when\sit\scomes\sto|concerning|for|on|in
    )\b.*$""")
_COMPARING = {word.removesuffix("est") + "er" for word in superlatives() if word.endswith("est")} | {"better", "worse"}
# "Is the sloop or the barge cheaper per day", not "a faster boat".
_COMPARED = verbose(
    rf"\s+(?:{'|'.join(sorted(_COMPARING))})(?:\s+(?:per|an?|for|in|on|to|over|overall|now|than)\b.*)?$"
)
_INTRODUCED = verbose(r"^.*[:;]\s*(?:is|are|an?|the|own)?\s*")
_ONE = re.compile(r"\s+ones?$", re.IGNORECASE)
_REST = re.compile(r"[,:;?]|\s[–—-]\s")
_OF = re.compile(r"(?:[\w'-]+ ){1,3}(?:of|for) (?:(?:an?|the|our) )?(?P<side>.+)", re.IGNORECASE)
_MARKS = " ,;:?.!"


def comparison_sides(text: str, is_known: Callable[[str], bool] = lambda _: False) -> tuple[str, ...]:
    """Return the things a question compares, two or more, without articles and trailing conditions; () for none.

    What is asked of both ("the cost of nearshore vs offshore") is cut off where `is_known` tells that the rest is a
    name, and the whole is none.
    """
    text = opening(text)
    for frame in _FRAMES:
        if parts := frame.split(text):
            _, colon, listed = parts[0].rpartition(":")
            several = listed.rstrip(", ").split(",") if frame.lists or colon else [listed.rpartition(",")[2]]
            rest = _asked_of().sub("", several[0], 1)
            if rest != several[0] and is_known(_side(rest)) and not is_known(_side(several[0])):
                several[0] = rest
            sides = tuple(map(_side, [*several, *_VERSUS_NEXT.split(_REST.split(parts[1], 1)[0])]))
            sides = (_without_aspect(sides[0], sides[1:]), *sides[1:])
            different = len({side.lower() for side in sides}) == len(sides)
            if different and all(1 <= len(words(side)) <= MOST_WORDS for side in sides):
                return sides
    return ()


def _without_aspect(first: str, others: Sequence[str]) -> str:
    """Return the first side without what is asked of all: "hourly rates Rome vs Oslo", where names stand behind it;
    "the uptime of the gold plan vs the silver plan", where they share the last word."""
    said, sizes = first.split(), {len(other.split()) for other in others}
    size, figures = max(sizes), english().quantities | english().sums
    named = all(
        word[:1].isupper() or word in plain_lands() for side in (*others, *said[-size:]) for word in side.split()
    )
    if named and len(said) > size + 1 and any(word.removesuffix("s") in figures for word in said[:-size]):
        return " ".join(said[-size:])
    found = _OF.match(first)
    alike = found and all(other.split()[-1:] == said[-1:] and not _OF.match(other) for other in others)
    return found["side"] if found and alike else first


@cache
def _asked_of() -> re.Pattern[str]:
    """What is asked of both sides, in front of the first: "the cost of nearshore vs offshore"."""
    aspects = "|".join(sorted(english().aspects | english().amounts))
    return re.compile(rf"^.*\b(?:{aspects}) (?:of|for|in|with) (?:(?:an?|the|our) )?(?=\w)", re.IGNORECASE)


def completed(sides: Sequence[str], is_said: Callable[[str], bool]) -> tuple[str, ...]:
    """Return sides that leave the noun out which another one has, with it: "the electric or the petrol mixer", "the
    petrol mixer or the electric one". `is_said` tells whether a document says a phrase; one that none says is no side.
    """
    full = max(sides, key=lambda side: len(words(_ONE.sub("", side))), default="")
    return tuple(side if side == full or _is_named(side) else _with_noun(side, full, is_said) for side in sides)


def _is_named(side: str) -> bool:
    """Tell whether a side is a name of several words, which leaves nothing out."""
    return side.count(" ") > 0 and all(word[:1].isupper() for word in side.split())


def _with_noun(side: str, full: str, is_said: Callable[[str], bool]) -> str:
    telling, nouns, one = words(_ONE.sub("", side)), words(full), bool(_ONE.search(side))
    for at in range(len(telling) if one else 1, len(nouns) if one or len(telling) < len(nouns) else 0):
        noun = nouns[at:]
        apart = set(noun).isdisjoint(telling) and telling != nouns[:at] and not any(map(str.isdigit, noun))
        if apart and any(is_said(" ".join(phrase)) for phrase in ([*telling, *noun], [*noun, *telling])):
            return " ".join([*telling, *noun])
    return side


def _side(text: str) -> str:
    text = _INTRODUCED.sub("", text)
    before = None
    while before != text:
        before, text = text, _COMPARED.sub("", _CONDITION.sub("", _OPENING.sub("", text))).strip().rstrip(_MARKS)
    return text if subject_words(text) or is_bare_term(text) or text[:1].isupper() else ""
