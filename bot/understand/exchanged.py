"""Fragments that put one thing in the place of another of its kind: "and the dearest?", "and my son with 8 months?",
"and the Landlord?", "and Priya?", "and the label rolls?"."""

import re
from collections.abc import Iterator

from bot.understand.fit import NameIndex
from bot.understand.phrases import Phrase, is_general, is_person, name_of, noun_phrases
from bot.understand.topic import JOINT
from bot.words.amounts import amounts_of
from bot.words.language import english, stem, superlatives, words
from bot.words.ranges import BOUNDS, TIME, is_measure, unit_of
from bot.words.tokens import tokens_of

# "The cheapest", "the second longest"; "zone D", "phase 2": what tells one of several from the others.
_SUPERLATIVES = "|".join(sorted(superlatives()))
_EXTREME = re.compile(
    rf"(?P<of>)(?P<which>\b[Tt]he (?:second |third )?(?:(?:most|least) [a-z]+|{_SUPERLATIVES}|[a-z]{{2,}}iest))\b"
)
_LABEL = re.compile(r"(?:\b(?P<of>[A-Za-z]{3,}) )?(?P<which>\b(?:[A-Z]|\d{1,2}))\b")
# Who has an amount of their own: "my colleague with 8 months"; what they are called need not be told.
_OWN = re.compile(r"^(?:(?:for|to|of)\s)?(?:(?:my|our|his|her|their)\s[\w-]+|an?\s(?P<who>[\w-]+))\s", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_NEAR = frozenset(["with", "after", "for", "of", "at", "has", "have", "had", "who", "is", "in", "since", "aged"])


def exchanged(before: str, bare: str, names: NameIndex) -> str:
    """Return the question before with what a fragment names in place of its own, "" where it has none."""
    return _one_of_several(before, bare) or _other_amount(before, bare) or _other_party(before, bare, names)


def _one_of_several(before: str, bare: str) -> str:
    for pattern in (_EXTREME, _LABEL):
        one, found = pattern.fullmatch(bare), [match for match in pattern.finditer(before) if match["of"] is not None]
        if one and found and (one["of"] or found[-1]["of"]).lower() == found[-1]["of"].lower():
            start, end = found[-1].span("which")
            return f"{before[:start]}{one['which']}{before[end:]}"
    return ""


def _other_amount(before: str, bare: str) -> str:
    """Return the question with another amount of the same unit, where a fragment holds little besides."""
    said = list(_amounts(bare))
    if len(said) != 1:
        return ""
    unit, start, end = said[0]
    rest = f"{bare[:start]} {bare[end:]}"
    own = _OWN.match(bare)
    if own and (not own["who"] or is_person(own["who"])):
        rest = rest[own.end() :]
    same = [span for other, *span in _amounts(before) if other == unit or not unit]
    new = [word for word in words(rest) if stem(word) in BOUNDS or word not in english().stop | _NEAR]
    if len(same) != 1 or not set(new) <= set(words(before)):
        return ""
    if not unit:  # "and more than 100?"
        same = [
            [start, start + len(figure.group())]
            for start, stop in same
            if (figure := _FIGURE.match(before[start:stop]))
        ]
    if not same:
        return ""
    return f"{before[: same[0][0]]}{bare[start:end]}{before[same[0][1] :]}"


def _amounts(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the unit of each amount in a text and where it stands with that: "kg" for one that no other is known of."""
    tokens = tokens_of(text)
    for amount in amounts_of(tokens):
        unit, _, last = unit_of(tokens, amount)
        if not is_measure(tokens, amount) or tokens[amount.first].word == "one":
            continue
        behind = tokens[amount.last] if amount.last < len(tokens) else None
        if not unit and behind and behind.is_word and behind.word not in english().stop:
            unit, last = behind.stem, amount.last + 1
        signed = unit == "money" and last == amount.last
        yield unit, tokens[amount.first - signed].start, tokens[last - 1].end


def _other_party(before: str, bare: str, names: NameIndex) -> str:
    """Return the question with another party of the same text in place of the one it asks of."""
    called = re.sub(r"^(?:(?:for|of|to)\s)?the\s", "", bare, flags=re.IGNORECASE)
    for other in names.beside(called):
        found = re.search(rf"\b{re.escape(other)}\b", before, re.IGNORECASE)
        if found and not re.search(rf"\b{re.escape(called)}\b", before, re.IGNORECASE):
            return f"{before[: found.start()]}{called}{before[found.end() :]}"
    return ""


def other_thing(before: str, bare: str) -> str:
    """Return the question with another name, or another thing or person of its kind, in place of the one it asks of.

    General words ("the price") are sides of the thing asked after, no others of its kind.
    """
    new = _only_phrase(bare)
    asked = before.split(JOINT)[0]
    if not new or stem(new.head) in map(stem, words(asked)):
        return ""
    old = [phrase for phrase in noun_phrases(asked) if _alike(new, phrase)]
    if new.proper:
        old = [phrase for phrase in old if len(old) == 1]
    if not old:
        return ""
    old = [phrase for phrase in old if bool(phrase.article) == bool(new.article)] or old
    start, end = old[-1].start, old[-1].end
    if new.proper:
        end = start + len(name_of(old[-1]))
    elif old[-1].article:
        start -= len(old[-1].article) + 1
    return f"{before[:start]}{bare}{before[end:]}"


def _only_phrase(bare: str) -> Phrase | None:
    """Return the noun phrase that a fragment is, with its article and no more; None for any other fragment."""
    found = noun_phrases(f"Where is {bare}")
    whole = len(found) == 1 and f"Where is {found[0].article} {found[0].text}".replace("  ", " ") == f"Where is {bare}"
    return found[0] if whole and not is_general(found[0].head) else None


def _alike(new: Phrase, old: Phrase) -> bool:
    if new.proper:
        return bool(name_of(old)) and not old.article
    span = old.before == "many" and stem(old.head) in TIME  # what is asked for: "how many years does a plant last"
    if old.proper or old.aside or span or is_general(old.head):
        return False
    return is_person(new.head) == is_person(old.head)
