"""Follow-up questions: what "it", "the other one" or "and the costs?" mean after the turns before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.fit import NameIndex
from bot.kinds import is_bare_term, kind_of
from bot.language import content_words, english, subject_words, words
from bot.types import Kind, Query

Resolved = tuple[str, tuple[str, ...]]  # a question that stands alone, and the words it took over


def _pattern(verbose: str) -> re.Pattern[str]:
    return re.compile(verbose, re.IGNORECASE | re.VERBOSE)


_POSSESSIVE = _pattern(r"\b(?:its|their|it's)\b(?=\s+\w)")
# "this", "that" and "these" are pronouns at an end, in front of a verb, or with a noun that names no subject.
_PRONOUN = _pattern(r"""
    \b(?:it|they|them)\b
    |\b(?:this|that|these|those)\b(?=\s*(?:$|[?.!,]|(?:
        is|are|was|were|has|have|does|do|mean|means|cost|costs|work|works|fit|fits|better|worse|cheaper
        |one|model|approach|option|strategy|way|kind|type
    )\b))
    |(?<=of\s)(?:this|that|these|those)\b
    |(?<=\bis\s)(?:this|that)\b
    |(?<=\bare\s)(?:these|those)\b
    |(?<=\bdoes\s)(?:this|that)\b""")
_ONE = _pattern(r"\b(?:it|its|it's|this|that)\b")
_BOTH = _pattern(r"""
    \b(?:
        both(?:\sof\s(?:them|these))?
        |(?:which|either|neither|any|one)\sof\s(?:them|these|those|the\stwo)
        |the\stwo
        |which(?:\sone)?(?=\s(?:
            is|are|has|costs?|gives?|offers?|needs?|takes?|suits?|fits?|would|should|do|does|carries|keeps?
        )\b)
    )""")
_OTHER = _pattern(r"\b(?:the\s)?other(?:\sone|\soption|\smodel|\sside)?\b(?!\s+\w+ing\b)")
_FORMER = _pattern(r"\bthe\s(?:former|first)(?:\sone|\soption|\smodel)?\b")
_LATTER = _pattern(r"\bthe\s(?:latter|second|last)(?:\sone|\soption|\smodel)?\b")
_CONTINUES = _pattern(r"^\W*(?:and|but|or|also|what\sabout|how\sabout|what\sof|same\sfor|and\sfor)\b\s*")
_WHAT_ABOUT = _pattern(r"""
    ^\W*(?:(?:and|but|or|so|ok|then|also)\b[\s,]*)*
    (?:(?:what|how)\sabout|what\sof|same\sfor|and)\b\s*""")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation is about after a turn: its subjects, the one in focus, the turn's standalone form.

    `recent` holds the last two subjects in focus, which "how do they differ?" means after two single questions.
    """

    subjects: tuple[str, ...] = ()
    focus: str = ""
    standalone: str = ""
    kind: Kind = "other"
    recent: tuple[str, ...] = ()

    def after(self, query: Query) -> "Topic":
        """Return the topic after a further question; talk that names no subject leaves it as it was."""
        if query.kind in ("greeting", "about") or not query.subjects:
            return self
        pair = query.subjects if len(query.subjects) > 1 else ()
        if not pair and query.subjects[0] in self.subjects:
            pair = self.subjects
        recent = tuple(dict.fromkeys((*self.recent[-1:], query.subjects[0])))
        return Topic(pair or query.subjects, query.subjects[0], query.standalone, query.kind, recent)


def stand_alone(text: str, topic: Topic, names: NameIndex) -> Resolved:
    """Return the question with what it leaves unsaid filled in from the topic, and the words filled in."""
    if not topic.standalone or kind_of(text) in ("greeting", "about"):
        return text, ()
    return _pair(text, topic, names) or _pronoun(text, topic, names) or _ellipsis(text, topic, names) or (text, ())


def _pair(text: str, topic: Topic, names: NameIndex) -> Resolved | None:
    """Resolve "the former", "the other one", "which of them" after a question about two things."""
    if len(topic.subjects) < 2 or names.find(text):
        return None
    first, second = topic.subjects[:2]
    other = second if topic.focus == first else first
    for pattern, meant in ((_FORMER, first), (_LATTER, second), (_OTHER, other)):
        if pattern.search(text):
            text = pattern.sub(lambda _, meant=meant: meant, text, count=1)  # type: ignore[misc]
            if _CONTINUES.match(text) and not subject_words(text.replace(meant, "")) and topic.focus:
                return _swapped(topic.standalone, topic.focus, meant), (meant,)
            return text, (meant,)
    if _BOTH.search(text):
        return f"{text.rstrip(' ?.!')}: {first} or {second}?", (first, second)
    return None


def _pronoun(text: str, topic: Topic, names: NameIndex) -> Resolved | None:
    """Put the subject in place of "it" or "their", unless the question itself names what is meant."""
    own = names.find(text)
    if not topic.focus or (own and not _before(text, own[0])):
        return None
    several = topic.subjects if len(topic.subjects) > 1 else topic.recent
    meant = " and ".join(several[:2]) if len(several) > 1 and not _ONE.search(text) else topic.focus
    replaced = _POSSESSIVE.sub(lambda _: f"{meant}'s", text)
    if replaced == text:
        replaced = _PRONOUN.sub(lambda _: meant, text, count=1)
    return (replaced, (meant,)) if replaced != text else None


def _ellipsis(text: str, topic: Topic, names: NameIndex) -> Resolved | None:
    """Complete a fragment: "what about X", "and the risks?", "why?"."""
    rest = _WHAT_ABOUT.sub("", text)
    before = topic.standalone.rstrip(" ?.!")
    if topic.focus and rest != text and (name := _new_subject(rest, topic, names)):
        asked = set(content_words(rest)) - set(words(name))
        return (_swapped(topic.standalone, topic.focus, name), (topic.standalone,)) if not asked else None
    subject = " and ".join(topic.subjects[:2]) or topic.focus
    if subject and not subject_words(rest) and set(words(rest)) & english().aspects:
        return f"{rest.rstrip(' ?.!')} of {subject}?", (subject,)
    if rest != text and _CONTINUES.match(text):
        return f"{before} - {rest}", (topic.standalone,)
    return (f"{before} - {text}", (topic.standalone,)) if not subject_words(text) else None


def _new_subject(rest: str, topic: Topic, names: NameIndex) -> str:
    """Return what "what about ..." puts in the subject's place: a name with nothing beside it, or any bare term."""
    found: Sequence[str] = names.find(rest)
    if not found and topic.kind == "definition" and is_bare_term(rest.lower()):
        found = (rest.strip(" ?.!"),)
    return found[0] if found and len(subject_words(rest)) <= len(words(found[0])) else ""


def _swapped(text: str, old: str, new: str) -> str:
    swapped = re.sub(re.escape(old), lambda _: new, text, flags=re.IGNORECASE)
    return swapped if swapped != text else f"{text.rstrip(' ?.!')} - {new}?"


def _before(text: str, name: str) -> bool:
    """Tell whether a pronoun stands in front of a name, so that it can only mean something said earlier."""
    pronoun = _POSSESSIVE.search(text) or _PRONOUN.search(text)
    return pronoun is not None and pronoun.start() < text.lower().find(name.split()[0].lower())
