"""The groups of near-identical reports of one generation.

Who is near-identical is told among reports of one title. So after a commit only titles of which reports came or went are grouped
anew: all of a million reports take seconds, which every process would spend after every commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.columns import read_fingerprints
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.similarity.groups import grouped

_NO_TITLE = 0
"""Reports without a title are near-identical to none."""


class _Told(NamedTuple):
    """What was told of a segment: bool, int64 and int32[reports]. Holds nothing of its file."""

    live: Array
    titles: Array
    groups: Array


class Twins:
    """Tells which reports are near-identical. Safe to use from several threads: at worst two find out the same.

    `earlier` tells it of the generation before; nothing is kept of it but what it has told.
    """

    def __init__(self, segments: Sequence[OpenSegment], earlier: Twins | None = None) -> None:
        self._segments = segments
        starts = accumulate((segment.size for segment in segments), initial=0)
        self._stretches = [slice(*bounds) for bounds in pairwise(starts)]
        self._earlier = earlier._told() if earlier else {}

    @cached_property
    def groups(self) -> Array:
        """The group of each report, int32[reports], numbered through all segments: 0 where it is alone."""
        if not self._segments:
            return np.zeros(0, dtype=np.int32)
        earlier, self._earlier = self._earlier, {}
        groups = np.zeros(sum(segment.size for segment in self._segments), dtype=np.int32)
        for segment, stretch in zip(self._segments, self._stretches, strict=True):
            if segment.name in earlier:
                groups[stretch] = earlier[segment.name].groups
        docs = self._docs_to_group(earlier)
        found = grouped(
            self._gathered(docs, lambda segment: read_fingerprints(segment.file)),
            self._gathered(docs, lambda segment: segment.dated),
        )
        groups[_numbers(docs, self._stretches)] = np.where(found, found + groups.max(initial=0), 0)
        return groups

    def _docs_to_group(self, earlier: Mapping[str, _Told]) -> list[Array]:
        """Return for each segment which live reports have to be grouped, int64: those under a title of which one came or went."""
        if not earlier:
            return [np.flatnonzero(segment.live) for segment in self._segments]
        changed = _changed_titles(self._segments, earlier)
        return [np.flatnonzero(segment.live & np.isin(segment.derived(_titles), changed)) for segment in self._segments]

    def _gathered(self, docs: Sequence[Array], values: Callable[[OpenSegment], Array]) -> Array:
        """Return the values that some reports have, segment by segment."""
        return np.concatenate([values(segment)[own] for segment, own in zip(self._segments, docs, strict=True)])

    def _told(self) -> Mapping[str, _Told]:
        """Return what has been told, here or before, by the names of segments."""
        if "groups" not in self.__dict__:
            return self._earlier
        return {
            segment.name: _Told(segment.live, segment.derived(_titles), self.groups[stretch])
            for segment, stretch in zip(self._segments, self._stretches, strict=True)
        }


def _changed_titles(segments: Sequence[OpenSegment], earlier: Mapping[str, _Told]) -> Array:
    """Return the titles, as digests, int64, under which reports came or went since `earlier`."""
    changed = []
    for segment in segments:
        before = earlier.get(segment.name)
        came_or_went = segment.live if before is None else segment.live != before.live
        changed.append(segment.derived(_titles)[came_or_went])
    names = {segment.name for segment in segments}
    changed += [before.titles[before.live] for name, before in earlier.items() if name not in names]
    titles: Array = np.setdiff1d(np.concatenate(changed), [_NO_TITLE])
    return titles


def _titles(segment: OpenSegment) -> Array:
    return np.ascontiguousarray(read_fingerprints(segment.file)["title"])


def _numbers(docs: Sequence[Array], stretches: Sequence[slice]) -> Array:
    numbers: Array = np.concatenate([own + stretch.start for own, stretch in zip(docs, stretches, strict=True)])
    return numbers
