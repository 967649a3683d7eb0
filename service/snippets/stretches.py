"""The stretches of a text's tokens to show: around as many different highlights as can be, from and to the end of a sentence."""

from __future__ import annotations

import numpy as np

from indexer.analysis.array_types import Int64s
from indexer.compiled import allocation_free, compiled
from service.snippets.boundaries import first_boundary, first_from
from service.snippets.text import Text

FRAGMENT_LENGTH = 120
"""Visible characters of a fragment: three lines of a results page, two sentences of an official text."""

_LEAD = 40
"""Of these, how many may stand before the first highlight where enough text follows: it must be seen at a glance."""


@compiled
def choose_stretches(text: Text, occurrences: Int64s, highlight_count: int, limit: int) -> Int64s:
    """Return the stretches of tokens to show, int64[fragments, 2], in order, chosen one by one for most highlights not yet shown.

    There is always one; it begins and ends at the same token where a run is longer than a fragment.
    """
    chosen = np.empty((max(min(limit, occurrences.shape[0]), 1), 2), np.int64)
    count = 0
    occurrences = occurrences.copy()
    left = occurrences.shape[0]
    shown = np.zeros(highlight_count, np.bool_)
    counts = np.zeros(highlight_count, np.int64)
    while left and count < limit:
        start, stop = _tightest(text, occurrences[:left], counts)
        start, stop = _widened(text, start, stop, chosen[:count])
        chosen[count, 0], chosen[count, 1] = start, stop
        count += 1
        for i in range(left):
            if start <= occurrences[i, 0] and occurrences[i, 1] <= stop:
                shown[occurrences[i, 2]] = True
        remaining = 0
        for i in range(left):
            if not shown[occurrences[i, 2]] and (occurrences[i, 1] <= start or stop <= occurrences[i, 0]):
                for column in range(3):
                    occurrences[remaining, column] = occurrences[i, column]
                remaining += 1
        left = remaining
    if not count:
        chosen[0, 0], chosen[0, 1] = _widened(text, text.first, text.first, chosen[:0])
        count = 1
    for i in range(1, count):
        for other in range(i, 0, -1):
            if (chosen[other - 1, 0], chosen[other - 1, 1]) <= (chosen[other, 0], chosen[other, 1]):
                break
            for side in range(2):
                chosen[other - 1, side], chosen[other, side] = chosen[other, side], chosen[other - 1, side]
    return chosen[:count]


@allocation_free
def _tightest(text: Text, occurrences: Int64s, counts: Int64s) -> tuple[int, int]:
    """Return the shortest stretch of tokens, none longer than a fragment, with the most different highlights."""
    before = text.before
    for each in range(counts.size):
        counts[each] = 0
    best, shortest = 0, 0
    start, stop = occurrences[0, 0], occurrences[0, 1]
    left = reach = different = 0
    for right in range(occurrences.shape[0]):
        counts[occurrences[right, 2]] += 1
        different += counts[occurrences[right, 2]] == 1
        reach = max(reach, occurrences[right, 1])
        while counts[occurrences[left, 2]] > 1 or (
            left < right and before[reach] - before[occurrences[left, 0]] > FRAGMENT_LENGTH
        ):
            gone = left
            left += 1
            counts[occurrences[gone, 2]] -= 1
            different -= counts[occurrences[gone, 2]] == 0
            if occurrences[gone, 1] == reach:
                reach = 0
                for i in range(left, right + 1):
                    reach = max(reach, occurrences[i, 1])
        length = before[reach] - before[occurrences[left, 0]]
        if different > best or (different == best and length < shortest):
            best, shortest = different, length
            start, stop = occurrences[left, 0], reach
    return start, stop


@allocation_free
def _widened(text: Text, start: int, stop: int, taken: Int64s) -> tuple[int, int]:
    """Return a stretch of tokens widened to about `FRAGMENT_LENGTH`, from and to the end of a sentence or clause.

    It keeps clear of stretches already `taken`.
    """
    before = text.before
    floor, ceiling = text.first, text.last
    for i in range(taken.shape[0]):
        if taken[i, 1] <= start:
            floor = max(floor, taken[i, 1])
        if taken[i, 0] >= stop:
            ceiling = min(ceiling, taken[i, 0])
    spare = max(FRAGMENT_LENGTH - (before[stop] - before[start]), 0)
    lead = max(min(_LEAD, spare), spare - (before[ceiling] - before[stop]))
    earliest = max(first_from(before, before[start] - lead, text.first, text.last + 1), floor)
    left = first_boundary(text, earliest, start) if earliest < start else earliest
    rest = spare - (before[start] - before[left])
    latest = min(first_from(before, before[stop] + rest + 1, text.first, text.last + 1) - 1, ceiling)
    return left, first_boundary(text, latest, stop) if latest > stop else latest
