"""Facts that a turn takes back by the words they were told in: "forget the board rule", "no, we're not entering"."""

import re

from bot.case.replay import Told
from bot.facts.cues import LIGHT, load_lexicon
from bot.facts.denials import DENYING
from bot.facts.turnfacts import read_turn
from bot.facts.weigh import Value
from bot.types import Reading
from bot.understand import moves
from bot.words.tokens import stem, tokens_of

LEADS = frozenset(map(stem, ["no", "wait", "actually", "sorry", "correction", "well", "oh", "ok", "okay"]))
LOOSE = LIGHT | frozenset(map(stem, [
    "work", "need", "have", "get", "make", "take", "can", "must", "may", "should", "could", "there", "here", "about",
    "rule", "thing", "point", "part", "bit", "fact", "answer", "say", "said", "told", "forget", "ignore", "drop",
    "remove", "delete", "scratch", "strike", "clear", "disregard", "unset", "what", "i", "you", "please", "ok", "okay",
    "so", "and", "but", "then", "again", "back", "leave", "out", "long", "small", "large", "low", "high", "own",
]))  # fmt: skip
"""Words that tell no statement from another."""
SUPPOSING = frozenset(map(stem, [
    "if", "suppose", "supposing", "imagine", "hmm", "hm", "after", "still", "now", "they", "he", "she", "were", "ever",
]))  # fmt: skip
DATA = "data"
_SUBJECT = re.compile(
    r"\b(?P<noun>they|those|these|(?:the|our|my|these|those)(?: [\w'’-]+){1,2}?)"
    r"(?= (?:could|can|may|might|were|was|are|is|left|leave)\b)",
    re.IGNORECASE,
)
_LETS_GO = re.compile(
    r"\W*(?:(?:no|nah|nope|ok|okay|well|hm+|wait|actually|sorry)\W+)*"
    r"(?:(?:leave|forget|drop|scrap|scratch|ignore|strike) (?:that|it|this|the idea)(?: idea)?|never ?mind(?: that)?)"
    r"(?:\W+(?:it|they|that|those|these|this|he|she)\W+(?:\w+\W+){0,5}?\w+)?\W*",
    re.IGNORECASE,
)


def taken_back(turn: str, state: Told) -> tuple[str, ...]:
    """Return the facts whose very words a correction denies; it begins with one ("no, we're not entering it")."""
    stems = [token.stem for token in tokens_of(turn) if token.is_word]
    if not stems or stems[0] not in LEADS:
        return ()
    denied = {stems[at + 1] for at, one in enumerate(stems[:-1]) if one == "not"} - LOOSE
    return tuple(name for name in state.facts if denied & told_in(name, state))


def forgotten(turn: str, state: Told) -> tuple[str, ...]:
    """Return the fact that an order to forget calls by words in which it was told; none when several can be meant."""
    found = _called(turn, state, LOOSE)
    return tuple(found) if len(found) == 1 else ()


def _called(turn: str, state: Told, skipped: frozenset[str]) -> list[str]:
    """Return the known facts in whose telling stand all words of a turn but those that are skipped."""
    named = {token.stem for token in tokens_of(turn) if token.is_word} - skipped
    return [name for name in state.facts if named and named <= told_in(name, state)]


def told_in(name: str, state: Told) -> set[str]:
    """The stems of the words that a known fact was read from."""
    reading = state.origins.get(name)
    return {token.stem for token in tokens_of(reading.words)} - LOOSE if reading else set()


def turned_round(turn: str, state: Told) -> tuple[Reading, ...]:
    """Return the other values of the one fact whose telling a "what if" turns round.

    By its words, or by what may leave: "what if the clips could leave after all?" where they must not was told.
    """
    if not (state.deciding and moves.supposes(turn)):
        return ()
    read = {one.fact for one in read_turn(turn).supposed}
    found = _called(turn, state, LOOSE | SUPPOSING)
    if read.intersection(found):
        return ()
    if len(found) == 1 and denies(turn) != denies(state.origins[found[0]].words):
        known = state.facts[found[0]]
        other = [value for value in load_lexicon().file.facts[found[0]].names if value not in known]
        return (supposed(found[0], other, turn),) if other else ()
    values = [one.value for one in read_turn(of_data(turn)).supposed if one.fact == DATA and DATA in state.origins]
    return (supposed(DATA, values[0], turn),) if values else ()


def supposed(fact: str, value: Value, turn: str) -> Reading:
    value = value[0] if isinstance(value, list) and len(value) == 1 else value
    return Reading(fact=fact, value=value, words=turn, start=0, end=len(turn))


def of_data(turn: str) -> str:
    """The turn, its subject taken for data where no word of it speaks of anything else ("the clips", "they")."""
    found = _SUBJECT.search(turn)
    if found is None or {token.stem for token in tokens_of(found["noun"])} & load_lexicon().words - LIGHT:
        return ""
    return f"{turn[: found.start()]}our data{turn[found.end() :]}"


def denies(text: str) -> bool:
    return not DENYING.isdisjoint(token.stem for token in tokens_of(text))


def lets_go(turn: str) -> bool:
    """Whether a turn only lets a supposition go: "no, leave that", "forget that, they stay here"."""
    return _LETS_GO.fullmatch(turn) is not None
