"""The document that was talked of goes first where a question leans on the talk and others come near, and in it what
stands beside a thing where "the other one" is asked for."""

from collections.abc import Callable, Collection
from dataclasses import replace

from bot.evidence.sentences import Match, by_worth, text_of
from bot.types import Evidence
from bot.words.language import content_words, stem, stems

# What a sentence in the document of the talk gains before a question with little of its own, and before one that means
# by a pronoun what was talked of: behind a question on another document, twice as much loses 1 of 67.
TALK, LEANT = 0.15, 0.3
OTHER = 0.5  # what a sentence beside those that name a thing gains where its counterpart is asked for, and they lose


def of_talk(match: Match, documents: Collection[str], leans: bool) -> Match:
    """Return a match with what stands in the documents talked of preferred where others come near; `leans` whether a
    pronoun means what was talked of."""
    gain = LEANT if leans else TALK
    return _raised(match, lambda item: gain * (item.hit.passage.document_id in documents)) if documents else match


def of_other(match: Match, thing: str) -> Match:
    """Return a match with what is said beside a thing, and not of it, in front: on the other of two sites."""
    asked = frozenset(map(stem, content_words(thing)))
    beside = {item.hit.passage.id for item in match.evidence if asked <= stems(text_of(item))}

    def gain(item: Evidence) -> float:
        named = asked <= stems(text_of(item))
        return OTHER * ((item.hit.passage.id in beside) - 2 * named)

    return _raised(match, gain)


def _raised(match: Match, gain: Callable[[Evidence], float]) -> Match:
    raised = [replace(item, score=round(item.score + gain(item), 5)) for item in match.evidence]
    return replace(match, evidence=tuple(by_worth(raised, lambda item: item.score)))
