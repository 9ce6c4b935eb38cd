"""A table keeps its caption over its rows, its headers in one or two lines, and the header of a bare label."""

import pytest

from ingest.passages import cut, sections
from ingest.read import read_bytes
from ingest.types import ParsedFile, Passage

ROPES = "<tr><th>Loft</th><th>Ropes</th></tr><tr><td>North</td><td>12</td></tr>"


def read(text: str, name: str = "ropes.html") -> ParsedFile:
    return read_bytes(text.encode(), name)


def passages(text: str, name: str = "ropes.html") -> list[Passage]:
    return list(cut(read(text, name), "doc"))


def rows(text: str, name: str = "stock.csv") -> list[str]:
    return [passage.text for passage in passages(text, name) if passage.kind == "table"]


@pytest.mark.parametrize(
    "table",
    [
        f"<table><caption>Ropes in store</caption>{ROPES}</table>",
        f"<figure><table>{ROPES}</table><figcaption>Ropes in store</figcaption></figure>",
        f"<table><tr><th colspan='2'>Ropes in store</th></tr>{ROPES}</table>",
    ],
)
def test_a_caption_heads_its_rows_and_nothing_behind_them(table: str) -> None:
    parsed = read(f"<h1>Lofts</h1><h2>Stock</h2><p>We count in May.</p>{table}<p>Tar is kept outside.</p>")
    found = [(passage.section, passage.text) for passage in cut(parsed, "doc")]
    assert found == [
        (("Stock",), "We count in May."),
        (("Stock", "Ropes in store"), "North — Ropes: 12."),
        (("Stock",), "Tar is kept outside."),
    ]
    assert [section.path for section in sections(parsed)] == [("Stock",), ("Stock", "Ropes in store")]
    assert parsed.text.count("Ropes in store") == 1


def test_the_caption_of_a_picture_stays_text() -> None:
    (picture,) = passages("<figure><img src='a.png'><figcaption>The loft stands on the quay.</figcaption></figure>")
    assert (picture.kind, picture.text) == ("paragraph", "The loft stands on the quay.")


def test_a_hidden_caption_is_not_read() -> None:
    assert "secret" not in read(f"<table><caption hidden>secret</caption>{ROPES}</table>").text


def test_a_folded_text_stands_below_its_summary() -> None:
    (folded,) = passages("<h1>Lofts</h1><details><summary>May I smoke?</summary><p>Never near tar.</p></details>")
    assert (folded.section, folded.text) == (("May I smoke?",), "Never near tar.")


@pytest.mark.parametrize("line", ["Table 3: Ropes in store", "Table A1 – Ropes in store", "Table 2.1 Ropes in store"])
def test_a_numbered_title_above_a_table_is_its_caption(line: str) -> None:
    (row,) = passages(f"# Lofts\n\n{line}\n\n| Loft | Ropes |\n|---|---|\n| North | 12 |\n", "lofts.md")
    assert row.section == (line,)


def test_a_sentence_about_a_table_is_no_caption() -> None:
    found = passages(
        "# Lofts\n\nTable 3 shows what we keep.\n\n| Loft | Ropes |\n|---|---|\n| North | 12 |\n", "lofts.md"
    )
    assert [passage.section for passage in found] == [(), ()]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("2", "Shelf 2 — Ropes: 12."),
        ("B", "Shelf B — Ropes: 12."),
        ("F7", "Shelf F7 — Ropes: 12."),
        ("KP 4", "Shelf KP 4 — Ropes: 12."),
        ("North", "North — Ropes: 12."),
        ("2024", "2024 — Ropes: 12."),
        ("05:40", "05:40 — Ropes: 12."),
        ("8 to 12 m", "8 to 12 m — Ropes: 12."),
    ],
)
def test_a_label_that_says_nothing_alone_stands_behind_its_header(label: str, text: str) -> None:
    (row,) = passages(f"Shelf,Ropes\n{label},12\n", "stock.csv")
    assert row.text == text
    first = row.units[0].cells[0]
    assert (first.header, row.text[first.start - row.start : first.end - row.start]) == ("Shelf", label)


def test_a_header_without_a_word_is_not_written() -> None:
    assert rows("No,Ropes\n2,12\n") == ["2 — Ropes: 12."]


def test_the_header_of_the_label_counts_in_the_search_and_is_not_quoted() -> None:
    (row,) = passages("Harbour,Ropes\nNorth,12\n", "stock.csv")
    assert row.searched == "Harbour North — Ropes: 12."
    assert row.above == "stock > Harbour"
    assert row.text == "North — Ropes: 12."


def test_titles_above_the_headers_are_no_rows() -> None:
    found = passages(
        "Stock of the lofts,,\nCounted on 3 May.,,\nLoft,Ropes,Sails\nNorth,12,3\nSouth,4,1\n", "stock.csv"
    )
    assert [(passage.section, passage.text) for passage in found] == [
        ((), "Counted on 3 May."),
        (("Stock of the lofts",), "North — Ropes: 12; Sails: 3."),
        (("Stock of the lofts",), "South — Ropes: 4; Sails: 1."),
    ]


def test_headers_in_two_lines_are_joined() -> None:
    assert rows("Loft,Ropes,,Sails,\n,old,new,old,new\nNorth,12,3,4,5\n") == [
        "North — Ropes old: 12; Ropes new: 3; Sails old: 4; Sails new: 5."
    ]


def test_years_may_be_headers() -> None:
    assert rows("Loft,2023,2024\nNorth,12,14\nSouth,4,3\n")[0] == "North — 2023: 12; 2024: 14."
    assert rows("North,2023\nSouth,2024\n") == ["North — 2023.", "South — 2024."]


def test_gaps_in_a_table_without_headers_are_no_groups() -> None:
    assert rows("North,12,\n,5,6\nSouth,4,8\n") == ["North — 12.", "5; 6.", "South — 4; 8."]
