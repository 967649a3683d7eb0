"""Facet counts as the port returns them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from indexer.engines.whoosh.store.arrays import Array
from indexer.fields import FIELD

_RANK_BITS = 32
_RANKS = (1 << _RANK_BITS) - 1


def facet_values(
    fields: Sequence[str], values: Sequence[Sequence[str]], counts: Array
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return the values of each field that occur, with their counts, in the order of the port.

    `values` by field, in order; `counts`: int64[fields, values + 1], of which each field's first is that of missing values.
    """
    return {
        field: _latest_first(known, each[1:]) if FIELD[field].number else _most_frequent_first(known, each[1:])
        for field, known, each in zip(fields, values, counts, strict=True)
    }


def _latest_first(values: Sequence[str], counts: Array) -> tuple[tuple[str, int], ...]:
    ranks = np.flatnonzero(counts)[::-1]
    return tuple(zip([values[rank] for rank in ranks.tolist()], counts[ranks].tolist(), strict=True))


def _most_frequent_first(values: Sequence[str], counts: Array) -> tuple[tuple[str, int], ...]:
    # A count with its rank is one number: sorting those takes a tenth of the time of a stable sort by counts.
    (ranks,) = counts.nonzero()
    keys = np.sort((-counts[ranks] << _RANK_BITS) + ranks)
    return tuple(
        zip([values[rank] for rank in (keys & _RANKS).tolist()], (-(keys >> _RANK_BITS)).tolist(), strict=True)
    )
