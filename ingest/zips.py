"""Makes several sources of a zip archive, one for each file in it: `folder.zip!/inner/name.md`."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest.errors import ReadError
from ingest.read.unpack import ARCHIVE, Member
from ingest.read.worker import Reader
from ingest.store import Store

INSIDE = "!/"
_WITHIN = re.compile(rf"(?i:{re.escape(ARCHIVE)})(?={re.escape(INSIDE)})")


class Zips:
    """Unpacks the archives of one run, each once, into a folder that goes when the run ends.

    `refused` tells why something in an archive, or all of it, cannot be read, by source.
    """

    def __init__(self, store: Store, reader: Reader) -> None:
        self._store, self._reader = store, reader
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._unpacked: dict[Path, list[Member]] = {}
        self.refused: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    def spread(self, files: Mapping[str, Path]) -> dict[str, Path]:
        """Put in the place of each archive, and of what is known of it, the files that are in it now."""
        found: dict[str, Path] = {}
        for source, path in files.items():
            archive = archive_of(source)
            if archive is None or not archive.is_file() or (path.is_file() and path != archive):
                found.setdefault(source, path)
                continue
            for member in self._members(archive):
                if member.file is not None:
                    found[f"{archive}{INSIDE}{member.name}"] = Path(member.file)
            known = source != str(archive) and source not in self.refused
            if known and str(archive) not in self.refused:
                found.setdefault(source, path)
        return found

    def locate(self, source: str) -> Path:
        """Give the file a known source stands for, unpacked where it is in an archive."""
        archive = archive_of(source)
        if archive is not None and archive.is_file():
            for member in self._members(archive):
                if member.file is not None and source == f"{archive}{INSIDE}{member.name}":
                    return Path(member.file)
        return self._store.locate(source)

    def _members(self, archive: Path) -> list[Member]:
        if archive not in self._unpacked:
            self._folder = self._folder or tempfile.TemporaryDirectory(prefix="shorewise-")
            folder = Path(self._folder.name, str(len(self._unpacked)))
            folder.mkdir()
            self._unpacked[archive] = []
            try:
                self._unpacked[archive] = self._reader.unpack(archive, folder)
            except ReadError as error:
                self.refused[str(archive)] = str(error)
            for member in self._unpacked[archive]:
                if member.reason is not None:
                    self.refused[f"{archive}{INSIDE}{member.name}"] = member.reason
        return self._unpacked[archive]


def archive_of(source: str) -> Path | None:
    """Give the archive that a source is or lies in; None for a plain file."""
    within = _WITHIN.search(source)
    if within:
        return Path(source[: within.end()])
    return Path(source) if source.lower().endswith(ARCHIVE) else None
