"""Near-identical reports among those that match: the first of a group in the order of hits is one, and names the others."""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.read.documents import Documents
from indexer.engines.whoosh.read.twins import Twins
from indexer.engines.whoosh.store.arrays import Array

Location = tuple[int, int]
"""A segment ordinal and a document number."""


class Folding:
    """Which of the matching reports that were added are near-identical; without any, none are."""

    def __init__(self, twins: Twins) -> None:
        self._twins = twins
        self._added: list[tuple[int, Array, Array]] = []

    def add(self, segment_ordinal: int, docs: Array) -> None:
        """Note the matching reports of a segment, int64[docs]."""
        groups = self._twins.groups[segment_ordinal].take(docs)
        (grouped,) = groups.nonzero()
        self._added.append((segment_ordinal, docs.take(grouped), groups.take(grouped)))

    @property
    def folded(self) -> int:
        """How many matching reports are twins of another one."""
        members = [groups for _, _, groups in self._added if groups.size]
        if not members:
            return 0
        occurring = np.zeros(1 + max(int(groups.max()) for groups in members), dtype=bool)
        for groups in members:
            occurring[groups] = True
        return sum(groups.size for groups in members) - int(np.count_nonzero(occurring))

    def firsts(self, candidates: Array) -> Array:
        """Return those candidates, CANDIDATE in order, that are the first of their group, or have none."""
        if not self._added:
            return candidates
        groups = np.zeros(candidates.size, dtype=np.int32)
        for segment_ordinal, own in enumerate(self._twins.groups):
            (mine,) = (candidates["segment"] == segment_ordinal).nonzero()
            groups[mine] = own.take(candidates["doc"].take(mine))
        are_hits = groups == 0
        _, firsts = np.unique(groups, return_index=True)
        are_hits[firsts] = True
        found: Array = candidates.take(are_hits.nonzero()[0])
        return found

    def twins(self, location: Location, documents: Documents) -> tuple[str, ...]:
        """Return the ids of the other matching reports of a report's group, in the order they were added."""
        segment_ordinal, doc = location
        if not self._added or not (group := self._twins.groups[segment_ordinal][doc]):
            return ()
        members = [(ordinal, each) for ordinal, docs, groups in self._added for each in docs[groups == group].tolist()]
        return tuple(documents.id(*each) for each in members if each != location)
