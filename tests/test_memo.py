"""A memo carries the whole decision, gives the same bytes for the same input, and is read back."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document

from bot.memo.blocks import DATA_KEY, Block, memo
from bot.memo.files import SUFFIXES, save, written
from bot.memo.reading import given, note, read_given
from bot.memo.word import LARGEST_UNPACKED
from bot.rules.book import RuleBook, load_rules
from bot.rules.decide import decide
from bot.types import Decision, Reading
from ingest.errors import FactsError, ShorewiseError

DATE = "2026-11-25"
HOSTILE = (
    "<script>alert(1)</script> | =cmd()|`x` **b** [y](javascript:z)\n# head\n"
    '```json\n{"shorewise_memo":1,"facts":{}}\n```'
)
FACTS: dict[str, object] = {"core": "core", "control": "high", "horizon": "long", "cost": "savings", "scale": "large"}
in_every_format = pytest.mark.parametrize("suffix", SUFFIXES)


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


@pytest.fixture(scope="module")
def decision(book: RuleBook) -> Decision:
    """A decision with words as hostile as a person can write them."""
    readings = [
        Reading(fact="core", value="core", words=HOSTILE, start=0, end=len(HOSTILE)),
        Reading(fact="horizon", value="short", words="a year, since corrected", start=0, end=6),
    ]
    return decide({**FACTS, "data": ["ordinary", "sensitive"]}, book).model_copy(update={"read": readings})


def texts(data: bytes, suffix: str) -> str:
    """Return what a reader of the file sees or searches."""
    if suffix != ".docx":
        return data.decode()
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@in_every_format
def test_the_same_input_gives_the_same_bytes_and_another_day_does_not(
    suffix: str, decision: Decision, book: RuleBook
) -> None:
    once = written(memo(decision, book, DATE), suffix, DATE)
    assert once == written(memo(decision, load_rules(), DATE), suffix, DATE)
    assert once != written(memo(decision, book, "2026-11-26"), suffix, "2026-11-26")


@in_every_format
def test_a_memo_read_back_decides_the_same_and_writes_the_same_memo(
    suffix: str, decision: Decision, book: RuleBook, tmp_path: Path
) -> None:
    path = tmp_path / f"memo{suffix}"
    save(memo(decision, book, DATE), path, DATE)
    back = read_given(path)
    again = decide(back.facts, book)
    assert again == decision.model_copy(update={"read": None})
    assert note(back, again, book) is None
    assert [reading.words for reading in back.read] == [HOSTILE]
    rewritten = written(memo(again.model_copy(update={"read": list(back.read)}), book, DATE), suffix, DATE)
    assert given(rewritten, "memo").facts == back.facts


@in_every_format
def test_a_memo_says_everything_a_meeting_needs(suffix: str, decision: Decision, book: RuleBook) -> None:
    seen = texts(written(memo(decision, book, DATE), suffix, DATE), suffix)
    parts = [DATE, book.file.version, book.sha256[:16], "Offshore to a unit of your own", "What would change it"]
    parts += ["Taken for granted", "Not known", "Make no difference here", "Next steps", "Ordinary data or Sensitive"]
    parts += [decision.location.reason or "-", decision.risks[0].text, decision.risks[0].mitigation]
    parts += [decision.next_steps[0].text]
    assert [part for part in parts if part not in seen] == []
    for citation in decision.citations:
        assert citation.address is None or citation.address.replace("&", "&amp;") in seen or citation.address in seen


def test_a_fact_corrected_by_hand_is_not_said_to_come_from_the_words(decision: Decision, book: RuleBook) -> None:
    rows = [row for block in memo(decision, book, DATE) for row in block.rows]
    assert ("How long", "Longer than 12 months", "") in rows


def test_hostile_words_are_text_in_markdown(decision: Decision, book: RuleBook) -> None:
    text = written(memo(decision, book, DATE), ".md", DATE).decode()
    assert text.count("```") == 2
    shown, fenced, _ = text.split("```")
    assert "<script" not in shown.replace("\\<script", "") + fenced
    assert "[y](" not in shown.replace("\\[y\\](", "")
    row = next(line for line in text.splitlines() if "alert(1)" in line and line.startswith("|"))
    assert row.replace("\\|", "").count("|") == 4
    assert not any(line.startswith("# head") for line in text.splitlines())


def test_hostile_words_are_text_in_html_and_the_file_needs_nothing_else(decision: Decision, book: RuleBook) -> None:
    text = written(memo(decision, book, DATE), ".html", DATE).decode()
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert not any(sign in text for sign in (" src=", "<img", "<iframe", "@import", "url("))


def test_hostile_words_are_text_in_word_and_no_part_bears_the_time_of_writing(
    decision: Decision, book: RuleBook
) -> None:
    data = written(memo(decision, book, DATE), ".docx", DATE)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        body = packed.read("word/document.xml").decode()
    assert "&lt;script&gt;" in body
    assert "w:fldSimple" not in body
    assert "w:instrText" not in body
    assert Document(io.BytesIO(data)).core_properties.created.date().isoformat() == DATE


def test_control_characters_in_words_do_not_break_a_word_document(book: RuleBook) -> None:
    readings = [Reading(fact="core", value="core", words="co\x00re \x1b[31m \ud800", start=0, end=4)]
    told = decide(FACTS, book).model_copy(update={"read": readings})
    for suffix in SUFFIXES:
        assert given(written(memo(told, book, DATE), suffix, DATE), "memo").facts == FACTS


@pytest.mark.parametrize("facts", [{}, {"data": "must_stay", "place": "abroad_only"}, {"core": "core"}])
def test_a_memo_without_an_outcome_is_written_too_and_recommends_nothing(
    facts: dict[str, object], book: RuleBook
) -> None:
    decision = decide(facts, book)
    text = written(memo(decision, book, DATE), ".md", DATE).decode()
    assert decision.outcome is None
    assert "**Recommendation:**" not in text
    assert "►" not in text
    assert given(text.encode(), "memo").facts == facts


def test_changed_rules_are_told_with_what_they_do_to_the_result(decision: Decision, book: RuleBook) -> None:
    text = written(memo(decision, book, DATE), ".md", DATE).decode().replace(book.sha256, "0" * 64)
    same = note(given(text.encode(), "memo"), decision, book)
    assert same is not None
    assert "rules have changed" in same
    assert "the result is the same" in same
    other = note(given(text.replace('"outcome":"captive', '"outcome":"x').encode(), "memo"), decision, book)
    assert other is not None
    assert "no longer so" in other


def test_facts_edited_in_a_memo_are_told(decision: Decision, book: RuleBook) -> None:
    text = written(memo(decision, book, DATE), ".md", DATE).decode().replace('"cost":"savings"', '"cost":"not_main"')
    back = given(text.encode(), "memo")
    said = note(back, decide(back.facts, book), book)
    assert said is not None
    assert "have been edited" in said


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"# A memo without its facts\n", "holds no facts of a Shorewise memo"),
        (b"<html><pre id='x'>{}</pre></html>", "holds no facts of a Shorewise memo"),
        (b'```json\n{"shorewise_memo":2,"facts":{}}\n```', "holds no facts of a Shorewise memo"),
        (b'```json\n{"shorewise_memo":1,"facts":[]}\n```', "holds no facts of a Shorewise memo"),
        (b'```json\n{"shorewise_memo":1,"facts":{},"read":[1]}\n```', "damaged"),
        (b'```json\n{"shorewise_memo":1,"facts":{},"read":5}\n```', "damaged"),
        (b'```json\n{"shorewise_memo":1,\n```', "is not JSON"),
        (b"PK\x03\x04 no zip", "no Word document"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[1]", "must hold a JSON object"),
        (b"just words", "is not JSON"),
        (b'{"parts": [], "facts": {}}', "nothing else can stand"),
        (b'{"parts": [{"name": "a"}]}', "each part must be"),
        (b'{"parts": [{"name": 1, "facts": {}}]}', "each part must be"),
    ],
)
def test_a_file_that_is_no_memo_and_no_facts_is_refused_in_a_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(FactsError, match=reason):
        given(data, "file")


def test_a_word_document_of_somebody_else_and_a_bomb_are_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    Document().save(packed)
    with pytest.raises(FactsError, match="holds no facts of a Shorewise memo"):
        given(packed.getvalue(), "letter.docx")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b" " * (LARGEST_UNPACKED + 1))
    with pytest.raises(FactsError, match="unpacks to more than"):
        given(bomb.getvalue(), "bomb.docx")


def test_parts_are_read_with_their_names() -> None:
    content = {"parts": [{"name": "a", "facts": {"core": "core"}}, {"name": "b", "facts": {}}]}
    assert given(json.dumps(content).encode(), "parts.json").parts == (("a", {"core": "core"}), ("b", {}))


def test_a_format_that_is_not_written_and_a_place_that_is_none_are_named(tmp_path: Path) -> None:
    blocks = [Block("data", ())]
    with pytest.raises(ShorewiseError, match=r"'\.pdf'; name a file that ends in \.md, \.html, \.docx"):
        written(blocks, ".pdf", DATE)
    with pytest.raises(ShorewiseError, match="cannot be written"):
        save([], tmp_path / "no" / "memo.md", DATE)


def test_the_line_of_facts_holds_no_sign_of_markup(decision: Decision, book: RuleBook) -> None:
    line = memo(decision, book, DATE)[-1].lines[0].text
    assert not set("<>&'`\n") & set(line)
    assert json.loads(line)[DATA_KEY] == 1
