"""Backups come back whole, on an empty folder, or not at all; and what is there is never lost to a bad one."""

import json
import os
import shutil
import stat
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shelf import bot_of
from spoilt import SPOILT

from ingest import archive, restore, work
from ingest.embedder import NAME
from ingest.errors import LibraryError
from ingest.library import FILE, Library
from ingest.owner import Owner
from ingest.progress import silent
from ingest.settings import Settings
from ingest.store import Store
from ingest.sync import add_upload
from ingest.uploads import UPLOADS


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with four documents, one of them uploaded, and a backup of it."""
    root = tmp_path_factory.mktemp("backup")
    (root / "note.md").write_text("# Ferry\n\nThe ferry carries forty sheep across the sound.\n")
    with bot_of(root / "home") as bot:
        add_upload(bot.store, root / "note.md", "ferry note.md")
        bot.store.remove("bees")
        work.backup(bot.store, silent, file=str(root / "made.zip"))
    yield root
    shutil.rmtree(root)


@pytest.fixture
def made(source: Path) -> Path:
    return source / "made.zip"


def brought_back(home: Path, path: Path, replace: bool = False) -> dict[str, Any]:
    """Restore as the command does, as the owner of the folder."""
    owner = Owner(home)
    owner.take()
    try:
        return restore.restore(home, path, replace)
    finally:
        owner.release()


def held(home: Path) -> dict[str, bytes]:
    """Give every file of a data folder but those that only say who has it."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.startswith("owner.")
    }


def fingerprint(home: Path) -> str:
    library = Library.open(home)
    try:
        return library.fingerprint(NAME, "onnx")
    finally:
        library.close()


def test_a_backup_holds_texts_and_uploads_for_its_owner_alone(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    with zipfile.ZipFile(made) as held_in:
        assert set(held_in.namelist()) == {archive.MANIFEST, FILE, f"{UPLOADS}/ferry note.md"}
        manifest = json.loads(held_in.read(archive.MANIFEST))
    assert (manifest["documents"], manifest["shorewise_backup"]) == (3, 1)
    # What was removed before is not in it.
    assert b"honey" not in made.read_bytes()


def test_what_is_restored_is_the_same_library(source: Path, made: Path, tmp_path: Path) -> None:
    home = tmp_path / "restored"
    assert brought_back(home, made) == {"documents": 3}
    assert fingerprint(home) == fingerprint(source / "home")
    assert (home / UPLOADS / "ferry note.md").read_bytes() == (source / "note.md").read_bytes()
    assert {path.name for path in home.iterdir()} >= {FILE, UPLOADS}
    assert not [path for path in home.iterdir() if path.name.startswith(".") or path.name == restore.READY]
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in (home / FILE, home / UPLOADS))
    with Store.open(Settings.load(home=home, builtin=False)) as store:
        # The upload is known by its name, so that a new one of that name replaces it.
        assert store.library.sources()["upload:ferry note.md"] == "ferry-note"
        assert store.vectors.ids() == set(store.library.all_passage_ids())
        assert not [check for check in work.doctor(store, silent) if not check["ok"]]


def test_a_backup_of_a_restored_and_reindexed_library_can_be_restored(made: Path, tmp_path: Path) -> None:
    brought_back(tmp_path / "one", made)
    with Store.open(Settings.load(home=tmp_path / "one", builtin=False)) as store:
        store.library.rebuild_index()
        store.library.purge(shrink=True)
        work.backup(store, silent, file=str(tmp_path / "again.zip"))
    brought_back(tmp_path / "two", tmp_path / "again.zip")
    assert fingerprint(tmp_path / "two") == fingerprint(tmp_path / "one")


def test_a_library_that_is_there_is_replaced_only_when_asked(made: Path, tmp_path: Path) -> None:
    home = tmp_path / "other"
    with bot_of(home, {"bees": "# Bees\n\nBees sting.\n"}) as bot:
        (tmp_path / "old.md").write_text("Old words.\n")
        add_upload(bot.store, tmp_path / "old.md", "old.md")
    before = held(home)
    with pytest.raises(LibraryError, match="--replace"):
        brought_back(home, made)
    assert held(home) == before
    brought_back(home, made, replace=True)
    with Store.open(Settings.load(home=home, builtin=False)) as store:
        assert store.library.document_ids() == ["ferry-note", "museums", "trams"]
        assert store.vectors.ids() == set(store.library.all_passage_ids())
    assert [path.name for path in (home / UPLOADS).iterdir()] == ["ferry note.md"]
    assert not any(b"Bees sting" in data or b"Old words" in data for data in held(home).values())


