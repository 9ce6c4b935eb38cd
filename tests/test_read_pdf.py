"""What a PDF draws becomes what it says: broken words joined, margins left out, cells in their rows."""

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission, XPos, YPos

from ingest.errors import ReadError
from ingest.passages import cut
from ingest.read.pdf import read_pdf
from ingest.types import ParsedFile

PROSE = "The quay was rebuilt with granite from the northern islands, and it has not moved since. "


def document() -> FPDF:
    pdf = FPDF()
    pdf.set_compression(False)
    pdf.set_font("Helvetica", size=11)
    return pdf


def say(pdf: FPDF, *lines: str, size: float = 11, style: str = "") -> None:
    pdf.set_font("Helvetica", style=style, size=size)
    for line in lines:
        pdf.cell(0, size / 2, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def read(pdf: FPDF, name: str = "quay.pdf") -> ParsedFile:
    return read_pdf(bytes(pdf.output()), name)


def words(parsed: ParsedFile, kind: str) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind == kind]


def test_words_broken_at_line_ends_are_joined_and_true_hyphens_stay() -> None:
    pdf = document()
    pdf.add_page()
    say(pdf, "The harbour master and the pilot are respon-", "sible for every well-", "known danger, such as the long-")
    say(pdf, "term silting of the northern entrance, which is", "dredged in spring.")
    assert words(read(pdf), "paragraph") == [
        "The harbour master and the pilot are responsible for every well-known danger, such as the long-term silting "
        "of the northern entrance, which is dredged in spring."
    ]


def test_larger_and_bold_lines_are_headings_in_their_order() -> None:
    pdf = document()
    pdf.add_page()
    say(pdf, "Quays", size=22)
    say(pdf, "Granite", size=14)
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, 5, PROSE * 3)
    pdf.ln()
    say(pdf, "Repairs", style="B")
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, 5, PROSE * 3)
    parsed = read(pdf)
    assert parsed.title == "Quays"
    assert [passage.section for passage in cut(parsed, "d")] == [("Granite",), ("Granite", "Repairs")]


def test_running_heads_and_page_numbers_are_left_out_and_a_sentence_goes_on_over_the_page() -> None:
    pdf = document()
    for number in range(1, 5):
        pdf.add_page()
        say(pdf, "Harbour board, yearly report", size=9)
        pdf.ln()
        say(pdf, f"Quay {number} was rebuilt with granite from the northern islands, and it is", "expected")
        pdf.set_y(-25)
        say(pdf, str(number), size=9)
        pdf.set_auto_page_break(auto=False)
    parsed = read(pdf)
    assert "yearly report" not in parsed.text
    assert words(parsed, "paragraph")[1] == (
        "Quay 2 was rebuilt with granite from the northern islands, and it is expected"
    )
    assert [passage.page for passage in cut(parsed, "d")] == [1, 2, 3, 4]
    pdf = document()
    pdf.add_page()
    say(pdf, "The quay was rebuilt with granite from")
    pdf.add_page()
    say(pdf, "the northern islands.", "It has not moved since.")
    parsed = read(pdf)
    assert words(parsed, "paragraph")[0].startswith("The quay was rebuilt with granite from the northern islands.")


@pytest.mark.parametrize("borders", ["ALL", "NONE"])
def test_the_cells_of_a_table_are_read_in_rows_with_or_without_rulings(borders: str) -> None:
    pdf = document()
    pdf.add_page()
    pdf.multi_cell(0, 5, PROSE)
    pdf.ln()
    with pdf.table(borders_layout=borders) as table:
        for cells in [("Quay", "Length", "Built"), ("North", "210 m", "1931"), ("South", "85 m", "1974")]:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    parsed = read(pdf)
    assert words(parsed, "row") == ["North — Length: 210 m; Built: 1931.", "South — Length: 85 m; Built: 1974."]


def test_lists_are_items_whose_lines_belong_together() -> None:
    pdf = document()
    pdf.add_page()
    say(pdf, "Every pilot carries:")
    say(pdf, "- a lamp that burns for twelve hours without oil", "   and is seen for a mile", "- a chart", "1. First")
    assert words(read(pdf), "item") == [
        "a lamp that burns for twelve hours without oil and is seen for a mile",
        "a chart",
        "First",
    ]


def test_pages_without_text_are_named_and_a_scan_of_nothing_else_is_refused() -> None:
    pdf = document()
    pdf.add_page()
    pdf.rect(20, 20, 100, 100, style="F")
    with pytest.raises(ReadError, match=r"scan\.pdf holds no text, only images .* Run text recognition"):
        read(pdf, "scan.pdf")
    pdf = document()
    pdf.add_page()
    pdf.add_page()
    say(pdf, "The quay was rebuilt.")
    parsed = read(pdf)
    assert parsed.notes == ("No text was found on page 1, only images or nothing.",)
    assert [passage.page for passage in cut(parsed, "d")] == [2]


def test_a_locked_file_is_named_as_such() -> None:
    pdf = document()
    pdf.add_page()
    say(pdf, "Secret.")
    pdf.set_encryption(owner_password="a", user_password="b", permissions=AccessPermission.none())
    with pytest.raises(ReadError, match=r"quay\.pdf is locked with a password"):
        read(pdf)


@pytest.mark.parametrize("data", [b"Plain words.", b"%PDF-1.7\nnothing follows", b"%PDF-1.4\n" + b"\xff" * 3000])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"quay\.pdf is not a PDF, or is damaged"):
        read_pdf(data, "quay.pdf")


def test_text_drawn_on_its_side_is_read_when_the_page_is_turned() -> None:
    pdf = document()
    pdf.add_page()
    with pdf.rotation(90, x=100, y=100):
        pdf.text(60, 100, "The crane turns.")
    with pytest.raises(ReadError, match="holds no text"):
        read(pdf)
    turned = bytes(pdf.output()).replace(b"/Type /Page\n", b"/Type /Page\n/Rotate 90\n")
    assert read_pdf(turned, "quay.pdf").text == "The crane turns."
