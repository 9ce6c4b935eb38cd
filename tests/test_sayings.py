"""Everyday ways of saying a fact, and words that mean it only beside others."""

import pytest

from bot.case.replay import Told
from bot.case.takenback import lets_go, turned_round
from bot.facts import read_facts, skips
from bot.facts.turnfacts import read_turn
from bot.types import Reading


def values(text: str) -> dict[str, str | list[str]]:
    return {reading.fact: reading.value for reading in read_facts(text)}


def supposed(text: str) -> dict[str, str | list[str]]:
    return {reading.fact: reading.value for reading in read_turn(text).supposed}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("No plans to open salons in other countries.", {"expansion": "no"}),
        ("We'll never open a theatre abroad.", {"expansion": "no"}),
        ("Our ledgers may not be opened abroad.", {"data": "must_stay"}),
        ("Our scans must not be viewed from abroad.", {"data": "must_stay"}),
    ],
)
def test_what_is_not_opened_abroad_is_a_shop_or_a_file(text: str, facts: dict[str, str]) -> None:
    assert values(text) == facts


def test_only_who_is_broke_has_no_money() -> None:
    assert values("The press broke on Monday.") == {}
    assert values("Our choir is broke.") == {"investment": "cannot"}


@pytest.mark.parametrize(
    ("text", "skills", "data"),
    [
        ("There are hardly any saddlers left in this country.", "scarce", None),
        ("There's nobody left in town who can dye wool.", "scarce", None),
        ("There's little left for us here.", None, None),
        ("Our dyer left the country.", None, None),
        ("The records may not leave the country.", None, "must_stay"),
    ],
)
def test_what_is_left_has_not_left(text: str, skills: str | None, data: str | None) -> None:
    assert (values(text).get("skills"), values(text).get("data")) == (skills, data)


@pytest.mark.parametrize(
    ("text", "skills", "core"),
    [
        ("It is something nobody else can do.", None, "core"),
        ("Nobody else can weave it as we do.", None, None),
        ("Nobody in this region can do it any more.", "scarce", None),
        ("No one round here knows how to do it.", "scarce", None),
        ("Nobody here can do it.", "lack", None),
        ("Nobody else here can do it.", "lack", None),
    ],
)
def test_nobody_is_missing_here_or_in_the_land_or_is_no_rival(text: str, skills: str | None, core: str | None) -> None:
    assert (values(text).get("skills"), values(text).get("core")) == (skills, core)


@pytest.mark.parametrize(
    "text",
    [
        "Our own weavers could do it, they just have no hands free.",
        "Our tuners have no spare capacity.",
        "The dyers know how but they've no time.",
    ],
)
def test_people_without_time_lack_no_skill_and_make_nothing_urgent(text: str) -> None:
    assert "speed" not in values(text)
    assert values(text).get("skills") != "lack"


@pytest.mark.parametrize(
    "text",
    [
        "You can't get tuners in Wales for love nor money.",
        "We can't find weavers here for any money.",
        "Good dyers are like hen's teeth.",
        "Skilled turners are thin on the ground.",
        "Good smiths don't grow on trees.",
    ],
)
def test_people_who_cannot_be_had_for_money_are_scarce(text: str) -> None:
    assert values(text).get("skills") == "scarce"
    assert "investment" not in values(text)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("The map is our product, the scanning is mere drudgery.", "non_core"),
        ("The wrapping is a chore, but the sauce is what makes us special.", "non_core"),
        ("Cheese is our main business, the wrapping is a chore.", "non_core"),
        ("The blending is our main business, the filling is a chore.", None),  # two pieces of work
    ],
)
def test_the_work_is_what_is_done_not_the_thing_it_is_done_for(text: str, core: str | None) -> None:
    assert values(text).get("core") == core


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Samples reach us day and night.", None),
        ("Crates come in all year, day and night.", None),
        ("Guests arrive day and night.", "yes"),
        ("Calls come in day and night.", "yes"),
        ("We need someone day and night.", "yes"),
    ],
)
def test_things_that_arrive_at_night_can_wait_till_morning(text: str, hours: str | None) -> None:
    assert values(text).get("round_clock") == hours


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("We only care whether the plates are clean.", "low"),
        ("All that matters is that the cloth is whole.", "low"),
        ("We only care that it's cheap.", None),
        ("I want our own people standing beside them.", "high"),
        ("I'd look over his shoulder every day.", None),
        ("We'd like to look over his shoulder every day.", "high"),
        ("We needn't stand over them.", "low"),
        ("Nobody is breathing down our necks.", None),
        ("We're happy to keep our hands off.", "low"),
    ],
)
def test_control_is_told_by_what_is_watched(text: str, control: str | None) -> None:
    assert values(text).get("control") == control


