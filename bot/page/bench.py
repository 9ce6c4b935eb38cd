"""Beside the result: pin a situation and change it, save situations and compare them, take a memo away."""

import base64
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from bot.markup.html import Html, join, tag
from bot.memo.blocks import memo
from bot.memo.files import written
from bot.render import chat as render
from bot.render import compare as render_compare
from bot.rules.book import RuleBook
from bot.rules.decide import decide
from bot.rules.sidebyside import LONGEST_NAME, MOST_PARTS, compare
from bot.rules.whatif import what_if
from bot.types import Reading
from ingest.errors import ShorewiseError

Facts = dict[str, str | list[str]]
# A choice and a pin sent one after the other would else be answered in either order, and the later answer would stay.
IN_TURN: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "bench"}
FORMATS = {"Word": ".docx", "HTML": ".html", "Markdown": ".md"}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the tab remembers: a pinned situation, saved ones by name, and what was read from words."""

    pinned: Facts | None = None
    saved: tuple[tuple[str, Facts], ...] = ()
    read: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """The parts that the form's events also fill."""

    kept: gr.State
    moves: gr.HTML
    pin: gr.Button
    unpin: gr.Button
    takes: dict[str, gr.Button]


def moves(facts: Facts, kept: Kept, book: RuleBook) -> Html:
    """Return the pinned situation beside the present one; nothing when none is pinned."""
    if kept.pinned is None:
        return Html("")
    try:
        return render_compare.moves(what_if(kept.pinned, _changes(kept.pinned, facts), book), book)
    except ShorewiseError as error:
        return render.note(str(error))


def above() -> Bench:
    """Lay out what stands above the result."""
    with gr.Row(elem_id="bench-bar"):
        pin = gr.Button("Pin, then change facts", elem_id="pin", size="sm", scale=0, min_width=150)
        unpin = gr.Button("Unpin", elem_id="unpin", size="sm", scale=0, min_width=70)
        gr.HTML(tag("span", "Decision memo"), js_on_load=None, apply_default_css=False)
        takes = {
            suffix: gr.Button(label, elem_id=f"memo-{label.lower()}", size="sm", scale=0, min_width=60)
            for label, suffix in FORMATS.items()
        }
    shown = gr.HTML("", elem_id="moves", js_on_load=None, apply_default_css=False)
    return Bench(gr.State(Kept()), shown, pin, unpin, takes)


def below(book: RuleBook, bench: Bench, fields: list[gr.Radio], facts_of: Callable[[tuple[str, ...]], Facts]) -> None:
    """Lay out what stands below the result, and wire its events."""
    with gr.Column(elem_id="bench", min_width=280):
        with gr.Row(elem_id="bench-save"):
            name = gr.Textbox(
                label="Name of this situation",
                placeholder="A name, such as: Payroll",
                elem_id="situation-name",
                max_length=LONGEST_NAME,
                container=False,
                scale=1,
            )
            save = gr.Button("Save to compare", elem_id="save", size="sm", scale=0, min_width=130)
            forget = gr.Button("Clear saved", elem_id="forget", size="sm", scale=0, min_width=100)
        saved = gr.HTML("", elem_id="saved", js_on_load=None, apply_default_css=False)
        file = gr.HTML("", elem_id="memo-file", js_on_load=None, apply_default_css=False)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    in_turn = {**quiet, **IN_TURN}

    def pinned(kept: Kept, *values: str) -> Any:
        facts = facts_of(values)
        now = replace(kept, pinned=facts)
        return now, moves(facts, now, book)

    def stored(title: str, kept: Kept, *values: str) -> Any:
        now, words = keep(" ".join(title.split()), kept, facts_of(values))
        return now, words or side_by_side(now, book), title if words else ""

    def memo_in(suffix: str) -> Callable[..., Html]:
        return lambda kept, *values: memo_file(suffix, facts_of(values), kept, book)

    bench.pin.click(pinned, [bench.kept, *fields], [bench.kept, bench.moves], **in_turn)
    bench.unpin.click(
        lambda kept: (replace(kept, pinned=None), Html("")), bench.kept, [bench.kept, bench.moves], **in_turn
    )
    for event in (save.click, name.submit):
        event(stored, [name, bench.kept, *fields], [bench.kept, saved, name], **in_turn)
    forget.click(lambda kept: (replace(kept, saved=()), Html("")), bench.kept, [bench.kept, saved], **in_turn)
    for suffix, button in bench.takes.items():
        button.click(memo_in(suffix), [bench.kept, *fields], file, concurrency_limit=8, **quiet)


def _changes(base: Facts, facts: Facts) -> dict[str, str | list[str] | None]:
    """Return what leads from one situation to another; a fact that is gone is taken back."""
    gone: dict[str, str | list[str] | None] = {name: None for name in base if name not in facts}
    return gone | {name: value for name, value in facts.items() if base.get(name) != value}


def keep(title: str, kept: Kept, facts: Facts) -> tuple[Kept, Html | None]:
    """Keep the situation under its name, in place of one of the same name; or say why that is not possible."""
    if not title or len(title) > LONGEST_NAME:
        return kept, render.note(f"Give the situation a name of 1 to {LONGEST_NAME} characters first.")
    others = tuple(one for one in kept.saved if one[0] != title)
    if len(others) == MOST_PARTS:
        return kept, render.note(f"{MOST_PARTS} situations are saved, and no more can be compared. Clear them first.")
    return replace(kept, saved=(*others, (title, facts))), None


def side_by_side(kept: Kept, book: RuleBook) -> Html:
    if len(kept.saved) < 2:
        words = "Saved. Change the facts and save again under another name: both will stand here side by side."
        return tag("p", words, class_="quiet", role="status")
    try:
        found = compare(kept.saved, book)
    except ShorewiseError as error:
        return render.note(str(error))
    return tag("section", tag("p", "Compare", class_="status"), render_compare.comparison(found, book), class_="result")


def memo_file(suffix: str, facts: Facts, kept: Kept, book: RuleBook) -> Html:
    """Return a memo for the page's script to save; the stamp makes a second request differ from the first."""
    decision = decide(facts, book)
    read = [one for one in kept.read if facts.get(one.fact) == one.value]
    day = datetime.now(UTC).date().isoformat()
    told = decision.model_copy(update={"read": read}) if read else decision
    data = base64.b64encode(written(memo(told, book, day), suffix, day)).decode()
    name = f"decision-memo-{day}{suffix}"
    return join(
        tag("p", f"Saved as {name}.", class_="unseen", role="status"),
        tag("span", class_="file", data_name=name, data_bytes=data, data_stamp=time.monotonic_ns(), hidden=True),
    )
