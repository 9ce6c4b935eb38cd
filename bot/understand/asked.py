"""What kind of thing a question asks for (an amount, a date, a person, ...), and whether a text holds one."""

import re
from collections.abc import Iterable, Sequence

from bot.words.amounts import NUMBERS, WORDS

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_AMOUNT_WORDS = "price fee salary wage rent pay paid hourly revenue turnover income profit discount severance budget"
_NUMBER_WORDS = "|".join([*NUMBERS, r"(?:(?<=\ba )|(?<=one )|(?<=two ))(?:third|quarter)", "twice"])
# A number of four figures in front of these is no year: "2,000 people" can be written "2000 people".
_COUNTABLE = (
    r"(?:people|persons?|employees|staff|workers|agents|heads|jobs|posts|members|users|customers|clients|companies|firms"
    r"|seats|units|hours|days|tickets|calls|FTEs?|euros?|dollars?|pounds?|USD|EUR|GBP)\b"
)
_YEAR_FIGURES = rf"(?:19|20)\d\d(?! {_COUNTABLE})"
_IN_WORDS = rf"(?:an?|{'|'.join(NUMBERS)})(?:[ -](?:and )?(?:{'|'.join(NUMBERS)}))*"
_UNITS = r"(?:second|minute|hour|day|week|month|quarter|year|decade|century|km|mile|page)(?:s|ies)?"
_SOME = rf"{_NUMBER_WORDS}|few|several|couple of|many|some|(?:half|over|about|than|in|for|takes?) an?"
# A span of time, also with its unit in the head of a table, or a length: "6 to 12 weeks", not "US$25,000 a year".
_WHOLE = r"(?:(?:working|business|calendar|full|whole|clear|complete|consecutive|further|more|extra|additional)[ -])?"
_LASTING = (
    rf"(?:\d|\b(?:{_SOME}))[\w,.–-]*(?: (?:to|or|and) [\w.]+)?[ -]{_WHOLE}{_UNITS}\b|\bfor (?:weeks|months|years)\b"
    rf"|\d ?h\b|\b{_UNITS}\)?(?: — [^;:]{{1,40}})?: ?~?\d|\d ?(?:c?m|ft|feet|foot|yards?|met(?:er|re)s?)[ -]long\b"
)
_REPEATED = (
    r"\b(?:daily|(?:week|month|quarter|year|hour|night|regular|rare|occasional|continuous|constant)ly|annual(?:ly)?|seldom"
    r"|each|every|once|twice|per|times an?|an? (?:day|week|month|quarter|year))\b|%|\bpercent"
    rf"|(?:\d|\b{_IN_WORDS}) times\b"
)
# "What is the cheapest country" asks which one leads, not what a cheapest country is; no "interest", no "request".
_MOST = r"(?:most|least|best|worst|(?!interest|request|forest|harvest|contest|protest|honest)[a-z]{2,}est)"
ASKS_LEADING = re.compile(
    rf"\bwh(?:at|ich)(?:'s| is| are| was| were) the (?:\w+ )?{_MOST} (?!(?:i|we|you|one)\b)\w", re.IGNORECASE
)
_CODES = (
    r"(?-i:USD|EUR|GBP|CHF|JPY|INR|PLN|SEK|NOK|DKK|CZK|HUF|RON|BGN|PHP|MXN|BRL|CNY|RMB|AUD|CAD|NZD|SGD|HKD|ZAR|AED|SAR"
    r"|TRY|ILS|THB|VND|MYR|IDR|KRW|TWD|EGP|MAD|UAH|RSD|COP|CLP|ARS|PKR|BDT|LKR|Rs)\b"
)
_COINS = (
    r"(?:dollars?|euros?|pounds?|cents?|pence|francs?|rupees?|z[lł]oty(?:s|ch)?|kron(?:or|er|a|e)|crowns?|yen|yuan|pesos?"
    r"|rand|reais|real|lei|forints?|koruna|liras?|shekels?|baht|ringgit|dirhams?)\b"
)
# The sign or code in front, also in a table's head ("Rate (EUR): 310"), or behind.
_CURRENCIES = (
    rf"(?:[$€£₹¥]|\b{_CODES}(?: (?:thousand|million|billion))?)[\s.:)\]]{{0,3}}\d"
    rf"|\d\s?(?:[€£]|%|percent|per cent|bn\b|million|billion|{_CODES}|{_COINS})"
    rf"|\b(?:{_IN_WORDS}|half an?) (?:per ?cent\b|{_COINS})"
)
# A sum without a currency, beside the word for it: "the price rises from 45 to 52", or below one: "Per hour: 1.20".
_PRICES = r"\b(?:prices?|costs?|fees?|rents?|charges?|wages?|salar(?:y|ies)|allowances?|per \w+(?=:))\b"
_SUM = (
    r"(?!(?:19|20)\d\d\b)\d[\d,.]*\b"
    rf"(?!\s?(?:%|per ?cent|st\b|nd\b|rd\b|th\b|{_UNITS}|{MONTHS}|{_COUNTABLE}))"
)
# "Two months' rent", "three monthly charges".
_MULTIPLE = (
    rf"(?:\d|\b(?:{_NUMBER_WORDS}|half an?)) (?:{_UNITS}['’]s?|(?:month|week|year|dai|hour)ly|annual) "
    r"(?:rents?|pay|salar(?:y|ies)|wages?|charges?|fees?|payments?|subscriptions?)\b"
)
# "At least five years old", "under twelve", "from 45 on"; not "under 12 pounds", "from 9 to 5" or "up to 14 people".
_AGE_FIGURE = rf"(?:\d{{1,2}}|{_NUMBER_WORDS}|\w+teen|\w+ty(?:-\w+)?)"
_NO_AGE = (
    r"[.,:]\d|%|per\b|to\b|and\b|[ap]\.?m\b|o['’]clock|kg|km|mph|miles?|metres?"
    rf"|{_CODES}|{_COINS}|{_COUNTABLE}|{MONTHS}|(?:working |calendar )?(?:second|minute|hour|day|week|quarter)s?\b"
    r"|[\w-]+ (?:a|of)\b"
)
_AGED = (
    rf"(?:\d|\b{_AGE_FIGURE})[- ](?:years?|months?)[- ](?:olds?|of age)\b|\baged?\b[^.;]{{0,20}}?\d"
    r"|\b(?:ages? (?:of|is|from)|aged|under|over|below|above|(?:older|younger) than|turn(?:s|ed)?|from"
    rf"|at least(?! one\b)|until|before|be|they are|limit is) (?:the age of )?{_AGE_FIGURE}\b(?! ?(?:{_NO_AGE}))"
    rf"|\b{_AGE_FIGURE}(?:\+| (?:or|and) (?:older|over|above|more|up|under|younger)\b)|\bover-\d\ds?\b"
    rf"|\bbetween {_AGE_FIGURE} and {_AGE_FIGURE}\b(?! ?(?:{_NO_AGE}))"
    rf"|\b(?:founded|built|made|since|established|opened|formed|dates?)\b[^.;]{{0,30}}?\b(?:1\d|20)\d\d\b"  # of a thing
    rf"|\b(?:for|over|some|about|nearly) (?:\d+|{_NUMBER_WORDS}|\w+ty) (?:years|centuries|decades)\b"
)
_PRICED = rf"{_PRICES}[^.;:]{{0,60}}?\b{_SUM}|(?:{_PRICES}|\brates?\b)[^.;]{{0,200}}?: ?~?{_SUM}"


