"""Of which sorts everyday things are: a rule on vegetables is one on tomatoes."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from bot.words.language import stem
from kb.yamlfile import read_yaml

SORTS = Path(__file__).parent / "sorts.yaml"
STEPS = 2  # a poodle is a dog, which is a pet
Phrase = frozenset[str]
"""The stems of the words of a name."""


@cache
def sorts() -> Mapping[str, frozenset[Phrase]]:
    """Return for the stem of each thing the names of the sorts that it is of."""
    above: dict[str, set[str]] = {}
    for names, members in read_yaml(SORTS.read_text("utf-8")).items():
        for member in members:
            above.setdefault(member, set()).add(names)
    found: dict[str, frozenset[Phrase]] = {}
    for thing in above:
        known = _names_above(thing, above, STEPS)
        found[stem(thing)] = found.get(stem(thing), frozenset()) | known
    return found


def sorts_of(things: Iterable[str], said: frozenset[str]) -> dict[str, frozenset[Phrase]]:
    """Return of which sorts things are, all by stems, but those that are `said` with them: who asks for oak flooring is
    not told of any."""
    found = {one: frozenset(name for name in sorts().get(one, ()) if not name <= said) for one in things}
    return {one: names for one, names in found.items() if names}


def _names_above(thing: str, above: Mapping[str, set[str]], steps: int) -> frozenset[Phrase]:
    known: set[Phrase] = set()
    for names in above.get(thing, ()) if steps else ():
        known |= {frozenset(map(stem, name.split())) for name in names.split("|")}
        known |= _names_above(names.split("|")[0], above, steps - 1)
    return frozenset(known)
