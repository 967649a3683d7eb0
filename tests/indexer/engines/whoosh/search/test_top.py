"""The best reports of segments are those that sorting all of them would put first."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.engines.whoosh.search.top import CANDIDATE, POINTS, add_best, least_of_best
from indexer.engines.whoosh.store.arrays import Array

_SIZE = 50
_NONE = np.empty(0, dtype=CANDIDATE)


@pytest.fixture
def chance() -> np.random.Generator:
    """Return the same numbers for every test."""
    return np.random.default_rng(1)


def _add(best: Array, docs: Array, scores: Array, ranks: Array, count: int) -> Array:
    days = np.arange(_SIZE, dtype=np.int32)
    return add_best(best, docs, scores, ranks.astype(np.uint16), np.argsort(ranks), days, 7, count)


@pytest.mark.parametrize("count", [0, 1, 5, 40, _SIZE, 1_000])
def test_the_best_come_in_order(chance: np.random.Generator, count: int) -> None:
    """Scores decide, then ranks."""
    scores, ranks = chance.integers(0, 4, _SIZE).astype(float), chance.permutation(_SIZE)
    docs = np.flatnonzero(chance.random(_SIZE) < 0.8)
    found = _add(_NONE, docs, scores, ranks, count)
    assert found["doc"].tolist() == sorted(docs.tolist(), key=lambda doc: (-scores[doc], ranks[doc]))[:count]
    assert found["points"].tolist() == (scores[found["doc"]] * POINTS).astype(int).tolist()
    assert found["rank"].tolist() == ranks[found["doc"]].tolist()
    assert found["day"].tolist() == found["doc"].tolist()


def test_without_scores_ranks_decide(chance: np.random.Generator) -> None:
    """Where hits are in order of date there are no scores."""
    ranks = chance.permutation(_SIZE)
    found = _add(_NONE, np.arange(_SIZE), np.zeros(0), ranks, 10)
    assert found["rank"].tolist() == list(range(10))
    assert not found["points"].any()


def test_scores_that_round_alike_are_equal() -> None:
    """A difference below half a point doesn't decide."""
    scores = np.zeros(_SIZE)
    scores[:2] = 1.0, 1.0 + 0.4 / POINTS
    assert _add(_NONE, np.arange(2), scores, np.arange(_SIZE), 2)["doc"].tolist() == [0, 1]


def test_candidates_of_earlier_segments_stay_in_front(chance: np.random.Generator) -> None:
    """A segment's best are added to those of the segments before."""
    earlier = np.array([(0, 1, 2, 3, 4, 0.5)], dtype=CANDIDATE)
    found = _add(earlier, np.arange(_SIZE), chance.random(_SIZE), np.arange(_SIZE), 3)
    assert found.size == 4
    assert found[:1].tolist() == earlier.tolist()
    assert found["segment"].tolist() == [0, 7, 7, 7]


@pytest.mark.parametrize("count", [1, 3, _SIZE])
def test_the_least_of_the_best(chance: np.random.Generator, count: int) -> None:
    """Of the best reports, the last one's score is told."""
    scores = chance.random(_SIZE)
    assert least_of_best(chance.permutation(_SIZE), scores, count) == sorted(scores, reverse=True)[count - 1]
