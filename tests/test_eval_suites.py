"""The suites run on small files with the real bot, and their helpers on worked cases."""

import os
from pathlib import Path

import pytest

from eval import bench, qed, squad
from eval.answers import measure_rival, run, sample
from eval.corpora import BUILTIN, corpora, facts_markdown, opened
from eval.questions import STRANGE, STRANGE_DOCUMENTS, load

DATA = Path(__file__).parent / "data"


def test_the_squad_suite_measures_retrieval_sentence_and_refusal() -> None:
    totals = squad.run(DATA / "eval_squad.json", "all", None)
    assert (totals["questions"], totals["answerable"], totals["paragraphs"]) == (4, 3, 3)
    assert (totals["R@1"], totals["R@5"], totals["best sentence"]) == (1.0, 1.0, 1.0)
    assert isinstance(totals["refusal AUROC"], float)


def test_the_qed_suite_leaves_out_questions_without_a_marked_sentence() -> None:
    assert len(qed.questions(DATA / "eval_qed.jsonl")) == 2
    totals = qed.run(DATA / "eval_qed.jsonl", "all", None)
    assert (totals["questions"], totals["R@1"], totals["sentence, paragraph given"]) == (2, 1.0, 1.0)


def test_public_splits_share_no_title() -> None:
    titles = ["d", "a", "c", "b", "a"]
    assert bench.half(titles, "tune") == {"a", "c"}
    assert bench.half(titles, "report") == {"b", "d"}
    assert bench.half(titles, "all") == {"a", "b", "c", "d"}


def test_a_sample_is_spread_evenly_and_repeatable() -> None:
    assert bench.even(range(10), 4) == [0, 2, 5, 7]
    assert bench.even(range(3), None) == [0, 1, 2]
    assert bench.even(range(3), 9) == [0, 1, 2]
    assert len(sample(load(STRANGE), 7)) == 7


def test_an_answer_is_held_whatever_the_white_space_and_case() -> None:
    assert bench.holds("It was  Late\nSummer.", ["late summer"])
    assert not bench.holds("It was late.", ["late summer"])


def test_a_part_of_a_paragraph_counts_as_that_paragraph() -> None:
    assert bench.same("Two  words", "one. Two words here.")
    assert not bench.same("other words", "one. Two words here.")
    assert not bench.same(" ", "anything")


def test_a_sentence_cut_differently_is_still_the_marked_one() -> None:
    item = qed.Sentence("q", "t", "One . Two .", "Two .")
    assert qed.chosen_right("Two .", item)
    assert qed.chosen_right("One . Two .", item)
    assert not qed.chosen_right("One .", item)
    assert not qed.chosen_right("", item)


def test_facts_become_one_paragraph_each_below_their_topic(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    lines = [
        '{"topic": "1 Apples", "fact": "They are red."}',
        '{"topic": "2 Pears", "fact": "They are green."}',
        '{"topic": "1 Apples", "fact": "They keep well."}',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    apples, pears = facts_markdown(path).split("\n## ")[1:]
    assert apples.strip().split("\n\n") == ["Apples", "They are red.", "They keep well."]
    assert pears.split() == ["Pears", "They", "are", "green."]


def test_suites_that_need_a_file_exist_only_with_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    always = {"kb", "strange", "outside", "everyday"}
    assert set(corpora(None, None)) == always
    assert set(corpora(file, file)) == always | {"article", "facts", "article+facts"}


def test_a_corpus_leaves_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BUILTIN, "1")
    with opened(corpora(None, None)["strange"]) as bot:
        assert os.environ[BUILTIN] == "0"
        assert len(bot.documents()) == len(list(STRANGE_DOCUMENTS.iterdir()))
    assert os.environ[BUILTIN] == "1"


def test_strange_documents_are_answered_with_exact_citations_beside_the_quickstart() -> None:
    result = run(corpora(None, None)["strange"], "all", 10, with_rivals=True)
    assert result.totals["questions"] == 10
    assert result.totals["exact citations"] == 1.0
    assert result.totals["sentences without source"] == 0
    assert isinstance(result.totals["R@5"], float)
    assert isinstance(result.rivals["quickstart"]["correct, with points"], float)
    assert [outcome.question.id for outcome in result.outcomes] == [
        question.id for question in sample(load(STRANGE), 10)
    ]


def test_a_rival_is_scored_on_worked_answers() -> None:
    known = {
        "What is a lungo?": "An espresso with more water.",
        "How many litres fit in the water tank?": "Three.",
        "What does the Brunello 40 cost?": "It makes coffee.",
    }
    asked = [question for question in load(STRANGE) if question.topic == "coffee-machine"]
    chosen = [question for question in asked if question.turns[-1] in {*known, "how long does descaling take"}]
    totals = measure_rival(known.get, [*chosen, next(question for question in asked if question.id.endswith("-11"))])
    assert (totals["questions"], totals["answerable"]) == (5, 3)
    assert totals["correct, with points"] == 1 / 3
    assert totals["wrongly refused"] == 1 / 3
    assert (totals["near_miss precision"], totals["near_miss recall"]) == (1 / 2, 1 / 2)
    assert totals["off_topic recall"] is None
    assert totals["words"] == (5 + 1 + 3) / 3
