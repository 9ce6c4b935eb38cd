"""What the suites of public questions share: a library of their paragraphs, the bot's steps on a question."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from eval.corpora import bot_on

if TYPE_CHECKING:
    from bot.chain import Bot, Turn

READ = 5
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Asked:
    """A public question, its paragraph, and the strings that answer it; without any it is unanswerable."""

    question: str
    title: str
    paragraph: str
    answers: tuple[str, ...]


@contextmanager
def library_of(paragraphs: Sequence[tuple[str, str]]) -> Iterator["Bot"]:
    """A bot on one Markdown file per title, its paragraphs in order, without the built-in documents."""
    by_title: dict[str, list[str]] = {}
    for title, paragraph in paragraphs:
        by_title.setdefault(title, []).append(flat(paragraph))
    with TemporaryDirectory(prefix="shorewise-bench-") as folder:
        files = []
        for number, (title, texts) in enumerate(by_title.items()):
            file = Path(folder) / f"{number:04d}.txt"
            file.write_text("\n\n".join([title, *texts]) + "\n", encoding="utf-8")
            files.append(file)
        with bot_on(Path(folder) / "home", files, builtin=False) as bot:
            yield bot


def half(titles: Sequence[str], split: str) -> set[str]:
    """The titles of a split: of the sorted titles, the 1st, 3rd, ... tune and the 2nd, 4th, ... report."""
    ordered = sorted(set(titles))
    return set(ordered if split == "all" else ordered[0::2] if split == "tune" else ordered[1::2])


def even(items: Sequence[Item], limit: int | None) -> list[Item]:
    """At most `limit` items, spread evenly over the given order."""
    if limit is None or limit >= len(items):
        return list(items)
    return [items[place * len(items) // limit] for place in range(limit)]


def found(bot: "Bot", question: str) -> "Turn":
    """Understand, retrieve and weigh, whatever kind the question is taken for."""
    from bot.chain import Turn

    return bot.weigh(bot.retrieve(bot.understand(Turn(question))))


def best_sentence(turn: "Turn", of: str | None = None) -> str:
    """The sentence the bot weighs highest, of a given paragraph only if there is one; empty for none."""
    for evidence in turn.match.evidence if turn.match else ():
        passage = evidence.hit.passage
        if of is None or same(passage.text, of):
            return passage.words_of(evidence.unit)
    return ""


def same(passage: str, paragraph: str) -> bool:
    """Whether a passage is the paragraph or a part of it, white space apart."""
    return bool(passage.strip()) and flat(passage) in flat(paragraph)


def holds(text: str, answers: Sequence[str]) -> bool:
    """Whether the text holds one of the answers, white space and case apart."""
    return any(flat(answer).lower() in flat(text).lower() for answer in answers)


def flat(text: str) -> str:
    return " ".join(text.split())
