"""Replay a person's turns to the state of their decision: the facts told, what was skipped, what was only supposed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.case.intent import is_further, work_of
from bot.facts import late_answer, read_value, skips
from bot.facts.cues import load_lexicon
from bot.facts.homeland import settled
from bot.facts.positions import position
from bot.facts.turnfacts import TurnFacts, stretches
from bot.rules.book import RuleBook
from bot.rules.questions import next_question
from bot.rules.settle import settle
from bot.rules.situation import take
from bot.types import NextQuestion, Reading
from bot.understand.moves import Move
from bot.words.language import clean, words
from ingest.embedder import Encode

Facts = dict[str, str | list[str]]
NONE: Facts = {}
BESIDE = 2  # words beside a statement that may answer the question that was asked
AGREES = re.compile(r"\W*(?:yes|yeah|yep|no|nope|nah|sure|ok|okay|right)\b", re.IGNORECASE)
BOTH = re.compile(r"\W*(?:both|either)(?: (?:of (?:them|these|those|the two)|one|way))?\W*", re.IGNORECASE)
OWN = ("sector", "jurisdiction")
"""Facts about the organisation, which hold for its other work too."""


@dataclass(frozen=True, slots=True)
class Told:
    """The state after a turn: `facts` are the only facts there are, each with the reading it came from.

    `readings` are those of the last turn. `supposed` are the facts of a "what if", which change nothing; `dropped`
    were taken back, `disputed` said both ways, `replaced` are the values before a correction. `deciding` tells whether
    a recommendation was asked for at all, `went_on` whether the last turn was part of it, `current` whether nothing but
    a courtesy or a remark came after it. `models` are the sides of the grid that the last turn named; `amount` is a
    reply that is a bare number, which waits for its unit; `tries` counts the last turns in which no answer was found
    to the question that is open; `unheard` are known facts of which the last one speaks without a readable value,
    `touched` other facts of the same kind, `lost` words of it that say nothing readable at all.

    `title` names the piece of work that is decided, `shelved` are the states of the others that were left for it;
    `turned` tells how the last turn came to this one: back to it, or to new work with the facts of another.
    `aside` tells that the last turns only asked what a word means, so that the decision can still be meant.
    """

    facts: Facts = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    origins: dict[str, Reading] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    move: Move = "tell"
    supposed: tuple[Reading, ...] = ()
    dropped: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    replaced: Facts = field(default_factory=dict)
    work: frozenset[str] = frozenset()
    named: str = ""
    models: tuple[str, ...] = ()
    asked: str | None = None
    amount: str = ""
    tries: int = 0
    unheard: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    title: str = ""
    shelved: tuple["Told", ...] = ()
    turned: Literal["", "back", "same"] = ""
    aside: bool = False
    deciding: bool = False
    went_on: bool = False
    current: bool = False
    before: "Told | None" = None


def facts_of(readings: Sequence[Reading]) -> Facts:
    return {reading.fact: reading.value for reading in readings}


def open_question(facts: Facts, skipped: Sequence[str], book: RuleBook) -> NextQuestion | None:
    """Return the one question that matters most among those not skipped; None when none is needed or left."""
    situation = take(facts, book)
    if settle(situation, book).status not in ("ask", "leaning"):
        return None
    return next_question(situation, book, skipped)


def plain(told: Told) -> Told:
    """The state without what only its last turn did."""
    return replace(
        told,
        readings=(),
        move="tell",
        supposed=(),
        dropped=(),
        disputed=(),
        replaced={},
        named="",
        models=(),
        amount="",
        tries=0,
        unheard=(),
        touched=(),
        lost=(),
        turned="",
        went_on=False,
    )


def unclear_of(read: TurnFacts, book: RuleBook) -> Facts:
    """Return the facts that a text speaks of without a readable value, each with all its values.

    Of those without a clear value only such as would be assumed had nobody spoken of them: as somebody did, the usual
    may not hold.
    """
    usual = (name for name in read.unclear if name in book.facts and book.facts[name].default)
    between = (name for name in read.between if name in book.facts)
    return {name: list(book.facts[name].values) for name in (*usual, *between)}


def unheard_in(read: TurnFacts, readings: Sequence[Reading], facts: Facts) -> tuple[str, ...]:
    """Return the known facts of which a text speaks, but says nothing that could be read.

    Beside something that was read, words on the organisation ("our patients' files") only tell whose it is.
    """
    heard = {reading.fact for reading in readings} | {*read.disputed} | {*(OWN if readings else ())}
    return tuple(name for name in read.named if name in facts and name not in heard)


def tell(told: Told, readings: Sequence[Reading], unclear: Facts = NONE, disputed: Sequence[str] = ()) -> Told:
    """Take over what a turn states; what it says both ways becomes unknown."""
    new = facts_of(readings)
    kept = {name: value for name, value in told.facts.items() if name not in disputed}
    opened = {name: values for name, values in unclear.items() if name not in kept | new}
    origins = {**told.origins, **{reading.fact: reading for reading in readings}}
    facts = settled({**kept, **opened, **new}, origins)
    return replace(
        told,
        facts=facts,
        readings=tuple(one.model_copy(update={"value": facts[one.fact]}) for one in readings),
        origins=origins,
        skipped=tuple(name for name in told.skipped if name not in new),
        disputed=tuple(disputed),
        replaced={name: told.facts[name] for name in new if told.facts.get(name, new[name]) != new[name]},
    )


def drop(told: Told, names: Sequence[str]) -> Told:
    """Take facts back to not known."""
    gone = tuple(name for name in names if name in told.facts)
    return replace(told, facts={name: v for name, v in told.facts.items() if name not in gone}, dropped=gone)


def restart(told: Told, kept: Sequence[str] = ()) -> Told:
    """Forget the case, save facts that belong to the organisation."""
    facts = {name: value for name, value in told.facts.items() if name in kept}
    dropped = tuple(name for name in told.facts if name not in facts)
    origins = {name: reading for name, reading in told.origins.items() if name in facts}
    return Told(facts=facts, origins=origins, dropped=dropped, deciding=True)


def reply(
    turn: str, asked: str | None, read: TurnFacts, book: RuleBook, encode: Encode | None, known: Facts = NONE
) -> tuple[Reading, ...]:
    """Read a turn after a question: an offered answer to it or the place of one, a statement, or bare words.

    `known` are the facts told before, which may have left only some answers to offer.
    """
    if tapped := offered_answer(turn, asked, book) or placed_answer(turn, asked, book, known):
        return (tapped,)
    if asked is None:
        return read.stated
    every = list(book.fact(asked).values)
    if asked in read.between or (len(every) == 2 and BOTH.fullmatch(turn)):
        return (*read.stated, Reading(fact=asked, value=every, words=turn, start=0, end=len(turn)))
    bare = beside(turn, asked, read) if read.stated else (read_value(asked, turn, encode) or late_answer(turn))
    return (*read.stated, bare) if bare else read.stated


def beside(turn: str, asked: str, read: TurnFacts) -> Reading | None:
    """Read the one or two words beside a statement as the answer that was asked for: "once" in "once, by March"."""
    left = turn
    for start, end in stretches(turn):
        if any(one.start < end and start < one.end for one in read.stated):
            left = left[:start] + " " * (end - start) + left[end:]
    few = 0 < len(words(left)) <= BESIDE and asked not in facts_of(read.stated)
    return read_value(asked, left) if few and not AGREES.match(left) else None


def offered_answer(turn: str, asked: str | None, book: RuleBook) -> Reading | None:
    """Return the answer whose label a turn is: it means itself, however its words would read in a text.

    A label of another fact counts too, for answers tapped late, if no second fact has it ("Yes").
    """
    said = clean(turn).casefold().rstrip(".")
    found = [
        (name, value)
        for name, fact in book.facts.items()
        for value in fact.values
        if clean(book.value_label(name, value)).casefold() == said
    ]
    chosen = next((one for one in found if one[0] == asked), None) or (found[0] if len(found) == 1 else None)
    return Reading(fact=chosen[0], value=chosen[1], words=turn, start=0, end=len(turn)) if chosen else None


def placed_answer(turn: str, asked: str | None, book: RuleBook, known: Facts) -> Reading | None:
    """Return the answer that a turn names by its place among those offered ("the second one")."""
    if asked is None:
        return None
    left = known.get(asked)
    offered = [value for value in book.fact(asked).values if not isinstance(left, list) or value in left]
    at = position(turn, len(offered), load_lexicon())
    return None if at is None else Reading(fact=asked, value=offered[at], words=turn, start=0, end=len(turn))


def skipped_facts(turn: str, asked: str | None, read: TurnFacts) -> tuple[str, ...]:
    """Return the facts that a turn leaves open in words: "skip", "we are not sure whether it is core"."""
    if not skips(turn):
        return ()
    stated = {reading.fact for reading in read.stated}
    doubted = tuple(name for name in read.doubted if name not in stated)
    if doubted:
        return doubted
    return (asked,) if asked and asked not in stated else ()


def another_work(told: Told, turn: str) -> bool:
    """Whether words that ask for advice name other work than those before."""
    work = work_of(turn)
    return bool(told.deciding and told.work and work and not work & told.work and is_further(turn))
