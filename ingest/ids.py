"""Ids of documents: made from file names, and found again when mistyped."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import PurePath

_LONGEST_SLUG = 60


def free_id(name: str, sha256: str, taken: Callable[[str], bool]) -> str:
    """Give an id made of the file's name; where that is taken, with the beginning of the content's hash."""
    slug = slugify(PurePath(name).stem)
    if not taken(slug):
        return slug
    length = 8
    while taken(f"{slug}-{sha256[:length]}"):
        length += 1
    return f"{slug}-{sha256[:length]}"


def slugify(text: str) -> str:
    """Give lower-case letters, digits and hyphens only; letters of other scripts stay."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[\W_]+", "-", letters).strip("-")[:_LONGEST_SLUG].strip("-") or "document"


def unknown_document(document_id: str, known: Sequence[str]) -> str:
    """Say that no document has the id, with the closest ids there are."""
    from rapidfuzz import process

    close = [match[0] for match in process.extract(document_id, known, limit=3, score_cutoff=60)]
    hint = f"Did you mean {' or '.join(close)}?" if close else "`shorewise documents` lists them."
    return f"No document has the id {document_id!r}. {hint}"
