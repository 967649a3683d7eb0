"""How long answers take: every query several times in shuffled order, its median, and percentiles over queries."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.peers.peer import Answer
from benchmarks.query_set import Query

HITS = 10

Ask = Callable[[int, int], Answer]
"""A function that asks the query with the first number for the second number of hits."""


@dataclass(frozen=True, slots=True)
class Latencies:
    """The median seconds of each query, those of the first time it was asked, and the answer of that time."""

    medians: tuple[float, ...]
    firsts: tuple[float, ...]
    answers: tuple[Answer, ...]


def measure(ask: Ask, queries: int, *, repeats: int, seed: int = 3) -> Latencies:
    """Return the latencies of queries asked `repeats` times each, for one hit more each time: no cache has the answer."""
    order = [(number, repeat) for number in range(queries) for repeat in range(repeats)]
    random.Random(seed).shuffle(order)
    seconds: list[list[float]] = [[] for _ in range(queries)]
    answers: dict[int, Answer] = {}
    gc.collect()
    for number, repeat in order:
        started = time.perf_counter()
        answer = ask(number, HITS + repeat)
        seconds[number].append(time.perf_counter() - started)
        answers.setdefault(number, answer)
    return Latencies(
        medians=tuple(map(statistics.median, seconds)),
        firsts=tuple(each[0] for each in seconds),
        answers=tuple(answers[number] for number in range(queries)),
    )


def summary(queries: Sequence[Query], taken: Latencies) -> dict[str, Any]:
    """Return percentiles in milliseconds over all queries, by class, and of the first times only."""
    medians = taken.medians
    kinds = dict.fromkeys(query.kind for query in queries)
    by_class = {
        kind: percentiles([each for query, each in zip(queries, medians, strict=True) if query.kind == kind])
        for kind in kinds
    }
    return {**percentiles(medians), "first_time": percentiles(taken.firsts), "by_class": by_class}


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Return p50, p95, p99 and the worst in milliseconds.

    >>> percentiles([0.001, 0.002, 0.003])
    {'p50': 2.0, 'p95': 2.9, 'p99': 2.98, 'max': 3.0}
    """
    ordered = sorted(seconds)
    found = {f"p{share}": _quantile(ordered, share / 100) for share in (50, 95, 99)}
    return {name: round(value * 1000, 4) for name, value in {**found, "max": ordered[-1]}.items()}


def agreement(answers: Sequence[Answer], ours: Sequence[Answer]) -> str:
    """Return for how many queries another engine's total equals ours; a dash where we did not take part."""
    if not ours:
        return "–"
    return f"{sum(theirs.total == our.total for theirs, our in zip(answers, ours, strict=True))} of {len(ours)}"


def _quantile(ordered: Sequence[float], share: float) -> float:
    rank = share * (len(ordered) - 1)
    low = int(rank)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (rank - low)
