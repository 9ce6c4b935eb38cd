"""Sentences that tell of several things: one that names them all ("The models are A, B and C"), and one that says how
many there are, with those behind it that tell of them one by one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.evidence.sentences import text_of
from bot.types import Evidence, Query
from bot.words.language import stem, stems, words
from ingest.announce import counted

_PLACES = "first|second|third|fourth|fifth|sixth|next|last|final|latter|former"
_ONE_BY_ONE = re.compile(
    rf"(?:\w+ )?(?:the )?(?:one|another|an?other|others?|{_PLACES}|(?:first|second|third|final|last)ly)\b(?!-)",
    re.IGNORECASE,
)

_NAMES_ONE = re.compile(r"(?:The|An?|Our) [^\W\d_]")
# "Pricing models of outsourcing are fixed price, unit pricing and ...": what they are, and three of them at least.
_NAMES_ALL = re.compile(
    r"(?P<things>[^,.;:]{3,80}?) (?:are|were|include[sd]?|comprise[sd]?|consists? of|falls? into|range from)\b[^.;]*?"
    r"(?:\w[^,.;:]{0,60}, )+[^,.;:]{0,60}\b(?:and|or) \w"
)
NEAR = 0.4  # how far below the best one a sentence may score that names all, as a list may
READ = 500  # characters of a sentence that are looked at for that
MOST = 0.5  # share of the question's words that what is named has to exceed
BARE = 6  # words of a sentence that says only how many there are


def naming_first(query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence with the sentences near the best in front that name all of what is asked for; then without
    points of lists, which tell of something else (how to choose among them)."""
    near = [item for item in evidence if item.score >= evidence[0].score - NEAR and item.fit >= 0]
    naming = [item for item in near if item.unit.kind == "sentence" and _names_all(query, text_of(item))]
    listed = ("lead", "item") if naming else ()
    return [*naming, *(item for item in evidence if item not in naming and item.unit.kind not in listed)]


def _names_all(query: Query, text: str) -> bool:
    found, asked = _NAMES_ALL.match(text[:READ]), frozenset(map(stem, query.terms))
    return found is not None and len(asked & stems(found["things"])) > MOST * len(asked)


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
