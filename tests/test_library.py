"""The library: one change at a time, exact texts back, BM25 that no input can break."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.assemble import assemble
from ingest.errors import LibraryError, UnknownDocument
from ingest.library import FILE, Library
from ingest.read import read_bytes
from ingest.types import Document, Passage


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path)
    yield opened
    opened.close()


def made(document_id: str, text: str) -> tuple[Document, tuple[Passage, ...]]:
    data = text.encode()
    return assemble(read_bytes(data, f"{document_id}.md"), document_id, f"hash of {text}", "somewhere")


MOVES = made("moves", "# Moving work\n\nWork goes abroad.\n\n- cheap\n- far\n\n| A | B |\n|---|---|\n| x | y |\n")
CAFE = made("cafe", "# Café\n\nA café costs less than a provider. Providers cost more.\n")


def test_documents_and_passages_come_back_as_they_were_put(library: Library) -> None:
    library.put(*MOVES)
    library.put(*CAFE)
    assert library.documents() == [CAFE[0], MOVES[0]]
    assert library.document_passages("moves") == list(MOVES[1])
    assert library.passage_count() == len(MOVES[1]) + len(CAFE[1])


def test_passages_come_in_the_order_asked_for_and_unknown_ids_are_left_out(library: Library) -> None:
    library.put(*MOVES)
    ids = [passage.id for passage in MOVES[1]]
    assert [found.id for found in library.passages([ids[1], "gone", ids[0]])] == [ids[1], ids[0]]
    assert library.passages([]) == []


def test_an_unknown_document_is_answered_with_the_closest_ids(library: Library) -> None:
    library.put(*MOVES)
    with pytest.raises(UnknownDocument, match="Did you mean moves"):
        library.document("move")


def test_search_finds_inflections_and_ignores_accents(library: Library) -> None:
    library.put(*CAFE)
    [(found, score)] = library.search(["provided", "cafes"], 5)
    assert found == CAFE[1][0].id
    assert score == library.search(["provider", "café"], 5)[0][1]


def test_the_better_match_comes_first_with_the_higher_score(library: Library) -> None:
    library.put(*made("one", "Contracts need care and time and people and money and patience.\n"))
    library.put(*made("two", "Contracts.\n"))
    library.put(*made("three", "Something else.\n"))
    (first, high), (second, low) = library.search(["contract"], 5)
    assert (first.split(":")[0], second.split(":")[0]) == ("two", "one")
    assert high > low


def test_equal_scores_are_ordered_by_passage_id(library: Library) -> None:
    for name in ("b", "c", "a"):
        library.put(*made(name, "Same words.\n"))
    assert [found.split(":")[0] for found, _ in library.search(["words"], 2)] == ["a", "b"]


@pytest.mark.parametrize(
    "term",
    [
        '"',
        "a OR",
        "NEAR(a b)",
        "body:x",
        "*",
        "(",
        "\0",
        "a\0b",
        "\ud800q",
        "'; DROP TABLE passages",
        "-",
        "",
    ],
)
def test_no_term_breaks_the_search(library: Library, term: str) -> None:
    library.put(*MOVES)
    assert library.search([term], 5) == []
    assert len(library.search([term, "abroad"], 5)) == 1
    assert library.document_frequency([term]) == {term: 0}


def test_no_terms_find_nothing(library: Library) -> None:
    assert library.search([], 5) == []


def test_passages_that_hold_a_term_of_every_group_are_found(library: Library) -> None:
    library.put(*made("one", "Trams ring.\n\nA tram has a bell.\n\nBells ring, and tramcars run.\n\nA bell.\n"))
    found = [passage_id for passage_id, _ in library.search_each([["tram", "tramcar"], ["bell"]], 5)]
    assert sorted(passage.text for passage in library.passages(found)) == [
        "A tram has a bell.", "Bells ring, and tramcars run."
    ]  # fmt: skip
    assert library.search_each([["tram"], ["?!"]], 5) == library.search_each([], 5) == []


def test_frequency_counts_passages_and_follows_changes(library: Library) -> None:
    library.put(*CAFE)
    assert library.document_frequency(["costing", "zebra"]) == {"costing": 1, "zebra": 0}
    library.put(*made("more", "One cost.\n\nTwo costs.\n"))
    assert library.document_frequency(["costing"]) == {"costing": 3}
    library.remove("more")
    assert library.document_frequency(["costing"]) == {"costing": 1}


def test_the_vocabulary_holds_words_as_written(library: Library) -> None:
    library.put(*CAFE)
    assert {"café", "providers", "costs"} <= library.vocabulary()


def test_replacing_leaves_no_trace_of_the_old_text(library: Library, tmp_path: Path) -> None:
    library.put(*made("a", "The zyzzyva hides here.\n"))
    library.add_source("/x/a.md", "a")
    library.put(*made("a", "Nothing hides here.\n"))
    library.purge()
    assert library.search(["zyzzyva"], 5) == []
    assert library.sources() == {"/x/a.md": "a"}
    assert all(b"zyzzyva" not in path.read_bytes() for path in tmp_path.glob(f"{FILE}*"))


def test_removing_a_document_removes_its_passages_and_sources(library: Library) -> None:
    library.put(*MOVES)
    library.add_source("/x/m.md", "moves")
    library.remove("moves")
    assert (library.document_ids(), library.all_passage_ids(), library.sources()) == ([], [], {})
    assert library.index_faults() == []


def test_the_fingerprint_names_content_model_and_backend_only(tmp_path: Path) -> None:
    prints = []
    for name, order in (("one", (MOVES, CAFE)), ("two", (CAFE, MOVES))):
        library = Library.open(tmp_path / name)
        for document, passages in order:
            library.put(document, passages)
        library.add_source(f"/{name}", "cafe")
        prints.append(library.fingerprint("model", "onnx"))
        library.close()
    assert prints[0] == prints[1]
    assert prints[0].endswith("+model+onnx")


def test_the_fingerprint_and_version_follow_every_change(library: Library) -> None:
    seen = {(library.version(), library.fingerprint("m", "b"))}
    library.put(*MOVES)
    seen.add((library.version(), library.fingerprint("m", "b")))
    library.put(*made("moves", "# Moving work\n\nWork goes far abroad.\n"))
    seen.add((library.version(), library.fingerprint("m", "b")))
    assert len({version for version, _ in seen}) == len({content for _, content in seen}) == 3


def test_a_failed_change_changes_nothing(library: Library) -> None:
    library.put(*MOVES)
    with pytest.raises(LibraryError):
        library.put(CAFE[0], [*CAFE[1], *CAFE[1]])
    assert library.documents() == [MOVES[0]]
    assert library.index_faults() == []


def test_several_threads_may_read_and_write(library: Library) -> None:
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                library.put(*made(f"d{number}", f"Turn {turn} of thread {number} about work.\n"))
                library.search(["work"], 10)
        except LibraryError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert library.passage_count() == 4


def test_a_damaged_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database" * 100)
    with pytest.raises(LibraryError, match="is damaged"):
        Library.open(tmp_path)


def test_a_library_of_another_format_is_refused_and_kept(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match="format 99"):
        Library.open(tmp_path)
    assert (tmp_path / FILE).exists()


def test_a_folder_that_is_a_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(LibraryError, match="SHOREWISE_HOME"):
        Library.open(tmp_path / "home")


def test_a_damaged_index_is_noticed_and_rebuilt(library: Library, tmp_path: Path) -> None:
    library.put(*MOVES)
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("DELETE FROM passages_fts WHERE rowid = 1")
    connection.commit()
    connection.close()
    assert library.index_faults() != []
    library.rebuild_index()
    assert library.index_faults() == []
    assert library.search(["abroad"], 1)


def test_a_name_that_is_no_text_is_an_unknown_document(library: Library) -> None:
    library.put(*MOVES)
    with pytest.raises(UnknownDocument) as caught:
        library.document("mov\udcffes")
    assert "mov\\udcffes" in str(caught.value)
    str(caught.value).encode()


def test_a_change_while_the_fingerprint_is_taken_is_seen_by_the_next(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.put(*MOVES)
    changing = threading.Thread(target=library.put, args=CAFE)
    read = library.all_passage_ids

    def interrupted() -> list[str]:
        # The change is let in here, unless it has to wait for the fingerprint.
        changing.start()
        changing.join(0.5)
        return read()

    with monkeypatch.context() as slow:
        slow.setattr(library, "all_passage_ids", interrupted)
        first = library.fingerprint("m", "b")
    changing.join()
    assert library.fingerprint("m", "b") != first
    library.remove(CAFE[0].id)
    assert library.fingerprint("m", "b") == first


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    Library.open(tmp_path / "home").close()
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0
    assert (tmp_path / "home" / FILE).stat().st_mode & 0o077 == 0


def test_only_new_texts_are_read_for_what_is_derived_from_them(library: Library) -> None:
    seen: list[str] = []

    def first_word(text: str) -> str:
        seen.append(text)
        return text.split()[0]

    library.put(*CAFE)
    before = library.derived(first_word)
    library.put(*MOVES)
    assert set(before) < set(library.derived(first_word))
    assert sorted(seen) == sorted([CAFE[0].text, MOVES[0].text])
    library.remove(CAFE[0].id)
    assert library.derived(first_word) == [MOVES[0].text.split()[0]]
    assert len(seen) == 2
