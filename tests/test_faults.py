"""Faults, made with real processes: what was acknowledged is there once, found by meaning and by words, and no more."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from served import begin, ended, environment, page, shell, until

from bot.chain import Bot
from ingest import assemble, repair
from ingest.backlog import GROUP
from ingest.doctor import examine
from ingest.errors import LibraryError
from ingest.library import FILE
from ingest.opening import DELAYED
from ingest.progress import Step
from ingest.settings import Settings
from ingest.store import Store
from ingest.sync import sync
from ingest.vectors import FOLDER

StoreFactory = Callable[..., Store]

INGEST = textwrap.dedent("""
    import sys
    from pathlib import Path
    from ingest.errors import ShorewiseError
    from ingest.settings import Settings
    from ingest.store import Store
    from ingest.sync import sync

    done = 0

    def told(step):
        global done
        if step.task == "Reading files" and step.done > done:
            done = step.done
            print(step.item, flush=True)

    print("begun", flush=True)
    try:
        with Store.open(Settings.load()) as store:
            sync(store, [Path(sys.argv[1])], prune=True, progress=told)
    except ShorewiseError as error:
        sys.exit(str(error))
    print("closed", flush=True)
""")


class Shelf:
    """A folder of small files, each about a lamp of its own; what they say changes from turn to turn."""

    def __init__(self, folder: Path, files: int) -> None:
        self.folder, self.draw, self.turn = folder, random.Random(7), 0
        folder.mkdir()
        for number in range(files):
            self.write(number)

    def write(self, number: int) -> None:
        lines = [
            f"# Lamp {number}",
            f"The lamp lampword{number} shines since turn {self.turn}.",
            f"It is lamp {number}.",
        ]
        (self.folder / f"lamp{number}.md").write_text("\n\n".join(lines) + "\n")

    def change(self) -> None:
        """Write some files anew, take one away and add one."""
        self.turn += 1
        numbers = [int(path.stem.removeprefix("lamp")) for path in self.folder.iterdir()]
        for number in self.draw.sample(numbers, len(numbers) // 2):
            self.write(number)
        (self.folder / f"lamp{self.draw.choice(numbers)}.md").unlink()
        self.write(max(numbers) + 1)


def ingesting(home: Path, folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", INGEST, str(folder)]
    return subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def killed(home: Path, shelf: Shelf) -> set[str]:
    """Kill an ingest of the folder at a random moment; gives the names of the files it had acknowledged."""
    process, said = ingesting(home, shelf.folder), list[str]()
    assert process.stdout is not None
    for _ in range(shelf.draw.randrange(len(list(shelf.folder.iterdir())) + 2)):
        said.append(process.stdout.readline().strip())
    time.sleep(shelf.draw.random() * 0.2)
    process.kill()
    with process:
        said += process.stdout.read().split()
        assert process.stderr is not None
        assert process.stderr.read() == ""
    return {name for name in said if name.endswith(".md")}


def in_step(store: Store) -> bool:
    """Tell whether each passage has its own vector, and nothing else has one."""
    ids = store.library.all_passage_ids()
    kept, rows = store.vectors.get(ids), store.embed(store.library.passages(ids))
    own = all(float(row @ kept[passage_id]) > 0.9999 for passage_id, row in zip(ids, rows, strict=True))
    return own and store.vectors.ids() == set(ids)


def assert_sound(home: Path, folder: Path, acknowledged: set[str]) -> None:
    """Every acknowledged file is found with the words it holds now, none twice, no vector or passage beside them."""
    with Bot.open(home) as bot:
        library = bot.store.library
        sources = library.sources()
        for name in sorted(acknowledged):
            path = folder / name
            if path.exists():
                document_id = sources[str(path)]
                assert library.document(document_id).text == path.read_text().replace("# ", "").strip()
                assert bot.search(f"lampword{path.stem.removeprefix('lamp')}", 1)[0].passage.document_id == document_id
        assert sorted(sources.values()) == library.document_ids()
        counted = sum(document.passages for document in library.documents())
        assert library.passage_count() == counted == len(library.all_passage_ids())
        assert in_step(bot.store)
        assert [check.detail for check in examine(bot.store) if not check.ok or check.repaired] == []
    assert len(list((home / FOLDER).glob("index-*"))) == 1


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOREWISE_BUILTIN", "0")


@pytest.mark.parametrize("kills", [5, pytest.param(95, marks=pytest.mark.long)])
def test_a_kill_at_a_random_moment_loses_nothing_acknowledged_and_doubles_nothing(
    isolated: Path, tmp_path: Path, kills: int
) -> None:
    shelf = Shelf(tmp_path / "docs", 12)
    for _ in range(kills):
        assert_sound(isolated, shelf.folder, killed(isolated, shelf))
        shelf.change()
    last = ingesting(isolated, shelf.folder)
    said, _ = last.communicate()
    assert said.split()[-1] == "closed"
    assert_sound(isolated, shelf.folder, {path.name for path in shelf.folder.iterdir()})
    with Bot.open(isolated) as bot:
        assert set(bot.store.library.sources()) == {str(path) for path in shelf.folder.iterdir()}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, Callable[[int], object]]]:
    """A disk of 1 MB that can be made larger; without the right to make one, a limit for the size of single files."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True).returncode
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    if mounted == 0:
        yield place, lambda mb: subprocess.run(["mount", "-o", f"remount,size={mb}m", place], check=True)
        subprocess.run(["umount", "--lazy", place], check=True)
        return
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, before[1]))
    yield place, lambda mb: resource.setrlimit(resource.RLIMIT_FSIZE, (mb * 1_000_000, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_is_said_and_once_there_is_room_the_run_goes_on(
    small_disk: tuple[Path, Callable[[int], object]], tmp_path: Path
) -> None:
    place, make_room = small_disk
    shelf, home = Shelf(tmp_path / "docs", 4), place / "home"
    for number in range(10):
        (shelf.folder / f"lamp{number}.md").write_text(
            f"Lamp {number}\n\n" + " ".join(f"lampword{number} shines at {n}." for n in range(120)) + "\n"
        )
    process = ingesting(home, shelf.folder)
    said, complained = process.communicate()
    assert process.returncode == 1, complained
    assert "Traceback" not in complained
    assert "room" in complained or "space" in complained, complained
    acknowledged = {name for name in said.split() if name.endswith(".md")}
    make_room(200)
    for path in sorted(shelf.folder.iterdir())[len(acknowledged) + 1 :]:
        path.unlink()
    assert_sound(home, shelf.folder, acknowledged)
    assert ingesting(home, shelf.folder).communicate()[0].split()[-1] == "closed"
    assert_sound(home, shelf.folder, {path.name for path in shelf.folder.iterdir()})


@pytest.fixture
def stood(isolated: Path, tmp_path: Path, open_store: StoreFactory) -> Shelf:
    """Six files that were ingested and whose originals are gone."""
    shelf = Shelf(tmp_path / "docs", 6)
    with open_store() as store:
        sync(store, [shelf.folder])
    return shelf


def hidden(shelf: Shelf) -> Path:
    """Take the originals out of the way, as no repair may need them."""
    return shelf.folder.rename(shelf.folder.with_name("away"))


def test_without_vectors_words_find_passages_at_once_and_all_is_made_again_without_the_originals(
    isolated: Path, stood: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, mend = threading.Event(), repair.mend

    def mend_later(*given: Any) -> int:
        assert asked.wait(60)
        return mend(*given)

    monkeypatch.setattr(repair, "mend", mend_later)
    with Bot.open(isolated) as bot:
        whole = bot.ask("Since when does lampword3 shine?")
    shutil.rmtree(isolated / FOLDER)
    away = hidden(stood)
    with Bot.open(isolated, patient=False) as bot:
        began = time.monotonic()
        early = bot.ask("Since when does lampword3 shine?")
        assert time.monotonic() - began < 5
        assert early.sentences[-1].text == DELAYED
        assert early.corpus == f"{whole.corpus}+words"
        assert [citation.quote for citation in early.citations] == [citation.quote for citation in whole.citations]
        asked.set()
        _ = bot.store.vectors
        late = bot.ask("Since when does lampword3 shine?")
        assert late.model_copy(update={"timings_ms": {}}) == whole.model_copy(update={"timings_ms": {}})
    away.rename(stood.folder)
    assert_sound(isolated, stood.folder, {path.name for path in stood.folder.iterdir()})


def test_a_repair_that_is_killed_goes_on_where_it_was(isolated: Path, tmp_path: Path, open_store: StoreFactory) -> None:
    (tmp_path / "a.md").write_text("\n\n".join(f"Lamp {number} shines." for number in range(GROUP + 30)))
    with open_store() as store:
        sync(store, [tmp_path / "a.md"])
    shutil.rmtree(isolated / FOLDER)
    code = textwrap.dedent("""
        import os, signal
        from ingest.settings import Settings
        from ingest.store import Store
        from ingest.vectors import Vectors
        upsert, calls = Vectors.upsert, []
        def dying(*given):
            if calls:
                os.kill(os.getpid(), signal.SIGKILL)
            calls.append(upsert(*given))
        Vectors.upsert = dying
        with Store.open(Settings.load()) as store:
            store.vectors
    """)
    done = subprocess.run([sys.executable, "-c", code], env=environment(isolated), check=False)
    assert done.returncode == -signal.SIGKILL
    steps: list[Step] = []
    with Store.open(Settings.load(), steps.append) as store:
        assert in_step(store)
    assert {(step.task, step.total) for step in steps} == {("Writing missing vectors", 30)}


def test_a_library_that_another_program_locks_is_waited_for_and_then_said(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The lamp shines.\n")
    (tmp_path / "b.md").write_text("The moon shines.\n")
    _ = store.vectors, store.embedder
    code = textwrap.dedent(f"""
        import sqlite3, sys, time
        held = sqlite3.connect({str(store.settings.home / FILE)!r}, isolation_level=None)
        held.execute("BEGIN IMMEDIATE")
        print("locked", flush=True)
        time.sleep(float(sys.argv[1]))
    """)

    def locked_for(seconds: float) -> "subprocess.Popen[str]":
        process = subprocess.Popen([sys.executable, "-c", code, str(seconds)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        return process

    locking = locked_for(0.5)
    assert sync(store, [tmp_path / "a.md"]).count("added") == 1
    locking.communicate()
    locking = locked_for(30)
    with pytest.raises(LibraryError, match="another program is using"):
        sync(store, [tmp_path / "b.md"])
    locking.kill()
    locking.communicate()
    assert store.library.document_ids() == ["a"]
    assert sync(store, [tmp_path]).count("added") == 1
    assert in_step(store)


def test_two_that_start_at_once_on_an_empty_folder_both_do_their_work(isolated: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(f"The lamp of {name} shines.\n")
    both = [begin(isolated, "ingest", str(tmp_path / f"{name}.md"), SHOREWISE_WAIT_S="60") for name in ("a", "b")]
    assert [ended(process)[:2] for process in both] == [
        (0, "1 added, 0 replaced, 0 unchanged, 0 removed, 0 refused.\n")
    ] * 2
    with Bot.open(isolated) as bot:
        assert bot.store.library.document_ids() == ["a", "b"]
        assert in_step(bot.store)


def test_clocks_and_file_times_decide_nothing(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock:
        year = 2026

        @classmethod
        def now(cls, _zone: object) -> datetime:
            return datetime(cls.year, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(assemble, "datetime", Clock)
    path, results = tmp_path / "a.md", []
    for year, words in ((2026, "one"), (1999, "two"), (2042, "two"), (1970, "six"), (2026, "six")):
        Clock.year = year
        path.write_text(f"The lamp says {words}.\n")
        os.utime(path, (1_000_000, 1_000_000))  # the same time and size, whatever it says
        [outcome] = sync(store, [path]).files
        results.append((outcome.result, store.library.document("a").text))
    assert [result for result, _ in results] == ["added", "replaced", "unchanged", "replaced", "unchanged"]
    assert results[-1][1] == "The lamp says six."
    assert in_step(store)


@pytest.mark.parametrize("older", [FILE, FOLDER])
@pytest.mark.parametrize("closed", [True, False])
def test_a_power_loss_that_takes_the_last_writes_of_one_half_is_found(
    isolated: Path, tmp_path: Path, open_store: StoreFactory, older: str, closed: bool
) -> None:
    """Library or vectors are put back to what they were before a change in the same place, of the same length."""
    path, stages = tmp_path / "a.md", {"before": "10", "after": "99"}
    for stage, fare in stages.items():
        path.write_text(f"The fare is {fare} pence.\n\nThe lamp shines.\n")
        with open_store() as store:
            sync(store, [path])
            if not closed:
                shutil.copytree(isolated, tmp_path / stage)
        if closed:
            shutil.copytree(isolated, tmp_path / stage)
    for gone in (tmp_path / "after").glob(f"{older}*"):
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    for kept in (tmp_path / "before").glob(f"{older}*"):
        kept.rename(tmp_path / "after" / kept.name)
    mixed = open_store(home=tmp_path / "after")
    assert mixed.library.document("a").text.startswith(f"The fare is {stages['before' if older == FILE else 'after']}")
    assert in_step(mixed)


def test_a_page_that_opens_on_a_damaged_folder_answers_while_it_repairs(isolated: Path, stood: Shelf) -> None:
    shutil.rmtree(isolated / FOLDER)
    with page(isolated):
        assert "since turn 0" in shell(isolated, "ask", "Since when does lampword3 shine?")
        until(lambda: DELAYED not in shell(isolated, "ask", "Since when does lampword3 shine?"))
        assert '"healthy": true' in shell(isolated, "doctor", "--json")
