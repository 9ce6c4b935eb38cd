"""What Shorewise says in its own words: greetings, what it is, refusals. None of it is a claim about the subject."""

import re
from collections.abc import Sequence

from bot.types import Query, Refusal, Sentence
from bot.understand import forms
from bot.understand.courtesy import courtesy_of
from bot.understand.moves import only_restarts
from bot.understand.needed import needed, quoted
from bot.words.foreign import OTHER_LANGUAGE, OTHER_SCRIPT

LANGUAGE = "English"
HOW_TO_ASK = "Ask what a term means, how two options compare, or describe your situation and ask what to do."
GREETING = f"Hello. {HOW_TO_ASK}"
GO_ON = "Ask on whenever you like."
OF_RESULT = "Next steps, risks and what would change the result can be asked for, too."
COURTESIES = {
    "blame": "I am sorry. Ask in other words, or say what was wrong.",
    "leave": "Goodbye, and good luck.",
    "thanks": "You are welcome.",
    "praise": "Glad that it helps.",
    "pause": "All right, take your time.",
    "assent": "All right.",
}
ABOUT = (
    "Shorewise answers from the documents in its library, word for word and with sources, and recommends who should "
    "do a piece of work and where by rules that anyone can read. It uses no language model, and it says so when the "
    "library has no answer."
)
BY_A_MODEL = (
    "Shorewise answers from the documents in its library, with sources, and recommends who should do a piece of work "
    "and where by rules that anyone can read. A language model ({}) words the answers; each of its sentences is "
    "checked against the quote it cites, and it decides nothing. Where the library has no answer, Shorewise says so."
)
LIBRARY = (
    "Documents of one's own are added and removed in the Library tab, or with `shorewise ingest PATH` and "
    "`shorewise remove DOC_ID`."
)
RULES = "The rules are those that `shorewise rules show` prints."
EMPTY = (
    "The library is empty, so there is nothing to answer from. "
    "Add documents in the Library tab or with `shorewise ingest PATH`."
)
_YEAR = re.compile(r"(?:19|20)\d\d")
NEIGHBOURS = "Passages on neighbouring topics were found, but none says this."


def framed(text: str) -> Sentence:
    return Sentence(text=text, citations=[], role="frame")


def small_talk(query: Query, decided: bool = False, model: str | None = None) -> list[Sentence]:
    """Return one short reply; `decided` tells that a recommendation was talked about last, `model` names the language
    model that words answers."""
    if query.kind == "about":
        asked = query.standalone.lower()
        more = ((forms.OWN_DOCUMENTS, LIBRARY), (forms.HOW_DECIDED, RULES))
        about = ABOUT if model is None else BY_A_MODEL.format(model)
        return [framed(about), *(framed(said) for form, said in more if form.search(asked))]
    if only_restarts(query.standalone):
        return [framed(HOW_TO_ASK)]
    courtesy = courtesy_of(query.standalone)
    if courtesy is None or courtesy == "hello":
        return [framed(GREETING)]
    said = COURTESIES[courtesy]
    return [framed(said if courtesy in ("blame", "leave", "pause") else f"{said} {OF_RESULT if decided else GO_ON}")]


def other_language(language: str) -> list[Sentence]:
    seems = "" if language in (OTHER_SCRIPT, OTHER_LANGUAGE) else f" This question looks {language}."
    return [framed(f"I can only read questions in {LANGUAGE}.{seems} Please ask again in {LANGUAGE}.")]


def refusal(
    query: Query, unmatched: Sequence[str], covered: Sequence[str], contact: str
) -> tuple[list[Sentence], Refusal]:
    """Return the refusal's sentences: what document would be needed, what is covered, whom to ask."""
    unmatched = list(dict.fromkeys(unmatched))
    lines = ["The library has no answer to this, so there is none to give."]
    if not same_words(query.standalone, query.question):
        lines.append(f"Searched for: “{query.standalone}”.")
    lines.append(f"{_missing(unmatched)} What would answer it: {needed(query, unmatched)}.")
    if covered:
        lines.append(f"Nearest topics that are covered: {'; '.join(covered)}.")
    if contact:
        lines.append(f"Whom to ask: {contact}.")
    return [framed(line) for line in lines], Refusal(searched=query.standalone, covered=list(covered))


def _missing(unmatched: Sequence[str]) -> str:
    """Say what is missing: words no document holds, and years and laws that what was found does not speak of."""
    found = [word for word in unmatched if _YEAR.fullmatch(word) or " " in word]
    others = [word for word in unmatched if word not in found]
    said = [f"No document mentions {quoted(others, 'or')}."] if others else []
    said += [f"Nothing that was found speaks of {quoted(found, 'or')}."] if found else []
    return " ".join(said) or NEIGHBOURS


def same_words(first: str, second: str) -> bool:
    """Tell whether two questions are the same but for blanks and capitals."""
    return " ".join(first.split()).casefold() == " ".join(second.split()).casefold()
