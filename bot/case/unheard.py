"""The part of a reply in which nothing could be read, beside what was read in the rest of it."""

from bot.case.replay import Told
from bot.facts.cues import load_lexicon
from bot.facts.scope import clauses_of
from bot.facts.statements import MAX_CHARS, found_in
from bot.facts.turnfacts import TurnFacts, mentions_in
from bot.understand.courtesy import courtesy_of
from bot.words.language import content_words, english, words
from bot.words.tokens import tokens_of

LONGEST = 60  # words of a turn that is taken for a reply; in a longer description much is told that is no fact
MOST = 2  # parts that are named
EXPLAINS = frozenset({"because", "as", "since", "so", "which", "who", "whose", "when", "while", "if", "that", "unless"})
_SILENT = ("question", "supposition", "order", "doubt")


def lost_in(turn: str, read: TurnFacts, state: Told) -> tuple[str, ...]:
    """Return the clauses of a reply that say nothing readable, as they stand; none where nothing was read at all.

    Words on a fact that is reported otherwise (said both ways, not clear enough, left open) are not lost, nor is an
    explanation, a courtesy or the name of the work.
    """
    if not read.stated or len(words(turn)) > LONGEST:
        return ()
    lexicon, text = load_lexicon(), turn[:MAX_CHARS]
    spans = [(one.start, one.end) for one in read.stated] + [(one.start, one.end) for one in found_in(text, lexicon)]
    reported = {*read.disputed, *read.doubted, *read.unclear, *read.between, *(one.fact for one in read.stated)}
    lost = []
    for clause in clauses_of(tokens_of(text), lexicon):
        start, end = clause.tokens[0].start, clause.tokens[-1].end
        said = text[start:end]
        told = any(a < end and start < b for a, b in spans) or clause.silent in _SILENT
        if told or clause.tokens[0].word in EXPLAINS or reported & {one.fact for one in mentions_in(clause, lexicon)}:
            continue
        if not _is_empty(said, state.work):
            lost.append(said)
    return tuple(lost[:MOST])


def _is_empty(said: str, work: frozenset[str]) -> bool:
    """Whether words say too little to be missed: a courtesy, talk about the talk, two words beside a statement."""
    talk = english().talk | work
    content = [word for word in content_words(said) if word not in talk]
    return len(content) < 2 or courtesy_of(said) is not None
