"""Who speaks in a clause, or whose case it is: the person's own organisation or somebody else."""

from collections.abc import Sequence

from bot.cues import Lexicon

SELF = frozenset({"we", "i", "our", "my", "us", "mine", "ours"})
COMPARED = frozenset({"we", "i", "us", "than", "unlike", "like", "beyond", "against", "by", "from"})
LEADING = frozenset({"and", "but", "because", "so", "our", "my", "the", "these", "all", "most"})
TOWARDS = frozenset({"for", "to", "from", "by", "with", "of"})
OPENING = 6  # tokens in which a clause's subject is looked for


def others_speak(stems: Sequence[str], lexicon: Lexicon, before: bool) -> bool:
    """Whether somebody else is the subject or reporter; once so, until the person's own "we" returns."""
    for at in range(min(OPENING, len(stems))):
        if lexicon.mark_at("others", stems, at):
            return True
        if stems[at] in COMPARED:
            return False
        if lexicon.mark_at("authorities", stems, at):
            return before
        if lexicon.mark_at("reporters", stems, at):
            return any(lexicon.mark_at("reports", stems, i) for i in range(at + 1, min(at + 6, len(stems))))
        if at and lexicon.mark_at("claims", stems, at):
            return True
    return before and not SELF.intersection(stems[:3])


def serves(stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether customers or suppliers are the subject: what they want or lack is no fact about the person's own."""
    at = next((i for i, one in enumerate(stems) if one not in LEADING), 0)
    return lexicon.mark_at("served", stems, at) > 0


def belongs_elsewhere(stems: Sequence[str], at: int) -> bool:
    """Whether an organisation named at a place is another than the person's own: "software for banks", "the bank"."""
    before = list(stems[max(0, at - 3) : at])
    if "from" in before and "be" in before:
        return False  # "I am from a bank"
    aside = TOWARDS.intersection(before) and not (stems[0] in TOWARDS and at <= 3)
    return bool(aside) or (before[-1:] == ["the"] and not {"at", "in"}.intersection(before))
