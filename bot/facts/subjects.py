"""What a clause tells it of: the work or a thing beside it, and what stays or comes by itself."""

from collections.abc import Sequence

from bot.facts.acts import DETERMINERS, OF_DOING, ends_in
from bot.facts.cues import Lexicon
from bot.facts.scope import AUXILIARY, SUBJECTS, Clause
from bot.facts.weigh import Found

HOURS, CORE = "round_clock", "core"
DOUBLE = frozenset({"and", "but", "so", "while"})
LONGEST = 5  # words of a subject
ASIDE = 4  # words of a clause that only adds to the one before: ", day and night"


def told_of_work(found: Sequence[Found], clauses: Sequence[Clause], lexicon: Lexicon) -> list[Found]:
    """What was found, without a thing that is core where the work is told to be none, and the other way round.

    "The forecast is our product, the counting is a chore" says both ways whether it is core, and of the counting one.
    """
    deeds = {one: is_deed(one, clauses, lexicon) for one in found if one.fact == CORE}
    said = {value for one, deed in deeds.items() if deed for value in one.values}
    return [one for one in found if deeds.get(one) is not False or not said or said.intersection(one.values)]


def is_deed(found: Found, clauses: Sequence[Clause], lexicon: Lexicon) -> bool | None:
    """Whether what was found is told of something that is done ("the counting is ..."); None without a noun."""
    clause = next((one for one in clauses if one.tokens[0].start <= found.start < one.tokens[-1].end), None)
    words = subject_of(clause) if clause else []
    if not words or clause is None:
        return None
    stems = clause.stems[: clause.stems.index("be")]
    return words[-1].rstrip("s").endswith(OF_DOING) or ends_in("work_nouns", stems, 0, len(stems), lexicon)


def subject_of(clause: Clause) -> list[str]:
    """The words of a noun phrase that opens a clause in front of "is"; none for a pronoun."""
    words, stems = [token.word for token in clause.tokens], clause.stems
    start = int(stems[0] in DOUBLE)
    start += stems[start : start + 1] != [] and stems[start] in DETERMINERS
    end = stems.index("be") if "be" in stems else 0
    plain = start < end <= start + LONGEST and not (AUXILIARY | SUBJECTS).intersection(stems[start:end])
    return words[start:end] if plain else []


def comes_by_itself(clause: Clause, before: Clause | None, lexicon: Lexicon) -> bool:
    """Whether hours are those at which things reach the work ("boxes arrive day and night"), not those of the work.

    Who calls or comes in person is served at that hour.
    """
    if before and clause.joined and len(clause.tokens) <= ASIDE and comes_by_itself(before, None, lexicon):
        return True
    stems = clause.stems
    at = next((i for i in range(len(stems)) if lexicon.mark_at("arriving", stems, i)), 0)
    return at > 0 and not any(lexicon.has(name, stems[:at]) for name in ("callers", "served"))
