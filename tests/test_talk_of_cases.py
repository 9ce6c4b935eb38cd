"""A conversation keeps a case for each piece of work, comes back to it, and answers what is asked about the advice."""

from collections.abc import Sequence

import pytest
from shelf import encode

from bot.case.intent import title_of
from bot.case.recommend import replayed, told
from bot.case.replay import Told, facts_of
from bot.case.respond import Reply, replied
from bot.facts.whereto import readings_of
from bot.rules.book import load_rules

BOOK = load_rules()
PAYROLL = ["Should we outsource our payroll?", "supporting work, long term, no money to invest, low control"]
INDIA = "Should we set up our own office in India or take a vendor there?"


def state_of(*turns: str) -> Told:
    return replayed(turns, BOOK, encode)[-1]


def reply_to(*turns: str) -> Reply:
    state = state_of(*turns)
    assert state.went_on, turns
    return replied(state, BOOK)


def words(reply: Reply) -> str:
    return " ".join(sentence.text for sentence in reply.sentences)


def opens(text: str) -> bool:
    return told(text, [], BOOK, encode) is not None


# Several pieces of work.


def test_each_piece_of_work_keeps_its_facts() -> None:
    turns = [*PAYROLL, "what about our marketing?", "that is core and we want close control"]
    there = state_of(*turns)
    assert (there.title, there.facts["core"]) == ("marketing", "core")
    assert "horizon" not in there.facts
    back = state_of(*turns, "let's go back to the payroll: what was your advice?")
    assert (back.title, back.facts) == ("payroll", state_of(*PAYROLL).facts)
    assert words(reply_to(*turns, "back to payroll")).startswith("Back to payroll.")


def test_the_same_for_other_work_but_starts_from_the_facts_before() -> None:
    state = state_of(*PAYROLL, "now the same for our testing, but that is core work")
    assert state.facts == {**state_of(*PAYROLL).facts, "core": "core"}
    said = words(replied(state, BOOK))
    assert "another piece of work (testing); it starts from the same facts" in said
    assert "What was said about payroll is kept apart" in said


def test_the_first_piece_of_work_is_the_one_left_longest_ago() -> None:
    turns = [*PAYROLL, "and for our logistics?", "and for our help desk?"]
    assert state_of(*turns, "back to the first one").title == "payroll"
    assert state_of(*turns, "back to the previous one").title == "logistics"


@pytest.mark.parametrize(
    "turn",
    [
        "and our competitors?",
        "what about our building?",
        "what about my wife?",
        "what about my boss?",
        "the same for our team",
        "and our bank?",
    ],
)
def test_those_who_have_to_do_with_the_work_are_no_other_work(turn: str) -> None:
    state = state_of(*PAYROLL, turn)
    assert (state.title, state.shelved) == ("payroll", ())


def test_the_same_question_for_other_work_starts_anew() -> None:
    state = state_of(*PAYROLL, "the same question for the logistics")
    assert (state.title, state.facts) == ("logistics", {})


@pytest.mark.parametrize(
    ("turn", "title", "move"),
    [
        ("what are the risks for payroll?", "payroll", "risks"),
        ("and for payroll?", "payroll", "repeat"),
        ("back to the first one", "payroll", "repeat"),
        ("what would be the next steps for our logistics?", "logistics", "steps"),
    ],
)
def test_a_case_is_taken_up_by_its_name(turn: str, title: str, move: str) -> None:
    state = state_of(*PAYROLL, "and for our logistics?", turn)
    assert (state.title, state.move) == (title, move)


def test_what_is_told_of_work_by_its_name_goes_to_its_case() -> None:
    for turn in ("for payroll, close control is needed after all", "payroll needs close control"):
        state = state_of(*PAYROLL, "and for our logistics?", turn)
        assert (state.title, state.facts["control"]) == ("payroll", "high")


def test_work_that_something_is_only_compared_with_keeps_the_case_at_hand() -> None:
    state = state_of(*PAYROLL, "and for our logistics?", "unlike payroll, it needs close control")
    assert (state.title, state.facts["control"]) == ("logistics", "high")


def test_cases_are_laid_side_by_side() -> None:
    said = words(reply_to(*PAYROLL, "and for our logistics?", "short, and we can't invest", "compare the two"))
    assert "Payroll: " in said
    assert "Logistics: " in said


