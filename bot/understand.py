"""A question and the turns before it become a `Query` that stands alone."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.fit import NameIndex
from bot.kinds import is_bare_term, kind_of
from bot.language import clean, content_words, english, stem, subject_words, words
from bot.types import Kind, Query

_FRAME = re.compile(
    r"^\W*((so|and|but|ok|okay|please|hi|hello|hey|well|then|also|now)\b[\s,]*)*"
    r"((can|could|would) you (please )?(tell me|explain|define|describe|say)( to me)?|tell me( more)?( about)?|(i('d)? (want|would like|like) to know|i wonder|do you know)( about)?|"
    r"explain|define|describe|compare|what('s| is| are| was| were)|what do(es)?|who('s| is| are)|the (word|term|name) for)?\b\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\b((stands?|standing) for|means?|meaning|meant|definition|called|in (short|brief|simple (words|terms)|general)|please|pls|thanks|exactly|then)\b[\s?.!]*$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:known as|called|referred to as|termed)\s+(?:an? |the )?[\"“'‘]?((?:[\w-]+ ){0,2}[\w-]+)[\"”'’]?(?=[).,;:])",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s+(?:in (?:this|a|an|one|our|your|plain|simple|other|few|two)\b.*|(?:to|for) (?:me|us|dummies|beginners|a|an|my|our)\b.*)$",
    re.IGNORECASE,
)
_SIDE_FRAMES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:differences?|distinction|similarit\w+|distinguish\w*|comparison|choose|choice|choosing|decide|contrast)\s*(?:is |are |there )?(?:between|of|among)?\s+(.+?)\s+(?:and|or|from|vs\.?|versus)\s+(.+)",
        r"\bcompare\s+(.+?)\s+(?:and|with|to|against|vs\.?|versus)\s+(.+)",
        r"\bhow (?:is|are|do|does)\s+(.+?)\s+(?:different|differ)\w*\s+(?:from|to|than)\s+(.+)",
        r"(.+?)\s+(?:differs?|different|distinct|apart)\s+(?:from|to|than)\s+(.+)",
        r"(.+?)\s+(?:vs\.?|versus|compared (?:to|with)|as opposed to|or|rather than)\s+(.+)",
        r"\b(?:is|are|does|do)\s+(.+?)\s+(?:the same(?: thing)? as|equal to|better than|cheaper than|safer than|faster than|more \w+ than|less \w+ than)\s+(.+)",
        r"(.+?)\s+and\s+(.+?)\s+(?:the same|differ\w*|compared?)\b",
        r"\b(?:more|less|better|cheaper|faster|safer|\w+er)\b.*?\b(?:with|in|by|under|of)\s+(.+?)\s+than\s+(?:with|in|by|under|of)?\s*(.+)",
    )
]
_SIDE_CLEAN = re.compile(
    r"^(?:(?:which|what|who|how|why|is|are|was|does|do|should|we|i|the|a|an|better|cheaper|faster|safer|riskier|more|less|expensive|in terms of \w+|between|using|choosing|either|with|it|"
    r"simply|just|exactly|and|so|difference)\b[\s,:;-]*)+|\s+(?:in terms of|regarding|with respect to|with regard to|as to|when it comes to|concerning|for|on|in)\b.*$|[\s,;:?.!]+$",
    re.IGNORECASE,
)
_SIDE_HEAD = re.compile(r"^.*[:;]\s*(?:is|are|an?|the|own)?\s*")
_POSSESSIVE = re.compile(r"\b(its|their|it's)\b(?=\s+\w)", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(it|they|them)\b|\b(this|that|these|those)\b(?=\s*(?:$|[?.!,]|(?:is|are|was|were|has|have|does|do|mean|means|cost|costs|work|works|fit|fits|better|worse|cheaper|one|model|approach|option|"
    r"strategy|way|kind|type)\b))|(?<=of )(this|that|these|those)\b|(?<=\bis )(this|that)\b|(?<=\bare )(these|those)\b|(?<=\bdoes )(this|that)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(both( of (them|these))?|(which|either|neither|any|one) of (them|these|those|the two)|the two|which( one)?(?= (is|are|has|costs?|gives?|offers?|needs?|takes?|suits?|fits?|would|should|do|does|carries|keeps?)\b))",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\b(the )?other( one| option| model| side)?\b(?!\s+\w+ing\b)", re.IGNORECASE)
_FORMER = re.compile(r"\bthe (former|first)( one| option| model)?\b", re.IGNORECASE)
_LATTER = re.compile(r"\bthe (latter|second|last)( one| option| model)?\b", re.IGNORECASE)
_CONTINUES = re.compile(
    r"^\W*(and|but|or|also|what about|how about|what of|same for|and for)\b\s*", re.IGNORECASE
)
_WHAT_ABOUT = re.compile(
    r"^\W*((and|but|or|so|ok|then|also)\b[\s,]*)*((what|how) about|what of|same for|and)\b\s*", re.IGNORECASE
)


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


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns questions into queries with the names the library knows and a speller for its words.

    `names` finds the terms, titles and headings that can be a subject; `spell` returns a word of the
    library for a misspelt one, or the word unchanged.
    """

    names: NameIndex = NameIndex()
    spell: Callable[[str], str] = str

    def understand(self, question: str, history: Sequence[str] = ()) -> Query:
        topic = Topic()
        for turn in history:
            topic = self._next_topic(topic, self._query(turn, topic))
        return self._query(question, topic)

    def _query(self, question: str, topic: Topic) -> Query:
        text = self._spelled(clean(question))
        standalone, carried = self._stand_alone(text, topic)
        kind = kind_of(standalone)
        subjects = self.subjects(standalone, kind)
        return Query(
            question=question,
            standalone=standalone,
            kind=kind,
            terms=tuple(dict.fromkeys(content_words(standalone))),
            subjects=subjects,
            carried=carried,
        )

    def _spelled(self, text: str) -> str:
        return re.sub(r"[^\W\d_]{4,}", lambda match: self.spell(match.group()), text)

    def subjects(self, text: str, kind: Kind) -> tuple[str, ...]:
        """Return what a question asks about: two sides of a comparison, else one name or noun phrase."""
        if kind in ("comparison", "yes_no", "decision", "other"):
            sides = comparison_sides(self._with_names(text))
            if sides and (kind == "comparison" or all(self._known(side) for side in sides)):
                return sides
        names = self.names.find(text)
        if (
            kind == "definition"
            and (several := asked_terms(text))
            and all(self._known(term) for term in several)
        ):
            return several
        if kind == "definition" and (asked := asked_term(text)):
            return (names[0],) if names and len(words(names[0])) >= len(words(asked)) - 1 else (asked,)
        if names:
            return names[:2]
        rest = subject_words(text)
        return (" ".join(rest[:6]),) if rest else ()

    def _with_names(self, text: str) -> str:
        """Put the first name in place of a later "it" ("what is X and how does it differ from Y")."""
        names = self.names.find(text)
        pronoun = re.search(r"\b(it|they)\b(?= differ| compare)", text, re.IGNORECASE)
        if pronoun and names and 0 <= text.find(names[0]) < pronoun.start():
            return text[pronoun.start() :].replace(pronoun.group(), names[0], 1)
        return text

    def _known(self, phrase: str) -> bool:
        names = self.names.find(phrase)
        return bool(names) and len(words(names[0])) >= len(subject_words(phrase))

    def _stand_alone(self, text: str, topic: Topic) -> tuple[str, tuple[str, ...]]:
        """Return the question with what it leaves unsaid filled in from the topic, and the words filled in."""
        if not topic.standalone or kind_of(text) in ("greeting", "about"):
            return text, ()
        for resolve in (self._resolve_pair, self._resolve_pronoun, self._resolve_ellipsis):
            resolved = resolve(text, topic)
            if resolved is not None:
                return resolved
        return text, ()

    def _resolve_pair(self, text: str, topic: Topic) -> tuple[str, tuple[str, ...]] | None:
        if len(topic.subjects) < 2:
            return None
        first, second = topic.subjects[:2]
        other = second if topic.focus == first else first
        for pattern, words_for in ((_FORMER, first), (_LATTER, second), (_OTHER, other)):
            if pattern.search(text) and not self.names.find(text):
                text = pattern.sub(words_for, text, count=1)
                if _CONTINUES.match(text) and not subject_words(text.replace(words_for, "")) and topic.focus:
                    return _swap(topic.standalone, topic.focus, words_for), (words_for,)
                return text, (words_for,)
        if _BOTH.search(text) and not self.names.find(text):
            return f"{text.rstrip(' ?.!')}: {first} or {second}?", (first, second)
        return None

    def _resolve_pronoun(self, text: str, topic: Topic) -> tuple[str, tuple[str, ...]] | None:
        own = self.names.find(text)
        if not topic.focus or (own and not _before(text, own[0])):
            return None
        several = topic.subjects if len(topic.subjects) > 1 else topic.recent
        plain = " and ".join(several[:2]) if len(several) > 1 and not _only_one(text) else topic.focus
        replaced = _POSSESSIVE.sub(lambda _: f"{plain}'s", text)
        replaced = _PRONOUN.sub(plain, replaced, count=1) if replaced == text else replaced
        return (replaced, (plain,)) if replaced != text else None

    def _resolve_ellipsis(self, text: str, topic: Topic) -> tuple[str, tuple[str, ...]] | None:
        rest = _WHAT_ABOUT.sub("", text)
        names = self.names.find(rest) or (
            (rest.strip(" ?.!"),)
            if topic.kind == "definition" and is_bare_term(rest.lower()) and rest != text
            else ()
        )
        subject = " and ".join(topic.subjects[:2]) or topic.focus
        if names and len(subject_words(rest)) <= len(words(names[0])) and rest != text and topic.focus:
            asked = set(content_words(rest)) - set(words(names[0]))
            return (
                (_swap(topic.standalone, topic.focus, names[0]), (topic.standalone,)) if not asked else None
            )
        if subject and not subject_words(rest) and set(words(rest)) & english().aspects:
            return f"{rest.rstrip(' ?.!')} of {subject}?", (subject,)
        if rest != text and _CONTINUES.match(text):
            return f"{topic.standalone.rstrip(' ?.!')} - {rest}", (topic.standalone,)
        if subject_words(text):
            return None
        return f"{topic.standalone.rstrip(' ?.!')} - {text}", (topic.standalone,)

    def _next_topic(self, before: Topic, query: Query) -> Topic:
        if query.kind in ("greeting", "about") or not query.subjects:
            return before
        pair = query.subjects if len(query.subjects) > 1 else ()
        if not pair and query.subjects[0] in before.subjects:
            pair = before.subjects
        recent = tuple(dict.fromkeys((*before.recent[-1:], query.subjects[0])))
        return Topic(pair or query.subjects, query.subjects[0], query.standalone, query.kind, recent)


