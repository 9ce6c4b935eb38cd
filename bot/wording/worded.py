"""A finished answer in a language model's words: each sentence is checked against its quote, or the quote stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.markup.markdown import to_markdown
from bot.talk import framed
from bot.turn import Turn
from bot.types import Answer, Sentence, Wording
from bot.wording.held import unheld
from bot.wording.model import Speaker
from bot.wording.prompts import messages
from bot.words.language import clean
from ingest.errors import ShorewiseError

BY_MODEL = "Worded by a language model ({}) and checked word by word against the quotes it cites."
NO_WORDING = "So the answer stands in the words of its sources: {}"
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_MARKS = re.compile(r"\[(\d{1,3})\]")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")


def word(turn: Turn, speaker: Speaker) -> Turn:
    """Let a language model word a finished turn; what its quotes do not back stays as quoted."""
    assert turn.answer is not None
    answer, given = worded(turn.answer, turn.draft.items if turn.draft else frozenset(), speaker)
    return replace(turn, answer=answer, wordings=tuple(given))


def worded(answer: Answer, items: frozenset[int], speaker: Speaker) -> tuple[Answer, list[Wording]]:
    """Return the answer with the sentences that held, and all that the model gave.

    Quotes in a list (`items`), in a table and in a recommendation stay as they are: there is nothing to word.
    """
    chosen = {one.citations[0]: one for at, one in enumerate(answer.sentences) if at not in items and _plain(one)}
    if not chosen or answer.recommendation is not None:
        return answer, []
    quotes = {citation.n: citation.quote for citation in answer.citations}
    backing = {n: [quotes[cited] for cited in one.citations] for n, one in chosen.items()}
    try:
        said = speaker.say(messages(answer.standalone_question, {n: quotes[n] for n in chosen}))
    except ShorewiseError as error:
        return _rebuilt(answer, [*answer.sentences, framed(NO_WORDING.format(error))], items), []
    given = list(wordings(said, backing))
    held = {n: [one.text for one in given if one.n == n and not one.dropped][:1] for n in chosen}
    return _rebuilt(answer, *_put_in(answer.sentences, items, held, speaker.name)), given


def wordings(text: str, quotes: Mapping[int, Sequence[str]]) -> Iterator[Wording]:
    """Read a model's text, a sentence with the numbers of its quotes behind it in each piece, and check each.

    `quotes` are those that back a number: its own and the same from other documents.
    """
    for said, numbers in _cited(_THOUGHTS.sub("", text)):
        strange = [f"there is no quote {n}" for n in numbers if n not in quotes]
        same = ["it is the quote itself" for n in numbers for quote in quotes.get(n, ())[:1] if said == clean(quote)]
        faults = [fault for n in numbers for quote in quotes.get(n, ()) if (fault := unheld(said, quote))]
        yield Wording(numbers[0], said, next(iter([*strange, *same, *faults]), None))


def _cited(text: str) -> Iterator[tuple[str, list[int]]]:
    """Give the sentences of a text with the numbers in brackets that follow each; what has none is no sentence."""
    for line in text.splitlines():
        said, numbers = "", list[int]()
        for at, piece in enumerate(_MARKS.split(line)):  # words and numbers in turn
            if at % 2:
                numbers.append(int(piece))
                continue
            if numbers and piece.strip(" .,;"):
                yield said, numbers
                said, numbers = "", []
            if not numbers:
                said = clean(_BULLET.sub("", piece)).lstrip(".,; ")
                said += "." * said[-1:].isalnum()
        if numbers:
            yield said, numbers


def _plain(sentence: Sentence) -> bool:
    return sentence.role is None and sentence.cell is None and bool(sentence.citations)


def _put_in(
    sentences: Sequence[Sentence], items: frozenset[int], held: dict[int, list[str]], name: str
) -> tuple[list[Sentence], frozenset[int]]:
    """Put the model's sentences in place of the quotes they cite; gives the items of lists at their new places."""
    shown: list[Sentence] = []
    places: set[int] = set()
    for at, sentence in enumerate(sentences):
        new = held.get(sentence.citations[0], []) if at not in items and _plain(sentence) else []
        if at in items:
            places.add(len(shown))
        shown += [Sentence(text=text, citations=sentence.citations, role="prose") for text in new] or [sentence]
    if any(one.role == "prose" for one in shown):
        shown.append(framed(BY_MODEL.format(name)))
    return shown, frozenset(places)


def _rebuilt(answer: Answer, sentences: list[Sentence], items: frozenset[int]) -> Answer:
    markdown = to_markdown(sentences, answer.citations, items)
    return answer.model_copy(update={"sentences": sentences, "markdown": markdown})
