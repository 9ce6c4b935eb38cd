"""The store: one owner, library and vectors in step whatever happens, built-in documents up to date."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import kb
from ingest import embed
from ingest.assemble import assemble
from ingest.embedder import DIMENSION, NAME, Embedder, Vectors
from ingest.errors import LibraryBusy, LibraryError, ModelError, UnknownDocument
from ingest.library import FILE
from ingest.progress import Counter, Step
from ingest.read import read_bytes
from ingest.store import Store
from ingest.types import Document, Passage

StoreFactory = Callable[..., Store]
ROOT = Path(kb.__file__).parent.parent


def made(document_id: str, text: str) -> tuple[Document, tuple[Passage, ...]]:
    return assemble(read_bytes(text.encode(), f"{document_id}.md"), document_id, f"hash of {text}", "somewhere")


def in_step(store: Store) -> bool:
    ids = store.library.all_passage_ids()
    rows = store.embed(store.library.passages(ids))
    kept = store.vectors.get(ids)
    return store.vectors.ids() == set(ids) and all(
        float(row @ kept[passage_id]) > 0.9999 for passage_id, row in zip(ids, rows, strict=True)
    )


@pytest.fixture
def small_kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two built-in documents in a folder of the test."""
    folder = tmp_path / "kb-documents"
    (folder / "topic").mkdir(parents=True)
    (folder / "topic" / "one.md").write_text("---\nid: first\ntitle: First\n---\nThe first thing is known.\n")
    (folder / "two.md").write_text("---\nid: second\ntitle: Second\n---\nThe second thing is known.\n")
    monkeypatch.setattr(kb, "DOCUMENTS", folder)
    return folder


def test_a_second_owner_is_refused_at_once_and_told_whom_to_ask(store: Store, open_store: StoreFactory) -> None:
    with pytest.raises(LibraryBusy, match=f"Process {os.getpid()} is using"):
        open_store()
    assert store.library.passage_count() == 0