def comparison_sides(text: str) -> tuple[str, ...]:
    """Return the two things a question compares, without articles and trailing conditions; () when it names none."""
    for frame in _SIDE_FRAMES:
        match = frame.search(text)
        if match:
            sides = (_side(match.group(1).rpartition(",")[2]), _side(match.group(2).partition(",")[0]))
            if (
                all(sides)
                and sides[0].lower() != sides[1].lower()
                and all(len(words(side)) <= 6 for side in sides)
            ):
                return sides
    return ()


def asked_term(text: str) -> str:
    """Return the term whose meaning is asked, or "" when the question is no plain "what is X"."""
    term = _ASIDE.sub("", _TAIL.sub("", _FRAME.sub("", text, count=1)).strip(" ?.!,'\"“”‘’"))
    term = re.sub(
        r"^(?:the |an? |meant by |meaning of |definition of |the (?:meaning|definition) of |by )+",
        "",
        term,
        flags=re.IGNORECASE,
    )
    return term if 1 <= len(words(term)) <= 6 else ""


def asked_terms(text: str) -> tuple[str, ...]:
    """Return the terms of a question for several meanings ("BPO, KPO and LPO"), else ()."""
    text = _ASIDE.sub("", text.strip(" ?.!"))
    parts = [
        asked_term(part)
        for part in re.split(r",| and | or |\?", _FRAME.sub("", text, count=1))
        if words(part)
    ]
    terms = tuple(part for part in parts if part)
    return terms if 2 <= len(terms) <= 4 and all(len(words(term)) <= 4 for term in terms) else ()


