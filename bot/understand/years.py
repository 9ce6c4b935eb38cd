"""A year that is told by another one: "and the year after?", asked behind a question about 2023."""

import re

from bot.understand.asked import years_in
from bot.words.amounts import WORDS
from bot.words.language import words

_COUNT = rf"(?:{'|'.join(word for word in WORDS if word.isalpha())}|\d{{1,2}})"
_ON, _BACK = "after|later|on|following|next|thereafter", "before|earlier|previous|preceding|prior"
_RELATIVE = re.compile(
    rf"(?P<in>\b(?:in|for|of|from|by) )?\b(?:(?P<count>{_COUNT}) years? (?P<way>{_ON}|{_BACK})(?: that)?"
    r"|the year (?P<beside>after|before)(?: that)?|the (?P<which>following|next|previous|preceding|prior) year)"
    r"(?=\W*$|[,;])",
    re.IGNORECASE,
)
_LEADING = frozenset(["and", "so", "but", "ok", "then", "what", "how", "about", "was", "it"])


def with_year(text: str, before: str) -> str:
    """Return a turn with the year that it means, counted from the only one that the question before names."""
    found, named = _RELATIVE.search(text), set(years_in(before))
    if not found or len(named) != 1 or years_in(text):
        return text
    way = (found["way"] or found["beside"] or found["which"]).lower()
    count = (found["count"] or "1").lower()
    years = int(count) if count.isdigit() else int(WORDS[count])
    year = int(named.pop()) + (years if way in _ON.split("|") else -years)
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if set(words(rest)) <= _LEADING:
        return re.sub(r"\b(?:19|20)\d\d\b", str(year), before)
    return f"{text[: found.start()]}{found['in'] or 'in '}{year}{text[found.end() :]}"
