"""Read the reply to the question about one fact, where a bare word is enough: "yes", "about 2 years"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.facts.choices import WH
from bot.facts.cues import LIGHT, Lexicon, answers_of, load_lexicon, near_of, topic_of, words_of
from bot.facts.headcounts import EACH
from bot.facts.heard import borne_out, by_likeness
from bot.facts.homeland import PLACE, is_ruled_out
from bot.facts.measures import measures_of
from bot.facts.scope import AUXILIARY, SUBJECTS, Clause, clauses_of
from bot.facts.statements import MAX_CHARS, as_tuple, read_facts, shaken_in
from bot.facts.turnfacts import marked_in, mentions_in
from bot.facts.weigh import Value
from bot.types import Reading
from bot.words.language import opens_question
from bot.words.times import MONTHS
from bot.words.tokens import stem, tokens_of
from ingest.embedder import Encode
from ingest.errors import FactsError

HELPING = AUXILIARY | {"got"}
MEANT = [[stem(word)] for word in ("it", "that", "them", "those", "enough", "all", "some", "plenty", "one")]
UNLASTING = EACH | {"last", "next", "previous"}
LEADING = re.compile(r"^\W*(?:(?:and|but|so|ok|okay|then|well)\W+)+", re.IGNORECASE)
CARE = stem("care")
SIZES = frozenset(map(stem, ("long", "much", "many", "big", "large", "fast", "soon", "often")))
ASKING = frozenset({"question", "order", "others"})  # clauses that do not speak for the person
LONGEST = 12  # words; in a longer reply a bare "low" or "home" need not be the answer


def skips(text: str) -> bool:
    """Whether a reply leaves the question open: "skip", "I don't know"."""
    lexicon = load_lexicon()
    stems = [token.stem for token in tokens_of(text[:MAX_CHARS])]
    asks = text.rstrip().endswith("?") and opens_question(LEADING.sub("", text))
    return passes(stems, lexicon) or (not asks and any(leaves_open(stems, at, lexicon) for at in range(len(stems))))


def leaves_open(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a shrug or a doubt starts at a place: "no idea", "who cares", not "we only care whether it fits".

    What somebody does not care about is told ("I don't care who does it"), unless it is how much.
    """
    size = max(lexicon.mark_at(name, stems, at) for name in ("shrugs", "doubts"))
    if not size or stems[at : at + size] == ["whether"]:
        return False
    behind = list(stems[at + size : at + size + 2])
    cared = stems[at + size - 1] == CARE and behind[:1] and behind[0] in WH | {"where", "whether", "about", "if"}
    return not cared or (behind[0] == "how" and behind[1:2] != [] and behind[1] in SIZES)


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

    A statement that speaks for itself wins over a leading "yes" or "no". With `encode`, a reply in which no cue
    speaks is read by its likeness to others. Raises FactsError for an unknown fact.
    """
    lexicon = load_lexicon()
    cues = lexicon.file.facts.get(fact)
    if cues is None:
        raise FactsError(f"There is no fact {fact!r}. Known facts: {', '.join(lexicon.file.facts)}.")
    stated = next((reading for reading in read_facts(text) if reading.fact == fact), None)
    if stated is not None or skips(text):
        return stated
    if offered := whole_answer(fact, text, lexicon):
        return offered
    clauses = clauses_of(tokens_of(text[:MAX_CHARS]), lexicon)
    if guess := guessed(fact, clauses, text, lexicon):
        return guess
    silent = {clause.silent for clause in clauses} - {None, "modal"}
    if not clauses or silent & ASKING or fact in shaken_in(clauses, lexicon):
        return None
    if silent:
        return by_likeness(fact, clauses, text, encode)
    if sum(len(clause.tokens) for clause in clauses) <= LONGEST:
        bare = [one for clause in clauses if (one := bare_value(fact, clause, text, lexicon))]
        stronger = next((words.stronger for name, words in cues.values.items() if bare and name == bare[0].value), None)
        if bare:
            said = next((one for one in bare if one.value == stronger), bare[0])
            return borne_out(said, clauses, text, encode)
    turned = any(lexicon.mark_at("turns", clause.stems, 0) for clause in clauses[1:])  # "no, but there are plenty"
    if not (turned or any(others_named(fact, clause, lexicon) for clause in clauses)):
        answered = yes_or_no(fact, clauses[0], text, lexicon)
        if answered:
            return borne_out(answered, clauses, text, encode)
    return by_likeness(fact, clauses, text, encode)


def whole_answer(fact: str, text: str, lexicon: Lexicon) -> Reading | None:
    """The value of which a reply is an answer word for word, whatever such words are elsewhere ("only if we must")."""
    tokens = [token for token in tokens_of(text[:MAX_CHARS]) if token.is_word]
    said = tuple(token.stem for token in tokens)
    found = {
        value
        for phrase, value in answers_of(lexicon.file.facts[fact], lexicon.file.concepts)
        if len(said) > 1 and phrase == said
    }
    if len(found) != 1:
        return None
    clause = Clause(tuple(tokens), 0, joined=False)
    return reading(fact, found.pop(), clause, 0, len(tokens), text)


def guessed(fact: str, clauses: Sequence[Clause], text: str, lexicon: Lexicon) -> Reading | None:
    """An amount behind a word of doubt, which is the best that can be said: "maybe two years"."""
    if len(clauses) != 1 or clauses[0].silent != "doubt":
        return None
    size = lexicon.mark_at("hedges", clauses[0].stems, 0)
    rest = replace(clauses[0], tokens=clauses[0].tokens[size:], silent=None)
    return measured(fact, rest, text, lexicon) if size and rest.tokens else None


def measured(fact: str, clause: Clause, text: str, lexicon: Lexicon) -> Reading | None:
    """An amount that says the fact, if nothing else stands beside it."""
    for measure in measures_of(clause.tokens, lexicon, alone=True):
        own = measure.fact == fact and belongs(fact, clause, measure.first, measure.last, lexicon)
        if own:
            return reading(fact, measure.value, clause, measure.first, measure.last, text)
    return None


@cache
def vocabulary(fact: str) -> frozenset[str]:
    """All words by which anything is said of a fact, or it is named."""
    lexicon = load_lexicon()
    ours = {at: tuple(cue for cue in cues if cue.fact == fact) for at, cues in lexicon.by_stem.items()}
    marked = (lexicon.marks[name] for name in (topic_of(fact), near_of(fact)))
    named = (word for index in marked for phrases in index.values() for phrase in phrases.known for word in phrase)
    answers = (word for phrase, _ in answers_of(lexicon.file.facts[fact], lexicon.file.concepts) for word in phrase)
    return words_of(ours).union(named, answers)


def belongs(fact: str, clause: Clause, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a reply's words beside a bare answer are small ones, or speak of the fact that was asked for."""
    known = vocabulary(fact)
    return all(
        one in LIGHT or one in known or lexicon.mark_at("beside_answers", (one,), 0)
        for at, one in enumerate(clause.stems)
        if not first <= at < last
    )


