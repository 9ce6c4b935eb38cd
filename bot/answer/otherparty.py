"""Sentences on the duties and rights of one party, where a question asks of the other."""

import re
from collections.abc import Sequence

from bot.answer.pick import MARGIN
from bot.evidence.sentences import text_of
from bot.tables.grid import is_row
from bot.types import Evidence, Query
from bot.understand.phrases import is_person
from bot.words.language import owner, stem, words

_DUTY = re.compile(
    r"\b(?:must|shall|should|may|can|could|have to|has to|need to|needs to|required|obliged|entitled|allowed|permitted"
    r"|duty|duties|obligations?|rights?|responsib\w+)\b",
    re.IGNORECASE,
)
# Behind the number of its clause, a sentence says what a party does: "3.2 The Tenant shall ...".
_OPENS = re.compile(r"^(?:[\d.()a-z]{1,6} )?The (?P<who>[\w-]+) (?![A-Z])")


def of_party(query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence with sentences that begin with the party asked of in front, and without those that begin
    with another and rows that name none; all as it was where no sentence near the best begins so, only one party
    is told of, or no duty or right of it is asked for: "what happens if the Tenant pays late?"."""
    if not _DUTY.search(query.standalone):
        return list(evidence)
    asked = {stem(owner(word)) for word in words(query.standalone)}
    near = [item for item in evidence if item.score >= evidence[0].score - MARGIN]
    of_asked = [item for item in near if stem(_party(item)) in asked and item.met >= evidence[0].met]
    others = any(_party(item) and stem(_party(item)) not in asked for item in evidence)
    if not of_asked or not others:
        return list(evidence)
    party = {stem(_party(item)) for item in of_asked}

    def concerns(item: Evidence) -> bool:
        text = {stem(word) for word in words(text_of(item))}
        return bool(party & text) or not (_party(item) or is_row(item.hit.passage))

    return [*of_asked, *(item for item in evidence if item not in of_asked and concerns(item))]


def _party(item: Evidence) -> str:
    """Return the party that a sentence begins with, "" where it begins with none."""
    found = _OPENS.match(text_of(item))
    who = found["who"] if found and item.unit.kind == "sentence" else ""
    return who.lower() if who[:1].isupper() or is_person(who) else ""
