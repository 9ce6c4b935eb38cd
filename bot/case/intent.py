"""Whether words open a case to decide: an act of sourcing that is asked for or intended, or workers who are needed."""

import re
from collections.abc import Sequence

from bot.case.asking import OURS, is_question, tells
from bot.facts.acts import DETERMINERS, ends_in, is_people, is_thing, is_work, object_end, sentences, sided, work_in
from bot.facts.choices import JUDGING, asks, governs
from bot.facts.cues import Lexicon, load_lexicon
from bot.facts.turnfacts import TurnFacts
from bot.facts.wishes import complains, loses, needs, plans
from bot.understand import moves
from bot.understand.forms import WHO_SHOULD
from bot.understand.kinds import kind_of
from bot.words.language import words
from bot.words.tokens import Token, tokens_of

THIN = frozenset({"horizon", "speed", "cost", "scale", "sector", "jurisdiction"})
"""Facts that hold for a flight or a party too: a number, a duration, a price."""
_FURTHER = re.compile(
    r"^\W*(?:now|next)\b|\b(?:also|too|as well|another|besides|additionally|in addition|furthermore|on top|second)\b",
    re.IGNORECASE,
)
# What a choice about who and where is about.
SOURCING = re.compile(
    r"\b(out-?sourc\w*|off-?shor\w*|near-?shor\w*|on-?shor\w*|re-?shor\w*|in-?sourc\w*|in[- ]?house|captive|vendor"
    r"|provider|supplier|agency|contractor|partner|freelanc\w*|third[- ]part\w*"
    r"|abroad|overseas|hire|hiring|build|buy|subsidiary|location|country|who should do|where should"
    r"|(?:us|ourselves) or|or (?:us|ourselves))\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?<=[.,;:!?\n])\s+|\s+(?:[-–—]|and|but|so)\s+")
_INQUIRY = re.compile(r"\W*(?:(?:what|how)(?! an?\b)|why|tell me|explain)\b", re.IGNORECASE)
_SHOULD = re.compile(r"\b(?:should|shall) (?:we|i|my|our|they)\b(.*)", re.IGNORECASE | re.DOTALL)
_DO = re.compile(r" (?:do|choose|pick|prefer|decide|go)\b(?! (?:a|an|the|our|my)\b)", re.IGNORECASE)


Stems = Sequence[str]
WEAK = frozenset([
    "work", "task", "job", "project", "process", "activity", "function", "service", "services", "department", "unit",
    "team", "division", "centre", "center", "review", "operation", "operations", "management", "system", "product",
])  # fmt: skip
"""Words for work that name none: "our service" can be any."""
INFLECTED = ("ing", "ed", "s")
VERSUS = frozenset({"vs", "versus"})
PLAIN = frozenset({
    "be", "would", "do", "should", "of", "can", "shall", "if", "about", "els", "we", "i", ",", "one", "now",
})  # fmt: skip
"""What stands behind a "which" or "what" that asks for no thing of another kind."""


def opens(text: str) -> bool:
    """Whether a sentence asks for the choice between ways of sourcing ("would you outsource testing?")."""
    lexicon = load_lexicon()
    return any(
        asks(stems, question, lexicon) or (question and seeks_view(stems, lexicon))
        for stems, question in sentences(text)
    )