def _words(names: str, *phrases: str) -> re.Pattern[str]:
    several = [f"{name[:-1]}(?:y|ies)" if name.endswith("ry") else f"{name}s?" for name in names.split()]
    return re.compile(rf"\b(?:{'|'.join([*several, *phrases])})\b", re.IGNORECASE)


# How a question asks for a kind of thing, and how a text that holds one looks; what asks first in its words decides.
_KINDS = [
    (
        _words(
            "phone email e-mail website url",
            r"contact(?! (?:cent|agent|call))s?",
            # "how do firms address this" asks for no address
            r"(?:(?:the|an?|your|our|their|its|his|her|what|which|mail|postal|web|office|home)|\w's) address(?:es)?",
        ),
        re.compile(r"@|https?:|\+?\d[\d ()-]{6,}"),
    ),
    (
        _words(
            _AMOUNT_WORDS,
            "(?<!in )charges?",
            "(?:daily|day|weekly|monthly) rates?",
            "rates? (?:of|for) an?",
            "how much (?:is|are|was|were|discount|severance|turnover|profit)",
            "how much in (?:\\w+ )?(?:fine|penaltie|fee|taxe|damage)s",
            "how much [\\w' -]{2,60} (?:costs?|pay|charge|spend|earn|save|invest)",
            "what (?:does|do|did|would|will|can|could) (?:[\\w'-]+ ){1,8}?(?:cost|earn)(?! means?\\b)",
            "what(?:'s| is| was| would be) the (?:typical |average |total |usual )?cost",
        ),
        re.compile(
            rf"{_CURRENCIES}|{_PRICED}|{_MULTIPLE}|\bfree of charge\b|: free\b|\bno (?:charge|fee)\b", re.IGNORECASE
        ),
    ),
    (
        _words(
            "percentage percent",
            "per cent",
            "what share",
            "what proportion",
            "tax rate",
            "(?<!daily )(?<!day )(?<!hourly )(?<!weekly )(?<!monthly )rate of(?! an? )",
        ),
        re.compile(
            rf"(?:\d|\b{_IN_WORDS})\s?(?:%|per ?cent)|\b(?:half|third|quarter|one in \w+|most)\b", re.IGNORECASE
        ),
    ),
    (
        _words("", "when (?:did|was|were|will|has|have)", "(?:what|which) (?:year|date|day of the week)"),
        re.compile(
            r"\b1\d\d\d\b|\b20\d\d\b|\b\d+(?:st|nd|rd|th)\b|\b(?:month|year|week|\w*day)s?\b"
            rf"|\b\d{{1,2}} (?-i:{MONTHS})\b|\b(?-i:{MONTHS}) \d|\b(?-i:{MONTHS.replace('May|', '')})\b",
            re.IGNORECASE,
        ),
    ),
    (
        _words(
            "",
            "how long (?:does|do|did|will|would|is|are|was|can|could|has|have|had|should|must|may|until|before|after)",
            "how (?:soon|fast|quickly)",
            "how many (?:seconds|minutes|hours|days|weeks|months|years)",
        ),
        re.compile(_LASTING, re.IGNORECASE),
    ),
    (
        _words(
            "", "how (?:old|young)", r"(?:what|which)(?:'s| is| was)?(?: the| an?)?(?: \w+)? age(?! (?:group|range)s?)"
        ),
        re.compile(_AGED, re.IGNORECASE),
    ),
    (ASKS_LEADING, re.compile(rf"\b(?:{_MOST}|first|top|leads?|led|leading|rank\w*)\b", re.IGNORECASE)),
    (_words("", "how (?:often|frequently|regularly)"), re.compile(_REPEATED, re.IGNORECASE)),
    (
        _words(
            "score",
            "how (?:many|much|long|big|large|far|high)",
            "(?:number|size) of",
            "(?:minimum|maximum|average|typical|least|smallest|largest) (?:size|number|team|staff|headcount)",
        ),
        re.compile(
            rf"(?<![\d.,])(?!{_YEAR_FIGURES}(?![\d.,%]\d|\d|%))\d|\b(?:{_NUMBER_WORDS}|month|year|week|day)s?\b",
            re.IGNORECASE,
        ),
    ),
    (
        _words(
            "author inventor founder ceo professor", "who", "whom", "whose", "named after", "which (?:company|firm)"
        ),
        re.compile(r"(?<=[a-z,;:(] )[A-Z][\w.&-]+|^[A-Z][a-z]+ [A-Z][a-z]+|\b[A-Z]{2,}\b"),
    ),
]
_VERBS = "is are was were do does did has have had can could should would will of for in to that who"
_YEAR = re.compile(rf"(?<![\d.,]){_YEAR_FIGURES}(?![\d.,]\d|\d)", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
_FOCUS = re.compile(
    r"\b(?:which|what(?:'s| is| was| are| were)?(?: the| an?)?|how (?:many|much)|whose)\s+"
    rf"((?:(?!\b(?:{'|'.join(_VERBS.split())})\b)[\w-]+\s*){{1,5}})",
    re.IGNORECASE,
)

_WHY = re.compile(
    r"^\W*(?:and |but |so )*(?:why|for (?:what|which) reasons?|what (?:made|makes|led|drives|drove))\b|\bwhy\W*$",
    re.IGNORECASE,
)
_SAID_OF = r"(?:the|an?|it|its|they|their|we|our|he|she|his|her|this|that|these|those|there|no|[a-z]+ing)"
_BECAUSE = re.compile(
    rf"\b(?:because|since(?! (?:\d|{MONTHS}))|due to|owing to|thanks to|so that|in order to|therefore|as a result"
    r"|reasons?|motiv\w+|caus(?:es?|ed|ing)|attract(?:s|ed|ing)?|drawn|driven|drives?|drivers?|explain(?:s|ed)?"
    r"|aim(?:s|ed|ing)? (?:at|to)|lead(?:s|ing)? to|led to"
    r"|to (?:save|cut|gain|reduce|avoid|improve|speed|win|keep|lower|raise|reach|protect)"
    rf"|as {_SAID_OF} (?:[\w'’-]+ ){{0,4}}?"
    r"(?:is|are|was|were|has|have|had|do|does|did|can|cannot|could|will|would|[a-z]+n['’]t))\b",
    re.IGNORECASE,
)
# What may tell why without such a word: what went before, or went on beside it.
_BEFORE = re.compile(
    r"\b(?:after|following|when|once|while|whose|without|had to|for (?:that|this)|so)\b|[:;]", re.IGNORECASE
)
_EVENT = re.compile(r"^\W*(?:and |but |so )*why (?:did|was|were|has|have|had)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:what|which|name|list|give me)(?:'s| is| are| were)?(?: the| its| their)? "
    r"(two|three|four|five|six|seven|eight|nine|ten|[2-9]|10) (?:[\w-]+ )?[\w-]+s\b",
    re.IGNORECASE,
)


def explains(question: str, text: str) -> bool:
    """Tell whether a question asks why, and a text says so with a word for a cause or an aim."""
    return bool(_WHY.search(question) and _BECAUSE.search(text))


def leaves_open_why(question: str, texts: Iterable[str]) -> bool:
    """Tell whether it is asked why something came about, and no text has a word for a cause, an aim or a before."""
    return bool(_EVENT.search(question)) and not any(_BECAUSE.search(text) or _BEFORE.search(text) for text in texts)


def asked_count(question: str) -> int | None:
    """Return how many things a question asks for ("the two halves of ...", "which four models"), None for no number."""
    counted = _COUNTED.search(question)
    if not counted:
        return None
    number = counted[1].lower()
    return int(WORDS.get(number, number))


def holds(question: str, texts: Sequence[str]) -> bool | None:
    """Tell whether one of the texts holds the kind of thing asked for; None when the form asks for none."""
    found = [(asked.start(), looks) for asks, looks in _KINDS if (asked := asks.search(question))]
    return any(min(found, key=lambda kind: kind[0])[1].search(text) for text in texts) if found else None


def asks_fact(question: str) -> bool:
    """Tell whether a single fact is asked: an amount, a figure, a date, a person, a contact or a place."""
    return any(asks.search(question) for asks, _ in _KINDS) or bool(_WHERE.search(question))


def focus_of(question: str) -> str:
    """Return the words a question asks to be told: those after "which", "what" or "how many", up to the verb."""
    asked = _FOCUS.search(question)
    return asked.group(1) if asked else ""


def years_in(question: str) -> list[str]:
    """Return the years a question names, as they stand in it."""
    return _YEAR.findall(question)


def year_fit(question: str, text: str) -> int:
    """Return 1 when a text names a year of the question, -1 when it names others only, 0 when either names none."""
    asked, told = set(years_in(question)), set(years_in(text))
    if not asked or not told:
        return 0
    return 1 if asked & told else -1
