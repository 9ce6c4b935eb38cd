"""Whether a sentence worded by a language model says no more than the quote it cites, and nothing else.

A quote is read clause by clause. Each word of the sentence must stand in the quote, itself or as another word for the
same. The words taken from a clause are most of it, so that no subject gets another clause's predicate, and keep their
order; only its beginning may go to its end. No small word that changes a claim ("not", "may", "if", "only", "more",
"by") is added or gets lost. What passes is a shortened or joined quote, no paraphrase: that is as far as words can be
checked without a reader.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from bot.amounts import number
from bot.language import english, stem
from bot.tokens import Token, tokens_of

LEAST = 2 / 3
"""Of the words of a clause so many must be kept in a sentence that takes words from it."""
CLAUSES = 8  # of a quote; one with more is shown as it stands
LONGEST = 80  # words of a sentence that are checked; a longer one is shown as its source has it
_BREAKS = frozenset(",;:()–—-")
_JOINTS = frozenset({"and", "but", "while", "whereas", "because"})
_UNITS = frozenset("€$£¥%°+")


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
    if not any(_made_of(taken, chosen) for n in range(1, len(clauses) + 1) for chosen in combinations(clauses, n)):
        return "its words are put together in another way than in the quote"
    return None


def _made_of(taken: Sequence[str], clauses: Sequence[Sequence[str]]) -> bool:
    """Whether words are most of each of some clauses, in their order, and nothing besides."""
    covered: set[int] = set()
    for clause in clauses:
        found = _turned(tuple(taken), tuple(clause))
        if len(found) < LEAST * len(clause):
            return False
        covered |= found
    return len(covered) == len(taken)


@lru_cache(maxsize=512)
def _turned(taken: tuple[str, ...], clause: tuple[str, ...]) -> frozenset[int]:
    """Return the places in `taken` of the words it has in common with a clause, whose beginning may have been moved
    to its end: "in Poland it costs 20" is "it costs 20 in Poland". That swaps no two sides of a verb."""
    return max((_common(taken, (*clause[at:], *clause[:at])) for at in range(len(clause))), key=len)


def _common(taken: Sequence[str], clause: Sequence[str]) -> frozenset[int]:
    """Return the places in `taken` of the longest row of words that both have in the same order."""
    best = [[0] * (len(clause) + 1) for _ in range(len(taken) + 1)]
    for i in reversed(range(len(taken))):
        for j in reversed(range(len(clause))):
            same = _alike(taken[i], clause[j])
            best[i][j] = best[i + 1][j + 1] + 1 if same else max(best[i + 1][j], best[i][j + 1])
    places: set[int] = set()
    i = j = 0
    while i < len(taken) and j < len(clause):
        if _alike(taken[i], clause[j]):
            places.add(i)
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return frozenset(places)


def _clauses(tokens: Sequence[Token]) -> list[list[str]]:
    """Cut a text at its commas, brackets and joining words; a joint that changes a claim ("but") opens its clause."""
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        if token.word in _BREAKS or token.word in _JOINTS:
            clauses.append([])
        clauses[-1].append(token)
    return [[key for key, _ in _words(clause)] for clause in clauses]


def _words(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Give the words that may be neither added nor swapped, each with what it is compared by: numbers by their value,
    small words as they are, others by their stems, with the ending that tells past from present."""
    free, weighty = english().free, english().weighty
    for token in tokens:
        word = token.word
        if not (token.is_word or word in _UNITS) or word in free:
            continue
        amount = number(word)
        if amount is not None:
            yield f"{amount:g}", word
        elif word in weighty or not token.is_word:
            yield word, word
        else:
            yield stem(word) + "+ed" * word.endswith("ed"), word


def _alike(one: str, other: str) -> bool:
    return one == other or (other in english().alike.get(one, ()) and one not in english().weighty)
