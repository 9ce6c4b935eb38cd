"""The names a library knows, taken from the documents it holds now."""

from pathlib import Path

import pytest

from bot.types import Hit, Query
from bot.understand.names import Names, acronyms
from bot.understand.suggested import as_question
from ingest.embedder import Embedder
from ingest.store import Store
from ingest.sync import remove, sync
from ingest.types import Passage

MANUAL = """# Brunello

## The bean hopper

The bean hopper holds 750 grams. A small cup, also known as a ristretto, takes seven seconds.
The Automatic Milk Frother (AMF) makes foam.

## Why descale

Limescale clogs the pump.
"""


@pytest.fixture
def names(store: Store, embedder: Embedder, tmp_path: Path) -> Names:
    """The names of a library with one short manual."""
    (tmp_path / "manual.md").write_text(MANUAL)
    sync(store, [tmp_path / "manual.md"])
    return Names(store.library, lambda word: len(embedder.tokenize(word)) == 1)


def test_titles_headings_acronyms_and_what_a_text_calls_a_thing_are_names(names: Names) -> None:
    found = names.index.find("Brunello, the bean hopper, a ristretto, the AMF and the pump")
    assert found == ("Brunello", "bean hopper", "ristretto", "AMF")


def test_an_acronym_is_searched_with_its_words(names: Names) -> None:
    assert names.expanded("what is the AMF?") == "what is the AMF? automatic milk frother"
    assert names.expanded("what is the pump?") == "what is the pump?"


def test_a_follow_up_and_a_misspelling_are_read_with_the_names_of_the_library(names: Names) -> None:
    query = names.reader().understand("how much does it hold?", ["what is the bean hoper?"])
    assert query.standalone == "how much does bean hopper hold?"
    assert query.kind == "number"


def test_another_form_of_a_word_is_no_misspelling_and_bare_words_look_something_up(names: Names) -> None:
    understand = names.reader().understand
    assert understand("clogging pumps").standalone == "clogging pumps"
    assert (understand("clogged pump hopper").kind, understand("bean hopper").kind) == ("other", "definition")


def test_the_names_follow_the_documents(names: Names, store: Store, tmp_path: Path) -> None:
    assert names.index.find("bean hopper")
    (tmp_path / "manual.md").write_text(MANUAL.replace("bean hopper", "water tank"))
    sync(store, [tmp_path / "manual.md"])
    assert names.index.find("bean hopper and water tank") == ("water tank",)
    remove(store, store.library.document_ids()[0])
    assert names.index.find("water tank") == ()


def test_what_is_covered_are_the_titles_nearest_to_the_question(names: Names) -> None:
    assert names.covered(()) == ["Brunello"]
    assert names.covered([_hit("Near", "x"), _hit("Near", "y"), _hit("Far", "z")]) == ["Near", "Far"]


def test_suggestions_are_questions_from_neighbouring_sections_but_never_the_one_asked(names: Names) -> None:
    headings = ["The pump", "What descaling means", "What descaling means", "Overview", "Is it safe"]
    found = names.suggestions(Query("the pump?", "the pump?", "definition"), [_hit("Guide", h) for h in headings])
    assert found == ["What does descaling mean?", "Overview", "Is it safe?"]


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("What a captive centre is", "What is a captive centre?"),
        ("What nearshoring means", "What does nearshoring mean?"),
        ("What RFI and RFP mean", "What do RFI and RFP mean?"),
        ("How large real savings are", "How large are real savings?"),
        ("How common reshoring is", "How common is reshoring?"),
        ("How late a claim is", "How late is a claim?"),
        ("How the rota is", "How is the rota?"),
        ("How many tenants there are", "How many tenants there are"),
        ("Is it legal to send records abroad", "Is it legal to send records abroad?"),
        ("Who pays for a recall?", "Who pays for a recall?"),
        ("Hidden costs", "Hidden costs"),
        ("What it is", ""),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", ""),
    ],
)
def test_a_heading_becomes_a_question_that_a_person_could_ask(heading: str, question: str) -> None:
    assert as_question(heading) == question


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a Global Capability Centre (GCC) in India", {"gcc": "global capability centre"}),
        ("Global Capability Centres (GCCs)", {"gcc": "global capability centres"}),
        ("Information Technology (IT) is a stop word", {}),
        ("Some other words (GCC) do not agree", {}),
        ("(" * 200_000, {}),
    ],
)
def test_an_acronym_counts_only_when_the_initials_agree(text: str, found: dict[str, str]) -> None:
    assert acronyms([text]) == found


def _hit(title: str, heading: str) -> Hit:
    passage = Passage("p", "d", 0, "paragraph", 0, 5, "Words", (heading,), None, (), title=title)
    return Hit(passage, 0.5, 1.0, 0.5)
