"""Markdown becomes plain text whose blocks have exact spans, with titles and sources filled."""

from pathlib import Path

import pytest

from ingest.errors import ReadError
from ingest.read.front import MOST_FIELDS
from ingest.read.markdown import read_markdown
from ingest.types import Block, ParsedFile, Source

MUSEUMS = Path(__file__).parent / "data" / "read" / "museums.md"


@pytest.fixture(scope="module")
def museums() -> ParsedFile:
    return read_markdown(MUSEUMS.read_bytes(), MUSEUMS.name)


def read(text: str, name: str = "notes.md") -> ParsedFile:
    return read_markdown(text.encode(), name)


def words(parsed: ParsedFile, kind: str | None = None) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks if kind in (None, block.kind)]


def block(parsed: ParsedFile, beginning: str) -> Block:
    (found,) = [one for one in parsed.blocks if parsed.text.startswith(beginning, one.start)]
    return found


def test_front_matter_fills_id_title_review_and_sources(museums: ParsedFile) -> None:
    assert (museums.document_id, museums.title, museums.reviewed) == (
        "museum-kinds",
        "Kinds of museum",
        "2026-02-03",
    )
    assert museums.sources == (
        Source("council", "Council handbook", "https://example.org/handbook", "2022", "guide"),
        Source("survey", "Visitor survey", None, "2024-05-06", None),
    )


def test_markup_comments_images_and_marks_leave_the_text(museums: ParsedFile) -> None:
    assert words(museums, "paragraph")[0] == (
        "A museum is a place that keeps things for the public. It may charge 5 euros. It need not."
    )


def test_marks_become_the_sources_of_their_block(museums: ParsedFile) -> None:
    assert block(museums, "A museum is").sources == ("council",)
    assert block(museums, "Museums are sorted").sources == ("survey",)
    assert block(museums, "Art museums").sources == ("council",)
    assert block(museums, "Science museums").sources == ()


def test_marks_alone_below_a_table_are_sources_of_all_its_rows(museums: ParsedFile) -> None:
    assert block(museums, "Ticket").sources == ("council",)
    assert block(museums, "Guide").sources == ("survey", "council")
    apart = read("| A | B |\n|---|---|\n| one | two |\n[^x]\n\nText.\n")
    assert block(apart, "one").sources == ("x",)


def test_items_stand_on_their_own_lines_and_their_spans_exclude_the_mark(museums: ParsedFile) -> None:
    assert "• Art museums.\n• Science museums, some with workshops\n• Open-air museums" in museums.text
    assert "1. Buy a ticket.\n2. Keep it." in museums.text
    assert words(museums, "item") == [
        "Art museums.",
        "Science museums, some with workshops",
        "Open-air museums",
        "Buy a ticket.",
        "Keep it.",
    ]


def test_a_table_row_reads_by_itself_and_its_cells_span_their_own_words(museums: ParsedFile) -> None:
    row = block(museums, "Ticket")
    assert museums.text[row.start : row.end] == (
        "Ticket — Art museum: Ten euros; Science museum: Eight euros, families less."
    )
    assert [(cell.header, museums.text[cell.start : cell.end]) for cell in row.cells] == [
        ("Basis", "Ticket"),
        ("Art museum", "Ten euros"),
        ("Science museum", "Eight euros, families less"),
    ]


def test_an_empty_cell_is_left_out(museums: ParsedFile) -> None:
    row = block(museums, "Guide")
    assert museums.text[row.start : row.end] == "Guide — Science museum: Free."


def test_blocks_are_ordered_and_do_not_overlap(museums: ParsedFile) -> None:
    for before, after in zip(museums.blocks, museums.blocks[1:], strict=False):
        assert before.start < before.end < after.start


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Given\n---\n# Other\n\nText.", "Given"),
        ("Badge\n\n# Heading\n\nText.", "Heading"),
        ("## Heading *one*\n\nText.", "Heading one"),
        ("Text only.", "my notes"),
        ("Text first.\n\n## Later", "my notes"),
    ],
)
def test_the_title_is_given_or_the_heading_or_the_file_name(text: str, title: str) -> None:
    assert read(text, "my-notes.md").title == title


def test_front_matter_that_is_not_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(ReadError, match=r"front matter of notes\.md is not valid YAML \(line 3\)"):
        read("---\ntitle: a\nb: c: d\n---\nText.")


def test_a_source_without_a_title_is_refused() -> None:
    with pytest.raises(ReadError, match=r"Source 1 .* has no title"):
        read("---\nsources:\n  - key: a\n---\nText.")


def test_rules_that_look_like_front_matter_stay_content() -> None:
    assert words(read("---\njust words\n---\n\nText.")) == ["just words", "Text."]
    assert words(read("---\n\nText.")) == ["Text."]


def test_a_footnote_in_a_file_of_ones_own_becomes_a_source() -> None:
    parsed = read(
        "Cows graze.[^1] Sheep too.[^2]\n\n[^1]: Farm survey, https://example.org/farm\n[^2]: https://example.org/s\n"
    )
    assert words(parsed) == ["Cows graze. Sheep too.", "Farm survey, https://example.org/farm"]
    assert parsed.blocks[0].sources == ("1", "2")
    assert [(source.key, source.address) for source in parsed.sources] == [
        ("1", "https://example.org/farm"),
        ("2", "https://example.org/s"),
    ]


def test_html_blocks_give_their_words_but_no_scripts() -> None:
    parsed = read("<div><p>One <b>two</b>.</p><script>alert(1)</script><p>Three.</p></div>\n\nFour<br>five.\n")
    assert words(parsed) == ["One two.", "Three.", "Four five."]


