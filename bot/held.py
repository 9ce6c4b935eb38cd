"""Whether a sentence worded by a language model says what the quote it cites says, and nothing else.

A quote is read clause by clause, cut at its commas. The sentence has to be made of the quote's clauses from the first
on, each with all its words, in their order, as they are or as another word for the same; an amount goes with its unit.
Free are small words like "the" and "which", the order of the clauses, and where a clause begins: "in Poland it costs
20" is "it costs 20 in Poland". Clauses at the end may be left out, unless a small word stands there that changes what
is claimed ("not", "if", "only", "more"). What passes is a smoothed quote and no paraphrase: words alone show no more.
"""

from collections.abc import Iterator, Sequence

from bot.amounts import SCALES, number
from bot.language import english, stem
from bot.tokens import Token, tokens_of

CLAUSES = 8  # of a quote; one with more is shown as it stands
LONGEST = 80  # words of a clause, and of a sentence, that are compared
_BREAKS = frozenset(",;:()–—-")
_UNITS = frozenset("€$£¥%°+")

Words = Sequence[str]


def unheld(said: str, quote: str) -> str | None:
    """Return why the quote does not back what is said, in a few words; None when it does."""
    written = list(_words(tokens_of(said)))
    taken = [key for key, _ in written]
    clauses = [clause for clause in _clauses(tokens_of(quote)) if clause]
    if not taken:
        return "it says nothing"
    if len(clauses) > CLAUSES or max(len(taken), *map(len, clauses)) > LONGEST:
        return "the quote is too long to be worded otherwise"
    told = [key for clause in clauses for key in clause]
    if foreign := [word for key, word in written if not any(_alike(key, one) for one in told)]:
        return f"“{foreign[0]}” is not in the quote"
    if lost := [key for key in told if key in english().weighty and told.count(key) > taken.count(key)]:
        return f"“{lost[0]}” got lost"
    if not any(_made_of(taken, clauses[:n]) for n in range(1, len(clauses) + 1)):
        return "its words are put together in another way than in the quote"
    return None


def _made_of(taken: Words, clauses: Sequence[Words]) -> bool:
    """Whether words are those of some clauses, one after another in any order."""
    if not clauses:
        return not taken
    return any(
        _same(taken[: len(clause)], clause) and _made_of(taken[len(clause) :], [*clauses[:at], *clauses[at + 1 :]])
        for at, clause in enumerate(clauses)
    )


def _same(taken: Words, clause: Words) -> bool:
    """Whether words are those of a clause, whose beginning may have been moved to its end: no two sides of a verb are
    swapped by that."""
    turned = ((*clause[at:], *clause[:at]) for at in range(len(clause)))
    return len(taken) == len(clause) and any(all(map(_alike, taken, one)) for one in turned)


def _clauses(tokens: Sequence[Token]) -> list[list[str]]:
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        if token.word in _BREAKS:
            clauses.append([])
        else:
            clauses[-1].append(token)
    return [[key for key, _ in _words(clause)] for clause in clauses]


def _words(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Give the words that may be neither added nor swapped, each with what it is compared by: amounts by their value
    and their unit, small words as they are, others by their stems, with the ending that tells past from present."""
    free, weighty = english().free, english().weighty
    at = 0
    while at < len(tokens):
        word, at = tokens[at].word, at + 1
        if not (tokens[at - 1].is_word or word in _UNITS) or word in free:
            continue
        amount = number(word)
        if amount is not None:
            key = f"{amount:g}"
            while at < len(tokens) and tokens[at].word.removesuffix("s") in SCALES:
                key, at = f"{key} {tokens[at].word.removesuffix('s')}", at + 1
            if at < len(tokens) and (tokens[at].is_word or tokens[at].word in _UNITS) and tokens[at].word not in free:
                key, at = f"{key} {stem(tokens[at].word)}", at + 1
            yield key, word
        elif word in weighty or not tokens[at - 1].is_word:
            yield word, word
        else:
            yield stem(word) + "+ed" * word.endswith("ed"), word


def _alike(one: str, other: str) -> bool:
    return one == other or (other in english().alike.get(one, ()) and one not in english().weighty)
