"""Sentences have exact spans and end where a reader would end them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentences

HOSTILE = st.text(alphabet=st.sampled_from("aB1 .!?…\"'()[]\n。•"), max_size=200)


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Cows graze.", "Sheep graze too."],
        ["Is it open?", "Yes!", "Come in."],
        ["Some crops, e.g. wheat, i.e. a cereal, need little."],
        ["It keeps maps, prints, etc. and lends them."],
        ["It keeps maps, prints, etc.", "Visitors may borrow them."],
        ["See Fig. 3 and No. 7 on p. 12 for the plan."],
        ["He said no.", "They went home."],
        ["Hill Ltd. Co-operative and Acme Inc. of Leeds supply it."],
        ["They sold it to Acme Inc.", "The price was kept secret."],
        ["Mr. and Mrs. J. R. Dale met Dr. Ruiz on 3 Jan. 2021."],
        ["The U.S. Army ran the farm until 9 a.m. on Monday."],
        ["It moved to the U.S.", "It stayed there."],
        ["Version v1.2 costs 3.50 a month, see example.org/a.b for more."],
        ["It was late... and dark."],
        ["It was late…", "Nobody came."],
        ["“We open at nine.”", "Then the queue moved."],
        ["“Really?” he asked."],
        ["(It had rained.)", "The field was wet."],
        ["The yield rose.[12]", "Costs fell.[3][4]"],
        ["The field is 2.5 ha (see Sec. 4.2).", "It slopes."],
        ["1. Wash the jar.", "2. Dry it."],
        ["First line\nof one sentence.", "Second one."],
        ["A title without a stop", "A new paragraph"],
        ["收费很低。", "周一闭馆。"],
    ],
)
def test_text_is_split_where_a_reader_would(parts: list[str]) -> None:
    gap = "\n\n" if not parts[0].endswith((".", "!", "?", "”", ")", "]", "…", "。")) else " "
    assert split(gap.join(parts)) == parts


def test_the_offset_of_the_text_moves_the_spans() -> None:
    assert [tuple(span) for span in sentences(" One. Two.", start=100)] == [(101, 105), (106, 110)]


def test_white_space_alone_has_no_sentence() -> None:
    assert sentences(" \n\n ") == []


@given(HOSTILE)
def test_spans_are_ordered_trimmed_and_cover_all_but_white_space(text: str) -> None:
    spans = sentences(text)
    position = 0
    for span in spans:
        assert text[position : span.start].strip() == ""
        piece = text[span.start : span.end]
        assert piece
        assert piece == piece.strip()
        position = span.end
    assert text[position:].strip() == ""


@pytest.mark.parametrize("pattern", [".", ". ", "a.", "((", "[1]", "\n ", "。", ".\" '", "A. ", "1. a "])
def test_a_long_hostile_text_is_read_through(pattern: str) -> None:
    # Quadratic time would take hours here.
    text = pattern * 300_000
    assert sum(end - start for start, end in sentences(text)) >= len("".join(text.split()))
