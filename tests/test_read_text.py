"""Plain text gets its structure back: paragraphs, headings, lists, and tables that copying has flattened."""

import time
from pathlib import Path

import pytest

from ingest.read.text import read_text
from ingest.types import ParsedFile

GRAZING = Path(__file__).parent / "data" / "read" / "grazing.txt"


@pytest.fixture(scope="module")
def grazing() -> ParsedFile:
    return read_text(GRAZING.read_bytes(), GRAZING.name)


def read(text: str) -> ParsedFile:
    return read_text(text.encode(), "field-notes.txt")


def shape(parsed: ParsedFile) -> list[tuple[str, str]]:
    return [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks]


def words(parsed: ParsedFile, kind: str) -> list[str]:
    return [text for one, text in shape(parsed) if one == kind]


def test_a_copied_article_gets_its_title_and_loses_crumbs_and_repeats(grazing: ParsedFile) -> None:
    assert grazing.title == "How Rotational Grazing Differs From Continuous Grazing"
    assert words(grazing, "heading") == [
        grazing.title,
        "What is Rotational Grazing?",
        "Rotational vs Continuous Grazing",
        "Why Farmers Choose Rotation",
        "Where Rotation Fails",
        "Making the Choice",
    ]
    paragraphs = words(grazing, "paragraph")
    assert paragraphs[0].startswith("On many hill farms")
    assert not [text for text in paragraphs if text.startswith(("by", "12 Mar", "rotational vs"))]


def test_what_is_set_aside_stays_in_the_text_that_is_shown(grazing: ParsedFile) -> None:
    assert grazing.text.startswith("rotational vs continuous grazing\n\nby\n\n12 Mar/24\n\n")


def test_a_flattened_table_becomes_rows(grazing: ParsedFile) -> None:
    assert words(grazing, "row") == [
        "Fencing — Rotational grazing: Many paddocks behind movable electric wire; "
        "Continuous grazing: One fence around the whole pasture.",
        "Labour — Rotational grazing: The herd is moved every few days; "
        "Continuous grazing: Hardly any work between spring and autumn.",
        "Ground cover — Rotational grazing: Dense sward with few bare patches; "
        "Continuous grazing: Worn near gates, water and shade.",
    ]
    row = next(block for block in grazing.blocks if block.kind == "row")
    assert [(cell.header, grazing.text[cell.start : cell.end]) for cell in row.cells] == [
        ("Aspect", "Fencing"),
        ("Rotational grazing", "Many paddocks behind movable electric wire"),
        ("Continuous grazing", "One fence around the whole pasture"),
    ]


def test_a_figure_at_the_start_of_a_wrapped_line_begins_no_clause_and_no_list() -> None:
    text = (
        "Minutes of the club\n\n"
        "From the end of March on the rides will leave the old market cross at 8.30 am instead of\n"
        "9.00. The reason is the traffic, as was agreed by all of the members who came, of whom there were\n"
        "12. Nobody was against it, and the leaders will tell those who had stayed at home on that evening,\n"
        "as they did last year. The kettle was lent by the baker, who will have it back before the week is\n"
        "over.\n"
    )
    parsed = read(text)
    assert "instead of 9.00. The reason" in parsed.text
    assert "there were 12. Nobody" in parsed.text
    assert not words(parsed, "item")


def test_bullets_become_items_with_or_without_stops(grazing: ParsedFile) -> None:
    assert words(grazing, "item") == [
        "Keep more animals on the same ground.",
        "Cut the bill for bought feed.",
        "See every animal at close quarters.",
        "Steep ground that cannot be fenced",
        "No water in the outer paddocks",
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_table_is_found_between_headings_that_touch_it(between: str) -> None:
    cells = ["Museum", "Visitors", "Founded", "Louvre", "8.9 million", "1793", "Prado", "3.2 million", "1819"]
    cells += ["Uffizi", "2.7 million", "1769"]
    table = between.join(cells)
    parsed = read(f"Figures follow.\n\nLarge Museums\n\n{table}\n\nSmall Museums\n\nThey vary.\n")
    assert shape(parsed) == [
        ("paragraph", "Figures follow."),
        ("heading", "Large Museums"),
        ("row", "Louvre — Visitors: 8.9 million; Founded: 1793."),
        ("row", "Prado — Visitors: 3.2 million; Founded: 1819."),
        ("row", "Uffizi — Visitors: 2.7 million; Founded: 1769."),
        ("heading", "Small Museums"),
        ("paragraph", "They vary."),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["North Bank", "River Trust", "Hill Fund", "Lake Society", "Dale Fund", "Moor Group"],
        ["Home", "About us", "Opening hours and prices", "Shop", "Contact", "Imprint"],
        [
            "The wind is in the barley",
            "And nobody is near",
            "A gate that no one mended",
            "Is all that I can hear",
        ]
        * 2,
    ],
)
def test_short_lines_that_are_no_table_become_a_list(lines: list[str]) -> None:
    parsed = read("These are named below.\n\n" + "\n".join(lines) + "\n\nThat was all of them.\n")
    assert words(parsed, "row") == []
    assert words(parsed, "item") == lines


