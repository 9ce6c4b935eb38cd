"""A few words that answer another question than the one that was asked: "fast please" to how long it will last."""

from functools import cache

from bot.facts.cues import LIGHT, Phrase, answers_of, load_lexicon
from bot.facts.denials import DENYING
from bot.facts.homeland import PLACE
from bot.types import Reading
from bot.words.tokens import tokens_of

LONGEST = 4  # words of a reply that can be no more than an answer


def late_answer(text: str) -> Reading | None:
    """Return the one fact of which a reply is an answer and says no more; None when it could be one of several.

    A land alone is none of them: it is as well what somebody looks up.
    """
    lexicon = load_lexicon()
    tokens = [token for token in tokens_of(text) if token.is_word]
    stems = tuple(token.stem for token in tokens)
    if len(tokens) > LONGEST or DENYING.intersection(stems):
        return None
    heavy = tuple(one for one in stems if one not in LIGHT and not lexicon.mark_at("beside_answers", (one,), 0))
    found = _answers().get(stems) or _answers().get(heavy) or frozenset()
    if len(found) != 1:
        return None
    [(fact, value)] = found
    known = value.split("|") if "|" in value else value
    return Reading(fact=fact, value=known, words=text, start=0, end=len(text))


@cache
def _answers() -> dict[Phrase, frozenset[tuple[str, str]]]:
    """Every bare answer to a question with the facts and the values it gives."""
    file = load_lexicon().file
    found: dict[Phrase, set[tuple[str, str]]] = {}
    for fact, cues in file.facts.items():
        for phrase, value in answers_of(cues, file.concepts) if fact != PLACE else ():
            found.setdefault(phrase, set()).add((fact, value))
    return {phrase: frozenset(given) for phrase, given in found.items()}
