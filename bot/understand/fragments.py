"""Fragments: questions that say only what is new, completed from the turn before."""

import re
from collections.abc import Sequence

from bot.understand.asked import MONTHS
from bot.understand.exchanged import exchanged, other_thing
from bot.understand.fit import NameIndex
from bot.understand.kinds import is_bare_term, kind_of
from bot.understand.named import named_things
from bot.understand.phrases import is_general, is_plural, noun_phrases
from bot.understand.topic import ENDS, JOINT, Resolved, Topic, swapped
from bot.words.language import content_words, english, subject_words, verbose, words

_AUXILIARY = "is|are|was|were|do|does|did|can|could|should|will|would|has|have|may|must|to"
_CONTINUES = verbose(r"""
    ^\W*(?:(?:and|but|or|so|ok|then|also)\b[\s,]*)*
    (?:(?:what|how)\sabout|what\sof|(?:the\s)?same\sfor|and|but|or|also
        |(?:(?:no|nope|sorry|not\sthat)\W+)*(?:i|we)\s(?:meant?|asked\sabout|was\sasking\sabout|am\sasking\sabout))\b\s*""")
# One more thing about what was asked: "in which countries?", "how many employees?", "since when?".
_FRAGMENT = verbose(r"""
    ^\W*(?:(?:in|for|to|by|on|at|from|since|until|with|of)\s)?
    (?:
        (?:which|what|how\smany|how\smuch)(?:\s[\w-]+){1,2}
        |how\s(?:long|often)|when|where|who|whom
    )\W*$""")
# A case that the question before leaves open: "also if it is our own employee?", "even past the swimmers?"; not "what
# if ..." or "if ..., what", and no statement with a question behind it.
_CONDITION = verbose(rf"""
    ^\W*(?:
        (?:(?:and|but|so|ok)\W+)*(?:also|even|only|still)\s
            (?:if|when|where|for|in|with|without
                |(?:on|at|by|during|after|before|past|over|under|near|between|outside|inside)
                    (?!\s(?:what|which|how|whom|whose)\b|(?:\W+\w+){{7}}))
        |(?:and|but|or)\s(?:if|unless|when\s(?!(?:{_AUXILIARY}))
            |(?:before|after|while|until|since|once)\s(?:i|we|you|he|she|it|they|the|my|our|your|his|her|their)\s\w+)
    )\b
    (?!.*(?:,\s*(?:what|who|how|which|when|where|why|(?:{_AUXILIARY}))\b|[.?!]\s+\S))""")
# What can only be asked of the question before as a whole: "why not?", "and after that?".
_OF_THE_WHOLE = verbose(r"""
    ^(?:why(?:\snot|\sso|\sthen|\sis\s(?:that|this)(?:\sso)?)?|how\s(?:come|so)|afterwards
        |(?:after|before|until|since)\s(?:that|this|then))$""")
# "How long does it take?" - "What was it before that?"
_AMOUNT_THEN = verbose(r"""
    ^(?:what|how\s(?:much|many|long|high|big))\s(?:is|was|were|are)\s(?:it|that|they)\s
    (?P<when>before(?:\s(?:that|then))?|earlier|previously|originally|at\sfirst|last\syear|(?:the\s)?year\sbefore
        |(?:\w+\s){1,2}(?:years?|months?|weeks?)\sago|in\s(?P<year>(?:19|20)\d\d)|now|today)$""")
_LEADS = verbose(r"^\W*(?:(?:and|but|or|so|ok|okay|then)\b[\s,]*)*")
# "And what is an SLA?" asks for no risks of it.
_MEANING = verbose(r"^what(?:'s|\sis|\sare)\b")
_ONLY = verbose(r"^(?:only|just|mainly)\s")
_PROPER = re.compile(r"(?:the )?[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*")
PLACED = re.compile(
    rf"\b(?:in|to|from|at|within|into|for)\s(?P<name>(?:the\s)?(?!(?:{MONTHS})\b)[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*)"
)
# A place, a time or a condition: "in the EU?", "for small companies?", "since 2020?", "on Sundays?", not
# "on site parking".
_PLACE = verbose(r"""
    ^(?P<preposition>in|at|for|to|from|since|under|during|within|by|of
        |on(?=\s(?:(?:public|bank)\s)?(?:holiday|weekday|weekend|\w{3,6}day)s?\b))\s
    (?!(?:which|what|whom|how|that|this|short|general|example)\b)(?P<place>[\w'-]+(?:\s[\w'-]+){0,3})\W*$""")
