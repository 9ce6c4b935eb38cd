"""`shorewise doctor --kb`: how the knowledge base stands, as a page to read or as JSON."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from textwrap import wrap
from typing import Any

from bot.audit.survey import UNDATED, Row, Shelf
from bot.audit.thin import thin_spots
from bot.commands.terminal import WIDTH
from bot.understand.names import glossary
from ingest.builtin import builtin_documents

OLDEST = 5
SHOWN = 12


def report(today: date | None = None) -> dict[str, Any]:
    """Return counts, sources, ages, coverage and thin spots; ages are counted to `today`."""
    shelf = Shelf(builtin_documents(), glossary())
    day = today or datetime.now(UTC).date()
    sources = shelf.sources.values()
    reviews = sorted((one.document.reviewed or "", name) for name, one in shelf.documents.items())
    return {
        "documents": len(shelf.documents),
        "passages": sum(len(one.passages) for one in shelf.documents.values()),
        "statements": {"all": sum(shelf.units.values()), **shelf.units},
        "sources": {
            "all": len(shelf.sources),
            "by_kind": shelf.by_kind,
            "by_year": shelf.by_year,
            "undated": sorted(source.key for source in sources if source.date == UNDATED),
            "read_first": min((source.read or "" for source in sources), default=None),
            "read_last": max((source.read or "" for source in sources), default=None),
        },
        "reviews": [{"document_id": name, "reviewed": on, "days": _age(on, day)} for on, name in reviews],
        "terms": [row._asdict() for row in shelf.terms],
        "pages": [{"topic": shelf.topic(row.document), **row._asdict()} for row in shelf.pages],
        "thin": thin_spots(shelf, day),
    }


def shown(found: dict[str, Any], every: bool = False) -> str:
    """Return a report as text; `every` names all thin spots instead of the first of each kind."""
    return "\n".join([*_counts(found), *_coverage(found), *_thin(found["thin"], every)])


def _counts(found: dict[str, Any]) -> Iterator[str]:
    units, sources = found["statements"], found["sources"]
    yield f"Documents   {found['documents']}, cut into {found['passages']} passages"
    parts = ", ".join(f"{units.get(kind, 0)} {words}" for kind, words in _UNITS.items())
    yield f"Statements  {units['all']}: {parts}"
    yield f"Sources     {sources['all']}: {_counted(sources['by_kind'])}"
    yield from wrap(f"  by year   {_counted(sources['by_year'])}", WIDTH, subsequent_indent="            ")
    yield f"  read      from {sources['read_first']} to {sources['read_last']}"
    oldest = found["reviews"][:OLDEST]
    ages = ", ".join(f"{one['document_id']} {one['reviewed']} ({one['days']} days)" for one in oldest)
    yield from wrap(f"Reviews     oldest first: {ages}", WIDTH, subsequent_indent="            ")
    undated = f"Undated sources ({len(sources['undated'])}): {', '.join(sources['undated'])}"
    yield from wrap(undated, WIDTH, subsequent_indent="            ")


def _coverage(found: dict[str, Any]) -> Iterator[str]:
    for title, name in (("Term", "terms"), ("Document", "pages")):
        rows = [Row(**{key: row[key] for key in Row._fields}) for row in found[name]]
        yield ""
        yield from _table(title, rows)


def _table(title: str, rows: Sequence[Row]) -> Iterator[str]:
    width = max((len(row.name) for row in rows), default=len(title))
    yield f"{title:<{width}}  definition  list  number  kinds of sources"
    for row in rows:
        marks = f"{_mark(row.definition):<10}  {_mark(row.lists):<4}  {_mark(row.numbers):<6}"
        yield f"{row.name:<{width}}  {marks}  {', '.join(row.kinds) or 'none'}"
    all_of = [sum(getattr(row, field) for row in rows) for field in ("definition", "lists", "numbers")]
    yield f"{f'{len(rows)} in all':<{width}}  {all_of[0]:<10}  {all_of[1]:<4}  {all_of[2]:<6}"


def _thin(thin: dict[str, list[str]], every: bool) -> Iterator[str]:
    yield ""
    yield "Thin spots"
    for name, spots in thin.items():
        yield f"- {name}: {len(spots) or 'none'}"
        told = spots if every else spots[:SHOWN]
        yield from (f"    {spot}" for spot in told)
        if len(told) < len(spots):
            yield f"    and {len(spots) - len(told)} more; --json names all"


_UNITS = {"sentence": "sentences", "item": "list items", "row": "table rows"}


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _mark(there: bool) -> str:
    return "yes" if there else "-"


def _age(day: str, today: date) -> int | None:
    return (today - date.fromisoformat(day)).days if day else None
