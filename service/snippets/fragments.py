"""The fragments of texts to show, and which of their characters highlights cover. How they look as HTML is in `markup`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from indexer.analysis.array_types import Int64s, Kinds
from indexer.compiled import allocation_free, compiled
from service.snippets.boundaries import ends_sentence
from service.snippets.clusters import cluster_end, cluster_start
from service.snippets.stretches import FRAGMENT_LENGTH, choose_stretches
from service.snippets.text import Text, Texts

WHOLE = -1
"""Instead of a number of fragments: the whole text."""

VERBATIM, ELLIPSIS_BEFORE, ELLIPSIS_AFTER = 1, 2, 4
"""How a fragment is shown: with its white space as it is; with an ellipsis before it; with one after it."""


class Found(NamedTuple):
    """The occurrences of highlights in several texts, as in `Occurrences`; `highlights` is how many were looked for."""

    occurrences: Int64s
    firsts: Int64s
    highlights: int


class Fragment(NamedTuple):
    """A stretch of a text, which begins at `low`: its tokens from `start` to `stop`, its characters from `left` to `right`.

    `flags`: how it is shown.
    """

    low: int
    start: int
    stop: int
    left: int
    right: int
    flags: int


class Fragments(NamedTuple):
    """Fragments in the order of their texts.

    `texts`: int64[fragments], the number of the text of each. `bounds`: int64[fragments, 4], its `low`, `left`, `right`
    and `flags`. `spans`: int64[spans, 2], the stretches that highlights cover, counted from `left`; those with only white
    space between are one. `span_ends`: int64[fragments + 1]: fragment number i has the spans from `span_ends[i]` to
    `span_ends[i + 1]`.
    """

    texts: Int64s
    bounds: Int64s
    spans: Int64s
    span_ends: Int64s


@compiled
def choose_fragments(texts: Texts, found: Found, limits: Int64s) -> Fragments:
    """Return what to show of each text: up to as many fragments as its limit says, or `WHOLE`."""
    inside = _inside(found.occurrences, texts.token_starts.size)
    boundaries = np.empty(_longest(texts) + 1, np.int64)
    chosen = _room(found, limits)
    count = int(np.int64(0))  # a literal 0 would have what it is passed to compiled twice
    for number in range(limits.size):
        text = _text(texts, number, inside, boundaries)
        occurrences = found.occurrences[found.firsts[number] : found.firsts[number + 1]]
        if limits[number] == WHOLE:
            fragment = Fragment(text.low, text.first, text.last, text.low, text.high, VERBATIM)
            count = _append(chosen, count, number, text, occurrences, fragment)
        elif limits[number] > 0 and text.first < text.last:
            stretches = choose_stretches(text, occurrences, found.highlights, limits[number])
            for i in range(stretches.shape[0]):
                fragment = _fragment(text, stretches[i, 0], stretches[i, 1])
                count = _append(chosen, count, number, text, occurrences, fragment)
    return Fragments(chosen.texts[:count], chosen.bounds[:count], chosen.spans, chosen.span_ends[: count + 1])


@allocation_free
def _longest(texts: Texts) -> int:
    longest = 0
    for number in range(texts.starts.size - 1):
        longest = max(longest, texts.starts[number + 1] - texts.starts[number])
    return longest


@compiled
def _inside(occurrences: Int64s, tokens: int) -> Kinds:
    inside = np.zeros(tokens + 1, np.uint8)
    for i in range(occurrences.shape[0]):
        for token in range(occurrences[i, 0] + 1, occurrences[i, 1]):
            inside[token] = 1
    return inside


@compiled
def _room(found: Found, limits: Int64s) -> Fragments:
    """Return room for all fragments there can be."""
    fragments = spans = 0
    for number in range(limits.size):
        held = found.firsts[number + 1] - found.firsts[number]
        most = max(min(limits[number], held), 1)
        fragments += most
        spans += most * held
    return Fragments(
        np.empty(fragments, np.int64),
        np.empty((fragments, 4), np.int64),
        np.empty((spans, 2), np.int64),
        np.zeros(fragments + 1, np.int64),
    )


@compiled
def _text(texts: Texts, number: int, inside: Kinds, boundaries: Int64s) -> Text:
    return Text(
        texts.raw,
        texts.traits,
        texts.token_starts,
        texts.token_ends,
        texts.before,
        inside,
        boundaries,
        texts.starts[number],
        texts.starts[number + 1],
        texts.firsts[number],
        texts.firsts[number + 1],
    )


@allocation_free
def _fragment(text: Text, start: int, stop: int) -> Fragment:
    """Return the fragment that shows a stretch of tokens."""
    left = cluster_start(text, text.token_starts[start])
    if start == stop:
        # One run longer than a fragment, as encoded files are: the only thing split inside a token.
        right = cluster_end(text, left + FRAGMENT_LENGTH)
        return Fragment(text.low, start, stop, left, right, VERBATIM | ELLIPSIS_AFTER)
    flags = 0
    if start != text.first and not ends_sentence(text, start):
        flags |= ELLIPSIS_BEFORE
    if stop != text.last and not ends_sentence(text, stop):
        flags |= ELLIPSIS_AFTER
    return Fragment(text.low, start, stop, left, cluster_end(text, text.token_ends[stop - 1]), flags)


@allocation_free
def _append(chosen: Fragments, count: int, number: int, text: Text, occurrences: Int64s, fragment: Fragment) -> int:
    """Write a fragment of a text and its spans; return how many fragments there are."""
    chosen.texts[count] = number
    chosen.bounds[count, 0], chosen.bounds[count, 1] = fragment.low, fragment.left
    chosen.bounds[count, 2], chosen.bounds[count, 3] = fragment.right, fragment.flags
    chosen.span_ends[count + 1] = _cover(text, occurrences, fragment, chosen.spans, chosen.span_ends[count])
    return count + 1


@allocation_free
def _cover(text: Text, occurrences: Int64s, fragment: Fragment, spans: Int64s, first: int) -> int:
    """Write the spans that occurrences cover in a fragment, from span `first` on; return the end of the spans."""
    end = _merge(text, occurrences, fragment, spans, first)
    count = first
    for span in range(first, end):
        begin, close = spans[span, 0], spans[span, 1]
        if begin < fragment.right and fragment.left < close:
            spans[count, 0] = max(begin, fragment.left) - fragment.left
            spans[count, 1] = min(close, fragment.right) - fragment.left
            count += 1
    return count


@allocation_free
def _merge(text: Text, occurrences: Int64s, fragment: Fragment, spans: Int64s, first: int) -> int:
    """Write the spans of whole clusters that occurrences cover, neighbours as one; return the end of the spans."""
    end = first
    reach = -1
    is_partial = False
    for i in range(occurrences.shape[0]):
        start, stop = occurrences[i, 0], occurrences[i, 1]
        if stop <= fragment.start or fragment.stop <= start or stop <= reach:
            continue
        begin = text.token_starts[start] + _outside(text, start, occurrences[i, 3])
        left = _outside(text, stop - 1, occurrences[i, 4])
        close = cluster_end(text, text.token_ends[stop - 1] - left)
        if start > reach:
            begin = cluster_start(text, begin)
        joins = start <= reach and not is_partial and begin == text.token_starts[start]
        if end > first and (joins or begin < spans[end - 1, 1]):
            spans[end - 1, 1] = max(close, spans[end - 1, 1])
        else:
            spans[end, 0], spans[end, 1] = begin, close
            end += 1
        reach = stop
        is_partial = left > 0
    return end


@allocation_free
def _outside(text: Text, token: int, count: int) -> int:
    """Return how many characters of a run are not highlighted, of which `count` folded ones are not: none where these can't be told apart."""
    size = text.before[token + 1] - text.before[token]
    return count if text.token_ends[token] - text.token_starts[token] == size else 0
