"""The groups of near-identical reports of one generation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

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
    def groups(self) -> Array:
        """The group of each report, int32[reports], numbered through all segments: 0 where it is alone."""
        live = [np.flatnonzero(segment.live) for segment in self._segments]
        pairs = list(zip(self._segments, live, strict=True))
        if not pairs:
            return np.zeros(0, dtype=np.int32)
        groups = np.zeros(sum(segment.size for segment in self._segments), dtype=np.int32)
        groups[np.concatenate([segment.live for segment in self._segments])] = grouped(
            np.concatenate([read_fingerprints(segment.file)[docs] for segment, docs in pairs]),
            np.concatenate([segment.dated[docs] for segment, docs in pairs]),
        )
        return groups
