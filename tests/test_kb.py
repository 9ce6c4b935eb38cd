"""The built-in documents: complete front matter, traceable sentences, quotable wording."""

import hashlib
import re
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import kb
from bot.audit.survey import Shelf
from bot.audit.thin import dateless_figures, dateless_laws
from ingest.builtin import builtin_documents
from ingest.read.markdown import read_markdown

DATA = Path(__file__).parent / "data"
MARK = re.compile(r"\s*\[\^([\w-]+)\]")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|n\.d\.")
KINDS = {"standard", "regulator", "statistics", "study", "press", "vendor"}
PRONOUNS = {"it", "this", "they", "these", "that", "those", "he", "she", "its", "their", "such", "both"}
FIGURE = re.compile(r"\d%|US\$|\d (million|billion)|\b\d{1,3},\d{3}\b")
RUN_LENGTH = 8
FACTS = {"DEF": 41, "RSK": 47, "GOV": 26, "ECO": 24, "DEC": 25, "HIS": 14, "MIS": 10}
"""How many sourced facts were collected on each topic before the documents were written."""


class Piece(NamedTuple):
    """A paragraph, list item, heading or table row, with the words that it needs to be understood, and all headings."""

    kind: str
    text: str
    context: str
    sources: frozenset[str]
    headings: str = ""


class KbDocument(NamedTuple):
    path: Path
    meta: dict[str, Any]
    body: str
    pieces: list[Piece]


def read_document(path: Path) -> KbDocument:
    """Read one file as the library does; a list item has its lead-in's sources, a lead-in knows its items."""
    data = path.read_bytes()
    _, front, body = data.decode("utf-8").split("---\n", 2)
    parsed = read_markdown(data, path.name)
    pieces: list[Piece] = []
    heading, lead = "", Piece("", "", "", frozenset())
    above: dict[int, str] = {}
    for block in parsed.blocks:
        text = parsed.text[block.start : block.end]
        if block.kind == "heading":
            above = {level: one for level, one in above.items() if level < block.level}
        piece = Piece(block.kind, text, heading, frozenset(block.sources), " ".join(above.values()))
        if block.kind == "heading":
            heading = above[block.level] = text
        elif block.kind == "paragraph":
            lead = piece
        else:
            piece = piece._replace(context=f"{heading} {lead.text}")
        if block.kind == "item":
            piece = piece._replace(sources=piece.sources | lead.sources)
            at = pieces.index(lead)
            lead = pieces[at] = lead._replace(context=f"{lead.context} {piece.text}")
        pieces.append(piece)
    return KbDocument(path, yaml.safe_load(front), body, pieces)


DOCUMENTS = [read_document(path) for path in sorted(kb.DOCUMENTS.rglob("*.md"))]
STATEMENTS: list[dict[str, str]] = yaml.safe_load((DATA / "statements.yaml").read_text(encoding="utf-8"))
SUPPORT: list[dict[str, str]] = yaml.safe_load((DATA / "rule_support.yaml").read_text(encoding="utf-8"))
GLOSSARY: list[dict[str, Any]] = yaml.safe_load(kb.GLOSSARY.read_text(encoding="utf-8"))["terms"]
DECISION: dict[str, Any] = yaml.safe_load(kb.DECISION.read_text(encoding="utf-8"))
RULES = [rule for table in ("conflicts", "location", "ownership", "refinements") for rule in DECISION[table]]
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.path.stem)


def sentences(piece: Piece) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", piece.text)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def run_hashes(text: str) -> set[str]:
    """Return the truncated hashes of every run of eight words."""
    tokens = words(text)
    runs = (" ".join(tokens[i : i + RUN_LENGTH]) for i in range(len(tokens) - RUN_LENGTH + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:16] for run in runs}


def stems(text: str) -> set[str]:
    return {word[:5] for word in words(text) if len(word) > 3}


@each_document
def test_a_document_names_its_id_title_sources_and_review_date(document: KbDocument) -> None:
    meta = document.meta
    assert set(meta) == {"id", "title", "sources", "reviewed"}
    assert meta["id"] == document.path.stem
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", meta["id"])
    assert meta["title"]
    assert meta["sources"], "a document rests on at least one source"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(meta["reviewed"]))


