"""Every name of a glossary term, right or misspelt, leads through the bot to the sentence that defines the term."""

from typing import Any

import pytest

from bot.audit.survey import MEANS
from bot.chain import Bot
from bot.evidence.defining import defines
from bot.types import Citation
from bot.understand.names import glossary

NAMED = [(entry, name) for entry in glossary() for name in (entry["term"], *entry["aliases"], *entry["abbreviations"])]
MISSPELT = [(entry, name) for entry in glossary() for name in entry.get("misspellings", [])]


def passage_of(bot: Bot, citation: Citation) -> list[str]:
    """Return the units of the passage that a quote stands in."""
    for passage in bot.store.library.document_passages(citation.document_id):
        if passage.start <= citation.start < passage.end:
            return [passage.words_of(unit) for unit in passage.units]
    raise AssertionError(citation)


@pytest.mark.parametrize(
    ("entry", "name"), [*NAMED, *MISSPELT], ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_name_finds_the_definition_of_its_term(builtin_bot: Bot, entry: dict[str, Any], name: str) -> None:
    answer = builtin_bot.ask(f"what is {name}?")
    assert (answer.status, answer.kind) == ("answered", "definition")
    units = passage_of(builtin_bot, answer.citations[0])
    names = [entry["term"], *entry["aliases"], *entry["abbreviations"]]
    assert any(defines(one, unit, MEANS) for one in names for unit in units), answer.citations[0].quote
