"""What a text calls the parties it names at first, and what is then said of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shelf import asked, bot_of, texts_of

from bot.chain import Bot
from bot.understand.parties import Meant, parties_of

DOCUMENTS = {
    "catering": (
        "# Catering agreement\n\n"
        'between Larkhill Trust (hereinafter "the Client") and Sable Kitchens Ltd, a company registered in Wales '
        "(the “Caterer”)\n\n"
        "The Client pays each bill within 20 days.\n\nThe Caterer may end this by a letter ninety days ahead.\n\n"
        "The Client may end this by a letter ten days ahead.\n\nThe keys stay at the gate.\n"
    ),
    "offer": (
        "# Offer for meals\n\nSubmitted by Sable Kitchens Ltd to Larkhill Trust.\n\n"
        "We cook at noon. Our cooks are trained. We bring plates.\n\nThe tasting costs £75.\n"
    ),
    "visit": "# Visit: Sable\n\nPrepared by Quern Consulting.\n\nWe ate. We saw Sable. Our test of Sable was short.\n",
    "notes": "# Notes\n\nSable opened a kitchen in May. The caterer of the fair may leave at any hour.\n",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home"), DOCUMENTS) as bot:
        yield bot


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Brook Ltd ("the Supplier") acts. The Supplier pays.', {"brook": "Supplier"}),
        ('Brook Ltd. (hereinafter referred to as "Supplier") acts. Supplier pays.', {"brook": "Supplier"}),
        ("Brook (the Supplier) acts. The Supplier pays.", {"brook": "Supplier"}),
        ("Brook Ltd, hereinafter the Supplier, acts. The Supplier pays.", {"brook": "Supplier"}),
        ("Brook Ltd, of 4 Quay Road (number 12) (“the Supplier”). The Supplier pays.", {"brook": "Supplier"}),
        ('"Supplier" means Brook Ltd. The Supplier pays.', {"brook": "Supplier"}),
        ("The Tenant: Brook Ltd\nRent: £9\nThe Tenant pays.", {"brook": "Tenant"}),
        ('Brook Ltd ("the supplier") acts, and the supplier pays.', {"brook": "supplier"}),
        ("Brook Services (“BKS”) acts. BKS pays.", {"brook": "BKS"}),
        ('Brook Ltd ("the Supplier") acts.', {}),
        ("What is a harbour management plan (HMP)? The HMP is short. The HMP is old. An HMP is dear.", {}),
        ("Cebu (Philippines) is large. Philippines: islands.", {}),
        ("Status: draft\nOwner: nobody\nThe status changes.", {}),
    ],
)
def test_a_text_calls_its_parties_as_it_says_it_will(text: str, found: dict[str, str]) -> None:
    assert {word: party.called for party in parties_of(text) for word in party.telling} == found


def test_what_a_contract_says_of_a_role_is_said_of_the_party_there_and_nowhere_else(bot: Bot) -> None:
    opened = bot.names.opened_with(asked("When may Sable end it?", "other"))
    assert opened["catering"] == (Meant(frozenset({"sabl"}), "Caterer", others=frozenset({"Client"})),)
    assert "notes" not in opened
    first = bot.ask("By what letter may Sable end the agreement?").sentences[0]
    assert first.text == "The Caterer may end this by a letter ninety days ahead."


def test_what_a_contract_says_of_one_of_two_parties_asked_about_concerns_both(bot: Bot) -> None:
    answer = bot.ask("How long does Larkhill have to pay a bill of Sable?")
    assert answer.sentences[0].text == "The Client pays each bill within 20 days."


def test_what_a_firm_writes_of_itself_is_said_of_it_but_not_its_report_on_another(bot: Bot) -> None:
    assert bot.ask("How much does Sable charge for the tasting?").sentences[0].text == "The tasting costs £75."
    assert not parties_of(DOCUMENTS["visit"])


def test_a_party_is_not_told_of_what_its_contract_does_not_tell(bot: Bot) -> None:
    assert bot.ask("How many people does Sable employ?").status == "abstained"
    assert bot.ask("What fine does Sable pay?").status == "abstained"


def test_what_another_party_has_to_do_is_left_out(tmp_path: Path) -> None:
    told = (
        "# Hire of a barge\n\n## Care\n\nThe Owner paints the hull each spring. The Hirer cleans the deck each week.\n"
    )
    with bot_of(tmp_path, {"barge": told}) as bot:
        assert texts_of(bot.ask("What does the Hirer have to do each week?")) == [
            "The Hirer cleans the deck each week."
        ]
