"""An answer as markup for the chat: sentences with marks, comparisons as tables, refusals with ways on."""

import re
from collections.abc import Sequence

from bot.answer.numbered import LIST_MARK
from bot.markup.html import Html, escape, join, tag
from bot.markup.markdown import EMPTY_CELL
from bot.render.sources import TextOf
from bot.talk import same_words
from bot.types import Answer, Citation, Sentence

_CLASSES = {None: None, "frame": "frame", "prose": "worded"}
LONGEST_SHOWN_QUESTION = 600
_ITEM_MARK = re.compile(rf"(?:^|\n)[ \t]*{LIST_MARK}[ \t]$")


def question(text: str) -> Html:
    """Return a person's words for the chat, shortened when they are very long."""
    shown = text if len(text) <= LONGEST_SHOWN_QUESTION else text[:LONGEST_SHOWN_QUESTION] + " …"
    return tag("div", shown, class_="said", dir="auto")


def waiting(words: str) -> Html:
    return tag("div", tag("span", class_="dots"), words, class_="waiting")


def answer(found: Answer, turn: int, text_of: TextOf, card: Html | None = None) -> Html:
    """Return one answer for the chat; `card` is a recommendation that is shown in place of its sentences.

    Citation marks are links to `#cite-TURN-N`, the id of the card in the sources panel.
    """
    refused = found.status == "abstained"
    body = tag("div", None if card else _searched(found), card or _body(found, turn, text_of), class_="body")
    covered = found.refusal.covered if found.refusal else []
    return tag(
        "div",
        body,
        pills(covered, "Covered in the library") if covered else None,
        tag("div", found.markdown, class_="copytext"),
        tag(
            "div",
            _action("copy", "Copy"),
            _action("again", "Ask again"),
            _action("explain", "Why no answer?" if refused else "Why this answer?"),
            _action("receipt", "Save receipt"),
            class_="actions",
        ),
        pills(found.suggestions, "Next") if found.suggestions and not covered else None,
        class_="turn refusal" if refused else "turn",
        id=f"turn-{turn}",
    )


def note(words: str) -> Html:
    """Return a sentence about something that could not be done."""
    return tag("p", words, class_="note", role="alert") if words else Html("")


def pills(questions: Sequence[str], label: str) -> Html:
    """Return questions that are asked when selected."""
    shown = [tag("button", words, type="button", class_="pill ask") for words in questions]
    return tag("div", tag("span", label, class_="pills-label"), *shown, class_="pills")


def _searched(found: Answer) -> Html | None:
    """Say what was searched for when a follow-up question was completed; a refusal says so itself."""
    if found.refusal or same_words(found.standalone_question, found.question):
        return None
    return tag("p", "Searched for: ", tag("q", found.standalone_question), class_="searched")


def _body(found: Answer, turn: int, text_of: TextOf) -> Html:
    """Return sentences in order: items as lists, comparison cells as one table, the rest as paragraphs."""
    covered = found.refusal.covered if found.refusal else []
    parts: list[Html] = []
    items: list[Html] = []
    cells = [sentence for sentence in found.sentences if sentence.cell]
    for sentence in found.sentences:
        if sentence.cell or (covered and all(title in sentence.text for title in covered)):
            continue
        if _is_item(sentence, found.citations, text_of):
            items.append(tag("li", _marked(sentence, turn)))
            continue
        if items:
            parts.append(tag("ul", *items))
            items = []
        parts.append(tag("p", _marked(sentence, turn), class_=_CLASSES[sentence.role]))
    if items:
        parts.append(tag("ul", *items))
    if cells:
        parts.append(_table(cells, turn))
    return join(*parts)


def _is_item(sentence: Sentence, citations: Sequence[Citation], text_of: TextOf) -> bool:
    cited = next((c for c in citations if sentence.citations and c.n == sentence.citations[0]), None)
    if cited is None or sentence.role:
        return False
    return bool(_ITEM_MARK.search(text_of(cited.document_id)[max(0, cited.start - 8) : cited.start]))


def _marked(sentence: Sentence, turn: int) -> Html:
    marks = [
        # A no-break space keeps the mark on the line of the words it belongs to.
        join("\u00a0", tag("a", str(n), href=f"#cite-{turn}-{n}", class_="cite"))
        for n in sentence.citations
    ]
    return join(" ".join(sentence.text.split()), *marks)


def _table(cells: Sequence[Sentence], turn: int) -> Html:
    shown: dict[tuple[str, str], list[Html]] = {}
    for sentence in cells:
        assert sentence.cell is not None
        shown.setdefault((sentence.cell.aspect, sentence.cell.side), []).append(tag("p", _marked(sentence, turn)))
    sides = list(dict.fromkeys(side for _, side in shown))
    rows = [
        tag(
            "tr",
            tag("th", aspect, scope="row"),
            *(tag("td", *shown.get((aspect, side), [tag("span", EMPTY_CELL, class_="quiet")])) for side in sides),
        )
        for aspect in dict.fromkeys(aspect for aspect, _ in shown)
    ]
    head = tag("tr", tag("td"), *(tag("th", side, scope="col") for side in sides))
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows), class_="compare"), class_="wide")


def _action(kind: str, words: str) -> Html:
    return tag("button", escape(words), type="button", class_=f"act {kind}")
