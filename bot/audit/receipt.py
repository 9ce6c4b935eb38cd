"""A receipt: an answer with everything it rests on, so that it can be reproduced or its change explained."""

import hashlib
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from weakref import WeakKeyDictionary

import bot
import ingest
import kb
from bot.audit.why import Why, why
from bot.evidence import enough
from bot.turn import Turn
from bot.types import Answer, Model
from ingest import model as published
from ingest.library import Library
from ingest.rows import digest

if TYPE_CHECKING:
    from bot.chain import Bot

SETTINGS = ("builtin", "candidates", "threshold", "contact", "max_question_chars", "model")
"""Those that can change an answer."""
PACKAGES = ("shorewise", "numpy", "onnxruntime", "torch", "tokenizers", "chromadb", "langchain-core")
"""Those whose version can change a number."""
CALCULATES = frozenset({".py", ".sql", ".yaml", ".npz", ".onnx"})
"""The kinds of Shorewise's own files that do."""
Short = str | int | float | bool | None


class Holding(Model):
    document_id: str
    title: str
    digest: str


class Rules(Model):
    version: int | str
    sha256: str


class Grounds(Model):
    """What an answer rests on besides the question; `documents` is None when the library changed meanwhile."""

    documents: list[Holding] | None
    passages: int
    model: dict[str, str]
    rules: Rules
    calibration: str
    settings: dict[str, Short]
    versions: dict[str, str]


class Receipt(Model):
    """`receipt` is the version of the form; `made` the time in UTC."""

    receipt: Literal[1] = 1
    made: str
    question: str
    history: list[str]
    answer: Answer
    why: Why
    grounds: Grounds


def receipt(bot: "Bot", turn: Turn) -> Receipt:
    """Return the receipt of a finished turn."""
    assert turn.answer is not None
    unchanged = turn.answer.corpus == bot.store.fingerprint()
    return Receipt(
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        question=turn.question,
        history=list(turn.history),
        answer=turn.answer,
        why=why(turn, bot.store.library.document_frequency, bot.settings.threshold),
        grounds=grounds(bot, unchanged),
    )


def grounds(bot: "Bot", with_documents: bool = True) -> Grounds:
    """Return what an answer given now rests on."""
    library, embedder = bot.store.library, bot.store.embedder
    given = bot.settings.model_dump(mode="json")
    return Grounds(
        documents=list(_documents(library)) if with_documents else None,
        passages=library.passage_count(),
        model={
            "name": embedder.name,
            "sha256": published.PUBLISHED["model.safetensors"],
            "backend": embedder.backend,
        },
        rules=Rules(version=bot.book.file.version, sha256=bot.book.sha256),
        calibration=_sha256([enough.CALIBRATION]),
        settings={name: given[name] for name in SETTINGS},
        versions=_versions(),
    )


_held: WeakKeyDictionary[Library, tuple[int, tuple[Holding, ...]]] = WeakKeyDictionary()


def _documents(library: Library) -> Sequence[Holding]:
    """Return all documents with the digests of what can be shown of them, read once after each change."""
    now = library.version()
    known = _held.get(library)
    if known is None or known[0] != now:
        held = tuple(Holding(document_id=d.id, title=d.title, digest=digest(d)[:16]) for d in library.documents())
        known = _held[library] = (now, held)
    return known[1]


@cache
def _versions() -> dict[str, str]:
    """Return the versions of what calculates, and a hash of Shorewise's own code, word lists and trained layers."""
    code = [path for package in (bot, ingest) for path in Path(str(package.__file__)).parent.rglob("*")]
    code = [path for path in code if path.suffix in CALCULATES and path != enough.CALIBRATION]
    found: dict[str, Any] = {"code": _sha256([*code, kb.GLOSSARY])[:16]}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found | {"python": platform.python_version(), "machine": f"{platform.system()} {platform.machine()}"}


def _sha256(paths: Sequence[Path]) -> str:
    """Return a hash of files and their names, whatever folder they lie in."""
    contents = sorted((path.parent.name, path.name, path.read_bytes()) for path in paths)
    whole = hashlib.sha256()
    for folder, name, data in contents:
        whole.update(f"{folder}/{name} {len(data)}\n".encode() + data)
    return whole.hexdigest()
