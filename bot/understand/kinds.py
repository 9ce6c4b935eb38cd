"""The kind of a question, from its form alone."""

import re
from collections.abc import Sequence
from functools import cache

from bot.types import Kind
from bot.understand import forms, moves
from bot.understand.asked import ASKS_LEADING
from bot.understand.courtesy import courtesy_of
from bot.words.language import content_words, english, opening, subject_words, words

# Words that follow the nouns of "which things are ..." and "what things should ...".
_PLURAL_NEXT = frozenset(["are", "were", "do", "did", "have", "can", "should", "must", "may", "might", "will", "would"])
_ASKED_NOUN = re.compile(
    r"""
    \b(what|which)(?P<copula>'s|\sis|\sare|\swas|\swere|\s(?:will|would|should)\sbe)?
    (?P<article>\sthe|\san?|\ssome)?\s(?P<rest>.+)""",
    re.VERBOSE,
)
# "What is the address of the office", "what was wrong with the pump" ask for something about a thing.
_ATTRIBUTE = re.compile(
    r"\bwhat(?:'s| is| are| was| were) (?:"
    r"the (?!(?:term|word|concept|meaning|definition|idea|principle|notion)\b)[\w' -]+? "
    r"(?:of|for|on|at|in|to|from|behind) (?:the|an?|my|our|your|this|that)\b"
    r"|the (?:[\w-]+ ){1,3}(?:of|for|on|at|in) (?:[\w-]+ ){0,3}[\w-]+'s\b"
    r"|the (?:full |real |exact )?names? of\b|some of\b"
    r"|the [\w-]+'s \w|[\w-]+ (?:with|about) (?:the|an?|my|our|your|this|that)\b)"
)
# What stands behind these is a question of its own: "we want to outsource it, how do we start?"
_LAST = re.compile(r"(?<=[.!?:;])\s+|,\s+(?=(?:so |and |but )?(?:how|what|which|where|when|why) [^,]*\?$)")
_CONDITION = re.compile(r"(?<=.)\b(?:when|if|once|unless|because|while|although|until)\b")
FEWEST_IN_BRIEF, MOST_IN_BRIEF = 3, 9  # words
_IN_FULL = frozenset([
    "what", "which", "how", "who", "why", "i", "we", "you", "they", "it", "to", "please", "list", "name", "define",
    "explain", "tell", "meaning", "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could",
    "will", "would", "should", "must", "may", "might",
])  # fmt: skip
_MORE_THAN_FIGURES = frozenset([
    "time", "position", "number", "figure", "rank", "year", "period", "forecast", "pay", "share",
])  # fmt: skip
# What stands in front of a figure that is not asked for: "effect on the wage".
_ABOUT_FIGURES = frozenset([
    "driver", "drivers", "effect", "effects", "interest", "reason", "reasons", "impact", "way", "ways",
])  # fmt: skip
_OF_FIGURES = frozenset(
    ["of", "for", "in", "at", "per", "on", "from", "with", "by", "when", "if", "out", "after", "before"]
)
_AFTER_NOUN = frozenset(["per", "today", "due", "currently", "usually", "typically"])


def kind_of(question: str, compares: bool = True) -> Kind:
    """Return the kind of a standalone question; "other" when its form says nothing.

    With `compares` false a comparison is taken for what it is besides ("is X the same as Y" asks yes or no).
    """
    text = opening(question).lower().replace("’", "'")
    if courtesy_of(text) or moves.only_restarts(text):
        return "greeting"
    if forms.ABOUT.search(text):
        return "about"
    if asked := forms.ASKED_POLITELY.match(text):
        rest = text[asked.end() :]
        return "yes_no" if rest.startswith(("if ", "whether ")) else kind_of(rest, compares)
    return _talk_aside(text, compares)


def _talk_aside(text: str, compares: bool) -> Kind:
    quantity = asks_quantity(text)
    if (
        forms.NUMBER_FIRST.match(text)
        or forms.FIGURE_ORDERED.match(text)
        or (quantity and not forms.COMPARISON.search(text))
    ):
        return "number"
    if _is_decision(text):
        return "decision"
    if compares and forms.COMPARISON.search(text):
        return "comparison"
    if forms.EXAMPLE.search(text):
        return "example"
    if quantity or forms.NUMBER.search(text):
        return "number"
    if asked := forms.REQUESTED.match(text):
        rest = text[asked.end() :]
        return "other" if is_bare_term(rest) else kind_of(rest, compares)
    return _from_opening(text)


def _from_opening(text: str) -> Kind:
    if forms.KNOWING.match(text):
        return "other"
    if forms.PROCEDURE.match(text):
        return "procedure"
    if forms.TAG.search(text):
        return "yes_no"
    # "Should you outsource core functions?" ends in a noun of lists and asks for none.
    closed = bool(forms.CLOSED.match(text))
    if (forms.LIST.search(_main_clause(text)) and not closed) or asks_several(text):
        return "list"
    if forms.YES_NO.search(text) and not forms.NAMING.match(text):
        return "yes_no"
    if forms.DEFINITION.search(text):
        return "other" if _asks_an_aspect(text) else "definition"
    if is_bare_term(text):
        return "definition"
    last = _LAST.split(text)[-1]
    return kind_of(last) if last != text and len(words(last)) >= 3 else "other"


