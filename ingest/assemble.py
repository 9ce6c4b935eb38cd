"""Makes a document with its passages out of a parsed file, and finds ids for documents."""

import hashlib
import re
import unicodedata
from collections.abc import Container
from datetime import UTC, datetime
from pathlib import Path, PurePath

from ingest.passages import cut, sections
from ingest.types import Document, ParsedFile, Passage

_CODE = Path(__file__).parent
_LONGEST_SLUG = 60


def assemble(
    parsed: ParsedFile, document_id: str, data: bytes, origin: str, builtin: bool = False
) -> tuple[Document, tuple[Passage, ...]]:
    """Give the document read from `data` and the passages it is cut into."""
    passages = cut(parsed, document_id)
    document = Document(
        id=document_id,
        title=parsed.title,
        text=parsed.text,
        sha256=hashlib.sha256(data).hexdigest(),
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


def free_id(name: str, data: bytes, taken: Container[str]) -> str:
    """Give an id made of the file's name; where that is taken, with the beginning of the content's hash."""
    slug = slugify(PurePath(name).stem)
    if slug not in taken:
        return slug
    digest = hashlib.sha256(data).hexdigest()
    length = 8
    while f"{slug}-{digest[:length]}" in taken:
        length += 1
    return f"{slug}-{digest[:length]}"


def slugify(text: str) -> str:
    """Give lower-case letters, digits and hyphens only; letters of other scripts stay."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[\W_]+", "-", letters).strip("-")[:_LONGEST_SLUG].strip("-") or "document"


def scheme() -> str:
    """Name the way files are read and cut: a hash of the code that does it, so no change is forgotten."""
    code = hashlib.sha256()
    for path in sorted(
        [*_CODE.glob("read/*.py"), *(_CODE / name for name in ("passages.py", "sentences.py"))]
    ):
        code.update(path.read_bytes())
    return code.hexdigest()[:16]
