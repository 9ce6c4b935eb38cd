"""Citations: a number for each quote, and the byte-for-byte check that nothing gets past."""

from collections.abc import Callable, Sequence

from bot.types import Citation, Evidence
from ingest.errors import UnknownDocument
from ingest.types import Document, Span

Lookup = Callable[[str], Document]


class Citer:
    """Numbers quotes in the order they are shown, from 1; the same place keeps its number.

    `document` returns a stored document by id. A quote that differs from the stored text gets no number.
    """

    def __init__(self, document: Lookup) -> None:
        self._document = document
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.citations: list[Citation] = []

    def cite(self, evidence: Evidence, span: Span | None = None) -> int | None:
        """Return the number for the evidence's unit (or a span inside it), or None when the quote does not hold."""
        passage = evidence.hit.passage
        start, end = span or (evidence.unit.start, evidence.unit.end)
        key = (passage.document_id, start, end)
        if key in self._numbers:
            return self._numbers[key]
        try:
            document = self._document(passage.document_id)
        except UnknownDocument:  # removed since it was found
            return None
        quote = passage.text[start - passage.start : end - passage.start]
        if not quote.strip() or document.text[start:end] != quote:
            return None
        self._numbers[key] = number = len(self.citations) + 1
        self.citations.append(
            Citation(
                n=number,
                document_id=document.id,
                title=document.title,
                section=" > ".join(passage.section) or None,
                page=passage.page,
                start=start,
                end=end,
                quote=quote,
                address=address_of(document, passage.sources),
            )
        )
        return number


def address_of(document: Document, keys: Sequence[str]) -> str | None:
    """Return the address of the first source a passage names, else of the document's only source."""
    addresses = {source.key: source.address for source in document.sources if source.address}
    named = [addresses[key] for key in keys if key in addresses]
    if named:
        return named[0]
    return next(iter(addresses.values())) if len(addresses) == 1 else None


def faulty(citations: Sequence[Citation], document: Lookup) -> list[int]:
    """Return the numbers of citations whose quote is not the stored text at its place."""
    return [c.n for c in citations if document(c.document_id).text[c.start : c.end] != c.quote]
