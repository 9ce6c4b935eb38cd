"""Alternatives that a question names: a unit of one's own or a vendor, and where ("own centre or vendor in India?")."""

from dataclasses import dataclass

from bot.facts.acts import ENDS
from bot.facts.cues import Lexicon, load_lexicon
from bot.types import Reading
from bot.words.tokens import Token, stem, tokens_of

HOME = frozenset(
    map(stem, ["here", "home", "house", "stay", "keep", "local", "locally", "remain", "back", "domestic", "onshore"])
)
THERE = stem("there")
LEADING = frozenset({"a", "an", "our", "my", "the", "own"})


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What a question names: the words from the first way to the last, those for the vendor, if both are abroad."""

    span: tuple[int, int]
    vendor: tuple[int, int]
    abroad: bool


def readings_of(text: str, home: str = "") -> list[Reading]:
    """Return what named alternatives tell: only work abroad, where both are, and that a vendor may do it.

    `home` are words that told where the organisation is: what is named there is not abroad.
    """
    found = alternatives_in(text, home)
    if found is None:
        return []
    (start, end), (first, last) = found.span, found.vendor
    told = [Reading(fact="third_party", value="allowed", words=text[first:last], start=first, end=last)]
    if found.abroad:
        told.append(Reading(fact="place", value="abroad_only", words=text[start:end], start=start, end=end))
    return told


def alternatives_in(text: str, home: str = "") -> Alternatives | None:
    """Return the alternatives that a sentence names with an "or"; None when it does not name one's own and a vendor."""
    lexicon = load_lexicon()
    at_home = {token.stem for token in tokens_of(home)}
    for sentence in _sentences(text):
        stems = [token.stem for token in sentence]
        for at, one in enumerate(stems):
            if one == "or" and (found := _parted(sentence, stems, at, at_home, lexicon)):
                return found
    return None


def _parted(sentence: list[Token], stems: list[str], at: int, home: set[str], lexicon: Lexicon) -> Alternatives | None:
    left, right = stems[:at], stems[at + 1 :]
    owned = [i for i in range(len(stems)) if _own_at(stems, i, lexicon)]
    bought = [i for i in range(len(stems)) if lexicon.mark_at("bought", stems, i)]
    parted = any(i < at for i in owned) and any(i > at for i in bought)
    parted = parted or (any(i > at for i in owned) and any(i < at for i in bought))
    if not left or not right or not parted:
        return None
    here = HOME.intersection(stems) or home.intersection(stems)
    places = [bool(_places(part, lexicon)) for part in (left, right)]
    bare = left[0] in LEADING and ("own" in left or lexicon.has("centres", left)) and (any(places) or "our" in stems)
    followed = bool(_places(left, lexicon)) and THERE in right
    abroad = not here and (all(places) or followed or (bare and places[1]))
    first = min(owned[0], bought[0])
    last = max((*bought, *owned, *_spots(stems, lexicon)))
    start = sentence[first].start
    vendor = sentence[bought[0]]
    return Alternatives((start, sentence[last].end), (vendor.start, vendor.end), abroad)


def _own_at(stems: list[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a unit of one's own is named or set up at a place: "own", "captive", "build a centre", "hire a team"."""
    if lexicon.mark_at("centres", stems, at) or stems[at] == "own":
        return True
    size = lexicon.mark_at("founding", stems, at)
    return size > 0 and any(
        lexicon.mark_at("units", stems, i) for i in range(at + size, min(len(stems), at + size + 5))
    )


def _places(stems: list[str], lexicon: Lexicon) -> list[int]:
    return [i for i in range(len(stems)) if lexicon.mark_at("destinations", stems, i)]


def _spots(stems: list[str], lexicon: Lexicon) -> list[int]:
    return [*_places(stems, lexicon), *(i for i, one in enumerate(stems) if one == THERE)]


def _sentences(text: str) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens_of(text):
        if token.word in ENDS:
            found.append([])
        elif token.is_word:
            found[-1].append(token)
    return [one for one in found if one]
