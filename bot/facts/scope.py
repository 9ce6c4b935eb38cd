"""Cut a person's words into clauses and say which of them state something about the person's own case.

A clause is silent when its words are a question, a supposition, a doubt, somebody else's case, the past, or an order
to the program; nothing is read from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.facts.acts import ASKING, adds, told_in
from bot.facts.afterthoughts import falls_short, takes_back, weakens
from bot.facts.choices import should
from bot.facts.cues import Lexicon
from bot.facts.speakers import SELF, Speaker, gives_order, others_speak, subject_served
from bot.words.tokens import Token, stem

Silence = Literal["question", "supposition", "doubt", "modal", "others", "reported", "past", "order"]
BREAKS = frozenset(".!?\n;,()[]—–-…|•*/")
SENTENCE_ENDS = frozenset(".!?\n…")
SUBJECTS = frozenset(map(stem, (
    "we", "i", "you", "they", "he", "she", "it", "there", "our", "my", "nobody", "everybody",
    "everything", "nothing", "this", "that",
)))  # fmt: skip
AUXILIARY = frozenset(map(stem, (
    "should", "can", "could", "would", "will", "do", "be", "have", "must", "may", "shall", "might",
)))  # fmt: skip
VERBS = frozenset(map(stem, ("need", "want", "must", "can", "will", "be")))
SINCE = stem("since")
BARRED = frozenset(
    map(stem, ("one", "nobody", "nothing", "none", "anything", "anybody", "anyone", "noone", "anywhere"))
)
GIVEN = frozenset({"for", "with", "given"})
CARED = frozenset(map(stem, ("care", "matter")))


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two boundaries.

    `sentence` counts sentences; `joined` if a comma alone parts it from the one before. `weakened` if the next
    clause calls it no must; `denied` if it is a question that the person answers with no; `served` is the place of
    those whom the organisation serves or buys from, if they are its subject; `short` if the next clause tells that the
    people it speaks of will not do ("but too few").
    """

    tokens: tuple[Token, ...]
    sentence: int
    joined: bool
    silent: Silence | None = None
    corrects: bool = False
    weakened: bool = False
    denied: bool = False
    served: int | None = None
    short: bool = False

    @property
    def stems(self) -> list[str]:
        return [token.stem for token in self.tokens]


def split_clauses(tokens: Sequence[Token], lexicon: Lexicon) -> list[tuple[list[Clause], bool]]:
    """Sentences as lists of clauses, each with whether it ends in a question mark."""
    stems = [token.stem for token in tokens]
    whole = lexicon.masked(tokens)
    sentences: list[tuple[list[Clause], bool]] = []
    clauses: list[Clause] = []
    words: list[Token] = []
    joined = told = False

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
            told = bool(words) and (told or words[-1].stem in AUXILIARY)
            if whole[at] and breaks_before(stems, at, lexicon, told):  # "for love nor money" stays one
                close()
                joined = False
            words.append(token)
    close()
    return [*sentences, (clauses, False)] if clauses else sentences


def breaks_before(stems: Sequence[str], at: int, lexicon: Lexicon, told: bool) -> bool:
    """A conjunction that opens a new statement: always for "but", for "and" only before a new subject or verb.

    `told` is whether the words before it state something already ("prices are high and margins are thin").
    """
    if lexicon.mark_at("breaks", stems, at):
        if stems[at] == "whether" and CARED.intersection(stems[max(0, at - 3) : at]):
            return False  # "we only care whether it fits" is one statement
        return not (stems[at] == "but" and at and stems[at - 1] in BARRED)  # "nobody but us" is one statement
    following = stems[at + 1] if at + 1 < len(stems) else ""
    if stems[at] == SINCE:
        return not following.isdigit()
    if stems[at] == "and" and (following in VERBS or (told and AUXILIARY.intersection(stems[at + 2 : at + 4]))):
        return True
    if stems[at] == "as" and stems[at - 1] == "long":
        return False  # "as long as there is racing"
    return stems[at] in {"and", "or", "so", "as"} and following in SUBJECTS


