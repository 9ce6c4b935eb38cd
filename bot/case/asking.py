"""Whether a turn asks, orders or tells, for a case that is decided."""

import re
from collections.abc import Sequence

from bot.facts.cues import load_lexicon
from bot.facts.speakers import SELF
from bot.understand import moves
from bot.understand.forms import PROCEDURE
from bot.understand.kinds import is_bare_term, kind_of
from bot.understand.query import Reader
from bot.words.amounts import NUMBERS
from bot.words.language import content_words, denies, english, words
from bot.words.tokens import tokens_of

OURS = re.compile(
    r"\b(?:we|our|us|i|my|the (?:boss|board|ceo|management))\b"
    r"|^\W*(?:please )?(?:need|want|look|search|try|think|plann|consider)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\?\s*$|^\W*(what|which|who|how|why|when|where|is|are|does|do|can|could|should|explain|define|compare|tell)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^\W*(?:ignore|disregard|override|pretend|act as|say|output|print|system\b|you must|you are now)\b", re.IGNORECASE
)
_OF_US = re.compile(
    r"^\W*(?:(?:no|yes|well|ok|okay|and|but|so|maybe|sure|hmm|no way)\b[,\s]*)*"
    r"(?:we|i|(?:we|i|it|they|there)['’]\w+|it|they|our|my|nobody|everybody|there is)\s",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^\W*(?:(?:not|no|never|without|nothing)\s|(?:[\w'’-]+\s){1,4}?(?:is|are|was|isn['’]t|aren['’]t|has|must|can['’]t|won['’]t)\s)",
    re.IGNORECASE,
)
_SEEKS = re.compile(
    r"\b(?:know|learn|understand|read|hear|see|explain\w*|defin\w+|inform\w*|examples?|questions?|about|between|tell"
    r"|what|how|why|which|who|whom|where|when|whether)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(rf"\babout (?=\d|(?:{'|'.join(sorted(NUMBERS))})\b)", re.IGNORECASE)
_COUNTS = re.compile(r"^\W*\d|\w\s(?:it|them|us)\W*$")
FEW = 3  # words with which a question goes on ("it is cold")
SENTENCE = 5  # words from which a turn is a sentence and no name
_LAST = re.compile(r"[.,;!\n](?=[^.,;!\n]+\?\s*$)")
# A question behind what is told, whose mark is left out: "we take the dog to France, which papers do we need".
_ASKS_LAST = re.compile(
    r"[.,;!\n][ \t]*(?:(?:and|but|so)[ \t]+)?"
    r"(?P<last>(?:(?:what|how|why|when|where|which|who|whom)\s(?:[\w'’-]+\s){0,4}?)?(?:do|does|did|can|could|should|must|may|will|would)\s(?:i|we|you|he|she|it|they|my|our|the)\b[^.,;!\n]*)$",
    re.IGNORECASE,
)


def is_question(turn: str) -> bool:
    return bool(_QUESTION.search(turn)) and not denies(turn)


def tells(turn: str) -> bool:
    """Whether a turn asks nothing, save what it means for the decision ("we can invest, does that change it?")."""
    unmarked = _ASKS_LAST.search(turn)
    if not is_question(turn) and not unmarked:
        return True
    last = unmarked["last"] if unmarked else _LAST.split(turn)[-1].strip()
    return last != turn.strip() and moves.about_talk(last) and not PROCEDURE.match(last.lower())


def tells_own(turn: str) -> bool:
    """Whether a turn tells of the person's own organisation, and does not ask to be told: "no way we take a vendor"."""
    stems = [token.stem for token in tokens_of(turn)]
    return bool(SELF.intersection(stems)) and not load_lexicon().has("learning", stems)


def is_unread(turn: str, reader: Reader, named: Sequence[str] = ()) -> bool:
    """Whether a turn looks like a reply in which nothing could be read, and not like a question on the subject.

    `named` are the facts of which it speaks ("medium control").
    """
    if _ORDER.search(turn):
        return True
    if is_question(turn) or kind_of(turn) in ("greeting", "about"):
        return False
    if not _SEEKS.search(turn) and (_OF_US.search(turn) or _SAYS.search(turn) or len(words(turn)) >= SENTENCE):
        return True
    if reader.names.find(turn):
        return tells_own(turn)
    said = content_words(turn)
    unknown = bool(said) and not any(reader.held(said).values())
    return bool(named) or bool(_COUNTS.search(turn)) or kind_of(turn) == "other" or not is_bare_term(turn) or unknown


def is_told_of(turn: str, reader: Reader) -> bool:
    """Whether the documents hold every word that says what a turn is about, so that they may answer it."""
    said = [word for word in content_words(turn) if word not in english().talk]
    return bool(said) and all(reader.held(said).values())


def tells_aside(turn: str, reader: Reader) -> bool:
    """Whether a statement on the person's own organisation ("we are 400"), or one that no document can tell of, comes
    after a question on the subject."""
    if is_question(turn) or _SEEKS.search(_MEASURED.sub("", turn)):
        return False
    if _OF_US.search(turn) and tells_own(turn):
        return True
    sentence = (_OF_US.search(turn) or _SAYS.search(turn)) and len(words(turn)) > FEW
    return bool(sentence) and not (is_told_of(turn, reader) or reader.names.find(turn))
