"""Statements that open a case: sourcing that is wished, work or workers that are wanted, lost or too dear."""

from collections.abc import Sequence

from bot.facts.acts import (
    JOINTS,
    OWN,
    acts_from,
    ends_in,
    head_size,
    is_people,
    is_thing,
    names_work,
    object_end,
    skip,
    theirs,
    to_govern,
)
from bot.facts.choices import WH
from bot.facts.cues import Lexicon
from bot.facts.turnfacts import TurnFacts
from bot.words.amounts import ARTICLES
from bot.words.tokens import stem

Stems = Sequence[str]
LEADING = frozenset(map(stem, ["have", "just", "be", "will", "simply", "suddenly", "all", "already", "now"]))
SUBJECT = 5  # words of a subject that is looked at


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


def loses(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Our caterer quit", "we lost our bookkeeper", "provider went bust": those who did the work do it no more."""
    lost = next((i for i in range(len(stems)) if lexicon.mark_at("losing", stems, i)), None)
    if lost is not None and OWN.intersection(stems[lost + 1 : lost + 2]):
        return are_workers(stems, lost + 2, object_end(stems, lost + 2), lexicon)
    end = subject_end(stems, "leaving", lexicon)
    return are_workers(stems, 0, end, lexicon) and not lexicon.mark_at("leaving", stems, 0)


def complains(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Our testers cost too much": work or workers of one's own that are too dear; not "too dear to call"."""
    end = subject_end(stems, "dear", lexicon)
    said = next((i + size for i in range(end, len(stems)) if (size := lexicon.mark_at("dear", stems, i))), len(stems))
    return stems[0] in OWN | {"the"} and does_work(stems, 0, end, lexicon) and stems[said : said + 1] != ["to"]


def subject_end(stems: Stems, verbs: str, lexicon: Lexicon) -> int:
    """Where the subject of the first verb of a list ends, without the small words between; 0 for no verb."""
    at = next((i for i in range(len(stems)) if lexicon.mark_at(verbs, stems, i)), 0)
    while at and (stems[at - 1] in LEADING or lexicon.mark_at("leads", stems, at - 1)):
        at -= 1
    return at if at <= SUBJECT else 0


def does_work(stems: Stems, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase without a preposition is one of those who do work, or of the work."""
    phrase = simple(stems[start:end])
    names = ("bought", "workers", "work_nouns", "units")
    return any(ends_in(name, phrase, 0, len(phrase), lexicon) for name in names)


def are_workers(stems: Stems, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase without a preposition is one of those who do work, and of no work or unit ("support")."""
    phrase = simple(stems[start:end])
    work = head_size("work_nouns", phrase, 0, len(phrase), lexicon)
    people = head_size("workers", phrase, 0, len(phrase), lexicon)
    return people >= max(work, 1) or head_size("bought", phrase, 0, len(phrase), lexicon) > work


def simple(phrase: Stems) -> Stems:
    """A noun phrase without its commas; empty for one of anybody ("a vendor"), or that is no simple one."""
    phrase = [one for one in phrase if one != ","]
    joined = JOINTS.intersection(phrase) or WH.intersection(phrase)
    return [] if joined or ARTICLES.intersection(phrase[:1]) else phrase
