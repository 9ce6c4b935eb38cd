"""Reads the facts of a decision back: from JSON, or from a memo in any format it is written in."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.memo.blocks import DATA_KEY
from bot.memo.files import DATA_ID
from bot.memo.word import facts_in_word
from bot.rules.book import RuleBook
from bot.types import Decision, Reading
from ingest.errors import FactsError

LARGEST = 5_000_000
"""Bytes of a facts file or memo."""
_IN_MARKDOWN = re.compile(r"^```json\n(\{.*\})\n```", re.MULTILINE)
_IN_HTML = re.compile(rf'<pre id="{DATA_ID}">([^<]*)</pre>')


@dataclass(frozen=True, slots=True)
class Given:
    """What a file says: facts, or parts with a name and facts each; a memo also has readings and what it decided."""

    facts: dict[str, Any]
    parts: tuple[tuple[str, dict[str, Any]], ...] = ()
    read: tuple[Reading, ...] = ()
    memo: dict[str, Any] | None = None


def read_given(path: Path) -> Given:
    """Read a facts file or a memo; raises FactsError, in one sentence, for what is neither."""
    try:
        if path.stat().st_size > LARGEST:
            raise FactsError(f"{path} has more than {LARGEST:,} bytes. Give a facts file or a memo.")
        data = path.read_bytes()
    except OSError as error:
        raise FactsError(f"{path} cannot be read: {error.strerror}. Give the path of a facts file or memo.") from error
    return given(data, str(path))


def given(data: bytes, name: str) -> Given:
    """Read the bytes of a facts file or memo; `name` is said in errors."""
    if data.startswith(b"PK"):
        return _memo(facts_in_word(data, name), name)
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise FactsError(f"{name} is not UTF-8 text. Save the file as UTF-8 and try again.") from error
    # Every sign of markup in a memo's text is escaped, so that only the block itself can match; it stands last.
    blocks = _IN_MARKDOWN.findall(text) or [html.unescape(found) for found in _IN_HTML.findall(text)]
    if blocks:
        return _memo(blocks[-1], name)
    if text.lstrip().startswith(("#", "<")):
        raise FactsError(f"{name} holds no facts of a Shorewise memo. Give the memo as it was written, or a JSON file.")
    return _facts(_object(text, name), name)


def note(read: Given, decision: Decision, book: RuleBook) -> str | None:
    """Say whether the rules have changed since a memo was written, and whether that changes its result."""
    if read.memo is None:
        return None
    rules = read.memo.get("rules")
    before = rules if isinstance(rules, dict) else {}
    said = (read.memo.get("status"), read.memo.get("outcome"))
    same = said == (decision.status, decision.outcome)
    if before.get("sha256") == book.sha256:
        return None if same else "The facts in the memo have been edited: the result differs from the one it states."
    version = str(before.get("version"))[:40]
    result = "the result is the same" if same else f"the memo said {said[1] or said[0]!r}, which is no longer so"
    versions = f"version {version} then, {book.file.version} now"
    return f"The rules have changed since the memo was written ({versions}); {result}."


def _facts(found: Mapping[str, Any], name: str) -> Given:
    if "parts" not in found or not isinstance(found["parts"], list):
        return Given(dict(found))
    if set(found) != {"parts"}:
        raise FactsError(f'{name}: beside "parts" nothing else can stand, not {", ".join(set(found) - {"parts"})!r}.')
    parts = []
    for part in found["parts"]:
        right = isinstance(part, dict) and set(part) == {"name", "facts"}
        if not right or not isinstance(part["name"], str) or not isinstance(part["facts"], dict):
            raise FactsError(f'{name}: each part must be {{"name": "...", "facts": {{...}}}}.')
        parts.append((part["name"], part["facts"]))
    return Given({}, tuple(parts))


def _memo(line: str, name: str) -> Given:
    found = _object(line, name)
    facts = found.get("facts")
    if found.get(DATA_KEY) != 1 or not isinstance(facts, dict):
        raise FactsError(f"{name} holds no facts of a Shorewise memo. Give the memo as it was written, or a JSON file.")
    try:
        read = tuple(Reading.model_validate(one) for one in found.get("read") or ())
    except (ValidationError, TypeError) as error:
        raise FactsError(f"{name}: what the memo read from the words is damaged. Take that list out of it.") from error
    kept = tuple(one for one in read if facts.get(one.fact) == one.value)
    return Given(facts, read=kept, memo=found)


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FactsError(f"{name} is not JSON: {error}. Correct it and try again.") from error
    if not isinstance(found, dict):
        raise FactsError(f'{name} must hold a JSON object, such as {{"horizon": "short"}}.')
    return found
