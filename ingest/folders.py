"""Which files of a folder are meant: hidden ones, patterns and links that lead elsewhere are passed over, and said."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePath


@dataclass(frozen=True, slots=True)
class Choice:
    """Patterns for files found in folders; without an inclusion every file is meant, and an exclusion wins.

    `*.md` speaks of names of files and folders at any depth, `drafts/*.md` of paths below the folder that is read.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, inside: PurePath) -> bool:
        """Tell whether a file is meant, by its path below the folder."""
        wanted = not self.include or any(_fits(inside, pattern) for pattern in self.include)
        return wanted and not any(_fits(inside, pattern) for pattern in self.exclude)


ALL = Choice()
NAMED = 20  # links that are named one by one


@dataclass(slots=True)
class Listing:
    """`files` by absolute path, in order; `left` are files a pattern kept out, `astray` links with their goals."""

    files: dict[str, Path] = field(default_factory=dict)
    hidden: int = 0
    left: list[str] = field(default_factory=list)
    astray: dict[str, str] = field(default_factory=dict)

    @property
    def there(self) -> set[str]:
        """Everything that exists, whether it is meant or not."""
        return {*self.files, *self.left, *self.astray}

    def notes(self) -> list[str]:
        """Say what was passed over, one sentence each."""
        links = list(self.astray.items())
        said = [f"{link} was not followed: it leads out of the folder, to {goal}." for link, goal in links[:NAMED]]
        if len(links) > NAMED:
            said.append(f"Nor were {len(links) - NAMED} more such links.")
        if self.hidden:
            said.append(f"Hidden files and folders that were passed over: {self.hidden}.")
        if self.left:
            said.append(f"Files that the patterns leave out: {len(self.left)}.")
        return said


def listed(paths: Sequence[Path], home: Path, choice: Choice = ALL) -> Listing:
    """Give the files named, and those in the folders named, but nothing of the data folder `home`."""
    listing = Listing()
    for path in paths:
        whole = path.absolute()
        if whole.is_dir():
            listing.files |= {str(file): file for file in sorted(_inside(whole, home, choice, listing))}
        else:
            listing.files[str(whole)] = whole
    return listing


def _inside(folder: Path, home: Path, choice: Choice, listing: Listing) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        listing.hidden += sum(name.startswith(".") for name in [*folders, *names])
        below = [Path(root, name) for name in folders if not name.startswith(".")]
        # A linked folder is not entered: what it holds is read where it lies, or lies elsewhere.
        folders[:] = [path.name for path in below if path != home and not _is_link(path, folder, listing)]
        for path in (Path(root, name) for name in names if not name.startswith(".")):
            if path.is_symlink() and _leads_out(path, folder):
                listing.astray[str(path)] = os.path.realpath(path)
            elif choice is ALL or choice.takes(path.relative_to(folder)):
                yield path
            else:
                listing.left.append(str(path))


def _is_link(path: Path, folder: Path, listing: Listing) -> bool:
    if not path.is_symlink():
        return False
    if _leads_out(path, folder):
        listing.astray[str(path)] = os.path.realpath(path)
    return True


def _leads_out(link: Path, folder: Path) -> bool:
    return not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(folder))


def _fits(inside: PurePath, pattern: str) -> bool:
    pattern = pattern.rstrip("/").removeprefix("./").removeprefix("**/")
    if "/" not in pattern:
        return any(fnmatchcase(part, pattern) for part in inside.parts)
    whole = inside.as_posix()
    return fnmatchcase(whole, pattern) or fnmatchcase(whole, f"{pattern}/*")
