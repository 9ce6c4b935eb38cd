"""What a turn supposes without naming it: the contrary of the one fact that was told before ("and if it wasn't?")."""

import re
from collections.abc import Sequence

from bot.facts.cues import load_lexicon
from bot.types import Reading

_CONTRARY = re.compile(
    r"\W*(?:(?:and|but|so|ok|okay)\W+)?(?:what\s)?if\s"
    r"(?:(?:it|that|this|we|they|he|she|i)\s(?:\w+n['’]?t|\w+\snot|can(?:['’]t|not))|not)\W*",
    re.IGNORECASE,
)


def contrary(turn: str, told: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the opposite of what was told, as supposed; nothing where several facts were, or none has one."""
    if len(told) != 1 or not isinstance(told[0].value, str) or not _CONTRARY.fullmatch(turn):
        return ()
    cues = load_lexicon().file.facts[told[0].fact].values.get(told[0].value)
    opposite = cues.opposite if cues else None
    value = opposite.get("plain") if isinstance(opposite, dict) else opposite
    if not value:
        return ()
    return (Reading(fact=told[0].fact, value=value, words=turn, start=0, end=len(turn)),)
