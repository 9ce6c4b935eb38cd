"""Suite `squad`: the file of SQuAD 2.0; retrieval, best sentence and refusal on paragraphs of Wikipedia."""

import json
from pathlib import Path

from eval.bench import READ, Asked, best_sentence, even, found, half, holds, library_of, same
from eval.measures import auroc, share
from eval.summary import Totals


def questions(path: Path) -> list[Asked]:
    """All questions in the file's order, without answers where it says there is none."""
    data = json.loads(path.read_text(encoding="utf-8"))["data"]
    return [
        Asked(
            question=item["question"],
            title=article["title"].replace("_", " "),
            paragraph=paragraph["context"],
            answers=() if item["is_impossible"] else tuple(answer["text"] for answer in item["answers"]),
        )
        for article in data
        for paragraph in article["paragraphs"]
        for item in paragraph["qas"]
    ]


def run(path: Path, split: str, limit: int | None) -> Totals:
    """Ask a split's questions over all paragraphs of the file, half the limit answerable, half not."""
    asked = questions(path)
    paragraphs = list(dict.fromkeys((item.title, item.paragraph) for item in asked))
    titles = half([item.title for item in asked], split)
    chosen = [item for item in asked if item.title in titles]
    share_of = None if limit is None else -(-limit // 2)
    answerable = even([item for item in chosen if item.answers], share_of)
    unanswerable = even([item for item in chosen if not item.answers], share_of)
    with library_of(paragraphs) as bot:
        turns = [(item, found(bot, item.question)) for item in answerable]
        known = [turn.verdict.confidence for _, turn in turns]
        unknown = [found(bot, item.question).verdict.confidence for item in unanswerable]
    first = [bool(turn.hits) and same(turn.hits[0].passage.text, item.paragraph) for item, turn in turns]
    top = [any(same(hit.passage.text, item.paragraph) for hit in turn.hits[:READ]) for item, turn in turns]
    best = [holds(best_sentence(turn), item.answers) for item, turn in turns]
    return {
        "questions": len(answerable) + len(unanswerable),
        "answerable": len(answerable),
        "paragraphs": len(paragraphs),
        "R@1": share(sum(first), len(first)),
        f"R@{READ}": share(sum(top), len(top)),
        "best sentence": share(sum(best), len(best)),
        "refusal AUROC": auroc(known, unknown),
    }
