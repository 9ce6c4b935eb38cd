"""What a question asks for and no sentence holds: a number of things, a name, a way to reach somebody."""

from collections.abc import Iterator

import pytest
from shelf import bot_of

from bot.blame import cause
from bot.chain import Bot

DOCUMENTS = {
    "ferry": (
        "# Ferry Line\n\nThe line runs four boats with a crew of 36 people. It was bought by two investors, much of the"
        " price borrowed from a regional bank. A contractor, Brook Marine, paints the boats; it works for three other"
        " lines. The pier has lamps, benches and also two huts. The office stands in Mill Street."
    ),
    "contract": (
        "# Supply contract\n\nSupplier: Tamsin GmbH\nBuyer: Orla Ltd\n\n"
        "## Payment\n\nInvoices are payable within 45 days.\n\n"
        "## Ending\n\nEither side ends it by a letter ninety days ahead.\n"
    ),
    "notes": "# Notes\n\nOrders are payable in cash at the pier. A letter takes two days.\n",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home"), DOCUMENTS) as bot:
        yield bot


@pytest.mark.parametrize(
    "question",
    [
        "How many lamps does the pier of the ferry line have?",
        "Which two investors bought the ferry line?",
        "Which bank lent the money for the ferry line?",
        "What is the phone number of the ferry line's office?",
    ],
)
def test_what_no_sentence_tells_is_refused_however_near_the_subject_is(bot: Bot, question: str) -> None:
    assert bot.ask(question).status == "abstained"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many boats does the ferry line run?", "four boats"),
        ("How many employees does the ferry line have?", "36 people"),
        ("Which contractor paints the boats of the ferry line?", "Brook Marine"),
        ("What is the address of the ferry line's office?", "Mill Street"),
    ],
)
def test_what_a_sentence_tells_is_answered(bot: Bot, question: str, told: str) -> None:
    answer = bot.ask(question)
    assert answer.status == "answered"
    assert told in " ".join(sentence.text for sentence in answer.sentences)


def test_a_refusal_says_what_kind_of_thing_is_missing(bot: Bot) -> None:
    turn = bot.trace("Which two investors bought the ferry line?")
    assert cause(turn, bot.store.library.document_frequency) == "missing name"


def test_what_a_contract_says_is_said_of_its_parties(bot: Bot) -> None:
    answer = bot.ask("How long does Orla have to pay the invoices of Tamsin?")
    assert answer.sentences[0].text == "Invoices are payable within 45 days."
    query = bot.trace("How does Tamsin end it?").query
    assert bot.names.opened_with(query) == {"contract": frozenset({"tamsin"})}
