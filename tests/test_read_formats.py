"""Files that other programs wrote keep their headings, lists, tables and pages, and answer with a citation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shelf import bot_of

from bot.chain import Bot
from bot.types import Answer
from ingest.passages import cut
from ingest.read import read_bytes
from ingest.types import ParsedFile, Passage

FOLDER = Path(__file__).parent / "data" / "formats"
HARBOUR = ["harbour.docx", "harbour.pdf", "harbour.epub", "harbour.html"]
MAIL = """\
From: =?utf-8?q?Ole_S=C3=B8rensen?= <ole@pier.example>
To: Anna <anna@pier.example>
Subject: Crane repair is delayed
Date: Tue, 03 Mar 2026 09:15:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: multipart/alternative; boundary="b2"

--b2
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

The crane at pier four stays out of service until 20 March, because the slew=
ing ring has to be ordered from Troms=F8.

> What about the trawler?

She is unloaded at pier one.
--b2
Content-Type: text/html; charset="utf-8"

<p>Another wording.</p>
--b2--
--b1
Content-Type: application/pdf; name="offer.pdf"
Content-Disposition: attachment; filename="offer.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--b1--
"""


def parsed(name: str) -> ParsedFile:
    return read_bytes((FOLDER / name).read_bytes(), name)


def shape(file: ParsedFile) -> list[tuple[str, str]]:
    return [(block.kind, file.text[block.start : block.end]) for block in file.blocks]


def passages(file: ParsedFile) -> tuple[Passage, ...]:
    found = cut(file, "d")
    assert all(file.text[passage.start : passage.end] == passage.text for passage in found)
    return found


@pytest.mark.parametrize("name", HARBOUR)
def test_headings_lists_and_tables_survive_every_format(name: str) -> None:
    file = parsed(name)
    assert file.title == "Harbour handbook"
    found = {passage.text: passage for passage in passages(file)}
    assert found["8 to 12 m — Fee a night: 26 euros; Power included: yes."].section == ("Berths", "Fees")
    rules = next(passage for passage in found.values() if passage.text.startswith("Every skipper must:"))
    assert (rules.kind, rules.section) == ("list", ("Berths", "Rules on the quay"))
    assert [file.text[unit.start : unit.end] for unit in rules.units][1:] == [
        "report to the harbour office within two hours of mooring",
        "keep the fairway free",
        "this also holds for tenders",
        "switch off the engine at the quay",
    ]
    steps = found[next(text for text in found if text.startswith("Book a place"))]
    assert len(steps.units) == 3
    assert steps.section == ("Winter storage",)
    assert "five degrees, so that water tanks need not be drained." in file.text


def test_two_columns_are_read_one_after_the_other_and_pages_are_counted() -> None:
    file = parsed("peat.pdf")
    assert "Readings were taken fortnightly by two people independently, and readings that disagreed" in file.text
    headings = [text for kind, text in shape(file) if kind == "heading"]
    assert headings[1:] == ["Introduction", "Methods", "Results", "Loss of height by treatment"]
    assert ("row", "Ditches blocked — Bogs: 4; Loss in mm: 3.") in shape(file)
    assert [passage.page for passage in passages(file)][-2:] == [1, 2]


def test_a_slide_is_a_page_and_its_title_a_heading() -> None:
    found = {passage.text: passage for passage in passages(parsed("timetable.pptx"))}
    row = found["Child — Single: 3.10; Return: 5.40."]
    assert (row.page, row.section, row.kind) == (3, ("Fares",), "table")
    notes = found["The old ferry is kept as a reserve until 2031."]
    assert (notes.page, notes.section) == (2, ("Why the timetable changes", "Notes"))


@pytest.mark.parametrize("name", ["crew.csv", "crew.xlsx"])
def test_each_row_of_a_sheet_reads_with_its_headers(name: str) -> None:
    assert [text for kind, text in shape(parsed(name)) if kind == "row"] == [
        "Müller, Anna — Post: First officer; Since: 2019; Languages: German, Danish.",
        "Ole Sørensen — Post: Engineer; Since: 2012; Languages: Danish, English.",
        "Ines Duarte — Post: Cook; Since: 2023; Languages: Portuguese.",
    ]


def test_a_message_tells_who_wrote_about_what_and_names_what_is_attached() -> None:
    file = read_bytes(MAIL.encode(), "mail.eml")
    assert file.title == "Crane repair is delayed"
    assert shape(file)[1] == (
        "row",
        "Crane repair is delayed — From: Ole Sørensen <ole@pier.example>; To: Anna <anna@pier.example>; "
        "Date: 2026-03-03 09:15; Attachments: offer.pdf.",
    )
    assert "because the slewing ring has to be ordered from Tromsø." in file.text
    assert "Another wording" not in file.text
    assert file.notes == ("Attachments were not read: offer.pdf. Save them and add them by themselves.",)


def test_a_message_without_plain_text_is_read_from_its_html() -> None:
    mail = b"From: a@b.example\nSubject: Sails\nContent-Type: text/html\n\n<p>Sails dry in the <b>loft</b>.</p>"
    assert read_bytes(mail, "m.eml").text.endswith("Sails dry in the loft.")


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot that was given one file of every format by upload."""
    with bot_of(tmp_path_factory.mktemp("formats"), {}) as bot:
        sent = tmp_path_factory.mktemp("sent")
        (sent / "mail.eml").write_text(MAIL)
        (sent / "tide.txt").write_bytes("The tide gauge at Skärhamn is read at nine o’clock.".encode("cp1252"))
        names = ["harbour.docx", "peat.pdf", "timetable.pptx", "crew.xlsx"]
        report = bot.add_files(
            [*(FOLDER / name for name in names), sent / "mail.eml", sent / "tide.txt"], [*names, "mail.eml", "tide.txt"]
        )
        assert [outcome.result for outcome in report.files] == ["added"] * 6
        yield bot


@pytest.mark.parametrize(
    ("question", "quote", "page"),
    [
        ("When do boats stand in the winter shed?", "Boats stand in the winter shed from October to April.", None),
        (
            "How much water does a cubic metre of peat contain?",
            "A cubic metre of undisturbed peat contains about nine "
            "hundred litres, which it releases slowly through the summer.",
            1,
        ),
        ("When is the pier widened?", "The pier is widened next spring.", 4),
        (
            "Which languages does Ole Sørensen speak?",
            "Ole Sørensen — Post: Engineer; Since: 2012; Languages: Danish, English.",
            None,
        ),
        (
            "Until when is the crane out of service?",
            "The crane at pier four stays out of service until 20 March, because "
            "the slewing ring has to be ordered from Tromsø.",
            None,
        ),
        ("When is the tide gauge read?", "The tide gauge at Skärhamn is read at nine o’clock.", None),
    ],
)
def test_a_file_of_each_format_answers_with_its_place(bots: Bot, question: str, quote: str, page: int | None) -> None:
    answer: Answer = bots.ask(question)
    assert answer.status == "answered"
    cited = next(citation for citation in answer.citations if citation.quote == quote)
    assert cited.page == page
    assert bots.document(cited.document_id).text[cited.start : cited.end] == quote
