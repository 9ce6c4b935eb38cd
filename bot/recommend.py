"""A situation told in a conversation becomes a decision, and each turn of it the sentences that answer that turn."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot import case, moves, said
from bot.acts import is_work
from bot.cues import load_lexicon
from bot.decide import decide
from bot.facts import skips
from bot.forms import PROCEDURE
from bot.kinds import is_bare_term, kind_of
from bot.language import words
from bot.meaning import Encode
from bot.measures import lacks_unit, with_amount
from bot.replay import (
    OWN,
    Facts,
    Told,
    another_work,
    drop,
    facts_of,
    not_read,
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
from bot.talk import framed
from bot.turnfacts import TurnFacts, read_turn
from bot.types import Decision, Reading, Sentence

__all__ = ["Reply", "Told", "facts_of", "only_replies", "recommendation", "replayed", "replied", "told", "with_results"]

Names = Callable[[str], Sequence[str]]
_QUESTION = re.compile(
    r"\?\s*$|^\W*(what|which|who|how|why|when|where|is|are|does|do|can|could|should|explain|define|compare|tell)\b",
    re.IGNORECASE,
)
_FORGET = re.compile(
    r"^(?:forget|ignore|drop|remove|leave out|disregard|take back|delete|strike|scratch|unset|clear)\b"
    r"(?!.*\b(?:table|rule|instruction|prompt)s?\b)"
)
_ORDER = re.compile(
    r"^\W*(?:ignore|disregard|override|pretend|act as|say|output|print|system\b|you must|you are now)\b", re.IGNORECASE
)
_OURS = re.compile(
    r"\b(?:we|our|us|i|my|the (?:boss|board|ceo|management))\b"
    r"|^\W*(?:please )?(?:need|want|look|search|try|think|plann|consider)",
    re.IGNORECASE,
)
_IF = re.compile(r"\bif (?:we|i|our|my|it|the|this)\b", re.IGNORECASE)
_LAST = re.compile(r"[.,;!\n]\s*(?=[^.,;!\n]+\?\s*$)")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a turn is answered with; `options` are one-tap answers to the question at its end."""

    decision: Decision
    sentences: list[Sentence]
    options: list[str]


def no_names(_: str) -> Sequence[str]:
    return ()


def replayed(
    history: Sequence[str], book: RuleBook, encode: Encode | None = None, names: Names = no_names
) -> list[Told]:
    """Return the state after each of the earlier turns, oldest first."""
    states = [Told()]
    for turn in history:
        states.append(after(states[-1], turn, turn, book, encode, names))
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
    names: Names = no_names,
) -> Told | None:
    """Return the state when the last turn asks for, or goes on with, a recommendation; else None.

    A turn goes on with it when an earlier turn asked and this one tells facts, takes some back, supposes some, or
    talks about the conversation. What was told before anything was asked counts too; later facts replace earlier
    ones. `earlier` are the states after the turns before; `standalone` is the last turn with what it leaves unsaid
    filled in ("should we do it?" after a question about outsourcing); `names` finds the library's terms, which a bare
    word asks the meaning of.
    """
    if not earlier and kind_of(standalone or text) != "decision" and not _OURS.search(text) and not case.opens(text):
        return None  # nobody's case is told; what it says about facts need not be read
    state = after(earlier[-1] if earlier else Told(), text, standalone or text, book, encode, names)
    return state if state.went_on else None


def after(before: Told, turn: str, meant: str, book: RuleBook, encode: Encode | None, names: Names) -> Told:
    """Return the state after one more turn."""
    turn = with_amount(before.amount, turn)
    read = read_turn(turn)
    unclear = unclear_of(read, book)
    asked = open_question(before.facts, before.skipped, book) if before.deciding else None
    state = replace(plain(before), asked=asked.fact if asked else None)
    if before.deciding and (steered := _steered(before, state, turn, read, book, names)):
        return replace(steered, went_on=True)
    readings = reply(turn, state.asked, read, book, encode) if before.deciding else read.stated
    if not readings and state.asked == "horizon" and lacks_unit(turn):
        return replace(state, move="unread", amount=turn, went_on=True)
    asks = _asks(before, turn, meant, read)
    if asks and another_work(before, turn):
        named = " ".join(dict.fromkeys(word for word in words(turn) if word in case.work_of(turn)))
        state = replace(restart(state, OWN), move="other_work", named=named)
    if supposed := _supposed(turn, read, before.deciding, asks):
        return _supposing(state, read, supposed, unclear, asks)
    if before.deciding and (left := skipped_facts(turn, state.asked, read)) and not asks:
        state = tell(drop(state, left), readings, unclear, read.disputed)
        skipped = tuple(dict.fromkeys((*state.skipped, *left)))
        return replace(state, move="skip", skipped=skipped, before=before, went_on=True)
    if before.went_on and not state.asked and skips(turn) and len(words(turn)) <= moves.LONGEST:
        return replace(state, move="repeat", went_on=True)
    if before.deciding and not asks and _tells(turn):
        state = replace(state, unheard=unheard_in(read, readings, state.facts))
    goes_on = asks or (before.deciding and bool(readings or read.disputed) and _tells(turn))
    if goes_on or _tells(turn):
        state = replace(tell(state, readings, unclear, read.disputed), before=before if readings else before.before)
    if not goes_on and before.went_on and _unread(turn, names):
        return replace(state, move="unread", went_on=True)
    work = (case.work_of(turn) if asks else None) or state.work
    return replace(state, deciding=before.deciding or asks, went_on=goes_on, work=work)


