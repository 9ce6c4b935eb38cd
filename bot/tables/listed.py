"""The rows of a table that a question wants listed: all of them, or those whose cells say what it asks for."""

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.tables.bycell import Rows, beside, holding, sorted_as, ticked
from bot.tables.extremes import ROWS
from bot.tables.grid import Table, sums_up, told
from bot.types import Query
from bot.words.language import english, stem, words

_KINDS = frozenset(["list", "definition", "number", "other"])
_NEEDING = frozenset(["require", "requires", "required", "demand", "demands"])  # as is "need", which no row has to say
_JOINS = re.compile(r"\b(?:by|for|of|in|at|on|to|per|and|from|with)\b")
_OPENING = re.compile(
    r"^\W*(?:(?:and|so|please)\s)*(?:(?:what|which)(?:\s(?:are|were))?|list|name|enumerate|(?:give|tell|show)(?:\s(?:me|us))?)"
    r"\s(?:(?:all|every|each|of|the|our|their|its|any)\s)*",
    re.IGNORECASE,
)
# "How much are the kitchen items", "who owns the actions that are due in June".
_SPOKEN_OF = re.compile(r"\b(?:the|all|our) (?:[\w-]+ ){0,2}?(?P<things>[a-z]{3,}(?<![su])s)\b(?! of\b)", re.IGNORECASE)


def things_asked(query: Query) -> str:
    """Return the noun of the things a question wants listed, a plural unless it asks "which"; "" for none."""
    opening = _OPENING.match(query.standalone)
    if query.kind not in _KINDS:
        return ""
    phrase = list(_phrase(query.standalone[opening.end() :])) if opening else []
    several = (
        word for word in phrase if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    )
    spoken = _SPOKEN_OF.search(query.standalone)
    which = "".join(phrase[:1]) if opening and "which" in opening.group().lower() else ""
    return next(several, which or (spoken["things"].lower() if spoken else ""))


def _phrase(text: str) -> list[str]:
    return list(takewhile(lambda word: word not in english().stop, words(text)))


def listed_rows(query: Query, asked: str, table: Table, spoken: Sequence[str] = ()) -> Rows:
    """Return the rows of a table of the things asked for: all, or those in whose cells words of the question stand that
    no header or heading holds. Every word has to be told by the table.

    Things of any kind ("all cleaning items") are its rows where a column sorts them so, or where it tells several facts
    of each and one is asked for ("which goods need a card"); machines or other wares only where its document speaks of
    them, in `spoken`.
    """
    rows, above = table.rows, [table.label, *table.headers, table.place]
    anything = stem(asked) not in _things(table)
    wares = asked in english().wares and told(asked, spoken)
    if anything and not wares and asked not in english().row_nouns:
        return ()
    named = [header for header in table.headers if any(told(word, [header]) for word in query.terms)]
    wanted = [
        word
        for word in query.terms
        if not told(word, above)
        and word not in english().row_nouns
        and (not wares if word == asked else word not in english().aspects)
    ]
    wanted = [word for word in wanted if word not in _NEEDING] or wanted
    if anything and not (wanted and len(table.headers) > 1) and not any(sorted_as(word, rows) for word in wanted):
        return ()
    for word in wanted:
        rows = holding(word, named, rows)
    chosen = beside(query.standalone, table, ticked(query.standalone, table, named, rows))
    several = asked.endswith("s") or wanted or len(chosen) < len(rows)
    return tuple(row for row in chosen if not (wanted and sums_up(row)))[:ROWS] if several else ()


def _things(table: Table) -> frozenset[str]:
    """Return the stems of what the rows of a table are called: "items" below "Item code" or "No. | Item"."""
    heading = _JOINS.split(table.rows[0].headings[-1].lower())[0]
    named = [word for header in (table.label, *table.headers[:1]) for word in words(header) if word.isalpha()]
    label = [word for word in words(table.label) if word in named]
    while label and label[-1] in english().identifying:
        label.pop()
    above = [word for word in words(heading) if word.isalpha()]
    return frozenset(stem(one[-1]) for one in (label or named, above) if one)
