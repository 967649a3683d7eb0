"""Near-identical reports among those that match: the first of a group in the order of hits is one, and names the others."""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.store.arrays import Array


class Folding:
    """Which reports of `docs`, int64, that match are near-identical; those of an empty array never are."""

    def __init__(self, snapshot: Snapshot, docs: Array) -> None:
        self._snapshot = snapshot
        groups = snapshot.twins.groups.take(docs) if docs.size else np.zeros(0, dtype=np.int32)
        (grouped,) = groups.nonzero()
        self._docs, self._groups = docs.take(grouped), groups.take(grouped)

    @property
    def folded(self) -> int:
        """How many matching reports are twins of another one."""
        if not self._groups.size:
            return 0
        occurring = np.zeros(1 + int(self._groups.max()), dtype=bool)
        occurring[self._groups] = True
        return int(self._groups.size - np.count_nonzero(occurring))

    def firsts(self, candidates: Array) -> Array:
        """Return those candidates, CANDIDATE in order, that are the first of their group, or have none."""
        if not self._groups.size:
            return candidates
        groups = self._snapshot.twins.groups.take(self._snapshot.docs(candidates))
        are_hits = groups == 0
        _, firsts = np.unique(groups, return_index=True)
        are_hits[firsts] = True
        found: Array = candidates.take(are_hits.nonzero()[0])
        return found

    def twins(self, doc: int) -> tuple[str, ...]:
        """Return the ids of the other matching reports of a report's group, by their numbers."""
        if not self._groups.size or not (group := self._snapshot.twins.groups[doc]):
            return ()
        members = self._docs[self._groups == group].tolist()
        return tuple(self._snapshot.documents.id(*self._snapshot.location(each)) for each in members if each != doc)
