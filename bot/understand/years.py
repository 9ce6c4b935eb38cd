"""A year that is told by another one: "and the year after?", asked behind a question about 2023."""

import re

from bot.understand.asked import years_in
from bot.words.amounts import WORDS
from bot.words.language import words

_COUNT = rf"(?<![\w-])(?:{'|'.join(word for word in WORDS if len(word) > len('an'))}|\d{{1,2}})"
_ON, _BACK = "after|later|on|following|next|thereafter", "before|earlier|previous|preceding|prior"
_RELATIVE = re.compile(
    rf"(?:\b(?:in|for|of|from|by) )?\b(?:(?P<count>{_COUNT}) years? (?P<way>{_ON}|{_BACK})(?: that)?"
    r"|the year (?P<beside>after|before)(?: that)?|the (?P<which>following|next|previous|preceding|prior) year)"
    r"(?=\W*$|[,;])",
    re.IGNORECASE,
)
_LEADING = frozenset(["and", "so", "but", "ok", "then", "what", "how", "about", "was", "it"])
# "And in the 2024 edition?" asks the same of another issue of what was asked about.
_ISSUES = frozenset([
    "edition", "issue", "version", "survey", "report", "study", "index", "ranking", "figures", "one", "year", "in",
    "for", "of", "the", "according", "to",
])  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def with_year(text: str, before: str) -> str:
    """Return the question before with the year that a turn of nothing else names, or counts from the only one in it."""
    found, named = _RELATIVE.search(text), set(years_in(before))
    if len(named) == len(said := years_in(text)) == 1 and set(words(_YEAR.sub("", text))) <= _LEADING | _ISSUES:
        return _YEAR.sub(said[0], before)
    rest = f"{text[: found.start()]} {text[found.end() :]}" if found else text
    if not found or len(named) != 1 or years_in(text) or not set(words(rest)) <= _LEADING:
        return text
    way = (found["way"] or found["beside"] or found["which"]).lower()
    count = (found["count"] or "1").lower()
    years = int(count) if count.isdigit() else int(WORDS[count])
    year = int(named.pop()) + (years if way in _ON.split("|") else -years)
    return _YEAR.sub(str(year), before)
