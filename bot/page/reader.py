"""The document reader: one dialogue that any part of the page can open at a quote."""

from functools import partial
from typing import Any

import gradio as gr

from bot.markup.html import Html, tag
from bot.render import reader as render_reader
from bot.service.desk import Desk
from ingest.errors import ShorewiseError


def build(desk: Desk) -> None:
    """Add the hidden dialogue and the signal that fills it: `START:END:DOCUMENT_ID` and a stamp."""
    reader = gr.HTML("", elem_id="reader", js_on_load=None, apply_default_css=False)
    signal = gr.Textbox(elem_id="bridge-open", elem_classes="bridge", label="open")
    signal.change(
        partial(read, desk),
        signal,
        reader,
        show_progress="hidden",
        api_visibility="private",
        concurrency_limit=8,
    )


def read(desk: Desk, signal: str) -> Any:
    """Return the dialogue for a signal, or one that says why the document cannot be shown."""
    place, _, stamp = signal.rpartition(" ")
    start, _, rest = place.partition(":")
    end, _, document_id = rest.partition(":")
    if not (start.isdecimal() and end.isdecimal() and document_id):
        return gr.skip()
    try:
        document, passages = desk.bot.document(document_id), desk.bot.passages(document_id)
    except ShorewiseError as error:
        return _dialogue(tag("p", str(error), class_="note"), stamp)
    return _dialogue(render_reader.document(document, int(start), int(end), passages), stamp)


def _dialogue(content: Html, stamp: str) -> Html:
    close = tag("button", "Close", type="button", class_="close", aria_label="Close the document")
    return tag("dialog", close, content, class_="reader", aria_label="Document", data_stamp=stamp)
