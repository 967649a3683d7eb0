"""The groups of near-identical reports of one generation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np

from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.columns import read_fingerprints
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.similarity.groups import grouped


class Twins:
    """Tells which reports are near-identical. Safe to use from several threads: at worst two find out the same."""

    def __init__(self, segments: Sequence[OpenSegment]) -> None:
        self._segments = segments

    @cached_property
    def groups(self) -> tuple[Array, ...]:
        """The group of each report, int32[reports], for each segment: 0 where it is alone."""
        live = [np.flatnonzero(segment.live) for segment in self._segments]
        pairs = list(zip(self._segments, live, strict=True))
        if not pairs:
            return ()
        found = grouped(
            np.concatenate([read_fingerprints(segment.file)[docs] for segment, docs in pairs]),
            np.concatenate([segment.dated[docs] for segment, docs in pairs]),
        )
        bounds = pairwise(accumulate((docs.size for docs in live), initial=0))
        groups = [np.zeros(segment.size, dtype=np.int32) for segment in self._segments]
        for own, docs, (start, end) in zip(groups, live, bounds, strict=True):
            own[docs] = found[start:end]
        return tuple(groups)
