"""Answers to turns about the last answer: the same again, shorter, with its sources, or more on it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answer.compose import Draft
from bot.joined import joined, renumbered, shown_in
from bot.markup.markdown import to_markdown
from bot.talk import framed
from bot.turn import Turn
from bot.types import Citation, Sentence
from bot.understand.kinds import kind_of
from bot.understand.recall import Recall, recall_of
from bot.words.language import content_words

AS_TOLD = "I can only show the documents' own words, so here they are once more:"
SHORTEST = "This is as short as the documents say it:"
QUOTED_FROM = "The last answer is quoted from {}:"
OBJECTED = (
    "I can only show what the documents say; ask in other words if something else was meant. "
    "The last answer is quoted from {}:"
)
COUNTED = "The list has {} points; say which of them you mean."
NO_MORE = "The documents say no more on this than was quoted already."
_FROM = {"sources": QUOTED_FROM, "objection": OBJECTED}


def recalled(turn: Turn, run: Callable[[Turn], Turn]) -> Turn | None:
    """Answer a turn about the last answer that quoted documents; None when it is about anything else.

    `run` answers a turn that stands alone.
    """
    wanted = recall_of(turn.question)
    if not wanted:
        return None
    since = [(len(turn.history), wanted)]
    for at in range(len(turn.history) - 1, -1, -1):
        said = turn.history[at]
        if recall := recall_of(said):
            since.append((at, recall))
        elif kind_of(said) not in ("greeting", "about"):
            break
    else:
        return None
    base = run(Turn(said, turn.history[:at]))
    done = [base]
    for at, recall in reversed(since):
        if not _applies(recall, base):
            if recall is wanted:
                return None
            base = run(Turn(turn.history[at], turn.history[:at]))
            done = [base]
        elif base.answered:
            done.append(_retold(recall, base, done, run))
    last = done[-1]
    assert last.answer is not None
    return replace(
        last,
        question=turn.question,
        history=turn.history,
        query=replace(last.query, question=turn.question),
        answer=last.answer.model_copy(update={"question": turn.question}),
    )


def _applies(recall: Recall, base: Turn) -> bool:
    """Whether a turn can be about an answer: an item needs a list, an objection something quoted; "go on" may else
    mean a case that was talked about before."""
    if base.answer is None or base.answer.status not in ("answered", "partial", "abstained"):
        return False
    if recall.form == "item":
        return bool(_items(base))
    return base.answered or recall.form not in ("more", "objection")


def _retold(recall: Recall, base: Turn, done: Sequence[Turn], run: Callable[[Turn], Turn]) -> Turn:
    """Return what a turn gets; what it is about are the quotes shown last, a notice between them or not."""
    last = next(turn for turn in reversed(done) if _quotes(turn))
    if recall.form == "item":
        return _about_item(recall, base, run)
    if recall.form == "more":
        return _more(base, done, run)
    assert last.answer is not None
    if recall.form == "short":
        return _short(last, recall.figure)
    if recall.form in _FROM:
        return _showing(last, _quotes(last), _FROM[recall.form].format(_documents(last.answer.citations)))
    return _showing(last, _quotes(last), AS_TOLD) if recall.form == "other_form" else last


def _short(last: Turn, figure: bool) -> Turn:
    quotes = _quotes(last)
    if len(quotes) < 2 or _items(last) or any(one.cell for one in quotes):
        return _showing(last, quotes, SHORTEST)
    figures = [one for one in quotes if re.search(r"\d", one.text)] if figure or last.query.kind == "number" else []
    return _showing(last, (figures or quotes)[:1])


def _more(base: Turn, done: Sequence[Turn], run: Callable[[Turn], Turn]) -> Turn:
    """Return what further evidence tells on the question of an answer."""
    query = base.query
    about = (
        f"Tell me more about {query.subjects[0]}" if query.kind == "definition" and query.subjects else query.standalone
    )
    further = run(Turn(about, shown=shown_in(done)))
    return further if further.answered else _showing(base, [], NO_MORE)


def _about_item(recall: Recall, base: Turn, run: Callable[[Turn], Turn]) -> Turn:
    """Return the item of a list that is meant, and what else is said of it."""
    items = _items(base)
    if not -1 <= recall.at < len(items):
        return _showing(base, [], COUNTED.format(len(items)))
    item = items[recall.at]
    asked = recall.asked if content_words(recall.asked.replace("{}", "")) else "Tell me more about {}"
    further = run(Turn(asked.replace("{}", item.text.rstrip(" .;")), shown=shown_in([base])))
    alone = _asking(_showing(base, [item]), further.query.standalone)
    assert further.answer is not None
    repeats = any(one.text == item.text for one in further.answer.sentences)
    if repeats or not further.answered:
        return alone
    return _asking(joined(alone, [alone, further]), further.query.standalone)


def _asking(turn: Turn, standalone: str) -> Turn:
    """Return a turn that was searched for in other words."""
    assert turn.answer is not None
    return replace(
        turn,
        query=replace(turn.query, standalone=standalone),
        answer=turn.answer.model_copy(update={"standalone_question": standalone}),
    )


def _items(turn: Turn) -> list[Sentence]:
    return [turn.draft.sentences[at] for at in sorted(turn.draft.items)] if turn.draft else []


def _quotes(turn: Turn) -> list[Sentence]:
    assert turn.answer is not None
    return [one for one in turn.answer.sentences if one.citations]


def _showing(turn: Turn, quotes: Sequence[Sentence], said: str = "") -> Turn:
    """Return a turn that shows these of its sentences, with ours in front of them."""
    assert turn.answer is not None
    listed = [one.text for one in _items(turn)]
    frames = [framed(said)] if said else []
    sentences, citations = renumbered([*frames, *quotes], turn.answer.citations)
    items = frozenset(at for at, one in enumerate(sentences) if one.text in listed) if len(quotes) > 1 else frozenset()
    shown = {"sentences": sentences, "citations": citations, "markdown": to_markdown(sentences, citations, items)}
    draft = Draft(tuple(sentences), items)
    return replace(turn, draft=draft, answer=turn.answer.model_copy(update=shown))


def _documents(citations: Sequence[Citation]) -> str:
    places = dict.fromkeys((one.title, one.section) for one in citations)
    return "; ".join(f"“{title}”{f', section “{section}”' if section else ''}" for title, section in places)
