"""How high the right passages rank, by ranx; its only importer."""

import warnings
from collections.abc import Mapping, Sequence

METRICS = {"R@1": "hit_rate@1", "R@5": "hit_rate@5", "MRR": "mrr", "nDCG@10": "ndcg@10"}


def rank_measures(right: Mapping[str, set[str]], ranked: Mapping[str, Sequence[str]]) -> dict[str, float | None]:
    """Measure lists of passage ids, best first, against the sets of right ones; means over the questions.

    R@k: a right passage stands among the first k. MRR: mean of 1 / rank of the first right one. nDCG@10: gain
    1 for each right passage, discounted by log2(rank + 1), over the best order possible. Questions without
    any right passage are left out.
    """
    from ranx import Qrels, Run, evaluate

    known = {key: dict.fromkeys(ids, 1) for key, ids in right.items() if ids}
    if not known:
        return dict.fromkeys(METRICS)
    # ranx wants at least one entry per list; an unknown id stands for "found nothing".
    run = {key: {name: 1.0 / rank for rank, name in enumerate(ranked.get(key) or ["-"], 1)} for key in known}
    with warnings.catch_warnings():
        # numba warns about a cast inside ranx's own compiled code.
        warnings.simplefilter("ignore")
        found = evaluate(Qrels(known), Run(run), list(METRICS.values()))
    return {name: float(found[metric]) for name, metric in METRICS.items()}
