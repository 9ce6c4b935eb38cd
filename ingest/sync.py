"""Brings files and folders into the library: skips what it has, replaces what changed, drops what is gone."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from ingest.errors import LibraryError, ReadError
from ingest.folders import ALL, Choice, listed
from ingest.intake import Intake
from ingest.progress import Counter, Progress, silent
from ingest.read.unpack import ARCHIVE
from ingest.read.worker import Reader
from ingest.store import Store
from ingest.types import FileOutcome, SyncReport
from ingest.uploads import UPLOADED, UPLOADS, safe_name
from ingest.zips import INSIDE, Zips, archive_of


def sync(
    store: Store,
    paths: Sequence[Path] = (),
    prune: bool = False,
    progress: Progress | None = None,
    choice: Choice = ALL,
) -> SyncReport:
    """Read files and folders into the library; one that cannot be read is refused, and the others go on.

    Without paths the known sources are read again. `prune` removes what is known but missing: of the paths
    and below them, or anywhere when none are given. `choice` says which files of the folders are meant; what it
    leaves out is not missing.
    """
    known, notes = store.library.sources(), list[str]()
    if paths:
        home, gone = store.settings.home.absolute(), _below(paths, known) if prune else []
        # What is gone with all that was read from it is missed below, not looked for.
        there = [path for path in paths if path.exists() or not _below([path], gone)]
        listing = listed(there, home, choice)
        files, notes = listing.files, listing.notes()
        gone = [source for source in gone if source not in listing.there]
    else:
        files, gone = {source: store.locate(source) for source in known}, []
    with Reader(store.settings) as reader, Zips(store, reader) as zips, store.bulk(progress or silent):
        files = zips.spread(files)
        # What is in an archive that cannot be read stays.
        gone = [source for source in gone if source not in files and str(archive_of(source)) not in zips.refused]
        counter = Counter(progress or silent, "Reading files", len(files) + len(zips.refused) + len(gone))
        intake = Intake(store, reader, counter, zips.locate)
        for source, path in files.items():
            if source in known and not path.exists() and (prune or not paths):
                intake.miss(source, prune)
            else:
                intake.take(source, path)
        for source, reason in zips.refused.items():
            intake.refuse(source, reason)
        for source in gone:
            intake.miss(source, prune)
    _purge(store, intake)
    return SyncReport(tuple(intake.outcomes), tuple(notes))


def add_uploads(store: Store, path: Path, name: str, progress: Progress | None = None) -> list[FileOutcome]:
    """Add an uploaded file; of an archive add each file in it, in place of those of an earlier one of its name.

    A file that came in an archive is kept, and found again, as `archive.zip!inner!name.md`.
    """
    if not name.lower().endswith(ARCHIVE):
        return [add_upload(store, path, name, progress)]
    name = safe_name(name)
    with tempfile.TemporaryDirectory(prefix="shorewise-") as work, Reader(store.settings) as reader, store.bulk():
        try:
            members = reader.unpack(Path(shutil.copyfile(path, Path(work) / name)), Path(work))
        except ReadError as error:
            return [FileOutcome(name, "refused", reason=str(error))]
        intake = Intake(store, reader, Counter(progress or silent, "Reading files", len(members)))
        kept: set[str] = set()
        for member in members:
            own = safe_name("!".join([name, *PurePosixPath(member.name.lstrip("/")).parts]))
            if member.file is None or own in kept:
                reason = member.reason or "Its name is like that of another file in the archive."
                intake.refuse(f"{UPLOADED}{own}", reason)
            else:
                kept.add(own)
                _take_upload(store, intake, Path(member.file), own)
        for source in store.library.sources():
            if source.startswith(f"{UPLOADED}{name}!") and source.removeprefix(UPLOADED) not in kept:
                intake.miss(source, prune=True)
                store.locate(source).unlink(missing_ok=True)
    _purge(store, intake)
    return intake.outcomes


def add_upload(store: Store, path: Path, name: str, progress: Progress | None = None) -> FileOutcome:
    """Read a file and keep a copy under its name, in place of an earlier upload of the same name."""
    with Reader(store.settings) as reader:
        intake = Intake(store, reader, Counter(progress or silent, "Reading files", 1))
        outcome = _take_upload(store, intake, path, safe_name(name))
    _purge(store, intake)
    return outcome


def _take_upload(store: Store, intake: Intake, path: Path, name: str) -> FileOutcome:
    folder = store.settings.home / UPLOADS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as work:
        draft = Path(shutil.copyfile(path, Path(work) / name))
        draft.chmod(0o600)
        return intake.take(f"{UPLOADED}{name}", draft, keep=folder / name)


def _purge(store: Store, intake: Intake) -> None:
    """Wipe the remains of what was replaced or removed."""
    if any(outcome.result in ("replaced", "removed") for outcome in intake.outcomes):
        store.library.purge()


def remove(store: Store, document_id: str) -> None:
    """Remove a document and the kept copies of uploads it was read from; not a built-in one."""
    with store.writing():
        if store.library.document(document_id).builtin:
            raise LibraryError(
                f"{document_id} is built in and cannot be removed alone. "
                "SHOREWISE_BUILTIN=0 leaves all built-in documents out."
            )
        uploads = [
            source
            for source, held in store.library.sources().items()
            if held == document_id and source.startswith(UPLOADED)
        ]
        store.remove(document_id)
        for source in uploads:
            store.locate(source).unlink(missing_ok=True)
        store.library.purge()


def _below(paths: Sequence[Path], sources: Iterable[str]) -> list[str]:
    """Give the sources that are one of the paths or in a folder of them, in order."""
    wholes = [path.absolute() for path in paths]
    return sorted(
        source
        for source in sources
        if any(Path(source).is_relative_to(whole) or source.startswith(f"{whole}{INSIDE}") for whole in wholes)
    )
