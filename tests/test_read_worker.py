"""Files are read in a process that is limited, killed and replaced without harm to the next file."""

import os
from pathlib import Path

import pytest

from ingest.errors import ReadError
from ingest.read import read_bytes
from ingest.read.worker import Reader, _answer
from ingest.settings import Settings


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    path = tmp_path / "farm.md"
    path.write_text("# Farm\n\nCows graze.\n\n| A | B |\n|---|---|\n| x | y |\n")
    return path


def test_a_file_read_in_the_worker_is_what_it_would_be_here(farm: Path) -> None:
    with Reader(Settings.load()) as reader:
        assert reader.read(farm) == read_bytes(farm.read_bytes(), farm.name)


def test_one_worker_reads_many_files(farm: Path) -> None:
    with Reader(Settings.load()) as reader:
        reader.read(farm)
        worker = reader.worker_id
        with pytest.raises(ReadError, match="not text"):
            reader.read(_written(farm.with_name("noise.txt"), bytes(range(256))))
        reader.read(farm)
        assert reader.worker_id == worker is not None
    assert reader.worker_id is None


def test_a_file_that_takes_too_long_is_given_up_and_its_worker_ended(tmp_path: Path) -> None:
    # Nested emphasis takes the parser far longer than the second it is given.
    slow = _written(tmp_path / "slow.md", b"*a **b " * 400_000)
    reader = Reader(Settings.load(read_timeout_s=1))
    with reader, pytest.raises(ReadError, match=r"slow\.md was not read within 1 s"):
        reader.read(slow)
    assert reader.worker_id is None


def test_a_worker_that_died_is_replaced(farm: Path) -> None:
    with Reader(Settings.load()) as reader:
        reader.read(farm)
        first = reader.worker_id
        assert first is not None
        os.kill(first, 9)
        with pytest.raises(ReadError, match=r"farm\.md made the reader stop"):
            reader.read(farm)
        assert reader.read(farm).title == "Farm"
        assert reader.worker_id != first


def test_names_with_spaces_newlines_and_accents_are_read(tmp_path: Path) -> None:
    path = _written(tmp_path / "a b\nkühe.txt", b"Cows graze.")
    with Reader(Settings.load()) as reader:
        assert reader.read(path).text == "Cows graze."


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.md", "does not exist"),
        ("folder.md", "is a folder"),
        ("pipe.md", "is a device or a pipe"),
        ("empty.md", "is empty"),
        ("big.md", r"has 1\.5 MB, more than the 1 that are read"),
        ("link.md", "does not exist"),
        ("farm.xyz", "Supported: .md"),
    ],
)
def test_what_is_no_readable_file_is_refused_in_one_sentence(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    _written(tmp_path / "empty.md", b"")
    _written(tmp_path / "big.md", b"Cows. " * (2**18))
    (tmp_path / "link.md").symlink_to(tmp_path / "nowhere.md")
    _written(tmp_path / "farm.xyz", b"Cows.")
    with Reader(Settings.load(max_file_mb=1)) as reader, pytest.raises(ReadError, match=reason):
        reader.read(tmp_path / name)


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("opening", ["<!--", "<?", "</a ", "<![CDATA[>"])
def test_a_megabyte_of_html_that_never_closes_is_read_within_the_limits(tmp_path: Path, opening: str) -> None:
    text = f"<div>\n{opening * (2**20 // len(opening))}\n\nCows graze.\n"
    with Reader(Settings.load(read_timeout_s=30)) as reader:
        assert reader.read(_written(tmp_path / "farm.md", text.encode())).text.endswith("Cows graze.")


def test_a_fault_without_a_reason_is_told_by_what_it_says(tmp_path: Path) -> None:
    class Lost(type(tmp_path)):  # type: ignore[misc]
        def read_bytes(self) -> bytes:
            raise OSError("the disk went away")

    assert _answer(Lost(tmp_path / "a.md")).endswith(b'a.md cannot be read: the disk went away."')
