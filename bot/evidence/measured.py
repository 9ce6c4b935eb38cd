"""What a question asks the amount of ("the gas bill", "a new lock", "building the hall"): is it told with a figure?"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from bot.evidence.told import kind_of_row, said_up_to, told_by
from bot.types import Evidence
from bot.understand.asked import holds
from bot.understand.fit import all_words
from bot.understand.named import dated, share_named
from bot.words.amounts import FIGURES, NUMBERS
from bot.words.language import WORD, english, owner, stem, stems, words

NAMED = 0.5  # share of the question's names that what is said up to a unit has to exceed
PART = 0.5  # share of the words for what is done that it has to hold: "the fee for getting the work moved"

_MUST, _FIGURE = r"(?:does|do|did|would|will|can|could)", re.compile(r"\d")
_ART = "(?:the |an? |our |your |their |its |my |this |that )?"
_WORDS = r"(?P<words>[\w'’&-]+(?: [\w'’&-]+){0,6})"
_IS = "(?:['’]s| is| are| was| were| will| would be)"
_COST = re.compile(
    rf"\b(?:what|how much) {_MUST} {_ART}(?P<words>(?!it )[\w'’& -]+?) (?:cost|earn|weigh)s?\b", re.IGNORECASE
)
_COST_TO = re.compile(rf"\b(?:what|how much) {_MUST} it (?:\w+ )?cost(?: \w+)? to {_WORDS}", re.IGNORECASE)
_HOW_MUCH = re.compile(rf"\bhow (?:much|high){_IS} {_ART}{_WORDS}", re.IGNORECASE)
_WHAT = re.compile(rf"\b(?:what(?P<is>{_IS}) {_ART}|(?:what|how much) ){_WORDS}", re.IGNORECASE)
_FOR = re.compile(rf"\b(?:of|for|per) {_ART}{_WORDS}", re.IGNORECASE)
# "The duvet with silk filling", "the tile made of clay": what tells one thing from others of its name.
_WITH = re.compile(rf"^(?:with|without|made of) {_ART}{_WORDS}", re.IGNORECASE)
# "How much did Orla pay its lawyers for it": who is paid has to stand with the figure.
_PAID = re.compile(
    rf"\bhow much (?:{_MUST} [\w'’& -]+? (?:pay|owe|give|lend|charge|award|grant)"
    rf"|(?:is|are|was|were|has been) (?:paid|owed|given|lent|charged|awarded|granted) to)"
    rf" (?:its|his|her|their|the|an?|our|my) {_WORDS}",
    re.IGNORECASE,
)
# "What do we pay per hour of overtime": what is had by the hour has to stand with the figure.
_PER = re.compile(
    rf"\b(?:what|how much) {_MUST} [\w'’& -]+? (?:pay|owe|charge|cost|get|earn)s? (?:(?:for|per) )?"
    rf"(?:an? |each |every |one )?(?:hour|day|night|week|month|year|piece|item|unit) (?:of|for) {_ART}{_WORDS}",
    re.IGNORECASE,
)
# "How much is charged per call": so is whatever else a sum is reckoned by. "How many kilos of flour": in a unit.
_BY_PIECE = re.compile(
    rf"\b(?:how much|what)\b.*\b(?:charge|pay|cost|ask|get|earn|paid|charged|price|rate|fee)\w*\b.*\bper {_WORDS}",
    re.IGNORECASE,
)
_UNITS_OF = re.compile(rf"\bhow many (?P<unit>[a-z]+) of {_ART}{_WORDS}", re.IGNORECASE)
# "How much honey does a hive give", "how much do you charge for an x-ray": what there is so much of has to stand with
# the figure where the text calls it that, and what is charged for with one of the prices of a list.
_CHARGED = re.compile(rf"\bhow much {_MUST} [\w'’& -]+? (?:charge|pay|ask|want)s? for {_ART}{_WORDS}", re.IGNORECASE)
_MUCH_OF = re.compile(
    rf"\bhow much (?!(?:less|more|fewer)\b)(?P<words>[\w-]+(?: [\w-]+){{0,2}}?)(?= {_MUST}\b)", re.IGNORECASE
)
_EARNS = re.compile(r"\bearns?\b", re.IGNORECASE)
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_DONE = re.compile(r"[a-z]{3,}(?:ed|en)")


@dataclass(frozen=True, slots=True)
class Measured:
    """What an amount is asked of: words that have to stand with the figure, those of which a part has to, and the act
    that has to where a figure is told with it at all: "to send a letter" can be told as postage."""

    words: tuple[str, ...]
    part: tuple[str, ...] = ()
    act: str = ""


def asked_amount(question: str) -> Measured | None:
    """Return what a question asks a sum or a rate of, None where it asks for none; of "a kilo of flour" flour."""
    question = _unit_of().sub("", question)
    determiners = english().grammar["determiners"]
    if found := _PAID.search(question):
        return Measured(tuple(word for word in _telling(phrase_words(found["words"])) if word not in _times()))
    if found := _PER.search(question):
        return Measured(_telling(phrase_words(found["words"], determiners)))
    if (found := _UNITS_OF.search(question)) and found["unit"].lower() in _units():
        return Measured(_telling(phrase_words(found["words"], determiners)))
    if (found := _BY_PIECE.search(question)) and (by := _telling(phrase_words(found["words"])[:1])):
        return Measured(tuple(word for word in by if word not in _times()))
    if found := _COST_TO.search(question):
        said = phrase_words(found["words"], determiners | english().particles | english().measures)
        return Measured(_telling([*said[1:], *_with(said, found)]), act="".join(said[:1]))
    if found := _COST.search(question):
        said = phrase_words(found["words"], determiners)
        doing = len(said) > 1 and said[0].endswith("ing")
        return Measured(_telling(said[1:]), act=said[0]) if doing else _of(said, question, found)
    if found := _HOW_MUCH.search(question):
        said = phrase_words(found["words"])
        done = len(said) == 1 and (_DONE.fullmatch(said[0]) or said[0] in english().predicates)
        return None if done else _of(said, question, found)
    found = _WHAT.search(question)
    said = phrase_words(found["words"]) if found else []
    heads = [at for at, word in enumerate(said) if stem(word) in english().sums]
    if not found or not heads:
        return None
    phrase, behind = said[: heads[-1] + 1], said[heads[-1] + 1 :]
    asked = _of(phrase, question, found)
    return asked if _ends(behind, question, found) and _is_sum(phrase, question, found) else None


@cache
def _units() -> frozenset[str]:
    return frozenset(unit for one in english().dimensions.values() for unit in one.units if unit.isalpha())


@cache
def _unit_of() -> re.Pattern[str]:
    unit = rf"(?:{'|'.join(sorted(_units()))})"
    figure = r"(?<![\d.,])\d[\d.,]{0,15} ?"
    return re.compile(
        rf"\b(?:an? |one |half an? ){unit} of |{figure}{unit}\b(?: of\b)? ?|\b(?:per|a) {unit}\b(?=\W*$)", re.IGNORECASE
    )


def _times() -> frozenset[str]:
    return english().measured["time"]


def _ends(behind: Sequence[str], question: str, found: re.Match[str]) -> bool:
    """Tell whether a noun ends its phrase, from the words behind it up to a stop word: "what fee applies to dogs" and
    "what is the bonus paid", not "what are bonus points" nor "what bonus points are there"."""
    if not behind or _DONE.fullmatch(behind[0]) or behind[0] in english().predicates:
        return True
    next_ = words(question[question.index(behind[-1], found.start("words")) + len(behind[-1]) :])[:1]
    acting = english().grammar["be"] | english().grammar["helping"]
    return not found["is"] and behind[0].endswith("s") and acting.isdisjoint(next_)


def _is_sum(phrase: Sequence[str], question: str, found: re.Match[str]) -> bool:
    """Tell a sum from another thing of that name: "the fine for parking", "the oil bill", not "what interest do"."""
    certain = stem(phrase[-1]) not in english().other_sums or found.group().lower().startswith("how")
    behind = question[found.start("words") + len(" ".join(phrase)) :].lstrip()
    return certain or len(phrase) > 1 or bool(_FOR.match(behind))


def _of(said: Sequence[str], question: str, found: re.Match[str]) -> Measured:
    """Return the words of a noun phrase with those of what stands behind it with "for", "of" or "per"."""
    end = found.start("words") + len(" ".join(said))
    behind = _FOR.match(question[end:].lstrip()) or _WITH.match(question[end:].lstrip())
    more = phrase_words(behind["words"], english().grammar["determiners"]) if behind else []
    doing = len(more) > 1 and more[0].endswith("ing")
    return Measured(_telling(said), _telling(more[1:])) if doing else Measured(_telling([*said, *more]))


def _with(said: Sequence[str], found: re.Match[str]) -> list[str]:
    """Return the words of what a noun phrase has, behind its own words: "with silk filling"."""
    behind = _WITH.match(found["words"].partition(said[-1])[2].lstrip()) if len(said) > 1 else None
    return phrase_words(behind["words"]) if behind else []


def phrase_words(text: str, skipped: Collection[str] = ()) -> list[str]:
    """Return the words of a phrase up to the first stop word that is not skipped."""
    said = (owner(match.group()) for match in WORD.finditer(text))
    kept = (word for word in said if word.lower() not in skipped)
    return list(takewhile(lambda word: word.lower() not in english().stop, kept))


def _telling(said: Iterable[str]) -> tuple[str, ...]:
    """Return the words that tell one amount from another; names are looked for apart, and words for amounts not."""
    small = english().stop | english().aspects | english().general | english().amounts | english().usual
    small |= english().aspect_groups["cost"]
    return tuple(word for word in said if word[0].islower() and word not in small and not dated(word))


def lacks_measured(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether an amount is asked of something that no unit with a figure names, where others have theirs."""
    return _lacks(question, asked_amount(question), near)


