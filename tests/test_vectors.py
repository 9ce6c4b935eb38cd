"""Vectors in Chroma: exact answers, and a fresh start whenever the folder cannot be trusted."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest import vectors as vectors_module
from ingest.errors import LibraryError
from ingest.manifest import MANIFEST
from ingest.nearest import IDS, ROWS
from ingest.vectors import FOLDER, Vectors

DIMENSION = 8
Opener = Callable[[], Vectors]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Open the vectors of one folder again and again; the last one is closed."""
    current: list[Vectors] = []

    def again() -> Vectors:
        while current:
            current.pop().close()
        current.append(Vectors.open(tmp_path, "model", DIMENSION))
        return current[0]

    yield again
    while current:
        current.pop().close()


def rows(count: int, seed: int = 1) -> NDArray[np.float32]:
    found = np.random.default_rng(seed).normal(size=(count, DIMENSION))
    unit: NDArray[np.float32] = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return unit


def filled(opened: Opener, count: int = 30) -> NDArray[np.float32]:
    vectors = opened()
    some = rows(count)
    vectors.refill([([f"p{i:03}" for i in range(count)], some)])
    return some


def index_folder(home: Path) -> Path:
    manifest = json.loads((home / FOLDER / MANIFEST).read_text())
    return home / FOLDER / str(manifest["folder"])


def test_a_new_folder_is_fresh_and_empty(opened: Opener) -> None:
    vectors = opened()
    assert vectors.fresh
    assert (vectors.count(), vectors.ids(), vectors.get(["a"])) == (0, set(), {})
    assert vectors.query(rows(1)[0], 5) == []


def test_what_was_never_filled_is_fresh_again(opened: Opener) -> None:
    opened()
    assert opened().fresh


def test_vectors_are_kept_exactly_over_a_restart(opened: Opener) -> None:
    some = filled(opened)
    vectors = opened()
    assert not vectors.fresh
    kept = vectors.get(["p003", "gone", "p001"])
    assert set(kept) == {"p001", "p003"}
    assert np.array_equal(kept["p003"], some[3])


def test_the_nearest_by_cosine_come_first(opened: Opener) -> None:
    some = filled(opened)
    expected = np.argsort(-(some @ some[7]))[:5]
    assert opened().query(some[7], 5) == [f"p{i:03}" for i in expected]


def test_equal_vectors_are_ordered_by_id(opened: Opener) -> None:
    vectors = opened()
    vectors.refill([(["c", "a", "b"], np.repeat(rows(1), 3, axis=0))])
    assert vectors.query(rows(1)[0], 2) == ["a", "b"]


def test_the_order_of_filling_does_not_change_what_is_found(opened: Opener) -> None:
    count = 600
    some, ids = rows(count), [f"p{i:03}" for i in range(count)]
    found = []
    for order in (np.arange(count), np.random.default_rng(2).permutation(count)):
        vectors = opened()
        vectors.refill([([ids[i] for i in order], some[order])])
        found.append([vectors.query(row, 40) for row in some[:25]])
    assert found[0] == found[1]


def test_upserting_replaces_and_deleting_removes(opened: Opener) -> None:
    filled(opened)
    vectors = opened()
    vectors.upsert(["p000", "new"], rows(2, seed=9))
    vectors.delete(["p001", "never there"])
    vectors.delete([])
    assert vectors.count() == 30
    assert np.array_equal(vectors.get(["p000"])["p000"], rows(2, seed=9)[0])
    assert "p001" not in vectors.ids()


def test_more_than_a_batch_can_be_written_read_and_deleted(opened: Opener) -> None:
    count = 6000
    ids = [f"p{i}" for i in range(count)]
    vectors = opened()
    vectors.refill([(ids, rows(count))])
    assert len(vectors.get(ids)) == count
    vectors.delete(ids)
    assert vectors.count() == 0


