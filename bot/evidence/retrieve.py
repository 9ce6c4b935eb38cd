"""A question finds passages: by meaning and by words, the two fused, as a LangChain retriever."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from bot.types import Hit
from bot.words.language import content_words, stem, stems, words
from ingest.library import Library
from ingest.meanwhile import Meanwhile
from ingest.types import Passage
from ingest.vectors import Vectors

DENSE_SHARE = 0.5  # within 2 points of the best single mode on four public sets; either mode alone loses up to 16
TERMS = 64  # distinct words of a question that are searched by; a pasted text has more
LONGEST = 64  # characters of a word that is searched by: "a-a-a-..." is a phrase of thousands
# Share at which the other words for a side that is asked for ("charge" beside "fee") count: with all of it the passage
# with most of them came first. On the questions to develop on the right one is first for .60 instead of .57 of 805.
ALSO = 0.2
WHOLE = 2  # passages that are read for what they hold, wherever they rank
LARGE, COMMON = 20_000, 0.04  # in a library of so many passages a word that this share of them holds is left out


class HybridRetriever(BaseRetriever):
    """Finds passages by cosine and by BM25 and orders them by the mean of both, each scaled to [0, 1].

    Candidates of one mode are rescored exactly in the other, so that the order depends on the library alone and not
    on how its index was built; ties go by passage id.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    vectors: Vectors | Meanwhile
    encode: Callable[[Sequence[str]], NDArray[np.float32]]
    candidates: int = 40
    k: int = 8
    large: int = LARGE

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it by name
        **_: Any,
    ) -> list[LangChainDocument]:
        return [as_langchain(hit) for hit in self.hits(query, self.k)]

    def hits(self, query: str, k: int, also: Sequence[str] = (), subjects: Sequence[Sequence[str]] = ()) -> list[Hit]:
        """Return at most k passages, best first; an empty library gives none.

        `also` are further words that count in the search by words ("risks" where dangers are asked). Of several
        `subjects`, each given by all its names, the best passages that name every one are returned behind the k.
        """
        vector = self.encode([query])[0]
        proposals = max(self.candidates, k)
        own = content_words(query) or words(query)
        terms = self._telling([*own, *also])
        proposed = [passage_id for passage_id, _ in self.library.search(terms, proposals)]
        naming = [passage_id for passage_id, _ in self.library.search_each(subjects, k)] if subjects else []
        ids = sorted({*proposed, *naming, *self.vectors.query(vector, proposals)})
        lexical = self._by_words(self._telling(own), terms, ids)
        stored = self.vectors.get(ids)
        passages = {passage.id: passage for passage in self.library.passages([i for i in ids if i in stored])}
        ids = [i for i in ids if i in passages]
        if not ids:
            return []
        dense = np.array([round(float(vector @ stored[i]), 5) for i in ids])
        bm25 = np.array([round(lexical.get(i, 0.0), 5) for i in ids])
        fused = DENSE_SHARE * scaled(dense) + (1 - DENSE_SHARE) * scaled(bm25)
        dense_rank, bm25_rank = ranks(dense, ids), ranks(bm25, ids)
        order = sorted(range(len(ids)), key=lambda at: (-round(float(fused[at]), 5), ids[at]))
        return [
            Hit(
                passage=passages[ids[at]],
                dense=float(dense[at]),
                bm25=float(bm25[at]),
                score=round(float(fused[at]), 5),
                dense_rank=dense_rank[at],
                bm25_rank=bm25_rank[at] if bm25[at] > 0 else None,
            )
            for at in [*order[:k], *(at for at in order[k:] if ids[at] in naming)]
        ]

    def _by_words(self, own: Sequence[str], terms: Sequence[str], ids: Sequence[str]) -> dict[str, float]:
        """Return the scores of passages by a question's own words, with a share of what all of `terms` add."""
        found = self.library.scores(terms, ids)
        if len(terms) == len(own):
            return found
        by_own = self.library.scores(own, ids)
        return {one: (1 - ALSO) * by_own.get(one, 0.0) + ALSO * score for one, score in found.items()}

    def _telling(self, terms: Sequence[str]) -> Sequence[str]:
        """Return the words to search by: in a large library without those that very many passages hold.

        Such a word hardly ranks passages, and takes most of the time of a search.
        """
        terms = self._rarest(terms)
        total = self.library.passage_count()
        if total < self.large:
            return terms
        frequency = self.library.document_frequency(terms)
        return [term for term in terms if frequency[term] <= COMMON * total] or terms

    def _rarest(self, terms: Sequence[str]) -> Sequence[str]:
        """Return at most so many words that tell a long text from others, in their order."""
        terms = [term for term in terms if len(term) <= LONGEST]
        distinct = list(dict.fromkeys(terms))
        if len(distinct) <= TERMS:
            return terms
        frequency = self.library.document_frequency(distinct)
        known = {*sorted((term for term in distinct if frequency[term]), key=lambda term: frequency[term])[:TERMS]}
        return [term for term in distinct if term in known] or distinct[:TERMS]


def scaled(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return scores stretched to [0, 1]; all equal gives zeros."""
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)


def ranks(scores: NDArray[np.float64], ids: Sequence[str]) -> list[int]:
    """Return each score's rank from 1, ties by id."""
    order = sorted(range(len(ids)), key=lambda at: (-float(scores[at]), ids[at]))
    places = [0] * len(ids)
    for rank, at in enumerate(order, 1):
        places[at] = rank
    return places


def as_langchain(hit: Hit) -> LangChainDocument:
    passage = hit.passage
    return LangChainDocument(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document_id": passage.document_id,
            "title": passage.title,
            "section": " > ".join(passage.section) or None,
            "page": passage.page,
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
        },
    )


def holding_all(terms: Sequence[str], hits: Sequence[Hit]) -> list[Hit]:
    """Return the first hits that hold every one of several words in some inflection, and the first rows whose label
    they name with its header: "the Amber zone"."""
    asked = frozenset(map(stem, terms))
    whole = [hit for hit in hits if len(asked) > 1 and asked <= stems(f"{hit.passage.place} {hit.passage.searched}")]
    named = [hit for hit in hits if hit not in whole and _is_named(asked, hit.passage)]
    return [*whole[:WHOLE], *named[:WHOLE]]


def _is_named(asked: frozenset[str], passage: Passage) -> bool:
    header = stems(passage.label_header)
    label = stems(passage.text[: passage.units[0].cells[0].end - passage.start]) if header else frozenset[str]()
    return bool(label - header) and label <= asked and not header.isdisjoint(asked)
