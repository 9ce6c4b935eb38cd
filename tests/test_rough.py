"""Rough handling of a page and of shells beside it: interrupted, stopped, killed, started twice."""

import json
import signal
import subprocess
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from served import begin, complaint, ended, free_port, page, shell, until
from shelf import bot_of

from ingest import wire

pytestmark = pytest.mark.long

FILES, SENTENCES = 60, 60
PATIENT_S = 600  # a library that is made anew beside other work takes minutes


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with three documents."""
    with bot_of(tmp_path / "kept"):
        pass
    return tmp_path / "kept"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Files that take a while: each has more passages than go through the model at once."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(FILES):
        lines = [
            f"Ship {number} carries cargo {line} to the harbour of town {line * number}." for line in range(SENTENCES)
        ]
        (folder / f"ship{number:02}.md").write_text(f"# Ship {number}\n\n" + "\n\n".join(lines) + "\n")
    return folder


def checks(home: Path) -> list[dict[str, Any]]:
    """Examine a folder; gives the checks that failed or had to repair something."""
    found = json.loads(shell(home, "doctor", "--json"))["checks"]
    return [check for check in found if not check["ok"] or check["repaired"]]


def documents(home: Path) -> int:
    return len(json.loads(shell(home, "documents", "--json")))


def loaded(home: Path) -> None:
    """Wait until a page has its library open."""
    shell(home, "documents")


@pytest.mark.parametrize("pause_s", [0.3, 1.0, 2.5])
def test_a_shell_interrupted_in_an_ingest_leaves_the_page_in_step(home: Path, papers: Path, pause_s: float) -> None:
    with page(home):
        loaded(home)
        reading = begin(home, "ingest", str(papers))
        time.sleep(pause_s)
        reading.send_signal(signal.SIGINT)
        code, _, said = ended(reading)
        # On a slow machine the first pause ends before the command has loaded, and nothing was read.
        kept_or_not_begun = ("Stopped. What was read is kept; the same command goes on from there.", "Stopped.")
        assert (code, said.splitlines()[-1] in kept_or_not_begun) == (130, True)
        until(lambda: _is_still(home))
        assert checks(home) == []
        kept = documents(home) - 3
        assert kept < FILES
        report = json.loads(shell(home, "ingest", str(papers), "--json"))
        assert report["unchanged"] >= kept
        assert report["added"] + report["unchanged"] == FILES
        assert checks(home) == []
        assert "cargo 59" in shell(home, "ask", "Which cargo does ship 39 carry to the harbour of town 2301?")


def _more_than(home: Path, kept: int) -> bool:
    return documents(home) > kept


def _is_still(home: Path) -> bool:
    before = documents(home)
    time.sleep(1.5)
    return documents(home) == before


def test_a_page_that_is_stopped_in_an_ingest_keeps_what_was_read(home: Path, papers: Path) -> None:
    for end in (signal.SIGTERM, signal.SIGKILL):
        with page(home) as serving:
            loaded(home)
            kept = documents(home)
            reading = begin(home, "ingest", str(papers))
            until(partial(_more_than, home, kept))
            serving.send_signal(end)
            code, said, complained = ended(reading)
            assert (code, said) == (1, "")
            assert complained.splitlines()[-1].endswith("again.")
            serving.wait()
        assert (wire.read_note(home) is None) == (end == signal.SIGTERM)
    kept = documents(home) - 3
    assert checks(home) == []
    report = json.loads(shell(home, "ingest", str(papers), "--json"))
    assert report["unchanged"] >= kept
    assert report["added"] + report["unchanged"] == FILES
    assert checks(home) == []


def test_shells_outlive_pages_that_are_killed_under_them(home: Path) -> None:
    answers, sentences = set[str](), set[str]()
    for _ in range(4):
        with page(home) as serving:
            shells = [begin(home, "ask", "What is a tram?") for _ in range(3)]
            loaded(home)
            shells += [begin(home, "ask", "What is a tram?") for _ in range(3)]
            time.sleep(0.15)
            serving.kill()
            for code, said, complained in map(ended, shells):
                if code == 0:
                    answers.add(said)
                else:
                    assert said == ""
                    sentences.add(complained.splitlines()[-1])
        answers.add(shell(home, "ask", "What is a tram?"))
    assert len(answers) == 1
    assert all("Run the command again" in sentence for sentence in sentences), sentences
    assert checks(home) == []


def test_of_two_pages_started_at_once_one_serves_and_the_other_says_where(tmp_path: Path) -> None:
    home = tmp_path / "new"
    both = [begin(home, "serve", "--port", str(free_port())) for _ in range(2)]
    until(lambda: any(serving.poll() is not None for serving in both))
    [refused] = [serving for serving in both if serving.poll() is not None]
    [serving] = [other for other in both if other is not refused]
    code, _, said = ended(refused)
    address = wire.read_note(home)
    assert address is not None
    assert address.pid == serving.pid
    assert (code, f"The page is open already at {address.page}" in said) == (1, True)
    assert "empty" in shell(home, "documents")
    serving.terminate()
    ended(serving)


@pytest.mark.parametrize("builtin", ["0", "1"])
def test_shells_started_at_once_on_no_folder_take_turns(tmp_path: Path, builtin: str) -> None:
    home = tmp_path / "new"
    changed = {"SHOREWISE_BUILTIN": builtin, "SHOREWISE_WAIT_S": str(PATIENT_S)}
    shells = [begin(home, "ask", "What is outsourcing?", "--json", **changed) for _ in range(4)]
    answers = [ended(started) for started in shells]
    assert [code for code, _, _ in answers] == [0] * 4, answers
    assert len({json.dumps({**json.loads(said), "timings_ms": None}) for _, said, _ in answers}) == 1


def test_a_page_and_shells_started_at_once_on_no_folder_all_work(tmp_path: Path) -> None:
    home = tmp_path / "new"
    shells = [begin(home, "ask", "What is outsourcing?") for _ in range(2)]
    with page(home):
        shells += [begin(home, "documents") for _ in range(2)]
        assert [ended(started)[0] for started in shells] == [0] * 4


def test_backups_written_while_files_are_read_can_each_be_restored(home: Path, papers: Path, tmp_path: Path) -> None:
    with page(home):
        loaded(home)
        reading = begin(home, "ingest", str(papers))
        made: list[Path] = []
        while reading.poll() is None:
            made.append(tmp_path / f"backup{len(made)}.zip")
            shell(home, "backup", str(made[-1]))
        assert ended(reading)[0] == 0
    counts = []
    for number, file in enumerate(made[:: len(made) // 4 or 1]):
        restored = tmp_path / f"restored{number}"
        shell(restored, "restore", str(file))
        counts.append(documents(restored))
        assert checks(restored) == []
    assert counts == sorted(counts)
    assert 3 <= counts[0] <= counts[-1] <= 43


def test_a_shell_that_was_put_to_sleep_does_not_keep_the_page_from_others(home: Path, papers: Path) -> None:
    with page(home):
        loaded(home)
        asleep = begin(home, "ingest", str(papers))
        time.sleep(1)
        asleep.send_signal(signal.SIGSTOP)
        assert "rail vehicle" in shell(home, "ask", "What is a tram?")
        shell(home, "remove", "bees")
        asleep.send_signal(signal.SIGCONT)
        assert ended(asleep)[0] == 0
        assert documents(home) == 42


def test_a_restore_waits_for_no_page_and_changes_nothing_beside_it(home: Path, tmp_path: Path) -> None:
    shell(home, "backup", str(tmp_path / "made.zip"))
    with page(home):
        shell(home, "remove", "bees")
        assert "Stop it, restore" in complaint(home, "restore", str(tmp_path / "made.zip"), "--replace")
        assert documents(home) == 2
    shell(home, "restore", str(tmp_path / "made.zip"), "--replace")
    assert documents(home) == 3


def test_a_restore_that_is_killed_leaves_the_old_library_or_the_new_one(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "made.zip"
    shell(home, "backup", str(file))
    shell(home, "remove", "bees")
    for pause_ms in range(250, 650, 40):
        restoring = begin(home, "restore", str(file), "--replace")
        try:
            restoring.wait(pause_ms / 1000)
        except subprocess.TimeoutExpired:
            restoring.kill()
        restoring.communicate()
        assert documents(home) in (2, 3)
        assert checks(home) == []
        assert [path.name for path in home.iterdir() if path.name[0] == "." or path.name == "restoring"] == []
        if documents(home) == 3:
            shell(home, "remove", "bees")
