"""The turns of a conversation become the state of a decision: what was told, asked, skipped, supposed or taken back."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot import case, moves
from bot.acts import is_work
from bot.asking import OURS, is_question, is_unread, tells
from bot.courtesy import courtesy_of
from bot.cues import load_lexicon
from bot.facts import skips
from bot.kinds import kind_of
from bot.language import content_words, english, opens_question, stem, stems, words
from bot.meaning import Encode
from bot.measures import lacks_unit, with_amount
from bot.replay import (
    OWN,
    Facts,
    Told,
    another_work,
    drop,
    facts_of,
    open_question,
    plain,
    reply,
    restart,
    skipped_facts,
    tell,
    unclear_of,
    unheard_in,
)
from bot.rulefile import OUTCOMES
from bot.rules import RuleBook
from bot.said import recommendation
from bot.settle import settle
from bot.situation import take
from bot.turnfacts import TurnFacts, read_turn
from bot.types import Reading
from bot.understand import Reader

__all__ = ["Told", "facts_of", "only_replies", "recommendation", "replayed", "told", "with_results"]

PLAIN = Reader()
_FORGET = re.compile(
    r"^(?:forget|ignore|drop|remove|leave out|disregard|take back|delete|strike|scratch|unset|clear)\b"
    r"(?!.*\b(?:table|rule|instruction|prompt)s?\b)"
)
_IF = re.compile(r"\bif (?:we|i|our|my|it|the|this)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\babout\b")
_MEANS = re.compile(r"\b(?:mean(?:s|t|ing)?(?! that\b)|counts? as|includes?|stands? for)\b")


def replayed(
    history: Sequence[str], book: RuleBook, encode: Encode | None = None, reader: Reader = PLAIN
) -> list[Told]:
    """Return the state after each of the earlier turns, oldest first."""
    states = [Told()]
    for turn in history:
        states.append(after(states[-1], turn, turn, book, encode, reader))
    return states[1:]


def only_replies(turn: str, state: Told) -> bool:
    """Whether a turn but replied in a decision ("about two years"), so that "it" does not mean what it names."""
    return state.went_on and kind_of(turn) != "decision"


def with_results(said: Sequence[tuple[str, Told]], book: RuleBook) -> list[str]:
    """Return the earlier turns that a question can lean on, each decision followed by the term for what it came to.

    `said` are the turns with the states after them, "" in place of one that only replied.
    """
    turns: list[str] = []
    for earlier, state in said:
        turns += [earlier] if earlier else []
        outcome = settle(take(state.facts, book), book).outcome if state.went_on else None
        turns += [] if outcome is None else [book.outcome_term(OUTCOMES[outcome])]
    return turns


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
    filled in ("should we do it?" after a question about outsourcing); `reader` finds the library's terms, which a bare
    word asks the meaning of, and corrects what is misspelt in a turn that steers the conversation.
    """
    if not earlier and kind_of(standalone or text) != "decision" and not OURS.search(text) and not case.opens(text):
        return None  # nobody's case is told; what it says about facts need not be read
    state = after(earlier[-1] if earlier else Told(), text, standalone or text, book, encode, reader)
    return state if state.went_on else None


def after(before: Told, turn: str, meant: str, book: RuleBook, encode: Encode | None, reader: Reader) -> Told:
    """Return the state after one more turn."""
    state = _after(before, turn, meant, book, encode, reader)
    aside = courtesy_of(turn) or not (is_question(turn) or reader.names.find(turn))
    return replace(state, current=state.went_on or (before.current and bool(aside)))


def _after(before: Told, turn: str, meant: str, book: RuleBook, encode: Encode | None, reader: Reader) -> Told:
    turn = with_amount(before.amount, turn)
    read = read_turn(turn)
    unclear = unclear_of(read, book)
    state = replace(plain(before), asked=_asked(before, book))
    if before.deciding and (steered := _steered(before, state, turn, read, book, reader)):
        return replace(steered, went_on=True)
    readings = reply(turn, state.asked, read, book, encode, before.facts) if before.deciding else read.stated
    if not readings and state.asked == "horizon" and lacks_unit(turn):
        return replace(state, move="unread", amount=turn, went_on=True)
    bare = before.deciding and (skips(turn) or moves.asks_whether(turn))
    asks = _asks(before, reader.spell(turn), turn if bare else meant, read)
    if (courtesy := courtesy_of(turn)) and not (courtesy == "assent" and (readings or skips(turn))):
        waits = before.current and state.asked and courtesy == "assent"
        return replace(state, move="waiting", went_on=True) if waits else state
    if asks and another_work(before, turn):
        named = " ".join(dict.fromkeys(word for word in words(turn) if word in case.work_of(turn)))
        state = replace(restart(state, OWN), move="other_work", named=named)
    if supposed := _supposed(turn, read, before.deciding, asks):
        return _supposing(state, read, supposed, unclear, asks)
    if before.deciding and (left := skipped_facts(turn, state.asked, read)) and not asks:
        state = tell(drop(state, _doubted(state, left, book)), readings, unclear, read.disputed)
        skipped = tuple(dict.fromkeys((*state.skipped, *left)))
        return replace(state, move="skip", skipped=skipped, before=before, went_on=True)
    if before.went_on and not state.asked and skips(turn) and len(words(turn)) <= moves.LONGEST:
        return replace(state, move="repeat", went_on=True)
    if before.deciding and not asks and tells(turn):
        state = replace(state, unheard=unheard_in(read, readings, state.facts))
    goes_on = asks or (before.deciding and bool(readings or read.disputed or read.between) and tells(turn))
    unread = not goes_on and before.went_on and is_unread(turn, reader, read.named)
    if goes_on or tells(turn):
        state = replace(tell(state, readings, unclear, read.disputed), before=before if readings else before.before)
    if unread:
        return replace(state, move="unread", went_on=True)
    work = (case.work_of(turn) if asks else None) or state.work
    return replace(state, deciding=before.deciding or asks, went_on=goes_on, work=work)


