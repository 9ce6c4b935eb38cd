"""The Library tab: add documents, see what is there, remove what is one's own."""

import logging
import queue
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from bot.markup.html import Html, tag
from bot.page.ask import BROKEN
from bot.render import chat as render
from bot.render import library as render_library
from bot.service.desk import Desk
from ingest.errors import ShorewiseError
from ingest.progress import Step
from ingest.read import SUFFIXES
from ingest.types import FileOutcome, SyncReport

_LOOK_S = 0.2
logger = logging.getLogger(__name__)


def build(desk: Desk, page: gr.Blocks) -> None:
    """Lay out the tab and wire its events."""
    with gr.Row(elem_id="library", equal_height=False):
        with gr.Column(scale=5, elem_id="adding", min_width=280):
            gr.HTML(_intro(desk.settings.max_file_mb), js_on_load=None, apply_default_css=False)
            files = gr.File(
                label="Files",
                file_count="multiple",
                file_types=list(SUFFIXES),
                elem_id="files",
                height=150,
                show_label=False,
            )
            add = gr.Button("Add to library", elem_id="add", variant="primary")
            done = gr.HTML("", elem_id="added", js_on_load=None, apply_default_css=False)
        with gr.Column(scale=7, elem_id="shelf", min_width=280):
            gr.HTML(
                tag("div", tag("h2", "In the library"), tag("p", "Only these documents are searched.")),
                js_on_load=None,
                apply_default_css=False,
            )
            table = gr.HTML(
                render.waiting("Loading the library…"),
                elem_id="documents",
                js_on_load=None,
                apply_default_css=False,
            )
    remove = gr.Textbox(elem_id="bridge-remove", elem_classes="bridge", label="remove")
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    add.click(
        partial(_add, desk),
        files,
        [done, table, files],
        concurrency_limit=1,
        concurrency_id="library",
        **quiet,
    )
    remove.change(partial(_remove, desk), remove, [done, table], concurrency_limit=1, concurrency_id="library", **quiet)
    page.load(partial(_table, desk), None, table, concurrency_limit=16, **quiet)


def _table(desk: Desk) -> Iterator[Html]:
    while not desk.wait(0):
        yield render.waiting(desk.status)
        desk.wait(0.5)
    yield _documents(desk)


def _documents(desk: Desk) -> Html:
    try:
        return render_library.table(desk.bot.documents())
    except ShorewiseError as error:
        return render.note(str(error))


def _add(desk: Desk, paths: list[str] | None) -> Iterator[Any]:
    """Yield the progress of adding files, then what became of each."""
    if not paths:
        yield render.note("Choose one or more files first."), gr.skip(), gr.skip()
        return
    while not desk.wait(0):
        yield render.waiting(desk.status), gr.skip(), gr.skip()
        desk.wait(0.5)
    chosen = [Path(path) for path in paths]
    taken = [path for path in chosen if path.suffix.lower() in SUFFIXES]
    refused = tuple(
        FileOutcome(path.name, "refused", reason=f"only {', '.join(SUFFIXES)} files are read")
        for path in chosen
        if path not in taken
    )
    work = _Work(desk, taken)
    for step in work.steps():
        yield render_library.progress(step), gr.skip(), gr.skip()
    for path in chosen:
        path.unlink(missing_ok=True)
    if work.failure:
        yield render.note(work.failure), _documents(desk), None
        return
    yield render_library.report(SyncReport((*work.report.files, *refused))), _documents(desk), None


class _Work:
    """Adds files on a thread of its own, so that the page can show how far it is."""

    def __init__(self, desk: Desk, paths: list[Path]) -> None:
        self._desk, self._paths = desk, paths
        self._said: queue.SimpleQueue[Step] = queue.SimpleQueue()
        self.report = SyncReport()
        self.failure = ""

    def steps(self) -> Iterator[Step]:
        if not self._paths:
            return
        worker = threading.Thread(target=self._run, name="add-files")
        worker.start()
        yield Step("Reading files", 0, len(self._paths))
        while worker.is_alive():
            try:
                step = self._said.get(timeout=_LOOK_S)
                while not self._said.empty():
                    step = self._said.get()
                yield step
            except queue.Empty:
                continue
        worker.join()

    def _run(self) -> None:
        try:
            names = [path.name for path in self._paths]
            self.report = self._desk.bot.add_files(self._paths, names, self._said.put)
        except ShorewiseError as error:
            self.failure = str(error)
        except Exception:
            logger.exception("Files could not be added")
            self.failure = BROKEN


def _remove(desk: Desk, signal: str) -> Any:
    document_id = signal.rpartition(" ")[0]
    try:
        title = desk.bot.document(document_id).title
        desk.bot.remove(document_id)
    except ShorewiseError as error:
        return render.note(str(error)), _documents(desk)
    said = tag("p", tag("b", title), " was removed; it is no longer searched.", class_="quiet", role="status")
    return said, _documents(desk)


def _intro(most_mb: int) -> Html:
    kinds = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
    words = f"Files that end in {kinds}, up to {most_mb} MB each. They stay on this machine."
    return tag("div", tag("h2", "Add documents"), tag("p", words), class_="intro")
