"""The doctor: finds what does not agree, repairs it, and says so."""

import os
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from ingest import embed, export
from ingest.doctor import Check, examine
from ingest.embed import exported_folder
from ingest.library import FILE
from ingest.store import Store
from ingest.sync import sync


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    (tmp_path / "a.md").write_text("# A\n\nWork goes abroad.\n\nIt costs less there.\n\nControl stays here.\n")
    sync(store, [tmp_path / "a.md"])
    return store


def of(checks: list[Check], name: str) -> Check:
    [found] = [check for check in checks if check.name == name]
    return found


def test_a_sound_library_passes_every_check(filled: Store) -> None:
    checks = examine(filled)
    assert all(check.ok and not check.repaired for check in checks)


def test_an_empty_library_is_sound(store: Store) -> None:
    assert all(check.ok and not check.repaired for check in examine(store))


def test_missing_and_left_over_vectors_are_put_right(filled: Store) -> None:
    filled.vectors.delete(filled.library.all_passage_ids()[:1])
    filled.vectors.upsert(["left over"], filled.embedder.encode(["gone"]))
    check = of(examine(filled), "vectors complete")
    assert (check.ok, check.repaired) == (True, True)
    assert "2 vectors" in check.detail
    assert filled.vectors.ids() == set(filled.library.all_passage_ids())


def test_wrong_vectors_are_found_by_embedding_again(filled: Store) -> None:
    ids = filled.library.all_passage_ids()
    filled.vectors.upsert(ids[:1], np.eye(1, 384, dtype=np.float32))
    check = of(examine(filled), "vectors correct")
    assert (check.ok, check.repaired) == (True, True)
    assert of(examine(filled), "vectors correct").repaired is False


def test_a_damaged_full_text_index_is_written_anew(filled: Store, isolated: Path) -> None:
    connection = sqlite3.connect(isolated / FILE)
    connection.execute("DELETE FROM passages_fts WHERE rowid = 1")
    connection.commit()
    connection.close()
    check = of(examine(filled), "full-text index")
    assert (check.ok, check.repaired) == (True, True)
    assert filled.library.search(["abroad"], 1)


def test_a_changed_export_is_made_again_even_with_its_time_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filled: Store
) -> None:
    settings = filled.settings.model_copy(update={"cache": tmp_path / "cache"})
    folder = exported_folder(settings)
    shutil.copytree(exported_folder(filled.settings), folder, copy_function=shutil.copy2)
    before = (folder / export.ONNX).stat()
    with (folder / export.ONNX).open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x01")
    os.utime(folder / export.ONNX, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert export.is_intact(folder)
    monkeypatch.setattr(filled, "settings", settings)
    check = of(examine(filled), "exported model")
    assert (check.ok, check.repaired) == (True, True)
    assert export.is_intact(folder, thorough=True)


def test_a_damaged_cross_encoder_is_a_fault_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filled: Store
) -> None:
    assert of(examine(filled), "cross-encoder").ok
    monkeypatch.setattr(embed, "LAYERS", tmp_path / "layers.onnx")
    check = of(examine(filled), "cross-encoder")
    assert not check.ok
    assert check.detail.endswith("is missing or damaged. Install Shorewise again.")


def test_a_cache_that_cannot_be_written_is_a_fault_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filled: Store
) -> None:
    (tmp_path / "cache").write_text("in the way")
    monkeypatch.setattr(filled, "settings", filled.settings.model_copy(update={"cache": tmp_path / "cache"}))
    check = of(examine(filled), "exported model")
    assert not check.ok
    assert "SHOREWISE_CACHE" in check.detail