@pytest.mark.parametrize(
    ("text", "skipped"),
    [
        ("We only care whether the plates are clean.", False),
        ("I don't care who does the dusting.", False),
        ("Whether they use a brush is up to them.", False),
        ("I don't care.", True),
        ("I don't care how long it takes.", True),
        ("I can't tell.", True),
        ("We don't know whether it is core.", True),
        ("And which land would you pick for that?", False),
        ("No, leave that.", True),
    ],
)
def test_a_word_of_doubt_skips_only_what_it_leaves_open(text: str, skipped: bool) -> None:
    assert skips(text) == skipped


@pytest.mark.parametrize(
    ("text", "horizon", "speed"),
    [
        ("The scheme has just been extended to four years.", "long", None),
        ("It was prolonged by three years.", "long", None),
        ("It was prolonged by three months.", None, None),
        ("They've cut it down to half a year.", "short", None),
        ("The deadline was extended to five months.", None, None),
        ("We have eighteen months to train them.", None, "low"),
        ("It takes two years to train one.", None, None),
        ("We'll need it as long as there are trains.", "long", None),
        ("That goes on for as long as people sing.", "long", None),
        ("That's fine as long as they speak French.", None, None),
        ("Just until the new hall is done.", "short", None),
        ("We can't start until the roof is done.", None, None),
    ],
)
def test_how_long_is_told_apart_from_how_soon(text: str, horizon: str | None, speed: str | None) -> None:
    assert (values(text).get("horizon"), values(text).get("speed")) == (horizon, speed)


def test_the_age_of_a_thing_speaks_of_no_horizon() -> None:
    assert "horizon" not in read_turn("They are letters of people dead two hundred years.").named
    assert supposed("What if we trained them and had two years for it?") == {"speed": "low"}


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("It costs a fortune here.", "cost", "savings"),
        ("We're paying through the nose.", "cost", "savings"),
        ("It's far too dear at home.", "cost", "savings"),
        ("A vendor would cost too much.", "cost", None),
        ("A couple of jobs a week.", "scale", "small"),
        ("A few weeks a year.", "scale", None),
        ("No one visits us for the bookkeeping.", "core", "non_core"),
        ("It's why readers buy the magazine.", "core", "core"),
        ("That's not why people come.", "core", "non_core"),
        ("The glaze is what gives the tiles their character.", "core", "core"),
        ("We'd put money into a workshop of our own.", "investment", "willing"),
        ("We'd happily pay for that.", "investment", "willing"),
        ("The client sits in front of the fitter.", "collab", "same"),
        ("They sit in front of a screen all day.", "collab", None),
        ("It must be somewhere we can drive to.", "collab", "overlap"),
        ("I'd like to be able to pop in.", "collab", "overlap"),
        ("We've nobody for it.", "skills", "lack"),
        ("We've got no one who can weld.", "skills", "lack"),
    ],
)
def test_everyday_words_say_a_fact(text: str, fact: str, value: str | None) -> None:
    assert values(text).get(fact) == value


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("We run about 40 samples a week.", True),
        ("An agency wants 700 a month.", False),
    ],
)
def test_a_number_of_cases_may_be_neither_few_nor_many(text: str, between: bool) -> None:
    assert ("scale" in read_turn(text).between) == between


TOLD = Reading(fact="data", value="must_stay", words="mustn't leave the country", start=0, end=25)
STATE = Told(facts={"data": "must_stay"}, origins={"data": TOLD}, deciding=True)


@pytest.mark.parametrize(
    ("turn", "value"),
    [
        ("What if they could leave the country?", ["ordinary", "sensitive"]),
        ("What if the tapes could leave after all?", ["ordinary", "sensitive"]),
        ("What if the X-rays were allowed to leave?", ["ordinary", "sensitive"]),
        ("What if they mustn't leave the country?", None),
        ("What if our staff could leave?", None),
        ("What if the data could not leave the country?", None),
        ("The tapes could leave after all.", None),
    ],
)
def test_a_supposition_turns_round_what_was_told(turn: str, value: list[str] | None) -> None:
    assert [one.value for one in turned_round(turn, STATE)] == ([value] if value else [])


@pytest.mark.parametrize(
    ("turn", "gone"),
    [
        ("No, leave that. They stay here.", True),
        ("no, drop that", True),
        ("never mind", True),
        ("Forget that, we need it by March", False),
        ("They stay here.", False),
    ],
)
def test_a_supposition_is_let_go(turn: str, gone: bool) -> None:
    assert lets_go(turn) == gone