def test_hard_wrapped_lines_are_joined_into_paragraphs() -> None:
    parsed = read(
        "A hive needs less room than most people think. Two square metres of\n"
        "level ground, shelter from the wind and a flight path that crosses no\n"
        "footpath are enough.\n"
        "\n"
        "Tools:\n"
        "  - a smoker, which calms the bees for long enough to lift the frames\n"
        "    and to look for the queen\n"
        "  - a veil\n"
    )
    assert shape(parsed) == [
        (
            "paragraph",
            "A hive needs less room than most people think. Two square metres of level ground, shelter "
            "from the wind and a flight path that crosses no footpath are enough.",
        ),
        ("paragraph", "Tools:"),
        (
            "item",
            "a smoker, which calms the bees for long enough to lift the frames and to look for the queen",
        ),
        ("item", "a veil"),
    ]


def test_headings_are_known_by_underline_number_capitals_question_and_position() -> None:
    parsed = read(
        "BEES IN THE GARDEN\n\nA short guide for beginners.\n\n"
        "SITE\n\nChoose level ground.\n\n"
        "2. Tools\n\nBuy few.\n\n2.1 Smokers\n\nAny will do.\n\n"
        "Autumn\n------\n\nFeed them.\n\n"
        "Do they sting?\n\nRarely.\n\n"
        "What the neighbours say\n\nAsk them first.\n"
    )
    assert parsed.title == "BEES IN THE GARDEN"
    assert words(parsed, "heading")[1:] == [
        "SITE",
        "2. Tools",
        "2.1 Smokers",
        "Autumn",
        "Do they sting?",
        "What the neighbours say",
    ]
    levels = {parsed.text[block.start : block.end]: block.level for block in parsed.blocks if block.kind == "heading"}
    assert levels["SITE"] < levels["2. Tools"] < levels["2.1 Smokers"]


def test_numbered_steps_are_items_that_keep_their_numbers_in_the_text() -> None:
    parsed = read("Wash well before you eat.\n\n1) Wet them\n2) Rub them\n3) Rinse them\n\nDry them.\n")
    assert words(parsed, "item") == ["Wet them", "Rub them", "Rinse them"]
    assert "1) Wet them\n2) Rub them" in parsed.text
    assert words(parsed, "heading") == []


def test_headings_without_text_below_them_are_set_aside() -> None:
    parsed = read("Farm News\n\nA barn is new.\n\nRead More\n\nOpening\n\nSoon.\n\nRelated Posts\n")
    assert words(parsed, "heading") == ["Farm News", "Opening"]
    assert "Related Posts" in parsed.text


def test_headings_are_found_where_blank_lines_are_missing() -> None:
    parsed = read("Dairy farms\nCows are milked twice a day.\nWhat it costs\nFeed is the largest cost.\n")
    assert shape(parsed) == [
        ("heading", "Dairy farms"),
        ("paragraph", "Cows are milked twice a day."),
        ("heading", "What it costs"),
        ("paragraph", "Feed is the largest cost."),
    ]


def test_a_file_of_short_lines_only_loses_none_of_them() -> None:
    assert shape(read("Hello world\n")) == [("paragraph", "Hello world")]
    assert read("Hello world\n").title == "field notes"


def test_text_that_is_markdown_is_read_as_markdown() -> None:
    parsed = read("# Barns\n\n**Old** barns leak.\n\n| Kind | Roof |\n|---|---|\n| old | tin |\n")
    assert parsed.title == "Barns"
    assert words(parsed, "row") == ["old — Roof: tin."]


