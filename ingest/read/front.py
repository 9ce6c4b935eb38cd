"""Front matter: the YAML block at the head of a Markdown file."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml

from ingest.errors import ReadError
from ingest.types import Source
from kb.yamlfile import read_yaml

_FRONT = re.compile(r"---[ ]*\n(.*?)^(?:---|\.\.\.)[ ]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# What the reader takes for itself, and what only a web site needs.
_OWN = frozenset(["title", "id", "sources", "reviewed", "layout", "permalink", "slug", "draft", "weight"])
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
        fields=tuple(_field(key, value) for key, value in data.items() if key not in _OWN and _told(value)),
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


def _field(key: Any, value: Any) -> str:
    """Return a further entry as a line a person can read: "Started: 2023-11-08"."""
    name = str(key).replace("_", " ").replace("-", " ").strip()
    return f"{name[:1].upper()}{name[1:]}: {_told(value)}"


def _told(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(text for item in values if (text := _scalar(item)))


def _scalar(value: Any) -> str | None:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value).strip() or None
    return None
