"""Whether a sentence worded by a language model says what the quote it cites says, and nothing else.

Words alone can prove little: "pays" and "is paid", "5 or 7" and "7 or 5" are nearly the same ones. So a worded sentence
keeps the quote's words in their order. Free are articles, capitals and marks; the number of a clause and examples at
the end ("such as ...") may be left out; of two clauses one that tells where, when or if may go to the other end.
"""

import re
import unicodedata
from collections.abc import Sequence

PIECES = 200  # words of a quote; a longer one is shown as it stands
_ARTICLES = frozenset(["a", "an", "the", "An", "The"])  # "A" names something: "plan A"
_EDGES = ".,;:!?()[]{}\"'“”‘’«»*_`"
_DASHES = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-"})
_BROKEN = re.compile(r"[;:()\[\]–—]|\s-\s")  # a quote with these is no row of clauses between commas
_NUMBERED = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})+\.?\s+")
_COMMA = re.compile(r",\s+(?!\d)")
_EXAMPLES = frozenset(["such", "including"])
_ROW = 4  # words of a clause in which a row would go on
_SETS = frozenset([
    "in", "on", "at", "from", "under", "during", "within", "before", "after", "since", "until", "by", "for", "with",
    "without", "if", "unless", "when", "where", "once", "while", "although", "because", "as",
])  # fmt: skip


def unheld(said: str, quote: str) -> str | None:
    """Return why the quote does not back what is said, in a few words; None when it does."""
    taken = _words(said)
    if not taken:
        return "it says nothing"
    if said.rstrip(_EDGES.replace("?", "")).endswith("?") and "?" not in quote:
        return "it asks"
    told = _words(quote)
    if len(told) > PIECES:
        return "the quote is too long to be worded otherwise"
    if any(taken == _words(" ".join(clauses)) for clauses in _ways(quote)):
        return None
    foreign = [word for word in taken if word not in told]
    return f"“{foreign[0]}” is not in the quote" if foreign else "it does not keep the quote's words in their order"


def _ways(quote: str) -> list[Sequence[str]]:
    """Return the orders and lengths in which the clauses of a quote say the same."""
    bare = _NUMBERED.sub("", quote)
    clauses = [bare] if _BROKEN.search(bare) else _COMMA.split(bare)
    ways: list[Sequence[str]] = [[quote], clauses]
    if len(clauses) > 1 and _first(clauses[-1]) in _EXAMPLES:
        ways.append(clauses[:-1])
    if len(clauses) == 2 and any(_first(clause) in _SETS for clause in clauses) and not _is_row(clauses[1]):
        ways.append(clauses[::-1])
    return ways


def _first(clause: str) -> str:
    return next(iter(_words(clause)), "")


def _is_row(clause: str) -> bool:
    """Tell whether a clause may go on with a row of things: "in Spain, Italy and Malta it is free"."""
    return not {"and", "or"}.isdisjoint(_words(clause)[:_ROW])


def _words(text: str) -> list[str]:
    """Return the words of a text as they are compared: without articles and marks at their edges, signs and units kept;
    words all in capitals ("IT") as they stand."""
    pieces = text.translate(_DASHES).split()
    kept = (piece for at, piece in enumerate(pieces) if not (piece in _ARTICLES or (at == 0 and piece == "A")))
    return [word for piece in kept if (word := _plain(piece))]


def _plain(piece: str) -> str:
    word = piece.strip(_EDGES)
    if not any(one.isalnum() or unicodedata.category(one) in ("Sc", "Sm", "So") or one == "%" for one in word):
        return ""
    return word if len(word) > 1 and word.isupper() else word.casefold()
