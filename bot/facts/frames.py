"""Frames that put a piece of work to a choice whatever its name: "who should wash the ...", "should our ... stay here",
"should we wash the ... ourselves". What is said about governing work or a contract stands in them, too, and opens
nothing.
"""

from collections.abc import Sequence

from bot.facts.acts import (
    DETERMINERS,
    OWN,
    SELVES,
    ends_in,
    is_people,
    is_thing,
    is_work,
    object_end,
    sentence_tokens,
    skip,
    theirs,
)
from bot.facts.cues import Lexicon, load_lexicon
from bot.facts.speakers import SELF
from bot.words.amounts import ARTICLES
from bot.words.tokens import Token, stem

Tokens = Sequence[Token]
SHOULD = frozenset({"should", "shall", "ought", "must"})
SUBJECTS = SELF | DETERMINERS | frozenset({"you", "he", "she", "they", "it", "one", "anyone", "somebody", "someone"})
STAYING = frozenset(map(stem, ["stay", "remain", "kept"]))
WITH = frozenset({"with", "in", "by"})
HERE = frozenset([stem("here")])
WE = frozenset({"we", "i"})
DOING = "ing"
PAID = frozenset(map(stem, ["paid", "borne", "covered", "owed", "signed", "met"]))
JOINED = frozenset({"and", "or", ","})
SUBJECT = 10  # words of a subject


def puts_work(text: str) -> bool:
    """Whether a sentence puts work to a choice of who does it by its frame alone."""
    lexicon = load_lexicon()
    return any(
        is_who(tokens, lexicon)
        or is_by_us(tokens, lexicon)
        or (stays(tokens, lexicon) and (asked or _advised(text, lexicon)))
        or is_ourselves(tokens, lexicon)
        or hands_over(tokens, lexicon)
        for tokens, asked in sentence_tokens(text)
    )


def _advised(text: str, lexicon: Lexicon) -> bool:
    """Whether the last sentence only asks for advice: "what do you advise?"."""
    last = [token.stem for token in [*sentence_tokens(text)][-1][0]]
    return len(last) <= len(["what", "do", "you", "think", "we", "should", "do"]) and any(
        lexicon.mark_at("advising", last, at) for at in range(len(last))
    )


def is_who(tokens: Tokens, lexicon: Lexicon) -> bool:
    """ "Who should wash the saddle cloths?", "we have to decide who grades our eggs"."""
    stems = [token.stem for token in tokens]
    for at, one in enumerate(stems):
        if one != "who" or at + 2 >= len(stems):
            continue
        before = stems[:at]
        decides = bool(SELF.intersection(before) or "question" in before) and lexicon.has("undecided", before)
        if before and not decides and not lexicon.mark_at("leads", before, len(before) - 1):
            continue
        verb = at + 1
        if stems[verb] in SHOULD:
            verb += 1 + (stems[verb + 1] == "to")
        elif not decides or not tokens[verb].word.endswith("s"):
            continue
        if does(tokens, verb, lexicon, bare=decides):
            return True
    return False


def does(tokens: Tokens, verb: int, lexicon: Lexicon, bare: bool) -> bool:
    """Whether a verb, known or not, has something to be worked on for its object; `bare` lets it have no determiner."""
    stems = [token.stem for token in tokens]
    start = verb + 1
    if start >= len(stems) or stems[verb] in SUBJECTS or lexicon.mark_at("undone", stems, verb):
        return False
    if lexicon.mark_at("governing", stems, verb):
        return False
    end = object_end(stems, start)
    if start == end or not (bare or stems[start] in OWN | {"the"}) or stems[start] in ARTICLES:
        return False
    named = next((i for i in range(start, end) if stems[i] in SELVES), end)
    others = ("bought", "parties", "companies", "authorities", "served")
    return not (
        is_thing(stems, start, named, lexicon)
        or is_people(stems, start, named, lexicon)
        or any(ends_in(name, stems, start, named, lexicon) for name in others)
    )


