"""Passages follow the structure of a document, and together hold each of its words once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import made

from ingest.passages import PASSAGE_WEIGHT, UNIT_WEIGHT, cut, sections
from ingest.read.build import Builder
from ingest.read.markdown import read_markdown
from ingest.read.text import read_text
from ingest.types import ParsedFile, Passage

MUSEUMS = Path(__file__).parent / "data" / "read" / "museums.md"


def parse(text: str) -> ParsedFile:
    return read_markdown(text.encode(), "notes.md")


def units(passage: Passage) -> list[tuple[str, str]]:
    return [(unit.kind, passage.text[unit.start - passage.start : unit.end - passage.start]) for unit in passage.units]


def check(parsed: ParsedFile) -> tuple[Passage, ...]:
    """The properties that hold for every file; the words of all units are those of all blocks, in order."""
    passages = cut(parsed, "doc")
    position = 0
    found: list[str] = []
    for ordinal, passage in enumerate(passages):
        assert passage.ordinal == ordinal
        assert passage.id.startswith(f"doc:{passage.start}-{passage.end}:")
        assert position <= passage.start < passage.end
        assert passage.text == parsed.text[passage.start : passage.end]
        assert (passage.units[0].start, passage.units[-1].end) == (passage.start, passage.end)
        for unit in passage.units:
            assert position <= unit.start < unit.end
            quote = parsed.text[unit.start : unit.end]
            assert quote == quote.strip()
            found.append("".join(quote.split()))
            position = unit.end
    expected = [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind != "heading"]
    assert "".join(found) == "".join("".join(text.split()) for text in expected)
    return passages


def test_paragraphs_lists_and_rows_become_passages_below_their_headings() -> None:
    passages = check(read_markdown(MUSEUMS.read_bytes(), MUSEUMS.name))
    assert [(passage.kind, passage.section, len(passage.units)) for passage in passages] == [
        ("paragraph", (), 3),
        ("paragraph", ("By collection",), 1),
        ("list", ("By collection",), 4),
        ("table", ("Costs", "What a visitor pays"), 1),
        ("table", ("Costs", "What a visitor pays"), 1),
        ("list", ("Costs", "What a visitor pays"), 2),
    ]
    assert passages[2].index_text.startswith("Kinds of museum > By collection\nThere are three kinds:")
    assert passages[2].sources == ("survey", "council")


def test_the_lead_in_is_the_last_sentence_before_a_list() -> None:
    before, listed = check(parse("Cows need care. They need:\n\n- Water. Much of it.\n- Grass\n"))
    assert units(before) == [("sentence", "Cows need care.")]
    assert units(listed) == [("lead", "They need:"), ("item", "Water. Much of it."), ("item", "Grass")]


def test_a_paragraph_that_announces_nothing_stays_out_of_the_list() -> None:
    before, listed = check(parse("Cows need care.\n\n- Water\n"))
    assert (before.kind, listed.kind) == ("paragraph", "list")
    assert units(listed) == [("item", "Water")]


def test_a_row_keeps_its_cells() -> None:
    (row,) = check(parse("| A | B |\n|---|---|\n| one | two |\n"))
    (unit,) = row.units
    assert [(cell.header, row.text[cell.start - row.start : cell.end - row.start]) for cell in unit.cells] == [
        ("A", "one"),
        ("B", "two"),
    ]


def test_a_long_paragraph_is_split_evenly_at_sentences() -> None:
    passages = check(parse("The herd is moved to the next paddock on every third day. " * 40))
    weights = [len(passage.text.split()) for passage in passages]
    assert len(weights) == 3
    assert max(weights) - min(weights) <= 12
    assert all(passage.text.endswith(".") for passage in passages)


@pytest.mark.parametrize(("lead", "leads"), [("Stallholders must", True), ("The hall is closed on Monday", False)])
def test_a_sentence_that_breaks_off_leads_into_the_list_below_it(lead: str, leads: bool) -> None:
    text = f"# Market\n\n{lead}\n\n- take their rubbish home\n- keep a gap\n"
    *_, listed = cut(parse(text), "market")
    assert (listed.units[0].kind == "lead") is leads


def test_a_long_list_is_split_between_items_and_its_first_part_has_the_lead_in() -> None:
    item = "- a paddock that rests for three to five weeks after the herd has left\n"
    first, *others = check(parse("Keep:\n\n" + item * 40))
    assert others
    assert first.units[0].kind == "lead"
    assert all(unit.kind == "item" for passage in others for unit in passage.units)


def test_an_endless_sentence_is_cut_between_words() -> None:
    passages = check(parse("grass " * 5_000))
    assert max(len(passage.text.split()) for passage in passages) <= UNIT_WEIGHT
    assert {word for passage in passages for word in passage.text.split()} == {"grass"}


@pytest.mark.parametrize("text", ["x" * 300_000, "牛" * 300_000, "a " * 300_000])
def test_a_text_without_stops_gives_passages_of_bounded_size(text: str) -> None:
    passages = check(read_text(text.encode(), "long.txt"))
    assert max(len(passage.text) for passage in passages) <= 20 * UNIT_WEIGHT


def test_a_giant_item_and_a_giant_row_are_cut_too() -> None:
    sentence = "The herd is moved to the next paddock on every third day. "
    listed = check(parse("- " + sentence * 100))
    assert {unit.kind for passage in listed for unit in passage.units} == {"item"}
    rows = check(parse(f"| A | B |\n|---|---|\n| one | {sentence * 100} |\n"))
    for passages in (listed, rows):
        assert max(len(passage.text.split()) for passage in passages) <= 2 * PASSAGE_WEIGHT


def test_sections_give_each_heading_with_the_text_below_it() -> None:
    parsed = parse("# Farm\n\nIntro.\n\n## Cows\n\nOne.\n\n### Milk\n\nTwo.\n\n## Sheep\n\nThree.\n")
    assert [(section.path, parsed.text[section.start : section.end]) for section in sections(parsed)] == [
        (("Cows",), "Cows\n\nOne."),
        (("Cows", "Milk"), "Milk\n\nTwo."),
        (("Sheep",), "Sheep\n\nThree."),
    ]


def test_headings_alone_give_no_passage() -> None:
    assert cut(parse("# Farm\n\n## Cows\n"), "doc") == ()


def test_a_passage_names_the_page_it_begins_on() -> None:
    builder = Builder()
    for words in ("First page.", "Second page."):
        builder.page()
        builder.paragraph(words)
    assert [passage.page for passage in cut(builder.finish("Farm"), "doc")] == [1, 2]
    assert [passage.page for passage in cut(parse("No pages."), "doc")] == [None]


LINES_OF_MANY_KINDS = """# Farm
## Cows
### Milk yields
One sentence. Two, e.g. this?
They need:
- grass
- water. Much of it.
  - deep
