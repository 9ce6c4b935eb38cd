"""The whole story of an answer; read this file first.

    understand | retrieve | weigh | answer, or refuse, or decide

A `Turn` enters with a person's words and leaves with an `Answer`; each step fills in its part and hands on a new
Turn. The steps are joined as a LangChain `Runnable`, so that `Bot.chain` can be invoked, batched and composed.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

# A person's tracing settings must not send questions anywhere: set before LangChain reads them.
os.environ.update({"LANGSMITH_TRACING": "false", "LANGCHAIN_TRACING_V2": "false"})

import numpy as np
from langchain_core.runnables import Runnable, RunnableBranch, RunnableLambda
from numpy.typing import NDArray

from bot.answer import Draft, answer, definitions
from bot.cite import Citer, faulty
from bot.compare import compare, with_tables
from bot.decide import decide
from bot.enough import Signals, signals, verdict
from bot.evidence import Match, Weigher
from bot.facts import read_facts
from bot.language import clean, foreign_language, words
from bot.markdown import to_markdown
from bot.names import Names
from bot.recommend import recommendation, told
from bot.retrieve import HybridRetriever
from bot.rules import RuleBook, load_rules
from bot.settings import BotSettings
from bot.talk import EMPTY, framed, other_language, refusal, small_talk
from bot.types import Answer, Citation, Decision, Hit, Query, Reading, Refusal, Sentence, Status, Verdict
from ingest.embed import TokenVectors
from ingest.errors import QuestionError
from ingest.progress import Progress
from ingest.store import Store
from ingest.sync import add_upload, remove
from ingest.types import Document, SyncReport


@dataclass(frozen=True, slots=True)
class Turn:
    """What one run of the chain carries from step to step."""

    question: str
    history: tuple[str, ...] = ()
    query: Query = field(default_factory=lambda: Query("", "", "other"))
    hits: tuple[Hit, ...] = ()
    side_hits: tuple[tuple[Hit, ...], ...] = ()
    match: Match | None = None
    side_matches: tuple[Match, ...] = ()
    signals: Signals | None = None
    verdict: Verdict = field(default_factory=lambda: Verdict(False, 0.0))
    draft: Draft | None = None
    answer: Answer | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)


TABLES = 30  # passages among which a comparison looks for a table with a column for each side

Step = Callable[[Turn], Turn]


class Bot:
    """Answers from one library. `ask` is the chain; everything else is a window on what the chain uses."""

    def __init__(self, store: Store, settings: BotSettings, book: RuleBook) -> None:
        self.store = store
        self.settings = settings
        self.book = book
        self.names = Names(store.library, self._is_english)
        self._token_cache: dict[str, TokenVectors] = {}
        self.chain: Runnable[Turn, Turn] = (
            _step("understand", self.understand)
            | _step("retrieve", self.retrieve)
            | _step("weigh", self.weigh)
            | RunnableBranch(
                (self._wants_decision, _step("decide", self.recommend)),
                (self._can_answer, _step("answer", self.reply)),
                _step("refuse", self.refuse),
            )
        )

    @classmethod
    def open(cls, home: Path | str | None = None, progress: Progress | None = None) -> Self:
        """Take the data folder, bring the built-in documents up to date and return a bot that can answer.

        Raises LibraryBusy when another process owns the folder.
        """
        settings = BotSettings.load(home=Path(home) if home else None)
        store = Store.open(settings, progress)
        try:
            store.warm()
            store.sync_builtin()
            return cls(store, settings, load_rules())
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, text: str, history: Sequence[str] = ()) -> Answer:
        """Answer a person's words; `history` holds their earlier turns, oldest first.

        Raises QuestionError for words that cannot be taken as a question.
        """
        answered = self.trace(text, history).answer
        assert answered is not None
        return answered.model_copy(update={"question": text})

    def trace(self, text: str, history: Sequence[str] = ()) -> Turn:
        """Answer and return everything the steps found on the way."""
        return self.chain.invoke(Turn(self._checked(text), tuple(clean(before) for before in history)))

    # The steps, in order.

    def understand(self, turn: Turn) -> Turn:
        return replace(turn, query=self.names.reader().understand(turn.question, turn.history))

    def retrieve(self, turn: Turn) -> Turn:
        query = turn.query
        if query.kind in ("greeting", "about") or foreign_language(query.question):
            return turn
        retriever = self.retriever()
        hits = self._hits(retriever, query.standalone)
        if query.kind == "comparison":
            hits = with_tables(query, hits, retriever.hits(query.standalone, TABLES), self.store.library)
        sides = query.subjects if query.kind in ("comparison", "definition") and len(query.subjects) > 1 else ()
        return replace(turn, hits=tuple(hits), side_hits=tuple(tuple(self._hits(retriever, side)) for side in sides))

    def weigh(self, turn: Turn) -> Turn:
        if not turn.hits:
            return turn
        library, embedder = self.store.library, self.store.embedder
        weigher = Weigher(
            encode_tokens=embedder.encode_tokens,
            encode=embedder.encode,
            frequency=library.document_frequency,
            total=library.passage_count(),
            names=self.names.index,
            cache=self._token_cache,
        )
        question = weigher.question(turn.query)
        match = weigher.match(question, turn.hits)
        sides = tuple(
            weigher.match(weigher.question(turn.query, side), hits, side)
            for side, hits in zip(turn.query.subjects, turn.side_hits, strict=False)
        )
        frequency = library.document_frequency(turn.query.terms)
        found = signals(turn.query, turn.hits, match, question.rarity, frequency)
        judged = verdict(turn.query, match, found, library.document_frequency)
        return replace(turn, match=match, side_matches=sides, signals=found, verdict=judged)

    def reply(self, turn: Turn) -> Turn:
        """Say what the evidence holds, in the form that suits the question."""
        assert turn.match is not None
        citer = Citer(self.store.library.document)
        by_side = [match.evidence for match in turn.side_matches]
        if by_side and turn.query.kind == "comparison":
            draft = compare(turn.query, by_side, turn.match.evidence, citer)
        elif by_side:
            draft = definitions(list(zip(turn.query.subjects, by_side, strict=True)), citer)
        else:
            draft = answer(turn.query, turn.match.evidence, citer)
        wrong = faulty(citer.citations, self.store.library.document)
        if wrong or not draft.sentences:
            return self.refuse(turn)
        return self._answered(turn, draft, citer)

    def refuse(self, turn: Turn) -> Turn:
        """Say that there is no answer, what was searched and what is covered; or talk, when that was asked."""
        query = turn.query
        language = foreign_language(query.question)
        if query.kind in ("greeting", "about") and not language:
            return self._said(turn, small_talk(query.kind), "answered")
        if language:
            sentences = other_language(language)
            _, refused = refusal(query, (), self.names.covered(()), self.settings.contact)
        elif not turn.hits:
            sentences, (_, refused) = [framed(EMPTY)], refusal(query, (), (), self.settings.contact)
        else:
            missing = turn.verdict.unmatched
            sentences, refused = refusal(query, missing, self.names.covered(turn.hits), self.settings.contact)
        return self._said(turn, sentences, "abstained", refused)

    def recommend(self, turn: Turn) -> Turn:
        """Read the facts a person has told, in all their turns, and decide by the rules."""
        found = told(turn.question, turn.history, self.book, self._encode)
        assert found is not None
        decision = self.decide(found.facts).model_copy(update={"read": list(found.readings)})
        sentences, suggestions = recommendation(decision, self.book)
        status: Status = "recommended" if decision.status in ("unconditional", "firm") else "needs_facts"
        query = replace(turn.query, kind="decision")
        built = self._build(replace(turn, query=query), sentences, decision.citations, status)
        return replace(turn, answer=built.model_copy(update={"recommendation": decision, "suggestions": suggestions}))

    # What the steps share.

    def decide(self, facts: Mapping[str, object]) -> Decision:
        return decide(facts, self.book)

    def read(self, text: str) -> tuple[Reading, ...]:
        """Return the facts a text tells, each with the words it was read from."""
        return read_facts(text)

    def retriever(self) -> HybridRetriever:
        return HybridRetriever(
            library=self.store.library,
            vectors=self.store.vectors,
            encode=self.store.embedder.encode,
            candidates=self.settings.candidates,
        )

    def search(self, text: str, k: int = 5) -> list[Hit]:
        """Return the k passages nearest to some words, as the chain would find them."""
        return self.retriever().hits(self._checked(text), k)

    def _hits(self, retriever: HybridRetriever, text: str) -> list[Hit]:
        return retriever.hits(self.names.expanded(text), retriever.k)

    def documents(self) -> list[Document]:
        return self.store.library.documents()

    def document(self, document_id: str) -> Document:
        """Return a document, a built-in one even when those are left out. Raises UnknownDocument."""
        return self.store.show_document(document_id)

    def add_files(self, paths: Sequence[Path], names: Sequence[str], progress: Progress | None = None) -> SyncReport:
        """Add uploaded files under the names a person gave them; each has its result, one bad file stops none."""
        outcomes = [add_upload(self.store, path, name, progress) for path, name in zip(paths, names, strict=True)]
        return SyncReport(tuple(outcomes))

    def remove(self, document_id: str) -> None:
        """Remove a document. Raises UnknownDocument."""
        remove(self.store, document_id)

    def _is_english(self, word: str) -> bool:
        """Tell whether the model's vocabulary holds the word whole: its 30,000 entries are the common English words."""
        return len(self.store.embedder.tokenize(word)) == 1

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.store.embedder.encode(texts)

    def _checked(self, text: str) -> str:
        limit = self.settings.max_question_chars
        if len(text) > limit:
            raise QuestionError(
                f"The question has {len(text):,} characters; the limit is {limit:,}. Ask a shorter one."
            )
        text = clean(text)
        if not words(text):
            raise QuestionError("The question is empty. Ask in words, for example: What is captive offshoring?")
        return text

    def _wants_decision(self, turn: Turn) -> bool:
        if foreign_language(turn.query.question):
            return False
        return told(turn.question, turn.history, self.book, self._encode) is not None

    def _can_answer(self, turn: Turn) -> bool:
        return bool(turn.hits) and turn.verdict.enough

    def _answered(self, turn: Turn, draft: Draft, citer: Citer) -> Turn:
        built = self._build(turn, list(draft.sentences), citer.citations, draft.status, draft.items)
        return replace(turn, draft=draft, answer=built)

    def _said(self, turn: Turn, sentences: list[Sentence], status: Status, refused: Refusal | None = None) -> Turn:
        built = self._build(turn, sentences, [], status)
        return replace(turn, answer=built.model_copy(update={"refusal": refused}))

    def _build(
        self,
        turn: Turn,
        sentences: list[Sentence],
        citations: list[Citation],
        status: Status,
        items: frozenset[int] = frozenset(),
    ) -> Answer:
        return Answer(
            question=turn.question,
            standalone_question=turn.query.standalone,
            kind=turn.query.kind,
            status=status,
            sentences=sentences,
            citations=citations,
            markdown=to_markdown(sentences, citations, items),
            refusal=None,
            recommendation=None,
            suggestions=self.names.suggestions(turn.query, turn.hits),
            corpus=self.store.fingerprint(),
            timings_ms=dict(turn.timings_ms),
        )


def _step(name: str, function: Step) -> Runnable[Turn, Turn]:
    """Wrap a step so that its time is noted under its name; the time of the last step stands in the answer too."""

    def timed(turn: Turn) -> Turn:
        started = time.perf_counter()
        after = function(turn)
        timings = {**turn.timings_ms, name: round((time.perf_counter() - started) * 1000, 2)}
        answered = after.answer.model_copy(update={"timings_ms": timings}) if after.answer else None
        return replace(after, timings_ms=timings, answer=answered)

    return RunnableLambda(timed, name=name)
