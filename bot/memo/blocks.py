"""A decision as a memo: the blocks of the text, the same for every file format."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.markup.html import is_web_address
from bot.rules.book import RuleBook
from bot.rules.parts import (
    CONTESTED,
    UNCLEAR,
    WHERE,
    WHO,
    WORDING,
    flip_words,
    headline,
    idle,
    result_words,
    telling,
    value_words,
)
from bot.types import AxisResult, Decision

TITLE = "Sourcing decision memo"
DATA_KEY = "shorewise_memo"
DATA_WORDS = "The line below holds the facts. Shorewise reads them back: shorewise decide --facts with this file."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: a `lead` in bold, the text, the numbers of its sources, a web address."""

    text: str
    lead: str = ""
    marks: tuple[int, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a memo; a heading has a level (1 is the title), a table its first row as the head."""

    kind: Literal["heading", "paragraph", "quote", "bullets", "table", "data"]
    lines: tuple[Line, ...] = ()
    level: int = 2
    rows: tuple[tuple[str, ...], ...] = ()


def one_line(text: str) -> str:
    """Put a text on one line, without the characters that no file format may hold."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def safe_address(address: str) -> bool:
    """Whether an address can stand in any format as a link that leads only where it says."""
    return is_web_address(address) and not set("<>") & set(address)


def memo(decision: Decision, book: RuleBook, date: str) -> list[Block]:
    """Lay out a decision; `date` is the ISO day the memo bears. The same input gives the same blocks."""
    label, remark = WORDING[decision.status]
    cell = book.outcomes[decision.outcome] if decision.outcome else None
    meaning = f"{cell.meaning} {remark}" if cell else remark
    return [
        _heading(TITLE, 1),
        _text(f"{date}. Decision rules {book.file.version}, reviewed {book.file.reviewed}."),
        _heading("Result"),
        Block("paragraph", (Line(headline(decision, book), lead=f"{label}:"),)),
        _text(meaning),
        _grid(decision, book),
        *([_text(CONTESTED)] if decision.contested else []),
        *_facts(decision, book),
        *_why(decision),
        *_bullets("What speaks against it", [Line(one) for one in _unique(decision)]),
        *_bullets("Also consider", [Line(one.text, marks=_marks(one.citation)) for one in decision.refinements]),
        *_risks(decision),
        *_bullets("What would change it", [Line(flip_words(flip, decision, book)) for flip in decision.flips]),
        *_sensitivity(decision, book),
        *_bullets("Next steps", [Line(one.text, marks=_marks(one.citation)) for one in decision.next_steps]),
        *_sources(decision),
        _heading("How this was decided"),
        _text(
            f"By fixed rules, without a language model: the same facts give the same result. Rules version "
            f"{book.file.version}, reviewed {book.file.reviewed}, fingerprint {book.sha256[:16]}. Not legal advice."
        ),
        _text(DATA_WORDS),
        Block("data", (Line(data_line(decision, book, date)),)),
    ]


def data_line(decision: Decision, book: RuleBook, date: str) -> str:
    """Give facts, readings, rules and result as one line of JSON that no format takes for markup."""
    content = {
        DATA_KEY: 1,
        "date": date,
        "rules": {"version": book.file.version, "reviewed": book.file.reviewed, "sha256": book.sha256},
        "status": decision.status,
        "outcome": decision.outcome,
        "facts": decision.given,
        "read": [reading.model_dump(mode="json") for reading in decision.read or ()],
    }
    line = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&'`":
        line = line.replace(sign, f"\\u{ord(sign):04x}")
    return line


def _heading(words: str, level: int = 2) -> Block:
    return Block("heading", (Line(words),), level=level)


def _text(words: str) -> Block:
    return Block("paragraph", (Line(words),))


def _marks(citation: int | None) -> tuple[int, ...]:
    return (citation,) if citation else ()


def _unique(decision: Decision) -> list[str]:
    return list(dict.fromkeys(reason.reason for reason in decision.against))


def _bullets(title: str, lines: Sequence[Line]) -> Iterator[Block]:
    if lines:
        yield _heading(title)
        yield Block("bullets", tuple(lines))


def _table(*rows: Sequence[str]) -> Block:
    return Block("table", rows=tuple(tuple(row) for row in rows))


def _grid(decision: Decision, book: RuleBook) -> Block:
    rows = [["", *WHERE.values()]]
    for who, label in WHO.items():
        cells = [label]
        for where in WHERE:
            name, cell = next(
                (name, one) for name, one in book.outcomes.items() if (one.ownership, one.location) == (who, where)
            )
            cells.append(f"► {cell.label}" if name == decision.outcome else cell.label)
        rows.append(cells)
    return _table(*rows)


def _facts(decision: Decision, book: RuleBook) -> Iterator[Block]:
    words = {reading.fact: reading.words for reading in decision.read or () if _still(reading.fact, decision)}
    yield _heading("Facts")
    if decision.facts:
        rows = [
            (book.label(fact), value_words(fact, value, book), f"“{words[fact]}”" if fact in words else "")
            for fact, value in decision.facts.items()
        ]
        yield _table(("Fact", "Value", "Read from the words"), *rows)
    taken = [f"{book.label(one.fact)}: {value_words(one.fact, one.value, book)}" for one in decision.assumptions]
    if taken:
        yield Block("paragraph", (Line("; ".join(taken) + ".", lead="Taken for granted, as nothing was said:"),))
    if decision.unclear:
        unclear = ", ".join(book.label(name) for name in decision.unclear)
        yield Block("paragraph", (Line(unclear + ".", lead=f"{UNCLEAR}:"),))
    if decision.unknown:
        unknown = ", ".join(book.label(name) for name in decision.unknown)
        yield Block("paragraph", (Line(unknown + ".", lead="Not known:"),))


def _still(fact: str, decision: Decision) -> bool:
    """Whether a fact still has the value that was read; one corrected by hand no longer comes from the words."""
    return any(one.fact == fact and one.value == decision.facts.get(fact) for one in decision.read or ())


def _why(decision: Decision) -> Iterator[Block]:
    axes = [("Where", decision.location), ("Who", decision.ownership)]
    if any(axis.reason for _, axis in axes):
        yield _heading("Reasons" if decision.status != "conflict" else "Why the facts collide")
    for title, axis in axes:
        yield from _axis(title, axis, decision)


def _axis(title: str, axis: AxisResult, decision: Decision) -> Iterator[Block]:
    if not axis.reason:
        return
    found = {**WHERE, **WHO}.get(axis.value or "")
    lead = f"{title}: {found.lower()}." if found else f"{title}:"
    yield Block("paragraph", (Line(axis.reason, lead=lead, marks=_marks(axis.citation)),))
    cited = next((one for one in decision.citations if one.n == axis.citation), None)
    if cited:
        yield Block("quote", (Line(cited.quote, marks=(cited.n,)),))


def _risks(decision: Decision) -> Iterator[Block]:
    if decision.risks:
        yield _heading("Risks and what reduces them")
        rows = [
            (f"{one.text}{_noted(one.citation)}", f"{one.mitigation}{_noted(one.mitigation_citation)}")
            for one in decision.risks
        ]
        yield _table(("Risk", "What reduces it"), *rows)


def _noted(citation: int | None) -> str:
    return f" [{citation}]" if citation else ""


def _sensitivity(decision: Decision, book: RuleBook) -> Iterator[Block]:
    rows = [
        (
            book.label(one.fact) if index == 0 else "",
            book.value_label(one.fact, value.value) + (" (now)" if value.now else ""),
            result_words(value, book),
        )
        for one in telling(decision)
        for index, value in enumerate(one.values)
    ]
    if rows:
        yield _heading("What comes out under each value, the other facts as they are")
        yield _table(("Fact", "Value", "Result"), *rows)
    if idle(decision, book):
        yield Block("paragraph", (Line(", ".join(idle(decision, book)) + ".", lead="Make no difference here:"),))


def _sources(decision: Decision) -> Iterator[Block]:
    if not decision.citations:
        return
    yield _heading("Sources")
    lines = []
    for one in decision.citations:
        place = " > ".join(part for part in (one.title, one.section) if part)
        lines.append(Line(f"{place}: “{' '.join(one.quote.split())}”", lead=f"[{one.n}]", address=one.address))
    yield Block("bullets", tuple(lines))
