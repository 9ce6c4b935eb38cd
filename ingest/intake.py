"""Takes single files into the library and notes what became of each."""

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path

from ingest.assemble import assemble, scheme
from ingest.builtin import builtin_documents
from ingest.errors import ReadError
from ingest.ids import free_id
from ingest.progress import Counter
from ingest.read import SUFFIXES, read_bytes
from ingest.read.worker import MEGABYTE, Reader
from ingest.store import Store
from ingest.types import Document, FileOutcome, FileResult, ParsedFile


class Intake:
    """One run over files; `outcomes` fills up in the order of the work.

    `locate` gives the file of a known source, where the store alone does not know it.
    """

    def __init__(
        self, store: Store, reader: Reader, counter: Counter, locate: Callable[[str], Path] | None = None
    ) -> None:
        self._store, self._library = store, store.library
        self._locate = locate or store.locate
        self._reader, self._counter = reader, counter
        self.outcomes: list[FileOutcome] = []

    def take(self, source: str, path: Path, keep: Path | None = None) -> FileOutcome:
        """Add the file, replace what its source held before, or leave it when the bytes are known.

        A file that is taken moves to `keep`, where that is given, before another thread can take its place.
        """
        self._counter.begin(path.name)
        try:
            _refuse_name(source, path)
            sha256 = self._hash(path)
            if sha256 and not keep and (held := self._library.unchanged(source, sha256, scheme())):
                return self._note(source, "unchanged", *held)
            known = sha256 is not None and self._same(sha256) is not None
            parsed = None if known else self._reader.read(path)
            if sha256 is None or (parsed and sha256 != self._hash(path)):
                raise ReadError(f"{path.name} was changed while it was read. Ingest it again.")
            with self._store.writing():
                outcome = self._settle(source, path, sha256, parsed)
                if keep is not None:
                    path.replace(keep)
        except ReadError as error:
            return self._note(source, "refused", reason=str(error))
        return outcome

    def refuse(self, source: str, reason: str) -> FileOutcome:
        """Note that a file is not read, for a reason that is known without reading it."""
        return self._note(source, "refused", reason=reason)

    def miss(self, source: str, prune: bool) -> FileOutcome:
        """Note that a known file is gone, and remove what only it held when `prune` says so."""
        with self._store.writing():
            document_id = self._library.held_by(source)
            if not prune:
                reason = "The file is gone; its document stays. Ingest with --sync to remove it."
                return self._note(source, "unchanged", document_id, reason=reason)
            self._store.move({source: None})
            others = self._library.sources_of(document_id) if document_id else []
            stays = f"Its document stays, read from {others[0]}." if others else None
            return self._note(source, "removed", document_id, reason=stays)

    def _same(self, sha256: str) -> Document | None:
        """Give the document that was read from these bytes in the present way."""
        same = self._library.find_bytes(sha256)
        return same if same and self._library.scheme_of(same.id) == scheme() else None

    def _settle(self, source: str, path: Path, sha256: str, parsed: ParsedFile | None) -> FileOutcome:
        """Keep or place a file by what the library holds now; other threads may have changed it meanwhile."""
        same = self._same(sha256)
        if same:
            return self._keep(source, same)
        return self._place(source, path, sha256, parsed or self._reader.read(path))

    def _keep(self, source: str, document: Document) -> FileOutcome:
        """Record a further source of a document; one that held another document before has changed."""
        before = self._library.held_by(source)
        if before != document.id:
            self._store.move({source: document.id})
        result: FileResult = "unchanged" if before in (None, document.id) else "replaced"
        return self._note(source, result, document.id, document.passages)

    def _place(self, source: str, path: Path, sha256: str, parsed: ParsedFile) -> FileOutcome:
        """Put new or changed content under the id of its source; other sources of that id are read again."""
        same = self._library.find_bytes(sha256)
        held = same if same and not same.builtin else self._held(source)
        document_id = held.id if held else free_id(path.name, sha256, self._taken)
        others = [] if same else [other for other in self._library.sources_of(document_id) if other != source]
        document, passages = assemble(parsed, document_id, sha256, held.origin if same and held else source)
        self._store.put(document, passages, self._counter, source)
        left_out = " ".join(parsed.notes) or None
        outcome = self._note(source, "replaced" if held else "added", document_id, len(passages), left_out)
        for other in others:
            if self.take(other, self._locate(other)).result == "refused":
                self._store.move({other: None})
        return outcome

    def _held(self, source: str) -> Document | None:
        """Give the document whose id a changed file keeps: one that is its own, not a copy of another's."""
        document = self._library.find(self._library.held_by(source) or "")
        if document is None or document.builtin:
            return None
        alone = self._library.sources_of(document.id) == [source]
        return document if alone or document.origin == source else None

    def _taken(self, document_id: str) -> bool:
        return document_id in builtin_documents() or self._library.scheme_of(document_id) is not None

    def _hash(self, path: Path) -> str | None:
        """Give the hash of the bytes; None for what the reader will refuse without reading it."""
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                return None
            if not 0 < status.st_size <= self._store.settings.max_file_mb * MEGABYTE:
                return None
            return hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return None

    def _note(
        self,
        source: str,
        result: FileResult,
        document_id: str | None = None,
        passages: int = 0,
        reason: str | None = None,
    ) -> FileOutcome:
        shown = source.encode("utf-8", "backslashreplace").decode("utf-8")
        outcome = FileOutcome(shown, result, document_id, passages, reason)
        self.outcomes.append(outcome)
        self._counter.finish()
        return outcome


def _refuse_name(source: str, path: Path) -> None:
    """Refuse before anything is read: a kind that is not supported, a name that is not text."""
    try:
        source.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError("The file's name is not valid UTF-8. Rename it.") from error
    if path.suffix.lower() not in SUFFIXES and path.exists() and not path.is_dir():
        read_bytes(b"", path.name)
