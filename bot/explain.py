"""What each step of the chain considered, kept and dropped, and which step a refusal is due to."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.evidence import text_of

if TYPE_CHECKING:
    from bot.chain import Bot, Turn


def explanation(bot: "Bot", question: str, history: tuple[str, ...] = ()) -> str:
    """Return the steps of answering a question as readable lines."""
    return "\n".join(lines_of(bot.trace(question, history)))


def lines_of(turn: "Turn") -> list[str]:
    query = turn.query
    lines = [
        "",
        f"understand  kind: {query.kind}; searched for: {query.standalone}",
        f"            subjects: {', '.join(query.subjects) or 'none'}; words: {', '.join(query.terms) or 'none'}",
        f"retrieve    {len(turn.hits)} passages",
    ]
    for hit in turn.hits:
        place = " > ".join([hit.passage.title, *hit.passage.section])
        words = f"words {hit.bm25:.2f} (rank {hit.bm25_rank})" if hit.bm25_rank else "words none"
        lines.append(f"            {hit.score:.3f}  meaning {hit.dense:.3f} (rank {hit.dense_rank}), {words}  {place}")
    if turn.match:
        kept = {citation.quote for citation in turn.answer.citations} if turn.answer else set()
        lines.append(f"weigh       {len(turn.match.evidence)} sentences; + is shown")
        for item in turn.match.evidence[:10]:
            text = " ".join(text_of(item).split())
            mark = "+" if text_of(item) in kept else " "
            lines.append(f"          {mark} {item.score:.3f}  {text[:110]}")
    if turn.signals:
        signs = ", ".join(f"{name} {value:.2f}" for name, value in asdict(turn.signals).items())
        lines.append(f"enough      {turn.verdict.confidence:.2f}, {'yes' if turn.verdict.enough else 'no'}: {signs}")
        if turn.verdict.unmatched:
            lines.append(f"            words no document holds: {', '.join(turn.verdict.unmatched)}")
    status = turn.answer.status if turn.answer else "none"
    lines.append(f"answer      {status}{blame(turn)}")
    return lines


def blame(turn: "Turn") -> str:
    """Name the step a refusal is due to."""
    if not turn.answer or turn.answer.status != "abstained":
        return ""
    if not turn.hits:
        return "; nothing was retrieved"
    if not turn.verdict.enough:
        return "; the evidence was judged too weak (weigh)"
    return "; no sentence could be quoted (answer)"