def lacks_substance(question: str, near: Sequence[Evidence]) -> bool:
    """Tell whether it is asked how much there is of a thing that the units name and none with a figure; or what is
    charged for one that a list of prices, two of them at least, leaves out."""
    found = _MUCH_OF.search(question)
    asked = _substance(found) if found else ()
    if asked and any(meets(word, held_by(item)) for word in asked for item in near):
        return _lacks(question, Measured(asked), near)
    found = _CHARGED.search(question)
    asked = tuple(word for word in (_substance(found) if found else ()) if word not in NUMBERS)
    prices = [item for item in near if item.unit.kind in ("row", "item") and _figure(question, item)]
    return bool(asked) and len(prices) > 1 and _lacks(question, Measured(asked), near)


def _substance(found: re.Match[str]) -> tuple[str, ...]:
    """Return the nouns of a phrase, without what is done and measures of time."""
    said = phrase_words(found["words"], english().grammar["determiners"])
    doing = bool(said) and said[0].endswith("ing")
    return () if doing else tuple(word for word in _telling(said) if word not in _times() | english().staff)


def _lacks(question: str, asked: Measured | None, near: Sequence[Evidence]) -> bool:
    if asked is None:
        return False
    earns = bool(_EARNS.search(question))
    figured = [(item, held_by(item, as_such=earns)) for item in near if _figure(question, item)]
    acts = [asked.act] if asked.act and any(meets(asked.act, held) for _, held in figured) else []
    told = [held for item, held in figured if share_named(question, said_up_to(item), item.met) > NAMED]
    return bool(figured) and not any(
        all(meets(word, held) for word in (*asked.words, *acts))
        and sum(meets(word, held) for word in asked.part) >= PART * len(asked.part)
        for held in told
    )


