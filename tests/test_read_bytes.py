"""Bytes become text: the suffix chooses the reader, the encoding is found, and what is no text is refused."""

import codecs

import pytest

from ingest.errors import ReadError
from ingest.read import SUFFIXES, read_bytes


def text_of(data: bytes, name: str = "farm.txt") -> str:
    return read_bytes(data, name).text


def test_the_suffix_chooses_the_reader_whatever_its_case() -> None:
    assert text_of(b"**Cows** graze.", "FARM.MD") == "Cows graze."
    assert text_of(b"2 * 3 * 4 cows graze.") == "2 * 3 * 4 cows graze."


def test_an_unknown_suffix_is_refused_with_the_supported_ones() -> None:
    with pytest.raises(ReadError, match=r"farm\.xyz is of a kind that is not read") as caught:
        read_bytes(b"Cows.", "farm.xyz")
    assert all(suffix in str(caught.value) for suffix in SUFFIXES)


@pytest.mark.parametrize("data", [b"", b" \n\t\n", codecs.BOM_UTF8])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"empty|no text"):
        read_bytes(data, "farm.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_common_encodings_give_the_same_text(encoding: str) -> None:
    words = "The café costs £5 – “cash only”."
    assert text_of(words.encode(encoding)) == words


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1250", "Krowy pasą się na łące, a trawa jest zielona."),
        ("cp1251", "Коровы пасутся на лугу, и трава зелёная. Молоко стоит дорого."),
        ("koi8-r", "Коровы пасутся на лугу, и трава зелёная. Молоко стоит дорого."),
        ("cp1253", "Οι αγελάδες βόσκουν στο λιβάδι και τρώνε χόρτο."),
        ("gb18030", "奶牛在草地上吃草。牧场很大。我们每天早上挤奶，然后送到城里去。"),
    ],
)
def test_other_encodings_are_recognised_by_their_words(encoding: str, words: str) -> None:
    assert text_of(words.encode(encoding)) == words


def test_utf8_with_a_damaged_byte_keeps_its_other_characters() -> None:
    assert text_of("Café, crème, brûlée, pâté.".encode() + b"\xff Done.") == "Café, crème, brûlée, pâté. Done."


def test_latin1_bytes_that_cp1252_lacks_do_not_stop_a_file() -> None:
    assert text_of("Café au lait".encode("latin-1") + b"\x81 is served.") == "Café au lait is served."


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"GIF89a" + b"\x00\x14\x08" * 50,
        b"\xff\xfe\x00",
        "Коровы пасутся на лугу".encode("koi8-r"),
    ],
)
def test_data_that_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="is not text"):
        read_bytes(data, "farm.txt")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3", r"a\.txt holds a PDF, not what its name says\. Rename it to end in \.pdf"),
        ("a.pdf", b"PK\x03\x04\x14\x00", r"a\.pdf holds an archive or an office file"),
        ("a.zip", b"PK\x03\x04\x14\x00", r"a\.zip is an archive, of which the files are read one by one"),
    ],
)
def test_a_file_with_the_name_of_another_kind_is_refused_as_what_it_is(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read_bytes(data, name)


def test_invisible_characters_go_and_composed_ones_stay() -> None:
    dirty = "Co\u00adws \u202egraze\u200b\ufeff on\u00a0the cafe\u0301 lawn\x07.\r\nThey\rrest.\u2028Then sleep."
    assert text_of(dirty.encode()) == "Cows graze on the café lawn.\n\nThey\n\nrest.\n\nThen sleep."