@each_document
def test_a_source_has_title_address_date_and_kind(document: KbDocument) -> None:
    for source in document.meta["sources"]:
        assert set(source) == {"key", "title", "address", "date", "read", "kind"}, source
        assert source["title"]
        assert source["address"].startswith(("http://", "https://")), source
        assert DATE.fullmatch(str(source["date"])), source
        assert isinstance(source["read"], date), source
        assert source["read"] <= datetime.now(UTC).date(), f"read in the future: {source}"
        assert source["kind"] in KINDS, source


def test_document_ids_are_unique() -> None:
    ids = [document.meta["id"] for document in DOCUMENTS]
    assert len(ids) == len(set(ids))


def test_a_source_key_means_the_same_source_in_every_document() -> None:
    known: dict[str, dict[str, Any]] = {}
    for document in DOCUMENTS:
        for source in document.meta["sources"]:
            assert known.setdefault(source["key"], source) == source, document.path


@each_document
def test_every_source_mark_resolves_and_every_listed_source_is_used(document: KbDocument) -> None:
    listed = [source["key"] for source in document.meta["sources"]]
    used = set(MARK.findall(document.body))
    assert len(listed) == len(set(listed))
    assert used == set(listed)


@each_document
def test_a_claim_names_a_source_or_says_that_it_is_our_own_judgement(document: KbDocument) -> None:
    for piece in document.pieces:
        own = re.search(r"Shorewise", piece.text + piece.context)
        assert piece.kind == "heading" or piece.sources or own, piece.text


@each_document
def test_no_sentence_is_longer_than_forty_words(document: KbDocument) -> None:
    for piece in document.pieces:
        if piece.kind in {"paragraph", "item"}:
            for sentence in sentences(piece):
                assert len(sentence.split()) <= 40, sentence


def test_no_sentence_is_written_twice() -> None:
    written = [s for d in DOCUMENTS for p in d.pieces if p.kind == "paragraph" for s in sentences(p)]
    assert [s for s in set(written) if written.count(s) > 1] == []


@each_document
def test_only_the_lead_in_of_a_list_ends_with_a_colon(document: KbDocument) -> None:
    for piece, following in pairwise([*document.pieces, Piece("end", "", "", frozenset())]):
        if piece.kind == "paragraph":
            assert piece.text.endswith(":") == (following.kind == "item"), piece.text


@each_document
def test_no_sentence_starts_with_a_word_that_reaches_back(document: KbDocument) -> None:
    for piece in document.pieces:
        if piece.kind in {"paragraph", "item"}:
            for sentence in sentences(piece):
                first = sentence.split()[0]  # IT is a trade
                assert first == "IT" or words(first)[0] not in PRONOUNS, sentence


@each_document
def test_the_lead_in_of_a_list_names_what_its_heading_names(document: KbDocument) -> None:
    for piece, following in pairwise(document.pieces):
        if following.kind == "item" and piece.kind == "paragraph":
            assert stems(piece.text) & stems(f"{document.meta['title']} {piece.headings}"), piece.text


@each_document
def test_a_cell_of_a_table_can_be_read_with_its_label_and_its_header(document: KbDocument) -> None:
    parsed = read_markdown(document.path.read_bytes(), document.path.name)
    for block in parsed.blocks:
        if block.kind == "row":
            label, *cells = [(cell.header, parsed.text[cell.start : cell.end]) for cell in block.cells]
            assert label[1].strip(), parsed.text[block.start : block.end]
            assert cells, parsed.text[block.start : block.end]
            assert len({header for header, _ in cells}) == len(cells), "two columns have one header"
            assert all(header.strip() and words(text) for header, text in cells), cells


@each_document
def test_a_table_stands_below_a_sentence_that_says_what_it_shows(document: KbDocument) -> None:
    for piece, following in pairwise(document.pieces):
        if following.kind == "row" and piece.kind != "row":
            assert piece.kind == "paragraph", piece.text
            assert piece.text.endswith("."), piece.text


def test_laws_and_market_figures_carry_a_year() -> None:
    shelf = Shelf(builtin_documents(), GLOSSARY)
    assert [place.text for place in dateless_figures(shelf)] == []
    assert dateless_laws(shelf) == []


def test_every_term_has_a_sentence_that_says_what_it_is() -> None:
    shelf = Shelf(builtin_documents(), GLOSSARY)
    assert [row.name for row in shelf.terms if not row.definition] == []


