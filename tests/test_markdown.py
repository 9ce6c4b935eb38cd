"""The Markdown of an answer shows its sentences as they are, whatever characters they hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.markup.markdown import EMPTY_CELL, escape, to_markdown
from bot.types import CellPlace, Citation, Sentence

# Everything a reader of the Markdown may have switched on that could make quoted text act.
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = [
    "[click](https://evil.example)",
    "![pixel](https://evil.example/p.png)",
    "[click][1]",
    "<https://evil.example>",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "# Heading",
    "###### Small heading",
    "> quoted",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "42) item",
    "1.",
    "7)",
    "-",
    "+",
    "---",
    "- - -",
    "===",
    "***",
    "___",
    "```python",
    "~~~",
    "`code`",
    "**bold** and _thin_ and ~~gone~~",
    "a | b | c",
    "|---|---|",
    "$x^2$",
    "[^1]: note",
    "[ref]: https://evil.example",
    "ends with a backslash\\",
    "\\[1\\]",
    "{{ template }}",
]


def sentence(text: str, *citations: int, side: str = "", aspect: str = "") -> Sentence:
    cell = CellPlace(side=side, aspect=aspect) if side else None
    return Sentence(text=text, citations=list(citations), role=None if citations else "frame", cell=cell)


def citation(n: int, title: str = "Trams", section: str | None = None, page: int | None = None) -> Citation:
    return Citation(
        n=n, document_id="d", title=title, section=section, page=page, start=0, end=1, quote="q", address=None
    )


def outline(tokens: list[Token]) -> list[str]:
    return [token.type for token in tokens if token.nesting >= 0]


def words_of(token: Token) -> str:
    children = token.children or []
    assert {child.type for child in children} <= {"text", "text_special"}, [child.type for child in children]
    return "".join(child.content for child in children)


def read_as_plain(markdown: str) -> str:
    """Return the words of Markdown that must be one paragraph of plain text."""
    tokens = READER.parse(markdown)
    assert outline(tokens) == ["paragraph_open", "inline"], markdown
    return words_of(tokens[1])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_markup_in_a_text_acts(text: str) -> None:
    assert read_as_plain(escape(text)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_markup_acts_in_a_sentence_with_its_mark(text: str) -> None:
    assert read_as_plain(to_markdown([sentence(text, 1)], [])) == f"{text} [1]"


@pytest.mark.parametrize("first", ["a word", "| a | b |"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_markup_acts_on_the_line_above(first: str, text: str) -> None:
    tokens = READER.parse(escape(f"{first}\n{text}"))
    assert outline(tokens) == ["paragraph_open", "inline"]
    assert {child.type for child in tokens[1].children or []} <= {"text", "text_special", "softbreak"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_markup_acts_in_a_cell_a_side_an_aspect_or_a_title(text: str) -> None:
    markdown = to_markdown([sentence(text, 1, side=text, aspect=text)], [citation(1, text, text)])
    tokens = READER.parse(markdown)
    cells = [words for token in tokens if token.type == "inline" and (words := plain_words(token))]
    assert cells == [text, text, f"{text} [1]", "Sources", f"[1] {text} · {text}"]
    assert not {"html_block", "heading_open", "fence", "code_block", "bullet_list_open"} & set(outline(tokens))


def plain_words(token: Token) -> str:
    assert {child.type for child in token.children or []} <= {"text", "text_special", "strong_open", "strong_close"}
    return "".join(child.content for child in token.children or [])


@settings(max_examples=400)
@given(
    st.text(
        st.sampled_from("ab1.)]([!<>&;#*_-+=`~|\\$:/'\"{}^@ \té")
        | st.characters(codec="utf-8", exclude_categories=["C"])
    )
)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    plain = " ".join(text.split())
    if plain:
        assert read_as_plain(escape(plain)) == plain
        assert read_as_plain(to_markdown([sentence(text, 3)], [])) == f"{plain} [3]"


def test_ordinary_prose_stays_readable() -> None:
    text = "In 2024, 12-24 people (about 5.5 %) said “no”; it's well-known: 1.5 million."
    assert escape(text) == text
    assert escape("12-24 months") == "12-24 months"


def test_sentences_are_paragraphs_and_items_one_list() -> None:
    sentences = [sentence("Steps:", 1), sentence("smoke", 2), sentence("lift", 3), sentence("Done.", 4)]
    assert to_markdown(sentences, [], frozenset({1, 2})) == (
        "Steps: \\[1\\]\n\n- smoke \\[2\\]\n- lift \\[3\\]\n\nDone. \\[4\\]"
    )


def test_a_frame_has_no_mark() -> None:
    assert to_markdown([sentence("Hello.")], []) == "Hello."


def test_line_breaks_inside_a_quote_are_shown_as_spaces() -> None:
    assert to_markdown([sentence("one\n  two\r\n\nthree")], []) == "one two three"


def test_cells_become_a_table_and_a_missing_one_says_so() -> None:
    cells = [
        sentence("rails", 1, side="tram", aspect="Track"),
        sentence("none", 2, side="bus", aspect="Track"),
        sentence("one", 3, side="tram", aspect="Wires"),
    ]
    assert to_markdown(cells, []).splitlines() == [
        "| | tram | bus |",
        "|---|---|---|",
        "| **Track** | rails \\[1\\] | none \\[2\\] |",
        f"| **Wires** | one \\[3\\] | *{EMPTY_CELL}* |",
    ]


def test_two_quotes_for_one_cell_share_it() -> None:
    cells = [sentence("rails", 1, side="tram", aspect="Track"), sentence("steel", 2, side="tram", aspect="Track")]
    assert "| **Track** | rails \\[1\\] steel \\[2\\] |" in to_markdown(cells, [])


def test_a_row_or_a_side_over_two_lines_does_not_break_the_table() -> None:
    cell = sentence("one\nwire", 1, side="electric\ntram", aspect="Power\nsupply")
    rows = READER.parse(to_markdown([cell], []))
    assert [plain_words(token) for token in rows if token.type == "inline"] == [
        "",
        "electric tram",
        "Power supply",
        "one wire [1]",
    ]


def test_a_row_without_a_name_has_an_empty_label() -> None:
    cell = Sentence(text="one", citations=[1], cell=CellPlace(side="tram", aspect=" "))
    assert to_markdown([cell], []).splitlines()[-1] == "|  | one \\[1\\] |"


def test_sentences_without_a_cell_stand_above_the_table() -> None:
    found = to_markdown([sentence("rails", 2, side="tram", aspect="Track"), sentence("They differ.", 1)], [])
    assert found.startswith("They differ. \\[1\\]\n\n| | tram |")


def test_sources_name_title_section_and_page() -> None:
    found = to_markdown([sentence("A.", 1)], [citation(1, "Trams", "Track > Rails", 3)])
    assert found == "A. \\[1\\]\n\n**Sources**\n\n\\[1\\] Trams · Track \\> Rails · p. 3"


def test_neighbouring_numbers_of_one_place_share_a_line() -> None:
    cited = [citation(1), citation(2), citation(3, "Bees"), citation(4)]
    assert to_markdown([], cited).splitlines()[2:] == ["\\[1–2\\] Trams  ", "\\[3\\] Bees  ", "\\[4\\] Trams"]


def test_nothing_said_is_an_empty_text() -> None:
    assert to_markdown([], []) == ""
