"""Words that mean two things and are told apart by those beside them."""

from collections.abc import Sequence

from bot.words.tokens import Token, stem

REMAIN = stem("remaining")
GONE = frozenset({"the", "a", "an", "our", "my", "us", "me", "it", "them", "this", "that", "for", "to", "behind"})
"""Behind "left" they make it the past of leaving: "left the country", "left for Oslo"."""
LEAVING = frozenset(
    {"who", "that", "which", "has", "have", "had", "we", "they", "he", "she", "i", "you", "just", "all"}
)
SCARCE = frozenset({
    "no", "nobody", "none", "nothing", "noone", "any", "anyone", "anybody", "anything", "few", "hardly", "little",
    "there", "theres", "much", "many", "nowhere",
})  # fmt: skip
KEEPING = frozenset(map(stem, ("be", "have")))
JOINING = frozenset({"and", "but", "or", "who", "that", "which", "since", "then"})
NEAR = 4  # words from "we have" to "left"


def remains(tokens: Sequence[Token], at: int) -> bool:
    """Whether "left" at a place tells what is still there ("no carvers left here"), not who went ("he left us")."""
    if tokens[at].word != "left" or at == 0 or tokens[at - 1].word in LEAVING:
        return False
    if at + 1 < len(tokens) and tokens[at + 1].word in GONE:
        return tokens[at + 1].word == "for" and bool(SCARCE.intersection(token.word for token in tokens[:at]))
    near = tokens[max(0, at - NEAR) : at]
    kept = not JOINING.intersection(token.word for token in near) and KEEPING.intersection(token.stem for token in near)
    return bool(kept or SCARCE.intersection(token.word for token in tokens[:at]))
