"""Questions for the extreme of a column, or for what lies beyond an amount, answered by the values in a table."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.amounts import ARTICLES, ENDLESS, WORDS, amounts_of, number
from bot.cells import TIMES, measured
from bot.language import english, words
from bot.ranges import ABOVE, BELOW, bound_of, is_measure, ranges_of
from bot.tables import PER, Column, Table, measures_in, sums_up, told
from bot.tokens import stem as token_stem
from bot.tokens import tokens_of
from bot.types import Query
from ingest.types import Passage

KINDS = frozenset(["other", "list", "definition", "number", "comparison", "example"])
ROWS = 20  # most rows that an answer shows
_BEFORE_MOST = frozenset(["the", "has", "have", "had", "with"])
_SOME_MOST = frozenset(["most", "least", "fewest"])
_BY_PLACE = frozenset(["first", "last"])
_DO = frozenset(["do", "does", "did"])
_RANKS = ["first", "second", "third", "fourth", "fifth"]
_BETWEEN = re.compile(r"\bbetween [^?]{0,20}?\d[^?]{0,40}? and \D{0,2}\d[\d,.]*[%€]?", re.IGNORECASE)
_UNITS = frozenset(["time", "length", "%", ""])  # of a bound; any other is a currency
_INCLUDED = frozenset(["least", "most", "minimum", "maximum", "min", "max", "or", "up", "no", "not"])


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
    bound: "Bound | None" = None
    rank: int = 1
    count: int = 1


class Bound(NamedTuple):
    low: float
    high: float
    included: bool
    unit: str

    def holds(self, value: float) -> bool:
        return self.low < value < self.high or (self.included and value in (self.low, self.high))


def asks_extreme(query: Query) -> bool:
    """Tell whether a question may ask for an extreme or a range of values, before any table is read."""
    return query.kind in KINDS and bool(superlative_of(query.standalone) or _bound(query.standalone)[0])


def extreme_rows(query: Query, tables: Iterable[Table]) -> tuple[Passage, ...]:
    """Return the rows that hold the extreme asked for, or the amounts in the range; () when no column can be decided.

    Every word of the question has to be told by the table: by a header, a heading or a cell.
    """
    found = [picked for table in tables if (picked := _picked(query.standalone, table))]
    return max(found, key=lambda picked: picked.anchored).rows if found else ()


def wish_of(question: str, headers: frozenset[str] = frozenset()) -> Wish | None:
    """Return what is asked of a column; a superlative among the words of the headers is a name ("minimum notice")."""
    said = words(question)
    places = [at for at, word in enumerate(said) if word not in headers and _leads(said, at)]
    bound, at, spoken = _bound(question)
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
    return Wish(named, loose, ends, bound, rank, count) if named else None


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


def _bound(question: str) -> tuple[Bound | None, int, range]:
    """Return the range of amounts that a question names, where its words begin among all words, and their places."""
    said, tokens = words(question), tokens_of(question)
    between = _BETWEEN.search(question)
    if between and (span := next(ranges_of(between.group()), None)):
        first, last = (len(words(question[:at])) for at in between.span())
        return Bound(span.low, span.high, True, span.unit), first, range(first, last)
    for amount in amounts_of(tokens):
        if not is_measure(tokens, amount):
            continue
        value, unit, end = measured(question, tokens, amount)
        side = bound_of(tokens, amount.first, end) or bound_of(tokens, amount.first, amount.last)
        if side:
            figure = len(words(question[: tokens[amount.first].start]))
            first = next(
                (at for at in range(figure - 3, figure) if at >= 0 and token_stem(said[at]) in ABOVE | BELOW), figure
            )
            last = len(words(question[: tokens[end - 1].end]))
            included = not _INCLUDED.isdisjoint(said[max(0, first - 1) : last + 2])
            low, high = (value, ENDLESS**2) if side == "above" else (-ENDLESS, value)
            return Bound(low, high, included, unit), first, range(first, last)
    return None, 0, range(0)


class _Picked(NamedTuple):
    rows: tuple[Passage, ...]
    anchored: int


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
    answers = {_rows(wish, column, kept) for score, column in scored if score == best}
    rows = answers.pop() if len(answers) == 1 else ()
    anchored = sum(told(word, [table.label, *table.headers]) for word in wish.named)
    return _Picked(rows, anchored) if 0 < len(rows) <= ROWS else None


def _score(wish: Wish, column: Column, alone: bool) -> tuple[float, ...] | None:
    """Return how well a column suits a wish, None when it does not; it need not be named where it is `alone`."""
    head = words(column.header)
    named = sum(told(word, [column.header]) for word in wish.named)
    spoken = column.measure in measures_in(wish.named)
    share = sum(told(word, wish.named) for word in head) / len(head)
    shown = column.measure in measures_in(head)
    if wish.bound:
        unit = wish.bound.unit
        fits = unit in ("", column.measure) or (column.measure == "money" and unit not in _UNITS)
        return (named + spoken, bool(unit) and shown, share) if fits and (named or spoken or alone or unit) else None
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
