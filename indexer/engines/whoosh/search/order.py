"""The order of candidates: score, then date, then id; without a date last."""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.columns import MISSING
from indexer.query import Sort

_DATE_BITS = 22
"""Days up to the year 9999 fit."""


def in_order(snapshot: Snapshot, sort: Sort, candidates: Array, wanted: int) -> Array:
    """Return the first `wanted` of some candidates (`top.CANDIDATE`), in order."""
    keys = -((candidates["points"] << _DATE_BITS) + _date_keys(sort, candidates["day"]))
    # Within a segment ranks know the order of ids.
    order = np.lexsort((candidates["rank"], keys))
    if len(snapshot.segments) > 1:
        _order_ties(snapshot, candidates, keys, order, wanted)
    return candidates.take(order[:wanted])  # indexing copies records field by field, and takes ten times as long


def _date_keys(sort: Sort, days: Array) -> Array:
    """Return numbers that are larger for what comes first."""
    return np.where(days == MISSING, 0, (1 << _DATE_BITS) - 1 - days) if sort is Sort.OLDEST else days


def _order_ties(snapshot: Snapshot, candidates: Array, keys: Array, order: Array, wanted: int) -> None:
    """Put reports of equal keys in the order of their ids, which are read only where they decide which are the first `wanted`."""
    ordered = keys[order]
    ordered = ordered[: ordered.searchsorted(ordered[min(wanted, ordered.size) - 1], side="right")]
    tied = ordered[1:] == ordered[:-1]
    if tied.any():
        near = np.flatnonzero(np.append(tied, False) | np.append(False, tied))
        locations = candidates.take(order[near])[["segment", "doc"]].tolist()
        ids = {
            at: snapshot.documents.id(segment_ordinal, doc)
            for at, (segment_ordinal, doc) in zip(near.tolist(), locations, strict=True)
        }
        order[near] = order[sorted(ids, key=lambda at: (ordered[at], ids[at]))]
