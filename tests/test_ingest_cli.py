"""The library's commands: the JSON others rely on, plain words for people, exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import app as command
from ingest import cli
from ingest.errors import UnknownDocument


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setenv("SHOREWISE_BUILTIN", "0")
    made = typer.Typer()
    cli.register(made)
    return made


def run(app: typer.Typer, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, done.output
    return done.stdout


def parsed(app: typer.Typer, *words: str, code: int = 0) -> Any:
    return json.loads(run(app, *words, "--json", code=code))


def test_ingest_lists_every_file_and_fails_when_one_was_refused(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nWords.\n")
    (tmp_path / "b.exe").write_text("x")
    found = parsed(app, "ingest", str(tmp_path / "a.md"), str(tmp_path / "b.exe"), code=1)
    assert list(found) == ["added", "replaced", "unchanged", "removed", "refused", "files", "notes"]
    assert (found["added"], found["refused"]) == (1, 1)
    assert list(found["files"][0]) == ["path", "result", "document_id", "passages", "reason"]
    assert parsed(app, "ingest")["unchanged"] == 1


def test_documents_and_show_give_what_citations_point_into(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n## Part\n\nWords.\n")
    run(app, "ingest", str(tmp_path / "a.md"))
    [listed] = parsed(app, "documents")
    assert list(listed) == [
        "document_id", "title", "source", "sha256", "passages", "added", "builtin", "sources",
    ]  # fmt: skip
    shown = parsed(app, "show", "a")
    assert list(shown) == ["document_id", "title", "text", "sections", "sha256"]
    [section] = shown["sections"]
    assert shown["text"][section["start"] : section["end"]] == "Part\n\nWords."
    assert shown["sha256"] == listed["sha256"]


def test_names_from_documents_cannot_steer_the_terminal(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Red [bold]\x1b[31m title\n\nWords.\n")
    run(app, "ingest", str(tmp_path / "a.md"))
    listed = run(app, "documents")
    assert "\x1b" not in listed
    assert "[bold]" in listed
    assert cli.plain("a\x1b\x07b\u202e") == "a\ufffd\ufffdb\ufffd"


def test_ids_are_listed_whole(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / f"{'long-' * 11}name.md").write_text("Words.\n")
    run(app, "ingest", str(tmp_path))
    assert f"{'long-' * 11}name" in run(app, "documents")


def test_an_empty_library_says_how_to_fill_it(app: typer.Typer) -> None:
    assert "shorewise ingest" in run(app, "documents")
    assert parsed(app, "documents") == []


def test_remove_takes_a_document_out(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Words.\n")
    run(app, "ingest", str(tmp_path / "a.md"))
    run(app, "remove", "a")
    assert parsed(app, "documents") == []
    done = CliRunner().invoke(app, ["remove", "a"])
    assert isinstance(done.exception, UnknownDocument)


def test_reindex_and_doctor_leave_a_sound_library(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Words.\n\nMore words.\n")
    run(app, "ingest", str(tmp_path / "a.md"))
    assert run(app, "reindex") == "Indexed 2 passages.\n"
    found = parsed(command, "doctor")
    assert found["healthy"]
    assert list(found["checks"][0]) == ["name", "ok", "detail", "repaired"]


def test_setup_says_what_the_model_runs_on(app: typer.Typer, embedder: object) -> None:
    assert run(app, "setup") == "The model is ready; it runs on onnx.\n"
