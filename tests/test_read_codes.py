"""Lines that begin with rising codes of one kind are the items of a list, in every kind of file."""

import pytest

from ingest.passages import cut
from ingest.read import read_bytes
from ingest.read.codes import coded_runs


@pytest.mark.parametrize(
    "lines",
    [
        ["G-01: Tar burns.", "G-02: Rope rots."],
        ["SL1 (C): Ropes come in a day.", "SL2: Sails come in two."],
        ["KPI 4 - Ropes sold", "KPI 5 - Sails sold"],
        ["D6.2 Plan of the loft", "D6.3 Roof of the loft", "D7.1 Paint"],
        ["Step 1: Wash it.", "Step 2: Dry it."],
        ["M1 – Loft rented", "M4 – Loft open"],
    ],
)
def test_codes_of_one_kind_make_a_list(lines: list[str]) -> None:
    assert coded_runs(["The loft opens in May.", *lines, "It closes in June."]) == [range(1, len(lines) + 1)]


@pytest.mark.parametrize(
    "lines",
    [
        ["G-01: Tar burns."],
        ["G-02: Tar burns.", "G-01: Rope rots."],
        ["A1: Yes.", "Q2: Why?"],
        ["Room 4 is closed.", "Room 5 is open."],
        ["In 2019 it rained.", "In 2020 it snowed."],
        ["10.1 The loft is ours.", "10.2 The rope is theirs."],
        [f"A1: {'rope ' * 61}", f"A2: {'rope ' * 61}"],
    ],
)
def test_other_lines_make_none(lines: list[str]) -> None:
    assert coded_runs(lines) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "loft.txt",
            "LOFT RULES\n\nThis book is for all who use the loft.\n\n2. DANGERS\n\n{}\n{}\n\n3. END\n\nThat is all.",
        ),
        ("loft.md", "# Loft rules\n\n## 2. DANGERS\n\n{}\n{}\n"),
        ("loft.md", "# Loft rules\n\n## 2. DANGERS\n\n{}\n\n{}\n"),
        ("loft.html", "<h1>Loft rules</h1><h2>2. DANGERS</h2><p>{}</p><p>{}</p>"),
    ],
)
def test_coded_lines_are_a_list_whose_items_are_quoted_whole(name: str, text: str) -> None:
    first, second = "G-01: Tar burns when lamps stand near it", "G-02: Rope rots. It has to hang."
    parsed = read_bytes(text.format(first, second).encode(), name)
    (listed,) = (passage for passage in cut(parsed, "doc") if passage.kind == "list")
    assert listed.section == ("2. DANGERS",)
    assert [listed.words_of(unit) for unit in listed.units] == [first, second]
