"""What flows from a file to the library: frozen values, no behaviour beyond reading themselves.

All offsets are code points into the normalised text of the document (`Document.text`), end exclusive, so
`text[span.start:span.end]` is the quote, byte for byte.
"""

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Span(NamedTuple):
    start: int
    end: int


class Cell(NamedTuple):
    """One cell of a table row; `header` is its column's heading, the span covers the cell's own words."""

    header: str
    start: int
    end: int


BlockKind = Literal["heading", "paragraph", "item", "row"]
CAPTION = 7  # the level of a heading that ends with the rows of its table


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a file in reading order.

    `level` is the heading level (1-6, or CAPTION for one that only heads the rows behind it) or the nesting depth of a
    list item (from 0). A row's text reads on its own: `<label> — <header>: <cell>; <header>: <cell>.`; `cells[0]` is
    the label in the first column, with its header in front where it is a bare number or code ("Wave 2 — ...").
    `sources` are keys of `Document.sources`, written in Markdown as footnote marks (`[^oecd]`), which the
    normalised text no longer holds.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[Cell, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document's statements come from.

    `date` is ISO (year, month or day) or "n.d."; `read` is the ISO day on which the source was last read.
    """

    key: str
    title: str
    address: str | None = None
    date: str = "n.d."
    kind: str | None = None
    read: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A reader's result: normalised text with its blocks in order, none overlapping.

    `page_starts[i]` is the offset at which page i + 1 begins; empty when the format has no pages.
    `document_id` is set only when the file names its own id (front matter).
    `notes` are sentences for the person who adds the file: what of it was left out, and why.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    page_starts: tuple[int, ...] = ()
    sources: tuple[Source, ...] = ()
    document_id: str | None = None
    reviewed: str | None = None
    notes: tuple[str, ...] = ()


UnitKind = Literal["sentence", "lead", "item", "row"]


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing an answer quotes: a sentence, a list's lead-in, a list item or a table row."""

    kind: UnitKind
    start: int
    end: int
    cells: tuple[Cell, ...] = ()


PassageKind = Literal["paragraph", "list", "table"]


_LABEL = (  # no sender of a letter, no speaker and no clause of a sentence
    r"(?!(?:From|To|Cc|Bcc|Date|Sent|Subject|Re|Dear|Hi|Hello)\b)"
    r"(?!(?:[\w’'/&-]+ ){0,3}?(?i:I|you|he|she|it|we|they|at)\b)"
    r"[^\W\d_][\w’'/&-]*(?: [\w’'/&-]+){0,3}"
)
# "Storage: the boxes go ...", "Storage – the boxes go ..."; behind the number of a clause a stop ends it too.
_RUN_IN = re.compile(
    rf"(?P<clause>\d+(?:\.\d+)*[.)]? )?(?P<label>{_LABEL})(?:: | [–—] (?![^.]* [–—] )|(?(clause)\. |(?!)))"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a paragraph, a list with its lead-in, or a table row, below its headings.

    `units` tile the passage in order without overlap. `section` is the heading path below the title (may be empty),
    `ordinal` the position in the document, `page` counts from 1.
    """

    id: str
    document_id: str
    ordinal: int
    kind: PassageKind
    start: int
    end: int
    text: str
    section: tuple[str, ...]
    page: int | None
    units: tuple[Unit, ...]
    sources: tuple[str, ...] = ()
    title: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """Its document's title and the headings above it, the nearest last."""
        return (self.title, *self.section)

    @property
    def place(self) -> str:
        """Its headings in one line."""
        return " > ".join(self.headings)

    @property
    def label_header(self) -> str:
        """The header over the label of a row ("Country" over "India"), which its text leaves out; else empty."""
        cells = self.units[0].cells
        return cells[0].header if cells else ""

    @property
    def above(self) -> str:
        """Its headings, the header of its label and what its words are headed by in one line."""
        return " > ".join(filter(None, [*self.headings, self.label_header, self.run_in]))

    @property
    def run_in(self) -> str:
        """The heading that stands in front of its words in their line ("Storage: the boxes go ..."); else empty."""
        found = _RUN_IN.match(self.text) if self.kind == "paragraph" else None
        return found["label"] if found else ""

    @property
    def searched(self) -> str:
        """What is indexed below its headings: its words, those of a row with the header of its label in front."""
        return f"{self.label_header} {self.text}".lstrip()

    @property
    def lead(self) -> str:
        """What leads into its list; empty where nothing does."""
        return self.words_of(self.units[0]) if self.units[0].kind == "lead" else ""

    @property
    def index_text(self) -> str:
        """What is embedded: title and headings in front of the words."""
        return f"{self.place}\n{self.text}"

    def words_of(self, unit: Unit) -> str:
        """What one of its units says."""
        return self.text[unit.start - self.start : unit.end - self.start]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the library keeps it. `sha256` is of the original bytes, `origin` the path or upload name."""

    id: str
    title: str
    text: str
    sha256: str
    origin: str
    builtin: bool
    added: str
    passages: int
    page_starts: tuple[int, ...] = ()
    sources: tuple[Source, ...] = ()
    sections: tuple["Section", ...] = ()
    reviewed: str | None = None


class Section(NamedTuple):
    """A heading with the stretch of text below it, up to the next heading of any level."""

    path: tuple[str, ...]
    start: int
    end: int


FileResult = Literal["added", "replaced", "unchanged", "removed", "refused"]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    path: str
    result: FileResult
    document_id: str | None = None
    passages: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """`notes` are sentences about what was passed over."""

    files: tuple[FileOutcome, ...] = field(default=())
    notes: tuple[str, ...] = ()

    def count(self, result: FileResult) -> int:
        return sum(outcome.result == result for outcome in self.files)
