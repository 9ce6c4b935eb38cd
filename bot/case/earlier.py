"""Which of the earlier turns a question can lean on, and what was decided in them."""

from collections.abc import Callable, Sequence

from bot.case.replay import Told
from bot.rules.book import RuleBook
from bot.rules.rulefile import OUTCOMES
from bot.rules.settle import settle
from bot.rules.situation import take
from bot.understand.kinds import kind_of

Said = tuple[str, Told]
"""A turn and the state of the decision after it; "" in place of a turn that nothing can lean on."""


def said_before(
    history: Sequence[str],
    states: Sequence[Told],
    language: Callable[[str, bool], str | None],
    spoken: Callable[[str], str],
) -> list[Said]:
    """Return the earlier turns with the states after them, "" for those that but replied or are not in English.

    `language` names that of a turn where it is another, given whether a decision is under way; `spoken` puts the
    library's words in the place of others.
    """
    before = [False, *(state.deciding for state in states)]
    return [
        ("" if _only_replies(turn, asked, state) or language(turn, state.current) else spoken(turn), state)
        for turn, asked, state in zip(history, before, states, strict=False)
    ]


def with_results(said: Sequence[Said], book: RuleBook) -> list[str]:
    """Return the turns that a question can lean on, each decision followed by the term for what it came to."""
    turns: list[str] = []
    for earlier, state in said:
        turns += [earlier] if earlier else []
        outcome = settle(take(state.facts, book), book).outcome if state.went_on else None
        turns += [] if outcome is None else [book.outcome_term(OUTCOMES[outcome])]
    return turns


def _only_replies(turn: str, asked: bool, state: Told) -> bool:
    """Tell whether a turn but replied to what was `asked` in a decision ("about two years"), so that "it" does not mean
    what it names."""
    return asked and state.went_on and kind_of(turn) != "decision"
