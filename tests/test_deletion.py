"""What was removed is gone: no file of the data folder, and no temporary one, has its words, its name, its vectors."""

import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from served import environment

from bot.chain import Bot
from ingest import vectors
from ingest.backup import backup
from ingest.library import FILE
from ingest.progress import silent
from ingest.store import Store
from ingest.sync import add_upload, remove, sync

StoreFactory = Callable[..., Store]

WORD = "zarbuk"
"""No other text has it, in any form: the text index holds words in lower case and without their endings."""
SECRET = f"# The {WORD} plan\n\nThe {WORD} plan costs nine million.\n\nNobody outside may hear of the Zarbuks.\n"
OTHERS = 40


@pytest.fixture(autouse=True)
def places(isolated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOREWISE_BUILTIN", "0")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    for number in range(OTHERS):
        (made / f"lamp{number}.md").write_text(f"# Lamp {number}\n\nLamp {number} shines.\n\nIt is lamp {number}.\n")
    return made


def holding(place: Path, *needles: bytes) -> list[str]:
    """Give the files below a place whose name or bytes hold one of the needles."""
    return [
        str(path.relative_to(place))
        for path in sorted(place.rglob("*"))
        if any(needle in path.name.lower().encode() for needle in needles)
        or (path.is_file() and path.name != PADDED and any(needle in path.read_bytes().lower() for needle in needles))
    ]


# Chroma pads this file with whatever its memory held before, in a test also what the test itself has removed.
PADDED = "data_level0.bin"


def vectors_of(store: Store) -> list[bytes]:
    """Give the vectors of the passages that hold the word, as the bytes of which files would hold them."""
    passages = store.library.passages(store.library.all_passage_ids())
    kept = store.vectors.get([passage.id for passage in passages if WORD in passage.text.lower()])
    assert kept
    return [row.astype("<f4").tobytes().lower() for row in kept.values()]


def test_a_removed_file_leaves_nothing_behind(open_store: StoreFactory, isolated: Path, folder: Path) -> None:
    (folder / f"{WORD}.md").write_text(SECRET)
    with open_store() as store:
        sync(store, [folder])
        removed = vectors_of(store)
    assert len(holding(isolated, *removed)) == 2
    (folder / f"{WORD}.md").unlink()
    with open_store() as store:
        assert sync(store, prune=True).count("removed") == 1
        assert FILE not in holding(isolated, WORD.encode())  # at once, while the library is open
    assert holding(isolated.parent, WORD.encode(), *removed) == []
    with Bot.open(isolated) as bot:
        assert len(bot.store.library.document_ids()) == OTHERS
        assert bot.ask("Does lamp 7 shine?").status == "answered"


def test_a_removed_upload_leaves_no_copy_behind(store: Store, isolated: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    sent.write_text(SECRET)
    add_upload(store, sent, f"{WORD} plan.md")
    sent.unlink()
    assert holding(isolated, WORD.encode())
    remove(store, f"{WORD}-plan")
    store.close()
    assert holding(isolated.parent, WORD.encode()) == []


def test_what_a_new_version_no_longer_says_is_gone(store: Store, isolated: Path, folder: Path) -> None:
    changed = folder / "lamp0.md"
    changed.write_text(SECRET)
    sync(store, [folder])
    removed = vectors_of(store)
    changed.write_text("# Lamp 0\n\nLamp 0 shines again.\n")
    assert sync(store).count("replaced") == 1
    backup(store, isolated.parent / "backup.zip", silent)
    assert holding(isolated.parent, WORD.encode()) == []
    store.close()
    assert holding(isolated, *removed) == []


def test_what_a_killed_process_had_removed_is_gone_after_the_next(
    open_store: StoreFactory, isolated: Path, folder: Path
) -> None:
    (folder / f"{WORD}.md").write_text(SECRET)
    with open_store() as store:
        sync(store, [folder])
    killing = textwrap.dedent(f"""
        import os, signal
        from ingest.settings import Settings
        from ingest.store import Store
        with Store.open(Settings.load()) as store:
            store.remove({WORD!r})
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    done = subprocess.run([sys.executable, "-c", killing], env=environment(isolated), check=False)
    assert done.returncode == -signal.SIGKILL
    with open_store() as store:
        assert store.library.document_ids() == sorted(f"lamp{number}" for number in range(OTHERS))
        _ = store.vectors
    assert holding(isolated, WORD.encode()) == []


def test_a_large_library_is_rid_of_vectors_when_the_indexes_are_written_anew(
    open_store: StoreFactory, isolated: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "COMPACTED", OTHERS)
    (folder / "plan.md").write_text(SECRET)
    with open_store() as store:
        sync(store, [folder])
        removed = vectors_of(store)
        remove(store, "plan")
    assert holding(isolated, *removed) != []
    assert holding(isolated, WORD.encode()) == []
    with open_store() as store:
        store.refill()
    assert holding(isolated, *removed) == []
