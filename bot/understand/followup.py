"""Follow-up questions: what "it", "the other one" or "which of them" mean after the turns before."""

import re
from collections.abc import Sequence

from bot.types import Query
from bot.understand.fit import NameIndex
from bot.understand.fragments import PLACED, complete, goes_on_with_condition, joined, of_the_whole
from bot.understand.kinds import kind_of
from bot.understand.named import Frequency, dated, named_things
from bot.understand.referents import amount_meant, can_do, of_own, spliced, thing_meant
from bot.understand.topic import ENDS, Resolved, Topic, swapped
from bot.words.language import content_words, opens_question, subject_words, verbose, words

# "It's" is written for "its" behind a verb or a preposition alone: "what are it's risks?", not "and it's cracked".
_POSSESSIVE = verbose(r"""
    \b(?:its|their)\b(?=\s+\w)
    |(?:(?<=\bis\s)|(?<=\bare\s)|(?<=\bwas\s)|(?<=\bdoes\s)|(?<=\bof\s)|(?<=\bfor\s)|(?<=\babout\s))it's\b(?=\s+\w)""")
# "this", "that" and "these" are pronouns at an end, in front of a verb, or with a noun that names no subject.
_PRONOUN = verbose(r"""
    \b(?:(?!(?-i:IT)\b)it(?!\smean\sthat\b)
        (?!(?:['’]s|\sis|\sgets?)\s(?:raining|snowing|freezing|dark)\b|\s(?:rain|snow|freeze)s\b)
        (?!\s(?:take|cost|pay|make\ssense|matter|time)s?\b(?:\s\w+){0,3}?\s(?:(?:to|for)\s\w+\s\w+|if|whether|where|who|when|how)\b)
        (?!\s(?:better|best|wise|wiser|smart|smarter|cheaper|faster|quicker|safer|possible|legal|lawful|allowed
        |necessary|sensible|advisable|normal|common|usual|hard|easy|difficult|worth|good|bad|ok|okay|risky)
        (?:\sfor\s\w+)?\s(?:to|that|if)\b)|they|them)\b
    |\b(?:this|that|these|those)\b(?=\s*(?:$|[?.!,]|(?:
        is|are|was|were|be|has|have|does|do|can|could|will|would|should|must|may|might|not
        |means?|costs?|works?|fits?|sounds?|seems?|looks?|makes?|helps?|happens?|applies|apply
        |better|worse|cheaper|one|model|approach|option|strategy|way|kind|type|or|than|versus|vs
    )\b))
    |(?<=of\s)(?:this|that|these|those)\b
    |(?<=\bis\s)(?:this|that)\b
    |(?<=\bare\s)(?:these|those)\b
    |(?<=\bdoes\s)(?:this|that)\b""")
_SINGULAR = verbose(r"\b(?:(?!(?-i:IT)\b)it|its|it's|this|that)\b")
# The sum that was asked for, where persons were asked about: "when do they get it?".
_PAID = verbose(r"(?<=\b(?:get|pay)\s)it\b|(?<=\bearn\s)it\b|(?<=\bis\s)it(?=\s(?:due|paid)\b)")
_PLURAL = verbose(r"\b(?:they|them|their|these|those)\b")
# "how do I set one up?", but not "which one", "this one"
_ONE = verbose(r"""
    (?<!which\s)(?<!this\s)(?<!that\s)(?<!the\s)(?<!other\s)(?<!no\s)\bone\b(?=\W*$|\s(?:up|out|in|for)\b)""")
_A_SORT = verbose(r"\b(?:an?|the|any|each|another|no)\s[\w-]+\s$")
_BOTH = verbose(r"""
    \b(?:
        both(?:\sof\s(?:them|these))?
        |(?:which|either|neither|any|one)\sof\s(?:them|these|those|the\stwo)
        |the\stwo
        |which(?:\sone)?(?=\s(?:
            is|are|has|costs?|gives?|offers?|needs?|takes?|suits?|fits?|would|should|do|does|carries|keeps?
        )\b)
    )""")
_OF_TWO = verbose(r"\b(?:which|either|neither)\sof\s(?:the\stwo|them)\b")
_NOUN = r"\s(?:one|option|model|side|approach)\b"
# Without a noun only at an end or in front of a verb: "the first is cheaper", not "the first step".
_ALONE = r"""\b(?=\W*$|'s\b|[,.?!;]|\s(?:
    and|or|than|is|are|was|were|has|have|does|do|can|should|better|cheaper|costs?|works?)\b)"""
