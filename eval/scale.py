"""`python -m eval.scale`: how long an answer takes with ever more passages, and what they cost in memory.

Texts are sentences of a public question set put together anew, vectors are random: the sizes are too large to embed,
and neither search nor answer takes longer for it. Each size runs in a process of its own.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ingest.store import Store

PER_DOCUMENT = 100
QUESTIONS = 40


def fill(store: "Store", sentences: Sequence[str], size: int) -> None:
    """Put `size` passages of three sentences each into a store, a hundred a document."""
    from ingest.assemble import assemble
    from ingest.read import read_bytes

    draw, count = random.Random(1), 0
    with store.library.transaction():
        while count < size:
            texts = [" ".join(draw.sample(sentences, 3)) for _ in range(min(PER_DOCUMENT, size - count))]
            name = f"d{count:07}"
            made = assemble(read_bytes("\n\n".join(texts).encode(), f"{name}.txt"), name, name, name)
            store.library.put(*made)
            count += len(made[1])
    store.vectors.refill(random_vectors(store.library.all_passage_ids(), store.embedder.dimension))


def random_vectors(ids: Sequence[str], dimension: int) -> Iterator[tuple[Sequence[str], NDArray[np.float32]]]:
    draw = np.random.default_rng(1)
    for start in range(0, len(ids), 1000):
        some = ids[start : start + 1000]
        rows = draw.normal(size=(len(some), dimension)).astype(np.float32)
        yield some, rows / np.linalg.norm(rows, axis=1, keepdims=True)


def report(squad: Path, size: int, home: Path) -> str:
    """Fill a library, open it again and ask; give one row of the table."""
    from bot.chain import Bot
    from bot.settings import BotSettings
    from eval.bench import even
    from eval.squad import questions
    from ingest.sentences import sentences
    from ingest.store import Store

    items = questions(squad)
    pool = sorted({text[s.start : s.end] for text in {item.paragraph for item in items} for s in sentences(text)})
    items = even(items, QUESTIONS + 1)
    settings = BotSettings.load(home=home, builtin=False)
    began = time.monotonic()
    with Store.open(settings) as store:
        _ = store.vectors  # while there is nothing to embed
        fill(store, pool, size)
        count = store.library.passage_count()
    filled, before = time.monotonic() - began, resident_mb()
    began = time.monotonic()
    with Bot.open(home) as bot:
        bot.ask(items[0].question)
        first = time.monotonic() - began
        times, steps = [], []
        for item in items[1:]:
            began = time.monotonic()
            answered = bot.ask(item.question)
            times.append((time.monotonic() - began) * 1000)
            steps.append(answered.timings_ms)
    parts = {
        name: statistics.median(step.get(name, 0) for step in steps) for name in ("understand", "retrieve", "weigh")
    }
    spent = ", ".join(f"{name} {value:.0f}" for name, value in parts.items())
    return (
        f"{count} passages: median answer {statistics.median(times):.0f} ms ({spent}), slowest {max(times):.0f} ms, "
        f"first after opening {first:.1f} s, filled in {filled:.0f} s, {resident_mb() - before:+.0f} MB while asking, "
        f"{resident_mb():.0f} MB in all"
    )


def resident_mb() -> float:
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.scale", description=__doc__)
    parser.add_argument("--squad", type=Path, required=True, metavar="F", help="a SQuAD 2.0 file")
    parser.add_argument("--size", type=int, action="append", help="passages; may be repeated")
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.home:
        print(report(given.squad, given.size[0], given.home))
        return 0
    for size in given.size or [1_000, 10_000, 100_000]:
        with TemporaryDirectory(prefix="shorewise-scale-") as home:
            command = [sys.executable, "-m", "eval.scale", "--squad", str(given.squad), "--size", str(size)]
            alone = os.environ | {"SHOREWISE_BUILTIN": "0"}
            done = subprocess.run([*command, "--home", home], env=alone, stdout=subprocess.PIPE, text=True, check=True)
            print(done.stdout, end="", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