def test_scripts_within_a_line_leave_the_text_and_a_tag_alone_takes_nothing_with_it() -> None:
    for line, left in (
        ("Dogs stay out. <script>alert(1)</script> The key is red.", "Dogs stay out. The key is red."),
        ("A <STYLE>p {}</style>b <b>c</b> <script> d", "A b c d"),
        ("<b>x</b> y</script> z", "x y z"),
    ):
        assert read_markdown(f"# T\n\n{line}\n".encode(), "t.md").text == f"T\n\n{left}"
    assert read_markdown(b"a " + b"<script>" * 50_000, "t.md").text


def test_what_is_nested_deeply_is_read_and_a_very_long_title_is_cut() -> None:
    nested = "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(30))
    found = read_markdown(f"# {'long ' * 600}\n\n{nested}\n{'> ' * 30}quoted\n".encode(), "t.md")
    assert "level 29" in found.text
    assert "quoted" in found.text
    assert found.title.endswith("long…")
    assert len(found.title) <= 200
    assert found.text.count("long") == 600


def test_code_stays_text_and_nested_lists_keep_their_depth() -> None:
    parsed = read("- a\n\n  more\n  - b\n- c\n\n```\nx = 1\n\ny = 2\n```\n")
    assert [(one.kind, one.level, text) for one, text in zip(parsed.blocks, words(parsed), strict=True)] == [
        ("item", 0, "a\nmore"),
        ("item", 1, "b"),
        ("item", 0, "c"),
        ("paragraph", 0, "x = 1\ny = 2"),
    ]


def test_reading_the_plain_text_of_hostile_markdown_ends() -> None:
    for pattern in ("[", "> ", "*a_", "- ", "`", "![](", "[^", "<!--", "| a "):
        parsed = read("x " + pattern * 5_000)
        assert parsed.text


def test_a_front_matter_of_comments_is_read_through() -> None:
    comments = "# a comment\n" * 5_000
    assert read(f"---\n{comments}title: Farm\n---\nText.").title == "Farm"
    assert words(read(f"---\n{comments}Text.\n"))[-1] == "Text."


def test_a_first_line_all_in_bold_is_a_heading() -> None:
    parsed = read("# Board\n\n**1. Roof**  \nThe slates come late.\n\n**Take care:** wet paint.\n\n**It is over.**\n")
    assert words(parsed, "heading") == ["Board", "1. Roof"]
    assert words(parsed, "paragraph") == ["The slates come late.", "Take care: wet paint.", "It is over."]


def test_lines_of_a_name_and_a_value_stand_alone() -> None:
    parsed = read("# Lease\n\n**Rooms:** four\nLandlord: Ida Brook,\nof Hull\nTerm: 5 years\n\nNote: one line only.\n")
    assert words(parsed, "paragraph") == [
        "Rooms: four",
        "Landlord: Ida Brook, of Hull",
        "Term: 5 years",
        "Note: one line only.",
    ]


def test_a_line_in_bold_with_nothing_below_it_stays_text() -> None:
    parsed = read("# Pump\n\n**Never open it while hot**\n\n## Next\n\nText.\n\n**Contact: Jo Finch**\n")
    assert words(parsed, "paragraph") == ["Never open it while hot", "Text.", "Contact: Jo Finch"]
    assert words(read("# Pump\n\n**Closed on Monday**"), "paragraph") == ["Closed on Monday"]


def test_a_line_in_bold_that_opens_a_document_is_its_title() -> None:
    parsed = read("---\nowner: Ann\n---\n\n**Allotment Society**\n\n**1. Sheds**\n\nThe shed leaks.\n")
    assert parsed.title == "Allotment Society"
    assert words(parsed, "heading") == ["Allotment Society", "1. Sheds"]


def test_a_field_has_its_own_source_and_may_end_in_a_stop_or_in_nothing() -> None:
    parsed = read("# Lease\n\nRent: 5[^a]\nTerm: 4\nNotes:\nTenant: Brook Ltd.\n\n[^a]: https://a.example\n")
    told = [(parsed.text[one.start : one.end], one.sources) for one in parsed.blocks[1:]]
    assert told == [("Rent: 5", ("a",)), ("Term: 4", ()), ("Notes:", ()), ("Tenant: Brook Ltd.", ())]


def test_many_lines_below_a_field_are_read_in_one_go() -> None:
    parsed = read("A: 1\nB: 2\n" + "on and on\n" * 60_000)
    assert [text[:8] for text in words(parsed)] == ["A: 1", "B: 2 on "]


def test_entries_of_the_front_matter_that_are_for_people_are_text_as_they_are_written() -> None:
    head = "title: Bath\nincident_no: 007\nteams: [web, mail]\nlayout: post\nempty:\nopens: 10:30\nheated: yes\n"
    parsed = read(f"---\n{head}manager:\n  name: Pat Orr\nlimits:\n  - van: 2\n  - car: 1\n---\n\nIt rained.\n")
    assert parsed.title == "Bath"
    assert words(parsed) == [
        "Incident no: 007",
        "Teams: web, mail",
        "Opens: 10:30",
        "Heated: yes",
        "Manager, name: Pat Orr",
        "Limits, van: 2",
        "Limits, car: 1",
        "It rained.",
    ]


def test_aliases_in_front_matter_cannot_make_millions_of_lines() -> None:
    level = "a0: &a0 [{x: 1}, {x: 2}]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 8)
    )
    assert len(read(f"---\n{level}---\n\nText.\n").blocks) == MOST_FIELDS + 1
