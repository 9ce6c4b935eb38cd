"""Where work is to go: a land that a wish or a question names behind an act of sourcing, a provider or a unit."""

from collections.abc import Sequence

from bot.facts.acts import DETERMINERS, DONE, REST, act_at, ends_in, is_people, is_thing, object_end, theirs
from bot.facts.cues import Lexicon
from bot.words.tokens import stem

TOWARDS = frozenset({"to", "in", "into", "at"})
OTHER = frozenset({"keep", "leav", "stay", "sell"})
"""Verbs of moving work that send nothing to the land behind them."""
MODAL = frozenset({"should", "can", "could", "must", "may", "would", "want"})
PASSIVE = frozenset({"be", stem("have")})
TELLING = MODAL | PASSIVE | {"will", "might"}
GETTING = frozenset({"get", stem("have"), "want"})
NAMES = ("units", "work_nouns")
UNIT = 4  # words from "own" or a verb of founding to the unit


def destined(stems: Sequence[str], lexicon: Lexicon) -> tuple[int, int] | None:
    """The words that send work to a land, or see it done there; None when none do."""
    for start_of in (acted, named):
        for at in range(len(stems)):
            start = start_of(stems, at, lexicon)
            if start and (end := land_behind(stems, start, lexicon)):
                return at, end
    return None


def acted(stems: Sequence[str], at: int, lexicon: Lexicon) -> int:
    """Where a land can follow an act that starts here: "move testing", "maps drawn"; 0 for none."""
    if stems[at] in OTHER:
        return 0
    if act_at(stems, at, lexicon) or moves_work(stems, at, lexicon):
        return at + 1
    if stems[at] in DONE and PASSIVE.intersection(stems[:at]) and MODAL.intersection(stems[:at]):
        return at
    if (
        stems[at] in GETTING
        and MODAL.intersection(stems[: at + 1])
        and DETERMINERS.intersection(stems[at + 1 : at + 2])
    ):
        return at + 1  # "want our maps drawn in Cluj"
    return 0


def named(stems: Sequence[str], at: int, lexicon: Lexicon) -> int:
    """Where a land can follow a provider, workers or a unit of one's own that starts here; 0 for none."""
    if size := lexicon.mark_at("bought", stems, at):
        if stems[max(0, at - 1) : at] in (["our"], ["my"]):
            return 0  # "our supplier in Poland" is there already
        return at + size if stems[at + size : at + size + 1] in (["in"], ["at"]) else 0
    size = lexicon.mark_at("needs", stems, at)
    if size and (end := object_end(stems, at + size)) and is_people(stems, at + size, end, lexicon):
        return end
    sizes = (lexicon.mark_at(name, stems, at) for name in ("founding", "intends"))
    size = max(*sizes, int(stems[at] == "own"))
    start = at + size + bool(size and stems[at + size : at + size + 1] in (["of"], ["about"]))
    end = object_end(stems, start) if size else at
    found = start < end <= start + UNIT and any(ends_in(name, stems, start, end, lexicon) for name in NAMES)
    return end if found else 0


def moves_work(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a verb of moving has an object that is no thing: "move crate welding", not "send our records"."""
    size = lexicon.mark_at("moving", stems, at)
    start = at + size
    end = object_end(stems, start) if size else start
    return end > start and not is_thing(stems, start, end, lexicon)


def land_behind(stems: Sequence[str], start: int, lexicon: Lexicon) -> int:
    """Where the name of a land ends that stands behind a "to" or "in" from here on; 0 for none."""
    for at in range(start + 1, min(len(stems), start + REST)):
        before = at - 1 - (stems[at - 1] in DETERMINERS)
        if stems[before] in TOWARDS and (size := lexicon.mark_at("named_lands", stems, at)):
            return at + size
    return 0


def is_wish(stems: Sequence[str], span: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether an act is wished or planned, or all that is told ("move it to India"), not what is done or said of it."""
    first, last = span
    if any(lexicon.mark_at("intends", stems, i) and not theirs(stems, i, lexicon) for i in range(first)):
        return True
    return first == 0 and not TELLING.intersection(stems[last:])
