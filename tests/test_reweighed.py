"""A verb means what it does with its particle, a question for what is usual no single case, a place its document."""

from pathlib import Path

import numpy as np
import pytest
from shelf import asked, bot_of, evidence_of

from bot.answer.pick import figures_first
from bot.evidence.places import in_place
from bot.evidence.reweighed import reweighed
from bot.evidence.sentences import Match, text_of
from bot.types import Evidence
from bot.understand.phrasal import another_verb, particle_verbs

NOTHING = np.zeros(0, dtype=np.float32)


def best(question: str, evidence: list[Evidence]) -> str:
    return text_of(reweighed(question, Match(tuple(evidence), NOTHING, NOTHING)).evidence[0])


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Take the old sail up", {"take": {"up"}}),
        ("It was put off, and put out", {"put": {"off", "out"}}),
        ("Bring in a sail", {"bring": {"in"}}),
        ("Put the key in the box", {}),
        ("It is set in writing", {}),
        ("The tide goes out", {}),
        ("Food is taken away", {"take": {"out"}}),
    ],
)
def test_particles_are_read_behind_their_verb_or_its_object(text: str, verbs: dict[str, set[str]]) -> None:
    assert particle_verbs(text) == verbs


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("What is it to let out a sail?", "Let down a sail: 9 crowns", True),
        ("What is it to let out a sail?", "A sail is let out for 9 crowns", False),
        ("What is it to let out a sail?", "A sail is mended for 9 crowns", False),
        ("What is it to mend a sail?", "Let down a sail: 9 crowns", False),
        ("When is the pump turned off?", "The pump is turned on from April to May.", False),
    ],
)
def test_a_verb_with_another_particle_is_another_verb(question: str, text: str, other: bool) -> None:
    assert another_verb(question, text) is other


def test_what_is_told_of_another_verb_stands_behind() -> None:
    evidence = evidence_of("loft", "# Loft\n\nWe let down a sail. We mend a sail.\n", {"We let": 0.9, "We mend": 0.7})
    assert best("Do you let out a sail?", evidence) == "We mend a sail."
    assert best("Do you let down a sail?", evidence) == "We let down a sail."


def test_what_is_denied_is_told_by_what_denies_it() -> None:
    text = "# Yard\n\nTrainees may use the yard. Visitors may not use the yard.\n"
    evidence = evidence_of("yard", text, {"Trainees": 0.9, "Visitors": 0.7})
    assert best("Who may not use the yard?", evidence) == "Visitors may not use the yard."
    assert best("Who may use the yard?", evidence) == "Trainees may use the yard."
    assert best("What happens if they do not use the yard?", evidence) == "Trainees may use the yard."


def test_another_one_of_a_series_stands_behind() -> None:
    text = "# Move\n\nWave 1 went live in April. It went live in the end in May.\n"
    evidence = evidence_of("move", text, {"Wave 1": 0.9, "It went": 0.7})
    assert best("When did wave 3 go live?", evidence) == "It went live in the end in May."
    assert best("When did wave 1 go live?", evidence) == "Wave 1 went live in April."


def test_what_is_usual_goes_before_a_single_case() -> None:
    text = "# Leases\n\nBrook let its pier in 2004 for ten years. A lease commonly runs for two years.\n"
    evidence = evidence_of("leases", text, {"Brook": 0.9, "A lease": 0.6})
    assert best("How long do leases usually run?", evidence).startswith("A lease")
    assert best("How long did the lease run?", evidence).startswith("Brook")


def test_a_passage_that_tells_what_is_usual_is_read_where_that_is_asked(tmp_path: Path) -> None:
    cases = "".join(
        f"## Boat {one}\n\nBrook sold boat {one} in 20{10 + one} after nine years.\n\n" for one in range(12)
    )
    text = f"# Boats\n\n{cases}## Wear\n\nCraft are typically kept for six years, boats or rafts.\n"
    with bot_of(tmp_path / "home", {"boats": text}) as bot:
        assert "six years" in bot.ask("How long are boats usually kept?").sentences[0].text


def test_the_newest_of_several_years_goes_first_and_what_was_foretold_last() -> None:
    text = (
        "# Fleet\n\nThe line was expected in 2020 to have 30 boats by 2025. The line had 12 boats in 2019. "
        "The line had 14 boats in 2023, according to a report of 2026. The line had 13 boats in 2024.\n"
    )
    scores = {"The line was": 0.9, "The line had 12": 0.8, "The line had 14": 0.7, "The line had 13": 0.75}
    evidence = evidence_of("fleet", text, scores)

    def order(question: str) -> list[str]:
        return [text_of(item).split(" boats")[0][-2:] for item in figures_first(asked(question, "number"), evidence)]

    assert order("How many boats does the line have?")[:4] == ["13", "14", "12", "30"]
    assert order("How many boats did the line have?")[0] == "30"  # in whatever year
    assert order("How many boats did the line have in 2019?")[0] == "12"


def test_a_weight_is_preferred_to_a_sum() -> None:
    text = "# Crates\n\nA crate costs 9 pounds. Put no more than 12 kilos into each.\n"
    evidence = evidence_of("crates", text, {"A crate": 0.8, "Put": 0.5})
    assert best("How heavy may a crate be?", evidence).startswith("Put no more")
    assert best("How much may a crate weigh?", evidence).startswith("Put no more")
    assert best("How much is a crate?", evidence).startswith("A crate")


def test_an_amount_stands_in_a_document_that_has_what_it_is_asked_of() -> None:
    pier = evidence_of("pier", "# Pier\n\nStokers get 4 crowns an hour.\n", {"Stokers": 0.9})
    boats = evidence_of("boats", "# Boats\n\nA raft is 5 crowns.\n", {"A raft": 0.7})
    assert best("How much do we pay per hour of the raft?", [*pier, *boats]) == "A raft is 5 crowns."


def test_the_document_that_has_the_place_asked_about_in_its_title_is_meant() -> None:
    yard = evidence_of("yard", "# Rules of the Lower Boat Yard\n\nSwimming is allowed.\n", {"Swim": 0.7})
    bath = evidence_of("bath", "# Town bath\n\nDogs are allowed.\n\nGuests of the boat yard pay half.\n", {"Dogs": 0.9})
    both = [*bath, *yard]
    assert [text_of(item) for item in in_place("Are dogs allowed at the boat yard?", both)] == [
        "Guests of the boat yard pay half.",
        "Swimming is allowed.",
    ]
    assert in_place("Are dogs allowed at the pier?", both) == both
    assert best("Are dogs allowed at the boat yard?", both) == "Swimming is allowed."
