"""`status` tells how a data folder stands and changes nothing in it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import StoreFactory
from shelf import made
from typer.testing import CliRunner

from bot.cli import app
from ingest.embedder import NAME
from ingest.library import FILE
from ingest.owner import Owner
from ingest.relay import Relay
from ingest.settings import Settings
from ingest.status import size_of, status


def printed(*words: str) -> str:
    done = CliRunner().invoke(app, ["status", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def found() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(printed("--json"))
    return told


@pytest.fixture(autouse=True)
def no_builtin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOREWISE_BUILTIN", "0")


def test_a_folder_that_is_not_there_is_told_of_and_not_made(isolated: Path) -> None:
    told = found()
    assert (told["documents"], told["passages"], told["fingerprint"], told["owner"]) == (0, 0, None, None)
    assert told["data_folder"] == str(isolated)
    assert not isolated.exists()
    assert "nobody" in printed()


def test_it_counts_what_is_there_and_names_what_answers_rest_on(isolated: Path, open_store: StoreFactory) -> None:
    with open_store() as store:
        store.sync_builtin()
        store.put(*made("ferry", "# Ferry\n\nForty sheep.\n\nTwo dogs.\n"))
        expected = store.fingerprint()
    told = found()
    assert (told["documents"], told["own"], told["passages"]) == (1, 1, 2)
    assert (told["fingerprint"], told["model"], told["backend"]) == (expected, NAME, expected.rsplit("+", 1)[1])
    assert (told["builtin"], told["current"], told["owner"]) == (False, True, None)
    assert set(told["versions"]) == {"shorewise", "schema", "chromadb"}
    assert told["bytes"] == sum(path.stat().st_size for path in isolated.rglob("*") if path.is_file())
    assert "1, 1 of them your own" in printed()


def test_it_says_when_the_built_in_documents_are_not_as_they_are_set(
    open_store: StoreFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store() as store:
        store.sync_builtin()
    monkeypatch.setenv("SHOREWISE_BUILTIN", "1")
    told = found()
    assert (told["builtin"], told["current"]) == (True, False)
    assert "the next command brings the library up to date" in printed()


def test_it_names_who_has_the_folder_and_where_its_page_is(isolated: Path) -> None:
    owner = Owner(isolated)
    owner.take()
    assert found()["owner"] == {"pid": os.getpid(), "page": None}
    assert f"process {os.getpid()}" in printed()
    relay = Relay(isolated, lambda *_: None)
    relay.open("http://127.0.0.1:7860")
    assert found()["owner"] == {"pid": os.getpid(), "page": "http://127.0.0.1:7860"}
    assert f"the page at http://127.0.0.1:7860 (process {os.getpid()})" in printed()
    relay.close()
    owner.release()
    assert found()["owner"] is None


def test_it_looks_while_the_library_is_being_written(open_store: StoreFactory) -> None:
    with open_store() as store, store.library.transaction():
        store.library.put(*made("ferry", "Forty sheep.\n"))
        assert found()["documents"] == 0
    assert found()["documents"] == 1


def test_a_damaged_library_is_named(isolated: Path) -> None:
    isolated.mkdir()
    (isolated / FILE).write_bytes(b"no database" * 100)
    failed = CliRunner().invoke(app, ["status"])
    assert failed.exit_code == 1
    assert "damaged" in str(failed.exception)


def test_a_model_that_was_not_prepared_is_told_and_not_prepared(tmp_path: Path, open_store: StoreFactory) -> None:
    open_store().put(*made("ferry", "Forty sheep.\n"))
    told = status(Settings.load(cache=tmp_path / "no cache"))
    assert (told["backend"], told["fingerprint"], told["passages"]) == (None, None, 1)
    assert not (tmp_path / "no cache").exists()
    assert status(Settings.load(backend="torch"))["backend"] == "torch"


def test_sizes_count_files_and_no_links(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"12345")
    (tmp_path / "c").symlink_to(tmp_path / "a" / "b")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert size_of(tmp_path) == 5
    assert size_of(tmp_path / "none") == 0
