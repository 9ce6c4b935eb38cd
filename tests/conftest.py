"""Keeps every test to its own folder and environment; the exported model is shared, as making it is slow."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from shelf import bot_of, model

from bot.chain import Bot
from ingest.embedder import Embedder
from ingest.settings import Settings
from ingest.store import Store

# The same made-up input on every run, so that a check of one commit fails or passes for good; `anew` draws afresh.
hypothesis.settings.register_profile("same", derandomize=True, database=None, deadline=None)
hypothesis.settings.register_profile("anew", deadline=None, print_blob=True)
hypothesis.settings.load_profile("same")

StoreFactory = Callable[..., Store]


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the data folder that every command and setting of the test uses."""
    for name in list(os.environ):
        if name.startswith("SHOREWISE_") and name != "SHOREWISE_CACHE":
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("SHOREWISE_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    return home


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real model on ONNX Runtime."""
    return model()


@pytest.fixture(scope="session")
def builtin_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot over the built-in documents; for asking, never for changing."""
    with bot_of(tmp_path_factory.mktemp("builtin"), {}, builtin=True) as bot:
        yield bot


@pytest.fixture
def open_store(isolated: Path) -> Iterator[StoreFactory]:
    """Open stores in the test's data folder, by default without built-in documents; all are closed."""
    opened: list[Store] = []

    def factory(**changes: Any) -> Store:
        store = Store.open(Settings.load(**({"builtin": False} | changes)))
        opened.append(store)
        return store

    yield factory
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: StoreFactory) -> Store:
    """An empty store."""
    return open_store()
