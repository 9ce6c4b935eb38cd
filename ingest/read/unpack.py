"""Unpacks zipped folders into a folder: only plain members, each under its own number, none led out by its name."""

import stat
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.errors import ReadError
from ingest.read.clean import one_line
from ingest.read.package import check_sizes, open_zip, part_of

ARCHIVE = ".zip"
_MEGABYTE = 2**20
_LONGEST_NAME, _LONGEST_PATH = 100, 500
# Set when a member's name is in UTF-8; older archives write it in the code page of the first PCs.
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: where it was unpacked to, or the reason why it was not."""

    name: str
    file: str | None = None
    reason: str | None = None


def unpack(data: bytes, name: str, folder: Path, max_file_mb: int) -> list[Member]:
    """Unpack an archive; hidden members are left out as hidden files of folders are."""
    with open_zip(data, name, "a zip archive") as package:
        check_sizes(package, name)
        members = [
            _member(package, info, folder / str(index), max_file_mb)
            for index, info in enumerate(_shown(package.infolist()))
        ]
    if not members:
        raise ReadError(f"{name} holds no files.")
    return _once(members)


def _shown(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    return [
        info
        for info in infos
        if not info.is_dir()
        and not any(
            (part.startswith(".") and part != "..") or part == "__MACOSX" for part in PurePosixPath(info.filename).parts
        )
    ]


def _member(package: zipfile.ZipFile, info: zipfile.ZipInfo, folder: Path, max_file_mb: int) -> Member:
    name = _name(info)
    reason = _reason(name, info, max_file_mb)
    if reason:
        return Member(one_line(name)[:_LONGEST_PATH], reason=reason)
    last = PurePosixPath(name)
    file = folder / f"{last.stem[:_LONGEST_NAME]}{last.suffix}"
    try:
        folder.mkdir()
        file.write_bytes(part_of(package, info, name))
    except ReadError as error:
        return Member(name, reason=str(error))
    except (OSError, ValueError) as error:
        return Member(one_line(name), reason=f"{last.name} cannot be unpacked: {getattr(error, 'strerror', error)}.")
    return Member(name, str(file))


def _name(info: zipfile.ZipInfo) -> str:
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        with suppress(ValueError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _reason(name: str, info: zipfile.ZipInfo, max_file_mb: int) -> str | None:
    path = PurePosixPath(name)
    mode = info.external_attr >> 16
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "Its path leads out of the archive. It was not unpacked."
    if len(name) > _LONGEST_PATH or any(not character.isprintable() for character in name):
        return "Its name is too long or holds control characters. It was not unpacked."
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return f"{path.name} is a link or a device, not a file."
    if path.suffix.lower() == ARCHIVE:
        return f"{path.name} is an archive in an archive. Unpack it first."
    if info.file_size > max_file_mb * _MEGABYTE:
        size = info.file_size / _MEGABYTE
        return f"{path.name} has {size:.1f} MB, more than the {max_file_mb} that are read."
    return None


def _once(members: list[Member]) -> list[Member]:
    """Keep the last of members of one name, as unpacking one over the other would."""
    return list({member.name: member for member in members}.values())
