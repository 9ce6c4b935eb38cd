"""What kind of thing a question asks for, and whether a text holds one."""

import pytest

from bot.understand.asked import asked_count, asks_fact, explains, holds, year_fit, years_in


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("How long does it take to build a depot?", "The depot took six months.", True),
        ("How long does it take to build a depot?", "It took between 6 and 12 weeks.", True),
        ("How long does it take to build a depot?", "Building takes a year.", True),
        ("How long does it take to build a depot?", "It cost 40 000 euros in the first year.", False),
        ("How long does it take to build a depot?", "A driver earns US$25,000 a year.", False),
        ("How long will the tram wait?", "Trams wait for twelve minutes.", True),
        ("How many weeks does a repair take?", "A repair takes half a month.", True),
        ("How many weeks does a repair take?", "There are 40 trams.", False),
        ("How many days' notice must we give?", "Notice is given ten working days ahead.", True),
        ("How many weeks of notice are due?", "Depot — Notice (weeks): 12", True),
        ("How much is the set-up cost?", "Set-up cost — 2026: 2.1; 2027: 1.4", True),
        ("How much does the depot cost?", "Amount (GBP thousand): 3120", True),
        ("What is the rate of a senior driver?", "Day rates: Depot — Driver: 98, Senior driver: 120", True),
        ("What is the rate of a senior driver?", "Depot — Trams: 40", False),
        ("What is the rate of absence?", "Absence is 4 %.", True),
        ("How many trams are there?", "There are 40 trams.", True),
        ("What does a ticket cost?", "A ticket costs 3 euros.", True),
        ("What does a ticket cost?", "There are 40 trams.", False),
        ("What does a ticket cost?", "A ticket is EUR 3.", True),
        ("What does a ticket cost?", "A ticket is 3 CHF.", True),
        ("What does a ticket cost?", "Ticket — Price (PLN): 12.", True),
        ("What does a ticket cost?", "A ticket is 30 crowns.", True),
        ("What does a ticket cost?", "We try 3 of them.", False),
        ("How much in fines did the depot pay?", "The depot paid £40 for it.", True),
        ("How much in fines did the depot pay?", "The depot was late with line 787.", False),
        ("How much is the amber zone?", "Amber — Per hour: 1.20, Longest stay: 3 hours.", True),
        ("How much is the amber zone?", "We take 40 calls per hour and 5 letters.", False),
        ("How old must a driver be?", "Drivers must be 21 or older.", True),
        ("How old must a driver be?", "Only from eighteen: 18+.", True),
        ("How old must a driver be?", "Drivers are between 21 and 60.", True),
        ("How old must a driver be?", "A class has up to 14 people.", False),
        ("How old is the depot?", "The depot was founded in 1902.", True),
        ("What does a ticket cost?", "A ticket is twenty-five pounds.", True),
        ("What does a ticket cost?", "One hundred and fifty dollars are due.", True),
        ("What does a ticket cost?", "Twenty passengers have one.", False),
        ("What is the rate of breakdowns?", "Fifteen per cent break down.", True),
        ("What does a ticket cost?", "The price of a ticket rises from 45 to 52.", True),
        ("What does a ticket cost?", "The price of a ticket was set in 2019.", False),
        ("What does a ticket cost?", "The price of a ticket rises within 14 days.", False),
        ("What is the daily rate of a driver?", "Driver — Daily rate EUR: 310.", True),
        ("What is the rate of breakdowns?", "Breakdowns are 3 per cent.", True),
        ("What is the rate of breakdowns?", "There are 40 trams.", False),
        ("What is the oldest tram?", "The yellow tram is the oldest.", True),
        ("What is the oldest tram?", "The yellow tram is from 1911.", False),
        ("How often do trams run?", "Trams run every ten minutes.", True),
        ("How often is the track checked?", "The track is checked monthly.", True),
        ("How often is the track checked?", "There are 40 trams.", False),
        ("How often is the track checked?", "Nobody works at the weekend.", False),
        ("How long do we have to pay the fare?", "A fine is sent after 14 days.", True),
        ("How long do we have to pay the fare?", "A fine is 60 euros.", False),
        ("How old must a driver be?", "Drivers are at least twenty years old.", True),
        ("How old must a driver be?", "Nobody under 21 drives.", True),
        ("From what age can one drive?", "A check is due from 45 on.", True),
        ("What is the lowest age?", "You must have turned eighteen.", True),
        ("How old must a driver be?", "Drivers: up to 14; Fee: 70 euros.", False),
        ("How old must a driver be?", "Trams over 165 kg are rare.", False),
        ("How old must a driver be?", "Drivers rest at least three weeks a year.", False),
    ],
)
def test_a_figure_counts_only_where_it_is_of_the_kind_that_is_asked_for(question: str, text: str, held: bool) -> None:
    assert holds(question, [text]) is held


def test_to_address_a_thing_or_to_be_in_charge_asks_for_no_fact() -> None:
    assert not asks_fact("Which risks can firms address by contract?")
    assert not asks_fact("Is the driver in charge of the doors?")
    assert asks_fact("What is the postal address?")


def test_a_number_in_front_of_what_is_counted_is_no_year() -> None:
    assert years_in("In 2004 the line had 2000 employees and 2012 contracts.") == ["2004", "2012"]
    assert holds("How many trams run?", ["The line has 2000 people."])


def test_a_question_for_no_figure_is_held_to_none() -> None:
    assert holds("Why do trams ring?", ["There are 40 trams."]) is None
    assert holds("What is the most I can carry?", ["There are 40 trams."]) is None
    assert holds("What is the interest rate?", ["There are 40 trams."]) is None


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        ("What did trams cost in 1950?", "A tram cost 900 pounds in 1950.", 1),
        ("What did trams cost in 1950 and 1960?", "A tram cost 1,200 pounds in 1960.", 1),
        ("What did trams cost in 1950?", "A tram cost 1,200 pounds in 1960.", -1),
        ("What did trams cost in 1950?", "A tram cost 1,200 pounds.", 0),
        ("What do trams cost?", "A tram cost 1,200 pounds in 1960.", 0),
    ],
)
def test_a_text_of_another_year_is_told_from_one_of_none(question: str, text: str, fit: int) -> None:
    assert year_fit(question, text) == fit


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("Why do trams ring?", "Trams ring because people walk on the track.", True),
        ("and why do people like the park?", "The park attracts people with its lake.", True),
        ("What do trams do at night - why?", "Trams stop, as a result of strikes.", True),
        ("Why do trams ring?", "Trams ring, as the track is not fenced.", True),
        ("Why do trams ring?", "Trams ring as loudly as bells.", False),
        ("Why do trams ring?", "Trams have rung since 1897.", False),
        ("Why do trams ring?", "Trams ring a bell.", False),
        ("How do trams ring?", "Trams ring because people walk on the track.", False),
    ],
)
def test_a_reason_counts_where_one_is_asked_for(question: str, text: str, told: bool) -> None:
    assert explains(question, text) is told


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("What are the two halves of a tram?", 2),
        ("which 4 lines stop here", 4),
        ("Name three large depots.", 3),
        ("What are the risks of trams?", None),
        ("What happened in two years?", None),
    ],
)
def test_the_number_of_things_asked_for_is_read(question: str, count: int | None) -> None:
    assert asked_count(question) == count
