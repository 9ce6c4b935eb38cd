"""Bringing files into the library: ids that stay, bytes that are read once, faults that stop nothing."""

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import kb
from ingest import changes
from ingest.errors import LibraryError, UnknownDocument
from ingest.folders import Choice
from ingest.progress import Step
from ingest.store import Store
from ingest.sync import add_upload, remove, sync
from ingest.types import SyncReport
from ingest.uploads import safe_name

StoreFactory = Callable[..., Store]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    return made


def results(report: SyncReport) -> dict[str, str]:
    return {Path(outcome.path).name: outcome.result for outcome in report.files}


def test_a_folder_is_read_with_its_subfolders_in_order_without_hidden_files(store: Store, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / ".git").mkdir()
    for name in ("b.md", "a.txt", "sub/c.md", ".hidden.md", ".git/d.md"):
        (folder / name).write_text(f"Words of {name}.\n")
    report = sync(store, [folder])
    assert [outcome.path for outcome in report.files] == [str(folder / name) for name in ("a.txt", "b.md", "sub/c.md")]
    assert report.count("added") == 3
    assert store.library.document_ids() == ["a", "b", "c"]
    assert store.vectors.count() == 3


def test_the_same_bytes_are_read_once_and_have_two_sources(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text("Same words.\n")
    sync(store, [folder])
    (folder / "copy.md").write_text("Same words.\n")
    embedded: list[str] = []
    encode = store.embedder.encode

    def counting(texts: Sequence[str]) -> NDArray[np.float32]:
        embedded.extend(texts)
        return encode(texts)

    monkeypatch.setattr(store.embedder, "encode", counting)
    report = sync(store, [folder])
    assert results(report) == {"a.md": "unchanged", "copy.md": "unchanged"}
    assert {outcome.document_id for outcome in report.files} == {"a"}
    assert store.library.sources() == {str(folder / "a.md"): "a", str(folder / "copy.md"): "a"}
    assert embedded == []


def test_a_changed_file_keeps_its_document_id(store: Store, folder: Path) -> None:
    (folder / "a.md").write_text("Old words.\n")
    sync(store, [folder])
    (folder / "a.md").write_text("New words, and more of them.\n\nA second paragraph.\n")
    report = sync(store, [folder])
    assert results(report) == {"a.md": "replaced"}
    assert store.library.document_ids() == ["a"]
    assert store.library.document("a").text.startswith("New words")
    assert store.vectors.ids() == set(store.library.all_passage_ids())


def test_of_two_copies_the_changed_one_becomes_a_document_of_its_own(store: Store, folder: Path) -> None:
    for name in ("a.md", "copy.md"):
        (folder / name).write_text("Same words.\n")
    sync(store, [folder])
    (folder / "copy.md").write_text("Other words.\n")
    sync(store, [folder / "copy.md"])
    assert store.library.document("a").text.startswith("Same")
    assert store.library.document("copy").text.startswith("Other")


def test_when_the_first_of_two_copies_changes_the_other_keeps_its_words(store: Store, folder: Path) -> None:
    for name in ("a.md", "copy.md"):
        (folder / name).write_text("Same words.\n")
    sync(store, [folder])
    (folder / "a.md").write_text("Other words.\n")
    sync(store, [folder / "a.md"])
    assert store.library.document("a").text.startswith("Other")
    assert store.library.document("copy").text.startswith("Same")


def test_a_file_that_becomes_a_copy_leaves_no_document_behind(store: Store, folder: Path) -> None:
    (folder / "a.md").write_text("One.\n")
    (folder / "b.md").write_text("Two.\n")
    sync(store, [folder])
    (folder / "b.md").write_text("One.\n")
    assert results(sync(store, [folder])) == {"a.md": "unchanged", "b.md": "replaced"}
    assert store.library.document_ids() == ["a"]
    assert store.vectors.count() == 1


def test_missing_files_are_removed_only_when_asked(store: Store, folder: Path) -> None:
    for name in ("a.md", "b.md"):
        (folder / name).write_text(f"Words of {name}.\n")
    sync(store, [folder])
    (folder / "a.md").unlink()
    assert results(sync(store)) == {"a.md": "unchanged", "b.md": "unchanged"}
    assert store.library.document_ids() == ["a", "b"]
    assert results(sync(store, prune=True)) == {"a.md": "removed", "b.md": "unchanged"}
    assert store.library.document_ids() == ["b"]
    assert store.vectors.count() == 1


def test_pruning_a_folder_leaves_what_lies_outside_it(store: Store, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("Outside.\n")
    (folder / "a.md").write_text("Inside.\n")
    sync(store, [folder, outside])
    outside.unlink()
    (folder / "a.md").unlink()
    assert results(sync(store, [folder], prune=True)) == {"a.md": "removed"}
    assert store.library.document_ids() == ["outside"]


def test_a_folder_that_is_gone_is_missed_only_when_asked_to(store: Store, folder: Path) -> None:
    (folder / "a.md").write_text("Inside.\n")
    sync(store, [folder])
    (folder / "a.md").unlink()
    folder.rmdir()
    (refused,) = sync(store, [folder]).files
    assert refused.result == "refused"
    assert refused.reason == f"{folder} does not exist."
    assert store.library.document_ids() == ["a"]
    report = sync(store, [folder], prune=True)
    assert [(outcome.path, outcome.result) for outcome in report.files] == [(str(folder / "a.md"), "removed")]
    assert store.library.document_ids() == []
    assert sync(store, [folder], prune=True).count("refused") == 1


def test_the_data_folder_itself_is_not_read(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Words.\n")
    assert store.settings.home.is_relative_to(tmp_path)
    assert results(sync(store, [tmp_path])) == {"a.md": "added"}


def test_one_of_two_sources_gone_keeps_the_document(store: Store, folder: Path) -> None:
    for name in ("a.md", "copy.md"):
        (folder / name).write_text("Same words.\n")
    sync(store, [folder])
    (folder / "a.md").unlink()
    sync(store, prune=True)
    assert store.library.sources() == {str(folder / "copy.md"): "a"}
    (folder / "copy.md").write_text("Changed words.\n")
    assert sync(store).files[0].document_id == "a"


def test_bad_files_are_refused_with_reasons_and_the_others_go_on(store: Store, folder: Path) -> None:
    (folder / "empty.md").touch()
    (folder / "program.exe").write_bytes(b"MZ\0")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "good.md").write_text("Good words.\n")
    report = sync(store, [folder, folder / "nowhere.md"])
    assert results(report) == {
        "empty.md": "refused",
        "program.exe": "refused",
        "noise.txt": "refused",
        "good.md": "added",
        "nowhere.md": "refused",
    }
    assert all(outcome.reason for outcome in report.files if outcome.result == "refused")


def test_a_file_that_turns_bad_keeps_its_document(store: Store, folder: Path) -> None:
    (folder / "a.md").write_text("Good words.\n")
    sync(store, [folder])
    (folder / "a.md").write_text("")
    assert results(sync(store, [folder])) == {"a.md": "refused"}
    assert store.library.document("a").text.startswith("Good")


def test_a_name_that_is_not_text_is_refused(store: Store, folder: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.md")).write_text("Words.\n")
    except OSError:
        return  # a file system that allows no such name
    [outcome] = sync(store, [folder]).files
    assert outcome.result == "refused"
    assert outcome.path.encode().endswith(b"\\udcff.md")


def test_files_of_the_same_name_get_ids_of_their_own(store: Store, folder: Path) -> None:
    for number in range(2):
        (folder / str(number)).mkdir()
        (folder / str(number) / "Größe & Co.md").write_text(f"Words {number}.\n")
    sync(store, [folder])
    first, second = store.library.document_ids()
    assert first == "grosse-co"
    assert second.startswith("grosse-co-")
    assert results(sync(store, [folder])) == {"Größe & Co.md": "unchanged"}


def test_a_file_never_takes_a_built_in_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_store: StoreFactory, folder: Path
) -> None:
    builtin = tmp_path / "kb-documents"
    builtin.mkdir()
    (builtin / "x.md").write_text("---\nid: taken\ntitle: Taken\n---\nBuilt in.\n")
    monkeypatch.setattr(kb, "DOCUMENTS", builtin)
    store = open_store(builtin=False)
    (folder / "taken.md").write_text("---\nid: taken\n---\nA person's own words.\n")
    [outcome] = sync(store, [folder]).files
    assert outcome.document_id is not None
    assert outcome.document_id.startswith("taken-")


def test_a_built_in_document_is_not_removed_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_store: StoreFactory
) -> None:
    builtin = tmp_path / "kb-documents"
    builtin.mkdir()
    (builtin / "x.md").write_text("---\nid: taken\ntitle: Taken\n---\nBuilt in.\n")
    monkeypatch.setattr(kb, "DOCUMENTS", builtin)
    store = open_store(builtin=True)
    store.sync_builtin()
    with pytest.raises(LibraryError, match="SHOREWISE_BUILTIN=0"):
        remove(store, "taken")


def test_another_way_of_reading_reads_known_bytes_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text("Words.\n")
    with monkeypatch.context() as patch:
        patch.setattr(changes, "scheme", lambda: "an older one")
        sync(store, [folder])
    assert results(sync(store, [folder])) == {"a.md": "replaced"}
    assert results(sync(store, [folder])) == {"a.md": "unchanged"}


def test_an_upload_is_kept_and_read_again_like_a_file(store: Store, tmp_path: Path) -> None:
    sent = tmp_path / "tmp123"
    sent.write_text("# Handbook\n\nUploaded words.\n")
    outcome = add_upload(store, sent, "Hand book.md")
    sent.unlink()
    assert (outcome.result, outcome.document_id) == ("added", "hand-book")
    assert store.library.document("hand-book").origin == "upload:Hand book.md"
    assert [o.result for o in sync(store, prune=True).files] == ["unchanged"]


def test_an_upload_of_the_same_name_replaces_the_earlier_one(store: Store, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    for words in ("Old words.\n", "New words.\n"):
        sent.write_text(words)
        outcome = add_upload(store, sent, "a.md")
    assert outcome.result == "replaced"
    sent.write_text("")
    assert add_upload(store, sent, "a.md").result == "refused"
    assert store.library.document("a").text.startswith("New")
    assert (store.settings.home / "uploads" / "a.md").read_text() == "New words.\n"


def test_removing_an_uploaded_document_removes_the_kept_copy(store: Store, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    sent.write_text("Words.\n")
    add_upload(store, sent, "a.md")
    remove(store, "a")
    assert list((store.settings.home / "uploads").iterdir()) == []
    assert store.library.documents() == []
    with pytest.raises(UnknownDocument):
        remove(store, "a")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\files\\a.md", "a.md"),
        ("a\n\x1b[31m.md", "a[31m.md"),
        ("..", "document"),
        ("", "document"),
        ("x" * 300 + ".md", "x" * 120 + ".md"),
    ],
)
def test_an_upload_name_is_made_a_plain_file_name(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


def test_progress_counts_files_and_passages(store: Store, folder: Path) -> None:
    for name in ("a.md", "b.md"):
        (folder / name).write_text(f"Words of {name}.\n\nMore of them.\n")
    steps: list[Step] = []
    sync(store, [folder], progress=steps.append)
    reading = [step for step in steps if step.task == "Reading files"]
    assert [step.done for step in reading] == sorted(step.done for step in reading)
    assert (reading[-1].done, reading[-1].total, reading[-1].passages) == (2, 2, 4)
    assert reading[-1].seconds_left == 0
    assert (steps[-1].task, steps[-1].done, steps[-1].total) == ("Making the last vectors", 1, 1)


def test_missing_files_are_removed_in_order(store: Store, folder: Path) -> None:
    names = [f"{letter}.md" for letter in "qwertyuiop"]
    for name in names:
        (folder / name).write_text(f"Words of {name}.\n")
    sync(store, [folder])
    for name in names:
        (folder / name).unlink()
    report = sync(store, [folder], prune=True)
    assert list(results(report)) == sorted(names)
    assert report.count("removed") == len(names)


def test_two_threads_lose_no_document(store: Store, folder: Path) -> None:
    for name in ("report.md", "report.txt"):
        (folder / name).write_text(f"Words of {name}.\n")
    together = threading.Barrier(2)

    def meet(step: Step) -> None:
        # Both have read their file and found the id free before either may take it, unless one holds the store.
        if step.passages:
            with suppress(threading.BrokenBarrierError):
                together.wait(1)

    def add(name: str) -> None:
        add_upload(store, folder / name, name, meet)

    threads = [threading.Thread(target=add, args=(name,)) for name in ("report.md", "report.txt")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = store.library.sources()
    assert sorted(held) == ["upload:report.md", "upload:report.txt"]
    assert {store.library.document(held[f"upload:{name}"]).text for name in ("report.md", "report.txt")} == {
        "Words of report.md.",
        "Words of report.txt.",
    }
    assert store.vectors.count() == 2


def test_a_copy_that_is_gone_when_its_document_changes_is_forgotten(store: Store, folder: Path) -> None:
    for name in ("a.md", "copy.md"):
        (folder / name).write_text("Same words.\n")
    sync(store, [folder])
    (folder / "copy.md").unlink()
    (folder / "a.md").write_text("Other words.\n")
    sync(store, [folder / "a.md"])
    assert store.library.sources() == {str(folder / "a.md"): "a"}


def test_a_change_that_fails_leaves_other_sources_known(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "copy.md"):
        (folder / name).write_text("Same words.\n")
    sync(store, [folder])
    before = store.library.sources()
    (folder / "a.md").write_text("Other words.\n")

    def failing(*given: object) -> None:
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(store.library, "put", failing)
        with pytest.raises(LibraryError, match="full"):
            sync(store, [folder])
    assert store.library.sources() == before
    sync(store, [folder])
    assert sorted(document.text for document in store.library.documents()) == ["Other words.", "Same words."]


def test_nothing_in_the_data_folder_can_be_read_by_others(tmp_path: Path, open_store: StoreFactory) -> None:
    made = tmp_path / "made-before"
    made.mkdir(mode=0o755)
    (tmp_path / "a.md").write_text("Words.\n")
    store = open_store(home=made)
    add_upload(store, tmp_path / "a.md", "a.md")
    for name in ("library.sqlite3", "library.sqlite3-wal", "vectors", "uploads", "uploads/a.md"):
        assert (made / name).stat().st_mode & 0o077 == 0, name
    assert open_store().settings.home.stat().st_mode & 0o077 == 0


def test_a_path_that_is_not_there_is_called_so_whatever_its_kind(store: Store, tmp_path: Path) -> None:
    (refused,) = sync(store, [tmp_path / "nothing.xyz"]).files
    assert refused.reason == f"{tmp_path / 'nothing.xyz'} does not exist."


def test_a_moved_file_is_recognised_without_encoding_and_its_old_place_says_where(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text("Words that move.\n")
    sync(store, [folder])
    (folder / "new").mkdir()
    (folder / "a.md").rename(folder / "new" / "b.md")

    def never(_texts: object) -> None:
        raise AssertionError

    monkeypatch.setattr(store.embedder, "encode", never)
    report = sync(store, [folder], prune=True)
    moved = {Path(outcome.path).name: outcome for outcome in report.files}
    assert (moved["b.md"].result, moved["b.md"].document_id) == ("unchanged", "a")
    assert moved["a.md"].result == "removed"
    assert str(folder / "new" / "b.md") in str(moved["a.md"].reason)
    assert store.library.document_ids() == ["a"]


def test_what_a_pattern_leaves_out_is_not_read_and_not_missing(store: Store, folder: Path) -> None:
    for name in ("a.md", "b.txt"):
        (folder / name).write_text(f"Words of {name}.\n")
    sync(store, [folder])
    report = sync(store, [folder], prune=True, choice=Choice(exclude=("*.txt",)))
    assert [Path(outcome.path).name for outcome in report.files] == ["a.md"]
    assert report.notes == ("Files that the patterns leave out: 1.",)
    assert store.library.document_ids() == ["a", "b"]


def test_an_interrupted_run_is_taken_up_again(
    open_store: StoreFactory, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        (folder / f"{number}.md").write_text(f"Words number {number}.\n")

    def interrupting(step: Step) -> None:
        if step.done == 3:
            raise KeyboardInterrupt

    with open_store() as store, pytest.raises(KeyboardInterrupt):
        sync(store, [folder], progress=interrupting)
    again = open_store()
    assert 0 < len(again.library.document_ids()) < 6
    assert again.vectors.ids() == set(again.library.all_passage_ids())
    sync(again, [folder])
    assert len(again.library.document_ids()) == 6
    assert again.vectors.ids() == set(again.library.all_passage_ids())