1. first
2. second
| A | B |
|---|---|
| x | y. |
> quoted
```
    code
[^a]
Text [^a] (see Fig. 2).
<b>tag</b>
\u200b\u202e
Why not?
---
===
• bullet
Opening Hours
by Ana
3 May 2024
"""
LINES = st.sampled_from([*LINES_OF_MANY_KINDS.splitlines(), *[""] * 5, "word " * 250])


@given(st.lists(LINES, max_size=40))
def test_every_word_of_any_markdown_is_in_exactly_one_passage(lines: list[str]) -> None:
    check(parse("\n".join(lines)))


@given(st.lists(LINES, max_size=40))
def test_every_word_of_any_plain_text_is_in_exactly_one_passage(lines: list[str]) -> None:
    check(read_text("\n".join(lines).encode(), "notes.txt"))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=400))
def test_any_characters_at_all_are_cut_exactly(text: str) -> None:
    check(parse(text))
    check(read_text(text.encode(), "notes.txt"))


def test_other_words_in_the_same_place_or_below_another_heading_are_another_passage() -> None:
    texts = (
        "# Fares\n\nThe fare is 10 pence.\n",
        "# Fares\n\nThe fare is 99 pence.\n",
        "# Tolls\n\nThe fare is 10 pence.\n",
    )
    ids = [cut(parse(text), "doc")[0].id for text in texts]
    assert len({passage_id.rpartition(":")[0] for passage_id in ids}) == 1
    assert len(set(ids)) == 3


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Mooring: a berth lies by the wall.", "Mooring"),
        ("Night mooring – a berth lies by the wall.", "Night mooring"),
        ("7.2 Mooring. A berth lies by the wall.", "Mooring"),
        ("Thank you. A berth lies by the wall.", ""),
        ("A berth lies by the wall: it is dry at low tide.", ""),
        ("Ring at 5 or later: the gate is shut.", ""),
        ("Subject: the berth by the wall", ""),
        ("She said: a berth lies by the wall.", ""),
        ("Bo – the mate – has the key.", ""),
    ],
)
def test_a_heading_in_the_line_of_its_words_is_known(text: str, heading: str) -> None:
    assert made("d", text)[1][0].run_in == heading
