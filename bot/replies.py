"""Read the reply to the question about one fact, where a bare word is enough: "yes", "about 2 years"."""

from collections.abc import Sequence

from bot.cues import Lexicon, answers_of, load_lexicon, topic_of
from bot.denials import denials_of
from bot.headcounts import EACH
from bot.language import opens_question
from bot.meaning import Encode, nearest_value
from bot.measures import MONTHS, measures_of
from bot.scope import SUBJECTS, Clause, clauses_of
from bot.statements import MAX_CHARS, Value, as_tuple, read_facts, shaken_in
from bot.tokens import tokens_of
from bot.types import Reading
from ingest.errors import FactsError

LONGEST = 12  # words; in a longer reply a bare "low" or "home" need not be the answer


def skips(text: str) -> bool:
    """Whether a reply leaves the question open: "skip", "I don't know"."""
    lexicon = load_lexicon()
    stems = [token.stem for token in tokens_of(text[:MAX_CHARS])]
    asks = text.rstrip().endswith("?") and opens_question(text)
    return passes(stems, lexicon) or (not asks and any(lexicon.has(name, stems) for name in ("shrugs", "doubts")))


def passes(stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a reply does nothing but pass on: "let us skip that", not "what are the next steps?"."""
    at, passed = 0, False
    while at < len(stems):
        size = lexicon.mark_at("skips", stems, at)
        passed = passed or size > 0
        size = size or lexicon.mark_at("beside_skips", stems, at) or int(not stems[at][:1].isalnum())
        if not size:
            return False
        at += size
    return passed


def read_value(fact: str, text: str, encode: Encode | None = None) -> Reading | None:
    """Return what a reply says about the fact that was asked for; None when it does not say or leaves it
    open.

    A statement that speaks for itself wins over a leading "yes" or "no". With `encode`, a reply without any
    known
    word is compared by meaning. Raises FactsError for an unknown fact.
    """
    lexicon = load_lexicon()
    cues = lexicon.file.facts.get(fact)
    if cues is None:
        raise FactsError(f"There is no fact {fact!r}. Known facts: {', '.join(lexicon.file.facts)}.")
    stated = next((reading for reading in read_facts(text) if reading.fact == fact), None)
    if stated is not None or skips(text):
        return stated
    clauses = clauses_of(tokens_of(text[:MAX_CHARS]), lexicon)
    unsure = fact in shaken_in(clauses, lexicon) or any(clause.silent not in (None, "modal") for clause in clauses)
    if not clauses or unsure:
        return None
    if sum(len(clause.tokens) for clause in clauses) <= LONGEST:
        bare = [one for clause in clauses if (one := bare_value(fact, clause, text, lexicon))]
        stronger = next((words.stronger for name, words in cues.values.items() if bare and name == bare[0].value), None)
        if bare:
            return next((one for one in bare if one.value == stronger), bare[0])
    return yes_or_no(fact, clauses[0], text, lexicon) or by_meaning(fact, clauses, text, lexicon, encode)


def by_meaning(
    fact: str, clauses: Sequence[Clause], text: str, lexicon: Lexicon, encode: Encode | None
) -> Reading | None:
    """Only for a reply of one clause without a denial, which likeness cannot tell from its opposite."""
    if encode is None or len(clauses) > 1 or any(denials_of(clauses[0], lexicon)):
        return None
    clause = clauses[0]
    words = text[clause.tokens[0].start : clause.tokens[-1].end]
    value = nearest_value(lexicon.file.facts[fact], words, encode)
    return reading(fact, value, clause, 0, len(clause.tokens), text)


def bare_value(fact: str, clause: Clause, text: str, lexicon: Lexicon) -> Reading | None:
    """A number with its unit or a word from the value's answers; the longest one, if it is alone in its
    length."""
    for measure in measures_of(clause.tokens, lexicon, alone=True):
        if measure.fact == fact and "|" not in measure.value:
            return reading(fact, measure.value, clause, measure.first, measure.last, text)
    stems = clause.stems
    found = {
        (len(phrase), at, value)
        for phrase, value in answers_of(lexicon.file.facts[fact])
        for at in range(len(stems))
        if tuple(stems[at : at + len(phrase)]) == phrase
        and (len(phrase) > 1 or stems[at] not in {"yes", "no"})
        and not (phrase[0] in MONTHS and EACH.intersection(stems[max(0, at - 1) : at]))  # "2,000 calls per month"
    }
    longest = max((size for size, _, _ in found), default=0)
    values = {value for size, _, value in found if size == longest}
    if len(values) != 1:
        return None
    size, at, value = min(one for one in found if one[0] == longest)
    opens = (
        0 if at and at + size == len(stems) and stems[1] not in SUBJECTS else at
    )  # "no data that must stay", not "no we stay"
    denied = next((i for i in (at - 1, opens) if 0 <= i < at and stems[i] in {"not", "no", "never", "non"}), None)
    if denied is not None:
        return opposite(fact, value, clause, denied, at + size, text, lexicon)
    return reading(fact, value, clause, at, at + size, text)


def opposite(
    fact: str, value: str, clause: Clause, first: int, last: int, text: str, lexicon: Lexicon
) -> Reading | None:
    """The other value where a fact has two, the rest where it has three."""
    left = [other for other in lexicon.file.facts[fact].names if other != value]
    return reading(fact, left[0] if len(left) == 1 else left, clause, first, last, text)


def yes_or_no(fact: str, clause: Clause, text: str, lexicon: Lexicon) -> Reading | None:
    cues = lexicon.file.facts[fact]
    stems = clause.stems
    for name, value in (("yes", cues.yes), ("no", cues.no)):
        size = lexicon.mark_at(name, stems, 0)
        if name == "no" and stems[0] == "not" and lexicon.has(topic_of(fact), stems[1:]):
            size = len(stems)  # "not round the clock"
        if size and as_tuple(value):
            return reading(fact, value, clause, 0, size, text)
    return None


def reading(fact: str, value: Value | None, clause: Clause, first: int, last: int, text: str) -> Reading | None:
    if value is None:
        return None
    start, end = clause.tokens[first].start, clause.tokens[last - 1].end
    return Reading(fact=fact, value=value, words=text[start:end], start=start, end=end)
