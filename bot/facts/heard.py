"""What the whole of a reply says of the fact that was asked for, by its likeness to others."""

from collections.abc import Sequence

from bot.facts.likely import meant, read_as, says_nothing
from bot.facts.scope import Clause
from bot.facts.statements import as_tuple
from bot.types import Reading
from bot.words.language import words
from bot.words.times import is_date, lacks_unit
from ingest.embedder import Encode

BARE = 4  # words of a reply that is taken as it stands


def by_likeness(fact: str, clauses: Sequence[Clause], text: str, encode: Encode | None) -> Reading | None:
    """Read a reply as a whole; a bare number or date is none."""
    if encode is None or is_date(text) or lacks_unit(text):
        return None
    start, end = clauses[0].tokens[0].start, clauses[-1].tokens[-1].end
    value = meant(fact, text[start:end], encode)
    return None if value is None else read_as(fact, value, text, start, end)


def borne_out(found: Reading, clauses: Sequence[Clause], text: str, encode: Encode | None) -> Reading | None:
    """Return what a short word was taken to answer, but what the whole of a longer reply says where that is otherwise,
    and None where that as good as surely says nothing of it ("we have a man for French but nothing else")."""
    if encode is None or len(words(text)) <= BARE:
        return found
    whole = by_likeness(found.fact, clauses, text, encode)
    if whole and not {*as_tuple(whole.value)} & {*as_tuple(found.value)}:
        return whole
    return None if says_nothing(found.fact, text, encode) else found
