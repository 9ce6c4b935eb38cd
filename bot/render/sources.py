"""Citations as cards: where a quote stands, and the quote highlighted in its passage."""

from collections.abc import Callable

from bot.markup.html import Html, host_of, is_web_address, join, link, tag
from bot.types import Answer, Citation

TextOf = Callable[[str], str]
"""Returns a document's stored text by its id."""

_CONTEXT = 420
"""Characters shown at most on each side of a quote."""


def sources(found: Answer, turn: int, text_of: TextOf) -> Html:
    """Return the panel for one turn: a card for each citation."""
    if not found.citations:
        said = (
            "No passage in the library says this." if found.status == "abstained" else "No source was needed for this."
        )
        return tag(
            "div",
            _panel_title(found.question),
            tag("p", said, class_="quiet"),
            class_="sources",
            data_turn=turn,
        )
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
