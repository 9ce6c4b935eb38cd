"""Several pieces of work in one conversation: each keeps its own case, and a turn can go on, back and between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.case import intent as case
from bot.case.asking import OURS
from bot.case.replay import OWN, Told, plain, restart
from bot.case.several import spot_of
from bot.facts.acts import is_work
from bot.facts.cues import load_lexicon
from bot.facts.turnfacts import read_turn
from bot.understand import moves
from bot.understand.moveforms import AND_OTHER, BACK, FORMER, INSTEAD, OTHER
from bot.understand.query import Reader
from bot.words.language import content_words, english, stem, words

_LINKS = r"(?:(?:for|of|in|about|with|on|regarding|concerning|as to|as for) )?(?:(?:the|our|my|this|that) )?"
_TOPIC = re.compile(r"(?:for|in|about|with|on|regarding|concerning|as to|as for)\b", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:compar\w+|differen\w+|side by side|versus|both|all (?:of them|cases|decisions)|each|either|the two)\b"
)
_ASKED_ON = re.compile(r"(?:(?:and|so|now|then|ok|what|how|about)\W*)*", re.IGNORECASE)
_ASPECTS = frozenset(map(stem, [
    "security", "training", "integration", "migration", "management", "reporting", "documentation", "monitoring",
    "review", "audit", "legal", "tax", "taxes", "finance", "delivery", "care", "assistance", "network", "it", "system",
    "quality", "assurance", "control", "analysis", "component", "account", "transport", "operations", "cloud", "hiring",
]))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turned:
    """A case that a turn goes to, and what the turn says besides, at the same places."""

    state: Told
    rest: str


def shelve(state: Told) -> tuple[Told, ...]:
    """Return the cases that are kept when a state is left, the one left last in front."""
    kept = (one for one in state.shelved if one.title != state.title)
    return (replace(state, shelved=(), before=None), *kept) if state.facts or state.title else state.shelved


def anew(state: Told, title: str, work: frozenset[str], same: bool = False) -> Told:
    """Begin the case of other work: with what holds for the organisation, or with the `same` facts as before."""
    kept = replace(plain(state), asked=None, skipped=()) if same else restart(state, OWN)
    shelved = shelve(state)
    return replace(
        kept,
        move="other_work",
        named=title,
        title=title,
        work=work,
        shelved=shelved,
        turned="same" if same else "",
        before=state,
    )


def beside(state: Told, names: Sequence[str]) -> Told:
    """Keep a case for each of several jobs that were told of at once, the first of them at hand."""
    own = replace(restart(state, OWN), dropped=())
    others = tuple(replace(own, title=name, work=frozenset(words(name))) for name in names[1:])
    work = frozenset(words(names[0]))
    return replace(state, move="several", title=names[0], work=work, deciding=True, shelved=(*others, *state.shelved))


def back_to(state: Told, other: Told) -> Told:
    """Take up a case that was left, or the one at hand."""
    if other.title == state.title:
        return replace(plain(state), turned="back", current=True)
    shelved = tuple(one for one in shelve(state) if one.title != other.title)
    return replace(plain(other), shelved=shelved, turned="back", before=state, current=True, aside=False)


def gone_back(state: Told, turn: str) -> Turned | None:
    """Return the case that a turn goes back to in words ("back to payroll: ..."); None when it names none."""
    match = BACK.match(turn)
    if match:
        named = " ".join(match["work"].lower().split())
        former = FORMER.match(named) if state.shelved else None
        other = state.shelved[-1 if "first" in named else 0] if former else called(state, named)
        if other:
            return Turned(back_to(state, other), blank(turn, match.end("end")))
    return None


def turned_by_name(state: Told, turn: str, tells: bool) -> Turned | None:
    """Return the case that a turn names beside what it asks or tells of it ("what are the risks for payroll?").

    A turn that names two of them goes to none.
    """
    known = [one for one in (state, *state.shelved) if one.title]
    spans = [(one, span) for one in known if (span := span_of(one, turn))]
    spans = spans or [(one, span) for one in known if (span := spot_of(one, state, turn))]
    if len(spans) != 1:
        return None
    other, (start, end) = spans[0]
    rest = turn[:start] + " " * (end - start) + turn[end:]
    bare = not content_words(rest)
    if bare and _ASKED_ON.fullmatch(rest.strip(" ?.!")):
        rest = " " * len(turn)
    at_hand = other.title == state.title
    if at_hand and bare:
        return None
    if tells and not at_hand and not bare and is_topic(turn, start):
        return Turned(back_to(state, other), turn)
    if bare or moves.steered(rest, current=True):
        return Turned(state if at_hand else back_to(state, other), rest)
    return None


def is_topic(turn: str, start: int) -> bool:
    """Whether a statement is about the work it names at a place: "payroll is ...", "for payroll we ...", not "than"."""
    leads = [word for word in words(turn[:start]) if word not in english().courtesies["assent"]]
    return set(leads) <= {"and", "but", "now", "also", "well"} or bool(_TOPIC.match(turn, start))


def compares(state: Told, turn: str) -> bool:
    """Whether a turn asks for the results of several cases side by side."""
    said = moves.steering(turn)
    named = [span for one in (state, *state.shelved) if one.title and (span := span_of(one, said))]
    for start, end in sorted(named, reverse=True):
        said = f"{said[:start]} {said[end:]}"
    return bool(state.shelved and _COMPARES.search(said) and moves.only_advice(said))


def other_work(state: Told, turn: str, reader: Reader) -> Turned | None:
    """Return the case of the work that a turn goes on to ("and for our payroll?", "the same for IT, but ...").

    With "the same ..., but ..." it starts from the facts before, as only the difference is told.
    """
    match = OTHER.match(turn)
    if not match:
        return bare_other(state, turn, reader)
    name = " ".join(match["work"].split())
    if match["own"] and match["end"] != "?":
        return None
    if case.WEAK.issuperset(words(name)):
        return None
    own = bool(OURS.search(turn))
    if not is_work(name, own, load_lexicon()) or case.SOURCING.search(name) or reader.names.find(name):
        return None
    if other := called(state, name.lower()):
        return Turned(back_to(state, other), blank(turn, match.end("end")))
    rest = blank(turn, match.end("end"))
    same = bool(match["same"] and words(rest) and state.facts)
    return Turned(anew(state, name, frozenset(words(name)), same), rest)


def bare_other(state: Told, turn: str, reader: Reader) -> Turned | None:
    """Return the case of work that is named in no more than "and marketing?", right after a turn of the decision.

    What is an aspect of any work too ("and security?") is asked about, and no work.
    """
    match = AND_OTHER.match(turn) if state.went_on else None
    if not match:
        return None
    name, rest = " ".join(match["work"].split()), blank(turn, match.end("end"))
    named = {stem(word) for word in words(name)}
    if not named or named <= _ASPECTS or not is_work(name, False, load_lexicon()) or named <= case.WEAK:
        return None
    if case.SOURCING.search(name) or reader.names.find(name) or rest.rstrip().endswith("?"):
        return None
    other = called(state, name.lower())
    if other is None:
        new = match["end"] == "?"
        return Turned(anew(state, name, frozenset(words(name))), rest) if new else None
    return Turned(back_to(state, other), rest) if other.title != state.title else None


def renamed(state: Told, turn: str) -> Turned | None:
    """Return the case of work that a correction puts in place of the one at hand ("make that contract drafting")."""
    match = INSTEAD.match(turn) if state.went_on and not read_turn(turn).stated else None
    if match is None or not is_work(match["work"], False, load_lexicon()) or case.SOURCING.search(match["work"]):
        return None
    name = " ".join(match["work"].split())
    if {stem(word) for word in words(name)} <= case.WEAK | _stems(state) or called(state, name.lower()):
        return None
    same = bool(state.facts)
    return Turned(anew(state, name, frozenset(words(name)), same), blank(turn, len(turn)))


def called(state: Told, name: str) -> Told | None:
    """Return the one case whose work a name can mean: all its words, else one that no other case has."""
    named = {stem(word) for word in words(name)} - _weak()
    found = [one for one in (state, *state.shelved) if one.title and named and named <= _stems(one)]
    if not found:
        found = [one for one in (state, *state.shelved) if one.title and _stems(one) <= {*map(stem, words(name))}]
    return found[0] if len(found) == 1 else None


def span_of(one: Told, turn: str) -> tuple[int, int] | None:
    """Return where a turn names the work of a case, with the words that link it."""
    title = r"[\s-]+".join(re.escape(word) for word in words(one.title))
    match = re.search(rf"(?<![\w-]){_LINKS}{title}(?:'s)?(?![\w-])", turn, re.IGNORECASE) if title else None
    return match.span() if match else None


def blank(turn: str, end: int) -> str:
    """Return a turn with its beginning emptied, so that what follows keeps its place."""
    return " " * end + turn[end:]


def _stems(one: Told) -> set[str]:
    return {stem(word) for word in words(one.title)}


def _weak() -> frozenset[str]:
    return frozenset(map(stem, english().stop)) | {"case", "work", "project", "topic", "decision", "question"}
