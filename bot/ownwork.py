"""Questions that put work of one's own to a choice in few words: "Bring it back?", "Do we need an offshore team?"."""

from collections.abc import Sequence

from bot.acts import OWN, act_at, brings_back, ends_in, is_people, is_thing, object_end, sided
from bot.amounts import ARTICLES
from bot.cues import Lexicon
from bot.speakers import SELF
from bot.tokens import stem

Stems = Sequence[str]
GETTING = frozenset(map(stem, ["get", "take", "use", "hire", "have", "find"]))
POSSESSING = frozenset(map(stem, ["have", "own", "run", "keep"]))
WH = frozenset({"what", "which", "who", "how", "why", "when", "where"})
DONE = frozenset(map(stem, ["done", "run", "handled", "performed", "made", "provided"]))


def chooses(parts: Sequence[tuple[Stems, bool]], lexicon: Lexicon) -> bool:
    """Whether a sentence of a text asks for such a choice; `parts` are its sentences, each with whether it asks."""
    asked = [stems for stems, asks in parts if asks]
    before = [stems for stems, _ in parts[:-1]]
    return (parts[-1][1] and hands_on(parts[-1][0], before, lexicon)) or any(
        needs_unit(stems, lexicon)
        or picks(stems, lexicon)
        or is_done(stems, lexicon)
        or owns_there(stems, lexicon)
        or moves_there(stems, lexicon)
        for stems in asked
    )


def hands_on(last: Stems, before: Sequence[Stems], lexicon: Lexicon) -> bool:
    """ "Bookkeeping takes my evenings. Give it to someone?": a bare act on work that was told as one's own."""
    size = lexicon.mark_at("moving", last, 0)
    pronoun = size and lexicon.mark_at("pronouns", last, size)
    acts = act_at(last, 0, lexicon) or brings_back(last, 0, lexicon)
    if not pronoun or not acts or {"me", "us"}.intersection(last[size + 1 : size + 4]):
        return False
    return any(stems[0] not in WH and SELF.intersection(stems) and lexicon.has("work_nouns", stems) for stems in before)


def needs_unit(last: Stems, lexicon: Lexicon) -> bool:
    """ "Do we need an offshore team?": a unit of one's own or abroad, wanted for nothing but the work."""
    if list(last[:1]) != ["do"] or last[1:2] not in (["we"], ["i"]) or list(last[2:3]) != ["need"]:
        return False
    end = object_end(last, 3)
    named = last[3:end]
    placed = lexicon.has("destinations", named) or lexicon.has("sourcing", named) or lexicon.has("centres", named)
    if lexicon.has("not_work", named):
        return False  # "an offshore contract lawyer"
    return (
        placed
        and ends_in("units", last, 3, end, lexicon)
        and last[end : end + 1] in ([], ["in"], ["for"], ["or"], [","])
    )


def picks(last: Stems, lexicon: Lexicon) -> bool:
    """ "Should I get a freelancer or an agency for our website?": two kinds of doers for work of one's own."""
    at = next((i for i, one in enumerate(last) if one in {"should", "shall"}), None)
    if at is None or last[at + 1 : at + 2] not in (["we"], ["i"]) or not GETTING.intersection(last[at + 2 : at + 3]):
        return False
    if (at and last[at - 1] in WH) or "or" not in last or "for" not in last:
        return False
    part, goal = list(last).index("or"), list(last).index("for")
    sides = ((at + 3, part), (part + 1, goal))
    return (
        part < goal
        and all(is_doer(last, start, end, lexicon) for start, end in sides)
        and bool(OWN.intersection(last[goal + 1 : goal + 2]))
        and not is_thing(last, goal + 1, object_end(last, goal + 1), lexicon)
    )


def is_doer(stems: Stems, start: int, end: int, lexicon: Lexicon) -> bool:
    start += bool(ARTICLES.intersection(stems[start : start + 1]))
    return end > start and (
        ends_in("bought", stems, start, end, lexicon)
        or ends_in("companies", stems, start, end, lexicon)
        or is_people(stems, start, end, lexicon)
    )


def is_done(last: Stems, lexicon: Lexicon) -> bool:
    """ "Should the cleaning be done by our own people?": a piece of work as subject, with one's own people named."""
    if list(last[:2]) != ["should", "the"] or "be" not in last or not SELF.intersection(last) or "under" in last:
        return False  # "... under this law?" asks for leave
    be = list(last).index("be")
    return (
        ends_in("work_nouns", last, 2, be, lexicon)
        and not is_thing(last, 2, be, lexicon)
        and bool(DONE.intersection(last[be + 1 : be + 2]))
        and (sided(last, be + 2, lexicon) or "own" in last[be + 2 :])
    )


def owns_there(last: Stems, lexicon: Lexicon) -> bool:
    """ "Is it worth it for us to have our own office in Manila?": a judgement on a unit of one's own in a place."""
    if last[0] in WH or not SELF.intersection(last) or not lexicon.has("judges", last):
        return False
    at = next((i for i in range(1, len(last) - 3) if last[i] in POSSESSING and "own" in last[i + 1 : i + 4]), None)
    if at is None:
        return False
    end = object_end(last, at + 1)
    return ends_in("units", last, at + 1, end, lexicon) and lexicon.has("destinations", last[end:])


def moves_there(last: Stems, lexicon: Lexicon) -> bool:
    """ "Would it make sense to move invoicing to Krakow?": a piece of work and the place that it could move to."""
    if list(last[:2]) != ["would", "it"] or not lexicon.has("judges", last):
        return False
    at = next((i for i in range(2, len(last)) if lexicon.mark_at("moving", last, i)), None)
    if at is None:
        return False
    start = at + lexicon.mark_at("moving", last, at)
    end = object_end(last, start)
    bare = not ARTICLES.intersection(last[start:end])
    there = last[end : end + 1] == ["to"] and lexicon.mark_at("destinations", last, end + 1) > 0
    return bare and there and ends_in("work_nouns", last, start, end, lexicon)
