"""The evaluation's questions are well formed, plentiful, and split by topic."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from eval.questions import (
    EVERYDAY,
    EVERYDAY_DOCUMENTS,
    QUESTIONS,
    STRANGE,
    STRANGE_DOCUMENTS,
    Question,
    choose,
    load,
)

OWN = load(QUESTIONS)
OTHER = load(STRANGE)
KINDS = {
    "definition",
    "comparison",
    "list",
    "example",
    "yes_no",
    "number",
    "procedure",
    "decision",
    "about",
    "greeting",
}


def test_ids_are_unique() -> None:
    counted = Counter(question.id for question in OWN + OTHER)
    assert [name for name, count in counted.items() if count > 1] == []


def test_no_conversation_is_asked_twice() -> None:
    counted = Counter(question.turns for question in OWN + OTHER)
    assert [turns for turns, count in counted.items() if count > 1] == []


def test_every_expression_compiles_and_demands_something() -> None:
    for question in OWN + OTHER:
        for point in question.points:
            assert point, question.id
            assert not any(re.search(pattern, "") for pattern in point), question.id


def test_a_topic_lies_wholly_in_one_split() -> None:
    splits: dict[str, set[str]] = {}
    for question in OWN + OTHER:
        splits.setdefault(question.topic, set()).add(question.split)
    assert [topic for topic, found in splits.items() if len(found) > 1] == []


def test_only_answerable_questions_have_points() -> None:
    for question in OWN + OTHER:
        pointless = question.refuse or question.kind in ("decision", "about", "greeting")
        assert pointless != bool(question.points), question.id


def test_no_expression_is_already_answered_by_its_own_question() -> None:
    """A point that the question's words make would be made by an echo; a few name the subject on purpose."""
    echoed = [
        question.id
        for question in OWN
        if question.points
        and all(any(re.search(p, question.turns[-1], re.IGNORECASE) for p in point) for point in question.points)
    ]
    assert len(echoed) < len(OWN) / 20


def test_there_are_enough_questions_of_every_sort() -> None:
    assert len(OWN) >= 250
    assert len(OTHER) >= 250
    for split in ("tune", "report"):
        part = [question for question in OWN if question.split == split]
        assert len(part) >= 200
        assert {question.kind for question in part if not question.refuse} >= KINDS
        assert sum(question.refuse == "language" for question in part) >= 3
    assert sum(question.refuse == "near_miss" for question in OWN) >= 60
    for split in ("tune", "report"):
        part = [question for question in OTHER if question.split == split]
        assert len(part) >= 110
        assert sum(question.refuse == "near_miss" for question in part) >= 25
    assert sum(question.style == "look-alike" for question in OWN) >= 60
    assert sum(question.refuse == "off_topic" for question in OWN) >= 40
    assert sum(len(question.turns) > 1 for question in OWN) >= 25


def test_the_strange_documents_are_those_the_questions_ask_about() -> None:
    documents = {path.stem for path in STRANGE_DOCUMENTS.iterdir()}
    assert {question.topic for question in OTHER} == documents


@pytest.mark.parametrize(("asked", "folder"), [(STRANGE, STRANGE_DOCUMENTS), (EVERYDAY, EVERYDAY_DOCUMENTS)])
def test_every_point_of_a_strange_question_is_in_its_document(asked: Path, folder: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    for question in load(asked):
        for point in question.points:
            assert any(re.search(pattern, texts[question.topic], re.IGNORECASE | re.DOTALL) for pattern in point), (
                question.id
            )


def test_choosing_keeps_a_corpus_and_all_that_must_be_refused() -> None:
    chosen = choose(OWN, "tune", frozenset({"article", "both"}))
    assert {question.split for question in chosen} == {"tune"}
    assert not [question for question in chosen if question.corpus == "kb" and not question.refuse]
    assert sum(bool(question.refuse) for question in chosen) == sum(
        bool(question.refuse) for question in OWN if question.split == "tune"
    )
    assert len(choose(OWN, "all", frozenset({"kb", "article", "both"}))) == len(OWN)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        Question.model_validate(OWN[0].model_dump() | {"answer": "42"})