def test_undo_returns_to_the_work_before() -> None:
    state = state_of(*PAYROLL, "and for our logistics?", "undo")
    assert state.title == "payroll"


def test_a_statement_about_the_work_is_no_other_work() -> None:
    for turn in ("clients choose us for our service", "we have 40 clerks for our books"):
        assert state_of(*PAYROLL, turn).facts.items() >= {"horizon": "long", "investment": "cannot"}.items()


def test_work_is_named_by_what_the_question_says() -> None:
    assert title_of("Should we outsource our spare parts catalogue?") == "spare parts catalogue"
    assert title_of("We need IT support for two years") == "IT support"
    assert title_of("Should we outsource it?") == ""


# Back from a side question.


@pytest.mark.parametrize("turn", ["what are the risks?", "and the alternatives?", "so where does that leave us?"])
def test_after_the_meaning_of_a_word_the_decision_is_meant(turn: str) -> None:
    assert state_of(*PAYROLL, "what does SLA mean?", turn).went_on


def test_after_a_way_of_sourcing_its_own_risks_are_meant_unless_it_is_for_us() -> None:
    aside = [*PAYROLL, "what is a captive centre?"]
    assert not state_of(*aside, "what are the risks?").went_on
    assert state_of(*aside, "so what are the risks for us?").move == "risks"
    assert state_of(*aside, "which of the two is it then?").move == "repeat"


# What is asked about the advice.


@pytest.mark.parametrize(
    ("turn", "move"),
    [
        ("recommendation please", "repeat"),
        ("now persuade me", "basis"),
        ("what speaks against it?", "against"),
        ("what's the catch?", "against"),
        ("why do you recommend that when I said money is short?", "basis"),
        ("why own and not a vendor?", "why_model"),
        ("what would make it a captive?", "towards"),
        ("under which conditions would you say in-house?", "towards"),
        ("and if we took a vendor abroad?", "towards"),
        ("remind me of what you know so far", "recap"),
        ("what did I tell you about the vendor?", "recap"),
        ("give me your advice in one sentence", "brief"),
        ("in one word?", "brief"),
        ("is this advice binding?", "authority"),
        ("who made these rules?", "authority"),
        ("could you write that up for my boss?", "memo"),
        ("can I have it as a Word file?", "memo"),
        ("is it right to keep it?", "repeat"),
        ("and now?", "repeat"),
        ("could you ask that question in a simpler way?", "unclear"),
    ],
)
def test_questions_about_the_advice_are_answered_from_the_decision(turn: str, move: str) -> None:
    assert state_of(*PAYROLL, turn).move == move


@pytest.mark.parametrize(
    "turn",
    [
        "what are the advantages of a captive?",
        "does an NDA have to be in writing?",
        "what does payroll cost on average?",
    ],
)
def test_questions_on_the_subject_stay_with_the_documents(turn: str) -> None:
    assert not state_of(*PAYROLL, turn).went_on


def test_what_would_lead_elsewhere_is_said() -> None:
    assert "This would lead to Keep it in-house: " in words(reply_to(*PAYROLL, "what would make it in-house?"))
    assert "no change is needed" in words(reply_to(*PAYROLL, "when would you say vendor?"))


def test_another_paper_than_the_memo_is_no_memo_once_documents_were_asked() -> None:
    assert state_of(*PAYROLL, "could I have that in writing?").move == "memo"
    assert not state_of(*PAYROLL, "What is an NDA?", "does it have to be in writing?").went_on


def test_the_place_of_the_memo_is_told() -> None:
    assert "`shorewise decide" in words(reply_to(*PAYROLL, "I need a memo"))


# Cases told in more than one sentence, or without an act.


@pytest.mark.parametrize(
    "text",
    [
        "Bookkeeping for 40 shops, done by 6 clerks today, do we keep it?",
        "I'm to find out if we should let somebody else do the invoicing.",
        "own centre in Romania or a Romanian provider?",
        "own centre in Romania or a Romanian provider, which one?",
        "We must compare for our payroll: our own centre in Poland or a vendor in Manila",
        "Do you think we can give the audits of our branches to a firm in Egypt?",
        "Build or buy for our web shop?",
        "Our accountant resigned. Hire a new one or get a firm?",
        "What would you do with a payroll team of 10?",
        "My boss believes Poland is the answer for our testers. Is she right?",
        "We have to digitise 2000 drawings by June, a one-time job",
        "our support desk is swamped, we need it for years, what now?",
        "Is it wiser to run IT security ourselves or buy a managed service?",
    ],
)
def test_work_described_and_a_view_asked_for_open_a_case(text: str) -> None:
    assert opens(text)


