"""What a question asks for and no sentence holds: a number of things, a name, a way to reach somebody."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from shelf import asked, bot_of, evidence_of

from bot.audit.blame import cause
from bot.chain import Bot
from bot.evidence.contacts import lacks_contact
from bot.evidence.defining import lacks_term
from bot.evidence.lacking import lacking, lacks_deed, lacks_number, lacks_share, lacks_thing
from bot.evidence.sentences import Match
from bot.evidence.unnamed import lacks_name
from bot.types import Evidence
from bot.understand.parties import Meant

DOCUMENTS = {
    "contract": (
        "# Supply contract\n\nSupplier: Tamsin GmbH\nBuyer: Orla Ltd.\n\n"
        "## Payment\n\nInvoices are payable within 45 days.\n\n"
        "## Ending\n\nEither side ends it by a letter ninety days ahead.\n"
    ),
    "lease": (
        "# Lease\n\nbetween Sandholm Ltd (the Landlord) and Petrel GmbH (the Tenant), dated 3 March 2025.\n\n"
        "The Tenant pays £900 a month. The Landlord mends the roof. The Tenant mends the windows.\n\n"
        "The Landlord may visit. The Tenant cleans the yard. The Landlord insures the house.\n"
    ),
    "notes": "# Notes\n\nOrders are payable in cash at the pier. A letter takes two days.\n",
    "talk": (
        "# On the water again\n\n"
        "Marrow Cruises gave its boats to an agency nine years ago and took them back in spring, says its captain.\n\n"
        "The boats earn 40 crowns a day.\n"
    ),
    "cases": "# Cases\n\nLine: Brook\n\nBrook sold boats to Nordline in 2004 for nine crowns.\n",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home"), DOCUMENTS) as bot:
        yield bot


def told(text: str) -> list[Evidence]:
    return evidence_of("ferry", f"# Ferry Line\n\n{text}\n", {"": 0.9})


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("What percentage of nurses takes it?", False),
        ("What share of the teachers takes it?", True),
        ("What share of it is lost?", False),
        ("How much is a ticket?", False),
    ],
)
def test_of_whom_a_share_is_asked_has_to_be_spoken_of(question: str, lacks: bool) -> None:
    assert lacks_share(question, told("Of the nurses 3 percent take it, and a tenth is lost.")) is lacks


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("What is ferry insurance?", True),
        ("what does night ferry mean", True),
        ("What is a car ferry?", False),
        ("What is the ferry insurance?", False),
        ("What is a ferry?", False),
    ],
)
def test_a_term_of_several_words_is_told_with_all_of_them(question: str, lacks: bool) -> None:
    assert lacks_term(question, told("A car ferry carries cars.")) is lacks


def test_a_question_of_which_the_model_reads_no_word_lacks_nothing() -> None:
    nothing = np.zeros(0, dtype=np.float32)
    assert lacking(asked("?", "other"), Match((), nothing, nothing)) is None


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How many boats does it run?", "It runs four boats.", False),
        ("How many boats does it run?", "It has a 4-boat fleet.", False),
        ("How many boats does it run?", "It runs seventeen boats.", False),
        ("How many boats does it run?", "It runs 2000 boats.", False),
        ("How many boats does it run?", "Its boats are white, and the pier is 40 m long.", True),
        ("How many boats does it run?", "In 2019 boats were painted.", True),
        ("How many boats does it run?", "It has a fleet of boats.", True),
        ("How many employees does it have?", "It has a crew of 36 people.", False),
        ("How many euros is a ticket?", "A ticket is €4.", False),
        ("How many times is it inspected?", "It is inspected twice.", False),
        ("How many does the line run?", "It runs boats.", False),
        ("How many boats does it run?", "12.3 Boats are white.", True),
        ("Does it run boats?", "It runs boats.", False),
    ],
)
def test_how_many_of_a_thing_is_told_by_a_number_beside_it(question: str, text: str, lacks: bool) -> None:
    assert lacks_number(question, told(text)) is lacks


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How much did it save by that?", "A new engine cost 40 crowns.", True),
        ("How much did it save by that?", "The new engine burns 40 litres less.", False),
        ("How much did it save by that?", "It saved a lot.", True),
        ("How much was lost in the storm?", "Two boats were sunk, a loss of 90 crowns.", False),
        ("How much does a ticket cost?", "A ticket is 4 crowns.", False),
        ("How did it save so much?", "It has 12 boats.", False),
    ],
)
def test_the_amount_of_a_deed_is_told_with_that_deed(question: str, text: str, lacks: bool) -> None:
    assert lacks_deed(question, told(text)) is lacks


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("Which two investors bought it?", "It was bought by two Danish investors.", True),
        ("Which bank lent the money?", "Much of it was borrowed from a regional bank.", True),
        ("Which bank lent the money?", "Much of it was borrowed from Nordbank, a regional bank.", False),
        ("Which company bought the line?", "It was bought by a company called Tamsin.", False),
        ("Which company bought the line?", "Two companies, Tamsin and Orla, bought it.", False),
        ("Which contractor paints the boats?", "Brook paints the boats.", False),
        ("Which bank lent it?", "The bank is “Nordbank”.", False),
        ("What three names were suggested?", "Three suggestions had come in.", True),
        ("Which suppliers need an audit?", "Suppliers that handle food need an audit.", False),
        ("What customer data do we store?", "We store the address of each customer.", False),
        ("What worries customers most?", "Delays worry a customer most.", False),
        ("Which cities does it serve?", "It serves three cities.", True),
        ("What is the name of the diver?", "On 3 May a diver found the anchor near Pell Bridge.", True),
        ("What is the name of the diver?", "A diver called Ann Fry found the anchor.", False),
        ("What is the name of the ferry?", "The Margit carries cars.", False),
        ("Which hotel takes the crew?", "The crew sleeps at a hotel in Moss.", True),
        ("Which supplier brings the fuel?", "Shell brings the fuel.", False),
        ("Which supplier brings the fuel?", "Hours of fuel deliveries are told at the gate.", True),
        ("What brand is the pump?", "Pumps stand in the shed.", True),
        ("What brand is the old pump?", "The Osmund pump stands in the shed.", False),
        ("Brand of the old pump?", "The old pump stands in the shed.", True),
        ("Which make is the old pump?", "The old pump is a Hagen.", False),
    ],
)
def test_who_it_was_is_told_by_a_name(question: str, text: str, lacks: bool) -> None:
    assert lacks_name(question, told(text)) is lacks


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("What is the phone number of the office?", "The office opened on 2023-11-08.", True),
        ("What is the phone number of the office?", "Dial 112 in an emergency.", False),
        ("What's the telephone number of the office?", "The office answers +49 561 4433.", False),
        ("What is the address of the office?", "The office was moved on 8 November 2023.", True),
        ("What is the address of the office?", "The office is at Hauptstraße 12.", False),
        ("What is the address of the office?", "The office is at 4 Rue Royale.", False),
        ("What is the e-mail address of the office?", "The office stands in Mill Street.", True),
        ("What is the e-mail address of the office?", "Write to desk@ferry.example.", False),
        ("What is the phone number of Alder?", "Alder is in the north. The Birch office answers +49 561 4433.", False),
        ("What is the phone number on Sundays?", "Out of hours call 0561 44334.", False),
        ("What is the phone number of the Alder office?", "The Alder office answers +49 561 4433.", False),
        ("ferry office helpline number", "The office has two numbers for two boats.", True),
        ("ferry office helpline number", "The helpline answers on 0561 44 33.", False),
        ("Is the website translated into French?", "The website is in English only.", False),
        ("Can I cancel by e-mail?", "A letter is needed.", False),
    ],
)
def test_how_to_reach_somebody_is_told_by_a_number_or_an_address(question: str, text: str, lacks: bool) -> None:
    assert lacks_contact(question, told(text)) is lacks


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How much mooring fee did Orla pay Tamsin?", "Orla bought a boat from Tamsin for €5 million.", True),
        ("How much mooring fee did Orla pay Tamsin?", "Orla paid Tamsin a fee of €400 for mooring.", False),
        ("How much mooring fee did Orla pay Tamsin?", "Mooring costs Orla €400.", False),
        ("How high are the fines on the line?", "The rules of the line date from 4 May 2021.", True),
        ("How high are the fines on the line?", "Whoever has no ticket pays a fine of €60.", False),
        ("What penalty does a passenger get?", "Passengers need a ticket.", True),
        ("What is the crew turnover rate?", "The line carries 14% more passengers.", True),
        ("At what rate does the line tax its guests?", "The line has a tax of 25% on its guests.", False),
        ("How high is the fine of Orla?", "A fine of €60 is due on Brook.", True),
        ("What was wrong with the boat?", "The boat had no rudder.", False),
        ("Which pier does it leave from?", "It leaves from Brook.", False),
        ("In what year did it open?", "It opened in 1904.", False),
        ("What was the name of Orla?", "Orla was called Brook before.", False),
        ("Which supplier built the boats?", "Tamsin built them.", False),
        ("How many people work there?", "It has a staff of 36.", False),
        ("Does it carry dogs?", "It carries bicycles.", False),
    ],
)
def test_what_a_fact_is_asked_of_is_named_beside_it(question: str, text: str, lacks: bool) -> None:
    assert lacks_thing(question, told(text)) is lacks


def test_a_refusal_says_what_kind_of_thing_is_missing(bot: Bot) -> None:
    turn = bot.trace("What is the phone number of Tamsin?")
    assert turn.answer is not None
    assert turn.answer.status == "abstained"
    assert cause(turn) == "missing contact"


def test_what_a_contract_says_of_a_party_by_another_name_is_said_of_it(bot: Bot) -> None:
    answer = bot.ask("How much does Petrel pay a month?")
    assert answer.sentences[0].text == "The Tenant pays £900 a month."
    assert bot.names.opened_with(asked("Does Petrel pay?", "yes_no")) == {
        "lease": (Meant(frozenset({"petrel"}), "Tenant", others=frozenset({"Landlord"})),)
    }


def test_what_the_other_party_may_do_is_left_out_only_where_a_duty_or_right_is_asked_for(tmp_path: Path) -> None:
    lease = (
        "# Lease\n\nThe Tenant shall pay the rent on the first day. "
        "The Landlord may end this lease when the rent is fourteen days late.\n"
    )
    with bot_of(tmp_path, {"hire": lease}) as bot:
        late = {one.text for one in bot.ask("What happens if the Tenant pays the rent late?").sentences}
        duty = {one.text for one in bot.ask("When must the Tenant pay the rent?").sentences}
    assert any("fourteen days" in one for one in late)
    assert not any("fourteen days" in one for one in duty)


def test_what_a_contract_says_is_said_of_its_parties(bot: Bot) -> None:
    answer = bot.ask("How long does Orla have to pay the invoices of Tamsin?")
    assert answer.sentences[0].text == "Invoices are payable within 45 days."
    names = frozenset({"orla", "tamsin"})
    assert bot.names.opened_with(asked("Does Orla pay Tamsin?", "yes_no")) == {"contract": (Meant(names),)}


@pytest.mark.parametrize(
    "question",
    ["How are letters sent?", "Did Nordline pay Brook?", "Who is the buyer?", "Does Atlantis pay Orla?"],
)
def test_a_document_is_not_meant_by_its_common_words_or_by_one_name_of_several(bot: Bot, question: str) -> None:
    assert bot.names.opened_with(asked(question, "other")) == {}


def test_passages_of_the_document_that_is_meant_are_read_as_well(bot: Bot) -> None:
    opened = {"contract": (Meant(frozenset({"orla"})),)}
    found = bot.find_in(opened, "When does Orla end it?", ())
    assert {hit.passage.document_id for hit in found} == {"contract"}
    assert any("ninety days" in hit.passage.text for hit in found)
    assert bot.find_in(opened, "Orla?", ()) == []


def test_what_a_text_says_is_said_of_whom_its_first_sentence_tells(bot: Bot) -> None:
    assert bot.names.opened_with(bot.trace("What do the boats of Marrow earn?").query)
    assert "40 crowns" in " ".join(one.text for one in bot.ask("What do the boats of Marrow earn?").sentences)
