"""Folders: which files are meant, and that whatever is passed over is said."""

from pathlib import Path, PurePath

import pytest

from ingest.folders import NAMED, Choice, listed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.md", "notes/b.md", "notes/old/c.txt", ".hidden.md", ".git/d.md"):
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Words of {name}.\n")
    return tmp_path / "docs"


@pytest.mark.parametrize(
    ("include", "exclude", "taken"),
    [
        ((), (), ["a.md", "notes/b.md", "notes/old/c.txt"]),
        (("*.md",), (), ["a.md", "notes/b.md"]),
        (("**/*.md",), (), ["a.md", "notes/b.md"]),
        ((), ("old",), ["a.md", "notes/b.md"]),
        ((), ("notes/",), ["a.md"]),
        ((), ("notes/old",), ["a.md", "notes/b.md"]),
        (("notes/*",), ("*.txt",), ["notes/b.md"]),
        (("*.MD",), (), []),
    ],
)
def test_patterns_choose_by_name_or_by_path(
    folder: Path, tmp_path: Path, include: tuple[str, ...], exclude: tuple[str, ...], taken: list[str]
) -> None:
    listing = listed([folder], tmp_path / "home", Choice(include, exclude))
    assert [Path(file).relative_to(folder).as_posix() for file in listing.files] == taken
    assert len(listing.left) == 3 - len(taken)


def test_hidden_files_and_folders_are_counted(folder: Path, tmp_path: Path) -> None:
    assert listed([folder], tmp_path / "home").notes() == ["Hidden files and folders that were passed over: 2."]


def test_a_file_named_by_itself_is_meant_whatever_the_patterns(folder: Path, tmp_path: Path) -> None:
    file = folder / ".hidden.md"
    assert list(listed([file], tmp_path / "home", Choice(exclude=("*",))).files) == [str(file)]


def test_links_that_lead_out_of_the_folder_are_named_and_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.md").write_text("Not for the library.\n")
    (folder / "file.md").symlink_to(secret / "key.md")
    (folder / "way").symlink_to(secret)
    (folder / "up").symlink_to("..")
    (folder / "same.md").symlink_to("a.md")
    (folder / "loop").symlink_to(".")
    listing = listed([folder], tmp_path / "home")
    assert sorted(Path(link).name for link in listing.astray) == ["file.md", "up", "way"]
    assert [Path(file).name for file in listing.files] == ["a.md", "b.md", "c.txt", "same.md"]
    assert any(f"{folder / 'file.md'} was not followed" in note and "secret" in note for note in listing.notes())


def test_of_many_links_only_the_first_are_named(folder: Path, tmp_path: Path) -> None:
    for number in range(NAMED + 5):
        (folder / f"l{number}.md").symlink_to(tmp_path / "elsewhere.md")
    assert len(listed([folder], tmp_path / "home").notes()) == NAMED + 2


def test_an_exclusion_wins() -> None:
    assert not Choice(("*.md",), ("draft*",)).takes(PurePath("drafts/a.md"))
