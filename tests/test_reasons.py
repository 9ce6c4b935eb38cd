"""A question why something came about: sentences that tell why are kept, and it is said where none does."""

from pathlib import Path

import pytest
from shelf import bot_of

from bot.answer.compose import NO_REASON

PIER = """# Orla pier

Orla pier took its boats back in 1988.

Orla moved its office to Leith in 1991.

Orla sold the lamp in 1960, which was made of brass.

## Boats

Orla took the boats back because the agency had let them rot.
"""


@pytest.mark.parametrize(
    ("question", "open_"),
    [
        ("Why did Orla move its office to Leith?", True),
        ("Why did Orla take its boats back?", False),
        ("When did Orla move its office to Leith?", False),
    ],
)
def test_it_is_said_where_no_sentence_tells_why(tmp_path: Path, question: str, open_: bool) -> None:
    with bot_of(tmp_path, {"orla": PIER}) as bot:
        answer = bot.ask(question)
    assert (answer.sentences[0].text == NO_REASON) is open_
    assert answer.status == ("partial" if open_ else "answered")
    assert ("because" in answer.markdown) is ("boats" in question)