@pytest.mark.parametrize("line", ["- " * 50_000, "=" * 100_000, "a" * 1_000_000, "(" * 100_000, "1. " * 50_000])
def test_a_hostile_line_is_read_through(line: str) -> None:
    assert read("Words first.\n\n" + line + "x\n").blocks


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("The flock is kept by a shep-", "herd who knows each animal.", "kept by a shepherd who"),
        ("This is a well-known rule of the well-", "known shepherd of the valley.", "of the well-known shepherd"),
        ("The grass came with the Anglo-", "American settlers of the valley.", "the Anglo-American settlers"),
        ("They counted the sheep in 2019-", "2020 and then never once again.", "in 2019-2020 and"),
        ("The grass is green and wet -", "and the sheep are white and dry.", "and wet - and the"),
        ("The flock is kept by a shep\u00ad", "herd who knows each animal.", "kept by a shepherd who"),
    ],
)
def test_a_word_broken_at_a_line_s_end_is_joined(first: str, second: str, whole: str) -> None:
    start = (
        "Sheep graze on the upper meadow from May to the first snow of winter,\nand nobody drives them down before. "
    )
    assert whole in read(start + first + "\n" + second + "\n").text


def test_fields_at_the_head_are_text_and_further_on_a_list() -> None:
    head = "SUPPLY CONTRACT\n\nSupplier: Tamsin GmbH\nBuyer: Orla Ltd.\nPlace: Hull\n\nPayment\n\nInvoices are due.\n"
    assert shape(read(head))[1:5] == [
        ("paragraph", "Supplier: Tamsin GmbH"),
        ("paragraph", "Buyer: Orla Ltd."),
        ("paragraph", "Place: Hull"),
        ("heading", "Payment"),
    ]
    stock = read(
        "Stock list\n\nThis is the stock of the shop.\n\nApples: 3\nPears: 4\nPlums: 6\n\nIt is counted monthly.\n"
    )
    assert words(stock, "item") == ["Apples: 3", "Pears: 4", "Plums: 6"]
    assert read("Vellum: a guide\n\nHow do I start it?\nPress the green key.\n").title == "Vellum: a guide"


CONTRACT = """CARE OF GREENHOUSES AGREEMENT (extract)
between Hollin Growers Ltd ("the Grower") and Vantry Glass S.A. ("the Supplier")

1. Meaning of words
1.1 "Visit" means a call by a fitter at a site of the Grower, asked for or planned. Calls by phone are none.
1.2 "Site" means any place in Schedule 1.

3. Charges
3.1 A visit costs 140 crowns in working hours and twice that at night, on Sundays and on public holidays of the region.
3.2 Bills are paid within 30 days.
"""


def test_the_clauses_of_a_contract_stand_under_their_headings_line_by_line() -> None:
    parsed = read_text(CONTRACT.encode(), "file-7.txt")
    assert parsed.title == "CARE OF GREENHOUSES AGREEMENT (extract)"
    told = [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks]
    assert ("heading", "1. Meaning of words") in told
    assert ("heading", "3. Charges") in told
    assert ("paragraph", '1.2 "Site" means any place in Schedule 1.') in told
    assert ("paragraph", "3.2 Bills are paid within 30 days.") in told


def test_a_numbered_heading_behind_a_numbered_line_is_a_heading() -> None:
    minutes = """ROOF COMMITTEE

1. Minutes of the last meeting were agreed.

2. Slates - state of the order

The quarry has sent two loads of three. The third is due in May.

3. Scaffold

It stays until the slates are on.
"""
    parsed = read_text(minutes.encode(), "roof.txt")
    headings = [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind == "heading"]
    assert headings == ["ROOF COMMITTEE", "2. Slates - state of the order", "3. Scaffold"]


def test_a_numbered_line_in_capitals_is_a_heading_with_its_text_directly_below() -> None:
    text = (
        "Minutes of the allotment society\n\n"
        "1. WATER\nThe pump in the lower field has been mended by Odile and runs again\nsince Sunday.\n\n"
        "2. COMPLAINTS\n(a) Smoke from plot 9.\n(b) A cockerel on plot 14.\n\n"
        "3. NEXT MEETING\nTuesday 4 March, in the tool shed.\n"
    )
    assert words(read(text), "heading")[1:] == ["1. WATER", "2. COMPLAINTS", "3. NEXT MEETING"]
    assert words(read(text), "item") == ["Smoke from plot 9.", "A cockerel on plot 14."]
    assert words(read("Fruit\n\nWe have these.\n\n1. APPLES\n2. PEARS\n3. PLUMS\n"), "heading") == ["Fruit"]


