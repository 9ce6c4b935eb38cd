"""Openings of a case that take more than one sentence, or tell the work without asking for an act of sourcing."""

import re
from collections.abc import Sequence

from bot import moves
from bot.acts import JOINTS, OWN, act_at, brings_back, ends_in, is_thing, object_end, sentences
from bot.choices import CAN, POLITE
from bot.cues import Lexicon
from bot.language import english
from bot.ownwork import chooses
from bot.speakers import SELF
from bot.tokens import stem, tokens_of
from bot.turnfacts import TurnFacts
from bot.whereto import Alternatives, alternatives_in
from bot.wishes import plans

Stems = Sequence[str]
SHORT = 7  # words of a sentence that only asks for a view on the one before
MAKE_OR_BUY = (["mak", "or", "buy"], ["build", "or", "buy"], ["buy", "or", "mak"], ["buy", "or", "build"])
AGREED = frozenset(map(stem, ["agree", "right", "true"]))
BEHIND = JOINTS.union(map(stem, [
    "takes", "costs", "needs", "runs", "grows", "covers", "handles", "gets", "works", "consists", "employs", "eats",
    "keeps", "makes", "seems", "looks", "currently", "today", "department", "team",
]))  # fmt: skip
"""What may follow the name of a piece of work that is no part of a longer name."""
_LEADS = re.compile(r"^\W*(?:better|rather)\b\W*", re.IGNORECASE)
POSSESS = frozenset({"hav", "run", "operat", "employ"})


def opens_case(text: str, lexicon: Lexicon) -> bool:
    """Whether a text as a whole opens a case: work described and a choice, advice or a view asked for."""
    parts = [(list(stems), asked) for stems, asked in sentences(text)]
    if not parts:
        return False
    last, asked = parts[-1]
    before = [stems for stems, _ in parts[:-1]]
    if not before and "," in last:
        at = len(last) - 1 - last[::-1].index(",")
        before, last = [last[:at]], last[at + 1 :]
    return bool(last) and (
        keeps(last, before, lexicon)
        or thinks(last, asked, lexicon)
        or (last[:3] in MAKE_OR_BUY and bool(OWN.intersection(last)))
        or replaces(last, before, asked, lexicon)
        or chooses(parts, lexicon)
        or views(last, before, lexicon)
        or (asked and wonders(last, lexicon))
        or (advises(text) and any(describes(stems, lexicon) for stems in before))
        or any(compares(stems, lexicon) for stems, _ in parts)
        or names_both(text, asked)
    )


def keeps(last: Stems, before: Sequence[Stems], lexicon: Lexicon) -> bool:
    """ "Our payroll ... do we keep it?": an act on work named before, or on work of one's own."""
    at = next((i for i in range(len(last) - 2) if last[i] in {"do", "should"} and last[i + 1] in {"we", "i"}), None)
    if at is None or not POLITE.issuperset(last[:at]):
        return False
    if not (act_at(last, at + 2, lexicon) or brings_back(last, at + 2, lexicon)):
        return False
    if OWN.intersection(last[at + 2 :]):
        return True
    size = max(lexicon.mark_at(name, last, at + 2) for name in ("moving", "making", "sourcing"))
    start = at + 2 + size
    pronoun = start < len(last) and lexicon.mark_at("pronouns", last, start) > 0
    return pronoun and any(lexicon.has("work_nouns", stems) and not asks_wh(stems) for stems in before)


def asks_wh(stems: Stems) -> bool:
    return stems[0] in {"what", "which", "who", "how", "why", "when", "where"}


def thinks(last: Stems, asked: bool, lexicon: Lexicon) -> bool:
    """ "Do you think we can give our tax returns to a firm in Vietnam?": leave asked for an act on one's own work."""
    at = next((i for i in range(1, len(last) - 2) if last[i] in CAN and last[i - 1] in {"we", "i"}), None)
    leads = at is not None and {"think", "ok", "if", "okay", "believ"}.intersection(last[: at - 1])
    return bool(asked and at is not None and leads and OWN.intersection(last[at:]) and act_at(last, at + 1, lexicon))


def replaces(last: Stems, before: Sequence[Stems], asked: bool, lexicon: Lexicon) -> bool:
    """ "Our accountant left. Hire a new one or take a firm?": an act of getting somebody, or somebody bought."""
    if not (asked and "or" in last and any(SELF.intersection(stems) or lost(stems, lexicon) for stems in before)):
        return False
    at = last.index("or")
    gets = lexicon.mark_at("making", last, 0) or lexicon.mark_at("moving", last, 0)
    firm = lexicon.has("bought", last[at + 1 :]) or ends_in(
        "companies", last, at + 1, object_end(last, at + 2), lexicon
    )
    return bool(gets) and at > 1 and firm


def views(last: Stems, before: Sequence[Stems], lexicon: Lexicon) -> bool:
    """ "My boss says India is the answer for our testers. Is she right?": a view on where one's own work belongs."""
    if len(last) > SHORT or not (lexicon.has("judges", last) or AGREED.intersection(last)):
        return False
    return any(plans(stems, lexicon) or claims_place(stems, lexicon) for stems in before)


def claims_place(stems: Stems, lexicon: Lexicon) -> bool:
    """Whether a sentence holds somebody's view, a place or side, and work or workers of one's own."""
    placed = lexicon.has("destinations", stems) or lexicon.has("sides", stems) or lexicon.has("sourcing", stems)
    holds = any(lexicon.has(name, stems) for name in ("claims", "reports", "intends"))
    return (
        holds
        and placed
        and bool(SELF.intersection(stems[:2]) or lexicon.mark_at("authorities", stems, 1))
        and (own_work(stems, lexicon) or own_workers(stems, lexicon))
    )


