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
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# "And in the 2024 edition?" asks the same of another issue of what was asked about.
_ISSUE = r"(?: (?:edition|issue|version|survey|report|study|index|ranking))?"
_SAME = re.compile(
    rf"\W*(?:(?:and|so|but|ok|then)\W+)*(?:(?:what|how) about )?(?:(?:in|for|of) (?:the{_ISSUE} (?:of )?)?|the )"
    rf"(?P<year>(?:19|20)\d\d){_ISSUE}\W*",
    re.IGNORECASE,
)


def with_year(text: str, before: str) -> str:
    """Return the question before with the year that a turn of nothing else names, or counts from the only one in it."""
    found, named = _RELATIVE.search(text), set(years_in(before))
    if len(named) == 1 and (same := _SAME.fullmatch(text)):
        return _YEAR.sub(same["year"], before)
    rest = f"{text[: found.start()]} {text[found.end() :]}" if found else text
    if not found or len(named) != 1 or years_in(text) or not set(words(rest)) <= _LEADING:
        return text
    way = (found["way"] or found["beside"] or found["which"]).lower()
    count = (found["count"] or "1").lower()
    years = int(count) if count.isdigit() else int(WORDS[count])
    year = int(named.pop()) + (years if way in _ON.split("|") else -years)
    return _YEAR.sub(str(year), before)
