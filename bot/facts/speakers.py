"""Who speaks in a clause, or whose case it is: the person's own organisation or somebody else."""

from collections.abc import Sequence
from typing import Literal

from bot.facts.cues import Lexicon
from bot.words.tokens import stem

Speaker = Literal["others", "reported"]

SELF = frozenset({"we", "i", "our", "my", "us", "mine", "ours", "myself", "ourselv"})
COMPARED = frozenset({"we", "i", "us", "than", "unlike", "like", "beyond", "against", "by", "from"})
LEADING = frozenset({"and", "but", "because", "so", "our", "my", "the", "these", "all", "most"})
TOWARDS = frozenset({"for", "to", "from", "by", "with", "of"})
NOT_OURS = frozenset({"a", "an", "another", "one", "some", "their", "his", "her"})
OWN = frozenset({"our", "my"})
SERVED_BY = frozenset({"for", "of"})
"""Prepositions behind which one's own organisation has the work; what is bought "from our bank" is of another."""
ENDING = frozenset({
    "in", "at", "for", "and", "or", "to", "with", "by", "of", "on", "from", "be", "which", "that", "who", "have", "so",
    "as", "but", "until", "over", "during", "within",
})  # fmt: skip
WITHIN = frozenset({"in", "from", "at", "of"})
POLITE = frozenset(map(stem, ("please", "just", "now", "and", "then", "you", "also", "simply")))
PHRASE = 4  # words from "our" to the name of an organisation
OPENING = 6  # tokens in which a clause's subject is looked for


def others_speak(stems: Sequence[str], lexicon: Lexicon, before: Speaker | None) -> Speaker | None:
    """Who else is the subject, or reports on the person's case; once so, until the person's own "we" returns."""
    for at in range(min(OPENING, len(stems))):
        if lexicon.mark_at("others", stems, at):
            return "others"
        if lexicon.mark_at("hearsay", stems, at):
            return "reported"
        if stems[at] in COMPARED:
            return None
        if lexicon.mark_at("authorities", stems, at) or advises(stems, at, lexicon):
            return before
        if lexicon.mark_at("reporters", stems, at):
            reports = any(lexicon.mark_at("reports", stems, i) for i in range(at + 1, min(at + 6, len(stems))))
            return "reported" if reports else None
        if at and lexicon.mark_at("claims", stems, at):
            return "others"
    return None if SELF.intersection(stems[:3]) else before


def gives_order(stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a clause opens with an order to the program: "please ignore ..."."""
    at = next((i for i, one in enumerate(stems) if one not in POLITE), 0)
    return lexicon.mark_at("orders", stems, at) > 0


def advises(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether those whose word binds the person's organisation are named: "our lawyer", "my colleague in Legal"."""
    if lexicon.mark_at("advisers", stems, at):
        return not at or stems[at - 1] not in NOT_OURS
    size = lexicon.mark_at("reporters", stems, at)
    inside = stems[at + size : at + size + 3] if size and stems[at + size : at + size + 1] else []
    return bool(WITHIN.intersection(inside[:1])) and any(
        lexicon.mark_at("authorities", inside, i) for i in range(1, len(inside))
    )


def subject_served(stems: Sequence[str], lexicon: Lexicon) -> int | None:
    """Where customers or suppliers are the subject, not what is held of them: what they want is no fact of our own."""
    at = next((i for i, one in enumerate(stems) if one not in LEADING), 0)
    size = lexicon.mark_at("served", stems, at)
    return at if size and not lexicon.mark_at("held", stems, at + size) else None


def belongs_elsewhere(stems: Sequence[str], at: int, last: int, lexicon: Lexicon) -> bool:
    """Whether an organisation named at a place is another than the person's own: "software for banks", "the bank"."""
    before = list(stems[max(0, at - 3) : at])
    if is_own_phrase(stems, at, last, lexicon):
        return False
    if "from" in before and "be" in before:
        return False  # "I am from a bank"
    aside = TOWARDS.intersection(before) and not (stems[0] in TOWARDS and at <= 3)
    return bool(aside) or (before[-1:] == ["the"] and not {"at", "in"}.intersection(before))


def is_own_phrase(stems: Sequence[str], at: int, last: int, lexicon: Lexicon) -> bool:
    """Whether work is for the person's own organisation: "for our bank", not "for our bank clients", "by our bank"."""
    own = next((i for i in range(at - 1, max(-1, at - PHRASE), -1) if stems[i] in OWN or stems[i] in TOWARDS), 0)
    behind = stems[last + 1 : last + 2]
    heads = not behind or behind[0] in ENDING or lexicon.mark_at("companies", behind, 0) > 0
    return heads and own > 0 and stems[own] in OWN and stems[own - 1] in SERVED_BY
