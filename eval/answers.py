"""Asks a corpus its questions and measures the answers, the ranking, and two other systems beside."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.corpora import Corpus, opened
from eval.measures import coverage, mean, precision, recall, relevant, share, word_count
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
    """What a corpus came to: totals of Shorewise and its rivals by the same names, and every outcome."""

    name: str
    totals: Totals
    rivals: dict[str, Totals]
    outcomes: tuple[Outcome, ...]


def run(corpus: Corpus, split: str, limit: int | None, with_rivals: bool) -> Result:
    """Ask every chosen question once; `limit` keeps an even sample."""
    questions = sample(choose(load(corpus.questions), split, corpus.holds), limit)
    with opened(corpus) as bot:
        bot.ask("What is this about?")  # the first question warms the model up
        outcomes = [ask(bot, question) for question in questions]
        totals = summarise(outcomes) | ranking(bot, questions)
        rivals = measure_rivals(bot, questions, corpus.name) if with_rivals else {}
    return Result(corpus.name, totals, rivals, tuple(outcomes))


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
            turn = bot.weigh(bot.retrieve(bot.understand(Turn(last, tuple(before)))))
            right[question.id] = relevant(question.points, passages)
            ranked[question.id] = [hit.passage.id for hit in turn.hits[:DEEP]]
    return dict(rank_measures(right, ranked))


def measure_rivals(bot: "Bot", questions: Sequence[Question], name: str) -> dict[str, Totals]:
    """The quickstart, and Cairn where it is installed, over the same texts with the same questions."""
    from eval.cairn import Cairn, installed
    from eval.quickstart import Quickstart

    texts = {document.title: document.text for document in bot.documents()}
    found = {"quickstart": measure_rival(Quickstart(texts, bot.store.embedder, name).ask, questions)}
    if installed():
        found["cairn"] = measure_rival(Cairn(texts).ask, questions)
    return found


def measure_rival(asked: Callable[[str], str | None], questions: Sequence[Question]) -> Totals:
    """Score a function from a question to a text, None for a refusal; it sees the last turn alone.

    Answers are right or wrong by points only, so questions without any are left out of `correct`.
    """
    said = {question.id: asked(question.turns[-1]) for question in questions}
    pointed = [question for question in questions if question.points]
    answerable = [question for question in questions if not question.refuse]
    covered = [coverage(question.points, said[question.id] or "") for question in pointed]
    wrongly = sum(said[question.id] is None for question in answerable)
    totals: Totals = {
        "questions": len(questions),
        "answerable": len(answerable),
        "correct, with points": share(sum(value == 1 for value in covered), len(covered)),
        "points covered": mean(covered),
        "words": mean([word_count(text) for text in said.values() if text]),
        "wrongly refused": share(wrongly, len(answerable)),
    }
    for kind, label in ((None, "refusal"), ("off_topic", "off_topic"), ("near_miss", "near_miss")):
        must = [question for question in questions if question.refuse and kind in (None, question.refuse)]
        right = sum(said[question.id] is None for question in must)
        totals |= {
            f"{label} precision": precision(right, wrongly),
            f"{label} recall": recall(right, len(must) - right),
        }
    return totals
