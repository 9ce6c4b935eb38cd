"""Acts of sourcing in a person's words: who does a piece of work, or where it is done ("hand our payroll over")."""

from collections.abc import Iterator, Sequence

from bot.facts.cues import Lexicon
from bot.facts.speakers import SELF
from bot.words.amounts import ARTICLES
from bot.words.tokens import Token, stem, tokens_of

OWN = frozenset({"our", "my"})
ASKING = frozenset({"what", "which", "who", "whom", "where", "when", "why", "how"})
JOINTS = frozenset(map(stem, [
    "to", "from", "in", "at", "on", "with", "by", "of", "for", "about", "into", "than", "and", "or", "as", "via",
    "through", "because", "but", "if", "which", "that", "who", "so", "until", "since", "when", "within", "over",
    "during", "without", "against", "between", "behind", "before", "after", "per", "like", "under", "instead",
    "yes", "no", ",",
]))  # fmt: skip
"""Words that end a noun phrase."""
FILLED = frozenset(map(stem, [
    "out", "away", "back", "home", "asap", "urgent", "quick", "now", "soon", "fast", "abroad", "oversea", "offshor",
    "again", "please", "best", "better",
]))  # fmt: skip
"""Adverbs that may stand at its end."""
OF_DOING = ("ing", "tion", "sion", "ment", "ance", "ence", "ic", "ery", "ysi", "ship", "care", "work", "craft", "keep")
"""Endings, without an s, of nouns for what is done: "logistics", "analysis", "fundraising"."""
DETERMINERS = ARTICLES | {"the", "our", "my", "your", "their", "his", "her"}
TOWARDS = frozenset({"to", "by", "with", "from", "through", "via", "in", "at", "or", "between", "us", "use"})
SEVERAL = frozenset(map(stem, ["several", "multiple", "many", "two", "three", "more", "different", "other", "another"]))
TIMES = frozenset(map(stem, ["day", "hour", "week", "month", "year", "times"]))
DONE = frozenset(
    map(stem, ["done", "made", "handled", "processed", "written", "developed", "built", "produced", "run"])
)
SELVES = frozenset({"ourselv", "ourself", "myself"})
FOUNDING = frozenset({"set", "setup", "open", "establish", "hir", "recruit"})
LETTING = frozenset(map(stem, ["let", "have", "ask", "pay", "make"]))
ENDS = frozenset(".!?;\n")
PAUSES = frozenset(",:()–—")
LONGEST = 60  # words of a sentence that are looked at
PARTIES = ("authorities", "advisers", "served", "reporters", "others", "companies")
"""Lists of those who have to do with the work: no name of theirs is one of work."""
PHRASE = 8  # words of an object
REST = 14  # words behind an act in which who or where is named


def sentences(text: str) -> list[tuple[list[str], bool]]:
    """The stems of each sentence, "," for any pause in it, with whether it ends in a question mark."""
    return [
        ([token.stem if token.is_word else "," for token in tokens], asked) for tokens, asked in sentence_tokens(text)
    ]


def sentence_tokens(text: str) -> Iterator[tuple[list[Token], bool]]:
    """The words and pauses of each sentence, as far as it is read, with whether it ends in a question mark."""
    found: list[Token] = []
    for token in tokens_of(text):
        if token.word in ENDS:
            if found:
                yield found[:LONGEST], token.word == "?"
            found = []
        elif token.is_word or token.word in PAUSES:
            found.append(token)
    if found:
        yield found[:LONGEST], False


