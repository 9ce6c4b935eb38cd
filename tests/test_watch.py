"""Watching: once at first, then when files have changed and come to rest."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ingest.errors import LibraryError
from ingest.folders import ALL
from ingest.watch import State, changes, follow, state


def rounds(states: list[State]) -> list[int]:
    """Give after how many looks a reading was asked for."""
    looks: Iterator[State] = iter(states)
    looked = [0]

    def look() -> State:
        looked[0] += 1
        try:
            return next(looks)
        except StopIteration:
            raise KeyboardInterrupt from None

    found: list[int] = []
    with suppress(KeyboardInterrupt):
        found.extend(looked[0] for _ in changes(look, lambda _seconds: None))
    return found


A, B, C = {"a": (1, 1)}, {"a": (2, 1)}, {"a": (3, 1)}


def test_files_are_read_once_at_first_and_not_again_while_nothing_changes() -> None:
    assert rounds([A, A, A, A]) == [1]


def test_a_change_is_read_when_it_has_come_to_rest() -> None:
    assert rounds([A, A, B, C, C, C]) == [1, 5]


def test_a_change_that_is_taken_back_is_none() -> None:
    assert rounds([A, B, A, A]) == [1]


def test_every_file_that_comes_changes_or_goes_makes_another_state(tmp_path: Path) -> None:
    folder, seen = tmp_path / "docs", []
    folder.mkdir()
    for change in (
        lambda: None,
        lambda: (folder / "a.md").write_text("one"),
        lambda: (folder / "a.md").write_text("longer"),
        lambda: (folder / "a.md").unlink(),
    ):
        change()
        seen.append(state([folder], tmp_path / "home", ALL))
    assert seen[0] == seen[3] == {}
    assert len({str(found) for found in seen}) == 3


def test_what_fails_is_said_and_an_interruption_ends_it_quietly(tmp_path: Path) -> None:
    said: list[str] = []

    def read() -> None:
        if said:
            raise KeyboardInterrupt
        said.append("read")
        raise LibraryError("The disk is full.")

    def say(text: str) -> None:
        said.append(text)
        if text.startswith("Watching"):
            raise KeyboardInterrupt

    follow([str(tmp_path)], [], [], read, say)
    assert said == ["read", "The disk is full.", "Watching for changes. Ctrl-C ends it.", "Stopped watching."]
