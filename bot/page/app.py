"""The page: three tabs, a reader and a footer, put together and mounted as a web application."""

import asyncio
from typing import Any

import gradio as gr
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bot.markup.html import Html, join, tag
from bot.page import ask as page_ask
from bot.page import decide as page_decide
from bot.page import library as page_library
from bot.page import reader as page_reader
from bot.page import theme as page_theme
from bot.page import why as page_why
from bot.service.desk import Desk

TITLE = "Shorewise"
TAGLINE = "Who should do this work, and where?"
PROMISE = "Answers are quoted from the library, word for word. Not legal advice."
OFFLINE = "Offline: nothing leaves this machine"
BY_A_MODEL = "Answers rest on quotes from the library and may be worded by {}. Not legal advice."
MOST_WAITING = 128
"""Requests that may wait at once; more are told that the page is busy."""
_HOUR = 3600


def build(desk: Desk, people: list[tuple[str, str]]) -> FastAPI:
    """Return the application; when `people` is not empty, one of them has to log in."""
    # Outside a running loop the framework opens one for each of its parts and never closes them.
    return asyncio.run(_build(desk, people))


async def _build(desk: Desk, people: list[tuple[str, str]]) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount(page_theme.ASSET_ROUTE, StaticFiles(directory=page_theme.ASSETS))
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks(desk),
        path="/",
        theme=page_theme.theme(),
        head=page_theme.head(),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        show_error=False,
        max_file_size=f"{desk.settings.max_file_mb}mb",
        favicon_path=str(page_theme.ASSETS / "icon.svg"),
        **_log_in(people),
    )
    return mounted


def blocks(desk: Desk) -> gr.Blocks:
    """Lay out the page."""
    page: gr.Blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=(_HOUR, _HOUR))
    with page:
        gr.HTML(_header(), elem_id="top", js_on_load=None, apply_default_css=False)
        with gr.Tabs(elem_id="tabs", selected="ask"):
            with gr.Tab("Ask", id="ask", elem_id="tab-ask"):
                asking = page_ask.build(desk)
                page_why.build(asking)
            with gr.Tab("Decide", id="decide", elem_id="tab-decide"):
                page_decide.build(desk, asking)
            with gr.Tab("Library", id="library", elem_id="tab-library"):
                page_library.build(desk, page)
        page_reader.build(desk)
        gr.HTML(_footer(desk.settings.model), elem_id="bottom", js_on_load=None, apply_default_css=False)
    page.queue(max_size=MOST_WAITING, default_concurrency_limit=8, api_open=False)
    return page


def _log_in(people: list[tuple[str, str]]) -> dict[str, Any]:
    return {"auth": people, "auth_message": f"{TITLE}: {TAGLINE}"} if people else {}


def _header() -> Html:
    toggle = tag("button", type="button", id="shade", aria_label="Switch between light and dark", title="Light or dark")
    name = tag("h1", tag("span", class_="logo", aria_hidden="true"), TITLE)
    return tag("header", name, tag("p", TAGLINE), toggle, class_="top")


def _footer(model: str | None) -> Html:
    """Return the promise that holds: with a language model nobody can say that nothing leaves the machine."""
    if model:
        return tag("footer", BY_A_MODEL.format(model), class_="bottom")
    return tag("footer", join(PROMISE, " ", tag("span", OFFLINE, class_="offline")), class_="bottom")
