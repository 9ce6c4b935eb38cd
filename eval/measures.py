"""Every number of the evaluation as a small pure function, with its formula."""

import re
from collections.abc import Sequence
from statistics import median as middle

Points = Sequence[Sequence[str]]


def said(point: Sequence[str], text: str) -> bool:
    """Whether a point is made: one of its regular expressions is found in the text, ignoring case."""
    return any(re.search(pattern, text, re.IGNORECASE | re.DOTALL) for pattern in point)


def unsaid(points: Points, text: str) -> list[int]:
    """The indices of the points the text does not make."""
    return [index for index, point in enumerate(points) if not said(point, text)]


def coverage(points: Points, text: str) -> float:
    """points made / points; 1 when there are none to make."""
    return (len(points) - len(unsaid(points, text))) / len(points) if points else 1.0


def share(part: int, whole: int) -> float | None:
    """part / whole; None, shown as a dash, when there is nothing to count."""
    return part / whole if whole else None


def mean(values: Sequence[float]) -> float | None:
    """sum / count; None of nothing."""
    return sum(values) / len(values) if values else None


def median(values: Sequence[float]) -> float | None:
    """The middle value, or the mean of the two middle ones; None of nothing."""
    return middle(values) if values else None


def percentile(values: Sequence[float], percent: int) -> float | None:
    """Nearest rank: the ceil(percent / 100 * n)-th smallest value; None of nothing."""
    if not values:
        return None
    rank = max(1, -(-percent * len(values) // 100))
    return sorted(values)[rank - 1]


def precision(refused_rightly: int, refused_wrongly: int) -> float | None:
    """tp / (tp + fp): of what was refused, the share that had to be."""
    return share(refused_rightly, refused_rightly + refused_wrongly)


def recall(refused_rightly: int, answered_wrongly: int) -> float | None:
    """tp / (tp + fn): of what had to be refused, the share that was."""
    return share(refused_rightly, refused_rightly + answered_wrongly)


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """P(a positive scores above a negative), ties counted half: Mann-Whitney U / (n * m).

    None if a side is empty.
    """
    if not positives or not negatives:
        return None
    scored = sorted([(score, True) for score in positives] + [(score, False) for score in negatives])
    wins, below, start = 0.0, 0, 0
    while start < len(scored):
        end = start
        while end < len(scored) and scored[end][0] == scored[start][0]:
            end += 1
        tied = [positive for _, positive in scored[start:end]]
        wins += sum(tied) * (below + tied.count(False) / 2)
        below += tied.count(False)
        start = end
    return wins / (len(positives) * len(negatives))


def exact(quote: str, text: str, start: int, end: int) -> bool:
    """Whether the quote is the stretch [start, end) of the text, byte for byte; an empty quote is none."""
    return bool(quote) and 0 <= start < end and text[start:end].encode() == quote.encode()


def word_count(text: str) -> int:
    """Runs of characters between white space that hold a letter or digit."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def relevant(points: Points, passages: dict[str, str]) -> set[str]:
    """The passages that make most points: share = the largest share any passage reaches, and above 0."""
    shares = {key: coverage(points, text) for key, text in passages.items()} if points else {}
    best = max(shares.values(), default=0.0)
    return {key for key, value in shares.items() if value == best and best > 0}
