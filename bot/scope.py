"""Cut a person's words into clauses and say which of them state something about the person's own case.

A clause is silent when its words are a question, a supposition, a doubt, somebody else's case, the past, or
an order
to the program; nothing is read from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.cues import Lexicon
from bot.tokens import Token, stem

Silence = Literal["question", "supposition", "doubt", "modal", "others", "past", "order"]
BREAKS = frozenset(".!?\n;,()[]—–-…|•*/")
SENTENCE_ENDS = frozenset(".!?\n…")
SELF = frozenset({"we", "i", "our", "my", "us", "mine", "ours"})
SUBJECTS = frozenset(map(stem, (
    "we", "i", "you", "they", "he", "she", "it", "there", "our", "my", "nobody", "everybody",
    "everything", "nothing", "this", "that",
)))  # fmt: skip
AUXILIARY = frozenset(map(stem, (
    "should", "can", "could", "would", "will", "do", "be", "have", "must", "may", "shall", "might",
)))  # fmt: skip
ASKING = frozenset({"what", "which", "who", "whom", "where", "when", "why", "how"})
GIVEN = frozenset({"for", "with", "given"})
OPENING = 6  # tokens in which a clause's subject is looked for


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two boundaries.

    `sentence` counts sentences; `joined` if a comma alone parts it from the one before.
    """

    tokens: tuple[Token, ...]
    sentence: int
    joined: bool
    silent: Silence | None = None
    corrects: bool = False

    @property
    def stems(self) -> list[str]:
        return [token.stem for token in self.tokens]


def split_clauses(tokens: Sequence[Token], lexicon: Lexicon) -> list[tuple[list[Clause], bool]]:
    """Sentences as lists of clauses, each with whether it ends in a question mark."""
    stems = [token.stem for token in tokens]
    sentences: list[tuple[list[Clause], bool]] = []
    clauses: list[Clause] = []
    words: list[Token] = []
    joined = False

    def close() -> None:
        if words:
            clauses.append(Clause(tuple(words), len(sentences), joined))
            words.clear()

    for at, token in enumerate(tokens):
        if token.word in BREAKS:
            close()
            joined = token.word == ","
            if token.word in SENTENCE_ENDS and clauses:
                sentences.append((clauses, token.word == "?"))
                clauses = []
            elif token.word == "?" and sentences:
                sentences[-1] = (sentences[-1][0], True)
        elif token.is_word:
            if breaks_before(stems, at, lexicon):
                close()
                joined = False
            words.append(token)
    close()
    return [*sentences, (clauses, False)] if clauses else sentences


