"""Whether evidence is enough is judged for each question afresh, by calibrated signals in plain sight."""

from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
from shelf import asked, bot_of

from bot.chain import Bot
from bot.evidence.enough import (
    Signals,
    absent_names,
    absent_years,
    calibration,
    probability,
    unmatched_words,
    verdict,
)
from bot.evidence.lacking import IN_OTHER_WORDS, lacking
from bot.understand.named import (
    named_things,
    share_named,
    unknown_names,
    unknown_rules,
    unknown_sort,
    unknown_things,
    with_capitals,
)
from ingest.embedder import NAME

ANSWERABLE = [
    "What is a tram?",
    "Where does a tram get its power from?",
    "Who looks after the collection of a museum?",
    "How do I harvest honey?",
    "What is a gallery?",
    "When does a colony swarm?",
    "What are the risks of trams?",
]
ELSEWHERE = [
    "Who is the president of Peru?",
    "What is the boiling point of nitrogen?",
    "Which team won the cup last season?",
    "How do I bake sourdough bread?",
    "What was the fare in 1911?",
    "What is the phone number of the museum?",
    "What is smoke?",
]
NOTHING, EVERYTHING = (Signals(**{field.name: value for field in fields(Signals)}) for value in (0.0, 1.0))


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home")) as bot:
        yield bot


@pytest.mark.parametrize("question", ANSWERABLE)
def test_a_question_the_documents_answer_is_answered(bot: Bot, question: str) -> None:
    assert bot.trace(question).verdict.enough


def test_steps_need_a_passage_near_in_meaning_and_a_meaning_a_sentence_that_gives_it(bot: Bot) -> None:
    def found(question: str) -> Signals:
        signals = bot.trace(question).signals
        assert signals is not None
        return signals

    assert found("How do I carry more weight in a debate?").steps < found("How do I harvest honey?").steps == 1
    assert found("What is smoke?").defined < found("What is a hive?").defined == 1
    assert found("Why is smoke used?").defined == found("Why is smoke used?").steps == 1


@pytest.mark.parametrize("question", ELSEWHERE)
def test_a_question_about_something_else_is_refused(bot: Bot, question: str) -> None:
    assert not bot.trace(question).verdict.enough


def test_every_signal_is_a_share(bot: Bot) -> None:
    for question in (*ANSWERABLE, *ELSEWHERE):
        found = bot.trace(question).signals
        assert found is not None
        for name, value in asdict(found).items():
            assert -0.25 <= value <= 1.25, (question, name, value)


def test_the_nearest_passage_gives_the_cosine(bot: Bot) -> None:
    turn = bot.trace("What is a hive?")
    assert turn.signals is not None
    assert turn.signals.cosine == max(hit.dense for hit in turn.hits)


def test_a_thing_that_no_document_holds_has_less_chance_of_an_answer(bot: Bot) -> None:
    known, unknown = (bot.trace(f"What is a {word}?").signals for word in ("hive", "quasar"))
    assert known is not None
    assert unknown is not None
    assert unknown.chance < known.chance


def test_the_probability_is_the_logistic_of_the_weighted_sum() -> None:
    flat = replace(calibration(), weights=dict.fromkeys(calibration().weights, 0.0) | {"best": 2.0}, bias=-1.0)
    assert probability(replace(NOTHING, best=0.5), flat) == 0.5
    assert probability(replace(NOTHING, best=1.0), flat) == pytest.approx(0.731058, abs=1e-6)
    assert probability(NOTHING, flat) == pytest.approx(0.268941, abs=1e-6)


def test_no_sum_is_too_large_for_the_probability() -> None:
    steep = replace(calibration(), weights=dict.fromkeys(calibration().weights, 1e9))
    assert probability(EVERYTHING, steep) == pytest.approx(1.0)
    assert probability(replace(EVERYTHING, best=-99.0), steep) == pytest.approx(0.0, abs=1e-9)


def test_the_calibration_names_every_signal_and_the_model_in_use() -> None:
    fitted = calibration()
    assert set(fitted.weights) == {field.name for field in fields(Signals)}
    assert fitted.model == NAME
    assert 0 < fitted.threshold < 1
    assert probability(NOTHING, fitted) < fitted.threshold < probability(EVERYTHING, fitted)


def test_every_signal_speaks_for_an_answer() -> None:
    assert all(weight > 0 for weight in calibration().weights.values())


