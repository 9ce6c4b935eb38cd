"""What a page or a command sees of a bot besides its answers: documents, search, facts and decisions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.ahead import Ahead
from bot.evidence.judged import WORTH, judged
from bot.evidence.retrieve import HybridRetriever, holding_all
from bot.evidence.reweighed import general, reweighed
from bot.evidence.sentences import Match, Weigher, reread
from bot.evidence.talked import of_other, of_talk
from bot.evidence.wordvectors import CACHED, read_passages
from bot.rules.book import RuleBook, load_rules
from bot.rules.decide import decide
from bot.settings import BotSettings
from bot.types import Decision, Hit, Query
from bot.understand.fit import aspect_words, naming_all
from bot.understand.followup import apart_from
from bot.understand.names import Names
from bot.understand.parties import Meant
from bot.wording.model import open_speaker
from bot.words.language import WORD, clean, content_words, owner, stem, words
from ingest.builtin import builtin_documents
from ingest.crossencoder import CrossEncoder
from ingest.embed import load_crossencoder
from ingest.embedder import TokenVectors
from ingest.errors import QuestionError
from ingest.loading import Loading
from ingest.owner import Owner
from ingest.progress import Progress
from ingest.store import Store
from ingest.sync import add_uploads, remove
from ingest.types import Document, Passage, SyncReport

# Of the passages found, so many that are nearest in meaning are read besides the first: where a question has other
# words than the text, or a story in front, the words in common mislead. Of 228 such questions it brought .86 instead of
# .79 the passage that answers; with 5 no more were answered.
NEAREST = 3
REREAD = 10  # of the passages found, so many are read sentence by sentence to put the best first
INSIDE, FURTHER = 500, 4  # most passages of a document meant by name that are looked through, and added of them
READABLE = 5_000  # passages of a document whose tables and marks the page shows; a longer one is shown as plain text


class Window:
    """Owns a data folder while it is open; used as a context manager."""

    def __init__(self, store: Store, settings: BotSettings, book: RuleBook) -> None:
        self.store = store
        self.settings = settings
        self.book = book
        self.speaker = open_speaker(settings)
        self.names = Names(store.library, self._is_english)
        self.word_vectors: dict[str, TokenVectors] = {}
        self._crossencoder = Loading(load_crossencoder)
        self._ahead = Ahead()

    @classmethod
    def open(
        cls,
        home: Path | str | None = None,
        progress: Progress | None = None,
        owner: Owner | None = None,
        patient: bool = True,
    ) -> Self:
        """Take the data folder, unless its `owner` is given, and bring the built-in documents up to date.

        Answers wait until damaged vectors are repaired, unless it is not `patient`: then they say so.
        Raises LibraryBusy when another process owns the folder.
        """
        settings = BotSettings.load(home=Path(home) if home else None)
        store = Store.open(settings, progress, owner, patient)
        try:
            store.warm()
            store.sync_builtin()
            window = cls(store, settings, load_rules())
        except BaseException:
            store.close()
            raise
        window._crossencoder.start()
        return window

    @property
    def crossencoder(self) -> CrossEncoder:
        """What reads a question and a text together. Raises ModelError when it cannot be loaded."""
        return self._crossencoder.get()

    def read_ahead(self) -> None:
        """Read the passages of a library that are few enough to stay read, so that no question has to wait for it;
        returns when that is done or the bot is closed."""
        library, encode_tokens = self.store.library, self.store.embedder.encode_tokens
        if library.passage_count() <= CACHED:
            passages = library.passages(library.all_passage_ids())
            self._ahead.each(passages, lambda one: read_passages([one], encode_tokens, self.word_vectors))

    def close(self) -> None:
        self._ahead.close()
        self._crossencoder.close()
        self.store.close()
        self.word_vectors.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def decide(self, facts: Mapping[str, object]) -> Decision:
        return decide(facts, self.book)

    def retriever(self) -> HybridRetriever:
        return HybridRetriever(
            library=self.store.library,
            vectors=self.store.searched,
            encode=self.encode,
            candidates=self.settings.candidates,
        )

    def search(self, text: str, k: int = 5) -> list[Hit]:
        """Return the k passages nearest to some words, those with the best sentences for a question in them first."""
        query = self.names.reader().understand(self.names.spoken(self.checked(text)))
        hits = self.find(query.standalone, max(k, REREAD))
        weigher = self.weigher()
        read = reread(hits[:REREAD], weigher.match(weigher.question(query), hits[:REREAD]))
        least = read[-1].score if read else 0.0
        return [*read, *(replace(hit, score=round(least * hit.score, 5)) for hit in hits[REREAD:])][:k]

    def weigher(self) -> Weigher:
        """Give what scores the sentences of passages against a question, with this library's words and names."""
        library, embedder = self.store.library, self.store.embedder
        return Weigher(
            encode_tokens=embedder.encode_tokens,
            encode=embedder.encode,
            frequency=library.document_frequency,
            total=library.passage_count(),
            names=self.names.index,
            cache=self.word_vectors,
        )

    def find(self, text: str, k: int, subjects: Sequence[str] = ()) -> list[Hit]:
        """Return the k passages nearest to a standalone question, its aliases and asked sides spelt out.

        Behind them come the best that name every one of several `subjects`.
        """
        called = [self.names.index.called(name) for name in subjects] if len(subjects) > 1 else []
        self.encode([expanded := self.names.expanded(text), text])  # side by side; the weigher wants the second
        return self.retriever().hits(expanded, k, aspect_words(text), called)

    def to_read(self, query: Query, first: Sequence[Hit], further: Sequence[Hit]) -> list[Hit]:
        """Return the first hits with those of the further ones that are nearest in meaning, hold every word, name all
        subjects, or tell how it usually is where that is asked."""
        hits = [*first, *(hit for hit in further if hit.dense_rank and hit.dense_rank <= NEAREST)]
        hits += holding_all(query.terms, unread(further, hits))
        hits += naming_all(query.subjects, unread(further, hits), self.names.index)
        return hits + general(query.standalone, unread(further, hits))

    def find_in(self, opened: Mapping[str, tuple[Meant, ...]], text: str, known: Collection[str]) -> list[Hit]:
        """Return the passages of documents about names asked about that are nearest in meaning to a question
        without these names; none of a document with very many passages.

        `known` are the ids of passages found before.
        """
        names = {word for about in opened.values() for meant in about for word in meant.stems}
        rest = WORD.sub(lambda word: "" if stem(owner(word.group().lower())) in names else word.group(), text)
        if not content_words(rest):
            return []
        library = self.store.library
        small = [document_id for document_id in opened if library.document(document_id).passages <= INSIDE]
        inside = {passage.id: passage for one in small for passage in library.document_passages(one)}
        stored = self.store.searched.get([passage_id for passage_id in inside if passage_id not in known])
        whole, meant = self.encode([text, rest])
        order = sorted(stored, key=lambda passage_id: (-round(float(meant @ stored[passage_id]), 5), passage_id))
        return [
            Hit(inside[found], dense=round(float(whole @ stored[found]), 5), bm25=0.0, score=0.0)
            for found in order[:FURTHER]
        ]

    def reweighed(self, query: Query, match: Match) -> Match:
        """Return a match with what a question means rather in front, and the document of what was asked before where a
        question leans on that or has little of its own.

        Not a built-in one: these share one subject between them.
        """
        match = reweighed(query.standalone, match)
        found = [hit.passage.document_id for hit in (self.find(query.talk, 1) if query.talk else ())]
        match = of_talk(match, [one for one in found if not self.document(one).builtin], bool(query.before))
        apart = apart_from(query.standalone, query.carried)
        return of_other(match, apart) if apart else match

    def judged(self, query: Query, match: Match, claim: bool) -> Match:
        """Return a match with what likelier answers in front; what defines or compares is told by its form, and what
        speaks of a `claim` or of another thing answers no question."""
        by_form = query.kind in ("definition", "comparison") or apart_from(query.standalone, query.carried)
        worth = 0.0 if claim or by_form else WORTH
        return judged(query.standalone, match, self.crossencoder.scores, worth)

    def documents(self) -> list[Document]:
        return self.store.library.documents()

    def document(self, document_id: str) -> Document:
        """Return a document, a built-in one even when those are left out. Raises UnknownDocument."""
        return self.store.show_document(document_id)

    def passages(self, document_id: str) -> Sequence[Passage]:
        """Return the passages of a document that `document` gives; none of one with more than a page can show."""
        document = self.document(document_id)
        if document.passages > READABLE:
            return ()
        held = self.store.library.document_passages(document_id)
        return held or (builtin_documents()[document_id].passages if document.builtin else ())

    def add_files(self, paths: Sequence[Path], names: Sequence[str], progress: Progress | None = None) -> SyncReport:
        """Add uploaded files under the names a person gave them; each has its result, one bad file stops none."""
        files = zip(paths, names, strict=True)
        return SyncReport(tuple(one for path, name in files for one in add_uploads(self.store, path, name, progress)))

    def remove(self, document_id: str) -> None:
        """Remove a document. Raises UnknownDocument."""
        remove(self.store, document_id)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.store.embedder.encode(texts)

    def checked(self, text: str) -> str:
        """Return a question without invisible characters. Raises QuestionError for one that is too long or empty."""
        self._ahead.make_way()
        limit = self.settings.max_question_chars
        if len(text) > limit:
            raise QuestionError(
                f"The question has {len(text):,} characters; the limit is {limit:,}. Ask a shorter one."
            )
        text = clean(text)
        if not words(text):
            raise QuestionError("The question is empty. Ask in words, for example: What is captive offshoring?")
        return text

    def _is_english(self, word: str) -> bool:
        """Tell whether the model's vocabulary holds the word whole: its 30,000 entries are the common English words."""
        return len(self.store.embedder.tokenize(word)) == 1


def unread(found: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
    """Return those of the passages found that are not among the hits."""
    read = {hit.passage.id for hit in hits}
    return [hit for hit in found if hit.passage.id not in read]
