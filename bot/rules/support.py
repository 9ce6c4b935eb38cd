"""Finds the words of the built-in documents that a rule rests on, without a library."""

import re
from functools import cached_property
from pathlib import Path

import kb
from bot.types import Citation
from ingest.errors import RulesError
from ingest.passages import cut
from ingest.read.markdown import read_markdown
from ingest.types import ParsedFile, Passage

_ID = re.compile(rb"^id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)
# The front matter is at the top; an id further down is somebody's text.
_FRONT = 400


def slug(heading: str) -> str:
    """Give the name of a section as `passage` writes it."""
    return "-".join(re.findall(r"[a-z0-9]+", heading.lower()))


class Support:
    """The built-in documents as rules cite them: `<document id>#<heading slug>` and a paragraph there."""

    def __init__(self, documents: Path = kb.DOCUMENTS) -> None:
        self._folder = documents
        self._read: dict[str, tuple[ParsedFile, dict[str, list[Passage]]]] = {}

    def resolve(self, reference: str, paragraph: int = 1) -> Citation:
        """Quote a paragraph's first sentence, or a whole list, unnumbered (n = 0); raises RulesError without one."""
        document_id, _, name = reference.partition("#")
        if document_id not in self._paths:
            raise RulesError(f"no document is called {document_id!r}; allowed: {', '.join(sorted(self._paths))}")
        parsed, sections = self._parse(document_id)
        if name not in sections:
            raise RulesError(f"{document_id} has no section {name!r}; allowed: {', '.join(sections)}")
        passages = sections[name]
        if paragraph > len(passages):
            raise RulesError(f"{reference} has no paragraph {paragraph}; allowed: 1 to {len(passages)}")
        return _quote(parsed, passages[paragraph - 1])

    @cached_property
    def _paths(self) -> dict[str, Path]:
        paths = sorted(self._folder.rglob("*.md"))
        found = ((path, _ID.search(_head(path))) for path in paths)
        return {match.group(1).decode(): path for path, match in found if match}

    def _parse(self, document_id: str) -> tuple[ParsedFile, dict[str, list[Passage]]]:
        if document_id not in self._read:
            path = self._paths[document_id]
            parsed = read_markdown(path.read_bytes(), path.name)
            sections: dict[str, list[Passage]] = {}
            for passage in cut(parsed, document_id):
                for heading in passage.section:  # what stands below its sub-headings belongs to a section
                    sections.setdefault(slug(heading), []).append(passage)
            self._read[document_id] = parsed, sections
        return self._read[document_id]


def resolve_passage(reference: str, paragraph: int = 1, documents: Path = kb.DOCUMENTS) -> Citation:
    """Quote the words that `reference` names, as `Support.resolve` does."""
    return Support(documents).resolve(reference, paragraph)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_FRONT)


def _quote(parsed: ParsedFile, passage: Passage) -> Citation:
    unit = passage.units[0]
    # The lead-in of a list says nothing without its items.
    last = passage.units[-1] if passage.kind == "list" else unit
    addresses = {source.key: source.address for source in parsed.sources}
    return Citation(
        n=0,
        document_id=passage.document_id,
        title=parsed.title,
        section=" > ".join(passage.section) or None,
        page=passage.page,
        start=unit.start,
        end=last.end,
        quote=parsed.text[unit.start : last.end],
        address=next((addresses[key] for key in passage.sources if addresses.get(key)), None),
    )