def _figure(question: str, item: Evidence) -> bool:
    """Tell whether a unit that is not about another subject has a figure of the kind asked for."""
    told = holds(question, [told_by(item)])
    return item.fit >= 0 and (bool(_FIGURE.search(told_by(item))) if told is None else told)


def held_by(item: Evidence, as_such: bool = False) -> frozenset[str]:
    """Return the roots of what a unit, its headings, the lead of its list and, of a row, the head of its first column
    say, and unless they are to stand there as such of the words met by those: a manager is no management."""
    said = stems(f"{kind_of_row(item)} {all_words(item.hit.passage, item.unit)}")
    return frozenset(map(root, said if as_such else said | item.met))


def meets(word: str, held: frozenset[str]) -> bool:
    """Tell whether the roots of a word are held, or of another one for the same."""
    alike = english().alike.get(stem(word), frozenset()) | english().deeds.get(stem(word), frozenset())
    groups = [stems(" ".join(group)) for group in english().aspect_groups.values() if word in group]
    if {root(part) for part in stems(word)} <= held or FIGURES.get(word) in held:
        return True
    return not held.isdisjoint(map(root, alike.union(*groups)))


def root(part: str) -> str:
    """Return one root for "moorings" and "mooring", "setting" and "set", "fined" and "fine", from their stems."""
    return _DOUBLED.sub(r"\1", stem(part)).removesuffix("d" if part.endswith("ed") else "")
