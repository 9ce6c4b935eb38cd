"""Suite `qed`: the file of QED; real search queries with the sentence that answers them."""

import json
from dataclasses import dataclass
from pathlib import Path

from eval.bench import READ, best_sentence, even, flat, found, half, library_of, same
from eval.measures import share
from eval.summary import Totals


@dataclass(frozen=True, slots=True)
class Sentence:
    question: str
    title: str
    paragraph: str
    sentence: str


def questions(path: Path) -> list[Sentence]:
    """The questions whose explanation is a single sentence, in the file's order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Sentence(
            question=row["question_text"],
            title=row["title_text"],
            paragraph=row["paragraph_text"],
            sentence=row["annotation"]["selected_sentence"]["string"],
        )
        for row in rows
        if row["annotation"].get("selected_sentence")
    ]


def run(path: Path, split: str, limit: int | None) -> Totals:
    """Ask a split's questions over all paragraphs; `sentence, paragraph given` looks at that one only."""
    asked = questions(path)
    titles = half([item.title for item in asked], split)
    chosen = even([item for item in asked if item.title in titles], limit)
    with library_of(list(dict.fromkeys((item.title, item.paragraph) for item in asked))) as bot:
        turns = [(item, found(bot, item.question)) for item in chosen]
    first = [bool(turn.hits) and same(turn.hits[0].passage.text, item.paragraph) for item, turn in turns]
    top = [any(same(hit.passage.text, item.paragraph) for hit in turn.hits[:READ]) for item, turn in turns]
    best = [chosen_right(best_sentence(turn), item) for item, turn in turns]
    given = [
        chosen_right(best_sentence(turn, item.paragraph), item)
        for item, turn in turns
        if best_sentence(turn, item.paragraph)
    ]
    return {
        "questions": len(chosen),
        "R@1": share(sum(first), len(first)),
        f"R@{READ}": share(sum(top), len(top)),
        "best sentence": share(sum(best), len(best)),
        "sentence, paragraph given": share(sum(given), len(given)),
    }


def chosen_right(shown: str, item: Sentence) -> bool:
    """Whether the sentence shown is the one marked; cut differently, either may be a part of the other."""
    one, other = flat(shown), flat(item.sentence)
    return bool(one) and (one in other or other in one)