def breaks_before(stems: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """A conjunction that opens a new statement: always for "but", for "and" only before a new subject."""
    if lexicon.mark_at("breaks", stems, at):
        return True
    following = stems[at + 1] if at + 1 < len(stems) else ""
    if stems[at] == "since":
        return not following.isdigit()
    return stems[at] in {"and", "or", "so", "as"} and following in SUBJECTS


def clauses_of(tokens: Sequence[Token], lexicon: Lexicon) -> list[Clause]:
    """All clauses in order with what makes them silent.

    One pass; a sentence's state ends with it, save "they" going on.
    """
    marked: list[Clause] = []
    others = False
    for clauses, asks in split_clauses(tokens, lexicon):
        others = others and clauses[0].tokens[0].word in {"they", "their", "them", "he", "she", "his", "her"}
        judged, others = judge(clauses, asks, others, lexicon)
        marked += judged
    return marked


def judge(clauses: Sequence[Clause], asks: bool, others: bool, lexicon: Lexicon) -> tuple[list[Clause], bool]:
    opener = next((i for i, clause in enumerate(clauses) if opens_question(clause, asks)), None)
    if asks and opener is None:
        opener = 0
    marked: list[Clause] = []
    lasting: Silence | None = None
    for i, clause in enumerate(clauses):
        stems = clause.stems
        corrects = lexicon.has("corrections", stems)
        if opener == i:
            asked = advice_parts(clause, lexicon)
            marked += asked
            lasting = None if len(asked) > 1 else "question"
            continue
        others = others_speak(clause, lexicon, others)
        if starts_with("orders", clause, lexicon) or lexicon.has("commands", stems):
            lasting = "order"
        elif lasting is None and lexicon.has("suppositions", lifted(stems, "certain", lexicon)):
            lasting = "supposition"
        elif lasting is None and lexicon.has("doubts", stems):
            lasting = "doubt"
        elif lasting == "doubt" and lexicon.has("turns", stems[:1]):
            lasting = None
        if marked and takes_back(stems, lexicon):
            marked[-1] = replace(marked[-1], silent=marked[-1].silent or "doubt")
        silent = lasting or ("others" if others else None) or passing_silence(stems, lexicon)
        marked.append(replace(clause, silent=silent, corrects=corrects))
    return marked, others


def takes_back(stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a clause weakens the one before it: "savings are welcome, but they're not the main point"."""
    start = next((at for at in range(min(2, len(stems))) if lexicon.mark_at("retractions", stems, at)), None)
    weak = start is not None and lexicon.has("weights", stems[start + 2 : start + 7])
    return weak or (bool(stems) and stems[0] == "but" and lexicon.has("outweighs", stems))


def passing_silence(stems: Sequence[str], lexicon: Lexicon) -> Silence | None:
    """What silences this clause alone.

    A polite or able "would" and "could" are told from supposing ones by what follows.
    """
    stems = lifted(stems, "certain", lexicon)
    if lexicon.has("past", stems):
        return "past"
    if lexicon.has("hedges", stems):
        return "doubt"
    return "modal" if lexicon.has("modals", stems) else None


def lifted(stems: Sequence[str], name: str, lexicon: Lexicon) -> list[str]:
    """The stems with the phrases of a list emptied."""
    left = list(stems)
    for at in range(len(stems)):
        size = lexicon.mark_at(name, stems, at)
        left[at : at + size] = [""] * size
    return left


def opens_question(clause: Clause, asks: bool) -> bool:
    """Whether the clause turns into a question at its start; unmarked, only "should we" or "what is" do."""
    words = [token.word for token in clause.tokens]
    stems = clause.stems
    at = next(
        (i for i, word in enumerate(words) if word not in {"so", "and", "ok", "okay", "well", "hi", "then", "or"}),
        0,
    )
    following = stems[at + 1] if at + 1 < len(stems) else ""
    if stems[at] in ASKING:
        return asks or (
            following in AUXILIARY and words[at] in {"what", "how", "why", "which"} and "be" not in stems[at + 2 :]
        )
    if stems[at] in AUXILIARY:
        return asks or following in {"we", "i", "you", "they", "it"}
    return False


def advice_parts(clause: Clause, lexicon: Lexicon) -> list[Clause]:
    """A question for advice states the case it is asked for: "what is best | for a bank"."""
    stems = clause.stems
    if lexicon.has("advice", stems) and not lexicon.has("suppositions", stems):
        for at, one in enumerate(stems):
            if (
                at
                and one in GIVEN
                and stems[at + 1 : at + 2]
                and stems[at + 1] in {"a", "an", "our", "my", "us", "this"}
            ):
                asked = replace(clause, tokens=clause.tokens[:at], silent="question")
                return [asked, replace(clause, tokens=clause.tokens[at:], joined=False)]
    return [replace(clause, silent="question")]


def starts_with(name: str, clause: Clause, lexicon: Lexicon) -> bool:
    stems = clause.stems
    polite = set(map(stem, ("please", "just", "now", "and", "then", "you", "also", "simply")))
    at = next((i for i, one in enumerate(stems) if one not in polite), 0)
    return lexicon.mark_at(name, stems, at) > 0


def others_speak(clause: Clause, lexicon: Lexicon, before: bool) -> bool:
    """Whether somebody else is the subject or reporter; once so, until the person's own "we" returns."""
    stems = clause.stems
    for at in range(min(OPENING, len(stems))):
        if stems[at] in {"we", "i", "us", "than", "unlike", "like", "beyond", "against", "by", "from"}:
            return False
        if lexicon.mark_at("others", stems, at):
            return True
        if lexicon.mark_at("reporters", stems, at):
            return any(lexicon.mark_at("reports", stems, i) for i in range(at + 1, min(at + 6, len(stems))))
    return before and not SELF.intersection(stems[:3])
