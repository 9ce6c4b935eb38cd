"""The survey of the knowledge base counts what is there, and names what is thin, on documents made for the purpose."""

from datetime import date
from pathlib import Path

import pytest

import kb
from bot.audit.survey import Shelf, figures
from bot.audit.thin import dateless_figures, dateless_laws, thin_spots
from bot.commands.kbdoctor import report, shown
from ingest.builtin import builtin_documents
from ingest.errors import LibraryError

BREAD = """---
id: bread
title: Bread
sources:
  - {key: mill, title: The mill, address: "https://mill.example", date: 2020-05, read: 2026-03-01, kind: vendor}
  - {key: guild, title: The guild, address: "https://guild.example", date: n.d., read: 2026-03-02, kind: study}
reviewed: 2026-03-05
---
## What bread is

Bread is a food made of flour and water. [^mill]

## What bread costs

Bread cost €3 a loaf. [^mill] [^guild]

Bread cost €2 a loaf in 2019. [^guild]

## What rye bread brings

Rye bread brings these benefits: [^guild]
- it keeps for 9 days
- it fills
"""
LAW = """---
id: bread-law
title: The law of bread
sources:
  - {key: mill, title: The mill, address: "https://mill.example", date: 2020-05, read: 2026-03-01, kind: vendor}
reviewed: 2024-03-05
---
## Old law

The Bread Act is a law on loaves. [^mill]

## New law

The Bread Act of 2021 is a law on rolls, according to the mill. [^mill]
"""
GLOSSARY = [
    {"term": "bread", "aliases": ["loaf"], "abbreviations": [], "document": "bread"},
    {"term": "rye bread", "aliases": [], "abbreviations": ["RB"], "document": "bread"},
    {"term": "Bread Act", "aliases": [], "abbreviations": [], "document": "bread-law"},
]
TODAY = date(2026, 3, 15)


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / ("regulation" if "law" in name else "food") / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setattr(kb, "DOCUMENTS", write(tmp_path / "documents", bread=BREAD, law=LAW))
    return Shelf(builtin_documents(), GLOSSARY)


def test_units_and_sources_are_counted_once(shelf: Shelf) -> None:
    assert shelf.units == {"sentence": 5, "item": 2}
    assert shelf.by_kind == {"vendor": 1, "study": 1}
    assert shelf.by_year == {"2020": 1, "n.d.": 1}


def test_a_term_is_covered_by_what_its_own_places_say(shelf: Shelf) -> None:
    bread, rye, law = shelf.terms
    assert (bread.definition, bread.lists, bread.numbers, bread.kinds) == (True, False, True, ("study", "vendor"))
    assert (rye.definition, rye.lists, rye.numbers, rye.kinds) == (False, True, True, ("study",))
    assert (law.definition, law.numbers, law.kinds) == (True, False, ("vendor",))


def test_dates_standards_and_articles_are_no_figures() -> None:
    assert figures("On 5 May 2025 ISO 37500, SOC 2 and Article 28 met 2016/679.") == []
    assert figures("Some 20% of 1,200 firms saved 2.5 million.") == ["20", "1,200", "2.5"]


def test_a_market_figure_without_a_year_and_a_law_section_without_one_are_found(shelf: Shelf) -> None:
    assert [place.text for place in dateless_figures(shelf)] == ["Bread cost €3 a loaf."]
    assert dateless_laws(shelf) == ["bread-law > Old law"]


def test_thin_spots_name_single_sources_vendors_missing_definitions_and_age(shelf: Shelf) -> None:
    spots = thin_spots(shelf, TODAY)
    assert spots["documents with a single source"] == ["bread-law"]
    assert spots["documents with vendors as their only sources"] == ["bread-law"]
    assert spots["terms without a defining sentence"] == ["rye bread"]
    assert spots["terms whose definition rests on one vendor"] == ["bread (bread, mill)", "Bread Act (bread-law, mill)"]
    assert spots["not reviewed or read for 365 days, or dated ahead"] == ["bread-law: reviewed 2024-03-05"]
    assert "bread > What bread is" in spots["sections with one sentence"]
    assert "bread > What bread costs" not in spots["sections with one sentence"]


def test_a_reading_that_lies_ahead_is_a_thin_spot(shelf: Shelf) -> None:
    spots = thin_spots(shelf, date(2026, 3, 1))["not reviewed or read for 365 days, or dated ahead"]
    assert "source guild: read 2026-03-02" in spots
    assert "source mill: read 2026-03-01" not in spots


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("read: 2026-03-01, ", "", "needs `read:`"),
        ("read: 2026-03-01", "read: soon", "needs `read:`"),
        ("read: 2026-03-01", "read: 2020-04-30", "was read before its date"),
    ],
)
def test_a_source_never_read_or_read_too_early_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    monkeypatch.setattr(kb, "DOCUMENTS", write(tmp_path / "documents", bread=BREAD.replace(old, new)))
    with pytest.raises(LibraryError, match=said) as refused:
        builtin_documents()
    assert "mill" in str(refused.value)
    assert "bread.md" in str(refused.value)


def test_the_report_on_the_built_in_documents_reads_as_a_page() -> None:
    found = report()
    text = shown(found)
    assert f"Documents   {found['documents']}" in text
    assert sum(found["sources"]["by_kind"].values()) == found["sources"]["all"]
    assert sum(found["sources"]["by_year"].values()) == found["sources"]["all"]
    assert [one["reviewed"] for one in found["reviews"]] == sorted(one["reviewed"] for one in found["reviews"])
    for row in (*found["terms"], *found["pages"]):
        assert f"\n{row['name']} " in text
    for name, spots in found["thin"].items():
        assert f"- {name}: {len(spots) or 'none'}" in text
