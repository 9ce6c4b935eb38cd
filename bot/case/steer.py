"""Turns that steer the conversation about a decision: what each does to the state."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.case import cases
from bot.case.asking import is_question, tells
from bot.case.intent import SOURCING
from bot.case.replay import Told, drop, open_question, plain, restart, tell, unclear_of
from bot.case.takenback import forgotten, lets_go, taken_back
from bot.facts.cues import load_lexicon
from bot.facts.turnfacts import TurnFacts
from bot.rules.book import RuleBook
from bot.rules.rulefile import OUTCOMES
from bot.rules.settle import settle
from bot.rules.situation import take
from bot.understand import moveforms as forms
from bot.understand import moves
from bot.understand.kinds import kind_of
from bot.understand.query import Reader
from bot.words.language import content_words, english, opens_question, stem, stems, words
from bot.words.tokens import tokens_of

NEAR = 8  # words of a turn that asks why not a country
_FORGET = re.compile(
    r"^(?:forget|ignore|drop|remove|leave out|disregard|take back|delete|strike|scratch|unset|clear)\b"
    r"(?!.*\b(?:table|rule|instruction|prompt)s?\b)"
)
_ABOUT = re.compile(r"\babout\b")
_MEANS = re.compile(r"\b(?:mean(?:s|t|ing)?(?! that\b)|counts? as|includes?|stands? for)\b")
_YOU_MEAN = re.compile(r"\byou (?:mean|call)\b(?! that\b)")
_SIZED = re.compile(
    r"^(?:(?:how|when)\b.*\b(?:is|are|makes?)|(?:how|what|when)\b.*\b(?:counts? as|you call|considered)) "
    r"(?:(?:it|that|this|them|for) )?['\"‘“]?(?P<term>[a-z]+)['\"’”]?\W*$"
)
_POINTS = re.compile(r"\b(?:it|its|they|them|their|these|those|this|that|there)\b")
_OURS = re.compile(
    r"^(?:(?:so|and|but|ok|then),? )*why not\b|\bfor (?:us|me)\b|\bin (?:our|my|this) (?:own )?case\b"
    r"|\bof (?:the|these|those) (?:two|options|ways)\b"
)
_BARE = re.compile(
    r"\W*(?:(?:yes|yeah|yep|yup|no|nope|nah|sure|ok|okay|right|correct|of course|certainly|definitely|not really|please"
    r"|thanks|true|false|indeed|exactly)\W*)+",
    re.IGNORECASE,
)
_MODELS = re.compile(r"sourc|shor(?:e|ing)|joint|venture|transfer|shared|managed|augment|partner", re.IGNORECASE)


def steered(before: Told, state: Told, turn: str, read: TurnFacts, book: RuleBook, reader: Reader) -> Told | None:
    """Return the state after a turn that steers the conversation; None when it does not."""
    if moves.restarts(turn) and not (read.named and _ABOUT.search(turn)):
        afresh = tell(restart(state), read.stated, unclear_of(read, book))
        return replace(afresh, move="restart", dropped=tuple(state.facts))
    if before.supposed and lets_go(turn):
        return replace(state, move="repeat")
    if cases.compares(state, turn):
        return replace(state, move="compared")
    spelled = reader.spell(turn)
    # "What are the risks?" after another question means that one's subject.
    current = is_meant(before, turn)
    move = moves.steered(turn, current) or moves.steered(spelled, current) or _of_result(state, spelled, book)
    named = bool(reader.names.find(turn))
    if current and names_land(turn):
        move = "why_there"
    if move is None and forms.GO_ON.search(moves.steering(turn)):
        move = "ask_on"
    if move is None and before.current and (meant := _meant(spelled, state.asked, named, book)):
        return replace(state, move="unclear", named=meant)
    if move == "adopt" and before.supposed:
        return replace(tell(state, before.supposed), move="adopt", before=before)
    if move == "undo":
        earlier = before.before or before
        gone = tuple(name for name in before.facts if before.facts[name] != earlier.facts.get(name))
        return replace(plain(earlier), move="undo", dropped=gone, before=earlier.before)
    if move in ("enough", "repeat") and read.stated and tells(turn):
        return None  # "the result is enough" tells a fact
    if move in ("enough", "pass", "ask_on"):
        return _questions(before, state, move, book)
    if (move == "memo" and (read.stated or not asks_for(turn))) or (move == "towards" and read.supposed):
        move = None
    if move and move != "adopt":
        return replace(state, move=move, models=moves.models_of(spelled) if move in ("why_model", "towards") else ())
    if len(words(turn)) > moves.LONGEST:
        return None
    if _FORGET.search(moves.steering(turn)) and (gone := read.named or forgotten(turn, state)):
        return replace(tell(drop(state, gone), read.stated), move="forget", before=before)
    if not read.stated and (gone := taken_back(turn, state)):
        return replace(drop(state, gone), move="forget", before=before)
    return None


def is_meant(before: Told, turn: str) -> bool:
    """Whether a question about a result means that of the decision.

    It was talked about last, or only the meaning of a word was asked since, or the turn says that it is about "us".
    """
    said = turn.lower()
    return before.current or (before.aside and not _POINTS.search(said)) or bool(_OURS.search(said))


def names_land(turn: str) -> bool:
    """Whether a turn asks why not a country, or a place in one ("why not a clinic in Hungary?")."""
    stems = [token.stem for token in tokens_of(moves.steering(turn)) if token.is_word]
    return stems[:2] == ["why", "not"] and len(stems) <= NEAR and load_lexicon().has("lands", stems[2:])


def is_aside(turn: str) -> bool:
    """Whether a turn only asks what a word means that is no way of sourcing, as those have risks of their own."""
    named = moves.models_of(turn) or SOURCING.search(turn) or _MODELS.search(turn)
    return kind_of(turn) == "definition" and opens_question(turn) and not named


def is_label(turn: str, book: RuleBook) -> bool:
    """Whether a turn is made of words from the labels of facts and their values only ("small", "control is key")."""
    said = {stem(word) for word in content_words(turn) if word not in english().talk}
    known = stems(" ".join(" ".join([fact.label, *fact.values.values()]) for fact in book.facts.values()))
    return bool(said) and said <= known and not is_question(turn)


def asks_for(turn: str) -> bool:
    """Whether a turn wants to have something; "the vendor has it in writing" does not."""
    said = moves.steering(turn)
    return is_question(turn) or not re.match(r"(?:the|our|my|it|they|he|she|there|this|that) ", said)


def _questions(before: Told, state: Told, move: str, book: RuleBook) -> Told | None:
    """Pass over the open question, ask none any more, or take them up again."""
    if move == "ask_on":
        again = replace(state, skipped=()) if not open_question(state.facts, state.skipped, book) else state
        return replace(again, move="left")
    if not state.asked:
        return replace(state, move="left") if move == "pass" else None
    if move == "enough":
        return replace(state, move="enough", skipped=_all_left(state, book), before=before)
    return replace(state, move="skip", skipped=(*state.skipped, state.asked), before=before)


def _all_left(state: Told, book: RuleBook) -> tuple[str, ...]:
    """Return the facts left open once every question that would still be asked is."""
    skipped = state.skipped
    while asked := open_question(state.facts, skipped, book):
        skipped = (*skipped, asked.fact)
    return skipped


def _of_result(state: Told, turn: str, book: RuleBook) -> moves.Move | None:
    """Return what a turn asks of the result that calls it by its sides ("what are the risks of my own unit?")."""
    sides = moves.models_of(turn)
    if not sides or not re.search(r"\b(?:my|our)\b", turn.lower()):
        return None
    outcome = settle(take(state.facts, book), book).outcome
    cell = book.outcomes[OUTCOMES[outcome]] if outcome is not None else None
    if cell is None or not set(sides) <= {cell.location, cell.ownership}:
        return None
    return moves.steered(moves.without_models(turn), True)


def _meant(turn: str, asked: str | None, known: bool, book: RuleBook) -> str | None:
    """Return the fact of which a turn asks what its words mean ("what counts as long?"), first the one asked for.

    The words of answers of another fact count, too, unless the turn names what the library explains (`known`); of
    "what do you mean by ..." those of an outcome as well.
    """
    said = turn.lower()
    sized, ours = _SIZED.search(said), bool(_YOU_MEAN.search(said))
    named = {stem(word) for word in content_words(sized["term"] if sized else turn) if word not in english().talk}
    is_way = len(named) == 1 and bool(SOURCING.search(turn))  # "outsourcing" alone is a term of the library
    means = bool(sized or _MEANS.search(said) or ours)
    defines = opens_question(turn) and kind_of(turn) == "definition"
    if not named or not (means or defines):
        return None
    if asked:
        fact = book.fact(asked)
        inside = " ".join([fact.label, fact.question, *fact.values.values()]) if means else fact.label
        if named <= stems(inside):
            return asked
    asks = is_question(turn) and (ours or not known)
    labels = [(name, book.label(name)) for name in book.facts]
    labels += [(name, label) for name in book.facts for label in book.fact(name).values.values() if asks]
    labels += [(name, cell.label) for name, cell in book.outcomes.items() if ours and not is_way]
    return next((name for name, label in labels if means and named <= stems(label)), None)


def switched(before: Told, turn: str, tells: bool, reader: Reader) -> cases.Turned | None:
    """Return the case that a turn turns to, when it is not the one at hand or is named beside a question on it."""
    if moves.restarts(turn) or moves.supposes(turn):
        return None
    return (
        cases.gone_back(before, turn)
        or cases.renamed(before, turn)
        or cases.turned_by_name(before, turn, tells)
        or (None if moves.steered(turn, before.current) else cases.other_work(before, turn, reader))
    )


def asked_last(before: Told, book: RuleBook) -> str | None:
    """Return the fact that was asked for last: an answer from the library shows no question, so the one before it."""
    if not before.deciding or before.amount or not before.went_on:
        return before.asked if before.deciding else None
    asked = open_question(before.facts, before.skipped, book)
    return asked.fact if asked else None


def is_astray(before: Told, state: Told, turn: str, book: RuleBook) -> bool:
    """Whether a bare "yes" or "no" comes after a question of the person's own, so that it answers none of ours.

    An answer that is tapped, and so is its label to the letter, does answer.
    """
    if not before.deciding or before.went_on or before.current or not state.asked:
        return False
    return bool(_BARE.fullmatch(turn)) and turn not in book.fact(state.asked).values.values()


def doubted(state: Told, left: Sequence[str], book: RuleBook) -> list[str]:
    """Return the facts that a turn leaves open and of which nothing stays known, as something was only narrowed."""
    known = {name: state.facts.get(name) for name in left}
    return [
        name
        for name, value in known.items()
        if isinstance(value, str) or len(value or ()) == len(book.fact(name).values)
    ]
