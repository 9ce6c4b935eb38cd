"""Passages are found by meaning and by words, in an order that depends on the library alone."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda
from numpy.typing import NDArray
from shelf import SHELF, bot_of, made

from bot.chain import Bot
from bot.evidence.retrieve import DENSE_SHARE, TERMS, HybridRetriever, ranks, scaled
from ingest.embedder import DIMENSION
from ingest.store import Store

QUESTIONS = ["What is a tram?", "honey of the bees", "rooms with works of art", "a broken wire"]


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home")) as bot:
        yield bot


def vector(first: float) -> NDArray[np.float32]:
    """Give a unit vector whose cosine with `vector(1)` is `first`."""
    row = np.zeros(DIMENSION, np.float32)
    row[:2] = first, np.sqrt(1 - first**2)
    return row


def along_the_axis(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.stack([vector(1.0) for _ in texts])


def test_scores_are_stretched_from_nought_to_one() -> None:
    assert scaled(np.array([2.0, 6.0, 3.0])).tolist() == [0.0, 1.0, 0.25]


def test_equal_scores_are_all_stretched_to_nought() -> None:
    assert scaled(np.array([4.0, 4.0])).tolist() == [0.0, 0.0]
    assert scaled(np.array([4.0])).tolist() == [0.0]


def test_ranks_count_from_one_and_ties_go_by_id() -> None:
    assert ranks(np.array([0.1, 0.9, 0.1, 0.5]), ["d", "c", "a", "b"]) == [4, 1, 3, 2]


def test_the_fused_score_is_the_mean_of_both_scales(store: Store) -> None:
    for name, text in (("a", "The ferry."), ("b", "The anchor."), ("c", "The harbour.")):
        store.put(*made(name, text))
    ids = {passage_id.split(":")[0]: passage_id for passage_id in store.library.all_passage_ids()}
    store.vectors.upsert([ids["a"], ids["b"], ids["c"]], np.stack([vector(1.0), vector(0.6), vector(0.0)]))
    retriever = HybridRetriever(library=store.library, vectors=store.vectors, encode=along_the_axis)

    hits = retriever.hits("anchor", 5)

    assert DENSE_SHARE == 0.5
    assert [hit.passage.document_id for hit in hits] == ["b", "a", "c"]
    assert [hit.score for hit in hits] == pytest.approx([0.5 * 0.6 + 0.5 * 1, 0.5 * 1 + 0, 0], abs=1e-4)
    assert [hit.dense for hit in hits] == pytest.approx([0.6, 1.0, 0.0], abs=1e-4)
    assert [hit.dense_rank for hit in hits] == [2, 1, 3]
    assert [hit.bm25_rank for hit in hits] == [1, None, None]


def test_every_candidate_has_its_exact_score_in_both_modes(bot: Bot) -> None:
    library, embedder = bot.store.library, bot.store.embedder
    hits = bot.search("the power of a tram", 100)
    assert len(hits) == library.passage_count()
    asked = embedder.encode(["the power of a tram"])[0]
    rows = embedder.encode([hit.passage.index_text for hit in hits])
    lexical = library.scores(["power", "tram"], [hit.passage.id for hit in hits])
    for hit, row in zip(hits, rows, strict=True):
        assert hit.dense == pytest.approx(float(asked @ row), abs=1e-3)
        assert hit.bm25 == pytest.approx(lexical.get(hit.passage.id, 0.0), abs=1e-4)


def test_the_order_does_not_depend_on_the_order_of_ingest(bot: Bot, tmp_path: Path) -> None:
    with bot_of(tmp_path, dict(reversed(SHELF.items()))) as other:
        for question in QUESTIONS:
            assert other.search(question, 20) == bot.search(question, 20)


def test_passages_that_score_alike_go_by_id(store: Store) -> None:
    for name in ("zebra", "aardvark"):
        store.put(*made(name, "---\ntitle: Twins\n---\nThe ferry leaves at noon.\n"))
    retriever = HybridRetriever(library=store.library, vectors=store.vectors, encode=store.embedder.encode)
    hits = retriever.hits("ferry", 5)
    assert hits[0].score == hits[1].score
    assert [hit.passage.document_id for hit in hits] == ["aardvark", "zebra"]


def test_an_empty_library_gives_nothing(store: Store) -> None:
    retriever = HybridRetriever(library=store.library, vectors=store.vectors, encode=store.embedder.encode)
    assert retriever.hits("What is a tram?", 5) == []
    assert retriever.invoke("What is a tram?") == []


def test_words_that_carry_nothing_still_find_the_nearest_passages(bot: Bot) -> None:
    assert len(bot.search("what is it", 3)) == 3


def test_at_most_k_passages_are_given_and_never_fewer_for_want_of_candidates(bot: Bot) -> None:
    assert len(bot.search("trams", 2)) == 2
    narrow = bot.retriever().model_copy(update={"candidates": 1})
    assert len(narrow.hits("Which wire does a trolleybus need?", 3)) == 3


def test_a_passage_without_its_vector_is_left_out(store: Store) -> None:
    store.put(*made("ferries", "The ferry leaves at noon.\n\nThe quay is closed at night.\n"))
    first, second = store.library.all_passage_ids()
    store.vectors.delete([first])
    retriever = HybridRetriever(library=store.library, vectors=store.vectors, encode=store.embedder.encode)
    assert [hit.passage.id for hit in retriever.hits("ferry quay", 5)] == [second]


def test_the_nearest_passage_answers_in_other_words_too(bot: Bot) -> None:
    assert "loud" not in SHELF["trams"]
    assert bot.search("streetcars running over rails in town", 1)[0].passage.document_id == "trams"
    assert bot.search("apiculture", 1)[0].passage.document_id == "bees"


def test_it_is_a_langchain_retriever_that_gives_the_hits_as_documents(bot: Bot) -> None:
    retriever = bot.retriever()
    assert isinstance(retriever, BaseRetriever)
    found, hits = retriever.invoke("What is a hive?"), retriever.hits("What is a hive?", retriever.k)
    assert [document.id for document in found] == [hit.passage.id for hit in hits]
    for document, hit in zip(found, hits, strict=True):
        assert isinstance(document, LangChainDocument)
        place = document.metadata
        assert bot.document(place["document_id"]).text[place["start"] : place["end"]] == document.page_content
        assert (place["title"], place["page"], place["score"]) == (hit.passage.title, None, hit.score)
        assert place["section"] == hit.passage.section[-1]


def test_it_composes_and_takes_batches_like_any_runnable(bot: Bot) -> None:
    best = bot.retriever() | RunnableLambda(lambda documents: documents[0].metadata["document_id"])
    assert best.batch(["What is a tram?", "Who looks after a museum?"]) == ["trams", "museums"]


def test_in_a_large_library_words_that_very_many_passages_hold_rank_none(tmp_path: Path) -> None:
    lines = [f"Water {n} is in a river." if n % 3 == 0 else f"Water {n} is in a lake." for n in range(60)]
    with bot_of(tmp_path, {"water": "\n\n".join(["# Water", *lines, "An otter swims."]) + "\n"}) as bot:
        small, large = bot.retriever(), bot.retriever().model_copy(update={"large": 1})
        by_words = [[hit for hit in own.hits("otter in a river", 60) if hit.bm25 > 0] for own in (small, large)]
        assert [len(hits) for hits in by_words] == [21, 1]
        assert by_words[1][0].passage.text == "An otter swims."
        assert any(hit.bm25 > 0 for hit in large.hits("river", 60))


def test_passages_that_name_every_subject_stand_behind_those_found(bot: Bot) -> None:
    found = bot.retriever().hits("honey", 1, subjects=[["tram", "streetcar"], ["track"]])
    assert "honey" in found[0].passage.index_text
    assert len(found) > 1
    assert all("ram" in hit.passage.index_text and "rack" in hit.passage.index_text for hit in found[1:])


def test_of_a_pasted_text_the_rarest_words_are_searched_by(bot: Bot) -> None:
    pasted = [f"word{at}" for at in range(3 * TERMS)]
    retriever = bot.retriever()
    assert retriever._rarest([*pasted, "museum", "tram"]) == ["museum", "tram"]
    assert retriever._rarest(pasted) == pasted[:TERMS]
    assert retriever._rarest(["tram", "tram"]) == ["tram", "tram"]
    alone, among = (retriever.hits(text, 20) for text in ("museum", " ".join([*pasted, "museum"])))
    assert {hit.passage.id: hit.bm25 for hit in alone} == {hit.passage.id: hit.bm25 for hit in among}