def test_another_process_is_refused_too(store: Store) -> None:
    code = (
        "from ingest.store import Store\n"
        "from ingest.errors import LibraryBusy\n"
        "from ingest.settings import Settings\n"
        "try: Store.open(Settings.load())\n"
        "except LibraryBusy as busy: print(busy)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"Process {os.getpid()} is using" in done.stdout


def test_a_closed_store_lets_the_next_owner_in(open_store: StoreFactory, isolated: Path) -> None:
    with open_store() as store:
        store.put(*made("a", "Work goes abroad.\n"))
    again = open_store()
    assert again.library.document_ids() == ["a"]
    assert in_step(again)


def test_a_damaged_library_does_not_keep_the_lock(open_store: StoreFactory, isolated: Path) -> None:
    isolated.mkdir()
    (isolated / FILE).write_bytes(b"no database" * 100)
    for _ in range(2):
        with pytest.raises(LibraryError, match="damaged"):
            open_store()


def test_putting_and_replacing_keep_library_and_vectors_in_step(store: Store) -> None:
    store.put(*made("a", "Work goes abroad.\n\nIt costs less.\n"))
    store.put(*made("b", "Another text.\n"))
    store.put(*made("a", "Work comes home.\n"))
    assert in_step(store)
    store.remove("b")
    assert in_step(store)
    assert store.library.document_ids() == ["a"]


def test_a_passage_is_found_by_its_heading(store: Store) -> None:
    store.put(*made("a", "# Captive offshoring\n\nIt keeps control inside.\n"))
    store.put(*made("b", "# Gardening\n\nIt keeps control inside.\n"))
    [nearest, _] = store.vectors.query(store.embedder.encode(["captive offshore centre"])[0], 2)
    assert nearest.startswith("a:")


def test_the_portions_of_a_long_document_are_reported(store: Store) -> None:
    steps: list[Step] = []
    counter = Counter(steps.append, "Reading", 2)
    store.put(*made("a", "\n\n".join(f"Paragraph number {i}." for i in range(70))), counter)
    assert [step.passages for step in steps] == sorted({step.passages for step in steps})
    assert len(steps) > 1
    assert (steps[-1].passages, steps[-1].done) == (70, 0)
    assert steps[-1].seconds_left is not None


def test_removing_what_is_not_there_names_the_closest_id(store: Store) -> None:
    store.put(*made("contracts", "A contract binds.\n"))
    with pytest.raises(UnknownDocument, match="contracts"):
        store.remove("contract")


def test_missing_vectors_are_made_again_at_the_next_opening(open_store: StoreFactory) -> None:
    with open_store() as store:
        store.put(*made("a", "One.\n\nTwo.\n"))
        store.vectors.delete(store.library.all_passage_ids()[:1])
        store.vectors.upsert(["left over"], store.embedder.encode(["gone"]))
        store.vectors.upsert(["left over too"], store.embedder.encode(["gone"]))
    assert in_step(open_store())


def test_unchanged_passages_of_a_changed_document_are_not_encoded_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    encode = store.embedder.encode

    def noting(texts: Sequence[str]) -> Vectors:
        seen.extend(texts)
        return encode(texts)

    monkeypatch.setattr(store.embedder, "encode", noting)
    store.put(*made("a", "One stays.\n\nTwo goes.\n\nThree moves.\n"))
    seen.clear()
    store.put(*made("a", "One stays.\n\nTwo has gone.\n\nThree moves.\n"))
    assert len(seen) == 1
    assert "Two has gone." in seen[0]
    monkeypatch.undo()
    assert in_step(store)


def test_what_is_put_in_bulk_is_whole_at_its_end(store: Store) -> None:
    with store.bulk():
        for number in range(5):
            store.put(*made(f"d{number}", f"Thing {number} is so.\n"))
        store.put(*made("d1", "Thing 1 has changed.\n"))
        store.remove("d2")
    assert store.library.document_ids() == ["d0", "d1", "d3", "d4"]
    assert in_step(store)


def test_an_interruption_in_bulk_leaves_what_can_be_put_right(open_store: StoreFactory) -> None:
    def interrupted(store: Store) -> None:
        with store.bulk():
            store.put(*made("a", "One thing is so.\n"))
            raise KeyboardInterrupt

    with open_store() as store:
        with pytest.raises(KeyboardInterrupt):
            interrupted(store)
        assert store.vectors.count() == 0
    after = open_store()
    assert after.library.document_ids() == ["a"]
    assert in_step(after)


def test_a_vector_that_cannot_be_written_is_told_and_made_at_the_next_opening(
    open_store: StoreFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise LibraryError("The disk is full.")

    with open_store() as store, monkeypatch.context() as broken:
        broken.setattr(store.vectors, "upsert", failing)
        with pytest.raises(LibraryError, match="full"):
            store.put(*made("a", "One thing is so.\n"))
    assert in_step(open_store())


def test_a_folder_without_vectors_is_filled_from_the_library(open_store: StoreFactory, isolated: Path) -> None:
    with open_store() as store:
        store.put(*made("a", "One.\n\nTwo.\n"))
    (isolated / "vectors" / "manifest.json").unlink()
    assert in_step(open_store())


@pytest.mark.parametrize("moment", range(4))
def test_a_kill_at_any_moment_leaves_what_can_be_put_right(
    open_store: StoreFactory, isolated: Path, moment: int
) -> None:
    """The child dies before one of the writes of a replacement: new vectors, text, source, deletion of vectors."""
    with open_store() as store:
        store.put(*made("a", "Old words here.\n\nOlder words there.\n"))
    code = textwrap.dedent(f"""
        import os, signal
        from ingest.store import Store
        from ingest.settings import Settings
        from ingest.library import Library
        from ingest.vectors import Vectors
        from tests.test_store import made
        moments = [(Vectors, "upsert"), (Library, "put"), (Library, "add_source"), (Vectors, "delete")]
        target, name = moments[{moment}]
        def die(*_): os.kill(os.getpid(), signal.SIGKILL)
        store = Store.open(Settings.load(builtin=False))
        store.library.add_source("/a.md", "a")
        store.vectors
        setattr(target, name, die)
        store.put(*made("a", "New words here.\\n"))
    """)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    after = open_store()
    assert after.library.document("a").text.startswith("New" if moment == 0 else "Old")
    assert in_step(after)


def test_built_in_documents_come_in_once_and_follow_their_files(open_store: StoreFactory, small_kb: Path) -> None:
    with open_store(builtin=True) as store:
        assert store.sync_builtin()
        assert not store.sync_builtin()
        assert store.library.document_ids() == ["first", "second"]
        assert all(document.builtin for document in store.library.documents())
        assert in_step(store)


def test_a_changed_built_in_file_is_replaced_and_a_gone_one_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_store: StoreFactory, small_kb: Path
) -> None:
    with open_store(builtin=True) as store:
        store.sync_builtin()
    later = tmp_path / "later"
    later.mkdir()
    (later / "one.md").write_text("---\nid: first\ntitle: First\n---\nThe first thing has changed.\n")
    monkeypatch.setattr(kb, "DOCUMENTS", later)
    store = open_store(builtin=True)
    assert store.sync_builtin()
    assert store.library.document_ids() == ["first"]
    assert "changed" in store.library.document("first").text
    assert in_step(store)


def test_built_in_documents_left_out_are_neither_listed_nor_searched(open_store: StoreFactory, small_kb: Path) -> None:
    with open_store(builtin=True) as store:
        store.sync_builtin()
    store = open_store(builtin=False)
    store.sync_builtin()
    assert store.library.documents() == []
    assert store.library.search(["thing"], 5) == []
    assert store.vectors.count() == 0
    assert store.show_document("first").text.strip().endswith("The first thing is known.")


def test_an_unknown_id_is_answered_with_built_in_ids_too(open_store: StoreFactory, small_kb: Path) -> None:
    with pytest.raises(UnknownDocument, match="second"):
        open_store().show_document("secnd")


def test_a_built_in_file_without_an_id_is_named(open_store: StoreFactory, small_kb: Path) -> None:
    (small_kb / "three.md").write_text("Words without front matter.\n")
    with pytest.raises(LibraryError, match=r"three\.md"):
        open_store(builtin=True).sync_builtin()


def test_warming_loads_in_the_background_and_closing_waits(open_store: StoreFactory) -> None:
    store = open_store()
    store.warm()
    assert store.fingerprint().endswith(f"+{NAME}+onnx")


def test_a_model_that_cannot_be_loaded_is_told_when_it_is_needed(tmp_path: Path, open_store: StoreFactory) -> None:
    (tmp_path / "cache").write_text("in the way")
    store = open_store(backend="onnx", cache=tmp_path / "cache")
    store.warm()
    assert store.library.documents() == []
    with pytest.raises(Exception, match="SHOREWISE_BACKEND"):
        store.embedder.encode(["x"])


def test_after_closing_every_use_is_refused_with_a_sentence(store: Store) -> None:
    document, passages = made("a", "Work goes abroad.\n")
    store.put(document, passages)
    vectors = store.vectors
    store.close()
    uses: list[Callable[[], object]] = [
        lambda: store.embedder,
        lambda: store.vectors,
        store.warm,
        lambda: store.put(document, passages),
        lambda: store.writing().__enter__(),
        vectors.count,
        store.library.document_ids,
    ]
    for use in uses:
        with pytest.raises(LibraryError):
            use()


def test_closing_waits_for_a_change_under_way(store: Store) -> None:
    closing = threading.Thread(target=store.close)
    with store.writing():
        closing.start()
        store.put(*made("a", "Work goes abroad.\n"))
        assert store.library.document_ids() == ["a"]
    closing.join()
    with pytest.raises(LibraryError, match="closed"):
        store.remove("a")


def test_a_load_that_failed_is_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load, attempts = embed.load_embedder, list[int]()

    def failing_once(*given: Any) -> Embedder:
        attempts.append(1)
        if len(attempts) == 1:
            raise ModelError("The model is not there.")
        return load(*given)

    monkeypatch.setattr(embed, "load_embedder", failing_once)
    with pytest.raises(ModelError, match="not there"):
        _ = store.embedder
    assert store.embedder.dimension == DIMENSION
    assert store.embedder is store.embedder


def test_a_document_goes_with_its_last_path_and_in_one_change(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put(*made("a", "Work goes abroad.\n"), source="/a.md")
    store.move({"/copy.md": "a"})
    store.move({"/a.md": None})
    assert store.library.document_ids() == ["a"]

    def failing(_document_id: str) -> None:
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(store.library, "remove", failing)
        with pytest.raises(LibraryError, match="full"):
            store.move({"/copy.md": None})
    assert store.library.sources() == {"/copy.md": "a"}
    store.move({"/copy.md": None})
    assert store.library.document_ids() == []
    assert store.vectors.count() == 0