def test_a_year_that_the_best_passages_do_not_hold_is_reason_enough(bot: Bot) -> None:
    match = bot.trace("When did the first line of the city open?").match
    assert match is not None
    for year, wrong in (("1897", ()), ("1911", ("1911",))):
        question = f"Did the first line of the city open in {year}?"
        assert absent_years(question, match) == wrong
        judged = verdict(asked(question, "yes_no"), match, EVERYTHING, bot.store.library.document_frequency)
        assert judged.enough is (not wrong)
        assert judged.unmatched == wrong


def test_a_fact_about_a_thing_that_no_passage_mentions_is_not_told(bot: Bot) -> None:
    frequency = bot.store.library.document_frequency
    assert unknown_things("What is the price for a bicycle on a tram?", frequency) == ("bicycle",)
    assert unknown_things("What is the price for a tram and the like?", frequency) == ()
    assert unknown_things("What is the price of the bicycle sheds?", frequency) == ()
    assert unknown_things("May I take a bicycle on a tram?", frequency) == ()


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("What is the price of a trombone?", "trombone"),
        ("Is there a sauna?", "sauna"),
        ("May I bring a swing?", "swing"),
    ],
)
def test_a_thing_may_be_told_in_other_words_by_what_is_likely_to_answer(bot: Bot, question: str, absent: str) -> None:
    match, frequency = bot.trace(question).match, bot.store.library.document_frequency
    assert match is not None
    assert absent_names(question, match, frequency, 0.0, IN_OTHER_WORDS - 0.01) == (absent,)
    assert absent_names(question, match, frequency, 0.0, IN_OTHER_WORDS) == ()
    assert absent_names("Is the tram of Atlantis quiet?", match, frequency, 0.0, 1.0) == ("Atlantis",)


def test_a_name_that_no_passage_holds_is_reason_enough(bot: Bot) -> None:
    frequency = bot.store.library.document_frequency
    assert unknown_names("Is the tram of Atlantis quiet?", frequency) == ("Atlantis",)
    assert unknown_names("Is the tram of May quiet?", frequency) == ()
    assert unknown_names("Is our tram of Atlantis quiet?", frequency) == ()
    assert unknown_names("What do 1000 trams cost?", lambda asked: {one: int(one == "1,000") for one in asked}) == ()
    assert unknown_names("Does the LGPD let us run a tram?", frequency) == ()
    assert unknown_rules("Does the LGPD let us run a tram?", frequency) == ("LGPD",)
    assert unknown_sort("basic tram", frequency) == ()
    assert unknown_sort("vested tram", frequency) == ("vested",)
    assert unknown_sort("vested flute", frequency) == unknown_sort("number of trams", frequency) == ()
    match = bot.trace("Is a tram quiet?").match
    assert match is not None
    judged = verdict(asked("Is the tram of Atlantis shiny?", "yes_no"), match, EVERYTHING, frequency)
    assert not judged.enough
    assert judged.unmatched == ("Atlantis", "shiny")


@pytest.mark.parametrize("figure", ["19.50", "1,911", "20235", "1950.75"])
def test_only_four_digits_that_stand_alone_are_a_year(bot: Bot, figure: str) -> None:
    match = bot.trace("What is a tram?").match
    assert match is not None
    assert absent_years(f"Is the fare {figure} pence?", match) == ()


def test_names_and_figures_are_told_from_other_words() -> None:
    assert named_things("Did Ada Brown open the BBC museum in 1924?") == ["Ada", "Brown", "BBC", "1924"]
    assert named_things("Trams in the street") == []
    assert named_things("Is it so? Perhaps. NASA knows") == ["NASA"]


def test_a_land_is_a_name_in_small_letters_too() -> None:
    assert named_things("wages in norway") == ["norway"]


def test_a_name_typed_in_small_letters_is_known_by_the_texts() -> None:
    texts = ["The notice of Orla Boats was sent to Ann.", "Notice is given by letter; the market of Orla may close."]
    assert with_capitals("did orla give ann notice in the market", texts) == "did Orla give Ann notice in the market"
    assert with_capitals("did May give notice", texts) == "did May give notice"


def test_the_share_of_names_is_counted_by_whole_names() -> None:
    assert share_named("Did Ada meet Bob?", "Ada was there.") == 0.5
    assert share_named("Did Ada meet Bob?", "Bob and Ada.") == 1.0
    assert share_named("who met whom", "nobody") == 1.0
    assert share_named("a trip of 30 minutes", "Trips of thirty minutes.") == 1.0
    assert share_named("a trip of 45 minutes", "Trips of thirty minutes.") == 0.0
    assert share_named("price of 1000 bags", "For 1,000 bags.") == 1.0
    assert share_named("Did A&B pay?", "A&B paid.") == 1.0
    assert share_named("Did A&B pay?", "C&D paid.") == 0.0


