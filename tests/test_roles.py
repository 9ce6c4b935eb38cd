"""Who holds a post: a title of several words is one, and a text has to name a person with it."""

import pytest
from shelf import evidence_of

from bot.evidence.roles import lacks_person, lacks_role
from bot.understand.posts import Post, asked_post, holder_of


@pytest.mark.parametrize(
    ("question", "title", "where"),
    [
        ("Who is the chief executive of Brook?", ["chief", "executive"], ["brook"]),
        ("Who is Brook's Delivery Director?", ["delivery", "director"], ["brook"]),
        ("Who is the ferry line's CEO?", ["ceo"], ["ferry"]),
        ("who is the brook finance director?", ["brook", "finance", "director"], []),
        ("Who is the Brook finance director?", ["finance", "director"], ["brook"]),
        ("Who is the new chief operating officer?", ["chief", "operating", "officer"], []),
        ("What is the name of the account manager for Orla?", ["account", "manager"], ["orla"]),
        ("Who was the first president of the line?", ["president"], ["line"]),
        ("Who is the head of IT at Brook?", ["head"], ["it"]),
        ("Who is the manager of the pier at Quay Road?", ["manager"], ["pier"]),
        ("Who are the two managing directors?", ["managing", "directors"], []),
        ("Who is the finance director at the moment?", ["finance", "director"], []),
        ("Who was elected safety officer of the line?", ["safety", "officer"], ["line"]),
        ("Who was the CIO behind Brook's decision?", ["cio"], ["brook"]),
    ],
)
def test_the_title_of_a_post_and_its_firm_are_asked_for(question: str, title: list[str], where: list[str]) -> None:
    assert asked_post(question) == Post(tuple(title), frozenset(where))