def wonders(last: Stems, lexicon: Lexicon) -> bool:
    """ "What would you do with a help desk of 12 people?": what to do with a piece of work."""
    for at in range(len(last) - 5):
        if list(last[at : at + 5]) == ["what", "would", "you", "do", "with"]:
            end = object_end(last, at + 5)
            return ends_in("work_nouns", last, at + 5, end, lexicon)
    return False


def advises(text: str) -> bool:
    """Whether a text ends by asking for advice on what it told ("... What do you suggest?")."""
    marks = [i for i, one in enumerate(text.rstrip(" ?.!")) if one in ".!?;,:\n"]
    return bool(marks) and moves.steered(text[marks[-1] + 1 :], current=False) == "repeat"


def describes(stems: Stems, lexicon: Lexicon) -> bool:
    """Whether a sentence tells of work of one's own that nobody outside does: had, too much, or left by its people."""
    if asks_wh(stems) or lexicon.has("bought", stems):
        return False
    return own_work(stems, lexicon) or had_work(stems, lexicon) or lost(stems, lexicon) or overloads(stems, lexicon)


def own_work(stems: Stems, lexicon: Lexicon) -> bool:
    """Whether "our" is followed by a name of work that is no part of a longer name ("our payroll vendor")."""
    for at, one in enumerate(stems):
        for i in range(at + 1, min(len(stems), at + 4)) if one in OWN else ():
            size = lexicon.mark_at("work_nouns", stems, i)
            if size and not is_thing(stems, at + 1, i + size, lexicon):
                behind = stems[i + size : i + size + 1]
                named = any(lexicon.mark_at(name, stems, i + size) for name in ("companies", "not_work", "bought"))
                goes_on = BEHIND.union(english().stop).issuperset(behind) or behind[0][0].isdigit()
                return goes_on and not named  # "our accounting software" is software
    return False


def own_workers(stems: Stems, lexicon: Lexicon) -> bool:
    return any(
        one in OWN and any(lexicon.mark_at("workers", stems, i) for i in range(at + 1, min(len(stems), at + 4)))
        for at, one in enumerate(stems)
    )


def had_work(stems: Stems, lexicon: Lexicon) -> bool:
    """ "We run a help desk with 15 people"."""
    at = next((i for i, one in enumerate(stems[:-1]) if one in POSSESS and i and stems[i - 1] in {"we", "i"}), None)
    return at is not None and ends_in("work_nouns", stems, at + 1, object_end(stems, at + 1), lexicon)


def lost(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Our accountant quit": a worker who has left."""
    for at in range(len(stems) - 1):
        behind = at + 1 + (stems[at + 1] in {"hav", "be"})
        if lexicon.mark_at("workers", stems, at) and behind < len(stems) and lexicon.mark_at("quits", stems, behind):
            return True
    return False


def overloads(stems: Stems, lexicon: Lexicon) -> bool:
    """ "We can't keep up with support tickets": more work than one's own people can do."""
    at = next((i for i in range(len(stems)) if lexicon.mark_at("overloaded", stems, i)), None)
    return at is not None and lexicon.has("work_nouns", stems)


def tasks(text: str, read: TurnFacts, lexicon: Lexicon) -> bool:
    """ "We have to translate 400 manuals by March": so many things to be worked on, with a time for it."""
    if not {"horizon", "speed"}.intersection(reading.fact for reading in read.stated):
        return False
    for stems, asked in sentences(text):
        at = next((i for i in range(1, len(stems) - 2) if must_at(stems, i)), None)
        if at is None or asked or asks_wh(stems):
            continue
        verb = at + (2 if stems[at + 1] == "to" else 1)
        size = lexicon.mark_at("doing", stems, verb) if verb < len(stems) else 0
        if size and stems[verb + size : verb + size + 1] and stems[verb + size][0].isdigit():
            return (
                not is_thing(stems, verb + size, object_end(stems, verb + size), lexicon)
                or int_of(stems[verb + size]) >= 20
            )
    return False


def int_of(word: str) -> int:
    digits = word.replace(",", "").replace(".", "")
    return int(digits) if digits.isdigit() else 0


def must_at(stems: Stems, at: int) -> bool:
    return stems[at - 1] in {"we", "i"} and (
        stems[at] == "must" or (stems[at] in {"hav", "need"} and stems[at + 1] == "to")
    )


def compares(stems: Stems, lexicon: Lexicon) -> bool:
    """ "I'd like to compare for our accounting: our own centre or a firm": two ways for work of one's own."""
    orders = {"compar", "decid", "choos", "weigh"}.intersection(stems) and not asks_wh(stems)
    joined = {"or", "versus", "against", "and"}.intersection(stems)
    owned = lexicon.has("owned", stems) or lexicon.has("centres", stems)
    return (
        bool(orders and joined and owned)
        and lexicon.has("bought", stems) | lexicon.has("companies", stems)
        and (own_work(stems, lexicon))
    )


def names_both(text: str, asked: bool) -> bool:
    """ "Own unit in Poland or a Polish vendor?": both ways named, somewhere, and nothing else asked."""
    text = _LEADS.sub("", text)
    found: Alternatives | None = alternatives_in(text) if asked else None
    if found is None or not found.bare:
        return False
    return not {"be", "do", "better", "best", "cheaper"}.intersection(token.stem for token in tokens_of(text))
