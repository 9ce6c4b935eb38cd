"""On demand under each answer: why it came out as it did, and its receipt as a file."""

import base64
import time
from typing import Any

import gradio as gr

from bot.markup.html import Html, join, tag
from bot.page.ask import AskTab, Exchange, number_in
from bot.render import why as render_why


def build(asking: AskTab) -> None:
    """Add the hidden signals, each `TURN STAMP`, and wire them."""
    why = gr.Textbox(elem_id="bridge-why", elem_classes="bridge", label="why")
    receipt = gr.Textbox(elem_id="bridge-receipt", elem_classes="bridge", label="receipt")
    file = gr.HTML("", elem_id="receipt-file", js_on_load=None, apply_default_css=False)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 8}
    why.change(reasons, [why, asking.talk], asking.panel, **quiet)
    receipt.change(receipt_file, [receipt, asking.talk], file, **quiet)


def reasons(signal: str, talked: list[Exchange]) -> Any:
    """Return the side panel that says why the answer of a turn came out as it did."""
    exchange = _of(signal, talked)
    return render_why.panel(exchange.receipt.why, exchange.answer, exchange.turn) if exchange else gr.skip()


def receipt_file(signal: str, talked: list[Exchange]) -> Any:
    """Return the receipt of a turn for the page's script to save."""
    exchange = _of(signal, talked)
    if exchange is None:
        return gr.skip()
    written = exchange.receipt.model_dump_json(indent=1, ensure_ascii=True) + "\n"
    name = f"receipt-{exchange.receipt.made[:10]}-{exchange.turn}.json"
    return _file(name, written.encode("utf-8"))


def _file(name: str, data: bytes) -> Html:
    encoded = base64.b64encode(data).decode()
    return join(
        tag("p", f"Saved as {name}.", class_="unseen", role="status"),
        tag("span", class_="file", data_name=name, data_bytes=encoded, data_stamp=time.monotonic_ns(), hidden=True),
    )


def _of(signal: str, talked: list[Exchange]) -> Exchange | None:
    number = number_in(signal)
    return next((exchange for exchange in talked if exchange.turn == number), None)
