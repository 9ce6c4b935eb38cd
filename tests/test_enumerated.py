"""What a sentence counts comes with it: the list behind it, or the sentences that tell of one after the other."""

from collections.abc import Iterator

import pytest
from shelf import assert_sourced, bot_of, by_id, texts_of

from bot.chain import Bot
from ingest.announce import announces

LOFT = """# The sail loft

## Insurance

The cover of the loft rests on three promises.

1. Lamps stand on iron plates.
2. Tar is boiled outside.
3. The door is locked at dusk.

## Quarrels

The loft has two quarrels with the harbour. In one the harbour asks for the rent of March. It has sent two letters. In
the other the loft asks for a new gate. Rain fell until May.

## Ropes

Two ropes were tried. The white one is soft, but shrinks in rain. A tarred one costs twice as much. We bought neither.

## Knots

A knot for the loft is chosen in these steps:

1. Choose a bowline for kinds of knots that hold a load.
2. Choose a hitch for a post.

Knots of the loft are the bowline, the clove hitch, the reef knot and the sheet bend.

## Repairs

The sailmakers name some repairs of the year. Two of them cost most:

- new eyes for the mainsail
- a patch for the jib

## Dangers

G-01: Tar boils over when the fire is too hot.

G-02: Rats gnaw at the hemp in winter.

G-03: Boys climb in through the hatch.
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home"), {"loft": LOFT}) as bot:
        yield bot


def test_what_names_all_that_is_asked_for_comes_first(bot: Bot) -> None:
    assert texts_of(bot.ask("Which knots of the loft are there?"))[0].startswith("Knots of the loft are the bowline,")


def test_the_list_that_takes_a_sentence_up_comes_with_it(bot: Bot) -> None:
    assert texts_of(bot.ask("Which repairs of the year do the sailmakers name?"))[:4] == [
        "The sailmakers name some repairs of the year.",
        "Two of them cost most:",
        "new eyes for the mainsail",
        "a patch for the jib",
    ]


def test_a_list_follows_the_sentence_that_counts_it(bot: Bot) -> None:
    answer = bot.ask("What does the cover of the loft rest on?")
    assert texts_of(answer) == [
        "The cover of the loft rests on three promises.",
        "Lamps stand on iron plates.",
        "Tar is boiled outside.",
        "The door is locked at dusk.",
    ]
    assert_sourced(answer, by_id(bot.documents()))


def test_as_many_sentences_follow_one_that_says_only_how_many(bot: Bot) -> None:
    assert texts_of(bot.ask("Which ropes were tried at the loft?"))[:3] == [
        "Two ropes were tried.",
        "The white one is soft, but shrinks in rain.",
        "A tarred one costs twice as much.",
    ]


def test_sentences_that_tell_one_by_one_follow_the_one_that_counts_them(bot: Bot) -> None:
    answer = bot.ask("Which quarrels does the loft have with the harbour?")
    shown = texts_of(answer)
    assert shown[:4] == [
        "The loft has two quarrels with the harbour.",
        "In one the harbour asks for the rent of March.",
        "It has sent two letters.",
        "In the other the loft asks for a new gate.",
    ]
    assert "Rain fell until May." not in shown
    assert_sourced(answer, by_id(bot.documents()))


def test_coded_lines_are_shown_whole_and_one_of_them_by_its_code(bot: Bot) -> None:
    everything = texts_of(bot.ask("What are the dangers?"))
    assert [text[:4] for text in everything if text.startswith("G-0")] == ["G-01", "G-02", "G-03"]
    assert texts_of(bot.ask("What is danger G-02?")) == ["G-02: Rats gnaw at the hemp in winter."]


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("They need:", 2),
        ("The price rests on four old assumptions.", 4),
        ("Please bring these things to the loft.", 3),
        ("The following tools are lent.", 2),
        ("We lend several tools.", 5),
    ],
)
def test_a_sentence_that_counts_or_points_announces(sentence: str, items: int) -> None:
    assert announces(sentence, items)


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("The price rests on four assumptions.", 3),
        ("Cows need care.", 3),
        ("These rules were kept for years.", 3),
        ("It opened in 2004 with 3 ropes.", 4),
    ],
)
def test_other_sentences_announce_nothing(sentence: str, items: int) -> None:
    assert not announces(sentence, items)