def clauses_of(tokens: Sequence[Token], lexicon: Lexicon) -> list[Clause]:
    """All clauses in order with what makes them silent; a sentence's state ends with it, save "they" going on."""
    marked: list[Clause] = []
    others: Speaker | None = None
    sentences = split_clauses(tokens, lexicon)
    for number, (clauses, asks) in enumerate(sentences):
        goes_on = clauses[0].tokens[0].word in {"they", "their", "them", "he", "she", "his", "her"}
        others = others if goes_on else None
        judged, others = judge(clauses, asks, others, lexicon)
        after = sentences[number + 1][0][0].stems if asks and number + 1 < len(sentences) else []
        marked += self_answered(judged, after, lexicon) if after else judged
    return marked


def self_answered(asked: Sequence[Clause], after: Sequence[str], lexicon: Lexicon) -> list[Clause]:
    """A question that the person answers with "yes" or "no" is a statement: "Is it urgent? No, not at all."."""
    yes, no = lexicon.mark_at("yes", after, 0), lexicon.mark_at("no", after, 0)
    if not (yes or no) or len(asked) > 1 or asked[0].stems[0] in ASKING:
        return list(asked)
    return [replace(asked[0], silent=None, denied=bool(no))]


def judge(
    clauses: Sequence[Clause], asks: bool, others: Speaker | None, lexicon: Lexicon
) -> tuple[list[Clause], Speaker | None]:
    opener = next((i for i, clause in enumerate(clauses) if opens_question(clause, asks)), None)
    if asks and opener is None:
        opener = 0
    marked: list[Clause] = []
    lasting: Silence | None = None
    own = opener is not None and should(clauses[opener].stems, lexicon)
    for i, clause in enumerate(clauses):
        stems = clause.stems
        corrects = lexicon.has("corrections", stems)
        if opener == i:
            asked = own_parts(clause, lexicon) if own else advice_parts(clause, lexicon)
            marked += asked
            lasting = None if len(asked) > 1 and not own else "question"
            continue
        if own and lasting == "question" and adds(stems, 0, lexicon):
            lasting = None
        others = others_speak(stems, lexicon, others)
        retracts = gives_order(stems, lexicon) and lexicon.has("retracts", stems)
        if retracts:
            corrects = True
        elif gives_order(stems, lexicon) or lexicon.has("commands", stems):
            lasting = "order"
        elif lasting is None and lexicon.has("suppositions", lifted(stems, "certain", lexicon)):
            lasting = "supposition"
            if marked and marked[-1].silent == "modal" and marked[-1].stems[0] in SELF:  # "we would invest if it pays"
                marked[-1] = replace(marked[-1], silent="doubt")
        elif lasting is None and lexicon.has("doubts", lifted(stems, "certain", lexicon)):
            lasting = "doubt"
        elif lasting == "doubt" and lexicon.has("turns", stems[:1]):
            lasting = None
        if marked and falls_short(stems, lexicon):
            marked[-1] = replace(marked[-1], short=True)
        if marked and weakens(stems, lexicon):
            marked[-1] = replace(marked[-1], weakened=True)
            if len(marked) > 1 and marked[-1].stems[0] in AUXILIARY:  # "costs: would be good, but no priority"
                marked[-2] = replace(marked[-2], weakened=True)
        elif marked and takes_back(stems, lexicon):
            marked[-1] = replace(marked[-1], silent=marked[-1].silent or "doubt")
        silent = "order" if retracts else lasting or others or passing_silence(stems, lexicon)
        marked.append(replace(clause, silent=silent, corrects=corrects, served=subject_served(stems, lexicon)))
        lasting = "question" if own and opener is not None and i > opener and lasting is None else lasting
    return marked, others


def passing_silence(stems: Sequence[str], lexicon: Lexicon) -> Silence | None:
    """What silences this clause alone.

    A polite or able "would" and "could" are told from supposing ones by what follows.
    """
    stems = lifted(stems, "certain", lexicon)
    if lexicon.has("past", stems):
        return "past"
    if lexicon.has("curious", stems):
        return "question"
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


def own_parts(clause: Clause, lexicon: Lexicon) -> list[Clause]:
    """What such a question asks, and what it tells besides: "should we offshore it | for two years to save money"."""
    told, end = told_in(clause.stems, lexicon)
    parts: tuple[tuple[int, int, Silence | None], ...]
    parts = (0, told, "question"), (told, end, None), (end, len(clause.tokens), "question")
    return [replace(clause, tokens=clause.tokens[a:b], silent=silent) for a, b, silent in parts if a < b]
