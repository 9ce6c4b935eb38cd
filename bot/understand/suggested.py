"""Headings as the questions that their sections answer, to suggest them."""

import re

from bot.words.language import subject_words, words

LONGEST = 12  # words of a heading that can be a question
# Of a subject of which the heading says that it "is", only a word of degree stands behind "how": "How common X is".
_OWN = r"(?:the|an?|our|your|their|its|his|her|my|this|that|these|those)\b"
_STATED = re.compile(
    rf"^(what|why|how(?! (?:much|many|more|few|little)\b)(?: (?!{_OWN})[\w-]+(?=\s\S+\s\S))?|when|where|who)"
    r"\s+(.+?)\s+(is|are|means?)$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"((what|why|how|when|where|who|which) )?(does|do|did|is|are|was|were|can|could|should|must|will)\b", re.IGNORECASE
)


def as_question(heading: str) -> str:
    """Return a heading as a question a person could ask; "" when it is none."""
    heading = heading.strip()
    if not subject_words(heading) or len(words(heading)) > LONGEST:
        return ""
    if heading.endswith("?"):
        return heading
    stated = _STATED.match(heading)
    if stated:
        first, subject, verb = stated[1].capitalize(), stated[2], stated[3]
        if verb.startswith("mean"):
            return f"{first} {'do' if verb == 'mean' else 'does'} {subject} mean?"
        return f"{first} {verb} {subject}?"
    return f"{heading}?" if _ASKS.match(heading) else heading
