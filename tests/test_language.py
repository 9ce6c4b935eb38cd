"""Words, and the language a question is in."""

import json
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import bot_of

from bot.chain import Bot
from bot.words.foreign import foreign_language
from bot.words.language import LONGEST, clean, content_words, opening, stem, subject_words, words
from eval.questions import QUESTIONS

HOSTILE = [
    "x" * 1_000_000,
    "or " * 300_000,
    " " * 1_000_000,
    "?!" * 400_000,
    "\x00\x01\u202e" * 300_000,
    "e\u0301" * 300_000,
    "外包" * 300_000,
    "a-" * 400_000,
]


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home")) as bot:
        yield bot


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was ist Outsourcing?", "German"),
        ("Vorteile Outsourcing?", "German"),
        ("WAS IST OUTSOURCING", "German"),
        ("Qu’est-ce que le BPO", "French"),
        ("c'est quoi l'offshoring", "French"),
        ("quelle est la difference", "French"),
        ("Que es outsourcing", "Spanish"),
        ("cuales son las ventajas", "Spanish"),
        ("cos'è l'outsourcing", "Italian"),
        ("quais sao os riscos da terceirizacao", "Portuguese"),
        ("wat betekent offshoring", "Dutch"),
        ("Co to jest outsourcing", "Polish"),
        ("Co je outsourcing?", "Czech"),
        ("Ce este outsourcing?", "Romanian"),
        ("Mi az outsourcing?", "Hungarian"),
        ("Vad är outsourcing", "Swedish"),
        ("Hvad er outsourcing", "Danish"),
        ("Hva er outsourcing?", "Norwegian"),
        ("Mikä on ulkoistaminen?", "Finnish"),
        ("Outsourcing nedir?", "Turkish"),
        ("Apa itu outsourcing", "Indonesian"),
        ("Outsourcing là gì?", "Vietnamese"),
    ],
)
def test_a_question_in_another_language_is_named_with_or_without_accents(text: str, language: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "外包",
        "什么是outsourcing",
        "outsourcing是什么",
        "Что такое outsourcing?",
        "ما هو outsourcing",
        "מה זה outsourcing",
    ],
)
def test_a_question_in_another_script_is_noticed_even_around_an_english_term(text: str) -> None:
    assert foreign_language(text) == "another script"


@pytest.mark.parametrize(
    "text",
    [
        "What is a Betriebsrat?",
        "What does 外包 mean?",
        "Los Angeles vs Las Vegas outsourcing",
        "Banco de la República outsourcing",
        "vendor in Rio de Janeiro",
        "Société Générale captive centre",
        "L'Oréal outsourcing",
        "force majeure clause",
        "de facto standard",
        "per diem rate",
        "die casting outsourcing",
        "Is 5 μs latency ok",
        "wat does outsorcing meen",
        "BPO",
        "no",
        "42",
        "???",
        "",
    ],
)
def test_english_with_a_foreign_name_or_loan_word_stays_english(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wann lohnt sich das?", "German"),
        ("Was kostet ein Entwickler in Indien?", "German"),
        ("Wat kost een tram?", "Dutch"),
        ("Vad kostar en tram?", "Swedish"),
        ("Ile kosztuje tram?", "Polish"),
        ("Koliko košta tram?", "another language"),
        ("Kas tasub allhanget kasutada?", "another language"),
    ],
)
def test_a_question_without_a_small_english_word_is_in_the_language_of_its_own_words(
    bot: Bot, text: str, language: str
) -> None:
    assert bot.names.language(text) == language
    assert bot.ask(text).status == "abstained"
    assert "I can only read questions in English." in bot.ask(text).markdown


@pytest.mark.parametrize(
    "text",
    [
        "thx mate",
        "depot trams",
        "depott of tramms?",
        "Zylotron brochure",
        "frobnicator zylotron warranty",
        "tram rails maintenance?",
        "de facto tram",
        "La Paz trams?",
        "Is die casting in Poland legal?",
        "IBM, SAP, KPMG?",
    ],
)
def test_short_english_slips_and_names_are_no_other_language(bot: Bot, text: str) -> None:
    assert bot.names.language(text) is None


def test_a_turn_in_another_language_is_no_topic_and_a_reply_may_be_of_any_form(bot: Bot) -> None:
    assert bot.ask("What about rails?", ["Wann lohnt sich das?"]).standalone_question == "What about rails?"
    assert bot.names.language("dunno nuthin tbqh?", reply=True) is None


def test_of_the_tune_questions_exactly_those_marked_so_are_in_another_language() -> None:
    asked = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    tune = [question for question in asked if question["split"] == "tune"]
    foreign = {question["id"] for question in tune if foreign_language(question["turns"][-1])}
    assert foreign == {question["id"] for question in tune if question["style"] == "language"}


def test_cleaning_removes_what_is_invisible_and_joins_accents() -> None:
    assert clean(" what\x00 is\u202e\n an  e\u0301lan\u200b ?") == "what is an élan ?"
    assert clean("out\u00adsourcing, off\u200bshore") == "outsourcing, offshore"


def test_a_hyphenated_word_and_an_abbreviation_are_one_word() -> None:
    assert words("In-house R&D, the vendor’s SLA_1") == ["in-house", "r&d", "the", "vendor's", "sla", "1"]


def test_aspects_carry_content_but_name_no_subject() -> None:
    assert content_words("what are the risks of a captive centre's cost?") == ["risks", "captive", "centre", "cost"]
    assert subject_words("what are the risks of a captive centre's cost?") == ["captive", "centre"]


def test_the_measure_behind_how_need_stand_in_no_text() -> None:
    assert content_words("How long does descaling take, and how big is the long tank?") == [
        "descaling", "take", "long", "tank"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("offshoring", "offshored"),
        ("companies", "company"),
        ("services", "service"),
        ("costs", "cost"),
        ("fees", "fee"),
        ("rates", "rate"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:6]))
def test_a_huge_or_odd_text_is_read_without_an_error(text: str) -> None:
    assert all(category not in ("Cc", "Cf") for category in map(unicodedata.category, clean(text)))
    assert len(content_words(text)) <= len(words(text)) <= len(text)
    assert foreign_language(text) in (None, "another script")
    assert len(opening(text)) <= LONGEST


@given(st.text(max_size=200))
def test_any_text_cleans_to_a_text_that_is_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert foreign_language(text) is None or words(text)