BEFORE_ANYTHING_IS_WRITTEN = {
    "a way out": "no Shorewise backup holds",
    "a link": "no Shorewise backup holds",
    "a bomb": "is compressed",
    "a name twice": "claims to hold more than it does",
    "a size that is not true": "claims to hold more than it does",
}


@pytest.mark.parametrize("fault", SPOILT)
@pytest.mark.filterwarnings("ignore:Duplicate name")  # zipfile says so where the test writes one
def test_a_bad_backup_is_refused_and_changes_nothing(source: Path, made: Path, tmp_path: Path, fault: str) -> None:
    bad = SPOILT[fault](made, tmp_path / "bad.zip")
    home = tmp_path / "home"
    shutil.copytree(source / "home", home)
    before = held(home)
    with pytest.raises(LibraryError) as refused:
        brought_back(home, bad, replace=True)
    said = str(refused.value)
    assert str(bad) in said
    assert BEFORE_ANYTHING_IS_WRITTEN.get(fault, "") in said
    assert said.count("\n") == 0
    assert ".restore-" not in said
    assert held(home) == before
    assert not (tmp_path / "out.md").exists()
    assert sorted(path.name for path in home.iterdir() if path.name.startswith(".")) == []


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.zip", tmp_path):
        with pytest.raises(LibraryError, match="There is no file"):
            brought_back(tmp_path / "home", path)


@pytest.mark.parametrize("stopped_after", ["uploads", "vectors", "library"])
def test_a_restore_that_was_killed_half_way_is_finished_by_whoever_opens_the_folder(
    made: Path, tmp_path: Path, stopped_after: str
) -> None:
    home = tmp_path / "home"
    for folder in (UPLOADS, "vectors", restore.READY, ".restore-left", ".backup-left"):
        (home / folder).mkdir(parents=True)
    (home / UPLOADS / "old.md").touch()
    (home / "vectors" / "stale").touch()
    Library.open(home).close()
    ready = home / restore.READY
    archive.unpack(made, ready)
    shutil.rmtree(home / UPLOADS)
    (ready / UPLOADS).rename(home / UPLOADS)
    if stopped_after != "uploads":
        shutil.rmtree(home / "vectors")
    if stopped_after == "library":
        (ready / FILE).replace(home / FILE)
    with Store.open(Settings.load(home=home, builtin=False)) as store:
        assert store.library.document_ids() == ["ferry-note", "museums", "trams"]
    assert {path.name for path in home.iterdir()} == {FILE, UPLOADS, "owner.lock"}
    assert [path.name for path in (home / UPLOADS).iterdir()] == ["ferry note.md"]


def test_a_backup_takes_the_place_of_an_earlier_one_and_of_nothing_else(made: Path, tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "made.zip"
    brought_back(home, made)
    with Store.open(Settings.load(home=home, builtin=False)) as store:
        work.backup(store, silent, file=str(file))
        first = file.stat().st_ino
        work.backup(store, silent, file=str(file))
        assert file.stat().st_ino != first
        letter = tmp_path / "letter.zip"
        letter.write_text("Dear friend")
        for path in (letter, tmp_path, home / FILE):
            with pytest.raises(LibraryError, match="is no backup"):
                work.backup(store, silent, file=str(path))
        assert letter.read_text() == "Dear friend"
        with pytest.raises(LibraryError, match="cannot be written: No such file"):
            work.backup(store, silent, file=str(tmp_path / "none" / "made.zip"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "letter.zip", "made.zip"]


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="limits of another kind")
def test_a_disk_that_is_full_leaves_the_earlier_backup_and_the_library(made: Path, tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "made.zip"
    brought_back(home, made)
    shutil.copy(made, file)
    code = """
        import resource, sys
        from pathlib import Path
        from ingest import restore, work
        from ingest.errors import LibraryError
        from ingest.progress import silent
        from ingest.settings import Settings
        from ingest.store import Store
        home, file, full = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
        with Store.open(Settings.load(home=home, builtin=False)) as store:
            # A file that may not grow further fails as a full disk does, wherever the disk is not ours to fill.
            resource.setrlimit(resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))
            try: work.backup(store, silent, file=file)
            except LibraryError as error: print(error)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))
        try: restore.restore(home, Path(file), True)
        except LibraryError as error: print(error)
    """
    for full, failed in ((20_000, 2), (made.stat().st_size - 300, 1)):
        before, at_first = file.read_bytes(), fingerprint(home)
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(code), str(home), str(file), str(full)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert len(done.stdout.splitlines()) == failed, done
        assert file.read_bytes() == before
        assert fingerprint(home) == at_first
        assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "made.zip"]
