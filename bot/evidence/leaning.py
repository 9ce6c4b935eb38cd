"""The units beside one: what stands in front of a sentence that leans on it ("It costs 4 euros."), and behind it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.evidence.sentences import text_of
from bot.types import Evidence
from ingest.types import Unit

# Opens with a word that means something said before: "They ...", "If it is not, ...", "The reason was ...".
_LEANS = re.compile(
    r"^(?:It|Its|They|Their|Them|This|These|Those|Such|That|He|She|His|Her|Both|However|Instead|Therefore|Thus|Hence"
    r"|Here|There|(?:If|When|For|After|Before|Since|At|By|In|On|From|To|With|Because of|As)"
    r" (?:it|they|he|she|this|that|these|those|so|such)"
    r"|The (?:reason|result|former|latter)"
    r"|The (?:first|second|third|last|other|same) (?:is|are|was|were|has|had|would|will|can|could))\b"
)


def leans_on(item: Evidence) -> list[Evidence]:
    """Return the sentence before one that opens with a pronoun, or the lead-in of a list item."""
    units = item.hit.passage.units
    if item.unit.kind == "item":
        return [replace(item, unit=unit) for unit in units[:1] if unit.kind == "lead"]
    before = unit_before(item)
    if before and before.kind == "sentence" and _LEANS.match(text_of(item)):
        return [replace(item, unit=before)]
    return []


def unit_before(evidence: Evidence) -> Unit | None:
    units = evidence.hit.passage.units
    at = units.index(evidence.unit)
    return units[at - 1] if at else None


def unit_after(evidence: Evidence) -> Unit | None:
    units = evidence.hit.passage.units
    return next(iter(units[units.index(evidence.unit) + 1 :]), None)


def behind_in(evidence: Sequence[Evidence], item: Evidence) -> Evidence | None:
    """Return what was found on the unit behind one."""
    unit = unit_after(item)
    return next((one for one in evidence if one.unit == unit and one.hit.passage.id == item.hit.passage.id), None)