def act_at(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether an act of sourcing starts at a place: "outsource", "keep it", "hire two testers", "do it ourselves"."""
    if size := lexicon.mark_at("sourcing", stems, at):
        start = at + size
        named = start < len(stems) and stems[start] not in DETERMINERS
        compound = named and is_thing(stems, start, object_end(stems, start), lexicon)  # "outsourcing risks"
        return stems[start : start + 1] != ["be"] and not compound  # "outsourcing is ..." only speaks of it
    moving, making = lexicon.mark_at("moving", stems, at), lexicon.mark_at("making", stems, at)
    if is_let_done(stems, at, lexicon):
        return True
    if not (moving or making):
        return is_got_done(stems, at, lexicon)
    start = at + max(moving, making)
    end = object_end(stems, start)
    if moving >= making and (size := lexicon.mark_at("pronouns", stems, start)):
        behind = start + size
        if behind == len(stems) or stems[behind] in JOINTS or sided(stems, behind, lexicon):
            return True
        if stems[start] != "it" or not lexicon.mark_at("work_nouns", stems, behind):
            return False  # "keep IT security ourselves" has no pronoun
    if start == end:  # "set up in Vietnam"
        there = stems[start : start + 1] == ["in"] and lexicon.mark_at("destinations", stems, start + 1) > 0
        return there and bool(FOUNDING.intersection(stems[at:start]))
    if is_thing(stems, start, end, lexicon, "bought", "workers"):
        return False
    if stems[end - 1] in SELVES and ends_in("work_nouns", stems, start, end - 1, lexicon):
        return not is_thing(stems, start, end - 1, lexicon)
    if ends_in("work_nouns", stems, start, end, lexicon):
        return moving > 0 or bool({"own", *OWN, "a", "an"}.intersection(stems[start:end])) or sided(stems, end, lexicon)
    if making and is_people(stems, start, end, lexicon):
        return not to_govern(stems, end, lexicon)
    if making and ends_in("bought", stems, start, end, lexicon):
        return not (SEVERAL.intersection(stems[start:end]) or to_govern(stems, end, lexicon))
    return sided(stems, end, lexicon)


def is_got_done(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """ "Get the design of a pump done outside": work of which the doing is bought."""
    if stems[at] not in {"get", "hav"}:
        return False
    done = next((i for i in range(at + 2, min(len(stems), at + PHRASE + 2)) if stems[i] in DONE), None)
    return done is not None and not is_thing(stems, at + 1, done, lexicon) and sided(stems, done + 1, lexicon)


def is_let_done(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """ "Let somebody else do the bookkeeping", "have a firm run our canteen": work that is left to another."""
    if stems[at] not in LETTING:
        return False
    party = next((i for i in range(at + 1, min(len(stems) - 2, at + 4)) if lexicon.mark_at("parties", stems, i)), None)
    if party is None or DETERMINERS.difference(ARTICLES).intersection(stems[at + 1 : party]):
        return False
    verb = party + lexicon.mark_at("parties", stems, party)
    verb += stems[verb : verb + 1] in (["els"], ["to"])
    size = lexicon.mark_at("doing", stems, verb) if verb < len(stems) else 0
    start = verb + max(size, 1)
    end = object_end(stems, start)
    if not size:  # an unknown verb does work of one's own only
        undone = verb >= len(stems) or lexicon.mark_at("undone", stems, verb) or not OWN.intersection(stems[start:end])
        return not undone and not is_thing(stems, start, end, lexicon)
    return ends_in("work_nouns", stems, start, end, lexicon)


def is_thing(stems: Sequence[str], start: int, end: int, lexicon: Lexicon, *other: str) -> bool:
    """Whether a noun phrase ends in what no act of sourcing is about ("source code"), and not in a name of work that
    is as long ("back office"), or a phrase of another list."""
    longest = max(head_size(name, stems, start, end, lexicon) for name in ("work_nouns", *other))
    return head_size("not_work", stems, start, end, lexicon) > longest


def head_size(name: str, stems: Sequence[str], start: int, end: int, lexicon: Lexicon) -> int:
    """How many words at the end of a noun phrase a phrase of a list covers."""
    sizes = ((i, lexicon.mark_at(name, stems, i)) for i in range(start, end))
    return max((size for i, size in sizes if size >= end - i), default=0)


def to_govern(stems: Sequence[str], end: int, lexicon: Lexicon) -> bool:
    """Whether people are wanted for dealing with those who do the work: "... to choose the vendor"."""
    dealt = stems[end + 1 : end + 1 + PHRASE]
    return stems[end : end + 1] == ["to"] and any(
        lexicon.mark_at("bought", dealt, i) and DETERMINERS.intersection(dealt[max(0, i - 2) : i])
        for i in range(1, len(dealt))
    )


def acts_from(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether an act starts at a place, or behind an "or" that follows it ("add people or use a call centre")."""
    later = (skip(stems, i + 1, lexicon) for i in range(at, len(stems)) if stems[i] == "or")
    return any(i < len(stems) and act_at(stems, i, lexicon) for i in (at, *later))


def adds(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether words for how, why or for how long start at a place: "given our skills", not "give it to an agency"."""
    return lexicon.mark_at("complements", stems, at) > 0 and not act_at(stems, at, lexicon)


def told_in(stems: Sequence[str], lexicon: Lexicon) -> tuple[int, int]:
    """Where the words begin and end that such a question adds as told, not asked: "... for two years to save money"."""
    told = next((i for i in range(3, len(stems)) if adds(stems, i, lexicon)), len(stems))
    end = (i for i in range(told, len(stems)) if stems[i] == "or" and acts_from(stems, i + 1, lexicon))
    return told, next(end, len(stems))


def skip(stems: Sequence[str], at: int, lexicon: Lexicon, most: int = 7) -> int:
    """The place behind words that only lead to a verb ("about whether we should"), but not past an act."""
    first = at
    while (
        at < len(stems) and at - first < most and lexicon.mark_at("leads", stems, at) and not act_at(stems, at, lexicon)
    ):
        at += 1
    return at


def object_end(stems: Sequence[str], start: int) -> int:
    """Where the noun phrase that starts here ends: before a preposition, without adverbs at its end."""
    end = start
    while end < min(len(stems), start + PHRASE) and stems[end] not in JOINTS:
        if end > start and TIMES.intersection(stems[end + 1 : end + 2]) and stems[end - 1] not in DETERMINERS:
            break  # "an accountant three days a week"
        end += 1
    while end > start and stems[end - 1] in FILLED:
        end -= 1
    return end


def ends_in(name: str, stems: Sequence[str], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a phrase of a list ends a noun phrase, as its head."""
    return head_size(name, stems, start, end, lexicon) > 0


def is_people(stems: Sequence[str], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase names people who work: a known profession, or one by its ending."""
    return end > start and (lexicon.mark_at("workers", stems, end - 1) > 0)


def sided(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether the words behind an object name who or where: "in-house", "abroad", "to a vendor"; "our vendor" is one
    that is there already."""
    for i in range(at, min(len(stems), at + REST)):
        if lexicon.mark_at("sides", stems, i) and stems[i - 1] not in DETERMINERS:
            return True
        before = stems[max(at, i - 4) : i]
        if lexicon.mark_at("parties", stems, i) and TOWARDS.intersection(before):
            return stems[i - 1] not in DETERMINERS - ARTICLES or "from" in before
    return False


def names_work(stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words name work of the person's own: "our payroll", "the payroll for us"."""
    own = (i for i, one in enumerate(stems) if one in OWN or (one == "the" and "us" in stems[i:]))
    return any(ends_in("work_nouns", stems, i, object_end(stems, i + 1), lexicon) for i in own)


def work_in(tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[str]:
    """The words for pieces of work that stand in a text: "help", "desk", "logo"."""
    stems = [token.stem for token in tokens]
    spans = [(at, lexicon.mark_at("work_nouns", stems, at)) for at in range(len(stems))]
    words = (token.word for at, size in spans for token in tokens[at : at + size])
    return frozenset(words) - {"it", "our", "my"}


def is_work(named: str, own: bool, lexicon: Lexicon) -> bool:
    """Whether a name is that of a piece of work: a known one, or one of the person's own by its ending, and neither
    people nor a thing."""
    stems = [token.stem for token in tokens_of(named)]
    end = len(stems)
    if ends_in("work_nouns", stems, 0, end, lexicon):
        return True
    other = is_thing(stems, 0, end, lexicon) or is_people(stems, 0, end, lexicon)
    if other or any(ends_in(name, stems, 0, end, lexicon) for name in PARTIES):
        return False
    return own and named.lower().rstrip("s").endswith(OF_DOING)


def theirs(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether the subject of a verb is somebody else: "our provider wants to ..."; nobody named is the person."""
    for i in range(at - 1, -1, -1):
        if lexicon.mark_at("authorities", stems, i) or stems[i] in SELF:
            return False
        if lexicon.mark_at("served", stems, i):
            return True
    return at > 2