@pytest.mark.parametrize(
    "text",
    [
        "My boss wants a report on the risks of outsourcing by Monday",
        "Our provider misses every deadline, what now?",
        "How do we hand our invoice desk over to the provider?",
        "Which is cheaper, an own centre or a vendor in India?",
        "Own unit in Poland or a Polish vendor, which has the lower turnover?",
        "Make or buy: what is that?",
        "When is it wise to build a captive?",
        "Do we need a steering committee?",
        "somebody nicked my work laptop, what do i do",
        "our accounting software crashed, what shall we do?",
        "our team lost its parking permits, any advice?",
    ],
)
def test_questions_about_sourcing_as_such_open_none(text: str) -> None:
    assert not opens(text)


# Alternatives that a question names.


def told_by(text: str, home: str = "") -> dict[str, str | list[str]]:
    return facts_of(readings_of(text, home))


def test_alternatives_that_are_both_abroad_tell_the_place() -> None:
    for text in (
        INDIA,
        "own unit or provider in Poland for our testing?",
        "Hire a team in Bulgaria or a Bulgarian vendor?",
    ):
        assert told_by(text) == {"third_party": "allowed", "place": "abroad_only"}, text
    assert "place" not in told_by("Should we hire a team here or use a vendor in India?")
    assert "place" not in told_by("Should we hire people or use a vendor in India?")
    assert "place" not in told_by(INDIA, home="we are in India")
    assert told_by("Should we move testing to India or keep it?") == {}


def test_which_of_the_named_ones_follows_is_said() -> None:
    reply = reply_to(INDIA, "60 developers, long term, close control, we can invest", "which of the two then?")
    assert reply.decision.outcome == "captive_offshoring"


# Replies read in part, and questions passed over.


@pytest.mark.parametrize(
    ("turn", "lost"),
    [
        ("long term; grandma likes the wallpaper", ("grandma likes the wallpaper",)),
        ("it is needed for five years, thanks", ()),
        ("long term, because the ministry pays for it", ()),
        ("it is for five years", ()),
    ],
)
def test_the_part_of_a_reply_that_says_nothing_is_named(turn: str, lost: Sequence[str]) -> None:
    state = state_of(PAYROLL[0], turn)
    assert state.lost == lost
    assert all(one in words(replied(state, BOOK)) for one in lost)


@pytest.mark.parametrize(
    "turn", ["next question", "another one please", "ask me something else", "can we move on to the next question"]
)
def test_a_question_passed_over_is_not_asked_again(turn: str) -> None:
    first = replied(state_of(PAYROLL[0]), BOOK).decision.next_question
    then = reply_to(PAYROLL[0], turn).decision.next_question
    assert first is not None
    assert then is not None
    assert first.fact != then.fact


def test_questions_can_be_stopped_and_taken_up_again() -> None:
    stopped = reply_to(PAYROLL[0], "stop asking")
    assert "What would help most to know" in words(stopped)
    assert not stopped.options
    assert reply_to(PAYROLL[0], "stop asking", "ask on").options


@pytest.mark.parametrize("turns", [["supporting work, long term"], ["long term, core"], ["savings matter most"]])
def test_what_an_answer_points_to_is_what_the_next_reply_leans_to(turns: list[str]) -> None:
    reply = reply_to(PAYROLL[0], *turns)
    asked = reply.decision.next_question
    assert asked is not None
    for option in asked.options:
        after = reply_to(PAYROLL[0], *turns, BOOK.value_label(asked.fact, option)).decision
        said = f"‘{BOOK.value_label(asked.fact, option)}’ points towards ‘"
        if said in asked.why and after.outcome:
            assert asked.why.split(said)[1].startswith(BOOK.outcome_label(after.outcome))


