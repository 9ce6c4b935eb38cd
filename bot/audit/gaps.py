"""The questions that got no answer, kept in the data folder so that the missing documents can be found.

A list in a file of JSON lines that only its owner can read. It is kept by the process that answers a person; batches
and the evaluation keep none. It never changes an answer, and where it cannot be written there is none.
"""

import json
import logging
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from bot.audit.blame import cause
from bot.understand import forms
from bot.understand.needed import needed
from bot.words.language import subject_words
from ingest.errors import LibraryError

if TYPE_CHECKING:
    from bot.chain import Bot
    from bot.turn import Turn

FILE = "gaps.jsonl"
LOCK = "gaps.lock"
MOST = 500
"""Gaps kept; beyond that the one asked longest ago goes."""
LONGEST = 500
"""Characters of a question that are kept."""
_WAIT_S = 2.0
_GREETS = re.compile(
    r"\W*(?:hi|hello|hey|hiya|howdy|greetings|thanks|thank you|cheers|bye|good (?:morning|afternoon|evening|night))\b",
    re.IGNORECASE,
)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer; `first` and `last` are times in UTC, `count` how often it was asked.

    `kind` says what the refusal is due to: a name, year or figure that is missing, weak evidence, or an empty library.
    """

    question: str
    searched: str
    kind: str
    missing: list[str]
    nearest: list[str]
    needed: str
    first: str
    last: str
    count: int = 1


def note(bot: "Bot", turn: "Turn") -> None:
    """Keep a question that was refused; never fails."""
    if not bot.settings.gaps or not is_gap(turn):
        return
    try:
        _keep(bot.settings.home, _gap(turn, cause(turn)))
    except (OSError, Timeout, LibraryError, ValueError) as error:
        logger.warning("The list of unanswered questions could not be written: %s", error)


def is_gap(turn: "Turn") -> bool:
    """Tell whether a document could have answered: not for small talk, another language, or no subject at all."""
    refused = turn.answer is not None and turn.answer.status == "abstained"
    return refused and not turn.language and not _is_chat(turn.question) and bool(subject_words(turn.query.standalone))


def _is_chat(question: str) -> bool:
    """Tell whether a message asks how somebody is, or greets and asks nothing."""
    greets = bool(_GREETS.match(question)) and "?" not in question
    return bool(forms.HOW_ARE_YOU.search(question.lower())) or greets


def read(home: Path) -> list[Gap]:
    """Give the gaps, the most often asked first; raises LibraryError when the file cannot be read."""
    return sorted(_read(home / FILE), key=lambda gap: (-gap.count, gap.last, gap.searched))


def clear(home: Path) -> int:
    """Forget all gaps; tells how many there were."""
    if not (home / FILE).exists():
        return 0
    try:
        with FileLock(home / LOCK, timeout=_WAIT_S):
            count = len(_read(home / FILE))
            (home / FILE).unlink(missing_ok=True)
    except (OSError, Timeout) as error:
        raise LibraryError(f"{home / FILE} cannot be removed: {error}. Allow it and try again.") from error
    return count


def _gap(turn: "Turn", kind: str) -> Gap:
    assert turn.answer is not None
    now = datetime.now(UTC).isoformat(timespec="seconds")
    refusal = turn.answer.refusal
    return Gap(
        question=turn.question[:LONGEST],
        searched=turn.query.standalone[:LONGEST],
        kind=kind,
        missing=[word[:LONGEST] for word in turn.verdict.unmatched[:10]],
        nearest=list(refusal.covered) if refusal else [],
        needed=needed(turn.query, turn.verdict.unmatched)[:LONGEST],
        first=now,
        last=now,
    )


def _keep(home: Path, gap: Gap) -> None:
    with FileLock(home / LOCK, timeout=_WAIT_S):
        kept = {_key(old): old for old in _read(home / FILE)}
        before = kept.pop(_key(gap), None)
        if before:
            gap = replace(gap, first=before.first, count=before.count + 1)
        kept[_key(gap)] = gap  # at the end: the file stands in the order in which they were last asked
        _write(home / FILE, list(kept.values())[-MOST:])


def _key(gap: Gap) -> str:
    return " ".join(gap.searched.casefold().split()).rstrip("?!. ")


def _read(path: Path) -> list[Gap]:
    try:
        lines = path.read_text("utf-8", "replace").split("\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LibraryError(f"{path} cannot be read: {error.strerror or error}. Allow it and try again.") from error
    return [gap for line in lines if (gap := _parsed(line))]


def _parsed(line: str) -> Gap | None:
    """Return the gap of a line; None for one that was cut off or changed by hand."""
    try:
        gap = Gap(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (gap.question, gap.searched, gap.kind, gap.needed, gap.first, gap.last)
    lists = (gap.missing, gap.nearest)
    whole = all(isinstance(text, str) for text in texts) and isinstance(gap.count, int)
    return gap if whole and all(isinstance(found, list) for found in lists) else None


def _write(path: Path, gaps: Sequence[Gap]) -> None:
    """Replace the file, whole or not at all, readable by its owner alone."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    try:
        draft.touch(mode=0o600)
        draft.write_text("".join(json.dumps(asdict(gap)) + "\n" for gap in gaps), "utf-8")
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
