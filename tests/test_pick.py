"""What several documents say is shown once with all of them, and side by side where they differ."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shelf import assert_sourced, bot_of, by_id

from bot.answer.compose import DIFFER
from bot.chain import Bot

DOCUMENTS = {
    "north": "# North depot\n\nThe tram fare in the north of the city is 12 euros for a day.\n",
    "south": "# South depot\n\nThe tram fare in the north of the city is 15 euros for a day.\n",
    "wire": "# Wires\n\nA tram draws its power from one overhead wire of copper.\n",
    "power": "# Power\n\nA tram draws its power from one overhead wire of copper!\n",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home"), DOCUMENTS) as bot:
        yield bot


def test_documents_that_give_different_figures_are_shown_side_by_side(bot: Bot) -> None:
    answer = bot.ask("What is the tram fare in the north of the city?")
    assert answer.sentences[0].text == DIFFER
    shown = {citation.document_id: citation.quote for citation in answer.citations}
    assert "12 euros" in shown["north"]
    assert "15 euros" in shown["south"]


def test_other_figures_are_shown_beside_a_sentence_that_holds_every_word(tmp_path: Path) -> None:
    papers = {
        name: f"# {name.title()} paper\n\nThe harbour bridge cost {sum_} million pounds to build.\n"
        for name, sum_ in (("morning", 4), ("evening", 6))
    }
    with bot_of(tmp_path, papers) as bot:
        answer = bot.ask("How much did the harbour bridge cost to build?")
    assert answer.sentences[0].text == DIFFER
    assert {citation.document_id for citation in answer.citations} == set(papers)


def test_what_two_documents_say_alike_is_shown_once_with_both(bot: Bot) -> None:
    answer = bot.ask("Where does a tram draw its power from?")
    sentence = answer.sentences[0]
    assert [answer.citations[n - 1].document_id for n in sentence.citations] in (["wire", "power"], ["power", "wire"])
    assert answer.citations[sentence.citations[0] - 1].quote == sentence.text
    assert len([one for one in answer.sentences if "overhead wire" in one.text]) == 1
    assert_sourced(answer, by_id(bot.documents()))
