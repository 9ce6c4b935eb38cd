"""Which kind of document would answer a question that the library cannot answer, from the form of the question."""

import re
from collections.abc import Sequence

from bot.types import Kind, Query
from bot.understand.named import named_things
from bot.words.language import WORD, content_words, english

# The first that fits the question decides; the words it matches are not what the document is to be about.
_ASKED = {
    r"phone|telephone|e-?mail|(?:the|an?|your|our|their|its|postal|web|office) address|website|contacts?|url": (
        "a list of contacts"
    ),
    r"forecasts?|predict\w*|next (?:year|month|quarter)|(?:how|what|when|which|who)\b.* will|outlook": "a forecast",
    r"salar(?:y|ies)|wages?|(?<!to be )(?<!we )paid|earns?": "a pay survey",
    r"prices?|costs?|fees?|charges?|rents?|how much|(?:hourly|day) rate|budget": "a price list or a study of costs",
    r"today|current\w*|latest|right now|at the moment|this (?:year|month|week)|news": "a recent report",
    r"^(?:and |so |but )?(?:who|whom|whose)|ceo|founders?|author|president|chair\w*|director": (
        "a profile or a list of people"
    ),
    r"when|(?:what|which) (?:year|date)|deadline": "a report with dates",
    r"how (?:long (?:does|do|did|will|would|until|before)|soon|fast)": "a schedule or a report on a case",
    r"how (?:many|often|large|long)|percentage|per ?cent|share of|\w+ rate of|number of|average": (
        "a statistic or a survey"
    ),
    r"laws?|legal\w*|illegal|regulations?|liable|allowed|permitted|tax(?:es)?": "a law, a policy or a guide to it",
    r"where": "an overview of places",
}
_PATTERNS = [(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), document) for words, document in _ASKED.items()]
_BY_KIND: dict[Kind, str] = {
    "definition": "a glossary or an introduction",
    "comparison": "a comparison, or a document on each,",
    "list": "an overview",
    "example": "a case study",
    "number": "a statistic or a survey",
    "procedure": "a guide or a manual",
}
_MOST = 4  # words named


def needed(query: Query, unmatched: Sequence[str]) -> str:
    """Return the kind of document that would answer, with what it would have to speak of."""
    document, asking = _document(query)
    missing = [word for word in dict.fromkeys(unmatched) if word.lower() not in asking]
    names = {name.lower() for name in named_things(query.standalone)}
    if named := sorted((word for word in missing if word.lower() in names or word.isdigit()), key=str.isdigit):
        return f"{document} that names {quoted(named, 'and')}"
    if missing:
        return f"{document} that mentions {quoted(missing, 'and')}"
    about = [word for word in _as_written(query.standalone) if word.lower() not in asking | english().light]
    return f"{document} that tells of {quoted(about, 'and')}" if about else document


def quoted(words: Sequence[str], last: str) -> str:
    """Return the first words in quotes, the last two joined by `last`."""
    marked = [f"“{word}”" for word in words[:_MOST]]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {last} {marked[-1]}"


def _as_written(question: str) -> list[str]:
    """Return the content words of a question as they stand there, each once."""
    content = set(content_words(question))
    found = {match.group().lower(): match.group() for match in WORD.finditer(question)}
    return [word for lower, word in found.items() if lower in content]


def _document(query: Query) -> tuple[str, set[str]]:
    """Return the kind of document, and the words of the question that ask for it."""
    for pattern, document in _PATTERNS:
        if pattern.search(query.standalone):
            asking = {word for found in pattern.findall(query.standalone) for word in found.lower().split()}
            return document, asking
    return _BY_KIND.get(query.kind, "a document"), set()