def others_named(fact: str, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause speaks of other facts, and not of the one that was asked for."""
    named = {one.fact for one in (*mentions_in(clause, lexicon), *marked_in(clause, near_of, lexicon))}
    return bool(named) and fact not in named


def bare_value(fact: str, clause: Clause, text: str, lexicon: Lexicon) -> Reading | None:
    """A number with its unit or a word from the value's answers; the longest one, if it is alone in its
    length."""
    if clause.weakened:
        return None
    if amount := measured(fact, clause, text, lexicon):
        return amount
    stems = clause.stems
    found = {
        (len(phrase), at, value)
        for phrase, value in answers_of(lexicon.file.facts[fact], lexicon.file.concepts)
        for at in range(len(stems))
        if tuple(stems[at : at + len(phrase)]) == phrase
        and (len(phrase) > 1 or stems[at] not in {"yes", "no"})
        and not (
            EACH.intersection(stems[at + len(phrase) : at + len(phrase) + 1]) and phrase[0] not in EACH
        )  # "once a week"
        and not (phrase[0] in MONTHS and UNLASTING.intersection(stems[max(0, at - 1) : at]))  # "2,000 calls per month"
    }
    longest = max((size for size, _, _ in found), default=0)
    values = {value for size, _, value in found if size == longest}
    if len(values) != 1:
        return None
    size, at, value = min(one for one in found if one[0] == longest)
    if not belongs(fact, clause, at, at + size, lexicon) or (size == 1 and helps(stems, at)):
        return None
    opens = (
        0 if at and at + size == len(stems) and stems[1] not in SUBJECTS else at
    )  # "no data that must stay", not "no we stay"
    denied = next((i for i in (at - 1, opens) if 0 <= i < at and stems[i] in {"not", "no", "never", "non"}), None)
    if denied is not None:
        return opposite(fact, value, clause, denied, at + size, text, lexicon)
    return reading(fact, value, clause, at, at + size, text)


def helps(stems: Sequence[str], at: int) -> bool:
    """Whether a word only helps another: "we would have to", "who can do it", "very nice"."""
    if stems[0] == "as":
        return True  # "as soon as we can"
    after = stems[at + 1 : at + 2]
    if stems[at] not in HELPING:
        return stems[at] == "very" and bool(after)
    before = AUXILIARY.difference({"do"}).intersection(stems[max(0, at - 2) : at])
    return bool(before) or after not in ([], *MEANT)


def opposite(
    fact: str, value: str, clause: Clause, first: int, last: int, text: str, lexicon: Lexicon
) -> Reading | None:
    """The other value where a fact has two, the rest where it has three; a land ruled out leaves other lands."""
    if fact == PLACE and is_ruled_out(text[clause.tokens[first].start :]):
        return None
    left = [other for other in lexicon.file.facts[fact].names if other != value]
    return reading(fact, left[0] if len(left) == 1 else left, clause, first, last, text)


def yes_or_no(fact: str, clause: Clause, text: str, lexicon: Lexicon) -> Reading | None:
    cues = lexicon.file.facts[fact]
    stems = clause.stems
    for name, value in (("yes", cues.yes), ("no", cues.no)):
        size = lexicon.mark_at(name, stems, 0)
        if name == "no" and stems[0] == "not" and lexicon.has(topic_of(fact), stems[1:]):
            size = len(stems)  # "not round the clock"
        if name == "yes" and stems[size : size + 1] == ["not"]:
            value = cues.no  # "of course not"
        if size and as_tuple(value) and belongs(fact, clause, 0, size, lexicon):
            return reading(fact, value, clause, 0, size, text)
    return None


def reading(fact: str, value: Value | None, clause: Clause, first: int, last: int, text: str) -> Reading | None:
    if value is None:
        return None
    start, end = clause.tokens[first].start, clause.tokens[last - 1].end
    value = value.split("|") if isinstance(value, str) and "|" in value else value
    return Reading(fact=fact, value=value, words=text[start:end], start=start, end=end)
