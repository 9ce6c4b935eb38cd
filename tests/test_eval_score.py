"""Answers made by hand, scored and summed up."""

from bot.types import Answer, CellPlace, Citation, Kind, Refusal, Sentence, Status
from eval.questions import Question
from eval.score import Outcome, score, shown
from eval.summary import by, summarise
from eval.table import failures, groups, table

TEXT = "Captive means own unit abroad. It costs more at first."


def question(name: str = "q", **changes: object) -> Question:
    plain: dict[str, object] = {
        "id": name, "split": "tune", "topic": "t", "kind": "definition", "also": (), "style": "plain",
        "turns": ("What is a captive?",), "corpus": "kb", "points": (("own",), ("abroad", "foreign")),
        "refuse": False, "note": "",
    }  # fmt: skip
    return Question.model_validate(plain | changes)


def answer(*sentences: Sentence, status: Status = "answered", kind: Kind = "definition", end: int = 30) -> Answer:
    quote = TEXT[0:end]
    place = Citation(
        n=1, document_id="d", title="D", section=None, page=None, start=0, end=30, quote=quote, address=None
    )
    return Answer(
        question="?",
        standalone_question="What is a captive?",
        kind=kind,
        status=status,
        sentences=list(sentences),
        citations=[place] if any(sentence.citations for sentence in sentences) else [],
        markdown="",
        refusal=Refusal(searched="x", covered=[]) if status == "abstained" else None,
        recommendation=None,
        suggestions=[],
        corpus="c",
        timings_ms={},
    )


QUOTED = Sentence(text=TEXT[0:30], citations=[1])
FRAME = Sentence(text="Own abroad, says the frame.", citations=[], role="frame")


def outcome(asked: Question, said: Answer, milliseconds: float = 10.0) -> Outcome:
    return score(asked, said, {"d": TEXT}.get, milliseconds)


def test_an_answer_is_correct_when_its_sentences_make_every_point() -> None:
    found = outcome(question(), answer(QUOTED))
    assert (found.correct, found.coverage, found.missing, found.words) == (True, 1.0, (), 5)
    assert (found.citations, found.exact_citations, found.uncited) == (1, 1, 0)


def test_missing_points_are_counted_in_part() -> None:
    found = outcome(question(points=(("own",), ("cheap",))), answer(QUOTED))
    assert (found.correct, found.coverage, found.missing) == (False, 0.5, (1,))


def test_frames_make_no_points_except_in_small_talk() -> None:
    assert not outcome(question(), answer(FRAME)).correct
    talk = question(kind="about", points=(("frame",),))
    assert outcome(talk, answer(FRAME, kind="about")).correct


def test_a_refusal_of_an_answerable_question_is_wrong_whatever_it_says() -> None:
    found = outcome(question(), answer(QUOTED, status="abstained"))
    assert (found.correct, found.refused, found.coverage) == (False, True, 0.0)


def test_a_question_to_refuse_is_right_only_when_refused() -> None:
    asked = question(points=(), refuse="near_miss")
    assert outcome(asked, answer(FRAME, status="abstained")).correct
    assert not outcome(asked, answer(QUOTED)).correct
    assert not outcome(asked, answer(QUOTED, status="partial")).correct


def test_a_decision_without_points_is_right_when_the_rules_take_it() -> None:
    asked = question(kind="decision", points=())
    assert outcome(asked, answer(FRAME, kind="decision", status="needs_facts")).correct
    assert not outcome(asked, answer(QUOTED)).correct


def test_another_fitting_kind_counts_as_right() -> None:
    assert outcome(question(also=("list",)), answer(QUOTED, kind="list")).kind_right
    assert not outcome(question(), answer(QUOTED, kind="list")).kind_right


def test_a_quote_that_differs_from_the_document_is_not_exact() -> None:
    found = outcome(question(), answer(QUOTED, end=29))
    assert (found.citations, found.exact_citations, found.uncited) == (1, 0, 1)


def test_a_sentence_without_a_citation_is_counted() -> None:
    loose = Sentence(text="Own units abroad are fine.", citations=[])
    assert outcome(question(), answer(QUOTED, loose)).uncited == 1


def test_a_cell_is_shown_behind_its_labels() -> None:
    cell = Sentence(text="own", citations=[1], cell=CellPlace(side="captive", aspect="owner"))
    assert shown(answer(cell), question()) == "captive / owner: own"


def test_totals_of_six_answers_worked_by_hand() -> None:
    near = question(points=(), refuse="near_miss", style="near-miss")
    off = question(points=(), refuse="off_topic", style="off-topic")
    refusal = answer(FRAME, status="abstained")
    outcomes = [
        outcome(question("a"), answer(QUOTED), 10),
        outcome(question("b", style="look-alike"), refusal, 20),
        outcome(question("c", turns=("a", "b")), answer(QUOTED), 30),
        outcome(near, refusal, 40),
        outcome(near, answer(QUOTED), 50),
        outcome(off, refusal, 60),
    ]
    totals = summarise(outcomes)
    assert totals["questions"] == 6
    assert totals["correct"] == totals["correct, with points"] == totals["points covered"] == 2 / 3
    assert totals["wrongly refused"] == 1 / 3
    assert (totals["refusal precision"], totals["refusal recall"]) == (2 / 3, 2 / 3)
    assert (totals["near_miss precision"], totals["near_miss recall"]) == (1 / 2, 1 / 2)
    assert (totals["off_topic precision"], totals["off_topic recall"]) == (1 / 2, 1.0)
    assert totals["language recall"] is None
    assert (totals["look-alikes correct"], totals["look-alikes refused"]) == (0.0, 1.0)
    assert totals["follow-ups correct"] == 1.0
    assert (totals["citations"], totals["exact citations"], totals["sentences without source"]) == (3, 1.0, 0)
    assert (totals["median ms"], totals["95th ms"]) == (35.0, 60)


def test_groups_count_correct_of_all() -> None:
    outcomes = [outcome(question("a"), answer(QUOTED)), outcome(question("b"), answer(FRAME))]
    assert by(outcomes, lambda found: found.question.kind) == {"definition": (1, 2)}
    assert "definition 1/2" in groups(outcomes)


def test_failures_show_the_tune_split_in_full_and_never_the_report_split() -> None:
    wrong = [
        outcome(question("mine", points=(("cheap",),)), answer(QUOTED)),
        outcome(question("secret", split="report", points=(("dear",),)), answer(QUOTED)),
        outcome(question("fine"), answer(QUOTED)),
    ]
    printed = failures(wrong)
    assert "mine" in printed
    assert "missing   cheap" in printed
    assert TEXT[0:30] in printed
    assert "secret" not in printed
    assert "dear" not in printed
    assert "fine" not in printed


def test_the_table_sets_rivals_beside() -> None:
    printed = table("kb", "tune", {"correct": 0.5, "questions": 4, "recall": None}, {"peer": {"correct": 0.25}})
    correct, questions, recall = printed.splitlines()[2:]
    assert correct.split() == ["correct", "0.500", "0.250"]
    assert questions.split() == ["questions", "4"]
    assert recall.split() == ["recall", "-"]