def test_a_headline_in_quotation_marks_is_the_title() -> None:
    text = """"We have our own keys again"

The mill gave its watch to a firm in 2014. Last year it took the keys back.

Was it a matter of money?

No. The firm was cheap. Nobody came when it rang.
"""
    parsed = read_text(text.encode(), "talk.txt")
    assert parsed.title == '"We have our own keys again"'
    assert [parsed.text[b.start : b.end] for b in parsed.blocks if b.kind == "heading"][1:] == [
        "Was it a matter of money?"
    ]


def test_the_last_line_of_a_short_list_is_no_heading_because_a_later_list_is_longer() -> None:
    text = """Shopping

We buy these things today and tomorrow.

1. Apples
2. Pears

Then we go home and eat it all.

1. Wash them
2. Cut them
3. Eat them
"""
    assert words(read(text), "item") == ["Apples", "Pears", "Wash them", "Cut them", "Eat them"]


@pytest.mark.parametrize("text", ["1. A\n2. B\nC\n" * 8_000, "# a\n" + "\n" * 100_000, "# a\n" + " " * 100_000])
def test_many_numbered_lines_or_blanks_are_read_in_time(text: str) -> None:
    started = time.perf_counter()
    read(text)
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    "faq",
    [
        "Q: Is there parking?\nA: Yes, behind the house\n\nQ: Who is the nurse?\nA: Marta Silva\n",
        "Is there parking?\nYes, behind the house.\n\nWho is the nurse?\nIt is Marta Silva.\n",
        "Question 1: Is there parking?\n\nAnswer: Yes, behind it.\n\nQuestion 2: Name the nurse.\n\nAnswer: Silva.\n",
    ],
)
def test_the_first_question_of_a_list_of_questions_is_a_heading_like_the_others(faq: str) -> None:
    parsed = read(faq)
    assert parsed.title == "field notes"
    assert len(words(parsed, "heading")) == len(words(parsed, "paragraph")) == 2
    assert len({block.level for block in parsed.blocks if block.kind == "heading"}) == 1


def test_a_question_above_an_article_is_its_title() -> None:
    parsed = read("Why do bees swarm?\n\nThe hive gets too small for them.\n\nWhat to do\n\nCall a beekeeper.\n")
    assert parsed.title == "Why do bees swarm?"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Zone     Streets          Per hour\nRed      Corn Street      2.40\nAmber    Quay Road        1.20\n",
            ["Red — Streets: Corn Street; Per hour: 2.40.", "Amber — Streets: Quay Road; Per hour: 1.20."],
        ),
        (
            "           Small   Large\n-----------------------\nOak table    20      35\nPine one             18\n",
            ["Oak table — Small: 20; Large: 35.", "Pine one — Large: 18."],
        ),
        (
            "Name\tRoom\nAda of the long name\tEast wing 3\nBob\tAttic\n",
            ["Ada of the long name — Room: East wing 3.", "Bob — Room: Attic."],
        ),
        ("Phone      Ada\nFax        none\nMail       ada at home\n", []),
        ("It rains.  It pours.\nIt snows here.  It melts.\nIt stops.  It is dry.\n", []),
        ("Monday     9-12\nTuesday    9-12\nFriday     10-16\n", []),
        ("Owner       Ada Berg\nFounded     May 1924\nMembers     120\n", []),
        ("Invoice   Acme Ltd\nNumber    4711\nDue       17 May\nTotal     450 euros\n", []),
        (
            "Ada Berg        Bob Hope      Carl Gauss\nMain Street 1   High Road 2   Markt 3\nLondon   Leeds   Moss\n",
            [],
        ),
        ("INFO  server  started\nWARN  disk  low\nINFO  server  stopped\n", []),
        ("The sea   the sky   the rain\nthe rope   the sail   the pain\nthe oar   the rock   the lane\n", []),
        (
            "Product  Colour  Supplier\nJam      red     Berg and\n                 Sons\nHoney    gold    Lund\n",
            ["Jam — Colour: red; Supplier: Berg and Sons.", "Honey — Colour: gold; Supplier: Lund."],
        ),
    ],
)
def test_columns_below_each_other_are_a_table(text: str, rows: list[str]) -> None:
    parsed = read_text(f"The house\n\n{text}\nAll of it is told here in one more sentence.\n".encode(), "house.txt")
    assert [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind == "row"] == rows
