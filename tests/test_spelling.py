"""Misspelt words, read as the words the library or the language knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.spelling import Speller

ENGLISH = {"onshoring", "espresso", "weather", "their"}
VOCABULARY = {
    "batteries",
    "schools",
    "reading",
    "offshoring",
    "outsourcing",
    "employees",
    "employed",
    "gcc",
    "contract",
    "grinder",
    "benefits",
    "attention",
}
MISSPELT = [
    "outsorcing",
    "Benifits",
    "employes",
    "kontract",
    "ofshoring",
    "wat",
    "r",
    "pls",
    "WAT",
    "24/7",
    "contract's",
]


@pytest.fixture
def speller() -> Speller:
    return Speller(
        lambda: VOCABULARY, {"ofshoring": "offshoring", "kontract": "contract"}, (ENGLISH | VOCABULARY).__contains__
    )


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("outsorcing", "outsourcing"),
        ("outsorsing", "outsourcing"),
        ("outsuorcing", "outsourcing"),
        ("employes", "employees"),
        ("kontract", "contract"),
        ("Benifits", "benefits"),
        ("diffrence", "difference"),
        ("disadvantges", "disadvantages"),
    ],
)
def test_a_misspelt_word_becomes_the_one_word_it_can_mean(speller: Speller, wrong: str, right: str) -> None:
    assert speller.word(wrong) == right


@pytest.mark.parametrize("word", ["onshoring", "Espresso", "GCCs", "contract", "weather", "Their", "qi", "Zürich", "x"])
def test_a_word_that_exists_stays_as_it_is(speller: Speller, word: str) -> None:
    assert speller.word(word) == word


@pytest.mark.parametrize("word", ["rebadging", "inshoring", "homeshoring", "insourcing", "blockchain", "attrition"])
def test_a_word_like_none_stays_as_it_is(speller: Speller, word: str) -> None:
    assert speller.word(word) == word


def test_a_slip_for_a_common_word_that_no_document_holds_is_read_as_that(speller: Speller) -> None:
    assert speller.text("unhapy companys that aproves it") == "unhappy companies that approves it"
    for names in ("tarvo, Unhapy at velden", "paypal of the lessor", "Currys", "venmo colours the licensee"):
        assert speller.text(names) == names


def test_the_words_of_a_library_are_gathered_for_a_word_that_does_not_exist_alone() -> None:
    gathered = []

    def gather() -> set[str]:
        gathered.append("once")
        return VOCABULARY

    speller = Speller(gather, {}, VOCABULARY.__contains__)
    assert speller.text("benefits of the contract") == "benefits of the contract"
    assert not gathered
    assert speller.text("benifits") == "benefits"
    assert gathered


def test_a_letter_that_is_not_heard_is_put_right_beside_other_misspellings_alone() -> None:
    held = {"carry", "blue", "career", "fire", "benefits"}
    speller = Speller(lambda: held, {}, (held | {"cary", "blu", "carer", "fir"}).__contains__)
    assert speller.text("benifits of the blu card, wat to cary") == "benefits of the blue card, what to carry"
    assert speller.text("the leave of a carer and a fir") == "the leave of a carer and a fir"
    assert speller.text("benifits of Cary") == "benefits of Cary"


def test_shorthand_is_read_only_in_lower_case(speller: Speller) -> None:
    assert speller.text("wat r the benifits pls, WAT?") == "what r the benefits please, WAT?"


def test_what_is_no_word_stays_where_it_is(speller: Speller) -> None:
    assert speller.text("“outsorcing”, 24/7 (ofshoring)!") == "“outsourcing”, 24/7 (offshoring)!"


@given(st.lists(st.sampled_from(MISSPELT) | st.text("abceghinorstu'-", max_size=9), max_size=12).map(" ".join))
def test_correcting_twice_changes_nothing_more(text: str) -> None:
    speller = Speller(lambda: VOCABULARY, {}, (ENGLISH | VOCABULARY).__contains__)
    assert speller.text(speller.text(text)) == speller.text(text)


def test_a_word_written_as_it_sounds_is_read_as_that(speller: Speller) -> None:
    assert speller.text("the kontrackt") == "the contract"
    assert speller.word("Kontrackt") == "Kontrackt"  # a name
    assert speller.text("baterys for skools") == "batteries for schools"
    assert not speller.mistaken("kontrackt")  # a word of another language may sound like an English one


def test_of_two_words_as_near_the_one_of_the_same_letters_is_meant(speller: Speller) -> None:
    assert speller.text("waht") == "what"


def test_a_small_word_may_be_misspelt_too(speller: Speller) -> None:
    assert speller.text("how ofen, and wen, was it and wasnt it") == "how often, and when, was it and wasn't it"
    assert speller.text("who may hum in usd n aws") == "who may hum in usd n aws"


def test_a_word_for_what_is_done_once_more_is_no_slip(speller: Speller) -> None:
    assert speller.word("reword") == "reword"