def names_of(headings: Iterable[str]) -> frozenset[str]:
    """Return the names in titles and headings that can be a subject: "X" itself, "X: more", "What is X?", "X of Y"."""
    names = set()
    for heading in headings:
        for part in re.split(r":\s|\s[–—-]\s", heading)[:1]:
            stated = re.sub(r"^what (.+?) (is|are|means?)\W*$", r"what is \1", part, flags=re.IGNORECASE)
            opens = (words(stated) or [""])[0]
            if opens in ("why", "how", "when", "where", "who", "which") or re.search(
                r" (vs\.?|and|or|of|for|in|to|with|from|that|by|at) ", stated
            ):
                continue
            term = asked_term(stated)
            if term and subject_words(term) and len(words(term)) <= 3:
                names.add(term.lower())
    return frozenset(names)


def names_called(texts: Iterable[str]) -> frozenset[str]:
    """Return the names that a text gives a thing: the X of "known as X", "called X", "referred to as X"."""
    found = (match.group(1).lower() for text in texts for match in _CALLED.finditer(text))
    return frozenset(name for name in found if subject_words(name) and words(name)[-1] not in english().stop)


def _side(text: str) -> str:
    text = _SIDE_HEAD.sub("", text) if re.search(r"[:;]", text) else text
    before = None
    while before != text:
        before, text = text, _SIDE_CLEAN.sub("", text).strip()
    return text if subject_words(text) or is_bare_term(text) else ""


def _swap(text: str, old: str, new: str) -> str:
    swapped = re.sub(re.escape(old), lambda _: new, text, flags=re.IGNORECASE)
    return swapped if swapped != text else f"{text.rstrip(' ?.!')} - {new}?"


def _before(text: str, name: str) -> bool:
    """Tell whether a pronoun stands in front of a name, so that it can only mean something said earlier."""
    pronoun = _POSSESSIVE.search(text) or _PRONOUN.search(text)
    return pronoun is not None and pronoun.start() < max(0, text.lower().find(name.split()[0].lower()))


def _only_one(text: str) -> bool:
    return bool(re.search(r"\b(it|its|it's|this|that)\b", text, re.IGNORECASE))
