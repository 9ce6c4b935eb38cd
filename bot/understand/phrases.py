"""The noun phrases of a question: what it is about where the library has no name for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.named import dated
from bot.words.language import WORD, english, owner, stem

_PREDICATE = re.compile(r"[a-z]{3,}(?:ed|en|able|ible)")
_NAME = re.compile(r"[A-ZÀ-Þ][\w.-]*(?:['’]s\b)?(?: [A-ZÀ-Þ][\w.-]*(?:['’]s\b)?)*")
# A preposition and a noun that name no thing together: "who is in charge of it?".
_SET = frozenset([
    "in charge", "in force", "in place", "in stock", "in use", "in time", "in advance", "in writing", "on time",
    "on duty", "on sale", "on hold", "at work", "at risk", "at hand", "by hand", "by law", "by default",
])  # fmt: skip
_MOST = 4  # words of a phrase


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as it stands in a question, its article apart, with the preposition in front of it."""

    text: str
    article: str
    before: str
    start: int
    end: int

    @property
    def proper(self) -> bool:
        """Whether it is a name: "Kestrel", not "the Leeds office"."""
        said = WORD.findall(self.text)
        return said[0][0].isupper() and all(word[0].isupper() or word in ("and", "of") for word in said)

    @property
    def head(self) -> str:
        """Its noun: "lease" of "the lease of the office"."""
        return self.text.split(" of ")[0].split()[-1].lower()

    @property
    def acts(self) -> bool:
        """Whether "they" can mean it: a name, several, or one who works or trades."""
        last = self.head
        return self.proper or is_plural(last) or is_person(last)

    @property
    def aside(self) -> bool:
        """Whether it tells but where, when or how: "in Pune"."""
        return self.before in english().grammar["adverbial"]

    @property
    def spoken(self) -> str:
        """The phrase as it is spoken of again: "the attack" for "an attack"."""
        article = "the" if self.article.lower() in ("a", "an", "any", "each", "every") else self.article.lower()
        return f"{article} {self.text}".strip()

    @property
    def linked(self) -> str:
        """The phrase behind a noun: "in Pune", "of Kestrel", "for the bonus"."""
        if self.aside:
            return f"{self.before} {self.spoken}"
        return f"{'of' if self.proper else 'for'} {self.spoken}"


def noun_phrases(question: str) -> tuple[Phrase, ...]:
    """Return the noun phrases of a question in order; those of general words alone ("the risks") name nothing, and a
    place of these ("at the library") something where nothing else does."""
    said = list(WORD.finditer(question))
    found = [phrase for run in _runs(question, said) if (phrase := _phrase(question, said, *run))]
    joined: list[Phrase] = []
    for phrase in found:
        last = joined.pop() if joined else None
        link = (
            question[last.end : phrase.start].lower().removesuffix(f"{phrase.article} ".lower()).strip() if last else ""
        )
        if last and (whole := _joined(question, last, link, phrase)):
            joined.append(whole)
        else:
            joined += [last, phrase] if last and link != "of" else [phrase]
    return tuple(phrase for phrase in joined if _tells(phrase.text)) or _places(said)


def _places(said: Sequence[re.Match[str]]) -> tuple[Phrase, ...]:
    """Return where a question of general words asks of: "the library" of "how many people work at the library?"."""
    known, grammar = english(), english().grammar
    told = [match.group().lower() for match in said]
    if not any(is_general(word) and word not in known.stop for word in told):
        return ()
    found = [at for at in range(2, len(told)) if told[at] in known.housing and told[at - 1] in grammar["determiners"]]
    return tuple(
        Phrase(said[at].group(), said[at - 1].group(), told[at - 2], *said[at].span())
        for at in found
        if told[at - 2] in grammar["adverbial"]
    )


def _joined(question: str, first: Phrase, link: str, second: Phrase) -> Phrase | None:
    """Return two phrases with what links them as one: "Smith & Sons", "the lease of the office"; None for a side of a
    thing ("the risks of"), or for two."""
    named = first.proper and second.proper and link in ("&", "and", "of")
    owned = link == "of" and first.article and not _trades(first) and _tells(first.text) and _tells(second.text)
    if not (named or owned):
        return None
    return Phrase(question[first.start : second.end], first.article, first.before, first.start, second.end)


def main_phrase(phrases: Sequence[Phrase]) -> Phrase | None:
    """Return the phrase that "it" means: a thing before those who act, and what is asked of before where and when."""
    ranked = sorted(phrases, key=lambda phrase: (phrase.aside, phrase.proper or _trades(phrase)))
    return ranked[0] if ranked else None


def acting_phrase(phrases: Sequence[Phrase]) -> str:
    """Return the phrase that "they" means, "" where nobody and nothing in the plural is spoken of."""
    acting = [phrase for phrase in phrases if phrase.acts and not phrase.aside]
    return acting[0].spoken if acting else ""


def name_in(phrases: Sequence[Phrase]) -> str:
    """Return the first name that is no place of something else, "" where there is none; "Kestrel" of "Kestrel's"."""
    first = [phrase.text if phrase.proper else phrase.text.split()[0] for phrase in phrases if not phrase.aside]
    names = {phrase.text for phrase in phrases if phrase.proper}
    return next((owner(one) for one in first if one in names or (one[0].isupper() and owner(one) != one)), "")


