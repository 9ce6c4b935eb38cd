"""Laws and standards are told by what names them whole; another of the same kind is none of them."""

from pathlib import Path

import pytest
from shelf import bot_of

from bot.understand.laws import laws_in


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Are we certified to ISO 14001?", ["ISO 14001"]),
        ("Does NIS2 apply to SS2/21?", ["NIS2", "SS2/21"]),
        ("What does the EU Space Act say?", ["EU Space Act"]),
        ("Which Machinery Directive is it?", ["Machinery Directive"]),
        ("What does Regulation (EC) No 852/2004 require?", ["Regulation (EC) No 852/2004"]),
        ("What was the rate in FY 2024, EUR 200 or £3?", []),
        ("Who dealt with INC-0473?", []),
        ("What does the Act say?", []),
        ("What does the EU Regulation say?", []),  # any of them
    ],
)
def test_a_law_is_read_with_its_whole_name(question: str, named: list[str]) -> None:
    assert list(laws_in(question)) == named


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("Is ISO 27001 asked for?", "An ISO/IEC 27001 certificate is asked for.", True),
        ("Is ISO 2700 asked for?", "ISO 27001 is asked for.", False),
        ("What does the EU Space Act say?", "The Space Act bans debris.", True),
        ("What does the Space Act say?", "The Act on Outer Waters leaves space for debris.", False),
        ("What does the Data Act say?", "The Personal Data Protection Act is a law.", False),
        ("What does the Machinery Directive say?", "Directive 2006/42/EC on machinery sets limits.", True),
        ("What does the Working Time Directive say?", "The Working Time Regulations set limits.", False),
        ("What does the General Bee Care Act say?", "GBCA forbids smoke.", True),
        ("What does the BC Act say?", "The Bee Care Act forbids smoke.", True),
        ("What do the Hive Removal Regulations say?", "The Hive Removal (Care of Bees) Regulations 2006 apply.", True),
        ("What does Directive 2019/5 require?", "Directive (EU) 2019/5 requires a net.", True),
        ("What does Directive 2019/5 require?", "Directive (EU) 2018/5 requires a net.", False),
    ],
)
def test_a_text_tells_of_a_law_that_it_names_whole(question: str, text: str, told: bool) -> None:
    assert [bool(named.search(text)) for named in laws_in(question).values()] == [told]


def test_what_is_asked_of_a_law_that_nothing_names_is_refused_with_its_name(tmp_path: Path) -> None:
    text = (
        "# Ferry handbook\n\nThe Ferry Safety Act asks for a life belt for each guest. We are certified to ISO 22000.\n"
    )
    with bot_of(tmp_path / "home", {"ferry": text}) as bot:
        assert bot.ask("What does the Ferry Safety Act ask for?").status == "answered"
        assert bot.ask("Are we certified to ISO 22000?").status == "answered"
        for question, name in (
            ("What does the Ferry Data Act ask for?", "“Ferry Data Act”"),
            ("Are we certified to ISO 9001?", "“ISO 9001”"),
        ):
            answer = bot.ask(question)
            assert answer.status == "abstained"
            assert f"Nothing that was found speaks of {name}." in answer.markdown


@pytest.mark.parametrize("text", ["a-" * 2_000, "a " * 2_000, "a-a " * 1_000, "Aa " * 1_300, "A'" * 1_900])
def test_long_signs_without_end_are_searched(text: str) -> None:
    laws = laws_in("What does the AAAAAA Act say of the AAAA BBBB Directives?")
    assert len(laws) == 2
    for named in laws.values():
        named.search(text)  # in no time
    laws_in(text)


@pytest.mark.parametrize(
    "question", ["Is the pier OPEN 24/7?", "IS THE PIER OPEN 7 DAYS?", "What is the SALE 20 price?"]
)
def test_words_that_somebody_shouts_are_no_laws(question: str) -> None:
    assert laws_in(question) == {}


def test_a_law_of_initials_is_told_by_them_alone() -> None:
    named = laws_in("What does the TARP Regulation ask for?")["TARP Regulation"]
    assert named.search("TARP asks for a register of sails.")
    assert not named.search("The regulation asks for a register of sails.")
