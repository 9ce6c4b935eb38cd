"""When something named comes about ("the India office opens"): is it told with a time?"""

import re
from collections.abc import Sequence

from bot.evidence.measured import meets, root
from bot.evidence.told import said_up_to, told_by
from bot.types import Evidence
from bot.understand.asked import MONTHS
from bot.understand.phrases import noun_phrases
from bot.words.amounts import NUMBERS
from bot.words.language import content_words, english, stems

_WHEN = re.compile(
    r"\bwhen (?:is|are|was|were|do|does|did|will|has|have|can|could|should|must)\b"
    r"|\b(?:what|which) (?:date|day|month)\b"
    r"|\b(?:opening|visiting|business|office|working) (?:hours|times) (?:of|at|for)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\d|\b(?:(?-i:{MONTHS})|(?:mon|tues|wednes|thurs|fri|satur|sun|week|holi)days?|weekends?|{'|'.join(NUMBERS)}"
    r"|after|before|once|when(?:ever)?|as soon as|until|each|every|daily|(?:week|month|quarter|year)ly|annual(?:ly)?"
    r"|immediately|at once|mornings?|noon|midnight|evenings?|nights?|spring|summer|autumn|winter|during|upon|unless|if"
    r"|where|always|never|on (?:delivery|arrival|request|demand|receipt|signing))\b",
    re.IGNORECASE,
)


def lacks_time(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked when something that bears a name comes about, and no unit that names it tells a time."""
    named = _named(question) if _WHEN.search(question) else ()
    return bool(named) and not any(_TIME.search(told_by(item)) and _tells(named, item) for item in near)


def _named(question: str) -> tuple[str, ...]:
    """Return the words of the first noun phrase with a name in it, acronyms left out: India, adequacy, decision."""
    phrases = (phrase.text for phrase in noun_phrases(question))
    found = next(
        (text for text in phrases if any(word[0].isupper() and not word.isupper() for word in text.split())), ""
    )
    return tuple(word for word in content_words(found) if word not in english().firms)


def _tells(named: Sequence[str], item: Evidence) -> bool:
    held = frozenset(map(root, stems(said_up_to(item)) | item.met))
    return all(meets(word, held) for word in named)
