"""The libraries Shorewise is asked about, each built in a temporary home."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from eval.questions import EVERYDAY, EVERYDAY_DOCUMENTS, OUTSIDE, QUESTIONS, STRANGE, STRANGE_DOCUMENTS

if TYPE_CHECKING:
    from bot.chain import Bot


BUILTIN = "SHOREWISE_BUILTIN"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A library to ask: the built-in documents or not, files beside them, and the questions it can answer."""

    name: str
    builtin: bool
    questions: Path
    holds: frozenset[str]
    files: tuple[Path, ...] = ()
    facts: Path | None = field(default=None)


def corpora(article: Path | None, facts: Path | None) -> dict[str, Corpus]:
    """The corpora that can be built; those of the starting article and of the facts need a path."""
    found = [
        Corpus("kb", True, QUESTIONS, frozenset({"kb", "both"})),
        Corpus("strange", False, STRANGE, frozenset({"strange"}), tuple(sorted(STRANGE_DOCUMENTS.iterdir()))),
        Corpus("outside", True, OUTSIDE, frozenset({"kb"})),
        Corpus("everyday", False, EVERYDAY, frozenset({"strange"}), tuple(sorted(EVERYDAY_DOCUMENTS.iterdir()))),
    ]
    if article:
        found.append(Corpus("article", False, QUESTIONS, frozenset({"article", "both"}), (article,)))
    if facts:
        found.append(Corpus("facts", False, QUESTIONS, frozenset({"kb"}), (), facts))
    if article and facts:
        everything = frozenset({"article", "both", "kb"})
        found.append(Corpus("article+facts", False, QUESTIONS, everything, (article,), facts))
    return {corpus.name: corpus for corpus in found}


@contextmanager
def opened(corpus: Corpus) -> Iterator["Bot"]:
    """A bot on a library of the corpus alone, in a temporary home that goes when the block ends."""
    with TemporaryDirectory(prefix="shorewise-eval-") as folder:
        files = list(corpus.files)
        if corpus.facts:
            written = Path(folder) / "facts.md"
            written.write_text(facts_markdown(corpus.facts), encoding="utf-8")
            files.append(written)
        with bot_on(Path(folder) / "home", files, corpus.builtin) as bot:
            yield bot


@contextmanager
def bot_on(home: Path, files: Sequence[Path], builtin: bool) -> Iterator["Bot"]:
    """A bot opened on a data folder into which the files were read before, as a person would do it."""
    from bot.chain import Bot

    before = os.environ.get(BUILTIN)
    os.environ[BUILTIN] = "1" if builtin else "0"
    try:
        with Bot.open(home) as bot:
            add(bot, files)
        with Bot.open(home) as bot:
            yield bot
    finally:
        os.environ.pop(BUILTIN)
        if before is not None:
            os.environ[BUILTIN] = before


def add(bot: "Bot", files: Sequence[Path]) -> None:
    """Read files into the bot's library; one that is refused ends the evaluation with its reason."""
    from ingest.sync import sync

    for outcome in sync(bot.store, files).files if files else ():
        if outcome.result == "refused":
            raise SystemExit(f"{outcome.path} was refused: {outcome.reason}")


def facts_markdown(path: Path) -> str:
    """Lines {"topic", "fact"} as one Markdown text: a heading for each topic, a paragraph for each fact."""
    topics: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            fact = json.loads(line)
            topics.setdefault(str(fact["topic"]).lstrip("0123456789. "), []).append(str(fact["fact"]))
    parts = [f"## {topic}\n\n" + "\n\n".join(facts) for topic, facts in topics.items()]
    return "# Facts about outsourcing and offshoring\n\n" + "\n\n".join(parts) + "\n"