def _asked(before: Told, book: RuleBook) -> str | None:
    """Return the fact that was asked for last: an answer from the library shows no question, so the one before it."""
    if not before.deciding or before.amount or not before.went_on:
        return before.asked if before.deciding else None
    asked = open_question(before.facts, before.skipped, book)
    return asked.fact if asked else None


def _doubted(state: Told, left: Sequence[str], book: RuleBook) -> list[str]:
    """Return the facts that a turn leaves open and of which nothing stays known, as something was only narrowed."""
    known = {name: state.facts.get(name) for name in left}
    return [
        name
        for name, value in known.items()
        if isinstance(value, str) or len(value or ()) == len(book.fact(name).values)
    ]


def _steered(before: Told, state: Told, turn: str, read: TurnFacts, book: RuleBook, reader: Reader) -> Told | None:
    """Return the state after a turn that steers the conversation; None when it does not."""
    if moves.restarts(turn) and not (read.named and _ABOUT.search(turn)):
        afresh = tell(restart(state), read.stated, unclear_of(read, book))
        return replace(afresh, move="restart", dropped=tuple(state.facts))
    spelled = reader.spell(turn)
    # "What are the risks?" after another question means that one's subject.
    move = moves.steered(turn, before.current) or moves.steered(spelled, before.current)
    named = bool(reader.names.find(turn))
    if move is None and before.current and (meant := _meant(spelled, state.asked, named, book)):
        return replace(state, move="unclear", named=meant)
    if move == "adopt" and before.supposed:
        return replace(tell(state, before.supposed), move="adopt", before=before)
    if move == "undo":
        earlier = before.before or before
        gone = tuple(name for name in before.facts if before.facts[name] != earlier.facts.get(name))
        return replace(plain(earlier), move="undo", dropped=gone, before=earlier.before)
    if move in ("enough", "repeat") and read.stated and tells(turn):
        return None  # "the result is enough" tells a fact
    if move == "enough":
        return replace(state, move="skip", skipped=_all_left(state, book), before=before) if state.asked else None
    if move and move != "adopt":
        return replace(state, move=move, models=moves.models_of(spelled) if move == "why_model" else ())
    if _FORGET.search(moves.steering(turn)) and read.named and len(words(turn)) <= moves.LONGEST:
        return replace(tell(drop(state, read.named), read.stated), move="forget", before=before)
    other = moves.other_work(turn)
    work = is_work(other, bool(OURS.search(turn)), load_lexicon())
    if other and work and not read.named and not case.SOURCING.search(other) and not reader.names.find(other):
        return replace(restart(state, OWN), move="other_work", named=other, work=frozenset(other.split()))
    return None


def _all_left(state: Told, book: RuleBook) -> tuple[str, ...]:
    """Return the facts left open once every question that would still be asked is."""
    skipped = state.skipped
    while asked := open_question(state.facts, skipped, book):
        skipped = (*skipped, asked.fact)
    return skipped


def _meant(turn: str, asked: str | None, known: bool, book: RuleBook) -> str | None:
    """Return the fact of which a turn asks what its words mean ("what counts as long?"), first the one asked for.

    The words of answers of another fact count, too, unless the turn names what the library explains (`known`).
    """
    named = {stem(word) for word in content_words(turn) if word not in english().talk}
    means, defines = bool(_MEANS.search(turn.lower())), opens_question(turn) and kind_of(turn) == "definition"
    if not named or not (means or defines):
        return None
    if asked:
        fact = book.fact(asked)
        inside = " ".join([fact.label, fact.question, *fact.values.values()]) if means else fact.label
        if named <= stems(inside):
            return asked
    asks = is_question(turn) and not known
    labels = [(name, book.label(name)) for name in book.facts]
    labels += [(name, label) for name in book.facts for label in book.fact(name).values.values() if asks]
    return next((name for name, label in labels if means and named <= stems(label)), None)


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


def _asks(before: Told, turn: str, meant: str, read: TurnFacts) -> bool:
    """Whether a turn asks for a recommendation, or describes a case so fully that it can only want one."""
    if case.opens(meant) or case.asks_choice(meant, read, is_question(meant)):
        return True
    if not before.deciding and before.facts and moves.steered(turn, current=False) == "repeat":
        return True
    return tells(turn) and (case.intends(turn, read) or (bool(OURS.search(turn)) and case.is_solid(turn, read)))
