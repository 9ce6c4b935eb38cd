"""Names in texts, and whether a unit speaks of what was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import made

from bot.types import Hit
from bot.understand.fit import NameIndex, asked_aspects, aspects, naming_all, sides_of, subject_fit

INDEX = NameIndex(["offshoring", "captive offshoring", "captive centre", "offshoring office", "SLA", ""])
NAMING = ["captive", "Offshoring", "centre's", "office", "SLAs", "SLA’s", " ", " ", " ", "-", ", ", "\n", "/"]
"""What names are made of, and what stands between them."""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Captive Offshoring beats offshoring", ("Captive Offshoring", "offshoring")),
        ("two captive centres", ("captive centres",)),
        ("a captive centre's cost and the SLA’s term", ("captive centre", "SLA")),
        ("SLA, SLA", ("SLA",)),
        ("nothing known", ()),
        ("", ()),
    ],
)
def test_the_longest_name_at_each_place_is_found_as_it_stands_there(text: str, names: tuple[str, ...]) -> None:
    assert INDEX.find(text) == names


@pytest.mark.parametrize(
    ("text", "headings", "fit"),
    [
        ("Offshoring moves work.", ["Guide"], 1.0),
        ("It moves work.", ["Guide", "Offshoring"], 0.5),
        ("An offshoring office steers it.", ["Guide"], 0.0),
        ("Captive offshoring moves work.", ["Guide"], 0.5),
        ("An SLA fixes quality.", ["Guide"], -1.0),
        ("It fixes quality.", ["Offshoring", "SLA"], -1.0),
        ("An SLA fixes quality.", ["Offshoring"], 0.0),
        ("It rains.", ["Guide"], 0.0),
    ],
)
def test_the_nearest_words_that_name_anything_tell_the_fit(text: str, headings: list[str], fit: float) -> None:
    assert subject_fit(["offshoring"], INDEX, headings, text) == fit


def test_a_text_tells_which_sides_of_a_subject_it_speaks_of() -> None:
    assert aspects("Its drawbacks and its price") == {"risk", "cost"}
    assert aspects("It rains") == frozenset()


def test_a_huge_text_is_searched_without_an_error() -> None:
    assert INDEX.find("captive " * 150_000) == ()


@given(st.lists(st.sampled_from(NAMING) | st.text(max_size=3), max_size=12).map("".join))
def test_what_is_found_is_a_name(text: str) -> None:
    assert all(INDEX.find(name) == (name,) for name in INDEX.find(text))


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("When should we outsource?", {"fit"}),
        ("When does outsourcing make sense?", {"fit"}),
        ("When should we not outsource?", {"unfit"}),
        ("When is it a bad idea to offshore?", {"unfit"}),
        ("When shouldn't a bank outsource?", {"unfit"}),
        ("Give me three reasons not to offshore", {"unfit"}),
        ("Why should a bank not outsource?", {"unfit"}),
        ("Why is a vendor not a captive?", {"reason"}),
        ("How are the risks reduced?", {"mitigation"}),
        ("What sort of work is it?", set()),
        ("What could go wrong with a vendor?", {"risk"}),
        ("What speaks against a captive?", {"risk"}),
        ("What is wrong with a captive?", {"risk"}),
        ("How do I undo it when I chose the wrong vendor?", set()),
        ("What happens with the wrong vendor?", {"risk"}),
        ("What are captives good for?", {"benefit", "reason"}),
    ],
)
def test_the_form_of_a_question_tells_the_side_it_asks_for(question: str, sides: set[str]) -> None:
    assert asked_aspects(question) == sides


@pytest.mark.parametrize(
    ("heading", "sides"),
    [("Why firms love trams", {"benefit", "reason"}), ("Why trams fail", set()), ("Trams", set())],
)
def test_a_section_that_says_why_tells_what_a_thing_is_good_for(heading: str, sides: set[str]) -> None:
    passage = made("trams", f"# Town\n\n## {heading}\n\nThey are quiet.\n")[1][0]
    assert sides_of(passage, passage.units[0]) == sides


def test_names_are_found_with_their_places() -> None:
    text = "An SLA beats captive\ncentres."
    places = INDEX.places(text)
    assert [text[start:end] for _, (start, end) in places] == ["SLA", "captive\ncentres"]


def test_passages_that_name_all_subjects_in_one_sentence_come_first() -> None:
    paragraphs = ["Offshoring grows. An SLA helps.", "An SLA fits offshoring.", "Offshoring grows.", "An SLA helps."]
    _, passages = made("work", "# Work\n\n" + "\n\n".join(paragraphs) + "\n")
    hits = [Hit(passage, 0.5, 1.0, 0.5) for passage in passages]
    assert [hit.passage.text for hit in naming_all(["offshoring", "SLA"], hits, INDEX)] == [
        paragraphs[1],
        paragraphs[0],
    ]
    assert naming_all(["offshoring"], hits, INDEX) == []


def test_a_name_at_the_end_of_a_text_that_begins_a_longer_one_is_found() -> None:
    longer = NameIndex(["captive", "captive centre of competence"])
    for text, found in (
        ("what is a captive", ("captive",)),
        ("a captive centre", ("captive",)),
        ("the captive centre of competence", ("captive centre of competence",)),
    ):
        assert longer.find(text) == found


def test_the_longest_name_at_a_place_counts_however_many_begin_alike() -> None:
    names = NameIndex(["service", "service level", "service level agreement", "level"])
    assert names.find("service level agreement, service levels and service") == (
        *("service level agreement", "service levels", "service"),
    )