def seeks_view(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Our director wants to bring it back in house, is that wise?": a plan with a judgement asked for behind it."""
    last = max((i for i, one in enumerate(stems[:-1]) if one == ","), default=0)
    behind = stems[last + 1 :]
    return last > 0 and behind[0] in JUDGING and lexicon.has("judges", behind) and plans(stems[:last], lexicon)


def intends(text: str, read: TurnFacts) -> bool:
    """Whether a statement tells of sourcing to come, of workers or work that somebody is needed for, of a provider
    lost, or of work that costs too much."""
    lexicon = load_lexicon()
    told = [one for one, _ in sentences(text)]
    if any(plans(one, lexicon) or needs(one, read, lexicon) for one in told):
        return True
    return not inquires(text) and any(loses(one, lexicon) or complains(one, lexicon) for one in told)


def inquires(text: str) -> bool:
    """Whether a part of a text asks for something else than what to decide: "..., what does the insurance pay"."""
    return any(_INQUIRY.match(part) and not moves.about_talk(part) for part in _PARTS.split(text))


def is_solid(text: str, read: TurnFacts) -> bool:
    """Whether two facts are stated, one of which only a piece of work has, and nothing else is asked for."""
    return len(read.stated) >= 2 and not {reading.fact for reading in read.stated} <= THIN and not asks_other(text)


def work_of(text: str) -> frozenset[str]:
    """The words for the work that a text decides about: what its verb has for an object, else the work it names."""
    return moves.work_of(text) or work_in(tokens_of(text), load_lexicon())


def title_of(text: str) -> str:
    """The name of the work that a text decides about, in its own words; "" when it has none."""
    lexicon, found = load_lexicon(), moves.work_of(text)
    said = [word for word in words(text) if word in found]
    if said:
        return " ".join(dict.fromkeys(said))
    tokens = [token for token in tokens_of(text) if text[token.start : token.end] != "it"]
    stems = [token.stem for token in tokens]
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (size := lexicon.mark_at("work_nouns", stems, end)):
            end += size
        if end > at and not {token.word for token in tokens[at:end]} <= WEAK:
            return " ".join(text[tokens[at].start : tokens[end - 1].end].split())
        at = max(end, at + 1)
    return ""


def is_further(text: str) -> bool:
    """Whether a text speaks of one more thing: a question, or "we also need ..."."""
    return opens(text) or bool(_FURTHER.search(text))


def asks_other(text: str) -> bool:
    """Whether a text asks for a name ("recommend a vendor"), for something else of which there are several ("which
    metrics"), or needs a thing that is no work ("an NDA")."""
    lexicon = load_lexicon()
    return any(is_other(stems, lexicon) for stems, _ in sentences(text))


def is_other(stems: Stems, lexicon: Lexicon) -> bool:
    for at in range(len(stems) - 1):
        asks_thing = stems[at] in {"which", "what"} and stems[at + 1] not in PLAIN
        if asks_thing and not lexicon.mark_at("options", stems, at + 1):
            return True
        size = lexicon.mark_at("advising", stems, at)
        end = object_end(stems, at + size) if size else at
        if size and (
            ends_in("bought", stems, at + size, end, lexicon) or ends_in("companies", stems, at + size, end, lexicon)
        ):
            return True
        size = lexicon.mark_at("needs", stems, at)
        if size and is_thing(stems, at + size, object_end(stems, at + size), lexicon):
            return True
    return False


def is_bare(text: str) -> bool:
    """Whether a text asks for a choice and names no subject: it can only mean the one choice there is."""
    return kind_of(text) == "decision" and moves.about_talk(text) and not asks_other(text)


def orders(text: str) -> bool:
    """Whether a text is an order to source work, put as a question or with who or where: "Offshore claims handling?".

    Only the plain form of the verb orders: "outsourcing claims handling" is what somebody looks up.
    """
    lexicon = load_lexicon()
    tokens = [token for token in tokens_of(text.strip()) if token.is_word]
    stems = [token.stem for token in tokens]
    size = lexicon.mark_at("sourcing", stems, 0)
    end = object_end(stems, size)
    if not 0 < size < end or tokens[0].word.endswith(INFLECTED) or is_thing(stems, size, end, lexicon):
        return False
    asked, somewhere = text.rstrip().endswith("?"), sided(stems, end, lexicon)
    if VERSUS.intersection(stems) or not (asked or somewhere):
        return False
    towards = somewhere and (
        not lexicon.mark_at("lying", stems, 0) or stems[end] == "to"
    )  # no "offshore wind in Wales"
    return towards or sources(tokens[:end], size, lexicon)


def sources(tokens: Sequence[Token], size: int, lexicon: Lexicon) -> bool:
    """Whether a verb of sourcing at the start has work for its object; no "offshore rates", "outsource template".

    "Offshore" is an adjective before several things ("offshore accounts"), and before what is no known work.
    """
    stems = [token.stem for token in tokens]
    if stems[size] in DETERMINERS or lexicon.mark_at("pronouns", stems, size):
        return True
    if not lexicon.mark_at("lying", stems, 0):
        named = " ".join(token.word for token in tokens[size:])
        return is_work(named, own=True, lexicon=lexicon) or is_people(stems, size, len(stems), lexicon)
    several = tokens[-1].word.endswith("s") and not tokens[-1].word.endswith(("ics", "ss"))
    return not several and ends_in("work_nouns", stems, size, len(stems), lexicon)


def is_formed(turn: str, meant: str, read: TurnFacts) -> bool:
    """Whether the grammar of a turn, or of what it means with the turns before, asks for a choice or tells a plan."""
    if opens(meant) or orders(turn) or asks_choice(meant, read, is_question(meant)):
        return True
    return tells(turn) and (intends(turn, read) or (bool(OURS.search(turn)) and is_solid(turn, read)))


def asks_choice(meant: str, read: TurnFacts, asks: bool) -> bool:
    """Whether a question is about who or where; one that names no subject can only mean the one choice there is."""
    lexicon = load_lexicon()
    if kind_of(meant) != "decision" or asks_other(meant) or any(governs(one, lexicon) for one, _ in sentences(meant)):
        return False
    if moves.about_talk(meant) or WHO_SHOULD.search(meant.lower()):
        return True
    asked = _SHOULD.search(meant)
    if asked is None:
        return bool(asks and SOURCING.search(meant)) or is_solid(meant, read)
    return bool(_DO.match(asked[1])) and (bool(SOURCING.search(meant)) or len(read.stated) >= 2)
