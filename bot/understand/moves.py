"""What a turn does within a conversation about a decision, from its form: asks why, skips, supposes, starts over."""

import re
from collections.abc import Sequence
from typing import Literal

from bot.understand import moveforms as forms
from bot.understand.results import about_result, models_named
from bot.words.language import clean, english, words

Move = Literal[
    "tell",
    "why",
    "unclear",
    "skip",
    "what_if",
    "adopt",
    "undo",
    "wrong",
    "forget",
    "restart",
    "other_work",
    "flips",
    "idle",
    "recap",
    "repeat",
    "steps",
    "risks",
    "outlook",
    "basis",
    "against",
    "why_model",
    "alternatives",
    "waiting",
    "revise",
    "unread",
    "left",
    "pass",
    "ask_on",
    "enough",
    "memo",
    "brief",
    "authority",
    "towards",
    "compared",
    "each",
    "several",
    "country",
    "why_there",
]

LONGEST = 18  # words of a turn that only steers the conversation; a longer one tells something


def steering(text: str) -> str:
    """Return a turn in lower case without the words that lead into it ("ok, so please ...")."""
    bare = forms.CONTRACTED.sub(r"\1 would", clean(text[:2_000]).lower())
    short = forms.LEAD.sub("", bare)
    return short if words(short) else bare


def about_talk(text: str) -> bool:
    """Tell whether a turn names nothing but the conversation itself, so that it cannot be a question on a subject."""
    stop, talk = english().stop, english().talk
    return all(word in stop or word.removesuffix("'s") in stop or word in talk for word in words(text))


def restarts(text: str) -> bool:
    return bool(forms.RESTART.search(steering(text)))


def only_restarts(text: str) -> bool:
    """Tell whether a turn starts over and says nothing else, so that there need be no case to forget."""
    said = steering(text)
    return bool(forms.RESTART.search(said)) and about_talk(forms.RESTART.sub("", said))


def asks_whether(text: str) -> bool:
    """Tell whether a turn asks whether to do "it", which while a case is decided is what it is about."""
    return bool(forms.WHETHER.search(steering(text))) and about_talk(text)


def supposes(text: str) -> bool:
    return bool(forms.WHAT_IF.search(steering(text)))


def steered(text: str, current: bool) -> Move | None:
    """Return the move of a short turn about the conversation itself; None for a turn that tells or asks otherwise.

    `current` tells whether the decision was talked about last, so that its result can be meant.
    """
    said = steering(text)
    asked = forms.POLITE.sub("", said)
    if asked.startswith(("why ", "how come ")):  # "why that, when I said I want control?"
        said = asked = forms.REMARK.sub("?", asked)
    if len(words(said)) > LONGEST:
        return None
    if advice := _of_advice(asked, current):
        return advice
    if forms.SAID.search(asked):
        return "recap"
    result = about_result(asked, current)
    loose: tuple[tuple[re.Pattern[str], Move], ...] = ((forms.WHY, "why"), (forms.REPEAT, "repeat"))
    if not about_talk(said):
        return result or (_first(loose[1:], asked, said) if only_advice(said) else None)
    firm: tuple[tuple[re.Pattern[str], Move], ...] = (
        (forms.UNDO, "undo"),
        (forms.ENOUGH, "enough"),
        (forms.PASS, "pass"),
        (forms.ASK_ON, "ask_on"),
        (forms.LEFT, "left"),
        (forms.WRONG, "wrong"),
        (forms.ADOPT, "adopt"),
        (forms.IDLE, "idle"),
        (forms.FLIPS, "flips"),
        (forms.REVISE, "revise"),
        (forms.RECAP, "recap"),
        (forms.UNCLEAR, "unclear"),
    )
    return _first(firm, asked, said) or result or _first(loose, asked, said)


def _of_advice(asked: str, current: bool) -> Move | None:
    """Return the move of a turn about the advice itself: in writing, in short, whose it is, what leads to it, how far
    it goes.

    What could be said of an answer from the documents as well counts only while the decision is talked about.
    """
    if current and (land := forms.WHICH_LAND.match(asked)) and only_advice(asked[land.end() :]):
        return "country"
    if forms.WHO.match(asked) or (current and forms.WHO_DOES.match(asked)):
        return "repeat"
    if not only_advice(asked):
        return None
    if current and forms.REASONS.match(forms.AGAIN.sub("", asked)):
        return "basis"
    if forms.MEMO.search(asked) or (current and forms.WRITTEN.search(asked)):
        return "memo"
    meant = current or bool(forms.NAMED.search(asked))
    if meant and forms.AUTHORITY.search(asked):
        return "authority"
    if meant and forms.BRIEF.search(asked):
        return "brief"
    sides = {side for word in words(asked) for side in english().models.get(word, ())}
    if forms.TOWARDS.search(asked) and sides and not {"own", "third"} <= sides and forms.MEANT.search(asked):
        return "towards"
    return "basis" if current and forms.PERSUADE.search(asked) else None


def only_advice(said: str) -> bool:
    """Tell whether a turn in lower case names nothing but the talk, its result, and the ways of sourcing."""
    lists = english()
    known = lists.stop | lists.talk | lists.of_result | lists.of_advice
    return all(word.removesuffix("'s") in known or word in lists.models for word in words(said))


def _first(found: Sequence[tuple[re.Pattern[str], Move]], asked: str, said: str) -> Move | None:
    return next((move for pattern, move in found if pattern.search(asked) or pattern.search(said)), None)


def without_models(text: str) -> str:
    """Return a turn without the words for who does the work and where ("what are the risks of my own unit?")."""
    gone = {*english().models, *english().of_advice} - english().talk
    return " ".join(word for word in words(text) if word not in gone) + ("?" if text.rstrip().endswith("?") else "")


def models_of(text: str) -> tuple[str, ...]:
    """Return the sides of the grid that a turn names: "own" and "home" for "in-house"."""
    named = models_named(frozenset(words(text))).values()
    return tuple(dict.fromkeys(side for sides in named for side in sides))


def work_of(text: str) -> frozenset[str]:
    """Return the words of the work a question for advice names ("outsource our customer support"); may be empty."""
    match = forms.WORK.search(clean(text[:2_000]).lower())
    if not match:
        return frozenset()
    named = []
    for word in match["work"].split():
        if word in english().stop or word in {"abroad", "overseas", "offshore", "outside", "in-house", "home"}:
            break
        named.append(word)
    return frozenset(named) - {"work", "project", "job", "company", "business", "country", "people", "team", "same"}
