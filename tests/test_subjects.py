"""What is told of another name than the one asked about is no answer."""

import pytest
from shelf import evidence_of

from bot.subjects import lacks_subject


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How many cars does Brook Line carry?", "Teal Line carries 40 cars.", True),
        ("How many cars does Brook Line carry?", "Teal Line, which sails at night, carries 40 cars.", True),
        ("How many cars does Brook Line carry?", "Brook Line carries 40 cars.", False),
        ("How many cars does Brook Line carry?", "Teal Line carries 40 cars, as does Brook.", False),
        ("How many cars does Brook Line carry?", "The line carries 40 cars.", False),
        ("How many cars does Brook Line carry?", "Boats carry 40 cars.", False),
        ("How many cars does Brook Line carry?", "Ann Pole says it carries 40 cars.", False),
        ("How many cars does Brook Line carry?", "Teal Line has 40 boats.", False),
        ("How many cars does Brook carry?", "It vies with Teal. Teal carries 40 cars.", True),
        ("How many cars does the line carry?", "Teal Line carries 40 cars.", False),
        ("How many cars can I carry?", "Teal Line carries 40 cars.", False),
    ],
)
def test_what_another_does_is_told_by_its_name_in_front(question: str, text: str, lacks: bool) -> None:
    assert lacks_subject(question, evidence_of("line", f"# Brook\n\n{text}\n", {"": 0.9})) is lacks