_OTHER = verbose(rf"\b(?:the\sother(?:{_NOUN}|{_ALONE})|other\sone\b)")
# "What about the other ferry?" names the sort of thing alone.
_OTHER_THING = verbose(r"(?<=\bthe\s)other\s[a-z]+(?=\W*$)")
_FORMER = verbose(rf"\bthe\s(?:former\b(?:{_NOUN})?|first(?:{_NOUN}|{_ALONE}))")
_LATTER = verbose(rf"\bthe\s(?:latter\b(?:{_NOUN})?|(?:second|last)(?:{_NOUN}|{_ALONE}))")
# Asks whether what was said or asked last holds: "is that always so?", "does this also hold for captives?"
_HOLDS = verbose(r"""
    ^\W*(?:(?:and|but|so|ok|really)\W+)*(?:(?:is|was)\s(?:that|this|it)\s(?:(?:really|actually|always|still|generally|also|even|ever)\s)*
        (?:so|true|right|correct|the\scase)|(?P<holds>(?:does|do)\s(?:that|this|it)\s(?:(?:really|always|still|also|even)\s)*(?:hold|apply)(?:\strue)?))\b
    (?P<rest>.*)$""")
# Where it is, as asked last: "what does a developer cost there?", not "is there", "there are".
_THERE = verbose(r"""(?<!is\s)(?<!are\s)(?<!was\s)(?<!were\s)(?<!be\s)(?:\b(?:over|out|down|up)\s)?\bthere\b
    (?!\s(?:is|are|was|were|be|any|a|an|no|some)\b|'s)""")
# "Where does the SLA stand in relation to that?" asks of two things, one of them said before.
_SET_BESIDE = verbose(r"""
    \b(?:(?:relation|relative|compared|contrast|opposed|next|close|similar)\s(?:to|with)|(?:differ\w*|different)\s(?:from|to|than)
        |(?:(?!other\b|rather\b)\w+er|more|less|worse)(?:\s\w+)?\sthan|instead\sof)\s(?P<it>that|this|it|them)(?=\W*$)""")
_COUNTED = verbose(r"\bhow\s(?:much|many)\s(?P<thing>[\w-]+)")
APART = "the one that is not "
_OWNED = ("the ", "our ", "my ", "your ")
_DIFFERENCE = verbose(r"\bdifferences?\W*$")
_CONTINUES = verbose(r"^\W*(?:and|but|or|also|what\sabout|how\sabout|what\sof|same\sfor)\b")


def stand_alone(text: str, topic: Topic, names: NameIndex) -> Resolved:
    """Return the question with what it leaves unsaid filled in from the topic, and the words filled in."""
    if not topic.standalone or kind_of(text) in ("greeting", "about"):
        return text, ()
    placed = _there(text, topic)
    text = placed or text
    found = (
        _holding(text, topic)
        or of_the_whole(text, topic)
        or goes_on_with_condition(text, topic)
        or _pair(text, topic, names)
        or _pronoun(text, topic, names)
        or complete(text, topic, names)
    )
    return found or (text, (topic.standalone,) if placed else ())


def _holding(text: str, topic: Topic) -> Resolved | None:
    """Put "is that always so?" behind what was said or asked last."""
    found = _HOLDS.match(text)
    if not found:
        return None
    rest = found["rest"].strip(ENDS)
    if rest and not found["holds"]:
        return None
    return joined(topic.standalone, f"{rest}?") if rest else f"{topic.standalone.rstrip(ENDS)}?", (topic.standalone,)


def _there(text: str, topic: Topic) -> str:
    """Return a question with the place named last for its "there", or who was named; "" where there is none."""
    before = topic.standalone
    if not _THERE.search(text) or not (before.endswith("?") or opens_question(before)):
        return ""
    places = [f"in {place}" for place in PLACED.findall(before)] or [f"at {topic.name}"] * bool(topic.name)
    return _THERE.sub(lambda _: places[-1], text, count=1) if places else ""


def refers(text: str) -> bool:
    """Tell whether a question leaves its subject to what was said before it."""
    found = _POSSESSIVE.search(text) or _PRONOUN.search(text) or _one(text)
    return found is not None and not of_own(text[: found.start()])


def asked_words(text: str, query: Query, frequency: Frequency) -> list[str]:
    """Return the content words of a text of a query without those of a thing carried over that no document holds, where
    what was asked before has others that one does: "the total bill" after "what is the total bill for the move?"."""
    asked = content_words(text)
    things = " ".join(thing for thing in query.carried if not thing.endswith("?"))
    over = set(content_words(things)).difference(words(query.question))
    before = subject_words(query.before)
    held = frequency([*over, *before])
    if not any(held[word] for word in before if word not in over):
        return asked
    return [word for word in asked if word not in over or held[word]]


