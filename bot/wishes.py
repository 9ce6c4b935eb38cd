"""Statements that open a case: sourcing that is wished or planned, work that is wanted, workers who are needed."""

from collections.abc import Sequence

from bot.acts import (
    OWN,
    acts_from,
    ends_in,
    is_people,
    is_thing,
    names_work,
    object_end,
    skip,
    theirs,
    to_govern,
)
from bot.choices import WH
from bot.cues import Lexicon
from bot.turnfacts import TurnFacts

Stems = Sequence[str]


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
    told = read.stated or read.unclear or names_work(stems, lexicon) or OWN.intersection(stems)
    if stems[0] in WH or not told:
        return False
    for at in range(len(stems)):
        start = at + lexicon.mark_at("needs", stems, at)
        if start > at and not theirs(stems, at, lexicon) and is_wanted(stems, start, lexicon):
            return True
    return False


def is_wanted(stems: Stems, start: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase is one of workers, of work, or of one's own to be worked on ("our app developed")."""
    end = object_end(stems, start)
    behind = stems[end : end + 1]
    if behind == ["to"] and (
        lexicon.mark_at("learning", stems[end + 1 :] or [""], 0) or to_govern(stems, end, lexicon)
    ):
        return False  # "someone to explain it", "someone to check the contract with our vendor"
    if is_people(stems, start, end, lexicon):
        return True
    if OWN.intersection(stems[start:end]) and lexicon.mark_at("doing", stems, end - 1):
        return end - start > 2 and not is_thing(stems, start, end - 1, lexicon)
    if behind in (["on"], ["about"]) and ends_in("papers", stems, start, end, lexicon):
        return False  # "a report on the risks"
    if ends_in("work_nouns", stems, start, end, lexicon):
        return not (behind == ["of"] and is_thing(stems, end + 1, object_end(stems, end + 1), lexicon))
    hired = ends_in("bought", stems, start, end, lexicon)
    if behind == ["for"]:
        rest = stems[end + 1 :]
        return hired and bool(OWN.intersection(rest) or lexicon.has("work_nouns", rest))
    return hired and behind in ([], ["to"], ["who"], ["that"], ["in"])