def test_another_version_of_chroma_starts_afresh(opened: Opener, tmp_path: Path) -> None:
    filled(opened)
    opened().close()
    path = tmp_path / FOLDER / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"chromadb": "0.0.1"}))
    other = Vectors.open(tmp_path, "model", DIMENSION)
    assert other.fresh
    other.close()


def test_another_model_starts_afresh(opened: Opener, tmp_path: Path) -> None:
    filled(opened)
    opened().close()
    other = Vectors.open(tmp_path, "other", DIMENSION)
    assert other.fresh
    other.close()


def closed(home: Path) -> NDArray[np.float32]:
    """Fill a folder and close it: more than a thousand, so that Chroma writes its index files and not only its log."""
    vectors, some = Vectors.open(home, "model", DIMENSION), rows(1500)
    vectors.refill([([f"p{i:04}" for i in range(1500)], some)])
    vectors.close()
    return some


def damage(path: Path, how: str) -> None:
    size = path.stat().st_size
    if how == "remove":
        path.unlink()
    else:
        kept = {"empty": 0, "truncate": size // 2, "cut short": size - 1, "garbage": 0}[how]
        path.write_bytes(path.read_bytes()[:kept] + (b"\xa5" * size if how == "garbage" else b""))


MORE = [pytest.param(how, marks=pytest.mark.long) for how in ("remove", "empty", "truncate", "cut short")]


@pytest.mark.parametrize("how", ["garbage", *MORE])
def test_damage_to_chromas_files_is_found_without_a_crash_and_mended_from_the_copy(tmp_path: Path, how: str) -> None:
    some = closed(tmp_path)
    folder = index_folder(tmp_path)
    for path in [*folder.rglob("*.bin"), folder / "chroma.sqlite3"]:
        damage(path, how)
    reopened = Vectors.open(tmp_path, "model", DIMENSION)
    assert (reopened.fresh, reopened.query(some[7], 1)) == (False, ["p0007"])
    reopened.delete(["p0000"])
    assert index_folder(tmp_path) != folder
    assert not folder.exists()
    reopened.close()
    (index_folder(tmp_path) / ROWS).unlink()  # so that Chroma is read
    again = Vectors.open(tmp_path, "model", DIMENSION)
    assert again.ids() == {f"p{i:04}" for i in range(1, 1500)}
    assert np.array_equal(again.get(["p1499"])["p1499"], some[1499])
    again.close()


@pytest.mark.parametrize("how", ["garbage", *MORE])
@pytest.mark.parametrize("name", [ROWS, IDS])
def test_a_damaged_copy_is_not_searched_and_chroma_is(tmp_path: Path, how: str, name: str) -> None:
    some, doubts = closed(tmp_path), list[int]()
    damage(index_folder(tmp_path) / name, how)
    reopened = Vectors.open(tmp_path, "model", DIMENSION, lambda: doubts.append(1))
    assert (reopened.fresh, doubts, reopened.query(some[7], 1)) == (False, [1], ["p0007"])
    reopened.close()


@pytest.mark.parametrize("how", ["garbage", *MORE])
def test_damage_to_all_files_starts_afresh_without_a_crash(tmp_path: Path, how: str) -> None:
    closed(tmp_path)
    for path in [path for path in index_folder(tmp_path).rglob("*") if path.is_file()]:
        damage(path, how)
    reopened = Vectors.open(tmp_path, "model", DIMENSION)
    assert reopened.fresh
    reopened.close()


def test_one_wrong_byte_is_found(tmp_path: Path) -> None:
    closed(tmp_path)
    doubts = list[int]()
    with (index_folder(tmp_path) / ROWS).open("r+b") as file:
        file.seek(5000)
        was = file.read(1)
        file.seek(5000)
        file.write(bytes([was[0] ^ 1]))
    Vectors.open(tmp_path, "model", DIMENSION, lambda: doubts.append(1)).close()
    assert doubts == [1]


def test_another_dimension_starts_afresh(tmp_path: Path) -> None:
    closed(tmp_path)
    other = Vectors.open(tmp_path, "model", DIMENSION + 1)
    assert other.fresh
    other.close()


def test_an_unclosed_folder_is_looked_at_and_kept(tmp_path: Path) -> None:
    vectors = Vectors.open(tmp_path, "model", DIMENSION)
    vectors.refill([([f"p{i:03}" for i in range(30)], rows(30))])
    copy = tmp_path / "copy"
    shutil.copytree(tmp_path / FOLDER, copy / FOLDER)
    vectors.close()
    reopened = Vectors.open(copy, "model", DIMENSION)
    assert not reopened.fresh
    assert reopened.count() == 30
    reopened.close()


def test_a_refill_that_fails_leaves_the_old_vectors(opened: Opener) -> None:
    filled(opened)
    vectors = opened()

    def failing() -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        yield ["x"], rows(1)
        raise LibraryError("stopped")

    with pytest.raises(LibraryError):
        vectors.refill(failing())
    assert vectors.count() == 30
    assert not opened().fresh


def test_old_folders_are_swept_away(opened: Opener, tmp_path: Path) -> None:
    filled(opened)
    filled(opened)
    opened()
    assert [path.name for path in (tmp_path / FOLDER).glob("index-*")] == [index_folder(tmp_path).name]


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    with pytest.raises(LibraryError, match="SHOREWISE_HOME"):
        Vectors.open(tmp_path, "model", DIMENSION)


def test_equally_near_vectors_come_by_id_whatever_their_last_bits(opened: Opener) -> None:
    vectors = opened()
    asked = np.zeros(DIMENSION, np.float32)
    asked[0] = 1.0
    near = np.zeros((3, DIMENSION), np.float32)
    near[:, 0], near[:, 1] = (0.8, 0.8 + 1e-7, 0.8 - 1e-3), 0.6
    vectors.refill([(["a", "b", "c"], near)])
    assert vectors.query(asked, 3) == ["a", "b", "c"]


def test_a_folder_closed_well_is_searched_without_opening_chroma(tmp_path: Path, opened: Opener) -> None:
    some = filled(opened)
    opened().close()
    code = (
        "import sys, pathlib, numpy as np\n"
        "from ingest.vectors import Vectors\n"
        f"vectors = Vectors.open(pathlib.Path({str(tmp_path)!r}), 'model', {DIMENSION})\n"
        f"print(vectors.query(np.array({some[7].tolist()}, np.float32), 1), 'chromadb' in sys.modules)\n"
        "vectors.close()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['p007'] False"
    assert opened().count() == 30


def test_a_change_that_was_not_closed_is_read_from_chroma_not_from_the_older_copy(tmp_path: Path) -> None:
    vectors = Vectors.open(tmp_path, "model", DIMENSION)
    vectors.refill([(["a", "b"], rows(2))])
    vectors.close()
    vectors = Vectors.open(tmp_path, "model", DIMENSION)
    vectors.delete(["a"])
    vectors.upsert(["c"], rows(1, seed=4))
    killed = tmp_path / "killed"
    shutil.copytree(tmp_path / FOLDER, killed / FOLDER)
    vectors.close()
    after = Vectors.open(killed, "model", DIMENSION)
    assert after.ids() == {"b", "c"}
    after.close()


def test_beyond_the_size_for_exact_search_chroma_proposes(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors_module, "EXACT", 20)
    some = filled(opened)
    for _ in range(2):
        vectors = opened()
        assert vectors.query(some[7], 1) == ["p007"]
        assert vectors.count() == len(vectors.ids()) == 30
        assert np.array_equal(vectors.get(["p003"])["p003"], some[3])
    vectors = opened()
    vectors.delete([f"p{i:03}" for i in range(15)])
    monkeypatch.undo()
    assert opened().ids() == {f"p{i:03}" for i in range(15, 30)}