def test_what_a_person_says_of_their_own_case_need_not_stand_in_a_document() -> None:
    assert share_named("May our driver in Cairo ride the tram?", "A tram is a vehicle.") == 1.0
    assert share_named("May a driver in Cairo ride the tram?", "A tram is a vehicle.") == 0.0


def test_unmatched_words_are_the_content_words_nobody_holds_each_once() -> None:
    query = asked("Does a quasar hum, or does the quasar not?", "yes_no")
    assert unmatched_words(query, {"quasar": 0, "hum": 3}) == ["quasar"]
    assert unmatched_words(query, {}) == ["quasar", "hum"]


def test_a_figure_that_no_near_sentence_holds_is_reason_enough(bot: Bot) -> None:
    match = bot.trace("What is a tram?").match
    assert match is not None
    figure, meaning = asked("How often is a tram washed?", "number"), asked("What is a tram?", "definition")
    assert lacking(figure, match) == "figure"
    assert lacking(meaning, match) is None
    assert not verdict(figure, match, EVERYTHING, bot.store.library.document_frequency).enough


def test_a_figure_of_another_year_is_none_of_the_year_asked_for(tmp_path: Path) -> None:
    fares = (
        "# Fares\n\nThe Harbour Ferry carried 3,100 riders in 1931.\n\nThe Harbour Ferry carried 4,700 riders in 1938."
    )
    with bot_of(tmp_path, {"fares.md": fares + "\n\nThe pier was painted in 1934 in nine colours."}) as bot:
        told = bot.ask("How many riders did the Harbour Ferry carry in 1938?")
        assert [sentence.text for sentence in told.sentences] == ["The Harbour Ferry carried 4,700 riders in 1938."]
        assert bot.ask("How many riders did the Harbour Ferry carry in 1934?").status == "abstained"


def test_what_is_planned_can_be_told_by_a_text_that_speaks_of_it(tmp_path: Path) -> None:
    text = "# Orla\n\nOrla announced a pier with 800 jobs in 2027.\n\nOrla has a white boat.\n"
    with bot_of(tmp_path / "home", {"orla": text}) as bot:
        asked_plan = bot.trace("How many jobs will Orla bring?").signals
        asked_today = bot.trace("How many jobs does Orla have today?").signals
    assert asked_plan
    assert asked_today
    assert (asked_plan.lasting, asked_today.lasting) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("question", "lasting"),
    [
        ("What will Orla charge?", 0.0),
        ("What will I be charged?", 1.0),
        ("What will it cost if a hive is late?", 1.0),
        ("When will the pier open?", 0.0),
        ("When is the next report on Orla out?", 0.0),
        ("What does the next survey of hives say?", 0.0),
        ("What is the next step?", 1.0),
    ],
)
def test_what_will_be_done_to_the_asker_or_in_a_case_is_no_forecast(bot: Bot, question: str, lasting: float) -> None:
    found = bot.trace(question).signals
    assert found
    assert found.lasting == lasting


def test_a_word_that_no_document_holds_is_met_by_one_that_means_nearly_the_same(tmp_path: Path) -> None:
    with bot_of(tmp_path, {"pool": "# Pool\n\nChildren pay two euros.\n\nThe pool in Rome is closed.\n"}) as bot:
        kid, moon = (bot.trace(f"What does a {word} pay?").signals for word in ("kid", "moon"))
        assert kid
        assert moon
        assert kid.told == 1.0 > moon.told
        assert bot.ask("What does a kid pay?").sentences[0].text == "Children pay two euros."
        milan = bot.trace("Is the pool in Milan closed?")
    assert milan.match
    assert milan.verdict.names == ("Milan",)
    assert all("milan" not in item.met for item in milan.match.evidence)


def test_a_superlative_need_not_be_told(bot: Bot) -> None:
    dearest, oddest = (bot.trace(f"What is the {word} honey?").signals for word in ("dearest", "purple"))
    assert dearest
    assert oddest
    assert dearest.focus == 1.0 > oddest.focus


def test_a_portion_is_no_thing_that_has_to_be_told(bot: Bot) -> None:
    frequency = bot.store.library.document_frequency
    assert unknown_things("How much is a spoonful of honey?", frequency) == ()
    assert unknown_things("How much is the spoonful?", frequency) == ("spoonful",)
