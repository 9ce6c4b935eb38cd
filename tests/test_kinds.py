"""The kind of a question."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.types import Kind
from bot.understand.kinds import figure_in_brief, is_bare_term, kind_of
from eval.questions import QUESTIONS

EXPECTED: dict[Kind, list[str]] = {
    "definition": [
        "What is captive offshoring?",
        "outsourcing",
        "captive centre?",
        "nearshoring meaning please",
        "MSA meaning in a sourcing contract",
        "What do you call it when work comes home?",
        "Is there a name for work done next door?",
        "Do you know what BPO is?",
        "What is attrition rate?",
        "What is Moore's law?",
        "What is point of sale?",
        "What is new product development?",
    ],
    "comparison": [
        "What is different between a tram, a bus and a train?",
        "outsourcing vs offshoring",
        "Is a captive the same as a joint venture?",
        "which is cheaper, a captive or a vendor?",
        "MSA and SOW: how do they relate?",
        "MSA and SLA, how do they fit together?",
        "which of BPO and KPO needs experts?",
        "cappuccino compared with latte",
    ],
    "list": [
        "What are the benefits of outsourcing?",
        "the drawbacks?",
        "What difficulties do trams and buses share?",
        "When it is late, what are the risks?",
        "Which countries rival India?",
        "What are the two halves of BPO?",
        "what could go wrong?",
        "Why do firms outsource?",
        "Why do moves get more expensive than planned?",
        "what goes into a statement of work",
    ],
    "number": [
        "How much does it save?",
        "How tall is the tower?",
        "Please give the headcount of the line in Oslo for 2023.",
        "What hourly fee should I pay a writer?",
        "What is the tax rate in Poland this year?",
        "What can vendor selection cost?",
        "At roughly what headcount does it pay?",
        "How much should we set aside?",
        "Can you quote me a price for thirty seats?",
    ],
    "procedure": ["How do I choose a vendor?", "how to descale", "How should data be protected?"],
    "yes_no": [
        "Should you outsource core functions?",
        "Is it one of the usual steps?",
        "Is it legal to send records abroad?",
        "Does outsourcing mean less control?",
        "Rates are lower there, so we'll save a lot, right?",
        "Can you tell me whether it is legal?",
        "Are you a data controller with your own servers?",
    ],
    "example": ["Name an example of a captive centre", "Which companies offshored their IT?"],
    "decision": [
        "Should we outsource our payroll?",
        "We are a hospital with no budget for staff. Which model fits?",
        "Outsourcing or offshoring is better for us?",
        "Please help me decide",
    ],
    "about": ["Who are you?", "what can you do?", "How do I check that what you show is true?", "help"],
    "greeting": [
        "hello there",
        "thanks!",
        "good morning, how are you",
        "thanks, that was helpful",
        "Thanks for your help!",
        "thanks a lot, bye",
        "got it",
        "ok makes sense",
        "no thanks",
        "that's all",
        "ok I'll talk to my boss",
        "understood",
        "fair enough",
        "let me check with my manager",
        "that is not helpful",
        "hmm",
        "awesome",
        "bye",
        "cool, I'll discuss it with my team",
        "that's what I needed",
    ],
    "other": [
        "What is the cheapest country to move work to?",
        "what is the most famous captive?",
        "Who founded the company?",
        "What do time zones do to a project?",
        "Can you recommend three good agencies in Manchester?",
        "Why does email lead to rework?",
        "How do I know whether a task is clear enough?",
        "What is the telephone number of the travel desk?",
        "What is the address of the depot?",
        "What was wrong with the pump on Monday?",
        "What is the council's plan for the bridge?",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in EXPECTED.items() for text in texts])
def test_the_form_of_a_question_tells_its_kind(kind: Kind, text: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("plain", "dressed"),
    [
        ("What is BPO?", "Hi, so what is BPO?"),
        ("What is BPO?", "WHAT  IS\nBPO?"),
        ("Is it legal?", "ok, is it legal?"),
        ("How much is saved?", "Could you tell me how much is saved?"),
        ("list the risks", "Can you please list the risks"),
        ("Why do firms leave?", "I'd like to know why do firms leave?"),
    ],
)
def test_politeness_and_layout_do_not_change_the_kind(plain: str, dressed: str) -> None:
    assert kind_of(plain) == kind_of(dressed)


def test_a_comparison_can_be_taken_for_what_it_is_besides() -> None:
    assert kind_of("Is a captive the same as a branch?", compares=False) == "yes_no"


def test_a_message_of_one_name_is_a_bare_term_but_a_question_word_is_not() -> None:
    assert is_bare_term("captive centre")
    assert not is_bare_term("who pays")
    assert not is_bare_term("?!")


def test_of_the_answerable_tune_questions_without_earlier_turns_nine_in_ten_have_their_kind() -> None:
    asked = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    alone = [q for q in asked if q["split"] == "tune" and not q["refuse"] and len(q["turns"]) == 1]
    right = sum(kind_of(question["turns"][0]) in (question["kind"], *question["also"]) for question in alone)
    assert right >= 0.9 * len(alone)


@pytest.mark.parametrize(
    "text",
    ["better " * 150_000, "what is the " * 80_000, "which of " * 100_000, "?" * 1_000_000, "a. " * 300_000, ""],
    ids=lambda text: repr(text[:6]),
)
def test_a_huge_or_odd_question_has_a_kind(text: str) -> None:
    assert kind_of(text) in get_args(Kind)


@given(st.text(max_size=300))
def test_any_text_has_a_kind(text: str) -> None:
    assert kind_of(text) in get_args(Kind)


def test_a_question_without_its_mark_is_no_story() -> None:
    told = "what happens to our own people in the town if we give the work of our depot away"
    assert kind_of(told) != "decision"
    assert kind_of("we run a depot and our people are tired and our trams are old, please advise") == "decision"


@pytest.mark.parametrize(
    "text",
    [
        "thanks, what is captive offshoring?", "ok tell me more", "good vendors", "nice examples please", "ok but why",
        "great, show me the steps", "fines", "understood, but why?", "ok and the benefits", "good practice",
        "is it good?",
    ],
)  # fmt: skip
def test_courtesies_do_not_hide_a_question(text: str) -> None:
    assert kind_of(text) != "greeting"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("weight of the large canoe empty", "weight"),
        ("staff cost per hour Oslo", "cost"),
        ("Brook's rating out of 5", "rating"),
        ("total cost of ownership", ""),
        ("canoe price list", ""),
        ("attrition rate", ""),
        ("how often is the rate set", ""),
        ("The price of the canoe is high.", ""),
    ],
)
def test_a_few_words_can_ask_for_a_figure(text: str, figure: str) -> None:
    assert figure_in_brief(text) == figure