def _main_clause(text: str) -> str:
    """Return a question that opens as one without what follows its main clause: "what does it become | when ..."."""
    return _CONDITION.split(text, maxsplit=1)[0] if forms.ASKS.match(text) else text


def is_bare_term(text: str) -> bool:
    """Tell whether the message is just a name ("captive centre", "BPO?"), which asks what it means."""
    found = words(text)
    if not found or found[0] in english().asking:
        return False
    return len(found) <= 4 and len(subject_words(text)) >= 1 and len(content_words(text)) >= len(found) - 1


def asks_quantity(text: str) -> bool:
    """Tell whether a figure is asked: "what price", "what is the annual revenue of", not "what is attrition rate?".

    The head of the noun phrase behind "what" decides. Without an article it needs a complement: a bare noun after
    "what is" asks for its meaning.
    """
    asked = _noun_phrase(text)
    if not asked:
        return False
    match, phrase, rest = asked
    head = phrase[-1]
    if not {head, head.removesuffix("s")} & english().quantities or {"phone", "telephone"} & set(phrase):
        return False
    if not match["copula"] and rest == "of":  # "what size of company" asks for a kind of company
        return False
    definite = match["article"] == " the" or any(word.endswith("'s") for word in phrase)
    return bool(rest) or (bool(match["copula"]) and definite)


def figure_in_brief(text: str) -> str:
    """Return the noun for the figure that a few words without a verb ask for ("weight of the large crate empty",
    "staff cost per hour Oslo"), "" where they ask for none."""
    said = words(text)
    if not FEWEST_IN_BRIEF <= len(said) <= MOST_IN_BRIEF or re.search(r"[.,:;!]", text.rstrip(".! ")):
        return ""
    if (
        said[0] == "when"
        or not (_IN_FULL | english().asking - {"when"}).isdisjoint(said)
        or forms.COMPARISON.search(text.lower())
    ):
        return ""
    found = (at for at, word in enumerate(said) if word.removesuffix("s") in figures() and _tells_of(said[at + 1 :]))
    at = next(found, len(said))
    apart = english().aspects | english().list_nouns | _ABOUT_FIGURES
    return said[at] if at < len(said) and apart.isdisjoint(said[:at]) else ""


@cache
def figures() -> frozenset[str]:
    """Return the nouns for figures that are seldom anything else."""
    return (english().quantities | english().sums) - english().other_sums - _MORE_THAN_FIGURES


def _tells_of(following: Sequence[str]) -> bool:
    """Tell whether words behind a noun for a figure say of what it is, or there are none; a noun makes it another thing
    ("price list"), or a term ("cost of ownership")."""
    first, second = [*following, "", ""][:2]
    if first == "of":
        return second in english().grammar["determiners"] or second[:1].isdigit()
    return not first or first in _OF_FIGURES or first[0].isdigit()


def asks_several(text: str) -> bool:
    """Tell whether several things are asked: "which countries ...", "what are the two halves of ..."."""
    asked = _noun_phrase(text)
    if not asked:
        return False
    match, phrase, rest = asked
    if match["copula"]:
        several = match["copula"] in (" are", " were") and match["article"] in (" the", " some")
        return several and bool(rest) and _plural(phrase[-1])
    return (match[1] == "which" and _plural(phrase[0])) or (_plural(phrase[-1]) and rest in _PLURAL_NEXT)


def _noun_phrase(text: str) -> tuple[re.Match[str], list[str], str] | None:
    """Return the match of "what" or "which", the nouns behind it up to the next function word, and that word."""
    match = _ASKED_NOUN.search(text)
    if not match:
        return None
    following = words(match["rest"])
    ends = (at for at, word in enumerate(following) if word in english().stop or word in _AFTER_NOUN)
    end = next(ends, len(following))
    return (match, following[:end], "".join(following[end : end + 1])) if 1 <= end <= 6 else None


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _asks_an_aspect(text: str) -> bool:
    """Tell "what is the main goal of offshoring" (an aspect of a subject) from "what is offshoring"."""
    asked = re.search(r"^\W*(?:\w+ ){0,2}?what(?:'s| is| are| was| were) (?:the |an? )?(.+)", text)
    if not asked or re.search(r"\b(meaning|definition)\b", text):
        return False
    if ASKS_LEADING.search(text):
        return True
    if re.search(r"\bfor\b(,? mainly)?\W*$", text) and not re.search(r"\bstands? for\W*$", text):
        return True
    if _ATTRIBUTE.search(text):
        return True
    head = words(re.split(r"\b(?:of|in|for|behind|with|to|when|that)\b", asked.group(1))[0])
    return bool(head) and head[-1] in english().aspects and head[-1] != "control"


def _is_decision(text: str) -> bool:
    """A choice asked for oneself: "should we ...", or a situation in the first person that ends in a choice."""
    if not forms.FIRST_PERSON.search(text):
        return bool(forms.HELP_CHOOSING.search(text))
    if forms.PROCEDURE.match(text):
        return False
    if forms.CHOICE.search(text):
        return True
    describes = len(re.findall(r"\b(we|our|i|my)\b", text)) >= 2 and len(words(text)) >= 12
    asks = text.rstrip().endswith("?") or bool(forms.ASKS.match(text))
    return describes and (not asks or bool(forms.CASE_ENDS.search(text)))
