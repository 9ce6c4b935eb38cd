"""What a conversation is about after a turn, for the turns that follow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.types import Kind, Query
from bot.understand.phrases import Phrase, acting_phrase, is_plural, main_phrase, name_in, noun_phrases
from bot.words.language import english, words

Resolved = tuple[str, tuple[str, ...]]  # a question that stands alone, and the words it took over
ENDS = " ?.!"
_WHICH = re.compile(
    r"(?:and |so )?(?:which|what) (?P<things>(?:[\w-]+ ){0,2}?[\w-]{3,}s) (?P<rest>\S.*)", re.IGNORECASE
)
_LISTED = re.compile(
    r"(?:please )?(?:list|name|show(?: me)?|give me) (?:all |every )?(?:the |our )?"
    r"(?P<things>(?:[\w-]+ ){0,2}[\w-]{3,}s)\W*$",
    re.IGNORECASE,
)
_DO = re.compile(r"^(?:do|does|did|can|could|should|must|may|will|would) ", re.IGNORECASE)
_THERE = re.compile(r"(?:are|were) there\b", re.IGNORECASE)
# "What brand are the coaches" is about the coaches.
_SORT_OF = re.compile(
    r"^\W*(?:what|which) [\w-]+ (?:is|are|was|were) (?=(?:the|my|our|your|his|her|their)\b)", re.IGNORECASE
)
JOINT = " - "  # between a question and the fragments that go on with it


@dataclass(frozen=True, slots=True)
class Topic:
    """The subjects of a turn, the one in focus, and the turn's standalone form.

    `recent` holds the last two subjects in focus, which "how do they differ?" means after two single questions;
    `acting` those who act and `name` the name spoken of last, "" where there is none; `linked` is the focus as it
    stands behind a noun ("in Pune"), `about` what a search around the topic takes; `base` is the last question that
    leans on none before it, or has what it leans on filled in, `first` the one that those which lean on another began
    with.
    """

    subjects: tuple[str, ...] = ()
    focus: str = ""
    standalone: str = ""
    kind: Kind = "other"
    recent: tuple[str, ...] = ()
    acting: str = ""
    name: str = ""
    linked: str = ""
    about: str = ""
    base: str = ""
    first: str = ""

    @property
    def talk(self) -> str:
        """The questions whose document a turn that leans on them is likely to be about."""
        return " ".join(dict.fromkeys((self.first, self.base or self.standalone)))

    @property
    def pair(self) -> tuple[str, ...]:
        """The two things that "both" or "the other one" can mean; () when only one was spoken of."""
        pair = self.subjects if len(self.subjects) > 1 else self.recent
        return pair[:2] if len(pair) > 1 else ()

    @property
    def things(self) -> str:
        """The things that a list was asked for ("risks of offshoring"), "" for none."""
        if self.kind != "list" or not self.focus:
            return ""
        subject = f"(?:{'|'.join(map(re.escape, self.subjects))})"
        nouns = f"(?:{'|'.join(sorted(english().list_nouns))})"
        asked = re.search(
            rf"\b(?:hidden |main )?{nouns}\s(?:of|in|with|for|to)\s(?:the |an? )?{subject}|\b{subject}'s\s{nouns}\b",
            self.standalone,
            re.IGNORECASE,
        )
        return asked.group() if asked else ""

    @property
    def several(self) -> str:
        """What "they" means: the things a list was asked for, two subjects, or those who act; "" for no such."""
        pair = self.pair if self.acting in ("", self.focus) else ()
        return self.things or chosen_in(self.standalone) or " and ".join(pair) or self.acting

    def after(self, query: Query, named: bool = True) -> "Topic":
        """Return the topic after a further question; talk that names no subject leaves it as it was, and one that names
        no thing ("who is let off?") the things it was about.

        Where its subjects are not `named` in the library, it is about its noun phrases.
        """
        if query.kind in ("greeting", "about") or not query.subjects:
            return self
        phrases = noun_phrases(_SORT_OF.sub("", query.standalone.split(JOINT)[0]))
        defined = query.kind == "definition" and query.subjects[0].lower() in query.standalone.lower()
        known = named or defined or len(query.subjects) > 1
        if not (known or phrases) and (query.carried or self.focus):
            base = query.standalone if query.carried else self.base
            return replace(self, standalone=query.standalone, kind=query.kind, base=base)
        main = None if known else main_phrase(phrases)
        subjects = query.subjects if known else (main.spoken,) if main else ()
        focus = "".join(subjects[:1])
        pair = subjects if len(subjects) > 1 else ()
        if not pair and focus in self.subjects:
            pair = self.subjects
        kept = self if query.carried else Topic()
        leans = bool(query.before and not query.carried)
        return Topic(
            pair or subjects,
            focus,
            query.standalone,
            query.kind,
            recent=tuple(dict.fromkeys((*self.recent[-1:], focus))) if known or (main and main.proper) else (),
            acting=_acting(focus, phrases, known, named) or kept.acting,
            name=name_in(phrases) or kept.name,
            linked=main.linked if main else f"of {focus}" if focus else "",
            about=self.about if leans and not named else query.subjects[0],
            base=self.base if leans else query.standalone,
            first=self.first if query.before else query.standalone,
        )


def _acting(focus: str, phrases: Sequence[Phrase], known: bool, named: bool) -> str:
    """Return who acts in a question: its subject, or who is named beside one that can do nothing ("offshoring")."""
    if named and not (focus.endswith("ing") and name_in(phrases)):
        return focus
    return acting_phrase(phrases) or (focus if known else "")


def chosen_in(question: str) -> str:
    """Return the things that a question wants listed, with what tells them from others: "the rooms that have a kitchen"
    of "Which rooms have a kitchen?"; "" where it wants none."""
    listed, asked = _LISTED.match(question), _WHICH.match(question)
    if listed:
        return f"the {listed['things']}"
    things = asked["things"].split() if asked else []
    if not asked or not is_plural(things[-1]) or english().stop.intersection(things) or things[-1] in english().light:
        return ""
    rest, grammar = asked["rest"].rstrip(ENDS), english().grammar
    clause = _DO.sub("", rest)  # "does the law cover"
    if clause == rest and grammar["determiners"].intersection(words(rest)[:1]):  # "What drives the price up?"
        return ""
    rest, first = clause, "".join(words(clause)[:1])
    if first in grammar["pronouns"] or _THERE.match(rest):
        return f"the {asked['things']}"
    verb = first not in english().stop or first in grammar["be"] | grammar["helping"] | grammar["determiners"]
    return f"the {asked['things']} {'that ' * verb}{rest}" if verb or first in grammar["prepositions"] else ""


def swapped(text: str, old: str, new: str) -> str:
    """Return a question with another subject in the place of the old one, else behind the question."""
    other = re.sub(rf"\b{re.escape(old)}\b", lambda _: new, text, flags=re.IGNORECASE)
    return other if other != text else f"{text.rstrip(ENDS)} - {new}?"
