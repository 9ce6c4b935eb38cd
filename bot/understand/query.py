"""A question and the turns before it become a `Query` that stands alone."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.types import Kind, Query
from bot.understand.deeds import deed_of, with_deed
from bot.understand.fit import NameIndex
from bot.understand.followup import refers, stand_alone
from bot.understand.forms import NAME_ASKED
from bot.understand.fragments import LITTLE
from bot.understand.kinds import figure_in_brief, is_bare_term, kind_of
from bot.understand.moves import only_restarts
from bot.understand.named import Frequency, dated, named_things
from bot.understand.persons import Holder, person_meant, speaks_of_one
from bot.understand.phrases import noun_phrases
from bot.understand.plainly import plainly
from bot.understand.recall import recall_of
from bot.understand.sides import comparison_sides, completed
from bot.understand.terms import asked_term, asked_terms
from bot.understand.topic import ENDS, Topic
from bot.understand.years import with_year
from bot.words.foreign import foreign_language
from bot.words.idioms import in_plain_words
from bot.words.language import LONGEST, clean, content_words, english, owner, subject_words, words
from bot.words.synonyms import in_held_words

# Kinds that a word inside a name can suggest: "cost", "risks", "time and materials".
MOST_SIDES = 12
_UNDECIDED = ("other", "list", "number")
_WHAT_IS = re.compile(r"^\W*what(?:'s| is)\b", re.IGNORECASE)
_AND = re.compile(r" (?=(?:and|or) )|(?<= and) |(?<= or) ")
_DOES = re.compile(r"^\W*(?:do|does|did|can|could|will|would)\b", re.IGNORECASE)
_COMPARED_PRONOUN = re.compile(r"\b(it|they)\b(?= differ| compare)", re.IGNORECASE)
_BACK = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|now|but|and|let(?:'s| us| me)|i(?:'d| would) like to|can we|going|go|coming|come|get"
    r"|return(?:ing)?)\W+)*"
    r"(?:back to|regarding|concerning|as for|as to|with regard to|with respect to|on the (?:topic|subject) of|about)"
    r" (?:the (?:topic|subject|question) of )?(?P<thing>[^:,;.?!]{2,60}?)(?:\s[–-]|[:,;.])\s+(?P<asked>\S.*)$",
    re.IGNORECASE,
)
_STATED = re.compile(r"^(?P<stated>.*[.!])\s+(?P<asked>[^.!;:]+\?)$", re.DOTALL)
_SEVERAL = re.compile(r"\b(?:they|them|these|those)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|several|some|few|\d+) (\w+s)\b")
_PAST = re.compile(r"\b(?:did|was|were|had)\b|\b(?:19|20)\d\d\b")
_IN_THE_CASE = re.compile(
    r"^\W*(?:(?:and|but|so|then|why|when|how|what)\W+)*(?:had|did|was|were) the"
    r" (?:vendor|supplier|provider|contractor|client|customer|buyer|company|firm|bank|deal|contract)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:that|this)\b", re.IGNORECASE)
TELLING = 3  # words of a sentence from which on it tells something: "I see." does not


def _all_held(words: Sequence[str]) -> Mapping[str, int]:
    return dict.fromkeys(words, 1)


def _nobody(_: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns questions into queries with the names the library knows and a speller for its words.

    `names` finds the terms, titles and headings that can be a subject; `spell` returns a text
    with its misspelt words corrected; `held` tells how many passages hold a word, `holder` who holds a post;
    `sourcing` whether the documents on sourcing are among those searched.
    """

    names: NameIndex = NameIndex()  # noqa: RUF009 - immutable
    spell: Callable[[str], str] = str
    held: Frequency = _all_held
    holder: Holder = _nobody
    sourcing: bool = True

    def understand(self, question: str, history: Sequence[str] = ()) -> Query:
        """Return the query of a question after the earlier turns, oldest first."""
        topic = Topic()
        for turn in history:
            if not recall_of(turn):
                topic = Topic() if only_restarts(turn) else self._after(topic, self._query(turn, topic))
        return self._query(question, topic)

    def _after(self, topic: Topic, query: Query) -> Topic:
        """Return the topic after a question; one about things that no document holds leaves it as it was."""
        named = bool(self.names.find(query.standalone))
        strange = topic.standalone and not named and query.kind != "definition" and self._strange(query.standalone)
        return topic if strange else topic.after(query, named)

    def _strange(self, text: str) -> bool:
        """Tell whether the library holds none of the names in a question, or none of its words where it has no name."""
        named = [word for word in named_things(text) if not dated(word.lower())]
        asked = [owner(word) for word in named] or subject_words(text)
        held = self.held(asked)
        return bool(asked) and not any(held[word] for word in asked)

    def _query(self, question: str, topic: Topic) -> Query:
        text = clean(question)[:LONGEST]
        text = text if foreign_language(text) else self._plain(self.spell(text))[:LONGEST]
        text, topic = self._led_in(text, topic)
        text, person = person_meant(with_year(text, topic.standalone), topic, self.holder)
        standalone, carried = stand_alone(text, topic, self.names)
        carried = tuple(dict.fromkeys((*person, *carried)))
        kind: Kind = "other" if foreign_language(text) else kind_of(self._bound(standalone))
        kind = "definition" if kind in _UNDECIDED and self._asks_a_name(standalone) else kind
        kind = "other" if kind == "definition" and self._looks_up(standalone) else kind
        kind = "number" if kind in ("other", "definition") and self._looks_up_figure(standalone) else kind
        own = self.names.find(standalone) and not _of_the_case(standalone, topic)
        around = "" if carried or own else topic.about
        short = len(subject_words(standalone)) <= LITTLE and not named_things(standalone)
        before = (topic.base or topic.standalone) if carried or refers(text) or speaks_of_one(text) else ""
        return Query(
            question=question,
            standalone=standalone,
            kind=kind,
            terms=tuple(dict.fromkeys(content_words(standalone))),
            subjects=(subjects := self.subjects(standalone, kind)),
            carried=carried,
            called=self._called(subjects[0]) if kind == "definition" and subjects else (),
            around=around,
            before=before,
            talk=topic.talk if before or (around and short) else "",
        )

    def _plain(self, text: str) -> str:
        return in_held_words(in_plain_words(plainly(text), self.held), self.held)

    def _led_in(self, text: str, topic: Topic) -> tuple[str, Topic]:
        """Return the question without what leads to it, and what it is about then: "back to X: what is it?", or a
        sentence that names X, or tells of a deed, in front of "what is that?" and "how do we do that?".

        What a sentence of the same turn tells is meant by "does that have a name?", and no turn before.
        """
        if found := _BACK.match(text):
            meant, _ = stand_alone(found["thing"], topic, self.names)
            meant = found["thing"] if meant.startswith(topic.standalone.rstrip(ENDS)) else meant
            thing = meant.strip(" ?").removeprefix("the ").removesuffix(" one")
            about = self.names.find(thing)[:1] or (thing,)
            return found["asked"], Topic(about, about[0], f"What is {about[0]}?", "definition", acting=about[0])
        found = _STATED.match(text)
        stated, asked = found.groups() if found else (topic.standalone, text)
        if (done := with_deed(asked, deed_of(stated))) != asked:
            return done, topic
        whole = found and (NAME_ASKED.search(asked.lower()) or (_SEVERAL.search(asked) and _tells_of_several(stated)))
        about = self.names.find(found["stated"])[-1:] if found and not whole and refers(found["asked"]) else ()
        if found and about and not self.names.find(found["asked"]):
            return found["asked"], Topic(about, about[0], found["stated"], acting=about[0])
        tells = found and len(subject_words(found["stated"])) >= TELLING and not refers(found["stated"])
        return text, Topic() if found and tells and _THAT.search(found["asked"]) else topic

    def _called(self, subject: str) -> tuple[str, ...]:
        """Return all names of a thing that the library knows by name, else ()."""
        known = len(self.names.find(subject)) == 1 and self._known(subject)
        return self.names.called(subject) if known else ()

    def _bound(self, text: str) -> str:
        """Return the text with the words of names joined, so that "time and materials" is no pair."""
        for _, (start, end) in reversed(self.names.places(text)):
            name = _AND.sub("-", text[start:end])
            text = f"{text[:start]}{name}{text[end:]}"
        return text

    def subjects(self, text: str, kind: Kind) -> tuple[str, ...]:
        """Return what a question asks about: two sides of a comparison, else one name or noun phrase."""
        if sides := self._sides(text, kind):
            return sides
        names = self.names.find(text)
        if kind == "definition" and (defined := self._defined(text, names)):
            return defined
        if names:
            return names[:2]
        rest = subject_words(text) or [phrase.text for phrase in noun_phrases(text)]
        return (" ".join(rest[:6]),) if rest else ()

    def _sides(self, text: str, kind: Kind) -> tuple[str, ...]:
        """Return the sides of a comparison; of a question of another form only when the library knows both.

        Of very many none is one: no table of them could be read.
        """
        if kind not in ("comparison", "yes_no", "decision", "other"):
            return ()
        if kind == "comparison" and (several := self.names.listed(text)):
            return several if len(several) <= MOST_SIDES else ()
        sides = tuple(self._named(side, text) for side in comparison_sides(self._with_names(text), self._known))
        if len(sides) > MOST_SIDES:
            return ()
        if not any(map(self._known, sides)):
            sides = completed(sides, lambda phrase: bool(self.held([phrase])[phrase]))
        return sides if kind == "comparison" or all(self._known(side) for side in sides) else ()

    def _defined(self, text: str, names: tuple[str, ...]) -> tuple[str, ...]:
        several = asked_terms(text)
        if several and all(self._known(term) for term in several):
            return several
        asked = asked_term(text)
        if names and len(words(names[0])) >= len(words(asked)) - 1:
            return names[:1] if asked else ()
        return (asked,) if asked else ()

    def _asks_a_name(self, text: str) -> bool:
        """Tell whether a question asks what a name of the library is ("what is total cost of ownership?")."""
        asked = asked_term(text) if _WHAT_IS.match(text) else ""
        names = self.names.find(asked)
        return len(names) == 1 and len(words(names[0])) == len(words(asked))

    def _looks_up(self, text: str) -> bool:
        """Tell whether bare words ("notice period Hartmann") look something up: several that are no name together."""
        return is_bare_term(text.lower()) and len(subject_words(text)) > 1 and not self._known(text)

    def _looks_up_figure(self, text: str) -> bool:
        """Tell whether bare words look up a figure ("hotel limit per night Oslo"), and no name that has such a word."""
        figure = figure_in_brief(text)
        return bool(figure) and not any(figure in words(name) for name in self.names.find(text))

    def _with_names(self, text: str) -> str:
        """Put the first name in place of a later "it" ("what is X and how does it differ from Y")."""
        names = self.names.find(text)
        pronoun = _COMPARED_PRONOUN.search(text)
        if pronoun and names and 0 <= text.find(names[0]) < pronoun.start():
            return text[pronoun.start() :].replace(pronoun.group(), names[0], 1)
        return text

    def _named(self, side: str, text: str) -> str:
        """Return a side without a verb or order behind its name: "captive give" and "RFI first" are their names."""
        name, _, last = side.rpartition(" ")
        verb = bool(_DOES.match(text)) or last.lower() in english().aspects
        return name if verb and name and self.names.find(side) == (name,) else side

    def _known(self, phrase: str) -> bool:
        names = self.names.find(phrase)
        return bool(names) and len(words(names[0])) >= len(subject_words(phrase))


def _tells_of_several(stated: str) -> bool:
    """Tell whether what "they" are is told by a statement as a whole: it names several things, or tells how many types
    there are of one."""
    return len(named_things(stated)) > 1 or any(
        noun in english().list_nouns for noun in _COUNTED.findall(stated.lower())
    )


def _of_the_case(text: str, topic: Topic) -> bool:
    """Tell whether a question asks what "the vendor" did in a case that was asked about by its name."""
    named = [name for name in named_things(topic.standalone) if not (name.isupper() or dated(name.lower()))]
    return bool(_IN_THE_CASE.match(text) and named and _PAST.search(topic.standalone) and not named_things(text))
