"""Why an answer came out as it did, as markup for the side panel."""

from collections.abc import Sequence

from bot.audit.blame import SIGNS
from bot.audit.why import SeenPassage, SeenSentence, Why
from bot.markup.html import Html, join, tag
from bot.types import Answer, Decision

_KINDS = {
    "definition": "what something is",
    "comparison": "how things compare",
    "list": "a list",
    "example": "an example",
    "yes_no": "yes or no",
    "number": "a figure",
    "procedure": "how to do something",
    "decision": "what to decide",
    "about": "what Shorewise is",
    "greeting": "a greeting",
}


def panel(found: Why, answer: Answer, turn: int) -> Html:
    """Return the panel for one turn, from how the question was read to what was dropped."""
    asked = answer.question if len(answer.question) <= 120 else answer.question[:120] + "…"
    what = "Why no answer?" if answer.status == "abstained" else "Why this answer?"
    parts = [
        tag("h2", tag("b", what), f" “{asked}”", class_="panel-title", id=f"why-{turn}", tabindex="-1"),
        tag("button", "Back to the sources", type="button", class_="link back", data_turn=turn),
        _section("How the question was read", *_read(found)),
    ]
    if answer.recommendation:
        parts.append(_section("How it was decided", *_decided(answer.recommendation)))
    if found.confidence is not None or found.blame:
        parts.append(_section("Was it enough?", *_judged(found)))
    if found.passages:
        cards = [_passage(seen, at, turn) for at, seen in enumerate(found.passages, 1)]
        said = tag("p", "Ranks are among all passages that the search proposed.", class_="quiet")
        parts.append(_section(f"Passages read ({len(cards)})", said, tag("ol", *cards, class_="seen")))
    if found.sentences:
        shown = [_sentence(item, turn) for item in found.sentences]
        title = f"Sentences weighed ({len(shown)} of {found.weighed})"
        parts.append(_section(title, tag("ul", *shown, class_="weighed")))
    return tag("div", *parts, class_="sources whys", data_turn=turn)


def _section(title: str, *content: Html) -> Html:
    return tag("section", tag("h3", title), *content)


def _read(found: Why) -> list[Html]:
    lines = [
        tag("p", "Asked for: ", tag("b", _KINDS.get(found.kind, "anything that tells of it"))),
        tag("p", "Searched for: ", tag("q", found.searched)),
    ]
    if found.words:
        lines.append(tag("p", "Words that count: ", ", ".join(found.words)))
    if found.carried:
        lines.append(tag("p", "Taken over from before: ", ", ".join(found.carried)))
    return lines


def _decided(decision: Decision) -> list[Html]:
    facts = ", ".join(
        f"{fact}: {value if isinstance(value, str) else ' or '.join(value)}" for fact, value in decision.facts.items()
    )
    axes = (("Location", decision.location), ("Ownership", decision.ownership))
    return [
        tag("p", "Facts read: ", facts or "none"),
        *(
            tag("p", f"{name}: {axis.value or 'open'}, by rule ", tag("code", axis.rule or "none"))
            for name, axis in axes
        ),
    ]


def _judged(found: Why) -> list[Html]:
    parts = []
    if found.confidence is not None:
        said = f"Confidence {found.confidence:.2f}; a question is answered from {found.threshold:.2f} on."
        parts += [tag("p", said), _meter(found.confidence, found.threshold)]
    if found.blame:
        parts.append(tag("p", tag("b", f"The step “{found.blame.step}” refused. "), found.blame.text))
    if found.doubts:
        doubts = [tag("li", tag("b", f"{doubt.step}: "), doubt.text) for doubt in found.doubts]
        parts.append(tag("ul", *doubts, class_="doubts"))
    if found.signs:
        rows = [
            tag(
                "tr",
                tag("td", SIGNS.get(sign.name, sign.name)),
                tag("td", f"{sign.value:.2f}"),
                tag("td", f"× {sign.weight:.2f}"),
            )
            for sign in found.signs
        ]
        table = tag("table", tag("tbody", *rows), class_="signs")
        parts.append(tag("details", tag("summary", "The signals behind it, with their weights"), table))
    return parts


def _meter(value: float, threshold: float) -> Html:
    """Draw the confidence as a bar with a mark at the threshold; the words above say the same."""
    return tag(
        "svg",
        tag("rect", x="0", y="3", width="100", height="6", class_="bar"),
        tag("rect", x="0", y="3", width=f"{100 * value:.1f}", height="6", class_="full"),
        tag("rect", x=f"{100 * threshold:.1f}", y="0", width="1", height="12", class_="mark"),
        class_="meter",
        viewBox="0 0 100 12",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _passage(seen: SeenPassage, at: int, turn: int) -> Html:
    none = "words too common to count" if seen.matched else "no words"
    words = f"words {_rank(seen.bm25_rank)} ({seen.bm25:.1f})" if seen.bm25_rank else none
    best = f", best sentence {seen.best:.2f}" if seen.best is not None else ""
    place = f"{seen.start}:{seen.end}:{seen.document_id}"
    return tag(
        "li",
        tag("button", f"{at}. {seen.place}", type="button", class_="link open", data_open=place),
        tag("p", f"Meaning {_rank(seen.dense_rank)} ({seen.dense:.2f}), {words}, together {seen.score:.2f}{best}"),
        tag("p", "Holds: ", ", ".join(seen.matched)) if seen.matched else None,
        tag("p", "Quoted in ", _marks(seen.citations, turn)) if seen.citations else tag("p", "Nothing of it is shown."),
        class_="used" if seen.citations else None,
    )


def _sentence(item: SeenSentence, turn: int) -> Html:
    text = " ".join(item.text.split())
    shown = text if len(text) <= 220 else text[:220].rsplit(" ", 1)[0] + " …"
    fate = item.dropped or join("shown as ", _marks(item.citations, turn))
    return tag(
        "li",
        tag("p", shown),
        tag("p", f"{item.score:.2f} · ", fate, class_="quiet"),
        class_=None if item.dropped else "used",
    )


def _rank(rank: int | None) -> str:
    return f"rank {rank}" if rank else "not ranked"


def _marks(numbers: Sequence[int], turn: int) -> Html:
    return join(*(join(tag("a", str(n), href=f"#cite-{turn}-{n}", class_="cite"), " ") for n in numbers))
