"""Word, Excel and PowerPoint files whose parts are written here say what a person sees in them."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from ingest.errors import ReadError
from ingest.passages import cut
from ingest.read import read_bytes
from ingest.read import tables as read_tables
from ingest.types import ParsedFile

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument"


def package(parts: Mapping[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return made.getvalue()


def links(*targets: tuple[str, str]) -> str:
    lines = [
        f'<Relationship Id="r{index}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, start=1)
    ]
    return f'<Relationships xmlns="{LINKS}">{"".join(lines)}</Relationships>'


def types(**parts: str) -> str:
    overrides = [f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items()]
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{TYPES}">{rels}{xml}{"".join(overrides)}</Types>'


def word(body: str, before: str = "") -> bytes:
    main = f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    kind = f"{KIND}.wordprocessingml.document.main+xml"
    return package(
        {
            "[Content_Types].xml": types(**{"word/document.xml": kind}),
            "_rels/.rels": links(("officeDocument", "word/document.xml")),
            "word/document.xml": main,
        }
    )


def text(place: str, words: str) -> str:
    return f'<c r="{place}" t="str"><v>{words}</v></c>'


def workbook(*rows: str, state: str = "visible") -> bytes:
    data = f'<worksheet xmlns="{SHEET}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    plain = f'<worksheet xmlns="{SHEET}"><sheetData><row r="1">{text("A1", "Seen")}</row></sheetData></worksheet>'
    kind = f"{KIND}.spreadsheetml"
    return package(
        {
            "[Content_Types].xml": types(
                **{
                    "xl/workbook.xml": f"{kind}.sheet.main+xml",
                    "xl/worksheets/sheet1.xml": f"{kind}.worksheet+xml",
                    "xl/worksheets/sheet2.xml": f"{kind}.worksheet+xml",
                }
            ),
            "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels": links(
                ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")
            ),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
            f'<sheet name="Stock" sheetId="1" state="{state}" r:id="r1"/><sheet name="Other" sheetId="2" r:id="r2"/>'
            "</sheets></workbook>",
            "xl/worksheets/sheet1.xml": data,
            "xl/worksheets/sheet2.xml": plain,
        }
    )


def words(parsed: ParsedFile) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks]


def test_tracked_changes_hidden_words_and_field_codes_read_as_they_show() -> None:
    body = (
        "<w:p><w:r><w:t>Ropes are </w:t></w:r><w:del><w:r><w:delText>green</w:delText></w:r></w:del>"
        '<w:ins><w:r><w:t xml:space="preserve">blue and </w:t></w:r></w:ins>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:t>strong.</w:t><w:br/><w:t>They float.</w:t></w:r></w:p>"
    )
    assert words(read_bytes(word(body), "ropes.docx")) == ["Ropes are blue and strong. They float."]


def test_text_in_content_controls_and_frames_is_read_and_a_table_of_contents_is_not() -> None:
    body = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>Ropes 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a frame.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>Beside it.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert words(read_bytes(word(body), "ropes.docx")) == ["In a control.", "In a frame.", "Beside it.", "In a box."]


def test_merged_cells_of_a_word_table_are_repeated_downwards() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    def cell(text: str, merge: str = "") -> str:
        return f"<w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    first, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = row(cell("Rope"), cell("Load"), cell("Colour"))
    body += row(cell("Hemp", first), cell("2 t"), cell("brown")) + row(cell("", below), cell("3 t"), cell("grey"))
    assert words(read_bytes(word(f"<w:tbl>{body}</w:tbl>"), "ropes.docx")) == [
        "Hemp — Load: 2 t; Colour: brown.",
        "Hemp — Load: 3 t; Colour: grey.",
    ]


def test_pages_are_those_that_word_saved() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/><w:t>Third page.</w:t></w:r>"
    body = (
        "<w:p><w:r><w:t>First page.</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>First, and </w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>second.</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>Second page.</w:t></w:r></w:p><w:p>{broken}</w:p>"
    )
    assert [passage.page for passage in cut(read_bytes(word(body), "ropes.docx"), "d")] == [1, 1, 2, 3]


def test_cells_show_values_dates_and_formulas_without_a_saved_value() -> None:
    rows = [
        f'<row r="1">{text("A1", "Item")}{text("B1", "Count")}{text("C1", "Sum")}</row>',
        '<row r="2"><c r="A2" t="str"><v>Ropes</v></c><c r="B2"><v>0.30000000000000004</v></c>'
        '<c r="C2"><f>B2*10</f><v>3</v></c></row>',
        '<row r="3"><c r="A3" t="str"><v>Sails</v></c><c r="B3" t="b"><v>1</v></c><c r="C3"><f>B3*10</f></c></row>',
    ]
    assert words(read_bytes(workbook(*rows), "stock.xlsx")) == [
        "Stock",
        "Ropes — Count: 0.3; Sum: 3.",
        "Sails — Count: yes; Sum: =B3*10.",
        "Other",
        "Seen.",
    ]


def test_hidden_sheets_are_left_out_and_said_so() -> None:
    parsed = read_bytes(workbook('<row r="1"><c r="A1" t="str"><v>Hid</v></c></row>', state="hidden"), "stock.xlsx")
    assert "Hid" not in parsed.text
    assert parsed.notes == ("Hidden sheets were left out.",)


def test_a_huge_table_is_read_to_a_limit_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "Item,Count\n" + "".join(f"rope {index},{index}\n" for index in range(read_tables.MOST_ROWS + 5))
    parsed = read_bytes(lines.encode(), "stock.csv")
    assert len(parsed.blocks) == read_tables.MOST_ROWS
    assert parsed.notes == ("Only the first 20,000 rows were read. Split the file to have the rest searched.",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_table_is_found(delimiter: str) -> None:
    lines = [["Rope", "Load", "Remark"], ["Hemp", "2 t", '"brown, grey; or\nblack"'], ["Steel", "9 t", "rusts"]]
    data = "\n".join(delimiter.join(line) for line in lines).encode()
    assert words(read_bytes(data, "ropes.csv")) == [
        "Hemp — Load: 2 t; Remark: brown, grey; or black.",
        "Steel — Load: 9 t; Remark: rusts.",
    ]


def test_a_table_of_numbers_alone_has_no_headers() -> None:
    assert words(read_bytes(b"1,2\n3,4\n", "n.csv")) == ["1 — 2.", "3 — 4."]


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a.xlsx", "a.epub"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Plain words.", "is not a"),
        (package({"other.xml": "<a/>"}), "is not a"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "locked with a password or of the old binary kind"),
        (word("")[:-30], "is not a"),
    ],
)
def test_what_only_has_the_suffix_is_refused_by_its_name(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"{name} .*{reason}"):
        read_bytes(data, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(encoding: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
    data = word("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", before=bomb)
    if encoding == "utf-16":
        parts = {"[Content_Types].xml": types(), "_rels/.rels": links()}
        made = io.BytesIO(package(parts))
        with zipfile.ZipFile(made, "a") as archive:
            archive.writestr("word/document.xml", f"{bomb}<a/>".encode("utf-16"))
        data = made.getvalue()
    with pytest.raises(ReadError, match="declares XML entities"):
        read_bytes(data, "bomb.docx")
