"""A person's words as the parts that are answered one by one: what they take for granted, and each question."""

import re
from dataclasses import dataclass

from bot.understand.fit import aspects
from bot.words.language import clean, content_words, words

MOST = 3  # questions of one turn that are answered apart; a longer one is a letter, and read as a whole
LEAST_PREMISE = 4  # words of what is taken for granted; fewer say nothing that could be checked


@dataclass(frozen=True, slots=True)
class Part:
    """A question, or a `premise`: a claim that a question is built on."""

    text: str
    premise: bool = False


_ASKING = r"(?:how|what|why|when|where|whos?|whom|whose|which|is|are|was|were|do|does|did|can|could|should|will|would)"
_HELPS = "(?:is|are|was|were|do|does|did|can|could|should|must|will|would|may)"
_END = re.compile(r"(?<=\?)\s+(?=\S)")
_WITH = r"(?:(?:at|in|on|for|from|to|by|with|under|within|until|since|of) (?=what|which|whose|whom|how))?"
# "What are the risks, and how can they be reduced?"; a bare word behind the "and" goes with the words in front of it.
_AND = re.compile(
    rf"\s*(?:,|;|,?\s(?:and|but))\s+(?:also\s+|then\s+)?(?=(?:how|what|why|when|where|who|whose|which)(?:['’]?s)?\b(?:\s+\S+){{2}}"
    rf"|(?:at|in|on|for|from|to|by|with|under|within|until|since|of) (?:what|which|whose|how)(?: \w+){{1,2}} {_HELPS}\b"
    rf"|(?:by|from|since|to|until) (?:when|where) {_HELPS}\b"
    rf"|{_ASKING}\s+(?:it|they|there|we|you|i|this|that|one)\b)",
    re.IGNORECASE,
)
# What asks how one hears of something, and nothing without that: "and how will I find out?".
_HEARD = frozenset(["find", "hear", "learn", "notified", "informed"])
_TAKES_UP = re.compile(r"(?:what|how|who|where|when) .+ (?:it|them)\W*$", re.IGNORECASE)
_QUESTION = re.compile(rf"^\W*(?:and|but|so|then|also|please|well|ok|okay)?\W*{_WITH}{_ASKING}\b", re.IGNORECASE)
_ORDER = re.compile(
    r"^\W*(?:please )?(?:explain|define|describe|compare|list|name|tell|show|give|say)\b", re.IGNORECASE
)
_GRANTED = re.compile(
    r"^\W*(?:since|given that|given|as|because|seeing that|seeing as|now that|considering(?: that)?|knowing that"
    r"|assuming(?: that)?|if it is true that|it is (?:clear|known|obvious) that|we all know(?: that)?"
    r"|everyone knows(?: that)?)\s+(?P<premise>[^?]+?)\s*[,;:–—]\s*(?:so |then |and )?(?P<asked>\S.*)$",
    re.IGNORECASE,
)
_THEREFORE = re.compile(
    r"^(?P<premise>[^?]+?)\s*(?:[,;.]|\s[–—-])\s*(?:so|therefore|hence|thus)\b,?\s+(?P<asked>\S.*)$", re.IGNORECASE
)
# "Several vendors: what do we gain, and what does it cost?"
_LED = re.compile(
    rf"(?P<about>(?!\W*(?:please|note|question|hi|hello|dear|ps)\b)[^?:.!]{{3,80}}(?<!following):"
    rf"|(?:in|for|at|on|with|under|within|about) (?!(?:what|which|whom?|whose|how|when|where)\b)[^?:.!,;]{{3,60}},)"
    rf"\s+(?P<asked>{_ASKING}\b.*)$",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:we|our|us|i|my|me)\b", re.IGNORECASE)
# Said of one's own case, and meant of every: "we always save abroad", "the more metrics we have the safer we are".
_MORE = r"the (?:more|less|fewer|\w{2,}er)\b"
_OF_ALL = re.compile(rf"\b(?:always|never|by definition|{_MORE}.+\b{_MORE})", re.IGNORECASE)


_PAIR = re.compile(
    r"^(?P<asks>.*?)\b(?P<one>[a-z]+)\s+(?:and|or|&)\s+(?:the\s+|its\s+|their\s+)?(?P<other>[a-z]+)\b(?P<of>.*)$",
    re.IGNORECASE,
)


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of a person's words in order; a single one when they are one question, or a story."""
    whole = clean(text)
    sentences = _END.split(whole)
    if len(sentences) > 1 and not all(map(_asks, sentences)):
        return (Part(whole),)
    parts = [part for sentence in sentences for part in _parts(sentence)]
    questions = [part for part in parts if not part.premise]
    if len(parts) < 2 or len(questions) > MOST:
        return (Part(whole),)
    return tuple(parts)


def _parts(sentence: str) -> list[Part]:
    premise, asked = _granted(sentence)
    found = [Part(premise, premise=True)] if premise else []
    led = _LED.match(asked)
    about, asked = (f"{led['about']} ", led["asked"]) if led and content_words(led["about"]) else ("", asked)
    pieces = [piece.strip() for piece in _AND.split(asked)]
    apart = len(pieces) > 1 and all(_asks(piece) and _asks_something(piece) for piece in pieces)
    return [*found, *(Part(one) for piece in (pieces if apart else [asked]) for one in _sides(f"{about}{piece}"))]


def _sides(question: str) -> list[str]:
    """Return a question for two sides of a subject ("the benefits and risks of X") as one for each."""
    pair = _PAIR.match(question)
    if (
        not pair
        or not aspects(pair["one"])
        or not aspects(pair["other"])
        or aspects(pair["one"]) == aspects(pair["other"])
    ):
        return [question]
    return [f"{pair['asks']}{side}{pair['of']}" for side in (pair["one"], pair["other"])]


def _granted(sentence: str) -> tuple[str, str]:
    """Return what a sentence takes for granted, and the question it builds on that; "" and the sentence for none.

    What a person says of their own case is no claim that a document could settle.
    """
    for pattern in (_GRANTED, _THEREFORE):
        found = pattern.match(sentence)
        if found and _QUESTION.match(found["asked"]):
            premise = found["premise"].strip()
            if len(words(premise)) >= LEAST_PREMISE and (_OF_ALL.search(premise) or not _OWN.search(premise)):
                return premise, found["asked"].strip()
    return "", sentence


def _asks_something(piece: str) -> bool:
    """Tell whether a piece is a question by itself: its words say what is asked, or it takes up what was asked before
    ("and what do we get for it?")."""
    said = set(content_words(piece))
    return bool(said - _HEARD) or not (said or not _TAKES_UP.match(piece))


def _asks(text: str) -> bool:
    return bool(_QUESTION.match(text) or _ORDER.match(text) or text.endswith("?"))
