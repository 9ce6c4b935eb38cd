"""The place that a question is about ("at the bicycle workshop"), where it is in the title of one document."""

import re
from collections.abc import Sequence

from bot.evidence.measured import meets, phrase_words, root
from bot.types import Evidence
from bot.words.language import english, owner, stems

# What stands "in the contract" is its content, and no place.
_PLACE = re.compile(r"\b(?:at|on) (?:the|your|our|my|their) (?P<words>[\w'’&-]+(?: [\w'’&-]+){0,3})", re.IGNORECASE)


def in_place(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence of the document that has the place asked about in its title, and what names the place itself;
    all of it where no title has the place, or several have."""
    for found in _PLACE.finditer(question):
        place = [owner(word.lower()) for word in phrase_words(found["words"])]
        telling = [word for word in place if word not in english().aspects | english().general]
        titles = {item.hit.passage.document_id: item.hit.passage.title for item in evidence}
        named = [one for one, title in titles.items() if telling and _holds(title, telling)]
        if len(named) == 1:
            return [
                item
                for item in evidence
                if item.hit.passage.document_id in named or _holds(item.hit.passage.index_text, telling)
            ]
    return list(evidence)


def _holds(text: str, place: Sequence[str]) -> bool:
    held = frozenset(map(root, stems(text)))
    return all(meets(word, held) for word in place)
