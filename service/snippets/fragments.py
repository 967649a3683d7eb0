"""The fragments of texts to show: around as many different highlights as can be, from and to the end of a sentence.

Loops over tokens and characters, compiled. How a fragment looks as HTML is in `markup`.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from indexer.analysis.array_types import Codes, Kinds, Offsets
from indexer.compiled import compiled
from service.snippets.markup import WRAPPED_LINE
from service.snippets.occurrences import Occurrences

FRAGMENT_LENGTH = 120
"""Visible characters of a fragment: three lines of a results page, two sentences of an official text."""

_LEAD = 40
"""Of these, how many may stand before the first highlight where enough text follows: it must be seen at a glance."""

_SENTENCE_ENDS = "。！？；!?;"
_CLAUSE_ENDS = "。！？；!?;，、："
CLOSERS = "”’」』）)》〉】〕\"'"

WHOLE = -1
"""Instead of a number of fragments: the whole text."""


VERBATIM, ELLIPSIS_BEFORE, ELLIPSIS_AFTER = 1, 2, 4
"""How a fragment is shown: with its white space as it is; with an ellipsis before it; with one after it."""


class Fragment(NamedTuple):
    """A stretch, from `left` to `right` of `Occurrences.text`, of text number `text_number`, which begins at `start`.

    `highlighted` are the spans that highlights cover, counted from `left`; those with only white space between are one.
    """

    text_number: int
    start: int
    left: int
    right: int
    flags: int
    highlighted: list[tuple[int, int]]


def choose_fragments(occurrences: Occurrences, limits: Sequence[int]) -> Iterator[Fragment]:
    """Yield what to show of each text, in its order: up to as many fragments as its limit says, or `WHOLE`."""
    fragments, spans = _choose(
        occurrences.raw,
        _traits(),
        occurrences.text_starts,
        occurrences.firsts,
        occurrences.token_starts,
        occurrences.token_ends,
        occurrences.before,
        occurrences.occurrences,
        occurrences.first_occurrences,
        occurrences.highlight_count,
        np.array(limits, np.int64),
    )
    highlighted = list(map(tuple, spans.tolist()))
    for text_number, start, left, right, flags, first, last in fragments.tolist():
        yield Fragment(text_number, start, left, right, flags, highlighted[first:last])


# What characters are to a fragment -----------------------------------------------------------------------------------

_SENTENCE, _CLAUSE, _CLOSER, _SPACE, _ATTACHED = 1, 2, 4, 8, 16
"""Ends a sentence; ends a clause or a sentence; closes a quotation; is white space; belongs to the character before it."""

_NEVER_FIRST = _CLAUSE | _CLOSER
_LINE_FEED = 0x0A
_FIRST_ATTACHED = 0x300
_JOINER = 0x200D
_SKIN_TONES = range(0x1F3FB, 0x1F400)

_PLANES = (range(0x20000), range(0xE0000, 0xE1000))
"""Where accents, selectors and white space are. Chinese characters fill the planes between; looking there takes 100 ms."""

_MAX_CLUSTER = 64
"""Characters of one written sign, far above any real one: a text of nothing but accents must not take for ever."""


@cache
def _traits() -> Kinds:
    """Return what each character is, by code point."""
    traits = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
    for signs, trait in ((_SENTENCE_ENDS, _SENTENCE), (_CLAUSE_ENDS, _CLAUSE), (CLOSERS, _CLOSER)):
        for sign in signs:
            traits[ord(sign)] |= trait
    for code in (code for plane in _PLANES for code in plane):
        character = chr(code)
        if character.isspace():
            traits[code] |= _SPACE
        elif code >= _FIRST_ATTACHED and (unicodedata.category(character)[0] == "M" or code in _SKIN_TONES):
            traits[code] |= _ATTACHED
    return traits


# Compiled ------------------------------------------------------------------------------------------------------------


class _Text(NamedTuple):
    """One text among several: its characters are from `low` to `high`, its tokens from `first` to `last`.

    `inside[i]`: an occurrence covers token i and the one before it. `boundaries`: room for numbers of tokens before which
    a fragment may begin or end, while they are compared.
    """

    raw: Codes
    traits: Kinds
    token_starts: Offsets
    token_ends: Offsets
    before: Offsets
    inside: Kinds
    boundaries: Offsets
    low: int
    high: int
    first: int
    last: int


@compiled
def _choose(
    raw: Codes,
    traits: Kinds,
    text_starts: Offsets,
    firsts: Offsets,
    token_starts: Offsets,
    token_ends: Offsets,
    before: Offsets,
    occurrences: Offsets,
    first_occurrences: Offsets,
    highlight_count: int,
    limits: Offsets,
) -> tuple[Offsets, Offsets]:
    """Return int64[fragments, 7] (see `Fragment`; the last two are the first and the end of its spans), and all spans."""
    inside = np.zeros(token_starts.size + 1, np.uint8)
    for i in range(occurrences.shape[0]):
        for token in range(occurrences[i, 0] + 1, occurrences[i, 1]):
            inside[token] = 1
    boundaries = np.empty(raw.size + 1, np.int64)
    most_fragments = most_spans = 0
    for text_number in range(limits.size):
        held = first_occurrences[text_number + 1] - first_occurrences[text_number]
        most = max(min(limits[text_number], held), 1)
        most_fragments += most
        most_spans += most * held
    fragments, spans = np.empty((most_fragments, 7), np.int64), np.empty((most_spans, 2), np.int64)
    count = covered = 0
    for text_number in range(limits.size):
        text = _Text(
            raw,
            traits,
            token_starts,
            token_ends,
            before,
            inside,
            boundaries,
            text_starts[text_number],
            text_starts[text_number + 1],
            firsts[text_number],
            firsts[text_number + 1],
        )
        own = occurrences[first_occurrences[text_number] : first_occurrences[text_number + 1]]
        if limits[text_number] == WHOLE:
            end = _cover(text, own, text.first, text.last, text.low, text.high, spans, covered)
            _append(fragments, count, (text_number, text.low, text.low, text.high, VERBATIM, covered, end))
            count, covered = count + 1, end
        elif limits[text_number] > 0 and text.first < text.last:
            chosen = _chosen(text, own, highlight_count, limits[text_number])
            for i in range(chosen.shape[0]):
                start, stop = chosen[i, 0], chosen[i, 1]
                left = _cluster_start(text, token_starts[start])
                if start == stop:
                    # One run longer than a fragment, as encoded files are: the only thing split inside a token.
                    right = _cluster_end(text, left + FRAGMENT_LENGTH)
                    flags, end = VERBATIM | ELLIPSIS_AFTER, covered
                else:
                    right = _cluster_end(text, token_ends[stop - 1])
                    end = _cover(text, own, start, stop, left, right, spans, covered)
                    flags = 0
                    if start != text.first and not _ends_sentence(text, start):
                        flags |= ELLIPSIS_BEFORE
                    if stop != text.last and not _ends_sentence(text, stop):
                        flags |= ELLIPSIS_AFTER
                _append(fragments, count, (text_number, text.low, left, right, flags, covered, end))
                count, covered = count + 1, end
    return fragments[:count], spans[:covered]


@compiled
def _append(fragments: Offsets, count: int, fields: tuple[int, ...]) -> None:
    for column in range(len(fields)):
        fragments[count, column] = fields[column]


@compiled
def _cover(
    text: _Text, occurrences: Offsets, start: int, stop: int, left: int, right: int, spans: Offsets, first: int
) -> int:
    """Write the spans that occurrences between two tokens cover, from span `first` on; return the end of the spans."""
    end = first
    reach = -1
    for i in range(occurrences.shape[0]):
        own_start, own_stop = occurrences[i, 0], occurrences[i, 1]
        if own_stop <= start or stop <= own_start or own_stop <= reach:
            continue
        begin, close = text.token_starts[own_start], _cluster_end(text, text.token_ends[own_stop - 1])
        if own_start > reach:
            begin = _cluster_start(text, begin)
        if end > first and (own_start <= reach or begin < spans[end - 1, 1]):
            spans[end - 1, 1] = max(close, spans[end - 1, 1])
        else:
            spans[end, 0], spans[end, 1] = begin, close
            end += 1
        reach = own_stop
    count = first
    for span in range(first, end):
        begin, close = spans[span, 0], spans[span, 1]
        if begin < right and left < close:
            spans[count, 0], spans[count, 1] = max(begin, left) - left, min(close, right) - left
            count += 1
    return count


@compiled
def _chosen(text: _Text, occurrences: Offsets, highlight_count: int, limit: int) -> Offsets:
    """Return the spans of tokens of fragments, in order, chosen one by one for most highlights not yet shown."""
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


@compiled
def _tightest(text: _Text, occurrences: Offsets, counts: Offsets) -> tuple[int, int]:
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


@compiled
def _widened(text: _Text, start: int, stop: int, taken: Offsets) -> tuple[int, int]:
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
    earliest = max(_first_from(before, before[start] - lead, text.first, text.last + 1), floor)
    left = _first_boundary(text, earliest, start, 1)
    rest = spare - (before[start] - before[left])
    latest = min(_first_from(before, before[stop] + rest + 1, text.first, text.last + 1) - 1, ceiling)
    return left, _first_boundary(text, latest, stop, -1)


@compiled
def _first_from(numbers: Offsets, least: int, start: int, end: int) -> int:
    """Return the index, from `start` to `end`, of the first of some ascending numbers that is at least `least`."""
    while start < end:
        middle = (start + end) // 2
        if numbers[middle] < least:
            start = middle + 1
        else:
            end = middle
    return start


@compiled
def _first_boundary(text: _Text, start: int, end: int, step: int) -> int:
    """Return the first token before which a sentence ends, or else a clause, or else one that no occurrence runs into."""
    if (end - start) * step < 0 or start == text.first or start == text.last:
        return start
    low, high = min(start, end), max(start, end)
    for sign in (_SENTENCE, _CLAUSE):
        count = _after_signs(text, low, high, sign)
        for i in range(count):
            token = text.boundaries[i if step > 0 else count - 1 - i]
            good = _ends_sentence(text, token) if sign == _SENTENCE else _ends_clause(text, token)
            if good and not text.inside[token]:
                return int(token)
    for token in range(start, end + step, step):
        if not text.inside[token]:
            return token
    return start


@compiled
def _after_signs(text: _Text, low: int, high: int, sign: int) -> int:
    """Write the tokens before which a sign with its closing quotes, or a line end, stands; return how many."""
    raw, traits = text.raw, text.traits
    at = text.token_starts[max(low - 1, text.first)]
    end = text.token_starts[high] if high < text.last else text.token_ends[high - 1]
    count = 0
    while at < end:
        follows = _CLOSER | _SPACE if traits[raw[at]] & sign else _SPACE if raw[at] == _LINE_FEED else 0
        at += 1
        if follows:
            while at < end and traits[raw[at]] & follows:
                at += 1
            token = _first_from(text.token_starts, at, low, min(high + 1, text.last))
            if token <= high:
                text.boundaries[count] = token
                count += 1
    return count


@compiled
def _ends_sentence(text: _Text, token: int) -> bool:
    return _ends(text, token, _SENTENCE) or _is_paragraph_end(text, token)


@compiled
def _ends_clause(text: _Text, token: int) -> bool:
    if _ends(text, token, _CLAUSE):
        return True
    for at in range(text.token_ends[token - 1], text.token_starts[token]):  # noqa: SIM110  # compiled loops have no generators
        if text.raw[at] == _LINE_FEED:
            return True
    return False


@compiled
def _ends(text: _Text, token: int, sign: int) -> bool:
    """Return whether a sign, and what closes quotations after it, stands just before a token."""
    raw, traits, token_starts = text.raw, text.traits, text.token_starts
    if traits[raw[token_starts[token]]] & _NEVER_FIRST:
        return False
    last = token - 1
    while last > text.first and traits[raw[token_starts[last]]] & _CLOSER:
        last -= 1
    return bool(traits[raw[token_starts[last]]] & sign)


@compiled
def _is_paragraph_end(text: _Text, token: int) -> bool:
    """Return whether the white space before a token ends a paragraph or heading rather than a wrapped line."""
    raw = text.raw
    start, end = text.token_ends[token - 1], text.token_starts[token]
    breaks = False
    for at in range(start, end):
        if raw[at] == _LINE_FEED:
            breaks = True
            if at + 1 < end and text.traits[raw[at + 1]] & _SPACE:
                return True
    if not breaks:
        return False
    for length in range(1, WRAPPED_LINE + 1):
        at = start - length
        if at < text.low or raw[at] == _LINE_FEED:
            return True
    return False


# Characters as people see them, compiled -----------------------------------------------------------------------------


@compiled
def _continues(text: _Text, offset: int) -> bool:
    """Return whether the character at an offset belongs to the one before it: accents, selectors, emoji parts."""
    if not text.low < offset < text.high:
        return False
    code = text.raw[offset]
    if code < _FIRST_ATTACHED:
        return False
    return bool(code == _JOINER or text.traits[code] & _ATTACHED or text.raw[offset - 1] == _JOINER)


@compiled
def _cluster_start(text: _Text, offset: int) -> int:
    for _ in range(_MAX_CLUSTER):
        if not _continues(text, offset):
            break
        offset -= 1
    return offset


@compiled
def _cluster_end(text: _Text, offset: int) -> int:
    for _ in range(_MAX_CLUSTER):
        if not _continues(text, offset):
            break
        offset += 1
    return min(offset, text.high)