_OF_LAST = frozenset(["for", "of"])  # "the ban for abuse": what stands behind these last is exchanged
_WHERE = verbose(r"\b(?:at\shome|abroad|overseas|offshore|onshore|nearshore|domestically|in-?house)\b")
_PLACE_ENDS = r"(?=\W*$|[,.;:?!]|\s(?:and|or|for|in|on|by|with|than|to|when|if|is|are|was|were|today|now)\b)"
_CLAUSE = verbose(rf"^(?:(?:what|which|who|how|why|when|where)\b(?:\s[\w'-]+){{0,3}}?\s)?(?:{_AUXILIARY})\b")
_MEASURE = verbose(r"^(?:how\s(?:often|long|much|many|soon|far|big|old)|when|where)\b")
_DEFINITE = verbose(r"\bthe\s[\w'-]+(?:\s[\w'-]+)?\W*$")


# A noun with its article and no more: "the deadline", "the general limit per year", but no name as "the US".
_THE = re.compile(
    r"[Tt]he (?!\S* ?(?:in|at|on|of|for|to|by|from|with|and|or)\b)(?:[\w'-]+ )?(?P<head>[a-z][\w'-]*)(?: per \w+)?$"
)
_ASKS_OF = verbose(r"""
    ^(?P<asks>\W*(?:what|who|how\smuch)\s(?:is|are|was|were)\s)(?:the|an?|my|our|your)\s[\w'-]+(?:\s[\w'-]+){0,2}?
    (?P<of>\s(?:of|for|in|at)\s.+)?$""")
_OPEN = verbose(
    r"^(?!what\sif\b|.*\b(?:they|them|it)\b)(?:who|when|where|what|how\s(?:much|long|often|high|soon|far|many))\b(?:\s[\w'-]+){1,4}$"
)


LITTLE = 2  # words of its own with which a question may leave its subject open


def complete(text: str, topic: Topic, names: NameIndex) -> Resolved | None:
    """Complete "what about X", "and the risks?", "in which countries?", "why?"; None for a whole question."""
    rest = _CONTINUES.sub("", text)
    continues = rest != text
    before = topic.standalone
    if continues and topic.focus and (name := _new_subject(rest, topic, names)):
        if topic.kind != "definition" and _MEANING.match(rest):
            return rest, ()
        asked = set(content_words(rest)) - set(words(name))
        return None if asked else (swapped(before, topic.focus, name), (before,))
    bare = rest.rstrip(ENDS).removesuffix(" please")
    if not _CLAUSE.match(rest) and (changed := exchanged(before, bare, names)):
        return changed, (before,)
    subject = " and ".join(topic.subjects[:2])
    if subject and not subject_words(rest) and _names_an_aspect(bare):
        if topic.kind == "comparison" and len(topic.subjects) > 1 and not _CLAUSE.match(rest):
            sides = f"{', '.join(topic.subjects[:-1])} and {topic.subjects[-1]}"
            return f"Compare {sides}: {_ONLY.sub('', bare)}?", topic.subjects
        return f"{bare} of {subject}?", (subject,)
    if attached := _attached(bare, topic, names):
        return attached
    if continues and (moved := _elsewhere(before, bare)):
        return moved, (before,)
    if _WHERE.fullmatch(bare) and (other := _WHERE.search(before)) and not names.find(before[slice(*other.span())]):
        return f"{before[: other.start()]}{bare}{before[other.end() :]}", (before,)
    if place := _PLACE.match(rest):
        return _moved(before, place["preposition"].lower(), place["place"]), (before,)
    if _is_whole(rest):
        if not continues:
            return None
        return (f"{bare}{JOINT}{topic.focus}?", (topic.focus,)) if _goes_on(rest, topic, names) else (rest, ())
    if continues and (swapped_in := other_thing(before, bare)):
        return swapped_in, (before,)
    if continues or _FRAGMENT.match(rest) or not (subject_words(text) or noun_phrases(text)):
        return joined(before, rest or text), (before,)
    return None


def _attached(bare: str, topic: Topic, names: NameIndex) -> Resolved | None:
    """Return a question that names no subject of its own with the one talked about; None for any other."""
    named = any(not is_general(word) for name in names.find(bare) for word in words(name))
    if not topic.focus or len(topic.subjects) > 1 or named or kind_of(bare) == "decision":
        return None
    if noun := _THE.match(bare):
        asked = _noun_asked(bare, noun, topic)
        return (asked, (topic.focus,)) if asked else None
    if noun_phrases(bare) or not _OPEN.match(bare):
        return None
    ends = all(map(is_general, content_words(bare))) and _DEFINITE.search(bare)
    return f"{bare} {topic.linked}?" if ends else f"{bare}{JOINT}{topic.focus}?", (topic.focus,)


