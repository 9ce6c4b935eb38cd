"""Verbs with their particles: "take up" is another verb than "take in"."""

from bot.words.language import english, words

_REACH = 4  # words from a verb on in which its particle may stand: "take the old hem up"
_ALIKE = {"away": "out"}  # what is taken away is taken out


def another_verb(question: str, text: str) -> bool:
    """Tell whether a text has a verb of the question with other particles only."""
    asked = particle_verbs(question)
    told = particle_verbs(text) if asked else {}
    return any(told.get(verb) and told[verb].isdisjoint(particles) for verb, particles in asked.items())


def particle_verbs(text: str) -> dict[str, set[str]]:
    """Return the verbs in a text that have a particle, right behind them or behind their object, with all of theirs.

    In front of more words, or behind what is done, "in" belongs to what follows: "put the key in the box", "is set in
    writing".
    """
    said, found = words(text), dict[str, set[str]]()
    done = [[word] for word in english().grammar["be"]]
    for at, word in enumerate(said):
        verb = english().phrasal.get(word)
        for place in range(at + 1, min(at + 1 + _REACH, len(said))) if verb else ():
            particle, beside = said[place], place == at + 1
            within = particle == "in" and said[at - 1 : at] not in done and (beside or place == len(said) - 1)
            if particle in english().particles or within:
                found.setdefault(verb or "", set()).add(_ALIKE.get(particle, particle))
                break
    return found
