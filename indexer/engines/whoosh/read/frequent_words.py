"""The words that most reports of one generation hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.store.segment import OpenSegment


def frequent_words(snapshot: Snapshot, most: int) -> list[tuple[str, int]]:
    """Return up to `most` words of two characters and more, those of most reports first, with their counts.

    A count is that of the field where most reports have the word, deleted ones too: good enough to compare words.
    """
    counts: Counter[str] = Counter()
    for segment in snapshot.segments:
        for word, count in _words(segment, most):
            counts[word] += count
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _words(segment: OpenSegment, most: int) -> Iterator[tuple[str, int]]:
    table = segment.table("words")
    table.check_counts()
    if not len(table):
        return
    firsts = np.asarray(table.arrays.term_rows[:-1], dtype=np.int64)
    counts = np.maximum.reduceat(np.diff(np.asarray(table.arrays.row_postings, dtype=np.int64)), firsts)
    counts[np.diff(np.asarray(table.arrays.term_starts, dtype=np.int64)) < _TWO_CHARACTERS] = 0
    order = np.argsort(-counts, kind="stable")[:most]
    for number in order[counts[order] > 0].tolist():
        yield table.term(number).decode(), int(counts[number])


_TWO_CHARACTERS = len("文字".encode())
"""Bytes of the shortest word that counts: single characters, and short runs of letters and digits, say little."""
