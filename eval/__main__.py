"""`python -m eval`: how good is Shorewise, in one table per suite."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.add_argument("--split", choices=["tune", "report", "all"], default="tune", help="default: tune")
    parser.add_argument("--suite", action="append", help="may be repeated; default: every suite that has its files")
    parser.add_argument("--failures", action="store_true", help="print every wrong answer of the tune split")
    parser.add_argument("--json", type=Path, metavar="F", help="write all totals to a file")
    parser.add_argument("--limit", type=int, metavar="N", help="ask an even sample of N questions per suite")
    parser.add_argument("--alone", action="store_true", help="leave the systems beside it out")
    parser.add_argument("--article", type=Path, metavar="F", help="the starting article, for the article suites")
    parser.add_argument("--facts", type=Path, metavar="F", help='lines {"topic", "fact"}, for the facts suites')
    parser.add_argument("--squad", type=Path, metavar="F", help="a SQuAD 2.0 file, for suite squad")
    parser.add_argument("--qed", type=Path, metavar="F", help="a QED file, for suite qed")
    return parser.parse_args()


def main() -> int:
    from eval.answers import run
    from eval.corpora import corpora
    from eval.floor import below, limits
    from eval.questions import choose, load
    from eval.table import failures, groups, table

    asked = arguments()
    known = corpora(asked.article, asked.facts)
    public = {name: path for name, path in (("squad", asked.squad), ("qed", asked.qed)) if path}
    asking = [name for name, one in known.items() if choose(load(one.questions), asked.split, one.holds)]
    chosen = asked.suite or [*asking, *public]
    unknown = [name for name in chosen if name not in known and name not in public]
    if unknown:
        have = ", ".join([*known, *public])
        print(f"No suite {unknown[0]}, or its file was not given. There are: {have}.", file=sys.stderr)
        return 2
    totals: dict[str, Any] = {}
    faults: list[str] = []
    for name in chosen:
        if name in public:
            found = run_public(name, public[name], asked.split, asked.limit)
            print(table(name, asked.split, found, {}), end="\n\n", flush=True)
            totals[name] = {"shorewise": found}
            continue
        result = run(known[name], asked.split, asked.limit, not asked.alone)
        print(table(name, asked.split, result.totals, result.rivals))
        print(groups(result.outcomes), end="\n\n", flush=True)
        if asked.limit is None and asked.split == "tune":  # the floor is that of the tune questions
            faults += [f"{name}: {fault}" for fault in below(result.totals, limits(name))]
        if asked.failures:
            print(failures(result.outcomes), end="\n\n", flush=True)
        totals[name] = {"shorewise": result.totals, **result.rivals}
    if asked.json:
        asked.json.write_text(json.dumps({"split": asked.split, "suites": totals}, indent=2) + "\n", encoding="utf-8")
    for fault in faults:
        print(f"Below the floor: {fault}.", file=sys.stderr)
    return 1 if faults else 0


def run_public(name: str, path: Path, split: str, limit: int | None) -> dict[str, float | int | None]:
    from eval import qed, squad

    return {"squad": squad.run, "qed": qed.run}[name](path, split, limit)


if __name__ == "__main__":
    sys.exit(main())
