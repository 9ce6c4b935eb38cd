"""`python -m eval.speed`: how long a whole decision takes, with trace, question, flips, risks and sensitivity."""

import random
import time
from statistics import median

from bot.decide import decide
from bot.rules import RuleBook, load_rules
from eval.measures import percentile

LIMIT_MS = 5.0
SEED = 20_261_125


def situations(book: RuleBook, count: int = 400) -> list[dict[str, str]]:
    """Give seeded situations of every length: nothing known, a few facts, all of them."""
    chance = random.Random(SEED)
    found = []
    for number in range(count):
        share = number % 5 / 4
        found.append({n: chance.choice(list(f.values)) for n, f in book.facts.items() if chance.random() < share})
    return found


def times_ms(book: RuleBook, count: int = 400) -> list[float]:
    """Give the milliseconds of processor time that each decision takes, after a few that are not counted."""
    given = situations(book, count)
    for facts in given[:10]:
        decide(facts, book)
    found = []
    for facts in given:
        start = time.process_time()
        decide(facts, book)
        found.append((time.process_time() - start) * 1000)
    return found


def main() -> None:
    times = times_ms(load_rules())
    share = sum(one < LIMIT_MS for one in times) / len(times)
    print(
        f"{len(times)} decisions: median {median(times):.1f} ms, 95th {percentile(times, 95):.1f} ms, "
        f"{share:.1%} under {LIMIT_MS:.0f} ms of processor time"
    )


if __name__ == "__main__":
    main()