def _noun_asked(bare: str, noun: re.Match[str], topic: Topic) -> str:
    """Return the question that a bare noun ("the general limit") asks of what was talked about, "" where none is sure.

    It keeps its words and takes over but what it lacks: what the same noun was asked of, else the thing it is a side
    of; or it stands for the noun it was asked after.
    """
    before = topic.standalone.split(JOINT)[0].rstrip(ENDS)
    head, what = noun["head"], "What are" if is_plural(noun["head"]) else "What is"
    of = re.search(rf"\b{re.escape(head)} (?P<link>on|of|for|to) .+", before, re.IGNORECASE)
    if of and (phrases := noun_phrases(of.group())):
        return f"{what} {bare} {of['link']} {phrases[0].spoken}?"
    if all(map(is_general, words(bare))):
        return f"{what} {bare} {topic.linked}?"
    if asks := _ASKS_OF.match(before):
        return f"{asks['asks']}{bare}{asks['of'] or ''}?"
    if is_general(head):
        return f"{what} {bare} {topic.linked}?"
    return f"{what} {bare} of {topic.name}?" if topic.name else ""


def goes_on_with_condition(text: str, topic: Topic) -> Resolved | None:
    """Put a case behind the question that was asked before it."""
    if not _CONDITION.match(text):
        return None
    case = re.sub(r"^\W*(?:(?:and|but|or|so|ok|also)\W+)*", "", text, flags=re.IGNORECASE)
    return joined(topic.standalone, case), (topic.standalone,)


def of_the_whole(text: str, topic: Topic) -> Resolved | None:
    """Put "why not?" and "and after that?" behind the question that was asked before; of "what was it before that?"
    the time behind one for an amount."""
    rest = _LEADS.sub("", text).rstrip(ENDS)
    if topic.kind == "number" and (then := _AMOUNT_THEN.match(rest)):
        before, year = topic.standalone, then["year"]
        return _moved(before, "in", year) if year else joined(before, f"{then['when']}?"), (before,)
    return (joined(topic.standalone, f"{rest}?"), (topic.standalone,)) if _OF_THE_WHOLE.match(rest) else None


def joined(question: str, fragment: str) -> str:
    """Put a fragment behind the question; of earlier ones only the last stays, or a long talk would grow on."""
    asked, *earlier = question.rstrip(ENDS).split(JOINT)
    return JOINT.join([asked, *(part.rstrip(ENDS) for part in earlier[-1:]), fragment])


def _elsewhere(before: str, rest: str) -> str:
    """Return the question with another proper name where it has one behind a preposition; "" where it has none.

    "What about the US?" after "May data go to India?" asks of another land.
    """
    placed = PLACED.search(before)
    if not placed or not _PROPER.fullmatch(rest):
        return ""
    return f"{before[: placed.start('name')]}{rest}{before[placed.end('name') :]}"


def _new_subject(rest: str, topic: Topic, names: NameIndex) -> str:
    """Return what "what about ..." puts in the subject's place: a name with nothing beside it, or any bare term."""
    place = _PLACE.match(rest)
    if place and place["preposition"].lower() != "of":
        known = names.find(place["place"]) if place["preposition"].lower() == "for" else ()
        whole = known and len(subject_words(place["place"])) <= len(words(known[0]))
        return known[0] if whole and names.find(topic.focus) else ""
    found: Sequence[str] = names.find(rest)
    if not found and topic.kind == "definition" and is_bare_term(rest.lower()) and not _THE.match(rest.rstrip(ENDS)):
        found = (rest.strip(ENDS),)
    return found[0] if found and len(subject_words(rest)) <= len(words(found[0])) else ""


def _names_an_aspect(text: str) -> bool:
    nouns = english().list_nouns.union(*english().aspect_groups.values())
    return bool(nouns & set(words(text)[-1:]))


def _goes_on(rest: str, topic: Topic, names: NameIndex) -> bool:
    """Tell whether a question for a figure, a time or a place behind an "and" is about the same subject: it names no
    other, and little else."""
    if not topic.focus or not _MEASURE.match(rest) or named_things(rest) or names.find(rest):
        return False
    own = set(subject_words(rest))
    return len(own) <= LITTLE and not own & set(words(topic.focus))


def _is_whole(text: str) -> bool:
    """Tell whether a text asks something of its own: a clause with a subject, not "and what is the price?"."""
    return bool(subject_words(text) and _CLAUSE.match(text) and not _DEFINITE.search(text))


def _moved(question: str, preposition: str, place: str) -> str:
    """Put a place or time where the question has one behind the same preposition, else behind the question."""
    same = r"\d+" if place[:1].isdigit() else r"(?:[A-Z][a-z]+|[A-Z]{2,3}\b)(?: [A-Z][a-z]+)*"
    phrase = f"{preposition} {place}"
    moved = re.sub(rf"\b{preposition} (?:the )?{same}{_PLACE_ENDS}", lambda _: phrase, question, count=1)
    if moved == question and preposition in _OF_LAST:
        moved = re.sub(
            rf"\b{preposition} (?!(?:the|an?|my|our|your|this)\b)(?:(?!per\b)[^\W\d]+ ){{0,4}}?[^\W\d]+(?=\W*$)",
            lambda _: phrase,
            question,
            count=1,
        )
    return moved if moved != question else joined(question, f"{phrase}?")
