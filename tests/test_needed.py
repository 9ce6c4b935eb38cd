"""A refusal names the kind of document that would answer, from what the question asks for."""

import pytest
from shelf import asked

from bot.understand.needed import needed


@pytest.mark.parametrize(
    ("question", "kind", "unmatched", "document"),
    [
        (
            "Who is the CEO of Siemens?",
            "other",
            ["CEO", "Siemens"],
            "a profile or a list of people that names “Siemens”",
        ),
        ("What does a tram in Cebu cost?", "number", ["Cebu"], "a price list or a study of costs that names “Cebu”"),
        (
            "What are drivers paid, salary included?",
            "number",
            [],
            "a pay survey that tells of “drivers” and “included”",
        ),
        (
            "What is the phone number of the depot?",
            "definition",
            [],
            "a list of contacts that tells of “number” and “depot”",
        ),
        (
            "How do I bake bread?",
            "procedure",
            ["bake", "bread"],
            "a guide or a manual that mentions “bake” and “bread”",
        ),
        ("How many trams ran in 1950?", "number", ["1950"], "a statistic or a survey that names “1950”"),
        ("Is the tram rate legal?", "yes_no", [], "a law, a policy or a guide to it that tells of “tram” and “rate”"),
        (
            "Compare trams with airships",
            "comparison",
            ["airships"],
            "a comparison, or a document on each, that mentions “airships”",
        ),
        (
            "How long does it take to set up a depot in Cebu?",
            "number",
            [],
            "a schedule or a report on a case that tells of “depot” and “Cebu”",
        ),
        ("Do trams sing?", "yes_no", ["sing"], "a document that mentions “sing”"),
        ("???", "other", [], "a document"),
    ],
)  # fmt: skip
def test_the_document_fits_what_is_asked(question: str, kind: str, unmatched: list[str], document: str) -> None:
    assert needed(asked(question, kind), unmatched) == document


def test_names_come_before_years() -> None:
    said = needed(asked("What did Acme report in 2031?", "other"), ["2031", "Acme"])
    assert said == "a document that names “Acme” and “2031”"
