"""Reads a receipt, asks its question again and says whether the answer is the same, or what has changed."""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.audit.receipt import Grounds, Holding, Receipt, grounds
from bot.types import Answer
from ingest.errors import ShorewiseError

if TYPE_CHECKING:
    from bot.chain import Bot

LARGEST = 20_000_000
"""Bytes of a receipt; one of a library of 50,000 documents has about 6 million."""
SAME = "The same, byte for byte."
SAME_WORDS = "The answer is the same, word for word; what it rests on is not."
OTHER = "The answer is not the same."
_NO_REASON = (
    "Nothing that an answer rests on has changed since, so the receipt was altered after it was made, or this machine "
    "calculates otherwise."
)
_BY_MODEL = (
    "A language model words the answers, and it need not word them the same way twice; unset it to compare quotes."
)
_NAMED = 8  # documents named in a sentence


def read_receipt(path: Path) -> Receipt:
    """Read a receipt; raises ShorewiseError with one sentence for anything else."""
    advice = f"{path} is no receipt. Make one with `shorewise ask --receipt FILE`, or save it from the page"
    try:
        found = json.loads(_text(path))
    except (ValueError, RecursionError) as error:
        raise ShorewiseError(f"{advice}: it is not JSON.") from error
    if not isinstance(found, dict) or "receipt" not in found:
        raise ShorewiseError(f"{advice}.")
    if found["receipt"] != 1 or isinstance(found["receipt"], bool):
        raise ShorewiseError(f"{path} is a receipt of a form that this version of Shorewise does not read.")
    try:
        return Receipt.model_validate(found)
    except (ValidationError, RecursionError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else {"loc": ("receipt",), "msg": "too deep"}
        place = ".".join(str(part) for part in first["loc"])[:80]
        raise ShorewiseError(f"{path} is not a whole receipt: {place}: {first['msg'][:80]}.") from error


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise ShorewiseError(f"{path} is no file. Give the path of a receipt.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ShorewiseError(f"{path} cannot be read: {error.strerror}. Give the path of a receipt.") from error
    if len(data) > LARGEST:
        raise ShorewiseError(f"{path} is larger than {LARGEST // 1_000_000} MB, which no receipt is.")
    return data.decode("utf-8-sig")


def reproduce(bot: "Bot", receipt: Receipt) -> dict[str, Any]:
    """Ask again; gives `same` (the answer's words and sources), `exact` (all but its timings), and what changed.

    Raises QuestionError when the question cannot be taken any more.
    """
    before, now = receipt.answer, bot.ask(receipt.question, receipt.history)
    fields = list(_differing(before, now))
    exact, same = not fields, not set(fields) - {"corpus"}
    changed = list(changes(receipt.grounds, grounds(bot)))
    if not exact and not changed:
        changed = [_BY_MODEL if bot.speaker else _NO_REASON]
    return {
        "same": same,
        "exact": exact,
        "result": SAME if exact else SAME_WORDS if same else OTHER,
        "changed": changed,
        "fields": [field for field in fields if field != "corpus"],
        "difference": [] if same else _difference(before, now),
        "answer": now.model_dump(mode="json"),
    }


def _differing(before: Answer, now: Answer) -> Iterator[str]:
    """Give the fields in which two answers differ as written; how long they took is no part of an answer."""
    first, second = (answer.model_dump(mode="json", exclude={"timings_ms", "id"}) for answer in (before, now))
    for field in first:
        if json.dumps(first[field], ensure_ascii=True) != json.dumps(second[field], ensure_ascii=True):
            yield field


def _difference(before: Answer, now: Answer) -> list[str]:
    """Return the lines of the answer that went and came; without any, the fields that differ stand for them."""
    names = ("in the receipt", "now")
    lines = difflib.unified_diff(before.markdown.split("\n"), now.markdown.split("\n"), *names, n=0, lineterm="")
    return [line for line in lines if not line.startswith("@@") and line.strip("+- ")]


def changes(before: Grounds, now: Grounds) -> Iterator[str]:
    """Say in sentences what an answer rests on now that it did not rest on before."""
    yield from _library(before, now)
    for name, value in before.model.items():
        if now.model.get(name) != value:
            yield f"The embedding model's {name} was {value} and is {now.model.get(name)}."
    if before.rules.version != now.rules.version:
        yield f"The decision rules were version {before.rules.version} and are version {now.rules.version}."
    elif before.rules.sha256 != now.rules.sha256:
        yield f"The decision rules were changed within version {now.rules.version}."
    if before.calibration != now.calibration:
        yield "The calibration of when to answer has changed."
    for name in _unlike(before.settings, now.settings):
        was, now_is = before.settings.get(name), now.settings.get(name)
        yield f"The setting SHOREWISE_{name.upper()[:40]} was {_value(was)} and is {_value(now_is)}."
    for name in _unlike(before.versions, now.versions):
        if name == "code":
            yield "Shorewise's own code has changed."
        else:
            yield f"{name[:40]} was {before.versions.get(name, 'absent')} and is {now.versions.get(name, 'absent')}."


def _library(before: Grounds, now: Grounds) -> Iterator[str]:
    if before.documents is None or now.documents is None:
        return
    old = {held.document_id: held for held in before.documents}
    new = {held.document_id: held for held in now.documents}
    sets = (
        ("added to", [new[name] for name in new if name not in old]),
        ("removed from", [old[name] for name in old if name not in new]),
        ("changed in", [new[name] for name in new if name in old and old[name].digest != new[name].digest]),
    )
    for what, held in sets:
        if held:
            yield f"{_named(held)} {'was' if len(held) == 1 else 'were'} {what} the library."
    if before.passages != now.passages and not any(held for _, held in sets):
        yield "The documents are cut into passages in another way."


def _named(held: Sequence[Holding]) -> str:
    names = [f"“{one.title}” ({one.document_id})" for one in held[:_NAMED]]
    more = len(held) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _unlike(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]


def _value(value: object) -> str:
    return "not set" if value in (None, "") else str(value)
