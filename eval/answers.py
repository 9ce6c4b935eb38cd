"""Asks a corpus its questions and measures the answers, the ranking, and the baseline beside them."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.corpora import Corpus, opened
from eval.measures import coverage, mean, relevant, share, word_count
from eval.questions import Question, choose, load
from eval.ranking import rank_measures
from eval.score import Outcome, score
from eval.summary import Totals, summarise
from ingest.errors import UnknownDocument

if TYPE_CHECKING:
    from bot.chain import Bot

DEEP = 10


@dataclass(frozen=True, slots=True)
class Result:
    """What a corpus came to: totals of Shorewise and of the baseline by the same names, and every outcome."""

    name: str
    totals: Totals
    baseline: Totals
    outcomes: tuple[Outcome, ...]


def run(corpus: Corpus, split: str, limit: int | None, with_baseline: bool) -> Result:
    """Ask every chosen question once; `limit` keeps an even sample."""
    questions = sample(choose(load(corpus.questions), split, corpus.holds), limit)
    with opened(corpus) as bot:
        bot.ask("What is this about?")  # the first question warms the model up
        outcomes = [ask(bot, question) for question in questions]
        totals = summarise(outcomes) | ranking(bot, questions)
        baseline = measure_baseline(bot, questions, corpus.name) if with_baseline else {}
    return Result(corpus.name, totals, baseline, tuple(outcomes))


def sample(questions: Sequence[Question], limit: int | None) -> tuple[Question, ...]:
    """At most `limit` questions, spread evenly over the given order."""
    if limit is None or limit >= len(questions):
        return tuple(questions)
    return tuple(questions[place * len(questions) // limit] for place in range(limit))


def ask(bot: "Bot", question: Question) -> Outcome:
    *before, last = question.turns
    started = time.perf_counter()
    answer = bot.ask(last, before)
    milliseconds = (time.perf_counter() - started) * 1000

    def text_of(document_id: str) -> str | None:
        try:
            return bot.document(document_id).text
        except UnknownDocument:
            return None

    return score(question, answer, text_of, milliseconds)


def ranking(bot: "Bot", questions: Sequence[Question]) -> Totals:
    """How high the passages that make most of a question's points rank in the bot's own search."""
    from bot.chain import Turn

    library = bot.store.library
    passages = {passage.id: passage.index_text for passage in library.passages(library.all_passage_ids())}
    right, ranked = {}, {}
    for question in questions:
        if question.points:
            *before, last = question.turns
            turn = bot.retrieve(bot.understand(Turn(last, tuple(before))))
            right[question.id] = relevant(question.points, passages)
            ranked[question.id] = [hit.passage.id for hit in turn.hits[:DEEP]]
    return dict(rank_measures(right, ranked))


def measure_baseline(bot: "Bot", questions: Sequence[Question], name: str) -> Totals:
    """The quickstart over the same texts, scored with the same points, where there are any."""
    from eval.quickstart import Quickstart

    texts = {document.id: document.text for document in bot.store.library.documents()}
    quickstart = Quickstart(texts, bot.store.embedder, name)
    pointed = [question for question in questions if question.points]
    said = [quickstart.top(question.turns[-1]) for question in pointed]
    covered = [coverage(question.points, text) for question, text in zip(pointed, said, strict=True)]
    return {
        "questions": len(questions),
        "answerable": sum(not question.refuse for question in questions),
        "correct, with points": share(sum(value == 1 for value in covered), len(pointed)),
        "points covered": mean(covered),
        "words": mean([word_count(text) for text in said]),
        "wrongly refused": 0.0,
        "refusal recall": 0.0,
    }
