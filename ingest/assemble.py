"""Makes a document with its passages out of a parsed file."""

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from ingest.passages import cut, sections
from ingest.types import Document, ParsedFile, Passage

_CODE = Path(__file__).parent


def assemble(
    parsed: ParsedFile, document_id: str, sha256: str, origin: str, builtin: bool = False
) -> tuple[Document, tuple[Passage, ...]]:
    """Give the document read from the bytes with this hash, and the passages it is cut into."""
    passages = cut(parsed, document_id)
    document = Document(
        id=document_id,
        title=parsed.title,
        text=parsed.text,
        sha256=sha256,
        origin=origin,
        builtin=builtin,
        added=datetime.now(UTC).isoformat(timespec="seconds"),
        passages=len(passages),
        page_starts=parsed.page_starts,
        sources=parsed.sources,
        sections=sections(parsed),
        reviewed=parsed.reviewed,
    )
    return document, passages


@cache
def scheme() -> str:
    """Name the way files are read and cut: a hash of the code that does it, so no change is forgotten."""
    code = hashlib.sha256()
    for path in sorted(
        [*_CODE.glob("read/*.py"), *(_CODE / name for name in ("announce.py", "passages.py", "sentences.py"))]
    ):
        code.update(path.read_bytes())
    return code.hexdigest()[:16]
