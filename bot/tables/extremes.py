"""Questions for the extreme of a column, or for what lies beyond an amount, answered by the values in a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from bot.tables.bycell import ticked
from bot.tables.cells import TIMES
from bot.tables.grid import PER, Column, Table, measures_in, sums_up, told
from bot.tables.threshold import Bound, asks_for_any, bound_in
from bot.types import Query
from bot.words.amounts import ARTICLES, WORDS, number
from bot.words.language import english, words
from bot.words.tokens import stem as token_stem
from ingest.types import Passage

KINDS = frozenset(["other", "list", "definition", "number", "comparison", "example"])
ROWS = 20  # most rows that an answer shows
_BEFORE_MOST = frozenset(["the", "has", "have", "had", "with"])
_SOME_MOST = frozenset(["most", "least", "fewest"])
_BY_PLACE = frozenset(["first", "last"])
_DO = frozenset(["do", "does", "did"])
_RANKS = ["first", "second", "third", "fourth", "fifth"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a question asks of a column.

    `ends` tells by what is measured which end is asked, -1 the lower, 1 the upper, under "any" whatever is measured;
    `bound` is set instead where amounts in a range are asked. `named` are the other words that tell of something,
    `loose` those that stand where a verb does and need not be in the table ("which depot runs the most buses", "how
    many does the oldest depot run"). `rank` is 2 for "the second cheapest", `count` 3 for "the three cheapest".
    """

    named: tuple[str, ...]
    loose: frozenset[str] = frozenset()
    ends: Mapping[str, int] | None = None
    bound: Bound | None = None
    rank: int = 1
    count: int = 1


def asks_extreme(query: Query) -> bool:
    """Tell whether a question may ask for an extreme or a range of values, before any table is read."""
    question, bound = query.standalone, bound_in(query.standalone)[0]
    if query.kind == "yes_no":
        return bound is not None and asks_for_any(question)
    return query.kind in KINDS and bool(bound or superlative_of(question))


def extreme_rows(query: Query, tables: Iterable[Table]) -> tuple[Passage, ...]:
    """Return the rows that hold the extreme asked for, or the amounts in the range; () when no column can be decided.

    Every word of the question has to be told by the table: by a header, a heading or a cell.
    """
    found = [picked for table in tables if (picked := _picked(query.standalone, table))]
    best = max(found, key=lambda one: (one.anchored, one.near is None, one.near or 0.0), default=None)
    return best.rows if best else ()


def wish_of(question: str, headers: frozenset[str] = frozenset()) -> Wish | None:
    """Return what is asked of a column; a superlative among the words of the headers is a name ("minimum notice")."""
    said = words(question)
    places = [at for at, word in enumerate(said) if word not in headers and _leads(said, at)]
    bound, at, spoken = bound_in(question)
    if len(places) + bool(bound) != 1:
        return None
    at = places[0] if places else at
    named = tuple(
        word
        for place, word in enumerate(said)
        if place not in spoken
        and place not in places
        and _tells(word)
        and not (token_stem(word) in TIMES and said[place - 1 : place] and said[place - 1] in PER)
    )
    before = said[at - 1 - (said[at - 1] == "the")] if at > 1 else ""
    ends = None if bound else _ends(said[at])
    loose = frozenset([before, *(said[-1:] if _DO.intersection(said) else [])])
    rank = _RANKS.index(before) + 1 if before in _RANKS and ends else 1
    count = int(number(before) or 1) if ends and before in WORDS and before not in ARTICLES else 1
    anything = bound is not None and bound.unit and asks_for_any(question)
    return Wish(named, loose, ends, bound, rank, count) if named or anything else None


def _leads(said: Sequence[str], at: int) -> bool:
    """Tell whether a word is a superlative: not the "most" of "at most" or "most people", nor "last" in "last year"."""
    word, before, behind = said[at], said[at - 1] if at else "", said[at + 1] if at + 1 < len(said) else ""
    if not _ends(word) or before == "at":
        return False
    if word in _SOME_MOST:
        return before in _BEFORE_MOST and behind != "of"
    return word not in _BY_PLACE or token_stem(behind) not in TIMES


def _ends(word: str) -> dict[str, int]:
    return {
        measure: 1 if word in upper else -1
        for measure, (lower, upper) in english().superlatives.items()
        if word in lower | upper
    }


def _tells(word: str) -> bool:
    return word not in english().stop or word in english().measured["people"]


