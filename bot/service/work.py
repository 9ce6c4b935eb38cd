"""What `ask` and `search` do with an open bot, told as JSON: the same here and in the process that serves the page."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.service.batch import line_id
from ingest import work as library_work
from ingest.errors import ShorewiseError
from ingest.progress import Progress

if TYPE_CHECKING:
    from bot.chain import Bot
    from bot.types import Hit


def ask(bot: "Bot", _progress: Progress, *, question: str, explain: bool, with_receipt: bool = False) -> dict[str, Any]:
    """Answer a question; `explanation` tells what each step found, `receipt` what it rests on, when that was wanted."""
    from bot.audit import gaps
    from bot.audit.explain import lines_of
    from bot.audit.receipt import receipt

    turn = bot.trace(question)
    gaps.note(bot, turn)
    assert turn.answer is not None
    said: dict[str, Any] = {"answer": turn.answer.model_dump(mode="json"), "explanation": None, "receipt": None}
    if explain or with_receipt:
        made = receipt(bot, turn)
        said["explanation"] = "\n".join(lines_of(made.answer, made.why)) if explain else None
        said["receipt"] = made.model_dump(mode="json") if with_receipt else None
    return said


def replay(bot: "Bot", _progress: Progress, *, receipt: Mapping[str, Any]) -> dict[str, Any]:
    """Ask the question of a receipt again; tells whether the answer is the same and what has changed."""
    from bot.audit.receipt import Receipt
    from bot.audit.reproduce import reproduce

    return reproduce(bot, Receipt.model_validate(receipt))


def calibrate(bot: "Bot", progress: Progress, *, questions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Ask questions whose answerability is known; gives how each was judged."""
    from bot.audit.calibrate import judge

    return judge(bot, questions, progress)


def ask_line(bot: "Bot", _progress: Progress, *, line: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a line of a batch: the last of its turns."""
    turns = line.get("turns")
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise ShorewiseError('"turns" must be a list of one or more texts.')
    answer = bot.ask(turns[-1], turns[:-1]).model_copy(update={"id": line_id(line)})
    return answer.model_dump(mode="json")


def search(bot: "Bot", _progress: Progress, *, query: str, k: int) -> list[dict[str, Any]]:
    """Give the passages nearest to some words for a person to read, each with its place."""
    return [{"score": hit.score, "place": hit.passage.place, "text": hit.passage.text} for hit in bot.search(query, k)]


def search_line(bot: "Bot", _progress: Progress, *, line: Mapping[str, Any], k: int) -> dict[str, Any]:
    """Search for the words of a line of a batch."""
    query, wanted = line.get("query"), line.get("k", k)
    if not isinstance(query, str):
        raise ShorewiseError('"query" must be a text.')
    if not isinstance(wanted, int) or isinstance(wanted, bool) or not 1 <= wanted <= 100:
        raise ShorewiseError('"k" must be a whole number from 1 to 100.')
    return {"id": line_id(line), "passages": [_passage(hit) for hit in bot.search(query, wanted)]}


WORKS = {work.__name__: work for work in (ask, ask_line, search, search_line, replay, calibrate)}


def carry_out(bot: "Bot", name: str, given: Mapping[str, Any], progress: Progress) -> Any:
    """Do any command that a shell may send, by its name."""
    if name in WORKS:
        return WORKS[name](bot, progress, **given)
    if name in library_work.WORKS:
        return library_work.WORKS[name](bot.store, progress, **given)
    raise ShorewiseError(f"There is no command {name!r}.")


def _passage(hit: "Hit") -> dict[str, Any]:
    passage = hit.passage
    return {
        "document_id": passage.document_id,
        "passage_id": passage.id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": hit.score,
        "dense": hit.dense,
        "bm25": hit.bm25,
        "section": " > ".join(passage.section) or None,
        "page": passage.page,
    }
