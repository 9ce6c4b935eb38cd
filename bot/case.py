"""Whether words open a case to decide: an act of sourcing that is asked for or intended, or workers who are needed."""

import re
from collections.abc import Sequence

from bot import moves
from bot.acts import (
    OWN,
    SELF,
    act_at,
    acts_from,
    ends_in,
    is_people,
    names_work,
    object_end,
    sentences,
    sided,
    skip,
    theirs,
    work_in,
)
from bot.cues import Lexicon, load_lexicon
from bot.forms import WHO_SHOULD
from bot.kinds import kind_of
from bot.tokens import tokens_of
from bot.turnfacts import TurnFacts

THIN = frozenset({"horizon", "speed", "cost", "scale", "sector", "jurisdiction"})
"""Facts that hold for a flight or a party too: a number, a duration, a price."""
WH = frozenset({"how", "what", "which", "when", "why", "who", "whom", "whose"})
SHOULD = frozenset({"should", "shall", "ought"})
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
_SHOULD = re.compile(r"\b(?:should|shall) (?:we|i|my|our|they)\b(.*)", re.IGNORECASE | re.DOTALL)
_DO = re.compile(r" (?:do|choose|pick|prefer|decide|go)\b(?! (?:a|an|the|our|my)\b)", re.IGNORECASE)


Stems = Sequence[str]


def opens(text: str) -> bool:
    """Whether a sentence asks for the choice between ways of sourcing ("would you outsource testing?")."""
    lexicon = load_lexicon()
    return any(asks(stems, question, lexicon) for stems, question in sentences(text))


def intends(text: str, read: TurnFacts) -> bool:
    """Whether a statement tells of sourcing to come, or of workers or work that somebody is needed for."""
    lexicon = load_lexicon()
    return any(plans(stems, lexicon) or needs(stems, read, lexicon) for stems, _ in sentences(text))


def is_solid(text: str, read: TurnFacts) -> bool:
    """Whether two facts are stated, one of which only a piece of work has, and nothing else is asked for."""
    return len(read.stated) >= 2 and not {reading.fact for reading in read.stated} <= THIN and not asks_other(text)


def work_of(text: str) -> frozenset[str]:
    """The words for the work that a text decides about: what its verb has for an object, else the work it names."""
    return moves.work_of(text) or work_in(tokens_of(text), load_lexicon())


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
        if stems[at] in {"which", "what"}:
            plain = stems[at + 1] in {
                "be",
                "would",
                "do",
                "should",
                "of",
                "can",
                "shall",
                "if",
                "about",
                "else",
                "we",
                "i",
                ",",
            }
            if not plain and not lexicon.mark_at("options", stems, at + 1):
                return True
        size = lexicon.mark_at("advising", stems, at)
        end = object_end(stems, at + size) if size else at
        if size and (
            ends_in("bought", stems, at + size, end, lexicon) or ends_in("companies", stems, at + size, end, lexicon)
        ):
            return True
        size = lexicon.mark_at("needs", stems, at)
        if size and ends_in("not_work", stems, at + size, object_end(stems, at + size), lexicon):
            return True
    return False


def asks_choice(meant: str, read: TurnFacts, asks: bool) -> bool:
    """Whether a question is about who or where; one that names no subject can only mean the one choice there is."""
    if kind_of(meant) != "decision" or asks_other(meant):
        return False
    if moves.about_talk(meant) or WHO_SHOULD.search(meant.lower()):
        return True
    asked = _SHOULD.search(meant)
    if asked is None:
        return bool(asks and SOURCING.search(meant)) or is_solid(meant, read)
    return bool(_DO.match(asked[1])) and (bool(SOURCING.search(meant)) or len(read.stated) >= 2)


def asks(stems: Stems, question: bool, lexicon: Lexicon) -> bool:
    """Whether one sentence asks for a choice of sourcing."""
    ours = bool(SELF.intersection(stems))
    return (
        should(stems, lexicon)
        or passive(stems, lexicon)
        or (ours and judged(stems, lexicon))
        or (ours and question and alternatives(stems, lexicon))
        or (ours and question and stems[0] != "do" and act_at(stems, 0, lexicon))
        or advises(stems, lexicon)
    )


