"""A receipt reproduces its answer byte for byte, or tells what has changed since."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from shelf import SHELF, bot_of, made

from bot.audit import reproduce
from bot.audit.receipt import Receipt, grounds, receipt
from bot.audit.reproduce import OTHER, SAME, SAME_WORDS, changes, read_receipt
from bot.chain import Bot
from ingest.errors import ShorewiseError

QUESTIONS = [
    ("What is a tram?", ()),
    ("and its risks?", ("What is a tram?",)),
    ("Who is the president of Peru?", ()),
    ("Should we outsource our support?", ()),
    ("Hello", ()),
    ("Was ist eine Straßenbahn und wie fährt sie?", ()),
]


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home")) as bot:
        yield bot


def of(bot: Bot, question: str = "What is a tram?", history: tuple[str, ...] = ()) -> Receipt:
    return receipt(bot, bot.trace(question, history))


def kept(path: Path, found: Receipt | dict[str, Any]) -> Path:
    given = found.model_dump(mode="json") if isinstance(found, Receipt) else found
    path.write_text(json.dumps(given), "utf-8")
    return path


@pytest.mark.parametrize(("question", "history"), QUESTIONS)
def test_a_receipt_reproduces_its_answer(bot: Bot, tmp_path: Path, question: str, history: tuple[str, ...]) -> None:
    found = read_receipt(kept(tmp_path / "r.json", of(bot, question, history)))
    assert found.history == list(history)
    again = reproduce.reproduce(bot, found)
    assert again["result"] == SAME
    assert (again["same"], again["exact"], again["changed"], again["difference"]) == (True, True, [], [])


def test_a_receipt_holds_what_an_answer_rests_on(bot: Bot) -> None:
    found = of(bot)
    assert {one.document_id for one in found.grounds.documents or ()} == set(SHELF)
    assert found.grounds.settings["candidates"] == bot.settings.candidates
    assert {"shorewise", "code", "python", "numpy"} <= set(found.grounds.versions)
    assert found.grounds.rules.sha256 == bot.book.sha256
    assert {c.quote for c in found.answer.citations} <= {item.text for item in found.why.sentences}
    assert found.why.passages[0].dense_rank == 1


def test_a_change_of_the_library_is_told_by_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    with bot_of(tmp_path_factory.mktemp("home")) as bot:
        before = of(bot, "What is a hive?")
        bot.store.remove("museums")
        bot.store.put(*made("ferries", "---\nid: ferries\ntitle: Ferries\n---\nA ferry carries cars over water.\n"))
        again = reproduce.reproduce(bot, before)
        assert again["changed"] == [
            "“Ferries” (ferries) was added to the library.",
            "“Museums” (museums) was removed from the library.",
        ]
        assert again["same"] == (again["result"] == SAME_WORDS)
        trams = of(bot)
        bot.store.put(*made("trams", SHELF["trams"].replace("A tram is a rail vehicle", "A tram is a street vehicle")))
        again = reproduce.reproduce(bot, trams)
        assert again["result"] == OTHER
        assert again["changed"] == ["“Trams” (trams) was changed in the library."]
        assert any(line.startswith("-A tram is a rail vehicle") for line in again["difference"])
        assert any(line.startswith("+A tram is a street vehicle") for line in again["difference"])


def test_each_other_change_has_its_sentence(bot: Bot) -> None:
    now = grounds(bot)
    assert list(changes(now, now)) == []
    other = now.model_copy(
        update={
            "model": now.model | {"backend": "torch"},
            "rules": now.rules.model_copy(update={"version": "0.1"}),
            "calibration": "x",
            "settings": now.settings | {"contact": "Ann"},
            "versions": now.versions | {"code": "x", "numpy": "1.0"},
        }
    )
    text = "\n".join(changes(other, now))
    for said in (
        "The embedding model's backend was torch and is onnx.",
        "The decision rules were version 0.1 and are version",
        "The calibration of when to answer has changed.",
        "The setting SHOREWISE_CONTACT was Ann and is not set.",
        "Shorewise's own code has changed.",
        "numpy was 1.0 and is ",
    ):
        assert said in text
    assert "changed within version" in "\n".join(
        changes(now.model_copy(update={"rules": now.rules.model_copy(update={"sha256": "x"})}), now)
    )
    assert list(changes(now.model_copy(update={"passages": 1}), now)) == [
        "The documents are cut into passages in another way."
    ]


def test_an_altered_receipt_is_seen_through(bot: Bot) -> None:
    found = of(bot)
    forged = found.model_copy(update={"answer": found.answer.model_copy(update={"markdown": "Trams fly."})})
    again = reproduce.reproduce(bot, forged)
    assert not again["same"]
    assert again["fields"] == ["markdown"]
    assert "altered" in again["changed"][0]


def _wrong_form(given: dict[str, Any]) -> None:
    given["receipt"] = 2


def _wrong_part(given: dict[str, Any]) -> None:
    given["answer"]["sentences"] = "none"


def _unknown_part(given: dict[str, Any]) -> None:
    given["grounds"]["more"] = 1


@pytest.mark.parametrize(
    ("change", "said"),
    [(_wrong_form, "does not read"), (_wrong_part, "answer.sentences"), (_unknown_part, "grounds.more")],
)
def test_a_receipt_of_a_wrong_shape_gets_a_sentence(
    bot: Bot, tmp_path: Path, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    given = of(bot).model_dump(mode="json")
    change(given)
    with pytest.raises(ShorewiseError, match=said):
        read_receipt(kept(tmp_path / "r.json", given))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is not JSON"),
        (b"\x00\xff\xfe", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b'{"receipt": ' + b"1" * 10_000 + b"}", "it is not JSON"),
        (b"[]", "is no receipt"),
        (b'{"facts": {}}', "is no receipt"),
        (b'{"receipt": true}', "does not read"),
        (b'{"receipt": 1}', "not a whole receipt"),
        (b" " * (reproduce.LARGEST + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_receipt_gets_a_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "r.json"
    file.write_bytes(data)
    with pytest.raises(ShorewiseError, match=said) as raised:
        read_receipt(file)
    assert "\n" not in str(raised.value)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.json"):
        with pytest.raises(ShorewiseError, match=path.name):
            read_receipt(path)
