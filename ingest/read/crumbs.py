"""Lines that only say who wrote a text, when, or how long it takes to read."""

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY}[ ./-]*{_MONTH}|{_MONTH}[ .]*{_DAY}|\d{{1,4}}[./-]\d{{1,2}})[ ,./-]*\d{{2,4}}"
_SAID = r"(?:(?:first |last )?(?:published|updated|posted|modified|reviewed)|date)\b[ :]*(?:on )?"
_CRUMB = re.compile(
    rf"(?:{_SAID})?{_DATE}"
    r"|(?:(?:written|posted|published) )?by\b:?(?: [^\s.,]+\.?){0,5}"
    r"|(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: read)?"
    r"|share(?: this(?: \w+)?)?|advertisement|home(?: [>/»] .*)+",
    re.IGNORECASE,
)
_LONGEST = 80


def is_crumb(text: str) -> bool:
    """Whether a line is a byline, a date or the like, by itself."""
    return len(text) <= _LONGEST and _CRUMB.fullmatch(text) is not None
