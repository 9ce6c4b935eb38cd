"""A language model may word an answer; it sources nothing, decides nothing, and its failure costs no answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from served import complaint, shell
from shelf import bot_of
from talker import Say, Talker, talker

from bot.audit.receipt import Receipt, receipt
from bot.audit.reproduce import reproduce
from bot.chain import Bot
from bot.settings import BotSettings
from bot.talk import BY_A_MODEL
from bot.types import Answer, Sentence
from bot.wording.model import Speaker, open_speaker
from bot.wording.prompts import SYSTEM
from bot.wording.worded import BY_MODEL, wordings
from ingest.errors import SettingsError, ShorewiseError

NAME = "openai:talker"
TRAM = "What is a tram?"
FIRST = "A tram is a rail vehicle that runs on tracks along public streets."
SHORT = "Tram is rail vehicle that runs on tracks along public streets"


@contextmanager
def talking(home: Path, say: Say, status: int = 200) -> Iterator[tuple[Bot, Talker]]:
    with talker(say, status) as heard, bot_of(home, model=NAME, model_url=heard.url) as bot:
        yield bot, heard


@pytest.fixture(scope="module")
def quoting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("quoting")) as bot:
        yield bot


def shown(answer: Answer) -> list[Sentence]:
    return [one for one in answer.sentences if one.role != "frame"]


def shortened(quotes: dict[int, str]) -> str:
    return "\n".join(f"- {SHORT if quote == FIRST else quote} [{n}]." for n, quote in quotes.items())


def test_what_the_quotes_back_is_shown_as_prose_and_the_rest_is_quoted(tmp_path: Path, quoting: Bot) -> None:
    plain = quoting.ask(TRAM)
    with talking(tmp_path, shortened) as (bot, heard):
        answer = bot.ask(TRAM)
    assert next(one.text for one in shown(answer)) == f"{SHORT}."
    assert [one.role for one in shown(answer)] == ["prose", *(None for _ in shown(plain)[1:])]
    assert (answer.citations, answer.status, answer.kind) == (plain.citations, plain.status, plain.kind)
    assert answer.sentences[-1].text == BY_MODEL.format(NAME)
    assert f"“{FIRST}”" in answer.markdown
    assert [message["role"] for message in heard.heard[0]["messages"]] == ["system", "user"]
    assert heard.heard[0]["messages"][0]["content"] == SYSTEM


@pytest.mark.parametrize(
    "said",
    [
        "A tram is a rail vehicle that always costs 40 million euros. [1]",
        "A tram is not a rail vehicle that runs on tracks along public streets. [1]",
        "A tram is a rail vehicle. Visit https://evil.example [1]",
        "<script>alert(1)</script> [1]",
        "A tram is a rail vehicle that runs on tracks along public streets. [77]",
        "A tram is a rail vehicle that runs on tracks along public streets.",
        "[1]",
        "",
        "I cannot help with that.",
        "[1] [1] [1]\n" * 2_000,
        " " * 8_000,
        "tram " * 1_600,
        "€" * 8_000,
        "<think>A tram is a rail vehicle that runs on tracks [1]",
    ],
)
def test_an_invention_is_dropped_and_the_quotes_stand(tmp_path: Path, quoting: Bot, said: str) -> None:
    plain = quoting.ask(TRAM)
    with talking(tmp_path, lambda _: said) as (bot, _):
        answer = bot.ask(TRAM)
    assert (answer.sentences, answer.markdown) == (plain.sentences, plain.markdown)


def test_a_failing_model_costs_no_answer_and_is_named(tmp_path: Path, quoting: Bot) -> None:
    with talking(tmp_path, lambda _: "", status=500) as (bot, _):
        answer = bot.ask(TRAM)
    assert shown(answer) == shown(quoting.ask(TRAM))
    assert f"{NAME} could not be asked" in answer.sentences[-1].text


def test_nobody_at_the_address_costs_no_answer(tmp_path: Path, quoting: Bot) -> None:
    with bot_of(tmp_path, model=NAME, model_url="http://127.0.0.1:9/v1") as bot:
        answer = bot.ask(TRAM)
    assert shown(answer) == shown(quoting.ask(TRAM))
    assert "could not be asked" in answer.sentences[-1].text


def test_a_model_that_never_ends_is_left() -> None:
    def slow(_: dict[int, str]) -> str:
        import time

        time.sleep(3)
        return ""

    with talker(slow) as heard:
        opened = open_speaker(BotSettings.load(model=NAME, model_url=heard.url))
        assert opened is not None
        hurried = Speaker(NAME, opened._model, time_s=0.2)
        with pytest.raises(ShorewiseError, match=r"openai:talker gave no answer within 0\.2 seconds"):
            hurried.say([("human", "hello")])


@pytest.mark.parametrize(
    "question",
    [
        "What are the advantages of trams?",
        "Compare trams and trolleybuses",
        "How do I bake sourdough bread?",
        "hello",
        "Should we outsource our payroll? It is not core and we lack the skills.",
        "¿Qué es un tranvía?",
    ],
)
def test_lists_tables_refusals_talk_and_decisions_are_no_matter_for_a_model(
    tmp_path: Path, quoting: Bot, question: str
) -> None:
    with talking(tmp_path, lambda quotes: "\n".join(f"Trams are best. [{n}]" for n in quotes)) as (bot, _):
        answer = bot.ask(question)
    plain = quoting.ask(question)
    assert answer.recommendation == plain.recommendation
    assert answer.sentences == plain.sentences


def test_a_bot_with_a_model_says_so(tmp_path: Path) -> None:
    with talking(tmp_path, lambda _: "") as (bot, heard):
        assert bot.ask("What are you?").sentences[0].text == BY_A_MODEL.format(NAME)
    assert heard.heard == []


def test_what_a_model_gave_is_explained_and_stands_in_the_receipt(tmp_path: Path) -> None:
    with talking(tmp_path, lambda _: f"{SHORT} [1]\nTrams are best [1]") as (bot, _):
        turn = bot.trace(TRAM)
        kept = receipt(bot, turn)
    assert [(one.text, one.dropped) for one in turn.wordings] == [
        (f"{SHORT}.", None),
        ("Trams are best.", "“trams” is not in the quote"),
    ]
    assert kept.why.wordings == turn.wordings
    assert kept.grounds.settings["model"] == NAME
    assert Receipt.model_validate(json.loads(kept.model_dump_json())).answer == kept.answer


def test_replaying_says_that_a_model_words_as_it_likes(tmp_path: Path) -> None:
    given = iter([f"{SHORT} [1]", "nothing"])
    with talking(tmp_path, lambda _: next(given)) as (bot, _):
        told = reproduce(bot, receipt(bot, bot.trace(TRAM)))
    assert not told["same"]
    assert told["changed"] == [
        "A language model words the answers, and it need not word them the same way twice; unset it to compare quotes."
    ]


def test_a_text_is_read_sentence_by_sentence() -> None:
    quotes = {1: ["Bees make honey."], 2: ["Bees make wax.", "Wax is made by bees."]}
    read = list(wordings("1. Bees make honey [1] Bees make wax [2]\n* Bees, make honey [2][1]", quotes))
    assert [(one.n, one.text) for one in read] == [
        (1, "Bees make honey."),
        (2, "Bees make wax."),
        (2, "Bees, make honey."),
    ]
    assert next(one.dropped for one in read) == "it is the quote itself"
    assert all(one.dropped for one in read[1:])


@pytest.mark.parametrize(
    ("name", "reason"),
    [("nobody:x", "nobody"), ("anthropic:x", "langchain-anthropic"), ("gpt", "SHOREWISE_MODEL: ")],
)
def test_a_model_that_cannot_be_had_is_named_in_a_sentence(name: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        open_speaker(BotSettings.load(model=name))


def test_a_model_without_its_key_is_named_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match=r"openai:x cannot be used: .*OPENAI_API_KEY"):
        open_speaker(BotSettings.load(model="openai:x"))


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOREWISE_MODEL", "")
    monkeypatch.setenv("SHOREWISE_MODEL_URL", "")
    assert open_speaker(BotSettings.load()) is None


def test_the_command_takes_a_model_from_the_environment(tmp_path: Path) -> None:
    text = tmp_path / "bees.md"
    text.write_text("# Bees\n\nIn summer, a bee is an insect that makes honey.\n", "utf-8")
    shell(tmp_path / "home", "ingest", str(text))
    said = "A bee is an insect that makes honey in summer [1]"
    command = ("ask", "What is a bee?", "--json")
    with talker(lambda _: said) as heard:
        given = shell(tmp_path / "home", *command, SHOREWISE_MODEL=NAME, SHOREWISE_MODEL_URL=heard.url)
    answer = json.loads(given)
    assert answer["sentences"][0] == {
        "text": "A bee is an insect that makes honey in summer.", "citations": [1], "role": "prose", "cell": None,
    }  # fmt: skip
    assert "needs a package of its own" in complaint(tmp_path / "home", *command, SHOREWISE_MODEL="groq:x")
