"""Answers to turns about the last answer: the same again, shorter, with its sources, or more on it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.joined import joined, renumbered, shown_in
from bot.kinds import kind_of
from bot.language import content_words
from bot.markdown import to_markdown
from bot.recall import Recall, recall_of
from bot.talk import framed
from bot.turn import Turn
from bot.types import Citation, Sentence

AS_TOLD = "I can only show the documents' own words, so here they are once more:"
SHORTEST = "This is as short as the documents say it:"
QUOTED_FROM = "The last answer is quoted from {}:"
COUNTED = "The list has {} points; say which of them you mean."
NO_MORE = "The documents say no more on this than was quoted already."


def recalled(turn: Turn, run: Callable[[Turn], Turn]) -> Turn | None:
    """Answer a turn about the last answer that quoted documents; None when it is about anything else.

    `run` answers a turn that stands alone.
    """
    wanted = recall_of(turn.question)
    if not wanted:
        return None
    between = [wanted]
    for at in range(len(turn.history) - 1, -1, -1):
        said = turn.history[at]
        if recall := recall_of(said):
            between.append(recall)
        elif kind_of(said) not in ("greeting", "about"):
            break
    else:
        return None
    base = run(Turn(said, turn.history[:at]))
    if base.answer is None or base.answer.status not in ("answered", "partial", "abstained"):
        return None
    if wanted.form == "item" and not _items(base):
        return None
    if wanted.form == "more" and not base.answered:  # "go on" may mean a case that was talked about before
        return None
    done = [base]
    if base.answered:
        for recall in reversed(between):
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


def _retold(recall: Recall, base: Turn, done: Sequence[Turn], run: Callable[[Turn], Turn]) -> Turn:
    last = done[-1]
    if recall.form == "item":
        return _about_item(recall, base, run)
    if recall.form == "more":
        return _more(base, done, run)
    assert last.answer is not None
    sentences = last.answer.sentences
    if recall.form == "short":
        return _short(last, recall.figure)
    if recall.form == "sources":
        return _showing(last, [framed(QUOTED_FROM.format(_documents(last.answer.citations))), *sentences], 1)
    return _showing(last, [framed(AS_TOLD), *sentences], 1) if recall.form == "other_form" else last


def _short(last: Turn, figure: bool) -> Turn:
    assert last.answer is not None
    sentences = last.answer.sentences
    quotes = [one for one in sentences if one.citations]
    if len(quotes) < 2 or _items(last) or any(one.cell for one in quotes):
        return _showing(last, [framed(SHORTEST), *sentences], 1)
    figures = [one for one in quotes if re.search(r"\d", one.text)] if figure or last.query.kind == "number" else []
    return _showing(last, (figures or quotes)[:1], None)


def _more(base: Turn, done: Sequence[Turn], run: Callable[[Turn], Turn]) -> Turn:
    """Return what further evidence tells on the question of an answer."""
    query = base.query
    about = (
        f"Tell me more about {query.subjects[0]}" if query.kind == "definition" and query.subjects else query.standalone
    )
    further = run(Turn(about, shown=shown_in(done)))
    return further if further.answered else _showing(base, [framed(NO_MORE)], None)


def _about_item(recall: Recall, base: Turn, run: Callable[[Turn], Turn]) -> Turn:
    """Return the item of a list that is meant, and what else is said of it."""
    items = _items(base)
    if not -1 <= recall.at < len(items):
        return _showing(base, [framed(COUNTED.format(len(items)))], None)
    item = items[recall.at]
    asked = recall.asked if content_words(recall.asked.replace("{}", "")) else "Tell me more about {}"
    further = run(Turn(asked.replace("{}", item.text.rstrip(" .;")), shown=shown_in([base])))
    alone = _asking(_showing(base, [item], None), further.query.standalone)
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


def _showing(turn: Turn, sentences: Sequence[Sentence], shift: int | None) -> Turn:
    """Return a turn with other sentences in its answer; `shift` tells how far the items of its list have moved, None
    that none of them is shown."""
    assert turn.answer is not None
    sentences, citations = renumbered(sentences, turn.answer.citations)
    items = frozenset(at + shift for at in turn.draft.items) if turn.draft and shift is not None else frozenset()
    draft = replace(turn.draft, sentences=tuple(sentences), items=items) if turn.draft else None
    shown = {"sentences": sentences, "citations": citations, "markdown": to_markdown(sentences, citations, items)}
    return replace(turn, draft=draft, answer=turn.answer.model_copy(update=shown))


def _documents(citations: Sequence[Citation]) -> str:
    places = dict.fromkeys((one.title, one.section) for one in citations)
    return "; ".join(f"“{title}”{f', section “{section}”' if section else ''}" for title, section in places)