@each_document
def test_a_figure_in_a_sentence_carries_its_year(document: KbDocument) -> None:
    for piece in document.pieces:
        if piece.kind in {"paragraph", "item"} and FIGURE.search(piece.text):
            assert re.search(r"\b(19|20)\d\d\b|undated", piece.text), piece.text


@each_document
def test_every_section_opens_with_a_paragraph_below_a_unique_heading(document: KbDocument) -> None:
    blocks = read_markdown(document.path.read_bytes(), document.path.name).blocks
    assert blocks[0].kind == "heading"
    assert blocks[-1].kind != "heading"
    for block, following in pairwise(blocks):
        deeper = following.kind == "heading" and following.level > block.level
        assert block.kind != "heading" or following.kind == "paragraph" or deeper
    headings = [piece.text for piece in document.pieces if piece.kind == "heading"]
    assert len(headings) == len(set(headings))


@each_document
def test_no_run_of_eight_words_is_shared_with_the_starting_article(document: KbDocument) -> None:
    article = set((DATA / "article_runs.txt").read_text(encoding="utf-8").split())
    assert len(article) > 900
    assert not run_hashes(MARK.sub("", document.body)) & article


def test_the_eight_word_check_notices_a_shared_run() -> None:
    text = "one two three four five six seven eight nine"
    assert run_hashes(text) & run_hashes("Zero, one two: three four five six seven eight!")
    assert not run_hashes(text) & run_hashes("one two three four five six seven and eight nine")


def test_every_statement_of_the_starting_article_and_every_collected_fact_is_mapped_once() -> None:
    ids = [statement["id"] for statement in STATEMENTS]
    assert len(ids) == len(set(ids))
    assert {f"S{number}" for number in range(1, 71)} <= set(ids)
    assert {f"{topic}-{number:02}" for topic, last in FACTS.items() for number in range(1, last + 1)} <= set(ids)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement["id"])
def test_a_statement_is_carried_by_one_sourced_sentence(statement: dict[str, str]) -> None:
    pieces = next(d.pieces for d in DOCUMENTS if d.meta["id"] == statement["document"])
    carriers = [p for p in pieces if p.kind != "heading" and statement["quote"] in re.sub(r"\s+", " ", p.text)]
    assert len(carriers) == 1, f"{len(carriers)} pieces hold the quote"
    assert statement["source"] in carriers[0].sources
    meant = stems(statement["says"])
    shared = meant & stems(carriers[0].text + " " + carriers[0].context)
    assert len(shared) * 2 >= len(meant), f"the carrier lacks {sorted(meant - shared)}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_rests_on_words_of_its_section_that_were_judged_to_support_it(rule: dict[str, Any]) -> None:
    (judged,) = [entry for entry in SUPPORT if entry["rule"] == rule["id"]]
    assert judged["says"] == (rule.get("reason") or rule["text"]), "judge anew whether the section supports the rule"
    pieces = section(rule["passage"])
    text = " ".join(piece.text for piece in pieces)
    assert judged["quote"] in pieces[rule.get("paragraph", 1)].text, "the cited paragraph does not hold the words"
    if rule["basis"] == "source":
        assert any(piece.sources for piece in pieces), "the section names no source"
    else:
        assert "Shorewise" in text, "the section does not say that this is our own judgement"


def test_every_judged_rule_still_exists() -> None:
    assert {entry["rule"] for entry in SUPPORT} == {rule["id"] for rule in RULES}


def section(reference: str) -> list[Piece]:
    """Return the heading that a rule cites with the pieces below it and its sub-headings."""
    document_id, name = reference.split("#")
    pieces = next(d.pieces for d in DOCUMENTS if d.meta["id"] == document_id)
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind == "heading" and found:
            if found[0].text not in piece.headings:
                break
            continue
        if found or (piece.kind == "heading" and re.sub(r"[^a-z0-9]+", "-", piece.text.lower()).strip("-") == name):
            found.append(piece)
    assert len(found) > 1, reference
    return found


def test_every_glossary_term_points_at_a_document_and_names_belong_to_one_term() -> None:
    ids = {document.meta["id"] for document in DOCUMENTS}
    names: list[str] = []
    for entry in GLOSSARY:
        assert set(entry) <= {"term", "aliases", "abbreviations", "document", "misspellings"}, entry
        assert entry["document"] in ids, entry
        names += [entry["term"], *entry["aliases"], *entry["abbreviations"], *entry.get("misspellings", [])]
    assert len(names) == len(set(names))