def _steered(before: Told, state: Told, turn: str, read: TurnFacts, book: RuleBook, names: Names) -> Told | None:
    """Return the state after a turn that steers the conversation; None when it does not."""
    if moves.restarts(turn):
        afresh = tell(restart(state), read.stated, unclear_of(read, book))
        return replace(afresh, move="restart", dropped=tuple(state.facts))
    # "What are the risks?" after another question means that one's subject.
    move = moves.steered(turn, of_result=before.went_on)
    if move == "adopt" and before.supposed:
        return replace(tell(state, before.supposed), move="adopt", before=before)
    if move == "undo":
        earlier = before.before or before
        gone = tuple(name for name in before.facts if before.facts[name] != earlier.facts.get(name))
        return replace(plain(earlier), move="undo", dropped=gone, before=earlier.before)
    if move and move != "adopt":
        return replace(state, move=move)
    if _FORGET.search(moves.steering(turn)) and read.named and len(words(turn)) <= moves.LONGEST:
        return replace(drop(state, read.named), move="forget", before=before)
    named = moves.other_work(turn)
    work = is_work(named, bool(_OURS.search(turn)), load_lexicon())
    if named and work and not read.named and not case.SOURCING.search(named) and not names(named):
        return replace(restart(state, OWN), move="other_work", named=named, work=frozenset(named.split()))
    return None


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
    if case.opens(meant) or case.asks_choice(meant, read, bool(_QUESTION.search(meant))):
        return True
    if not before.deciding and before.facts and moves.steered(turn, of_result=False) == "repeat":
        return True
    return _tells(turn) and (case.intends(turn, read) or (bool(_OURS.search(turn)) and case.is_solid(turn, read)))


def _tells(turn: str) -> bool:
    """Whether a turn asks nothing, save what it means for the decision ("we can invest, does that change it?")."""
    if not _QUESTION.search(turn):
        return True
    last = _LAST.split(turn)[-1]
    return last != turn and moves.about_talk(last) and not PROCEDURE.match(last.lower())


def _unread(turn: str, names: Names) -> bool:
    """Whether a turn looks like a reply in which nothing could be read, and not like a question on the subject."""
    if _ORDER.search(turn):
        return True
    if _QUESTION.search(turn) or names(turn) or kind_of(turn) in ("greeting", "about"):
        return False
    return kind_of(turn) == "other" or not is_bare_term(turn)


def replied(state: Told, book: RuleBook) -> Reply:
    """Decide what a state holds, and answer its last turn."""
    decision = _decided(state, state.facts, book)
    if state.move == "what_if":
        changed = _decided(state, {**state.facts, **facts_of(state.supposed)}, book)
        read = [*(r for name, r in state.origins.items() if name in changed.facts), *state.supposed]
        sentences, options = said.supposed(state, decision, changed, book)
        return Reply(changed.model_copy(update={"read": read}), sentences, options)
    sentences, options = said.answer_to(state, decision, book)
    if notice := not_read(state, bool(options), book):
        sentences = [framed(notice), *sentences[state.move == "unread" and bool(options) :]]
    return Reply(decision, sentences, options)


def _decided(state: Told, facts: Facts, book: RuleBook) -> Decision:
    """Decide, asking none of the skipped questions; each fact is shown with the words it was read from."""
    decision = decide(facts, book)
    read = [reading for name, reading in state.origins.items() if facts.get(name) == reading.value]
    question = open_question(facts, state.skipped, book) if state.skipped else decision.next_question
    return decision.model_copy(update={"next_question": question, "read": read})