def test_work_named_by_and_alone_has_a_case_of_its_own() -> None:
    turns = [*PAYROLL, "and marketing?", "that one's core, just six months"]
    there = state_of(*turns)
    assert (there.title, there.facts["core"]) == ("marketing", "core")
    assert state_of(*turns, "what about payroll again").facts == state_of(*PAYROLL).facts
    assert state_of(*PAYROLL, "and security?").title == "payroll"


def test_a_correction_of_the_work_takes_its_facts_along() -> None:
    state = state_of("Should we outsource legal review? It is core work", "actually make that contract drafting")
    assert (state.title, state.facts["core"]) == ("contract drafting", "core")


# What somebody claims, and what one has named before.


@pytest.mark.parametrize(
    "text",
    [
        "My boss says outsourcing and offshoring are the same thing. Is he right?",
        "My colleague claims nearshoring means outsourcing. True?",
        "Our CTO says outsourcing kills knowledge. Do you agree?",
    ],
)
def test_a_claim_put_to_the_test_opens_no_case(text: str) -> None:
    assert not opens(text)
    assert not state_of(*PAYROLL, text).went_on


@pytest.mark.parametrize(
    "text",
    [
        "My boss says we should outsource payroll. Is he right?",
        "My boss thinks of moving payroll to India. Is he right?",
        "Our help desk is with an Indian vendor and customers complain. Should we take it back?",
        "Should we do our translation work ourselves?",
        "Do we need an offshore team? Our CTO wants one, I'm against it",
        "I run a charity. Bookkeeping takes my evenings. Give it to someone?",
        "Should we set up in Vietnam to sell there?",
        "Would it make sense to move invoicing to Krakow?",
        "Should I get a freelancer or an agency for our website?",
        "Better an own team in India or a vendor?",
        "Is it worth it for us to have our own office in Manila?",
        "Should the cleaning be done by our own people?",
    ],
)
def test_a_choice_on_work_of_ones_own_opens_a_case(text: str) -> None:
    assert opens(text)


@pytest.mark.parametrize(
    "text",
    [
        "Should we do due diligence ourselves?",
        "Do we need our own people to manage a vendor?",
        "Should I get a laptop or a tablet for our office?",
        "Better captive or vendor?",
        "Should we take it back in writing?",
        "Our vendor has our data. Should we take it back?",
        "We want to move our ponies to Spain, which papers do we need",
        "We plan to offshore our payroll and the lease ends in May, what do we have to sign",
    ],
)
def test_a_question_on_how_to_go_about_it_opens_no_case(text: str) -> None:
    assert not opens(text)


# Side questions, and facts taken back.


def test_a_bare_no_after_a_side_question_answers_nothing() -> None:
    turns = [*PAYROLL, "should the data stay in the EU?", "no"]
    state = state_of(*turns)
    assert (state.facts, state.went_on, state.move) == (state_of(*PAYROLL).facts, True, "waiting")
    assert len(state_of(*turns, "no").facts) == len(state.facts) + 1
    assert state_of(*turns[:-1], "no, savings are a main aim").facts["cost"] == "savings"


@pytest.mark.parametrize("turn", ["ok continue with the decision", "let's go on with our case"])
def test_the_decision_is_gone_on_with_after_a_side_question(turn: str) -> None:
    assert state_of(*PAYROLL, "what does DORA ask?", turn).move == "left"


def test_a_fact_is_taken_back_by_its_own_words() -> None:
    state = state_of("Should we outsource our sales?", "we want to enter Brazil with this", "no, we're not entering")
    assert (state.move, state.facts) == ("forget", {})


def test_a_fact_is_corrected_behind_forget_that() -> None:
    turns = [
        "Should we outsource support? We are German",
        "we're flexible on the place",
        "no, forget that, Germany only",
    ]
    assert state_of(*turns).facts["place"] == "home_only"


@pytest.mark.parametrize(
    ("turn", "fact"),
    [
        ("we want finance to be faster", "investment"),
        ("people leave us all the time", "speed"),
        ("we want to grow in Germany, where we are", "expansion"),
        ("they work nights in May", "round_clock"),
        ("our bank needs the papers on the fifth", "sector"),
        ("samples can't leave Switzerland", "data"),
        ("the customers' health data is in there", "sector"),
        ("invoices and our data science team", "data"),
    ],
)
def test_words_in_another_sense_tell_no_fact(turn: str, fact: str) -> None:
    assert fact not in facts_of(state_of(PAYROLL[0], turn).readings)
