"""What makes a unit worth more or less than the likeness of its words: another verb, a single case, no weight,
another document, another one of a series, nothing denied."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.evidence.measured import asked_amount, held_by, meets
from bot.evidence.places import in_place
from bot.evidence.qualities import asked_quality, tells_quality
from bot.evidence.sentences import Match, by_worth, text_of
from bot.types import Evidence, Hit
from bot.understand.asked import asks_fact, years_in
from bot.understand.fit import all_words
from bot.understand.followup import APART as OTHER_ONE
from bot.understand.named import capitalised
from bot.understand.phrasal import another_verb
from bot.understand.series import missing, names_one
from bot.words.language import words

TOLD = 0.4  # what a unit gains that tells how heavy, or how wide, a thing is where that is asked
APART = 0.3  # what a unit loses that has a verb of the question with another particle
MORE = 3  # passages added that do so
DENIED = 0.6  # what a unit loses that denies nothing where it is asked who or what does not
GENERAL = 0.2  # what a unit gains that tells how it usually is, where that is asked, and one loses of a single case

# "Who may not take part?", "what is excluded?" is told by what denies something.
_DENIED = re.compile(
    r"^(?!.*\b(?:if|when|unless|while|because)\b)\W*(?:and |but |so )*(?:who|what|which|whose)\b[^,;:]*?"
    r"(?:\b(?:not|never|cannot|excluded|exempt(?:ed)?|banned|barred|forbidden|prohibited)\b|n['’]t\b)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|neither|nor|cannot|without|only|exclud\w+|exempt\w*|except\w*|other than"
    r"|but for|forbid\w*|prohibit\w*|bann?(?:ed|s)?|barr?ed|refus\w+|reject\w*|disqualif\w+|out of|free)\b|n['’]t\b",
    re.IGNORECASE,
)
_USUAL = r"usual(?:ly)?|typical(?:ly)?|normal(?:ly)?|generally|in general|commonly|as a rule|on average|mostly"
ASKS_USUAL = re.compile(rf"\b(?:{_USUAL}|tends? to)\b", re.IGNORECASE)
TELLS_USUAL = re.compile(rf"\b(?:{_USUAL}|often|sometimes|most|tends? to)\b", re.IGNORECASE)


def reweighed(question: str, match: Match) -> Match:
    """Return a match with what is worth less or more in a question's light put in its place."""
    usual = asks_usual(question)
    numbered = names_one(question)
    denied = bool(_DENIED.search(question.replace(OTHER_ONE, "")))
    how, thing = asked_quality(question)
    elsewhere, there = _elsewhere(question, match), in_place(question, match.evidence)

    def worth(item: Evidence) -> float:
        apart = another_verb(question, text_of(item))
        gained = -APART * apart + GENERAL * (usual and generality(question, item))
        gained += TOLD * (bool(thing) and tells_quality(how, thing, item))
        away = item.hit.passage.document_id in elsewhere or item not in there
        gained -= DENIED * (denied and not _DENIES.search(all_words(item.hit.passage, item.unit)))
        return round(item.score + gained - APART * (away + (numbered and missing(question, [text_of(item)]))), 5)

    weighed = [replace(item, score=worth(item)) for item in match.evidence]
    return replace(match, evidence=tuple(by_worth(weighed, lambda item: item.score)))


def asks_usual(question: str) -> bool:
    """Tell whether a question asks for a fact as it usually is; who asks for an idea is told by cases as well."""
    return bool(ASKS_USUAL.search(question)) and asks_fact(question)


def _elsewhere(question: str, match: Match) -> frozenset[str]:
    """Return the documents without the thing that an amount is asked of, where others have it."""
    amount = asked_amount(question)
    if not amount or not amount.words:
        return frozenset()
    found = [(one.hit.passage.document_id, held_by(one)) for one in match.evidence]
    having = {document for document, held in found if all(meets(word, held) for word in amount.words)}
    return frozenset(document for document, _ in found if document not in having) if having else frozenset()


def general(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the first hits that tell how it usually is, where a question asks for that."""
    return [hit for hit in hits if asks_usual(question) and TELLS_USUAL.search(hit.passage.text)][:MORE]


def generality(question: str, item: Evidence) -> int:
    """Return 1 for a unit that tells how it usually is, -1 for one of a named case in some year, else 0."""
    text = text_of(item)
    if TELLS_USUAL.search(text):
        return 1
    named = set(capitalised(text, item.hit.passage.text)) - set(words(question))
    return -bool(named and years_in(text))
