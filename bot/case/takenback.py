"""Facts that a turn takes back by the words they were told in: "forget the board rule", "no, we're not entering"."""

from bot.case.replay import Told
from bot.facts.cues import LIGHT
from bot.words.tokens import stem, tokens_of

LEADS = frozenset(map(stem, ["no", "wait", "actually", "sorry", "correction", "well", "oh", "ok", "okay"]))
LOOSE = LIGHT | frozenset(map(stem, [
    "work", "need", "have", "get", "make", "take", "can", "must", "may", "should", "could", "there", "here", "about",
    "rule", "thing", "point", "part", "bit", "fact", "answer", "say", "said", "told", "forget", "ignore", "drop",
    "remove", "delete", "scratch", "strike", "clear", "disregard", "unset", "what", "i", "you", "please", "ok", "okay",
    "so", "and", "but", "then", "again", "back", "leave", "out", "long", "small", "large", "low", "high", "own",
]))  # fmt: skip
"""Words that tell no statement from another."""


def taken_back(turn: str, state: Told) -> tuple[str, ...]:
    """Return the facts whose very words a correction denies; it begins with one ("no, we're not entering it")."""
    stems = [token.stem for token in tokens_of(turn) if token.is_word]
    if not stems or stems[0] not in LEADS:
        return ()
    denied = {stems[at + 1] for at, one in enumerate(stems[:-1]) if one == "not"} - LOOSE
    return tuple(name for name in state.facts if denied & told_in(name, state))


def forgotten(turn: str, state: Told) -> tuple[str, ...]:
    """Return the fact that an order to forget calls by words in which it was told; none when several can be meant."""
    named = {token.stem for token in tokens_of(turn) if token.is_word} - LOOSE
    found = [name for name in state.facts if named and named <= told_in(name, state)]
    return tuple(found) if len(found) == 1 else ()


def told_in(name: str, state: Told) -> set[str]:
    """The stems of the words that a known fact was read from."""
    reading = state.origins.get(name)
    return {token.stem for token in tokens_of(reading.words)} - LOOSE if reading else set()
