"""The rule module as a LangChain tool: a chat model may ask it, never overrule it."""

from typing import TYPE_CHECKING, Any

from bot.rules.book import RuleBook
from bot.rules.decide import decide
from ingest.errors import FactsError

if TYPE_CHECKING:
    from langchain.tools import BaseTool


def decision_tool(book: RuleBook) -> "BaseTool":
    """Give a tool that takes `facts` and returns a decision as a plain object.

    Facts that the rules do not know come back as an error text that names what is allowed.
    """
    from langchain.tools import ToolException, tool

    def recommend(facts: dict[str, str | list[str]]) -> dict[str, Any]:
        try:
            return decide(facts, book).model_dump(mode="json")
        except FactsError as error:
            raise ToolException(str(error)) from error

    built = tool("decide", description=_description(book))(recommend)
    built.handle_tool_error = True
    return built


def _description(book: RuleBook) -> str:
    known = "; ".join(f"{name}: {' | '.join(book.fact(name).values)}" for name in [*book.facts, *book.context])
    return (
        "Decides by fixed rules who should do a piece of work and where. Give only facts that were stated; "
        f"a fact may be a list of the values still possible. Facts and values: {known}."
    )
