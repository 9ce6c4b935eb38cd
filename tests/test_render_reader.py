"""The reader shows a document as a page: tables as tables, and by each paragraph the sources it rests on."""

import re

from shelf import SHELF, made

from bot.markup.html import Html
from bot.render import library as render_library
from bot.render import reader as render_reader
from ingest.types import Document, Passage

HATS = """---
id: hats
title: Hats
sources:
  - {key: one, title: The hat book, address: "https://hats.example/book", date: 1999-05, read: 2026-01-02, kind: study}
  - {key: two, title: "Hats & <b>caps</b>", address: "javascript:alert(1)"}
reviewed: 2026-02-03
---
## What a hat is

A hat is worn on the head. [^two] [^one]

A cap has a peak.

## Hats compared

Hats differ in brim and price. [^one]

| Hat | Brim | Price |
|---|---|---|
| Bowler | narrow | £30 |
| Sun hat | wide | |
[^one]

Hats keep off: [^one]

- rain
- sun
"""


def page(text: str, quote: str = "") -> Html:
    document, passages = made("hats", text)
    start = document.text.find(quote) if quote else 0
    return render_reader.document(document, start, start + len(quote), passages)


def test_a_paragraph_a_list_and_a_table_name_their_sources_by_number() -> None:
    shown = page(HATS)
    mark = '<a href="#rests-{0}" aria-label="Source {0}">{0}</a>'.format
    assert f'<p>A hat is worn on the head.<sup class="marks">{mark(1)}{mark(2)}</sup></p>' in shown
    assert "<p>A cap has a peak.</p>" in shown
    assert f'</table></div><p class="below"><sup class="marks">{mark(1)}</sup></p>' in shown
    assert f'<li>sun<sup class="marks">{mark(1)}</sup></li>' in shown
    assert set(re.findall(r'href="#(rests-\d)"', shown)) <= set(re.findall(r' id="(rests-\d)"', shown))


def test_rows_become_one_table_with_headers_and_an_empty_cell_where_nothing_stands() -> None:
    shown = page(HATS)
    assert shown.count("<table>") == 1
    assert '<th scope="col">Hat</th><th scope="col">Brim</th><th scope="col">Price</th>' in shown
    assert '<th scope="row">Bowler</th><td>narrow</td><td>£30</td>' in shown
    assert '<th scope="row">Sun hat</th><td>wide</td><td></td>' in shown
    assert "—" not in shown


def test_a_quoted_cell_or_row_is_marked_inside_its_cells() -> None:
    assert "<td><mark>narrow</mark></td>" in page(HATS, "narrow")
    row = "Bowler — Brim: narrow; Price: £30."
    assert '<th scope="row"><mark>Bowler</mark></th><td><mark>narrow</mark></td><td><mark>£30</mark></td>' in page(
        HATS, row
    )


def test_a_source_is_shown_with_title_kind_date_reading_and_address() -> None:
    shown = page(HATS)
    assert (
        '<a href="https://hats.example/book" target="_blank" rel="noopener noreferrer nofollow">The hat book</a>'
        '<span class="quiet">study · 1999-05 · read 2026-01-02</span>'
        '<span class="quiet where">https://hats.example/book</span>'
    ) in shown
    assert 'Hats &amp; &lt;b&gt;caps&lt;/b&gt;<span class="quiet">no date</span></li>' in shown
    assert "javascript" not in shown


def test_without_passages_every_word_is_still_shown() -> None:
    document, _ = made("hats", HATS)
    shown = render_reader.document(document, 0, 0)
    assert "Bowler — Brim: narrow; Price: £30." in shown
    assert "<table>" not in shown


def test_every_word_of_every_passage_is_on_the_page() -> None:
    for name, text in SHELF.items():
        document, passages = made(name, text)
        shown = re.sub(r"<[^>]+>", " ", render_reader.document(document, 0, 0, passages))
        for passage in passages:
            assert words_of(passage) <= set(shown.split()), passage.text


def words_of(passage: Passage) -> set[str]:
    """Return the words of a passage; of a row those of its cells."""
    cells = [cell for unit in passage.units for cell in unit.cells]
    spans = [(cell.start - passage.start, cell.end - passage.start) for cell in cells] or [(0, len(passage.text))]
    return {word for low, high in spans for word in passage.text[low:high].split() if word.isalpha()}


def listed(document_id: str, origin: str, builtin: bool = True) -> Document:
    return Document(
        id=document_id, title=document_id.title(), text="x", sha256="0", origin=origin, builtin=builtin,
        added="2026-11-25", passages=1, reviewed="2026-02-03" if builtin else None,
    )  # fmt: skip


def test_the_library_groups_built_in_documents_by_topic_below_a_persons_own() -> None:
    table = render_library.table(
        [
            listed("whales", "built-in:sea/whales.md"),
            listed("bears", "built-in:land/bears.md"),
            listed("apes", "built-in:land/apes.md"),
            listed("mine", "/somewhere/built-in:land/mine.md", builtin=False),
        ]
    )
    assert re.findall(r'<span class="kind[^"]*">([^<]+)</span>', table) == ["Your files", "Land", "Sea"]
    assert re.findall(r'data-open="0:0:(\w+)"', table) == ["mine", "apes", "bears", "whales"]
    assert table.count("reviewed 2026-02-03") == 3
    assert "added 2026-11-25" in table
