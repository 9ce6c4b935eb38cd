"""The turns of a conversation become the state of a decision: what was told, asked, skipped, supposed or taken back."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.case import intent as case
from bot.case import opening
from bot.case.asking import is_question, is_told_of, is_unread, tells, tells_aside
from bot.case.cases import Turned, anew, back_to, beside, called
from bot.case.claims import tests_claim
from bot.case.replay import (
    Facts,
    Told,
    another_work,
    drop,
    plain,
    reply,
    skipped_facts,
    tell,
    unclear_of,
    unheard_in,
)
from bot.case.several import jobs_in, parted
from bot.case.steer import asked_last, doubted, is_aside, is_astray, is_label, steered, switched
from bot.case.takenback import turned_round
from bot.case.unheard import lost_in
from bot.facts import skips
from bot.facts.contrary import contrary
from bot.facts.frames import puts_work
from bot.facts.turnfacts import TurnFacts, read_turn
from bot.facts.whereto import readings_of
from bot.rules.book import RuleBook
from bot.types import Reading
from bot.understand import moves
from bot.understand.courtesy import courtesy_of, objects
from bot.understand.kinds import kind_of
from bot.understand.query import Reader
from bot.words.language import words
from bot.words.times import is_date, lacks_unit, with_amount
from ingest.embedder import Encode

__all__ = ["Told", "replayed", "told"]

PLAIN = Reader()
TRIES = 3  # turns without an answer after which a question is passed over
_IF = re.compile(r"\bif (?:we|i|our|my|it|the|this)\b", re.IGNORECASE)


def replayed(
    history: Sequence[str], book: RuleBook, encode: Encode | None = None, reader: Reader = PLAIN
) -> list[Told]:
    """Return the state after each of the earlier turns, oldest first."""
    states = [Told()]
    for turn in history:
        states.append(after(states[-1], turn, turn, book, encode, reader))
    return states[1:]


def told(
    text: str,
    earlier: Sequence[Told],
    book: RuleBook,
    encode: Encode | None = None,
    standalone: str = "",
    reader: Reader = PLAIN,
) -> Told | None:
    """Return the state when the last turn asks for, or goes on with, a recommendation; else None.

    A turn goes on with it when an earlier turn asked and this one tells facts, takes some back, supposes some, or
    talks about the conversation. What was told before anything was asked counts too; later facts replace earlier
    ones. `earlier` are the states after the turns before; `standalone` is the last turn with what it leaves unsaid
    filled in ("should we do it?" after a question about outsourcing); `reader` knows the library's terms and words.
    """
    state = after(earlier[-1] if earlier else Told(), text, standalone or text, book, encode, reader)
    return state if state.went_on else None


def after(before: Told, turn: str, meant: str, book: RuleBook, encode: Encode | None, reader: Reader) -> Told:
    """Return the state after one more turn."""
    state = _after(before, turn, meant, book, encode, reader)
    beside = courtesy_of(turn) or not (is_question(turn) or reader.names.find(turn))
    current = state.went_on or (before.current and bool(beside))
    return replace(state, current=current, aside=not current and (before.current or before.aside) and is_aside(turn))


def _after(before: Told, turn: str, meant: str, book: RuleBook, encode: Encode | None, reader: Reader) -> Told:
    turn = with_amount(before.amount, turn)
    if before.deciding and tells(turn) and (parts := parted(before, turn)):
        return _each(before, parts, book, encode, reader)
    if before.deciding and (turned := switched(before, turn, tells(turn), reader)):
        state = _turned(before, turned, book, encode, reader)
        if state.went_on:
            return state
    return _going_on(before, turn, meant, book, encode, reader)


def _each(
    before: Told, parts: Sequence[tuple[Told, str]], book: RuleBook, encode: Encode | None, reader: Reader
) -> Told:
    """Return the state after a turn that speaks of several jobs, each part of it told of its own."""
    state, lost = before, tuple[str, ...]()
    for job, text in parts:
        case_of = state if job.title == state.title else back_to(state, job)
        base = replace(plain(case_of), current=True, asked=None)
        state = replace(_going_on(base, text, text, book, encode, reader), title=job.title)
        lost = (*lost, *(one.strip() for one in state.lost))
    return replace(state, move="each", lost=lost, before=before, went_on=True, turned="")


def _turned(before: Told, turned: Turned, book: RuleBook, encode: Encode | None, reader: Reader) -> Told:
    """Return the state after a turn to another case, with what the turn says of it."""
    case_of = turned.state
    if not words(turned.rest):
        return replace(case_of, move="repeat" if case_of.turned == "back" else case_of.move, went_on=True)
    base = replace(case_of, current=True, deciding=True, went_on=False, asked=None, amount="")
    state = _going_on(base, turned.rest, turned.rest, book, encode, reader)
    move = case_of.move if state.move == "tell" and case_of.move == "other_work" else state.move
    moved = case_of.title != before.title
    return replace(
        state,
        move=move,
        named=case_of.title if move == "other_work" else state.named,
        turned=case_of.turned,
        before=case_of.before if moved else state.before,
    )


def _going_on(before: Told, turn: str, meant: str, book: RuleBook, encode: Encode | None, reader: Reader) -> Told:
    state, cued = replace(plain(before), asked=asked_last(before, book)), read_turn(turn, encode)
    whole = tells(turn) and not (lacks_unit(turn) or is_date(turn))
    read = cued.with_likely(before.facts.keys() - {state.asked}) if whole else cued
    unclear = unclear_of(read, book)
    if tests_claim(turn):
        return state
    if is_astray(before, state, turn, book):
        return replace(state, move="waiting", went_on=True)
    if before.deciding and (went := steered(before, state, turn, read, book, reader)):
        return replace(went, went_on=True)
    readings = reply(turn, state.asked, read, book, encode, before.facts) if before.deciding else read.stated
    if not readings and state.asked == "horizon" and (lacks_unit(turn) or is_date(turn)):
        return replace(state, move="unread", amount=turn, went_on=True)
    replies = bool(state.asked) and not is_question(turn)
    aside = not before.current and kind_of(turn) != "decision"  # "what about its risks?" after another question
    bare = before.deciding and (replies or aside or skips(turn) or moves.asks_whether(turn))
    asks = _asks(before, reader.spell(turn), turn if bare else meant, cued, encode, reader)
    if (courtesy := courtesy_of(turn)) and not (courtesy == "assent" and (readings or skips(turn))):
        if before.current and objects(turn):
            return replace(state, move="wrong", went_on=True)
        waits = before.current and state.asked and courtesy == "assent"
        return _without_answer(before, state, "waiting") if waits else state
    if asks:
        readings = _with_named(readings, turn, state)
        state = of_work(state, turn)
    last = before.readings if before.deciding else ()
    if supposed := turned_round(turn, before) or _supposed(turn, read, before.deciding, asks) or contrary(turn, last):
        return _supposing(state, read, supposed, unclear, asks)
    if before.deciding and (left := skipped_facts(turn, state.asked, read)) and not asks:
        state = tell(drop(state, doubted(state, left, book)), readings, unclear, read.disputed)
        skipped = tuple(dict.fromkeys((*state.skipped, *left)))
        return replace(state, move="skip", skipped=skipped, before=before, went_on=True)
    if before.went_on and not state.asked and skips(turn) and len(words(turn)) <= moves.LONGEST:
        return replace(state, move="repeat", went_on=True)
    if before.deciding and not asks and tells(turn):
        touched = tuple(name for name in unclear if name not in state.facts)
        lost = lost_in(turn, read, state)
        state = replace(state, unheard=unheard_in(read, readings, state.facts), touched=touched, lost=lost)
    goes_on = asks or (before.deciding and bool(readings or read.disputed or read.between) and tells(turn))
    tries = is_unread(turn, reader, read.named) or (bool(state.asked) and is_label(turn, book))
    unread = not goes_on and ((before.current and tries) or (before.deciding and tells_aside(turn, reader)))
    if goes_on or tells(turn):
        kept = before if readings or state.move == "other_work" else before.before
        state = replace(tell(state, readings, unclear, read.disputed), before=kept)
    if unread:
        return _without_answer(before, state, "unread")
    work = (case.work_of(turn) if asks else None) or state.work
    title = state.title or (case.title_of(turn) if asks else "")
    state = replace(state, deciding=before.deciding or asks, went_on=goes_on, work=work, title=title)
    jobs = jobs_in(turn) if asks and not state.shelved else ()
    return beside(state, jobs) if jobs else state


def _without_answer(before: Told, state: Told, move: moves.Move) -> Told:
    """Return the state after a turn that answers nothing; the open question is passed over once that goes on."""
    tries = 1 + (before.tries if before.asked == state.asked else 0)
    if tries < TRIES or not state.asked:
        return replace(state, move=move, tries=tries, went_on=True)
    return replace(state, move="pass", skipped=(*state.skipped, state.asked), before=before, went_on=True)


def of_work(state: Told, turn: str) -> Told:
    """Return the state of the work that a turn asks about: the same, another that was left, or new."""
    if not another_work(state, turn):
        return state
    title = case.title_of(turn)
    known = called(state, title.lower()) if title else None
    return back_to(state, known) if known and known.title != state.title else anew(state, title, case.work_of(turn))


def _with_named(readings: tuple[Reading, ...], turn: str, state: Told) -> tuple[Reading, ...]:
    """Add what the alternatives tell that a question names ("own centre or vendor in India?")."""
    home = next((one.words for one in (*readings, *state.origins.values()) if one.fact == "jurisdiction"), "")
    known = {one.fact for one in readings} | {*state.facts}
    return (*readings, *(one for one in readings_of(turn, home) if one.fact not in known))


def _supposed(turn: str, read: TurnFacts, deciding: bool, asks: bool) -> tuple[Reading, ...]:
    """Return what a turn supposes: all of "what if ...", of "should we ... if we ..." what follows the "if"."""
    if (deciding or asks) and moves.supposes(turn):
        return read.supposed
    condition = _IF.search(turn) if asks else None
    return tuple(one for one in read.supposed if one.start > condition.start()) if condition else ()


def _supposing(state: Told, read: TurnFacts, supposed: tuple[Reading, ...], unclear: Facts, asks: bool) -> Told:
    """Take over what the turn states, and hold apart what it only supposes."""
    stated = tell(state, read.stated, unclear, read.disputed) if read.stated or asks else state
    return replace(stated, move="what_if", supposed=supposed, deciding=state.deciding or asks, went_on=True)


def _asks(before: Told, turn: str, meant: str, read: TurnFacts, encode: Encode | None, reader: Reader) -> bool:
    """Whether a turn asks for a recommendation, or describes a case so fully that it can only want one."""
    if not before.deciding and before.facts and moves.steered(turn, current=False) == "repeat":
        return True
    formed = case.is_formed(turn, meant, read) or (puts_work(meant) and not is_told_of(meant, reader))
    if before.deciding or encode is None:
        return formed
    if opening.asks_knowledge(turn, reader.names):
        return False
    likely = opening.turn_opens(turn, meant, formed, encode, reader.sourcing)
    return likely or (reader.sourcing and case.is_bare(meant)) or (formed and case.is_solid(turn, read))
