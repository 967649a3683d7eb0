"""Grapheme clusters: characters that people see as one, which no fragment and no highlight may split."""

from __future__ import annotations

from indexer.compiled import allocation_free
from service.snippets.characters import ATTACHED, FIRST_ATTACHED, JOINER
from service.snippets.text import Text

_MAX_CLUSTER = 64
"""Characters of one written sign, far above any real one: a text of nothing but accents must not take for ever."""


@allocation_free
def cluster_start(text: Text, offset: int) -> int:
    """Return the offset where the cluster that an offset stands in begins."""
    for _ in range(_MAX_CLUSTER):
        if not _continues(text, offset):
            break
        offset -= 1
    return offset


@allocation_free
def cluster_end(text: Text, offset: int) -> int:
    """Return the first offset, from one on, where no cluster goes on; no further than the text's end."""
    for _ in range(_MAX_CLUSTER):
        if not _continues(text, offset):
            break
        offset += 1
    return min(offset, text.high)


@allocation_free
def _continues(text: Text, offset: int) -> bool:
    """Return whether the character at an offset belongs to the one before it: accents, selectors, emoji parts."""
    if not text.low < offset < text.high:
        return False
    code = text.raw[offset]
    if code < FIRST_ATTACHED:
        return False
    return bool(code == JOINER or text.traits[code] & ATTACHED or text.raw[offset - 1] == JOINER)
