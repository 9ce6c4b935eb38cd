"""A thing that no document holds is met by the sort it is of."""

from collections.abc import Iterator

import pytest
from shelf import bot_of, texts_of

from bot.chain import Bot
from bot.words.language import stem
from bot.words.sorts import SORTS, sorts, sorts_of
from kb.yamlfile import read_yaml

PIER = """# Rules of the pier

Pets travel on deck only and pay nothing. Food may not be eaten below deck. Furniture is carried on Mondays.

Vegetables are sold on the quay until noon. Musical instruments are insured by their owners.
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home"), {"pier": PIER}) as bot:
        yield bot


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Can I eat a sandwich below deck?", "Food may not be eaten below deck."),
        ("On which day do you carry a sofa?", "Furniture is carried on Mondays."),
        ("Who insures my cello?", "Musical instruments are insured by their owners."),
    ],
)
def test_a_rule_on_a_sort_answers_for_a_thing_of_it(bot: Bot, question: str, told: str) -> None:
    answer = bot.ask(question)
    assert answer.status == "answered"
    assert texts_of(answer)[0] == told


def test_a_thing_of_another_sort_is_still_refused(bot: Bot) -> None:
    assert bot.ask("Who insures my lorry?").status == "abstained"


def test_what_is_named_with_its_sort_is_told_from_others_of_it() -> None:
    oak = stem("oak")
    assert frozenset({stem("tree")}) in sorts_of([oak], frozenset({oak}))[oak]
    assert frozenset({stem("tree")}) not in sorts_of([oak], frozenset({oak, stem("tree")})).get(oak, frozenset())


def test_sorts_are_found_two_steps_up() -> None:
    assert {frozenset({stem(name)}) for name in ("dog", "pet", "animal")} <= sorts()[stem("poodle")]


def test_no_sort_is_its_own_thing_and_all_are_words() -> None:
    for names, members in read_yaml(SORTS.read_text("utf-8")).items():
        assert names.split("|")[0] not in members
        assert all(isinstance(one, str) and one == one.lower().strip() and " " not in one for one in members), names
