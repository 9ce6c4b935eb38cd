"""A year told by the one that was asked about before."""

import pytest

from bot.understand.query import Reader
from bot.understand.years import with_year


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("and the year after?", "What did the ferry earn in 2024?"),
        ("And two years on?", "What did the ferry earn in 2025?"),
        ("What did the barge earn the year before?", "What did the barge earn the year before?"),
        ("Does the lease end two years after?", "Does the lease end two years after?"),
        ("and twenty-five years later?", "and twenty-five years later?"),
        ("What was it in the previous year?", "What did the ferry earn in 2022?"),
        ("and 3 years before that", "What did the ferry earn in 2020?"),
        ("what happens in the year after the sale", "what happens in the year after the sale"),
        ("and in 2020, two years later?", "and in 2020, two years later?"),
        ("And in the 2024 edition?", "What did the ferry earn in 2024?"),
        ("and in 2021?", "What did the ferry earn in 2021?"),
        ("Who steered it in 2021?", "Who steered it in 2021?"),
        ("What was the report of 2021 about?", "What was the report of 2021 about?"),
    ],
)
def test_a_year_is_counted_from_the_one_before(asked: str, meant: str) -> None:
    assert with_year(asked, "What did the ferry earn in 2023?") == meant


@pytest.mark.parametrize("before", ["What did the ferry earn?", "Did it earn more in 2023 than in 2021?", ""])
def test_without_one_year_before_nothing_is_counted(before: str) -> None:
    assert with_year("and the year after?", before) == "and the year after?"


def test_the_question_before_is_asked_for_the_year_that_is_meant() -> None:
    assert "2024" in Reader().understand("and the year after?", ["What did the ferry earn in 2023?"]).standalone