class _Picked(NamedTuple):
    """Rows of a table and how many of the question's words its headers tell; `near` is set where no row holds what was
    asked for and these come nearest, so that who asks if there is any sees that there is none."""

    rows: tuple[Passage, ...]
    anchored: int
    near: float | None = None


def _picked(question: str, table: Table) -> _Picked | None:
    wish = wish_of(question, frozenset(words(" ".join([table.label, *table.headers]))))
    if not wish:
        return None
    kept = [row for row in table.rows if not sums_up(row)]
    of_cells = {word for word in wish.named if not told(word, [table.label, *table.headers, table.place])}
    for word in sorted(of_cells):
        holding = [row for row in kept if told(word, [row.text])]
        kept = holding or kept
        of_cells -= set() if holding else {word}
    named = [header for header in table.headers if any(told(word, [header]) for word in wish.named)]
    kept = list(ticked(question, table, named, tuple(kept)))
    if len(kept) < 2:
        return None
    columns = table.columns(kept)
    amounts = {column.header for column in columns}
    general = [table.label, table.place, *(header for header in table.headers if header not in amounts)]

    def is_told(word: str, column: Column) -> bool:
        alone = word in of_cells or word in wish.loose or word in english().general
        return alone or column.measure in measures_in([word]) or told(word, [*general, column.header])

    scored = [
        (score, column)
        for column in columns
        if all(is_told(word, column) for word in wish.named)
        and (score := _score(wish, column, len(columns) == 1 and column.measure != "date"))
    ]
    best = max((score for score, _ in scored), default=None)
    best_columns = [column for score, column in scored if score == best]
    rows = _agreed(wish, best_columns, kept)
    anchored = sum(told(word, [table.label, *table.headers]) for word in wish.named)
    if not rows and wish.bound and wish.bound.way and asks_for_any(question):
        rows = _agreed(replace(wish, bound=None, ends={"any": (way := wish.bound.way)}), best_columns, kept)
        reach = max((way * value for column in best_columns for value in column.values.values()), default=0.0)
        return _Picked(rows, anchored, reach) if 0 < len(rows) <= ROWS else None
    return _Picked(rows, anchored) if 0 < len(rows) <= ROWS else None


def _agreed(wish: Wish, columns: Sequence[Column], rows: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the rows that columns agree on, those of each currency of one column together; () where they do not."""
    answers = {
        header: tuple(dict.fromkeys(row for column in of_header for row in _rows(wish, column, rows)))
        for header, of_header in groupby(columns, key=lambda column: column.header)
    }
    several = set(answers.values())
    return several.pop() if len(several) == 1 else ()


def _score(wish: Wish, column: Column, alone: bool) -> tuple[float, ...] | None:
    """Return how well a column suits a wish, None when it does not; it need not be named where it is `alone`."""
    head = words(column.header)
    named = sum(told(word, [column.header]) for word in wish.named)
    ends = wish.ends or {}
    spoken = column.measure in measures_in(wish.named) or ("any" in ends and column.measure in ends)
    share = sum(told(word, wish.named) for word in head) / len(head)
    shown = column.measure in measures_in(head)
    if wish.bound:
        unit = wish.bound.unit
        meant = wish.bound.suits(column) and (named or spoken or alone or unit)
        return (named + spoken, bool(unit) and shown, share) if meant else None
    assert wish.ends is not None
    if "any" in wish.ends:
        return (named + spoken, share) if named or spoken or alone else None
    if column.measure in wish.ends:
        return named + 1, -list(wish.ends).index(column.measure), shown, share
    clear = len(set(wish.ends.values())) == 1 and not column.measure
    return (named, -len(wish.ends), 0, share) if named and clear else None


def _rows(wish: Wish, column: Column, rows: Sequence[Passage]) -> tuple[Passage, ...]:
    values = {row: column.values[row.id] for row in rows if row.id in column.values}
    if wish.bound:
        return tuple(row for row, value in values.items() if wish.bound.holds(value))
    assert wish.ends is not None
    way = wish.ends.get("any") or wish.ends.get(column.measure) or next(iter(wish.ends.values()))
    best = sorted({way * value for value in values.values()}, reverse=True)[wish.rank - 1 :][: wish.count]
    ordered = sorted(values.items(), key=lambda item: -way * item[1])
    return tuple(row for row, value in ordered if way * value in best)


def superlative_of(question: str) -> str:
    """Return the first superlative of a question, "" where it has none."""
    said = words(question)
    return next((said[at] for at in range(len(said)) if _leads(said, at)), "")