def name_of(phrase: Phrase) -> str:
    """Return the name that a phrase is or begins with, "" where it has none: "Greta" of "Greta's plot"."""
    found = _NAME.match(phrase.text)
    return owner(found.group()) if found else ""


def is_person(noun: str) -> bool:
    """Tell whether a noun is said of a person or a firm: "treasurer", "clients"."""
    known, noun = english(), owner(noun.lower())
    return (
        noun in known.titles
        or stem(noun) in known.staff | known.persons
        or bool({noun, noun.removesuffix("s")} & known.bearers.keys())
    )


def _trades(phrase: Phrase) -> bool:
    last = phrase.head
    return bool({last, last.removesuffix("s")} & english().bearers.keys())


def _tells(text: str) -> bool:
    """Tell whether a phrase names something: not "the year", "2027" or "the main risks"."""
    return any(not (dated(word) or is_general(word)) for word in (owner(w.lower()) for w in WORD.findall(text)))


def is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def is_general(word: str) -> bool:
    """Tell whether a word is said of any subject: an aspect, a measure or a general noun."""
    known = english()
    return word in known.stop | known.aspects | known.general | known.quantities | known.list_nouns | known.amounts


def _runs(question: str, found: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """Return the runs of words between stop words and marks, as places from and to in the words found."""
    runs: list[tuple[int, int]] = []
    open_ = False
    for at, match in enumerate(found):
        word, before = match.group().lower(), found[at - 1].group().lower() if at else ""
        carries = word not in english().stop and not (word in english().measures and before == "how")
        apart = bool(at) and not question[found[at - 1].end() : match.start()].isspace()
        if carries and open_ and not apart:
            runs[-1] = (runs[-1][0], at + 1)
        elif carries:
            runs.append((at, at + 1))
        open_ = carries
    return runs


def _phrase(question: str, found: Sequence[re.Match[str]], start: int, end: int) -> Phrase | None:
    """Return the noun phrase of a run of words, None where it is but a verb."""
    said = [match.group() for match in found]
    at = start - 1 - (start > 1 and said[start - 1].lower() == "own")  # "on my own licence"
    article = said[at] if at >= 0 and said[at].lower() in english().grammar["determiners"] else ""
    at -= bool(article)
    before = said[at].lower() if at >= 0 else ""
    after = said[end].lower() if end < len(said) else ""
    if f"{before} {' '.join(said[start:end])}".lower() in _SET:
        return None
    told = before in english().grammar["be"] and at > 0 and _asked_of(said[at - 1])
    start, end = _without_verbs(said, start, end, article, before, after)
    if not start < end <= start + _MOST or (not article and _verbal(said[start:end], before, after, told)):
        return None
    span = found[start].start(), found[end - 1].end()
    return Phrase(question[slice(*span)], article, before, *span)


def _asked_of(word: str) -> bool:
    """Tell whether a word in front of "is" is what something is said of: "who is let off", "boats are let"."""
    return word.lower() == "who" or word.lower() not in english().stop


def _without_verbs(said: Sequence[str], start: int, end: int, article: str, before: str, after: str) -> tuple[int, int]:
    """Return from where to where a run of words is a noun phrase; an empty stretch where nothing shows that it is one.

    `article` and `before` are the words in front of it, "" for none, and `after` the one behind.
    """
    words = english().grammar
    verbs = words["be"] | words["helping"]
    end = next((at for at in range(start + 1, end) if is_person(said[at - 1]) and _predicates(said[at])), end)
    end = next((at for at in range(start + 1, end) if article and said[at] in english().particles), end)
    capital = next((at for at in range(start, end) if said[at][0].isupper()), end)
    named = capital < end and (capital > 0 or said[capital].isupper())
    if article:
        if before in words["helping"] and end - start > 1 and after not in words["be"] | {"of", "have"}:
            end -= 1  # "will the office close"
    elif before in words["adverbial"] and capital == start:
        end = _name_end(said, start, end)  # "will the office in Leeds close"
    elif before in words["prepositions"] - {"to"}:
        pass
    elif named:
        start, end = capital, _name_end(said, capital, end)  # "who founded Kestrel"
    elif before in words["pronouns"] or before in ("to", "who", "not", ""):
        start += 1  # "how do we bake bread"
    elif before in words["helping"]:
        end -= end - start > 1
    elif before not in verbs and not (before in ("what", "which", "many", "much") and after in verbs):
        return start, start
    while before in verbs and end - start > 1 and _predicates(said[end - 1]):
        end -= 1
    return start, end


def _name_end(said: Sequence[str], start: int, end: int) -> int:
    """Return where a name ends: in front of a word without a capital, unless it owns that: "Kestrel's staff"."""
    return next((at for at in range(start, end) if said[at][0].islower() and "'" not in said[at - 1]), end)


def _verbal(said: Sequence[str], before: str, after: str, told: bool) -> bool:
    """Tell whether a single word is part of a verb: "for ending the lease", "posts are affected"; or `told` of what
    stands before it."""
    words = english().grammar
    gerund = said[0].endswith("ing") and after in words["determiners"]
    behind = before in words["be"] | words["helping"] and _predicates(said[0])
    return len(said) == 1 and (gerund or behind or (told and said[0].islower()))


def _predicates(word: str) -> bool:
    """Tell whether a word behind a noun says something of it: "the bonus paid", "the lease renewable"."""
    return bool(_PREDICATE.fullmatch(word)) or word in english().predicates
