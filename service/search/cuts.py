"""Where passages are cut from texts: around as many different marks as can be, from and to where a reader would.

Loops over atoms and characters, compiled. How a cut looks as HTML is in `markup`.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from indexer.analysis.folding import Codes, Kinds, Places
from indexer.compiled import compiled
from service.search.markup import WRAPPED_LINE
from service.search.occurrences import Found

PASSAGE_LENGTH = 120
"""Visible characters of a passage: three lines of a results page, two sentences of an official text."""

_LEAD = 40
"""Of these, how many may stand before the first match where enough text follows: it must be seen at a glance."""

_SENTENCE_ENDS = "。！？；!?;"
_CLAUSE_ENDS = "。！？；!?;，、："
CLOSERS = "”’」』）)》〉】〕\"'"

WHOLE = -1
"""In place of how many passages of a text are wanted: all of it."""


AS_IT_IS, CUT_BEFORE, CUT_AFTER = 1, 2, 4
"""How a cut is shown: with its white space as it is; with an ellipsis before it; with one after it."""


class Cut(NamedTuple):
    """A piece, from `left` to `right` of `Found.text`, of text number `text`, which begins at `start`.

    `marked` are the spans that marks cover, counted from `left`; those with nothing but white space between are one.
    """

    text: int
    start: int
    left: int
    right: int
    look: int
    marked: list[tuple[int, int]]


def cut(found: Found, limits: Sequence[int]) -> Iterator[Cut]:
    """Give what to show of each text, in reading order: up to as many passages as its limit says, or `WHOLE`."""
    cuts, spans = _cut(
        found.raw,
        _traits(),
        found.text_starts,
        found.firsts,
        found.begins,
        found.closes,
        found.before,
        found.hits,
        found.hit_firsts,
        found.marks,
        np.array(limits, np.int64),
    )
    marked = list(map(tuple, spans.tolist()))
    for text, start, left, right, look, first, last in cuts.tolist():
        yield Cut(text, start, left, right, look, marked[first:last])


# What characters are to a passage ------------------------------------------------------------------------------------

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
    """Give what each character is, by code point."""
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
    """One text among several: its characters are from `low` to `high`, its atoms from `first` to `last`.

    `inside[i]`: a cut before atom i splits a hit. `places`: room for places that are being compared.
    """

    raw: Codes
    traits: Kinds
    begins: Places
    closes: Places
    before: Places
    inside: Kinds
    places: Places
    low: int
    high: int
    first: int
    last: int


@compiled
def _cut(
    raw: Codes,
    traits: Kinds,
    text_starts: Places,
    firsts: Places,
    begins: Places,
    closes: Places,
    before: Places,
    hits: Places,
    hit_firsts: Places,
    marks: int,
    limits: Places,
) -> tuple[Places, Places]:
    """Give the cuts, int64[cuts, 7] (see `Cut`; the last two are the first and the end of its spans), and all spans."""
    inside = np.zeros(begins.size + 1, np.uint8)
    for hit in range(hits.shape[0]):
        for atom in range(hits[hit, 0] + 1, hits[hit, 1]):
            inside[atom] = 1
    places = np.empty(raw.size + 1, np.int64)
    most_cuts = most_spans = 0
    for number in range(limits.size):
        held = hit_firsts[number + 1] - hit_firsts[number]
        most = max(min(limits[number], held), 1)
        most_cuts += most
        most_spans += most * held
    cuts, spans = np.empty((most_cuts, 7), np.int64), np.empty((most_spans, 2), np.int64)
    count = covered = 0
    for number in range(limits.size):
        text = _Text(
            raw,
            traits,
            begins,
            closes,
            before,
            inside,
            places,
            text_starts[number],
            text_starts[number + 1],
            firsts[number],
            firsts[number + 1],
        )
        own = hits[hit_firsts[number] : hit_firsts[number + 1]]
        if limits[number] == WHOLE:
            end = _cover(text, own, text.first, text.last, text.low, text.high, spans, covered)
            _note(cuts, count, (number, text.low, text.low, text.high, AS_IT_IS, covered, end))
            count, covered = count + 1, end
        elif limits[number] > 0 and text.first < text.last:
            chosen = _chosen(text, own, marks, limits[number])
            for place in range(chosen.shape[0]):
                start, stop = chosen[place, 0], chosen[place, 1]
                left = _cluster_start(text, begins[start])
                if start == stop:
                    # One run longer than a passage, as encoded files are: the only thing cut inside an atom.
                    right = _cluster_end(text, left + PASSAGE_LENGTH)
                    look, end = AS_IT_IS | CUT_AFTER, covered
                else:
                    right = _cluster_end(text, closes[stop - 1])
                    end = _cover(text, own, start, stop, left, right, spans, covered)
                    look = 0
                    if start != text.first and not _ends_sentence(text, start):
                        look |= CUT_BEFORE
                    if stop != text.last and not _ends_sentence(text, stop):
                        look |= CUT_AFTER
                _note(cuts, count, (number, text.low, left, right, look, covered, end))
                count, covered = count + 1, end
    return cuts[:count], spans[:covered]


@compiled
def _note(cuts: Places, count: int, fields: tuple[int, ...]) -> None:
    for column in range(len(fields)):
        cuts[count, column] = fields[column]


@compiled
def _cover(text: _Text, hits: Places, start: int, stop: int, left: int, right: int, spans: Places, first: int) -> int:
    """Write the spans that the hits between two atoms cover, from number `first` on; gives the number after the last."""
    end = first
    reach = -1
    for hit in range(hits.shape[0]):
        hit_start, hit_end = hits[hit, 0], hits[hit, 1]
        if hit_end <= start or stop <= hit_start or hit_end <= reach:
            continue
        begin, close = text.begins[hit_start], _cluster_end(text, text.closes[hit_end - 1])
        if hit_start > reach:
            begin = _cluster_start(text, begin)
        if end > first and (hit_start <= reach or begin < spans[end - 1, 1]):
            spans[end - 1, 1] = max(close, spans[end - 1, 1])
        else:
            spans[end, 0], spans[end, 1] = begin, close
            end += 1
        reach = hit_end
    kept = first
    for span in range(first, end):
        begin, close = spans[span, 0], spans[span, 1]
        if begin < right and left < close:
            spans[kept, 0], spans[kept, 1] = max(begin, left) - left, min(close, right) - left
            kept += 1
    return kept


@compiled
def _chosen(text: _Text, hits: Places, marks: int, limit: int) -> Places:
    """Choose passages one by one, each holding the most marks that none before it holds, and put them in order."""
    chosen = np.empty((max(min(limit, hits.shape[0]), 1), 2), np.int64)
    count = 0
    hits = hits.copy()
    left = hits.shape[0]
    shown = np.zeros(marks, np.bool_)
    counts = np.zeros(marks, np.int64)
    while left and count < limit:
        start, stop = _tightest(text, hits[:left], counts)
        start, stop = _widened(text, start, stop, chosen[:count])
        chosen[count, 0], chosen[count, 1] = start, stop
        count += 1
        for hit in range(left):
            if start <= hits[hit, 0] and hits[hit, 1] <= stop:
                shown[hits[hit, 2]] = True
        kept = 0
        for hit in range(left):
            if not shown[hits[hit, 2]] and (hits[hit, 1] <= start or stop <= hits[hit, 0]):
                for column in range(3):
                    hits[kept, column] = hits[hit, column]
                kept += 1
        left = kept
    if not count:
        chosen[0, 0], chosen[0, 1] = _widened(text, text.first, text.first, chosen[:0])
        count = 1
    for place in range(1, count):
        for other in range(place, 0, -1):
            if (chosen[other - 1, 0], chosen[other - 1, 1]) <= (chosen[other, 0], chosen[other, 1]):
                break
            for side in range(2):
                chosen[other - 1, side], chosen[other, side] = chosen[other, side], chosen[other - 1, side]
    return chosen[:count]


@compiled
def _tightest(text: _Text, hits: Places, counts: Places) -> tuple[int, int]:
    """Give the stretch of atoms, no longer than a passage, with the most different marks; of several the shortest."""
    before = text.before
    for each in range(counts.size):
        counts[each] = 0
    best, shortest = 0, 0
    start, stop = hits[0, 0], hits[0, 1]
    left = reach = different = 0
    for right in range(hits.shape[0]):
        counts[hits[right, 2]] += 1
        different += counts[hits[right, 2]] == 1
        reach = max(reach, hits[right, 1])
        while counts[hits[left, 2]] > 1 or (left < right and before[reach] - before[hits[left, 0]] > PASSAGE_LENGTH):
            gone = left
            left += 1
            counts[hits[gone, 2]] -= 1
            different -= counts[hits[gone, 2]] == 0
            if hits[gone, 1] == reach:
                reach = 0
                for hit in range(left, right + 1):
                    reach = max(reach, hits[hit, 1])
        length = before[reach] - before[hits[left, 0]]
        if different > best or (different == best and length < shortest):
            best, shortest = different, length
            start, stop = hits[left, 0], reach
    return start, stop


@compiled
def _widened(text: _Text, start: int, stop: int, taken: Places) -> tuple[int, int]:
    """Widen a stretch of atoms to about `PASSAGE_LENGTH`, from and to the end of a sentence or else of a clause.

    Keeps clear of stretches already `taken`.
    """
    before = text.before
    floor, ceiling = text.first, text.last
    for place in range(taken.shape[0]):
        if taken[place, 1] <= start:
            floor = max(floor, taken[place, 1])
        if taken[place, 0] >= stop:
            ceiling = min(ceiling, taken[place, 0])
    spare = max(PASSAGE_LENGTH - (before[stop] - before[start]), 0)
    lead = max(min(_LEAD, spare), spare - (before[ceiling] - before[stop]))
    earliest = max(_first_from(before, before[start] - lead, text.first, text.last + 1), floor)
    left = _first_cut(text, earliest, start, 1)
    rest = spare - (before[start] - before[left])
    latest = min(_first_from(before, before[stop] + rest + 1, text.first, text.last + 1) - 1, ceiling)
    return left, _first_cut(text, latest, stop, -1)


@compiled
def _first_from(numbers: Places, least: int, start: int, end: int) -> int:
    """Give the first place between two where a number of at least `least` stands; they are in order."""
    while start < end:
        middle = (start + end) // 2
        if numbers[middle] < least:
            start = middle + 1
        else:
            end = middle
    return start


@compiled
def _first_cut(text: _Text, start: int, end: int, step: int) -> int:
    """Give the first place where a sentence may be cut off, or else a clause, or else anything but a hit."""
    if (end - start) * step < 0 or start == text.first or start == text.last:
        return start
    low, high = min(start, end), max(start, end)
    for sign in (_SENTENCE, _CLAUSE):
        count = _after_signs(text, low, high, sign)
        for number in range(count):
            place = text.places[number if step > 0 else count - 1 - number]
            good = _ends_sentence(text, place) if sign == _SENTENCE else _ends_clause(text, place)
            if good and not text.inside[place]:
                return int(place)
    for place in range(start, end + step, step):
        if not text.inside[place]:
            return place
    return start


@compiled
def _after_signs(text: _Text, low: int, high: int, sign: int) -> int:
    """Write those places before which a sign stands, with what closes quotations after it, or a line ends; gives how many."""
    raw, traits = text.raw, text.traits
    at = text.begins[max(low - 1, text.first)]
    end = text.begins[high] if high < text.last else text.closes[high - 1]
    count = 0
    while at < end:
        follows = _CLOSER | _SPACE if traits[raw[at]] & sign else _SPACE if raw[at] == _LINE_FEED else 0
        at += 1
        if follows:
            while at < end and traits[raw[at]] & follows:
                at += 1
            place = _first_from(text.begins, at, low, min(high + 1, text.last))
            if place <= high:
                text.places[count] = place
                count += 1
    return count


@compiled
def _ends_sentence(text: _Text, place: int) -> bool:
    return _ends(text, place, _SENTENCE) or _is_paragraph_end(text, place)


@compiled
def _ends_clause(text: _Text, place: int) -> bool:
    if _ends(text, place, _CLAUSE):
        return True
    for at in range(text.closes[place - 1], text.begins[place]):  # noqa: SIM110  # compiled loops have no generators
        if text.raw[at] == _LINE_FEED:
            return True
    return False


@compiled
def _ends(text: _Text, place: int, sign: int) -> bool:
    """Tell whether a sign, and what closes quotations after it, stands just before the atom at `place`."""
    raw, traits, begins = text.raw, text.traits, text.begins
    if traits[raw[begins[place]]] & _NEVER_FIRST:
        return False
    last = place - 1
    while last > text.first and traits[raw[begins[last]]] & _CLOSER:
        last -= 1
    return bool(traits[raw[begins[last]]] & sign)


@compiled
def _is_paragraph_end(text: _Text, place: int) -> bool:
    """Tell whether the white space before the atom at `place` ends a paragraph or heading rather than a wrapped line."""
    raw = text.raw
    start, end = text.closes[place - 1], text.begins[place]
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


# Characters as readers see them, compiled ----------------------------------------------------------------------------


@compiled
def _continues(text: _Text, place: int) -> bool:
    """Tell whether the character at `place` belongs to the one before it: accents, selectors, emoji parts."""
    if not text.low < place < text.high:
        return False
    code = text.raw[place]
    if code < _FIRST_ATTACHED:
        return False
    return bool(code == _JOINER or text.traits[code] & _ATTACHED or text.raw[place - 1] == _JOINER)


@compiled
def _cluster_start(text: _Text, place: int) -> int:
    for _ in range(_MAX_CLUSTER):
        if not _continues(text, place):
            break
        place -= 1
    return place


@compiled
def _cluster_end(text: _Text, place: int) -> int:
    for _ in range(_MAX_CLUSTER):
        if not _continues(text, place):
            break
        place += 1
    return min(place, text.high)
