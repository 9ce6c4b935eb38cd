"""The whole story of an answer; read this file first.

    understand | retrieve | weigh | answer, or refuse, or decide | word, where a language model is set

A `Turn` enters with a person's words and leaves with an `Answer`; each step fills in its part and hands on a new
Turn. The steps are joined as a LangChain `Runnable`, so that `Bot.chain` can be invoked, batched and composed.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from langchain_core.runnables import Runnable, RunnableBranch

from bot.again import recalled
from bot.answer.cite import Citer, faulty
from bot.answer.compare import compare
from bot.answer.compose import Draft, answer, best_sentence, definitions
from bot.answer.lists import with_lists
from bot.answer.numbered import numbered
from bot.answer.otherparty import of_party
from bot.answer.pick import unsaid
from bot.answer.sidetable import with_tables
from bot.answer.wholes import table_answer, table_rows, with_rows
from bot.case.earlier import said_before, with_results
from bot.case.recommend import replayed, told
from bot.case.respond import replied
from bot.evidence.enough import CERTAIN, signals, verdict
from bot.evidence.sentences import reread
from bot.joined import by_parts
from bot.markup.markdown import to_markdown
from bot.tables.meantrows import meant_rows
from bot.talk import EMPTY, framed, other_language, refusal, small_talk
from bot.turn import Turn, step, turn_of
from bot.types import Answer, Citation, Refusal, Sentence, Status
from bot.understand.clauses import parts_of
from bot.window import Window, unread
from bot.wording.worded import word
from ingest.utf8 import in_utf8

__all__ = ["Bot", "Turn"]

REMEMBERED = 20  # earlier turns that can still be meant; a longer memory only costs time
PASSAGES = 8  # passages read word by word
DEFINING = 3  # passages added to them that come nearest to a plain question for the term
AROUND = 4  # passages added for what was talked about before a question that names nothing
WIDER = 30  # passages among which one is looked for that names all subjects, or a table with a column for each side


class Bot(Window):
    """Answers from one library: `ask` runs a person's words through the chain."""

    @cached_property
    def chain(self) -> Runnable[Turn, Turn]:
        return (
            step("understand", self.understand)
            | step("retrieve", self.retrieve)
            | step("weigh", self.weigh)
            | RunnableBranch(
                (_wants_decision, step("decide", self.recommend)),
                (_can_answer, step("answer", self.reply)),
                step("refuse", self.refuse),
            )
        )

    @property
    def tool(self) -> Runnable[Any, Any]:
        """The rules as a LangChain tool, for a model that may ask them and never overrule them."""
        from bot.rules.tool import decision_tool

        return decision_tool(self.book)

    def ask(self, text: str, history: Sequence[str] = ()) -> Answer:
        """Answer a person's words; `history` holds their earlier turns, oldest first.

        Raises QuestionError for words that cannot be taken as a question.
        """
        answered = self.trace(text, history).answer
        assert answered is not None
        return answered.model_copy(update={"question": in_utf8(text)})

    def trace(self, text: str, history: Sequence[str] = ()) -> Turn:
        """Answer and return everything the steps found on the way."""
        self.checked(text)
        turn = turn_of(text, history[-REMEMBERED:], self.settings.max_question_chars)
        answered = recalled(turn, self._answered_to) or self._answered_to(turn)
        return step("word", partial(word, speaker=self.speaker)).invoke(answered) if self.speaker else answered

    def _answered_to(self, turn: Turn) -> Turn:
        return self._by_parts(turn) or self.chain.invoke(turn)

    def _by_parts(self, turn: Turn) -> Turn | None:
        """Answer the parts of a question one by one; None when it is better read as a whole."""
        parts = parts_of(turn.question)
        if len(parts) < 2 or self._is_one(turn):
            return None
        return by_parts(turn, parts, self.chain.invoke)

    def _is_one(self, turn: Turn) -> bool:
        """Whether a question that could be taken apart is one: a case that is opened, a comparison, small talk."""
        whole = self.understand(turn)
        kind = whole.query.kind
        sides = [side for side in whole.query.subjects if self.names.index.find(side)]
        compares = kind == "comparison" and "? " not in turn.question and len(sides) != 1
        return bool(whole.told or whole.language or compares or kind in ("greeting", "about"))

    # The steps, in order.

    def understand(self, turn: Turn) -> Turn:
        reader, spoken = self.names.reader(), self.names.spoken(turn.question)
        states = replayed(turn.history, self.book, self.encode, reader)
        said = said_before(turn.history, states, self.names.language, self.names.spoken)
        query = replace(reader.understand(spoken, [one for one, _ in said if one]), question=turn.question)
        if language := self.names.language(turn.question, bool(states) and states[-1].current):
            return replace(turn, query=query, language=language)
        facts = told(turn.question, states, self.book, self.encode, query.standalone, reader)
        if facts is None and any(state.went_on for state in states):
            query = replace(reader.understand(spoken, with_results(said, self.book)), question=turn.question)
        return replace(turn, query=query, told=facts, decided=bool(states) and states[-1].current)

    def retrieve(self, turn: Turn) -> Turn:
        query = turn.query
        if turn.told or turn.language or query.kind in ("greeting", "about"):
            return turn
        turn = replace(turn, delay=self.store.delay())
        wider = self.find(query.standalone, WIDER, query.subjects)
        hits = self.to_read(query, wider[:PASSAGES], wider[PASSAGES:])
        if query.around:
            hits += unread(self.find(f"{query.standalone} {query.around}", PASSAGES), hits)[:AROUND]
        if opened := self.names.opened_with(query):
            hits += self.find_in(opened, query.standalone, {hit.passage.id for hit in hits})
        if query.kind == "definition" and len(query.subjects) == 1:
            # Where many passages name a term, the one that defines it can be out of reach of the other words.
            hits += unread(self.find(f"What is {query.subjects[0]}?", DEFINING), hits)
        if query.kind in ("list", "procedure", "example"):
            hits = with_lists(query, hits, self.store.library)
        if query.kind == "comparison":
            hits = with_tables(query, hits, wider, self.store.library, self.names.index)
        rows = table_rows(query, hits, wider, self.store.library)
        sides = query.subjects if query.kind in ("comparison", "definition") and len(query.subjects) > 1 else ()
        found = tuple(tuple(self.find(side, PASSAGES)) for side in sides)
        return replace(turn, opened=opened, hits=tuple(with_rows(hits, rows)), rows=rows, side_hits=found)

    def weigh(self, turn: Turn) -> Turn:
        if not turn.hits:
            return turn
        library, weigher, least = self.store.library, self.weigher(), self.settings.threshold
        question = weigher.question(turn.query, opened=turn.opened)
        match = self.reweighed(turn.query, weigher.match(question, turn.hits))
        match = match if turn.rows else self.judged(turn.query, match, turn.premise)
        sides = tuple(
            weigher.match(weigher.question(turn.query, side), hits, side)
            for side, hits in zip(turn.query.subjects, turn.side_hits, strict=False)
        )
        found = signals(turn.query, turn.hits, match, question.rarity, library.document_frequency(turn.query.terms))
        reached = CERTAIN if turn.rows else verdict(turn.query, match, found, library.document_frequency, least)
        hits = reread(turn.hits, match)
        return replace(turn, hits=hits, match=match, side_matches=sides, signals=found, verdict=reached)

    def reply(self, turn: Turn) -> Turn:
        """Say what the evidence holds, in the form that suits the question."""
        assert turn.match is not None
        citer = Citer(self.store.library.document)
        evidence = unsaid(turn.match.evidence, turn.shown)
        if turn.premise:
            return self._answered(turn, best_sentence(evidence, citer), citer)
        by_side = [match.evidence for match in turn.side_matches]
        if turn.rows:
            draft = table_answer(turn.query, turn.rows, evidence, citer)
        elif by_side and turn.query.kind == "comparison":
            draft = compare(turn.query, by_side, turn.match.evidence, citer, self.names.index)
        elif by_side:
            draft = definitions(list(zip(turn.query.subjects, by_side, strict=True)), citer)
        else:
            draft = answer(turn.query, of_party(turn.query, meant_rows(turn.query, evidence)), citer)
        wrong = faulty(citer.citations, self.store.library.document)
        if wrong or not (draft.sentences or turn.shown):
            return self.refuse(turn)
        return self._answered(turn, draft, citer)

    def refuse(self, turn: Turn) -> Turn:
        """Say that there is no answer, what was searched and what is covered; or talk, when that was asked."""
        query = turn.query
        if query.kind in ("greeting", "about") and not turn.language:
            return self._said(turn, small_talk(query, turn.decided, self.settings.model), "answered")
        if turn.language:
            sentences = other_language(turn.language)
            _, refused = refusal(query, (), self.names.covered(()), self.settings.contact)
        elif not turn.hits and not turn.delay:
            sentences, (_, refused) = [framed(EMPTY)], refusal(query, (), (), self.settings.contact)
        else:
            missing = turn.verdict.unmatched
            sentences, refused = refusal(query, missing, self.names.covered(turn.hits), self.settings.contact)
        return self._said(turn, sentences, "abstained", refused)

    def recommend(self, turn: Turn) -> Turn:
        """Read the facts a person has told, in all their turns, and decide by the rules."""
        assert turn.told is not None
        reply = replied(turn.told, self.book)
        decision = reply.decision
        status: Status = "recommended" if decision.status in ("unconditional", "firm") else "needs_facts"
        meant = turn.query.standalone if turn.told.move == "tell" else turn.question
        query = replace(turn.query, kind="decision", standalone=meant)
        sentences, cited, items = numbered(reply.sentences, decision.citations)
        built = self._build(replace(turn, query=query), sentences, cited, status, items)
        return replace(turn, answer=built.model_copy(update={"recommendation": decision, "suggestions": reply.options}))

    # What the steps share.

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
        if turn.delay:
            sentences = [*sentences, framed(turn.delay)]
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
            corpus=self.store.fingerprint() + ("+words" if turn.delay else ""),
            timings_ms=dict(turn.timings_ms),
        )


def _wants_decision(turn: Turn) -> bool:
    return turn.told is not None


def _can_answer(turn: Turn) -> bool:
    return turn.answerable
