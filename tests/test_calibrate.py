"""A person's own questions judge the threshold of refusal; too few propose none."""

import pytest
from shelf import bot_of

from bot.audit.calibrate import Judged, best, judge, read_questions, report, score, shown
from ingest.errors import ShorewiseError
from ingest.progress import silent


def judged(*pairs: tuple[bool, float]) -> list[Judged]:
    return [Judged(f"question {at}", answerable, least) for at, (answerable, least) in enumerate(pairs)]


# Ten of each kind: at 0.5 two answerable are refused and one unanswerable is answered, at 0.25 only that one.
TWENTY = judged(*[(True, 0.9)] * 8, *[(True, 0.3)] * 2, *[(False, 0.2)] * 9, (False, 0.8))


def test_refusals_are_counted_at_a_threshold() -> None:
    now = score(TWENTY, 0.5)
    assert (now.right, now.wrong, now.answered, now.missed) == (9, 2, 8, 1)
    assert now.precision == pytest.approx(9 / 11)
    assert now.recall == pytest.approx(0.9)
    assert now.balanced == pytest.approx((0.9 + 0.8) / 2)
    assert score(judged((True, 1.0)), 0.5).precision is None
    assert score(judged((True, 1.0)), 0.5).recall is None


def test_the_best_threshold_treats_most_of_both_kinds_rightly_and_is_near_the_present_one() -> None:
    assert best(TWENTY, 0.5).threshold == pytest.approx(0.3)
    assert best(TWENTY, 0.22).threshold == pytest.approx(0.22)


def test_a_report_names_the_wrong_ones_and_how_to_set_the_best() -> None:
    found = report(TWENTY, 0.5)
    assert found["wrongly_refused"] == ["question 8", "question 9"]
    assert found["wrongly_answered"] == ["question 19"]
    assert [one["threshold"] for one in found["curve"]] == sorted(one["threshold"] for one in found["curve"])
    text = shown(found)
    assert "Now 0.50: refusal precision 82%, recall 90%; 2 wrongly refused, 1 wrongly answered." in text
    assert "set SHOREWISE_THRESHOLD=0.30" in text
    assert "suits these questions best. Leave it." in shown(report(TWENTY, 0.25))


@pytest.mark.parametrize("few", [TWENTY[:19], judged(*[(True, 0.9)] * 30, *[(False, 0.1)] * 4)])
def test_too_few_questions_propose_nothing(few: list[Judged]) -> None:
    found = report(few, 0.5)
    assert found["best"] is None
    assert found["curve"] == []
    assert "Too few to propose a threshold: give at least 20 questions, 5 or more of each kind." in shown(found)
    assert "SHOREWISE_THRESHOLD" not in shown(found)


def test_what_is_refused_at_any_threshold_is_marked() -> None:
    text = shown(report(judged((True, 0.0), (False, 0.1)), 0.5))
    assert "question 0 (at any threshold)" in text


def test_questions_are_judged_with_their_turns_and_rules_count(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = [
        {"question": "What is a tram?", "turns": [], "answerable": True},
        {"question": "and its risks?", "turns": ["What is a tram?"], "answerable": True},
        {"question": "What is a tram in Cairo?", "turns": [], "answerable": False},
        {"question": "Should we outsource our support?", "turns": [], "answerable": True},
        {"question": "Was ist eine Straßenbahn und wie fährt sie?", "turns": [], "answerable": False},
    ]
    with bot_of(tmp_path_factory.mktemp("home")) as bot:
        least = [one["least"] for one in judge(bot, given, silent)]
        present = bot.trace("What is a tram?").verdict.confidence
    assert least[0] == present
    assert least[1] > 0.3
    assert least[2:] == [0.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({}, 'Line 3 has no "question"'),
        ({"question": " "}, 'Line 3 has no "question"'),
        ({"question": "x"}, '"answerable" must be true or false'),
        ({"question": "x", "answerable": 1}, '"answerable" must be true or false'),
        ({"question": "x", "answerable": True, "turns": "y"}, '"turns" must be a list'),
    ],
)
def test_a_bad_line_is_named(line: dict[str, object], said: str) -> None:
    with pytest.raises(ShorewiseError, match=said):
        read_questions([(3, line)])


def test_the_last_of_the_turns_may_be_the_question_and_an_empty_file_says_so() -> None:
    assert read_questions([(1, {"turns": ["a", "b"], "answerable": False})]) == [
        {"question": "b", "turns": ["a"], "answerable": False}
    ]
    with pytest.raises(ShorewiseError, match="holds no question"):
        read_questions([])
