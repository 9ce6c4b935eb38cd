"""Frames put work to a choice whatever its name, and several jobs told of at once keep a case each."""

from collections.abc import Mapping, Sequence

import pytest
from shelf import encode

from bot.case.recommend import replayed, told
from bot.case.replay import Told
from bot.case.respond import replied
from bot.case.several import jobs_in
from bot.rules.book import load_rules
from bot.understand.query import Reader

BOOK = load_rules()
GILDING = [
    "Should our gilding stay here?",
    "supporting work, for many years, we want to save, the volume is large, we won't invest, low control",
]
TRAMS = ["Help me decide who polishes our trams and who prints the tickets."]


def _none_held(words: Sequence[str]) -> Mapping[str, int]:
    return dict.fromkeys(words, 0)


STRANGE = Reader(held=_none_held)


def opens(text: str, reader: Reader = STRANGE) -> bool:
    return told(text, [], BOOK, encode, reader=reader) is not None


def state_of(*turns: str) -> Told:
    return replayed(turns, BOOK, encode, STRANGE)[-1]


def words(*turns: str) -> str:
    return " ".join(sentence.text for sentence in replied(state_of(*turns), BOOK).sentences)


@pytest.mark.parametrize(
    "text",
    [
        "Who should tune the harpsichord?",
        "Who ought to groom our ponies?",
        "We need to decide who prunes our hedges.",
        "The question is who binds our hymn books.",
        "Should the engraving of our cups stay with us?",
        "Should our smocking remain in-house?",
        "Should we mend our sails ourselves?",
        "Is it smarter to smoke our trout ourselves?",
        "Would it be mad to let someone else sharpen our skates?",
        "Should the lamps be cleaned by us or by others?",
        "Looking to hand off the indexing of our maps.",
        "My board asks whether the hotline of our museums could be run from somewhere cheaper.",
        "Brewing must remain ours, bottling could go anywhere. What do you advise?",
    ],
)
def test_a_frame_opens_a_case_whatever_the_work_is_called(text: str) -> None:
    assert opens(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who should sign the contract?",
        "Who should own the IP?",
        "Who should approve the change requests?",
        "Should a contract name a governing law?",
        "What should we outsource first?",
        "Should we write the RFP ourselves?",
        "Should the notice period stay in the contract?",
        "Should the retained team stay with us?",
        "Who should wear the helmet?",
        "Who should call the plumber?",
    ],
)
def test_a_frame_around_governing_or_using_opens_none(text: str) -> None:
    assert not opens(text)


def test_what_the_documents_hold_every_word_of_is_left_to_them() -> None:
    assert opens("Who should darn the nets?")
    assert not opens("Who should darn the nets?", Reader())


@pytest.mark.parametrize(
    ("turn", "move"),
    [
        ("So who?", "repeat"),
        ("Who gets the job?", "repeat"),
        ("Back to it: who does it?", "repeat"),
        ("What'd you go for?", "repeat"),
        ("Could you go through the reasons again?", "basis"),
        ("Remind me why.", "basis"),
        ("Is there a catch?", "against"),
        ("Which countries would suit?", "country"),
        ("Why not a workshop in Hungary?", "why_there"),
        ("What should I do first thing tomorrow?", "steps"),
        ("How many frames makes it 'large'?", "unclear"),
        ("What do you mean by 'a unit of your own'?", "unclear"),
    ],
)
def test_a_turn_within_a_decision_is_not_searched(turn: str, move: str) -> None:
    assert state_of(*GILDING, turn).move == move


def test_the_decision_says_what_it_means_by_its_own_words() -> None:
    assert "Scale: " in words(*GILDING, "How large is large?")
    assert "through a captive centre" in words(*GILDING, "What do you mean by 'a unit of your own'?")


def test_what_speaks_against_a_result_is_not_what_it_rests_on() -> None:
    said = words(*GILDING, "what speaks against it?")
    assert "It rests on this" not in said
    assert "against it" in said.lower()


def test_a_country_is_not_asked_why_where_the_work_stays_at_home() -> None:
    kept = ["Should our gilding stay here?", "for six months, supporting work, we can't invest, saving is no aim"]
    assert "at home" in words(*kept, "Why not Hungary?")
    assert "not in which country" in words(*GILDING, "Why not Hungary?")


def test_a_remark_that_no_document_tells_of_answers_the_decision() -> None:
    turns = [*GILDING[:1], "What is a statement of work?", "It's about sixty frames a week with gold leaf."]
    assert state_of(*turns).went_on


@pytest.mark.parametrize(
    ("turn", "names"),
    [
        ("Two jobs: binding our books and mending the presses. Who?", ("binding our books", "mending the presses")),
        ("Help me decide who bakes and who ices the cakes.", ("who bakes", "who ices the cakes")),
        ("We care about two things: price and speed.", ()),
        ("We need to decide who bakes the cakes.", ()),
        ("Three jobs: binding our books and mending the presses.", ()),
    ],
)
def test_jobs_told_at_once_have_names(turn: str, names: tuple[str, ...]) -> None:
    assert jobs_in(turn) == names


def test_several_jobs_are_said_to_be_heard_and_kept_apart() -> None:
    assert "2 jobs were heard" in words(*TRAMS)
    state = state_of(*TRAMS, "The polishing is core work for many years. The printing is supporting work.")
    facts = {one.title: one.facts.get("core") for one in (state, *state.shelved)}
    assert facts == {"who polishes our trams": "core", "who prints the tickets": "non_core"}


def test_a_job_is_taken_up_by_a_word_of_its_own() -> None:
    assert state_of(*TRAMS, "What about the tickets?").title == "who prints the tickets"
    assert state_of(*TRAMS, "The tickets are supporting work.").title == "who prints the tickets"


def test_what_holds_for_both_jobs_is_told_of_each() -> None:
    state = state_of(*TRAMS, "We won't invest in either.")
    assert all(one.facts.get("investment") == "avoid" for one in (state, *state.shelved))
