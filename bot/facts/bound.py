"""Work that is bound to its place, such as cleaning or a canteen: it is done where the organisation is."""

from collections.abc import Iterator, Sequence

from bot.facts.acts import DETERMINERS, JOINTS, object_end
from bot.facts.cues import LIGHT, Lexicon
from bot.facts.scope import AUXILIARY, Clause
from bot.facts.weigh import Found

FACT, VALUE = "place", "home_only"
VERBS = ("sourcing", "moving", "making", "needs")
ASKING = ("needs", "intends")  # a statement with such words tells what is to be done, not what is done today
FOUNDING = frozenset({"open", "build", "set", "establish", "start"})
ALONE = LIGHT | {"what", "about", "how"}


def bound_in(clauses: Sequence[Clause], lexicon: Lexicon) -> Iterator[Found]:
    """The work to be done where its name binds it to a place, in questions too."""
    sentence = -1
    for clause in clauses:
        stems, opens, sentence = clause.stems, clause.sentence != sentence, clause.sentence
        if clause.silent not in (None, "question", "modal", "doubt") or moved(stems, lexicon):
            continue
        for at in range(len(stems)):
            size = lexicon.mark_at("bound_work", stems, at)
            if not size or not is_head(stems, at, at + size, lexicon):
                continue
            if (opens and is_title(stems, at, at + size)) or is_wanted(clause, at, at + size, lexicon):
                yield Found(FACT, (VALUE,), clause.tokens[at].start, clause.tokens[at + size - 1].end, size)
                break


def moved(stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a clause names a land that the work may go to: "move our warehouse to Poland", "open one in Poland"."""
    lands = (i for i in range(1, len(stems)) if lexicon.mark_at("lands", stems, i))
    return any(stems[i - 1] == "to" or (stems[i - 1] == "in" and FOUNDING.intersection(stems[:i])) for i in lands)


def is_head(stems: Sequence[str], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the name is what a noun phrase is about: "warehouse staff", not "warehouse software", "data cleaning"."""
    if first and lexicon.mark_at("unbound", stems, first - 1):
        return False
    rest = stems[last : last + 1]
    if rest == ["of"] and any(lexicon.mark_at("unbound", stems, i) for i in range(last, min(last + 4, len(stems)))):
        return False
    if rest == ["it"] and last + 1 == len(stems):
        return False  # "our warehouse IT"
    return (
        not rest
        or rest[0] in JOINTS | LIGHT | AUXILIARY
        or any(lexicon.mark_at(name, rest, 0) for name in ("beside_bound", "needs"))
    )


def is_title(stems: Sequence[str], first: int, last: int) -> bool:
    """Whether a clause names the work and says no more: "and for the canteen", "security guards for our plant"."""
    ends = last == len(stems) or stems[last] in {"for", "at", "in", "of"}
    return ends and ALONE.issuperset(stems[:first]) and not AUXILIARY.intersection(stems)


def is_wanted(clause: Clause, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether that work is to be done: it is the verb, the object of an act, or what needs people."""
    stems = clause.stems
    if last < len(stems) and lexicon.mark_at("needs", stems, last):
        return lexicon.has("workers", stems[last:])
    objects = (
        at + size
        for at in range(first)
        for name in VERBS
        if (size := lexicon.mark_at(name, stems, at)) and at + size <= first
    )
    asks = (
        clause.silent in ("question", "doubt")
        or "should" in stems
        or any(lexicon.has(name, stems[:first]) for name in ASKING)
    )
    if asks and "be" in stems[last : last + 2]:
        return lexicon.has("done_by", stems[last : last + 4])
    towards = first - 1 - (stems[first - 1] in DETERMINERS)
    if asks and towards > 0 and stems[towards] in {"with", "for"} and lexicon.mark_at("somebody", stems, towards - 1):
        return True
    return asks and (
        stems[first - 1 : first] in (["should"], ["to"]) or any(object_end(stems, start) > first for start in objects)
    )
