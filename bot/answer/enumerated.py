"""A sentence that says how many there are, with those behind it that tell of them one by one."""

import re
from dataclasses import replace

from bot.evidence.sentences import text_of
from bot.types import Evidence
from bot.words.language import words
from ingest.announce import counted

_PLACES = "first|second|third|fourth|fifth|sixth|next|last|final|latter|former"
_ONE_BY_ONE = re.compile(
    rf"(?:\w+ )?(?:the )?(?:one|another|an?other|others?|{_PLACES}|(?:first|second|third|final|last)ly)\b(?!-)",
    re.IGNORECASE,
)

_NAMES_ONE = re.compile(r"(?:The|An?|Our) [^\W\d_]")
BARE = 6  # words of a sentence that says only how many there are


def told_one_by_one(item: Evidence) -> list[Evidence]:
    """Return the sentences behind one that counts things, up to the one that tells of the last of them:
    "... has two cases. In one ... In the other ..."; none where the next sentence does not begin so.

    One that says no more than how many ("Two sites were seen.") is followed by as many that each begin with a thing.
    """
    count = counted(text_of(item))
    units = item.hit.passage.units
    behind = [replace(item, unit=unit) for unit in units[units.index(item.unit) + 1 :]]
    openers = [at for at, other in enumerate(behind) if _ONE_BY_ONE.match(text_of(other))]
    if not count or item.unit.kind != "sentence":
        return []
    if openers[:1] == [0]:
        return behind[: openers[:count][-1] + 1]
    bare = len(words(text_of(item))) <= BARE and all(_NAMES_ONE.match(text_of(other)) for other in behind[:count])
    return behind[:count] if bare and len(behind) >= count else []
