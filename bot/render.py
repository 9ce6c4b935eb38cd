"""An answer as markup for the chat, and its citations as cards for the sources panel."""

import re
from collections.abc import Callable, Sequence

from bot.html import Html, escape, host_of, is_web_address, join, link, tag
from bot.types import Answer, Citation, Sentence

TextOf = Callable[[str], str]
"""Returns a document's stored text by its id."""

EMPTY_CELL = "not in the material"
LONGEST_SHOWN_QUESTION = 600
_CONTEXT = 420
_ITEM_MARK = re.compile(r"(?:^|\n)[ \t]*(?:[•\-*]|\d+[.)])[ \t]$")


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
    body = tag("div", _searched(found), card or _body(found, turn, text_of), class_="body")
    covered = found.refusal.covered if found.refusal else []
    return tag(
        "div",
        body,
        pills(covered, "Covered in the library") if covered else None,
        tag("div", found.markdown, class_="copytext"),
        tag("div", _action("copy", "Copy"), _action("again", "Ask again"), class_="actions"),
        pills([words for words in found.suggestions if words not in covered], "Next") if found.suggestions else None,
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


def sources(found: Answer, turn: int, text_of: TextOf) -> Html:
    """Return the panel for one turn: a card for each citation."""
    if not found.citations:
        said = "No source was needed for this." if found.status == "answered" else "No passage in the library says this."
        return tag("div", _panel_title(found.question), tag("p", said, class_="quiet"), class_="sources", data_turn=turn)
    cards = [source_card(citation, turn, text_of(citation.document_id)) for citation in found.citations]
    return tag("div", _panel_title(found.question), *cards, class_="sources", data_turn=turn)


def source_card(citation: Citation, turn: int, text: str) -> Html:
    """Return a citation's card: where it stands, and its passage with the quote highlighted."""
    place = " · ".join(part for part in (citation.section, f"p. {citation.page}" if citation.page else None) if part)
    address = citation.address if citation.address and is_web_address(citation.address) else None
    return tag(
        "article",
        tag(
            "header",
            tag("span", str(citation.n), class_="number"),
            tag("div", tag("h3", citation.title), tag("p", place) if place else None),
        ),
        tag("blockquote", passage(citation, text)),
        tag(
            "footer",
            tag("button", "Copy quote", type="button", class_="link copyquote"),
            opener(citation, "Open document"),
            tag("span", "Source: ", link(address, host_of(address)), class_="address") if address else None,
        ),
        class_="card",
        id=f"cite-{turn}-{citation.n}",
        tabindex="-1",
        aria_label=f"Source {citation.n}: {citation.title}",
    )


def opener(citation: Citation, words: str, class_: str = "link") -> Html:
    """Return a button that opens the document at the quote."""
    place = f"{citation.start}:{citation.end}:{citation.document_id}"
    return tag("button", words, type="button", class_=f"{class_} open", data_open=place)


def passage(citation: Citation, text: str) -> Html:
    """Return the quote marked in its surroundings, or alone when the document has changed since."""
    if text[citation.start : citation.end] != citation.quote:
        return tag("mark", citation.quote)
    return highlighted(text, citation.start, citation.end)


def highlighted(text: str, start: int, end: int) -> Html:
    """Return the paragraph, list or table around a quote, with the quote marked."""
    before, after = _edges(text, start, end)
    lead = "… " if before > 0 and text[before - 1] != "\n" else ""
    trail = " …" if after < len(text) and text[after] != "\n" else ""
    return join(lead, text[before:start], tag("mark", text[start:end]), text[end:after], trail)


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the block around a span, cut at a word when the block is long."""
    before = text.rfind("\n\n", 0, start)
    before = 0 if before < 0 else before + 2
    after = text.find("\n\n", end)
    after = len(text) if after < 0 else after
    if start - before > _CONTEXT:
        cut = text.find(" ", start - _CONTEXT, start)
        before = cut + 1 if cut >= 0 else start - _CONTEXT
    if after - end > _CONTEXT:
        cut = text.rfind(" ", end, end + _CONTEXT)
        after = cut if cut >= 0 else end + _CONTEXT
    return before, after


def _panel_title(asked: str) -> Html:
    shown = asked if len(asked) <= 120 else asked[:120] + "…"
    return tag("h2", tag("b", "Sources"), f" for “{shown}”", class_="panel-title")


def _searched(found: Answer) -> Html | None:
    """Say what was searched for when a follow-up question was completed from earlier turns."""
    if " ".join(found.standalone_question.split()).casefold() == " ".join(found.question.split()).casefold():
        return None
    return tag("p", "Searched for: ", tag("q", found.standalone_question), class_="searched")


def _body(found: Answer, turn: int, text_of: TextOf) -> Html:
    """Return sentences in order: list items as lists, comparison cells as one table, the rest as paragraphs."""
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
        parts.append(tag("p", _marked(sentence, turn), class_=sentence.role))
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
