"""What a turn of a conversation says about facts: states, supposes, doubts, or speaks of without a readable value."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, Self

from bot.facts import bound
from bot.facts.cues import Lexicon, load_lexicon, near_of, topic_of
from bot.facts.destination import destined
from bot.facts.headcounts import own_size
from bot.facts.homeland import HOME, PLACE
from bot.facts.likely import read_as, stated_in
from bot.facts.scope import Clause, clauses_of
from bot.facts.statements import MAX_CHARS, as_tuple, found_in, shaken_in
from bot.facts.weigh import Found, contradicts, overlap, weigh
from bot.types import Reading
from bot.words.tokens import tokens_of
from ingest.embedder import Encode

SENTENCES = 50  # sentences of a text that are compared with others
TURNS = 64  # turns that stay read, as each question reads those before it again
OPEN = (None, "question", "modal", "doubt")
NOT_TOLD = ("supposition", "question", "order", "others")


class Mention(NamedTuple):
    """Words of a text that speak of a fact, whatever they say about it."""

    fact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TurnFacts:
    """What a text states, what it supposes, and the facts that it names without stating them.

    `disputed` are facts on which its statements contradict each other, `doubted` those named in words of doubt,
    `named` those of which its words speak at all, `unclear` those of which they speak as the person's own without a
    value that can be read, in words that state nothing else; `between` those of which they leave every value possible
    ("15 people" are neither few nor many). `likely` is what whole sentences say by their likeness to others, of facts
    of which no cue says anything; `unsure` are facts that a cue states and its sentence is likely to say otherwise.
    """

    stated: tuple[Reading, ...]
    supposed: tuple[Reading, ...]
    disputed: tuple[str, ...]
    doubted: tuple[str, ...]
    named: tuple[str, ...]
    unclear: tuple[str, ...]
    between: tuple[str, ...] = ()
    likely: tuple[Reading, ...] = ()
    unsure: tuple[str, ...] = ()

    def with_likely(self, known: Collection[str] = ()) -> Self:
        """Return the same with what is likely taken for stated, but of facts that are known.

        What a cue states and its sentence is likely to say otherwise is said both ways.
        """
        added = tuple(one for one in self.likely if one.fact not in known)
        stated = tuple(one for one in self.stated if one.fact not in self.unsure)
        told = {one.fact for one in added}
        unclear = tuple(name for name in self.unclear if name not in told)
        return replace(self, stated=(*stated, *added), unclear=unclear, disputed=(*self.disputed, *self.unsure))


def read_turn(text: str, encode: Encode | None = None) -> TurnFacts:
    """Return all that a turn of a conversation says about facts, with what it only supposes or doubts.

    Without `encode` nothing is told by likeness.
    """
    text = text[:MAX_CHARS]
    return by_likeness(text, encode) if encode else by_cues(text)


@lru_cache(maxsize=TURNS)
def by_cues(text: str) -> TurnFacts:
    """What a text says by the cues in it."""
    lexicon = load_lexicon()
    found = found_in(text, lexicon)
    clauses = clauses_of(tokens_of(text), lexicon)
    speaking = [spoken(clause, lexicon) for clause in clauses]
    sized = any(left is not clause for left, clause in zip(speaking, clauses, strict=True))
    if not any(one.fact == bound.FACT for one in found):
        found += bound.bound_in(clauses, lexicon)
    stated = tuple(weigh(found, text, lexicon))
    known = {reading.fact for reading in stated}
    disputed = tuple(fact for fact in lexicon.file.facts if fact not in known and contradicts(found, fact, lexicon))
    supposed = tuple(weigh(found_in(text, lexicon, supposed=True), text, lexicon))
    named = [(mention, clause.silent) for clause in speaking for mention in mentions_in(clause, lexicon)]
    touched = [
        (mention, None if asks_about(clause) and lexicon.file.facts[mention.fact].asked else clause.silent)
        for clause in speaking
        for mention in marked_in(clause, near_of, lexicon)
    ]
    between = dict.fromkeys(one.fact for one in found if spans_all(one, lexicon) and one.fact not in known)
    doubted = dict.fromkeys(
        [*shaken_in(clauses, lexicon), *(mention.fact for mention, silent in named if silent == "doubt")]
    )
    unclear = dict.fromkeys(
        mention.fact
        for mention, silent in (*named, *touched)
        if silent not in NOT_TOLD and mention.fact not in known and not any(overlap(one, mention) for one in stated)
    )
    if PLACE not in known and any(is_destined(clause, lexicon) for clause in clauses):
        unclear[PLACE] = None
    if sized and "scale" not in (*known, *between):
        unclear["scale"] = None  # how large the organisation is tells not how much work there is
    every = dict.fromkeys(mention.fact for mention, _ in named if not names_place(mention, stated))
    return TurnFacts(stated, supposed, disputed, tuple(doubted), tuple(every), tuple(unclear), tuple(between))


@lru_cache(maxsize=TURNS)
def by_likeness(text: str, encode: Encode) -> TurnFacts:
    """What a text says by its cues, with what its sentences are likely to say, unless two say otherwise.

    Of facts of which cues say anything the cues are believed, unless their own sentence goes on to say otherwise.
    """
    read, clauses = by_cues(text), clauses_of(tokens_of(text), load_lexicon())
    known = {*(one.fact for one in read.stated), *read.disputed, *read.doubted, *read.between}
    found: dict[str, list[Reading]] = {}
    turning: list[Reading] = []
    for sentence in filter(states, sentences_of(clauses)[:SENTENCES]):
        start, end = sentence[0].tokens[0].start, sentence[-1].tokens[-1].end
        for fact, value in stated_in(text[start:end], encode):
            said = read_as(fact, value, text, start, end)
            found.setdefault(fact, []).append(said)
            turning += [said] if len(sentence) > 1 else []
    alike = (readings for readings in found.values() if all(one.value == readings[0].value for one in readings))
    likely = tuple(readings[0] for readings in alike if readings[0].fact not in known)
    unsure = tuple(one.fact for one in read.stated if any(denied(one, said) for said in turning))
    return replace(read, likely=likely, unsure=unsure)


def denied(cued: Reading, whole: Reading) -> bool:
    """Whether the sentence of a cue says other values of its fact as a whole."""
    apart = {*as_tuple(cued.value)}.isdisjoint(as_tuple(whole.value))
    return cued.fact == whole.fact and whole.start <= cued.start < whole.end and apart


def sentences_of(clauses: Sequence[Clause]) -> list[list[Clause]]:
    return [list(sentence) for _, sentence in groupby(clauses, key=lambda clause: clause.sentence)]


def states(sentence: Sequence[Clause]) -> bool:
    """Whether no clause of a sentence is silent but by a modal verb."""
    return all(clause.silent in (None, "modal") for clause in sentence)


def spoken(clause: Clause, lexicon: Lexicon) -> Clause:
    """A clause without the words that tell how large the organisation is: they speak of no fact."""
    size = own_size(clause.tokens, lexicon)
    if size is None:
        return clause
    return replace(clause, tokens=(*clause.tokens[: size.start], *clause.tokens[size.stop :]))


def names_place(mention: Mention, stated: Sequence[Reading]) -> bool:
    """Whether a land is named as the place of the work, which says nothing of whose law applies."""
    places = (one for one in stated if one.fact == PLACE and mention.fact == HOME)
    return any(overlap(one, mention) for one in places)


def stretches(text: str) -> list[tuple[int, int]]:
    """Where each clause of a text starts and ends."""
    clauses = clauses_of(tokens_of(text[:MAX_CHARS]), load_lexicon())
    return [(clause.tokens[0].start, clause.tokens[-1].end) for clause in clauses]


def spans_all(one: Found, lexicon: Lexicon) -> bool:
    """Whether what was found leaves every value of its fact possible."""
    return len(one.values) == len(lexicon.file.facts[one.fact].names)


def mentions_in(clause: Clause, lexicon: Lexicon) -> Iterator[Mention]:
    """The facts whose cues or topics occur in a clause, whatever it does with them.

    A cue speaks with its own words; a topic alone with all of the clause.
    """
    stems, tokens = lexicon.masked(clause.tokens), clause.tokens
    for match in lexicon.find(stems):
        if match.cue.use == "supposed" and len(match.places) == 1 and lexicon.has("not_lasting", clause.stems):
            continue  # "dead two hundred years"
        yield Mention(match.cue.fact, tokens[min(match.places)].start, tokens[max(match.places)].end)
    yield from marked_in(clause, topic_of, lexicon)


def marked_in(clause: Clause, list_of: Callable[[str], str], lexicon: Lexicon) -> Iterator[Mention]:
    """The facts with a word in the clause from their list of topics, or of words that touch them."""
    stems, tokens = lexicon.masked(clause.tokens), clause.tokens
    for fact in lexicon.file.facts:
        if lexicon.marks[list_of(fact)] and lexicon.has(list_of(fact), stems):
            yield Mention(fact, tokens[0].start, tokens[-1].end)


def is_destined(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a person asks, doubts or denies that the work should be done in a land, which is no wish yet."""
    opened = clause.silent in OPEN and clause.tokens[0].word != "if"
    return opened and destined(lexicon.masked(clause.tokens), lexicon) is not None


def asks_about(clause: Clause) -> bool:
    """Whether a clause asks about the work as it is ("who should ..."), not about how it might be ("what if ...")."""
    return clause.silent == "question" and clause.tokens[0].word != "if"
