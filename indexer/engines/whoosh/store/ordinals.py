"""Field ordinals: the numbers by which rows of posting tables name their fields."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.store.postings import MAX_FIELDS
from indexer.fields import KEYWORD_FIELDS, TEXT_FIELDS


def numbered(fields: Sequence[str]) -> dict[str, int]:
    """Return the field ordinal of each field. Raises ValueError for more than a row can name."""
    if len(fields) > MAX_FIELDS:
        raise ValueError(f"{len(fields)} fields are more than the {MAX_FIELDS} that a table can tell apart")
    return {field: ordinal for ordinal, field in enumerate(fields)}


KEYWORD_ORDINAL = numbered(KEYWORD_FIELDS)
TEXT_ORDINAL = numbered(TEXT_FIELDS)


@lru_cache
def text_ordinals(fields: tuple[str, ...]) -> frozenset[int]:
    """Return the field ordinals of text fields."""
    return frozenset(TEXT_ORDINAL[field] for field in fields)


@lru_cache
def ordinal_flags(ordinals: frozenset[int]) -> npt.NDArray[np.bool_]:
    """Return whether each field ordinal is in `ordinals`, bool[fields], for compiled loops."""
    flags = np.zeros(max(len(TEXT_ORDINAL), len(KEYWORD_ORDINAL)), dtype=bool)
    flags[list(ordinals)] = True
    return flags