@pytest.mark.parametrize(
    "question",
    [
        "Who is the president?",
        "Who is responsible for the executive committee?",
        "Who is the largest customer?",
        "Who is it?",
        "Who are they?",
        "who is " + "a" * 4_000,  # in no time, as is one word of many parts
        "Who are Tea-and-Coffee-Services-and-Brook-and-Wicker-and-Coil?",
    ],
)
def test_a_bare_title_and_no_title_ask_for_no_post(question: str) -> None:
    assert asked_post(question) is None


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("Who is the delivery director?", "Our Delivery Director will be Arun Mehta, of Brook.", False),
        ("Who is the delivery director?", "The Delivery Director meets Ines Tavares every month.", True),
        ("Who is the delivery director?", "The Delivery Director and the Service Manager sign.", True),
        ("Who is the delivery director?", "Client director — Name: Ines Tavares.", True),
        ("Who is the client director?", "Client director — Name: Ines Tavares.", False),
        ("Who is the finance director?", "Ann Pole, Director of Finance, signs.", False),
        ("Who is the chief executive?", "Large sums go to the executive committee of Ann Pole.", True),
        ("Who is the chief executive?", "CEO: Ann Pole", False),
        ("Who is the chief executive?", "Ann Pole is the line's chief executive officer.", False),
        ("Who is the chief executive?", "Halden Mutual's chief executive signs.", True),
        ("Who is the chief executive?", "Ann Pole, 54, chief executive, signs.", False),
        ("Who is the safety officer?", "Present: Bo Lind (Treasurer), Ann Pole (Health and Safety Officer).", False),
        ("Who is the chief executive of Brook?", "The chief executive of Brook, Ann Pole, signs.", False),
        ("Who is the chief executive of Brook?", "Brook is led by Ann Pole, its chief executive.", False),
        ("Who is the chief executive of Brook?", "The chief executive of Orla, Ann Pole, meets Brook.", True),
        ("Who is the chief executive of Brook?", "Orla's chief executive, Ann Pole, meets Brook.", True),
        ("Who is the chief executive of Brook?", "Brook sails. Orla was met by its chief executive Ann Pole.", True),
        ("Who is the chief executive of the line?", "The company's chief executive, Ann Pole, signs.", False),
        ("Who is the chief executive of the line?", "Orla sent its chief executive, Ann Pole.", True),
        ("Who is the chief executive of Teal Water?", "Dunmere Water has a chief executive, Ann Pole.", True),
        ("Who is the chief executive of the firm?", "Ann Pole is the chief executive.", False),
        ("Who is the CFO of the line?", "Ann Pole is the chief financial officer.", False),
        ("Who is the CFO of the line?", "The CFO of the line wants five boats.", True),
        ("Who is the CFO of the line?", "Ann Pole is the chief operating officer.", True),
        ("Who is the head of IT?", "Ann Pole is head of sales and likes IT.", True),
        ("Who is the head of IT?", "Ann Pole (Head of IT) signs.", False),
        ("Who is the manager of the line?", "The line is run by Ann Pole.", False),
        ("Who is the manager of the line?", "The line is run by Orla Services.", True),
        ("Who is the manager of the line?", "T. Noll (manager) signs.", False),
        ("Who is the manager of the line?", "Its deputy manager is Ann Pole.", True),
        ("Who is the manager of the line?", "The manager signs.", True),
        ("Who is the finance director?", "The former finance director is Ann Pole.", True),
        ("Who was the former finance director?", "The former finance director is Ann Pole.", False),
        ("Who is the finance director?", "Ann Pole has called the finance director.", True),
        ("Who is the finance director?", "Ann Pole was appointed finance director.", False),
        ("Who are the two managing directors?", "Managing directors: Ann Pole and Bo Lind.", False),
        ("Who is the safety officer?", "The post of safety officer is vacant.", False),
        ("Who is the safety officer?", "Nobody came forward as safety officer.", False),
        ("Who is the safety officer?", "Bo Lind resigns as safety officer; Ann Pole takes over.", False),
        ("Who is the safety officer?", "Talks with the safety officer take over an hour.", True),
        ("Who is the safety officer?", "The vacant berth is shown to the pilot.", True),
    ],
)
def test_who_holds_a_post_is_told_by_a_name_beside_its_title(question: str, text: str, lacks: bool) -> None:
    assert lacks_role(question, evidence_of("line", f"# Line\n\n{text}\n", {"": 0.9})) is lacks


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("Who is the porter?", "Sums go to the porter.", True),
        ("Who is the porter?", "A porter, who knows the boat, sails along.", False),
        ("Who is the porter?", "Sailors leave once the porter has gone.", False),
        ("Who is the porter?", "The sails are mended by the porter.", False),
        ("Who is the porter?", "Ask the porter, Ida Roe.", False),
        ("What is the porter called?", "Ask the porter, Ida Roe.", False),
        ("What's the porter called?", "Sums go to the porter.", True),
        ("Who is the porter?", "Orla sails; Ida, a friend of the line, is called the porter.", False),
        ("Who is the line's doctor?", "Tell the line's doctor and the Client the same day.", True),
        ("Who is the doctor of the line?", "Mate: Bo Lind. Sums go to the doctor.", True),
        ("Who is the porter?", "The cook signs.", False),  # in other words, perhaps
        ("Who is the treasurer?", "The treasurer signs.", True),
        ("Who is the treasurer?", "The treasurer is whoever has the key.", False),
        ("Who is the treasurer?", "The treasurer, Ida, signs.", False),
        ("Who is the head of the school?", "A warning comes from the head, who signs.", True),
        ("Who is the next treasurer?", "Sums go to the next treasurer.", False),
        ("Who is the foreman?", "My foreman on deck is Bo Lind, berth 4.", False),
        ("Who is the treasurer?", "Bo Lind gives up as treasurer, and Ann Pole was voted for in his place.", False),
        ("Who is it?", "Ask the porter.", False),
    ],
)
def test_a_post_is_told_by_a_name_or_by_what_its_holder_does(question: str, text: str, lacks: bool) -> None:
    assert lacks_person(question, evidence_of("line", f"# Line\n\n{text}\n", {"": 0.9})) is lacks


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The treasurer is Bo Finn.", "Bo Finn"),
        ("The treasurer is T. Noll. He signs.", "T. Noll"),
        ("The treasurer is Bo T. Finn-Lund.", "Bo T. Finn-Lund"),
        ("Treasurer: Ida", "Ida"),
        ("The treasurer, Ida, signs.", "Ida"),
        ("Ida is the treasurer.", "Ida"),
        ("The treasurer Mr. Noll signs.", "Noll"),
        ("Ask the treasurer: Call 5.", ""),
        ("Write to the treasurer at Quay Road: Open daily.", ""),
        ("Meet the treasurer Monday.", ""),
        ("TREASURER " + "A" * 70, "A" * 70),  # in no time
    ],
)
def test_a_name_is_told_from_a_word_at_the_head_of_a_sentence(text: str, name: str) -> None:
    assert holder_of(["treasurer"], [text]) == name
