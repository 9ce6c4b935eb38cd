"""Front matter: the YAML block at the head of a Markdown file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

import yaml

from ingest.errors import ReadError
from ingest.read.clean import one_line
from ingest.types import Source
from kb.yamlfile import read_as_written, read_yaml

_FRONT = re.compile(r"---[ ]*\n(.*?)^(?:---|\.\.\.)[ ]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# What the reader takes for itself, and what only a web site needs.
_OWN = frozenset(["title", "id", "sources", "reviewed", "layout", "permalink", "slug", "draft", "weight"])
_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])
MOST_FIELDS, DEEPEST = 5_000, 8  # aliases can make millions of entries of a few lines
_KEY = re.compile(r"[\w-]+:(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Front:
    """What a file says about itself; all of it is optional. `fields` are the entries that only a person reads."""

    title: str | None = None
    document_id: str | None = None
    sources: tuple[Source, ...] = ()
    reviewed: str | None = None
    fields: tuple[str, ...] = ()


def split_front(text: str, name: str) -> tuple[Front, str]:
    """Separate the front matter from the body; raises ReadError when it is not valid YAML."""
    match = _FRONT.match(text)
    if match is None or not _begins_with_key(match.group(1)):
        return Front(), text
    try:
        data = read_yaml(match.group(1))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 2})" if mark else ""
        raise ReadError(f"The front matter of {name} is not valid YAML{line}. Correct or remove it.") from error
    if not isinstance(data, dict):
        return Front(), text
    front = Front(
        title=_scalar(data.get("title")),
        document_id=_scalar(data.get("id")),
        sources=_sources(data.get("sources"), name),
        reviewed=_scalar(data.get("reviewed")),
        fields=tuple(islice(_fields(match.group(1)), MOST_FIELDS)) if data.keys() - _OWN else (),
    )
    return front, text[match.end() :]


def _begins_with_key(block: str) -> bool:
    """Whether the first line that says anything is a `key:`; otherwise this is text between two rules."""
    lines = (line for line in block.split("\n") if line.strip() and not line.lstrip().startswith("#"))
    return _KEY.match(next(lines, "")) is not None


def _sources(value: Any, name: str) -> tuple[Source, ...]:
    entries = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(_source(entry, index, name) for index, entry in enumerate(entries, start=1))


def _source(entry: Any, index: int, name: str) -> Source:
    if not isinstance(entry, dict):
        text = _scalar(entry) or ""
        return Source(str(index), text, address=text if text.startswith(("http://", "https://")) else None)
    title = _scalar(entry.get("title"))
    if title is None:
        raise ReadError(f"Source {index} in the front matter of {name} has no title. Give it one.")
    return Source(
        key=_scalar(entry.get("key")) or str(index),
        title=title,
        address=_scalar(entry.get("address")),
        date=_scalar(entry.get("date")) or "n.d.",
        kind=_scalar(entry.get("kind")),
        read=_scalar(entry.get("read")),
    )


def _fields(block: str) -> Iterator[str]:
    """Yield the further entries as lines a person can read, values as they are written: "Opens: 10:30"."""
    for key, value in read_as_written(block).items():
        if key not in _OWN:
            yield from _told(_named(key), value)


def _told(name: str, value: Any, depth: int = 0) -> Iterator[str]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _told(f"{name}, {key}", inner, depth + 1)
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for item in value:
            yield from _told(name, item, depth + 1)
    else:
        text = ", ".join(value) if isinstance(value, list) else str(value)
        if text.strip() not in _NOTHING:
            yield f"{name}: {one_line(text)}"


def _named(key: Any) -> str:
    name = str(key).replace("_", " ").replace("-", " ").strip()
    return f"{name[:1].upper()}{name[1:]}"


def _scalar(value: Any) -> str | None:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value).strip() or None
    return None
