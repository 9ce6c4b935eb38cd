"""What "it" and "they" can stand for: "it" for one thing and no person, "they" for those who can do what is asked."""

import re

from bot.understand.phrases import Phrase, is_person, is_plural, main_phrase, noun_phrases
from bot.understand.topic import JOINT, Topic
from bot.words.language import english, stem, words
from bot.words.ranges import TIME

_CLAUSE = re.compile(r"[,;:?]|\b(?:or|and|but|then)\b")
_NEW = frozenset(["a", "an", "some", "somebody's", "someone's"])  # what is brought up, and not known from before
_OWN = frozenset(["my", "our", "your", "his", "her", "their", "the"])
_SHORT = re.compile(r"['’](?P<verb>s|re)\b(?P<done>\s(?:been|got|had|become|gone)\b)?")
_THE = re.compile(r"\bthe (?P<noun>[a-z]+)\b", re.IGNORECASE)
# Of a figure nothing is asked further: "it" is what has it.
_FIGURE_OF = re.compile(
    r"(?:the |its )?(?:[\w-]+ )?(?:age|area|capacity|cost|duration|height|length|lifespan|population|price|range|size"
    r"|speed|temperature|volume|weight|width) of (?P<thing>\S.*)",
    re.IGNORECASE,
)
_EARNED = re.compile(
    r"\b(?:how much|what) (?:do|does|did|will|would|can) .{2,60}\b(?:get|earn|pay|receive|make)\b", re.IGNORECASE
)


def thing_meant(topic: Topic, named: bool) -> str:
    """Return what "it" means after a topic: the one in focus, whose figure may have been asked for or, where that is
    several or a person, the single thing that was asked about with it; "" where there is none and persons or doers are
    in focus.

    `named` tells whether the library knows the focus by name.
    """
    if figure := _FIGURE_OF.match(topic.focus):
        return figure["thing"]
    head = topic.focus.split(" of ")[0].split()[-1:]
    if not head or topic.focus[0].isupper() or not (is_plural(head[0]) or is_person(head[0])):
        return topic.focus
    phrases = noun_phrases(topic.standalone.split(JOINT)[0])
    if found := main_phrase([phrase for phrase in phrases if _is_thing(phrase)]):
        return found.spoken
    does = any(phrase.before in english().grammar["helping"] for phrase in phrases if topic.focus.endswith(phrase.text))
    return "" if is_person(head[0]) or (does and not named) else topic.focus


def amount_meant(asked: str) -> str:
    """Return the sum that a question asks for, as it is spoken of again: "the fee", "the money"; "" for none."""
    found = next((one for one in _THE.finditer(asked) if stem(one["noun"].lower()) in english().sums), None)
    return f"the {found['noun']}" if found else "the money" * bool(_EARNED.search(asked))


def _is_thing(phrase: Phrase) -> bool:
    """Tell whether "it" can mean a phrase: one thing with an article, no person, no span of time."""
    one = bool(phrase.article) and not phrase.proper and not is_plural(phrase.head)
    return one and not is_person(phrase.head) and stem(phrase.head) not in TIME


def can_do(several: str, asked: str) -> bool:
    """Tell whether "they" can mean several in what is asked of them: nothing is done by what it names again, nor a
    trade by a thing ("do they rent out the coaches?")."""
    head, said = "".join(several.split()[-1:]), words(asked)
    deals = is_person(head) or several[0].isupper() or not english().dealings.intersection(said[:2])
    return deals and stem(head) not in map(stem, said)


def of_own(before: str) -> bool:
    """Tell whether words in front of a pronoun bring up a thing in a clause of their own, which it then means: "if I
    break a vase, what will that cost?", "he dropped his cello and it cracked"."""
    phrases = noun_phrases(" ".join(_CLAUSE.split(before)[:-1]))
    new = any(f"{phrase.article} {phrase.text}".lower().split()[0] in _NEW for phrase in phrases)
    return new or any(phrase.article.lower() in _OWN and not phrase.aside and _is_thing(phrase) for phrase in phrases)


def spliced(text: str, start: int, end: int, meant: str) -> str:
    """Return a text with what a pronoun means in its place; what is left of "it's" becomes a verb of its own."""
    rest = text[end:]
    if short := _SHORT.match(rest):
        verb = "has" if short["done"] else "are" if short["verb"] == "re" else "is"
        rest = f" {verb}{rest[short.end('verb') :]}"
    return f"{text[:start]}{meant}{rest}"