def stays(tokens: Tokens, lexicon: Lexicon) -> bool:
    """ "Should the hand-painting of our eyes stay with us?", "blending must remain ours"."""
    stems = [token.stem for token in tokens]
    verb = next((i for i, one in enumerate(stems) if one in STAYING), 0)
    modal = next((i for i in range(verb) if stems[i] in SHOULD), verb)
    if modal == verb or not _with_us(tokens, verb + 1, lexicon):
        return False
    subject = tokens[modal + 1 : verb] or tokens[max(0, modal - SUBJECT) : modal]
    named = [token for token in subject if token.stem not in {"be", "we"}]
    head = next((i for i, token in enumerate(named) if token.stem == "of"), len(named))
    said = " ".join(token.word for token in named[:head] if token.stem not in DETERMINERS)
    return bool(said) and not lexicon.has("sourcing", [stem(one) for one in said.split()]) and _is_done(said, lexicon)


def _is_done(named: str, lexicon: Lexicon) -> bool:
    return named.endswith(DOING) and is_work(named, own=True, lexicon=lexicon)


def _with_us(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Whether what follows is a place of one's own: "with us", "here", "in-house", "ours", "in our own hands"."""
    stems = [token.stem for token in tokens]
    if at >= len(stems):
        return False
    own = stems[at] in WITH and bool(SELF.intersection(stems[at + 1 : at + 4]))
    return own or stems[at] in SELF | HERE or lexicon.mark_at("owned", stems, at) > 0


def is_by_us(tokens: Tokens, lexicon: Lexicon) -> bool:
    """ "Should the lamps be cleaned by us or by others?"."""
    stems = [token.stem for token in tokens]
    parted = next((i for i in range(2, len(stems)) if stems[i - 1 : i + 1] in (["us", "or"], ["ourselv", "or"])), 0)
    done = parted - 3  # "cleaned by us or ..."
    paid = done > 0 and (
        stems[done] in PAID or any(lexicon.mark_at(name, stems, done) for name in ("governing", "undone"))
    )
    return done > 0 and bool(SHOULD.intersection(stems[:done])) and "be" in stems[:done] and not paid


def is_ourselves(tokens: Tokens, lexicon: Lexicon) -> bool:
    """ "Should we mend our nets ourselves?", "is it smarter to grade our eggs ourselves?"."""
    stems = [token.stem for token in tokens]
    end = next((i for i, one in enumerate(stems) if one == "ourselv"), 0)
    start = next((i + 1 for i in range(1, end) if stems[i] in WE and stems[i - 1] in SHOULD), 0)
    if not start and lexicon.has("judges", stems[:end]):
        start = next((i + 1 for i in range(1, end) if stems[i] == "to"), 0)
    start = skip(stems, start, lexicon) if start else 0
    if start and stems[start] in {"keep", "go"} and tokens[start + 1].word.endswith(DOING):
        start += 1
    return 0 < start < end and does(tokens[: end + 1], start, lexicon, bare=False)


def hands_over(tokens: Tokens, lexicon: Lexicon) -> bool:
    """ "Looking to hand off the indexing of our maps", "we want the cage cleaning off our hands"."""
    stems = [token.stem for token in tokens]
    for at in range(len(stems)):
        size = lexicon.mark_at("intends", stems, at) or lexicon.mark_at("needs", stems, at)
        if not size or theirs(stems, at, lexicon):
            continue
        start = skip(stems, at + size, lexicon)
        moved = lexicon.mark_at("moving", stems, start)
        end = object_end(stems, start + moved)
        off = next((i for i in range(start, end) if lexicon.mark_at("rids", stems, i)), 0)
        end = off or end
        named = [token.word for token in tokens[start + moved : end] if token.stem not in DETERMINERS]
        if (moved or off) and named and _is_done(" ".join(named), lexicon):
            return True
    return False
