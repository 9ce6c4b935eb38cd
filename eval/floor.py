"""The least each suite has reached: a fall below it fails `make eval`, and a small part of it `make test`.

Raise `data/floor.json` when the bot gets better; lowering it needs a reason in the commit.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from eval.questions import DATA
from eval.summary import Totals

FLOOR = DATA / "floor.json"
Limits = Mapping[str, Mapping[str, float]]


def limits(suite: str, path: Path = FLOOR) -> Limits:
    """The limits of a suite: measure -> {"least": x} or {"most": x}; none for a suite without an entry."""
    found: dict[str, Limits] = json.loads(path.read_text(encoding="utf-8"))
    return found.get(suite, {})


def below(totals: Totals, floor: Limits) -> list[str]:
    """One plain sentence for each measure outside its limit; a measure that is missing is outside it."""
    faults = []
    for measure, limit in floor.items():
        value = totals.get(measure)
        if "least" in limit and (value is None or value < limit["least"]):
            faults.append(f"{measure} is {value}, at least {limit['least']} is wanted")
        if "most" in limit and (value is None or value > limit["most"]):
            faults.append(f"{measure} is {value}, at most {limit['most']} is wanted")
    return faults