def should(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Should we (our company, I) ...", "do you think we should ..." and "would you ...", with such an act."""
    if stems[:2] in (["what", "about"], ["how", "about"]):
        return len(stems) > 2 and act_at(stems, 2, lexicon)
    for at, one in enumerate(stems[:-2]):
        if at and stems[at - 1] in WH:
            continue
        if one == "would" and stems[at + 1] == "you" and acts_from(stems, at + 2, lexicon):
            return True
        if one in SHOULD and (verb := verb_of(stems, at, lexicon)) and acts_from(stems, verb, lexicon):
            return True
    return False


def verb_of(stems: Stems, at: int, lexicon: Lexicon) -> int:
    """The place of the verb of a "should" whose subject is "we" or "our company"; 0 when it is somebody else."""
    if stems[0] == "do" and stems[at - 1] in {"we", "i"}:
        return at + 1
    if stems[at + 1] in {"we", "i"}:
        return skip(stems, at + 2, lexicon, most=2)
    named = next((i for i in range(at + 2, min(len(stems) - 1, at + 4)) if is_self(stems, i, lexicon)), 0)
    return named + 1 if stems[at + 1] in {"our", "my", "the"} and named else 0


def is_self(stems: Stems, at: int, lexicon: Lexicon) -> bool:
    """Whether a noun is the person's own organisation or its head: "company", "board"."""
    return bool(lexicon.mark_at("companies", stems, at) or lexicon.mark_at("authorities", stems, at))


def passive(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Could our bookkeeping be done abroad?": our work that can or should be done by somebody or somewhere."""
    for at, one in enumerate(stems[:-3]):
        if (
            one in {*SHOULD, "can", "could"}
            and stems[at + 1] in OWN
            and "be" in stems[at + 2 : min(at + 8, len(stems) - 1)]
        ):
            be = list(stems).index("be", at + 2)
            other = ends_in("not_work", stems, at + 2, be, lexicon)
            return not other and (sided(stems, be + 1, lexicon) or act_at(stems, be + 1, lexicon))
    return False


def judged(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Does it make sense to outsource ours?", "is handing it over a good idea?", "whether to hire or not"."""
    if stems[0] in WH:
        return False
    if "whether" in stems:
        return acts_from(stems, skip(stems, list(stems).index("whether") + 1, lexicon), lexicon)
    found = lexicon.has("judges", stems) and stems[0] in {"be", "do", "would", "will", "better", "could", "time"}
    return found and any(act_at(stems, i, lexicon) for i in range(1, len(stems)))


def alternatives(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Own people, contractors or a vendor?": somebody of one's own and somebody bought, with an "or"."""
    return "or" in stems and lexicon.has("owned", stems) and lexicon.has("bought", stems)


def advises(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Give me a recommendation for our logistics": advice on work of one's own, not a name or a thing to buy."""
    if stems[0] in {"which", "what"} and not (
        lexicon.mark_at("options", stems, 1) or stems[1:2] in (["be"], ["would"], ["do"])
    ):
        return False
    at = next((i for i in range(len(stems)) if lexicon.mark_at("advising", stems, i)), None)
    if at is None or stems[0] in WH - {"which", "what"}:
        return False
    own = next((i for i in range(at, len(stems)) if stems[i] in OWN), None)
    return own is not None and not lexicon.has("bought", stems[at:own]) and names_work(stems[own:], lexicon)


def plans(stems: Stems, lexicon: Lexicon) -> bool:
    """ "We are thinking about moving our testing abroad": a wish, a plan or a view with an act behind it."""
    if stems[0] in WH:
        return False
    if {"between", "decid", "choos"} & set(stems) > {"between"} and lexicon.has("owned", stems):
        return lexicon.has("bought", stems)
    for at in range(len(stems)):
        size = lexicon.mark_at("intends", stems, at)
        if size and acts_from(stems, skip(stems, at + size, lexicon), lexicon) and not theirs(stems, at, lexicon):
            return True
    return False


def needs(stems: Stems, read: TurnFacts, lexicon: Lexicon) -> bool:
    """ "We need a help desk at night": workers or work that is wanted, with a fact about it or said to be one's own."""
    if stems[0] in WH or not (read.stated or read.unclear or names_work(stems, lexicon)):
        return False
    for at in range(len(stems)):
        start = at + lexicon.mark_at("needs", stems, at)
        if start > at and not theirs(stems, at, lexicon) and is_wanted(stems, start, lexicon):
            return True
    return False


def is_wanted(stems: Stems, start: int, lexicon: Lexicon) -> bool:
    end = object_end(stems, start)
    if stems[end : end + 1] == ["to"] and lexicon.mark_at("learning", stems[end + 1 :] or [""], 0):
        return False  # "someone to explain it"
    if is_people(stems, start, end, lexicon) or ends_in("work_nouns", stems, start, end, lexicon):
        return True
    hired = ends_in("bought", stems, start, end, lexicon)
    return hired and stems[end : end + 1] in ([], ["to"], ["for"], ["who"], ["that"], ["in"])
