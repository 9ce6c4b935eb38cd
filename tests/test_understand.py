"""Questions made to stand alone: what they ask about, and what earlier turns fill in."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand.fit import NameIndex
from bot.understand.followup import asked_words
from bot.understand.query import Reader
from bot.understand.sides import comparison_sides, completed
from bot.understand.terms import asked_term, asked_terms, names_called, names_of
from bot.understand.topic import swapped

NAMES = ["outsourcing", "offshoring", "nearshoring", "captive centre", "BPO", "KPO", "SLA", "espresso", "latte"]
READER = Reader(NameIndex(NAMES))
PLAIN = Reader()  # as with documents that have no names in their headings


@pytest.mark.parametrize(
    ("turns", "alone"),
    [
        (["What is nearshoring?", "what are its risks?"], "what are nearshoring's risks?"),
        (["What is nearshoring?", "is it cheaper?"], "is nearshoring cheaper?"),
        (["What is nearshoring?", "sounds nice, what is the catch?"], "what are the drawbacks of nearshoring?"),
        (["Does Quayside use a captive centre?", "what do they cost?"], "what do captive centre cost?"),
        (["Who pays the SLA?", "Without a receipt that is possible?"], "Without a receipt SLA is possible?"),
        (["Was Quayside early with offshoring?", "where did they go?"], "where did Quayside go?"),
        (["What has been done about the lamp?", "Who is in charge of it?"], "Who is in charge of the lamp?"),
        (["What is a captive centre?", "how do I set one up?"], "how do I set captive centre up?"),
        (["What is an SLA?", "what happens if they miss it?"], "what happens if they miss SLA?"),
        (["What are the risks of offshoring?", "how can I avoid them?"], "how can I avoid risks of offshoring?"),
        (["What is nearshoring?", "That sounds good. What now?"], "nearshoring sounds good. What now?"),
    ],
)
def test_a_pronoun_means_the_subject_of_the_turn_before(turns: list[str], alone: str) -> None:
    assert READER.understand(turns[-1], turns[:-1]).standalone == alone


@pytest.mark.parametrize(
    ("turns", "alone"),
    [
        (["espresso or latte?", "what is an espresso?", "and the other one?"], "what is an latte?"),
        (["Compare outsourcing and offshoring", "what about the second one?"], "what about offshoring?"),
        (
            ["outsourcing vs offshoring", "which of them is cheaper?"],
            "which of them is cheaper: outsourcing or offshoring?",
        ),
        (["outsourcing vs offshoring", "the latter's risks?"], "offshoring's risks?"),
        (["What is BPO?", "What is KPO?", "how do they differ?"], "how do BPO and KPO differ?"),
        (["What is BPO?", "and KPO?", "which of the two costs an SLA?"], "which of the two costs an SLA: BPO or KPO?"),
        (
            ["What is BPO?", "where does the SLA stand in relation to that?"],
            "where does the SLA stand in relation to BPO?",
        ),
        (
            ["How much notice does Brook get?", "and the other firm?"],
            "How much notice does the one that is not Brook get?",
        ),
        (["What is BPO?", "What is KPO?", "what is the difference?"], "what is the difference between BPO and KPO?"),
        (["What is BPO?", "and KPO?", "is the first cheaper than the second?"], "is BPO cheaper than KPO?"),
        (
            ["outsourcing vs offshoring", "what is the first step?"],
            "what is the first step of outsourcing and offshoring?",
        ),
    ],
)
def test_two_things_spoken_of_can_be_meant_together_or_one_by_one(turns: list[str], alone: str) -> None:
    assert READER.understand(turns[-1], turns[:-1]).standalone == alone


@pytest.mark.parametrize(
    ("turns", "alone"),
    [
        (["Is nearshoring always cheap?", "is that really so?"], "Is nearshoring always cheap?"),
        (["Espresso is bad for the heart.", "is that true?"], "Espresso is bad for the heart?"),
        (
            ["Is outsourcing legal?", "does that also hold for a captive centre?"],
            "Is outsourcing legal - for a captive centre?",
        ),
        (["What is an SLA?", "Who pays for a task that is late?"], "Who pays for a task that is late?"),
        (["Is an SLA binding?", "also if nobody signed it?"], "Is an SLA binding - if nobody signed it?"),
        (["Is an SLA binding?", "and when it is late?"], "Is an SLA binding - when it is late?"),
        (["Is an SLA binding?", "and if it is late, what do we pay?"], "and if SLA is late, what do we pay?"),
        (
            ["Why do firms move to Costa Rica?", "what does a coder earn there?"],
            "what does a coder earn in Costa Rica?",
        ),
        (["Why do firms move to Costa Rica?", "is there a special tax?"], "is there a special tax?"),
        (["What are the risks of BPO?", "no, I meant KPO"], "What are the risks of KPO?"),
        (["May beans go to India?", "what about the US?"], "May beans go to the US?"),
        (["Compare espresso and latte", "only the price"], "Compare espresso and latte: the price?"),
        (["Compare espresso and latte", "and the risks?"], "Compare espresso and latte: the risks?"),
        (["What speaks for BPO?", "and for KPO?"], "What speaks for KPO?"),
        (["How is offshoring taxed abroad?", "and at home?"], "How is offshoring taxed at home?"),
        (["What is BPO?", "What is an SLA?", "back to BPO: what are its risks?"], "what are BPO's risks?"),
        (["What is BPO?", "What is KPO?", "Back to the first one - what is it for?"], "what is BPO for?"),
        (["regarding an SLA, who signs it?"], "who signs SLA?"),
        (["Our captive centre has an SLA. What is that?"], "What is SLA?"),
        (["What is BPO?", "what is dearer, that or KPO?"], "what is dearer, BPO or KPO?"),
        (["What is the range of the Heron 4?", "and how heavy is it?"], "and how heavy is the Heron 4?"),
        (["What is the price of the blue kayak?", "who makes it?"], "who makes the blue kayak?"),
        (["What is the mayor of Lund called?", "how old is she?"], "how old is the mayor of Lund?"),
    ],
)
def test_a_turn_says_in_many_ways_what_it_goes_on_with(turns: list[str], alone: str) -> None:
    assert READER.understand(turns[-1], turns[:-1]).standalone == alone


@pytest.mark.parametrize(
    ("turns", "alone"),
    [
        (["What are the benefits of offshoring?", "what about nearshoring?"], "What are the benefits of nearshoring?"),
        (["What are the benefits of offshoring?", "and of BPO?"], "What are the benefits of BPO?"),
        (["Is offshoring legal?", "and in the EU?"], "Is offshoring legal - in the EU?"),
        (["Is offshoring legal in Germany?", "and in France?"], "Is offshoring legal in France?"),
        (["How many left in 2019?", "and in 2020?"], "How many left in 2020?"),
        (["What is BPO?", "in which countries?"], "What is BPO - in which countries?"),
        (["Does BPO fail?", "why?"], "Does BPO fail - why?"),
        (["What is BPO?", "any drawbacks?"], "any drawbacks of BPO?"),
        (["What is BPO?", "example please"], "example of BPO?"),
        (["What is BPO?", "And what is nearshoring?"], "What is nearshoring?"),
        (["What are the risks of BPO?", "And what is nearshoring?"], "what is nearshoring?"),
    ],
)
def test_a_fragment_is_completed_from_the_question_before(turns: list[str], alone: str) -> None:
    assert READER.understand(turns[-1], turns[:-1]).standalone.lower() == alone.lower()


@pytest.mark.parametrize(
    ("turns", "alone"),
    [
        (
            ["How many boats will lie in Bergen by the end of 2027?", "What is the maximum?"],
            "What is the maximum for boats?",
        ),
        (["How do I apply for parental leave?", "the deadline?"], "What is the deadline for parental leave?"),
        (["How do I apply for parental leave?", "who signs?"], "who signs - parental leave?"),
        (
            ["How much does Marlow charge for the repair?", "When is it payable?", "What do we get if they are late?"],
            "What do we get if Marlow are late?",
        ),
        (
            ["Is there a cap on the owner's liability for a lost boat?", "And the general cap per year?"],
            "What is the general cap per year on the owner's liability?",
        ),
        (["When was Marlow founded?", "how many people work there?"], "how many people work at Marlow?"),
        (["When was Marlow founded?", "and the revenue?"], "What is the revenue of Marlow?"),
        (["Who is the harbour pilot of Marlow?", "and the cook?"], "Who is the cook of Marlow?"),
        (["How much is the deposit?", "and the tow fee?"], "How much is the tow fee?"),
        (["How much is the deposit?", "how much is that per year?"], "how much is the deposit per year?"),
        (
            ["What are the risks of the crossing?", "which of them is high?"],
            "which of the risks of the crossing is high?",
        ),
        (["How much is the deposit?", "do I have to swim?"], "do I have to swim?"),
        (["How much is the deposit?", "what if they refuse?"], "what if they refuse?"),
    ],
)
def test_what_is_taken_over_is_a_name_or_a_noun_phrase(turns: list[str], alone: str) -> None:
    assert PLAIN.understand(turns[-1], turns[:-1]).standalone == alone


@pytest.mark.parametrize(
    ("question", "around"),
    [
        ("Had the vendor missed its targets, then?", True),
        ("What does the vendor do?", False),
        ("How did the captive come about?", False),
    ],
)
def test_what_the_vendor_had_done_is_asked_of_the_case_before(question: str, around: bool) -> None:
    reader = Reader(NameIndex(["vendor", "captive"]))
    query = reader.understand(question, ["Why did Marlow drop Brook in 2004?"])
    assert bool(query.around) is around, query


def test_types_told_of_in_front_are_meant_as_a_whole() -> None:
    text = "A man called Aron tells two types of trouble with a vendor. What are they?"
    assert Reader(NameIndex(["vendor"])).understand(text).standalone == text


def test_a_question_without_a_subject_that_nothing_can_be_put_into_is_read_around_the_topic() -> None:
    query = PLAIN.understand("what if they refuse?", ["How much is the deposit?"])
    assert (query.carried, query.around) == ((), "deposit")


def test_a_question_about_nothing_that_a_document_holds_leaves_the_topic_as_it_was() -> None:
    held = Reader(held=lambda words: {word: word in ("deposit", "boat", "Marlow") for word in words})
    before = ["How much is the deposit?", "why is the sky blue?", "who was Napoleon?"]
    assert held.understand("when is it due?", before).standalone == "when is the deposit due?"
    assert held.understand("when is it due?", [*before, "who owns the boat?"]).standalone == "when is the boat due?"
    assert held.understand("what does it eat?", [*before, "What is a quokka?"]).standalone == "what does quokka eat?"


@pytest.mark.parametrize("talk", ["hi", "thanks!", "who are you?", "ok great", "good morning, how are you"])
def test_talk_between_two_turns_leaves_the_topic_as_it_was(talk: str) -> None:
    query = READER.understand("what are its risks?", ["What is nearshoring?", talk])
    assert query.subjects == ("nearshoring",)
    assert query.carried == ("nearshoring",)


def test_a_question_behind_an_and_with_little_of_its_own_goes_on_with_the_subject() -> None:
    query = READER.understand("and how often do they come?", ["What is nearshoring?"])
    assert "nearshoring" in query.standalone
    assert query.carried == ("nearshoring",)


def test_a_possessive_behind_a_name_in_the_same_question_means_that_name() -> None:
    query = READER.understand("What did Kodak do with its own staff?", ["What is nearshoring?"])
    assert (query.standalone, query.carried) == ("What did Kodak do with its own staff?", ())


@pytest.mark.parametrize(
    "question",
    [
        "If we break a lamp, what will that cost us?",
        "Which is dearer, cleaning a boiler or replacing it?",
        "I dented somebody's door, does it have to be painted?",
    ],
)
def test_a_pronoun_means_what_its_own_sentence_brings_up(question: str) -> None:
    assert READER.understand(question, ["What is nearshoring?"]).standalone == question


@pytest.mark.parametrize(
    ("turns", "alone"),
    [
        (["what do guests pay for a sauna?", "what does the town add to it?"], "what does the town add to the sauna?"),
        (["how do crews log a tow?", "who checks it?"], "who checks the tow?"),
        (["how much do stewards get an hour?", "when do they get it?"], "when do stewards get the money?"),
        (["what is the fee for adults?", "when do they pay it?"], "when do adults pay the fee?"),
        (
            ["how long can a sail be kept?", "I ripped mine and it's wet, what now?"],
            "I ripped mine and the sail is wet, what now?",
        ),
        (["what brand are the boats?", "do they rent out the boats?"], "do they rent out the boats?"),
        (["what make are the pumps?", "do they sell hoses?"], "do they sell hoses?"),
        (["who has the keys?", "my son dropped his oar and it's split"], "my son dropped his oar and it's split"),
        (["how long can a sail be kept?", "what if it's raining?"], "what if it's raining?"),
        (["who lends the sails?", "how do I sign her up?"], "how do I sign her up?"),
        (["how old must my kid be?", "can she swim there alone?"], "can she swim there alone?"),
        (["which sails are lent?", "what about a small one?"], "which sails are lent - a small one?"),
    ],
)
def test_a_pronoun_stands_for_what_it_can_mean(turns: list[str], alone: str) -> None:
    assert PLAIN.understand(turns[-1], turns[:-1]).standalone == alone


@pytest.mark.parametrize(
    ("turns", "alone"),
    [
        (["may I sand the deck?", "why not"], "may I sand the deck - why not?"),
        (["how long does varnish dry?", "and after that?"], "how long does varnish dry - after that?"),
        (["how long does varnish dry?", "what was it before that?"], "how long does varnish dry - before that?"),
        (["how much is varnish?", "and how much was it in 2019?"], "how much is varnish - in 2019?"),
        (["how much was varnish in 2023?", "what was it in 2019?"], "how much was varnish in 2019?"),
        (["how much is varnish?", "what was it five years ago?"], "how much is varnish - five years ago?"),
        (["is the chandlery open", "on Mondays too?"], "is the chandlery open - on Mondays too?"),
        (["how fast may a yacht go?", "even past the swimmers?"], "how fast may a yacht go - even past the swimmers?"),
        (["may I sand the deck?", "ok, why is that so?"], "may I sand the deck - why is that so?"),
        (["is mooring free", "and if I only eat?"], "is mooring free - if I only eat?"),
        (["how much is mooring", "on board parking"], "on board parking"),
        (
            ["how much is mooring", "Only after mooring I saw the leak. Who pays?"],
            "Only after mooring I saw the leak. Who pays?",
        ),
        (["how many years does a mast last", "what about oars?"], "how many years does oars last"),
        (["what is told of the training week?", "and the race?"], "what is told of the race?"),
    ],
)
def test_what_leaves_its_question_unsaid_is_put_behind_it(turns: list[str], alone: str) -> None:
    assert PLAIN.understand(turns[-1], turns[:-1]).standalone == alone


def test_a_question_that_leans_on_the_talk_keeps_the_last_one_that_does_not() -> None:
    before = ["who lends the sails?", "can she come along?"]
    assert PLAIN.understand("what if she hates it?", before).before == "who lends the sails?"
    assert not PLAIN.understand("my son broke a mast, who mends it?", before).before


def test_a_thing_in_the_same_clause_leaves_a_pronoun_open() -> None:
    assert "nearshoring" in READER.understand("Does a bank gain from it?", ["What is nearshoring?"]).standalone


def test_it_in_capitals_is_no_pronoun() -> None:
    assert (
        "nearshoring"
        not in READER.understand("And what does our IT department gain?", ["What is nearshoring?"]).carried
    )
    assert READER.understand("And what does it gain?", ["What is nearshoring?"]).carried == ("nearshoring",)


def test_only_whole_words_are_swapped_for_a_new_subject() -> None:
    assert swapped("How often is an FTE counted?", "ten", "SLA") == "How often is an FTE counted - SLA?"
    assert swapped("How often is an FTE counted?", "FTE", "SLA") == "How often is an SLA counted?"


def test_a_new_topic_drops_the_old_one() -> None:
    query = READER.understand("what are its risks?", ["What is nearshoring?", "What is an SLA?"])
    assert query.subjects == ("SLA",)


@pytest.mark.parametrize(
    "question", ["What is an SLA?", "How do you bake bread?", "and how do I cook pasta?", "and when did Napoleon die?"]
)
def test_a_whole_question_takes_nothing_over(question: str) -> None:
    query = READER.understand(question, ["What is nearshoring?"])
    assert query.carried == ()
    assert "nearshoring" not in query.standalone


def test_a_long_talk_of_fragments_does_not_make_the_question_grow() -> None:
    query = READER.understand("why?", ["Is offshoring legal?", *["and in the EU?", "why?", "since when?"] * 30])
    assert query.standalone.startswith("Is offshoring legal")
    assert len(query.standalone) < 60


def test_a_question_in_another_language_is_neither_corrected_nor_given_a_kind() -> None:
    query = Reader(NameIndex(NAMES), spell=lambda text: "spelled").understand("Was ist der Unterschied?")
    assert query.standalone == "Was ist der Unterschied?"
    assert query.kind == "other"


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("What is BPO?", ("BPO",)),
        ("what are BPO's front-office tasks?", ("BPO",)),
        ("Explain BPO, KPO and SLA", ("BPO", "KPO", "SLA")),
        ("Is espresso stronger than latte?", ("espresso", "latte")),
        ("what is espresso and how does it differ from latte?", ("espresso", "latte")),
        ("Does outsourcing or offshoring save more?", ("outsourcing", "offshoring")),
        ("How do BPO, KPO and SLA compare on cost?", ("BPO", "KPO", "SLA")),
        ("what is the hopper?", ("hopper",)),
        ("?!", ()),
    ],
)
def test_a_question_names_what_it_asks_about(text: str, subjects: tuple[str, ...]) -> None:
    assert READER.understand(text).subjects == subjects


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("What is the difference between a captive and a vendor?", ("captive", "vendor")),
        ("Compare tea with green coffee in terms of cost", ("tea", "green coffee")),
        ("how is BPO different from KPO", ("BPO", "KPO")),
        ("Hotel limit in Oslo compared with Gdansk?", ("Hotel limit", "Gdansk")),
        ("hourly rates Rome vs Oslo vs Riga", ("Rome", "Oslo", "Riga")),
        ("business process outsourcing vs offshoring", ("business process outsourcing", "offshoring")),
        ("risk of loss or risk of damage", ("risk of loss", "risk of damage")),
        ("strength of the Basic plan vs the Plus plan", ("Basic plan", "Plus plan")),
        ("How do Oslo and Gdansk compare on rent and wages?", ("Oslo", "Gdansk")),
        ("Compare in-house and outsourced support", ("in-house", "outsourced support")),
        ("Is a branch the same as a subsidiary?", ("branch", "subsidiary")),
        ("Are BPO and KPO the same?", ("BPO", "KPO")),
        ("do you save more with robots than with clerks?", ("robots", "clerks")),
        ("tea vs. coffee", ("tea", "coffee")),
        ("is it cheaper to have a branch or to run a subsidiary?", ("branch", "subsidiary")),
        ("Compare tea, coffee and cocoa on price", ("tea", "coffee", "cocoa")),
        ("What is the difference between Basic, Plus, and Premium?", ("Basic", "Plus", "Premium")),
        ("Which is cheapest: tea, coffee or cocoa?", ("tea", "coffee", "cocoa")),
        ("tea vs coffee vs cocoa", ("tea", "coffee", "cocoa")),
        ("For a bank, tea or coffee?", ("tea", "coffee")),
        ("tea or coffee: which has milk?", ("tea", "coffee")),
        ("is the sloop or the barge cheaper per day", ("sloop", "barge")),
        ("the sloop or the barge, which is cheaper", ("sloop", "barge")),
        ("tea or tea", ()),
        ("difference between", ()),
        ("than", ()),
    ],
)
def test_the_sides_of_a_comparison_are_found_without_what_surrounds_them(text: str, sides: tuple[str, ...]) -> None:
    assert comparison_sides(text) == sides


def test_what_is_asked_of_both_sides_is_cut_off_a_known_one() -> None:
    known = {"tea", "coffee", "cost of tea leaves"}.__contains__
    assert comparison_sides("The cost of tea vs coffee", known) == ("tea", "coffee")
    assert comparison_sides("cost of tea leaves vs coffee", known) == ("cost of tea leaves", "coffee")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Is the steam or the diesel ferry cheaper?", ("steam ferry", "diesel ferry")),
        ("Is the steam river ferry slower than the diesel one?", ("steam river ferry", "diesel river ferry")),
        ("single or return tickets", ("single tickets", "return tickets")),
        ("the mate or the diesel ferry", ("mate", "diesel ferry")),
        ("the steam ferry or the diesel barge", ("steam ferry", "diesel barge")),
        ("the sloop or the ice one", ("sloop", "ice one")),
        ("compare the Heron Haul 2 and the Brant Long", ("Heron Haul 2", "Brant Long")),
        ("the Heron or the model 2", ("Heron", "model 2")),
    ],
)
def test_a_side_without_its_noun_gets_that_of_the_other_where_a_text_says_so(text: str, sides: tuple[str, ...]) -> None:
    said = ["steam ferry", "river ferry diesel", "single tickets", "return tickets", "steam barge"]
    said += ["brant long haul 2", "brant long 2", "heron 2"]
    assert completed(comparison_sides(text), said.__contains__) == sides


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("What is a captive centre?", "captive centre"),
        ("could you please explain “BPO” to me", "BPO"),
        ("What does SLA stand for?", "SLA"),
        ("What does it actually mean to offshore something?", "offshore"),
        ("What is BPO - tell me more", "BPO"),
        ("in other words, what happens to all of the people who stay behind", ""),
    ],
)
def test_the_term_whose_meaning_is_asked_is_found(text: str, term: str) -> None:
    assert asked_term(text) == term


@pytest.mark.parametrize(
    "text",
    [
        "A BPO vendor lends us a team that serves nobody else. Is there a name for this?",
        "BPO, KPO and ITO: three labels on one slide. Are these the same thing?",
    ],
)
def test_a_story_in_front_of_a_question_for_its_name_stays(text: str) -> None:
    assert READER.understand(text).standalone == text


def test_several_terms_can_be_asked_at_once() -> None:
    assert asked_terms("What are BPO, KPO and LPO?") == ("BPO", "KPO", "LPO")
    assert asked_terms("What is BPO?") == ()


def test_names_come_from_headings_and_from_what_a_text_calls_a_thing() -> None:
    headings = ["Captive centre: an overview", "What is a lungo?", "How to descale", "Risks", "Tea and coffee"]
    assert names_of(headings) == {"captive centre", "lungo"}
    assert names_of(["The days", "Date", "Amount"]) == frozenset()
    assert names_called(["A branch, also known as a captive centre, is owned."]) == {"captive centre"}


HOSTILE = [
    "or " * 300_000,
    " " * 1_000_000,
    "?" * 1_000_000,
    "it " * 300_000,
    "a: " * 300_000,
    "difference between " * 50_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:6]))
def test_a_huge_turn_is_understood_without_an_error(text: str) -> None:
    assert READER.understand(text, ["BPO vs KPO"]).question == text
    assert READER.understand("why?", [text]).question == "why?"
    assert comparison_sides(text) == ()
    assert len(asked_term(text)) < 200
    assert names_called([text]) == frozenset()


@given(st.lists(st.text(max_size=80), max_size=4), st.text(max_size=80))
def test_any_conversation_is_understood_the_same_way_twice(history: list[str], text: str) -> None:
    assert READER.understand(text, history) == READER.understand(text, history)


def test_a_name_with_and_in_it_is_no_pair() -> None:
    reader = Reader(NameIndex(["profit and loss", "BPO"]))
    query = reader.understand("pros and cons of profit and loss")
    assert (query.kind, query.subjects) == ("list", ("profit and loss",))
    assert reader.understand("pros and cons of profit and of loss").kind == "comparison"


def test_a_month_is_no_place_that_there_can_mean() -> None:
    assert "there" in READER.understand("who works there?", ["Was offshoring banned in March 2021?"]).standalone
    assert "in Poland" in READER.understand("who works there?", ["Was offshoring banned in Poland?"]).standalone


def test_a_question_goes_back_to_a_thing_that_no_name_is_known_for() -> None:
    assert Reader().understand("about time. What is it?", ["What is rowing?"]).standalone == "What is time?"


@pytest.mark.parametrize(
    ("turns", "alone"),
    [
        (
            ["How much leave is due after 10 months?", "and my brother with 8 months?"],
            "How much leave is due after 8 months?",
        ),
        (["What is the dose for 12 kg?", "and for 30 kg?"], "What is the dose for 30 kg?"),
        (["Which boats cost more than 80 crowns?", "and more than 100?"], "Which boats cost more than 100 crowns?"),
        (["When was the mole built?", "is it 12 m?"], "is the mole 12 m?"),
        (["What must the Tenant repair?", "and the Landlord?"], "What must the Landlord repair?"),
        (["What are the landlord's duties?", "and the Tenant?"], "What are the Tenant's duties?"),
        (["What boat does Greta own?", "and Ken?"], "What boat does Ken own?"),
        (["Who mends sails?", "and the masts?"], "Who mends the masts?"),
        (["Which piers have a crane?", "what do those cost?"], "what do the piers that have a crane cost?"),
        (["List all rope items.", "how much are they?"], "how much are the rope items?"),
        (["Who is the treasurer?", "what did she report?"], "what did Ada Roe report?"),
        (["What boat does Greta own?", "where does she sail?"], "where does Greta sail?"),
        (["Who is the manager of Quay Hall?", "when did she start?"], "when did the manager of Quay Hall start?"),
        (["What is Leeds like?", "does he live there?"], "does he live at Leeds?"),
        (["What does the cheapest ferry cost?", "and the dearest?"], "What does the dearest ferry cost?"),
        (["Who is the cook?", "does a sailor pay if he is late?"], "does a sailor pay if he is late?"),
    ],
)
def test_another_of_its_kind_takes_the_place_of_what_was_asked_of(turns: list[str], alone: str) -> None:
    parties = NameIndex(parties=[["Landlord", "Tenant"]])
    reader = Reader(parties, holder=lambda post: {"treasurer": "Ada Roe"}.get(post, ""))
    assert reader.understand(turns[-1], turns[:-1]).standalone == alone


def test_a_side_of_a_thing_is_no_other_thing_and_a_person_takes_no_place_of_one() -> None:
    assert PLAIN.understand("and the price?", ["Who mends the sails?"]).standalone != "Who mends the price?"
    assert (
        "interest ferry" not in PLAIN.understand("and the interest?", ["What does the cheapest ferry cost?"]).standalone
    )
    assert "mole" in PLAIN.understand("and the engineer?", ["When was the mole built?"]).standalone


@pytest.mark.parametrize(
    ("turns", "alone"),
    [
        (["How many shifts must a helper do?", "who is let off?", "who plans them?"], "who plans shifts?"),
        (["How much is the rowing boat?", "who is it run by?", "when is it due?"], "when is the rowing boat due?"),
        (
            ["How much is the rowing boat?", "what if I bring it back torn?", "who mends it?"],
            "who mends the rowing boat?",
        ),
        (["How much is the north quay?", "and the other one?"], "How much is the one that is not the north quay?"),
        (
            ["How much is the north quay?", "what about the other quay?"],
            "How much is the one that is not the north quay?",
        ),
        (
            ["What is a tram?", "We pay people on the beach for small chores. Does that have a name?"],
            "We pay people on the beach for small chores. Does that have a name?",
        ),
        (
            ["What speaks for the north quay?", "and what would the other one cost?"],
            "and what would the one that is not the north quay cost?",
        ),
        (["How much is the deposit?", "How many people work at the library?"], "How many people work at the library?"),
        (["How many people work at the library?", "when is it open?"], "when is the library open?"),
    ],
)
def test_what_a_turn_that_names_nothing_was_about_stays(turns: list[str], alone: str) -> None:
    assert PLAIN.understand(turns[-1], turns[:-1]).standalone == alone


def test_the_other_one_is_no_name_of_a_kind() -> None:
    reader = Reader(NameIndex(["cabins"]))
    query = reader.understand("and what does the other one cost?", ["Which cabins are there?", "Who owns the Otter?"])
    assert query.standalone == "and what does the one that is not the Otter cost?"


def test_the_talk_is_told_by_the_questions_that_lean_on_each_other() -> None:
    before = ["How much is the rowing boat?", "who mends it?"]
    query = PLAIN.understand("where is it kept?", before)
    assert query.talk == "How much is the rowing boat? who mends the rowing boat?"
    assert PLAIN.understand("is the deposit due?", before).talk == query.talk
    assert PLAIN.understand("does the harbour master charge a deposit for dogs?", before).talk == ""


def test_a_carried_word_that_no_document_holds_is_not_counted() -> None:
    def held(words: Sequence[str]) -> dict[str, int]:
        return {word: int(word not in ("total", "bill", "airship")) for word in words}

    def asked(turns: list[str]) -> list[str]:
        query = PLAIN.understand(turns[-1], turns[:-1])
        return asked_words(query.standalone, query, held)

    assert asked(["What is the total bill for the mooring?", "can I pay it in coins?"]) == ["pay", "coins"]
    assert "mooring" in asked(["How much is the mooring?", "can I pay it in coins?"])
    assert "airship" in asked(["How much is the airship?", "is it insured?"])
    assert "bill" in asked(["What is the bill for the mooring?", "when is the bill due?"])
