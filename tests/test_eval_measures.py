"""The measures on numbers worked out by hand."""

import math

import pytest

from eval import measures
from eval.ranking import rank_measures


def test_a_point_is_made_by_any_of_its_expressions_ignoring_case() -> None:
    assert measures.said(["third[- ]party", "outside"], "A Third-Party firm")
    assert not measures.said(["third[- ]party", "outside"], "own staff")


def test_an_expression_may_span_two_lines() -> None:
    assert measures.said(["cheap.{0,5}vendor"], "cheap\nvendor")


def test_unsaid_points_are_named_by_index() -> None:
    assert measures.unsaid([["a"], ["x"], ["b", "y"], ["z"]], "a b") == [1, 3]


def test_coverage_is_the_share_of_points_made() -> None:
    assert measures.coverage([["a"], ["b"], ["x"], ["y"]], "a b") == 0.5
    assert measures.coverage([], "anything") == 1.0


def test_shares_of_nothing_are_unknown() -> None:
    assert measures.share(0, 0) is None
    assert measures.mean([]) is None
    assert measures.median([]) is None
    assert measures.percentile([], 95) is None
    assert measures.precision(0, 0) is None
    assert measures.auroc([], [0.1]) is None


def test_refusal_precision_and_recall_on_a_worked_table() -> None:
    # 20 had to be refused, 15 were; 5 of the others were refused as well.
    assert measures.precision(15, 5) == 0.75
    assert measures.recall(15, 5) == 0.75
    assert measures.recall(18, 2) == 0.9


def test_percentile_takes_the_nearest_rank() -> None:
    values = [float(value) for value in range(20, 0, -1)]
    assert measures.percentile(values, 95) == 19.0
    assert measures.percentile(values, 100) == 20.0
    assert measures.percentile(values, 1) == 1.0
    assert measures.percentile([7.0], 95) == 7.0
    assert measures.median([4.0, 1.0, 3.0, 2.0]) == 2.5


def test_auroc_counts_pairs_and_halves_ties() -> None:
    # Pairs: (.9 > .5), (.9 > .1), (.5 = .5), (.5 > .1) -> 3.5 of 4.
    assert measures.auroc([0.9, 0.5], [0.5, 0.1]) == 0.875
    assert measures.auroc([0.2], [0.8]) == 0.0
    assert measures.auroc([0.3, 0.3], [0.3]) == 0.5


def test_a_quote_is_exact_only_at_its_place() -> None:
    assert measures.exact("café", "un café noir", 3, 7)
    assert not measures.exact("cafe", "un café noir", 3, 7)
    assert not measures.exact("café", "un café noir", 2, 6)
    assert not measures.exact("", "un café noir", 3, 3)
    assert not measures.exact("noir", "un café noir", -4, 12)


def test_words_need_a_letter_or_digit() -> None:
    assert measures.word_count("Time zones – round-the-clock, 24 hours.") == 5


def test_relevant_passages_make_the_most_points_any_passage_makes() -> None:
    passages = {"one": "a", "two": "a b", "three": "b a", "four": "z"}
    assert measures.relevant([["a"], ["b"], ["c"]], passages) == {"two", "three"}
    assert measures.relevant([["q"]], passages) == set()
    assert measures.relevant([], passages) == set()


def test_ranking_measures_on_two_worked_lists() -> None:
    right = {"first": {"b"}, "second": {"x", "z"}, "nothing right": set[str]()}
    ranked = {"first": ["a", "b", "c"], "second": ["x", "y", "z"]}
    found = rank_measures(right, ranked)
    assert found["R@1"] == pytest.approx(0.5)
    assert found["R@5"] == pytest.approx(1.0)
    assert found["MRR"] == pytest.approx((1 / 2 + 1) / 2)
    first = 1 / math.log2(3)
    second = (1 + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    assert found["nDCG@10"] == pytest.approx((first + second) / 2)


def test_ranking_survives_a_search_that_finds_nothing() -> None:
    assert rank_measures({"q": {"a"}}, {"q": []})["R@1"] == 0.0
    assert rank_measures({}, {})["MRR"] is None