def _pair(text: str, topic: Topic, names: NameIndex) -> Resolved | None:
    """Resolve "the former", "the other one", "which of them" after two things were asked about."""
    if names.find(text) and not _OF_TWO.search(text):
        return None
    if not _is_pair(topic, names):
        return _beside(text, topic)
    first, second = topic.pair
    if _FORMER.search(text) and _LATTER.search(text):
        return _put(second, _LATTER, _put(first, _FORMER, text)), topic.pair
    other = second if topic.focus == first else first
    for pattern, meant in ((_FORMER, first), (_LATTER, second), (_OTHER, other)):
        if pattern.search(text):
            text = _put(meant, pattern, text)
            compared = meant.lower() in topic.standalone.lower()
            if _CONTINUES.match(text) and not (compared or subject_words(text.replace(meant, ""))):
                return swapped(topic.standalone, topic.focus, meant), (meant,)
            return text, (meant,)
    if _BOTH.search(text):
        return f"{text.rstrip(ENDS)}: {first} or {second}?", topic.pair
    if _DIFFERENCE.search(text) and not subject_words(text):
        return f"{text.rstrip(ENDS)} between {first} and {second}?", topic.pair
    return None


def _is_pair(topic: Topic, names: NameIndex) -> bool:
    """Tell whether two things were asked about: not a name ("the Otter") after what is no name ("cabins")."""
    apart = topic.recent == topic.pair and len({bool(names.find(one)) for one in topic.pair}) > 1
    return bool(topic.pair) and not apart


def _beside(text: str, topic: Topic) -> Resolved | None:
    """Resolve "the other one" after but one thing was asked about: what its document names beside that."""
    if _CONTINUES.match(text) and not subject_words(_OTHER_THING.sub("", text)):
        text = _OTHER_THING.sub("other one", text)
    # Of what is counted ("how much notice does Brook get?") there is no other one, but of who has it.
    counted = _COUNTED.search(topic.standalone)
    has = topic.name if counted and counted["thing"].lower() in topic.focus.lower().split() else ""
    one = has if has and not dated(has.lower()) else topic.focus
    if not one or not _OTHER.search(text):
        return None
    rest = _put("", _OTHER, _CONTINUES.sub("", text)).strip(ENDS)
    apart = f"{APART}{one}"
    before = re.sub(rf"\b[Tt]he {re.escape(one)}\b", lambda _: one, topic.standalone)
    return _put(apart, _OTHER, text) if rest else swapped(before, one, apart), (one,)


def apart_from(standalone: str, carried: Sequence[str]) -> str:
    """Return the thing whose counterpart a question is about, "" for none."""
    return next((thing for thing in carried if f"{APART}{thing}" in standalone), "")


def _pronoun(text: str, topic: Topic, names: NameIndex) -> Resolved | None:
    """Put the subject in place of "it" or "their", unless the question itself names what is meant."""
    if (set_beside := _SET_BESIDE.search(text)) and topic.focus and topic.focus.lower() not in text.lower():
        return spliced(text, *set_beside.span("it"), topic.focus), (topic.focus,)
    own = names.find(text)
    if own and not _before(text, own[0]):
        return None
    thing = thing_meant(topic, bool(names.find(topic.focus))) if _SINGULAR.search(text) else ""
    if not thing and (sum_asked := amount_meant(topic.standalone)) and (paid := _PAID.search(text)):
        text = f"{text[: paid.start()]}{sum_asked}{text[paid.end() :]}"
    if possessive := _POSSESSIVE.search(text):
        meant = thing or topic.several
        front = text[: possessive.start()]
        if not meant or of_own(front) or named_things(front):  # "What did Kodak do with its data centres?"
            return None
        return _POSSESSIVE.sub(lambda _: f"{meant}'s", text), (meant,)
    # "What happens if they miss it": one subject is "it", and "they" are people.
    said = (match for match in _PRONOUN.finditer(text) if not _is_relative(text, match))
    found = [match for match in said if bool(_PLURAL.fullmatch(match.group())) != bool(thing)]
    one = None if found else _one(text)
    place, meant = (one, topic.focus) if one else (next(iter(found), None), thing or topic.several)
    if not place or not meant or of_own(text[: place.start()]):
        return None
    if not thing and not one and not can_do(meant, text[place.end() :]):
        return None
    some = text[: place.start()].lower().endswith(" of ") and meant[0].islower() and not meant.startswith(_OWNED)
    return spliced(text, *place.span(), f"{'the ' * some}{meant}"), (meant,)


def _is_relative(text: str, match: re.Match[str]) -> bool:
    """Tell whether a "that" goes on with the noun in front of it: "a task that is important"."""
    front = text[: match.start()].rstrip()
    noun = words(front)[-1] if front[-1:].isalnum() else ""
    that = match.group().lower() == "that" and opens_question(text)
    return that and bool(content_words(noun)) and not noun.endswith("ing")


def _one(text: str) -> re.Match[str] | None:
    """Return the "one" of a text that means a thing said before, not "a little one"."""
    found = _ONE.search(text)
    return None if found and _A_SORT.search(text[: found.start()]) else found


def _put(meant: str, pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda _: meant, text, count=1)


def _before(text: str, name: str) -> bool:
    """Tell whether a pronoun stands in front of a name, so that it can only mean something said earlier."""
    pronoun = _POSSESSIVE.search(text) or _PRONOUN.search(text)
    return pronoun is not None and pronoun.start() < text.lower().find(name.split()[0].lower())
