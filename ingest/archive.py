"""What a backup is: a zip file with a manifest, the library and the kept uploads, none of them compressed.

Nothing is compressed, so that an archive from elsewhere can never become more on the disk than it was as a file.
"""

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import LibraryError
from ingest.library import FILE, SCHEMA
from ingest.uploads import UPLOADS, safe_name

MANIFEST = "shorewise.json"
FORMAT = 1
_LONGEST_MANIFEST = 50_000_000
_PORTION = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` gives the sha256 of each file in the archive; `schema` is the format of the library."""

    shorewise_backup: int
    shorewise: str
    schema: int
    made: str
    documents: int
    files: Mapping[str, str]


def write(archive: Path, manifest: Manifest, files: Mapping[str, Path]) -> None:
    """Write an archive of files by their names in it; the manifest gets their hashes."""
    with zipfile.ZipFile(archive, "w") as target:
        hashes = {name: _copy_in(target, name, path) for name, path in files.items()}
        target.writestr(MANIFEST, json.dumps(asdict(manifest) | {"files": hashes}, indent=1))


def is_archive(path: Path) -> bool:
    """Tell whether a file is a backup that may be replaced by a newer one."""
    try:
        with zipfile.ZipFile(path) as source:
            return MANIFEST in source.namelist()
    except (OSError, ValueError, zipfile.BadZipFile):
        return False


def unpack(path: Path, folder: Path) -> Manifest:
    """Write the files of an archive into an empty folder; raises LibraryError unless all is as it should be."""
    try:
        with zipfile.ZipFile(path) as source:
            _check_entries(path, source)
            manifest = _manifest(path, source)
            if {*manifest.files, MANIFEST} != set(source.namelist()):
                raise LibraryError(f"{path} does not hold what its manifest says. Take another backup.")
            (folder / UPLOADS).mkdir(mode=0o700)
            for name, sha256 in manifest.files.items():
                if _copy_out(source, name, folder / name) != sha256:
                    raise LibraryError(f"{name} in {path} was damaged or changed. Take another backup.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise LibraryError(f"{path} is no Shorewise backup, or it is damaged. Take another one.") from error
    return manifest


def _check_entries(path: Path, source: zipfile.ZipFile) -> None:
    """Refuse names, kinds and sizes that no backup has, before anything is written."""
    entries = source.infolist()
    names = [entry.filename for entry in entries]
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if not _belongs(entry.filename) or kind not in (0, stat.S_IFREG) or entry.is_dir():
            shown = ascii(entry.filename[:100])
            raise LibraryError(f"{path} holds {shown}, which no Shorewise backup holds. Nothing was restored.")
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
            raise LibraryError(f"{path} is compressed or locked, which no Shorewise backup is. Nothing was restored.")
    if MANIFEST not in names or FILE not in names:
        raise LibraryError(f"{path} is no Shorewise backup. Give a file that `shorewise backup` has written.")
    if len(set(names)) != len(names) or sum(entry.file_size for entry in entries) > path.stat().st_size:
        raise LibraryError(f"{path} claims to hold more than it does. Nothing was restored.")


def _belongs(name: str) -> bool:
    folder, _, last = name.rpartition("/")
    # A name the page would not have given a file could lead out of the folder.
    return name in (MANIFEST, FILE) or (folder == UPLOADS and safe_name(last) == last)


def _manifest(path: Path, source: zipfile.ZipFile) -> Manifest:
    if source.getinfo(MANIFEST).file_size > _LONGEST_MANIFEST:
        raise LibraryError(f"{path} is no Shorewise backup: its manifest is too long.")
    try:
        found = json.loads(source.read(MANIFEST))
        other = (found["shorewise_backup"], found["schema"]) != (FORMAT, SCHEMA)
        manifest = None if other else Manifest(**found)
        sound = other or (isinstance(found["files"], dict) and isinstance(found["documents"], int))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise LibraryError(f"{path} is no Shorewise backup: its manifest cannot be read.") from error
    if manifest is None:
        by = ascii(str(found.get("shorewise"))[:20])
        raise LibraryError(f"{path} was made by another version of Shorewise, {by}. Restore it with that one.")
    if not sound:
        raise LibraryError(f"{path} is no Shorewise backup: its manifest cannot be read.")
    return manifest


def _copy_in(target: zipfile.ZipFile, name: str, path: Path) -> str:
    seen = hashlib.sha256()
    # The default date of an entry, so that an odd clock or an odd file time cannot keep a file out.
    with path.open("rb") as reading, target.open(zipfile.ZipInfo(name), "w", force_zip64=True) as writing:
        while portion := reading.read(_PORTION):
            seen.update(portion)
            writing.write(portion)
    return seen.hexdigest()


def _copy_out(source: zipfile.ZipFile, name: str, path: Path) -> str:
    seen = hashlib.sha256()
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(made, "wb") as writing, source.open(name) as reading:
        while portion := reading.read(_PORTION):
            seen.update(portion)
            writing.write(portion)
        writing.flush()
        os.fsync(writing.fileno())
    return seen.hexdigest()
