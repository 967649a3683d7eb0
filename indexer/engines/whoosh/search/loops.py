"""The compiled loops of a search: over the postings of one table, and the reports of one segment.

Document numbers ascend in every row, so lists of them are gone through side by side, each from where it was left.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from indexer.compiled import compiled
from indexer.engines.whoosh.store.arrays import Array
from indexer.ranking import BLOCK, ROUNDING, SCORE_DECIMALS

_int: Callable[[Any], int] = np.int64  # type: ignore[assignment]
"""Arrays hold unsigned numbers, which compiled code must not mix with signed ones: the result would be a float."""

_single: Callable[[Any], float] = np.float32  # type: ignore[assignment]
"""Compiled code calls the types themselves; type checkers are told what they amount to."""

PACKED_LIMIT = 15
"""What is stored for frequencies from `PACKED_LIMIT` + 1 on; they are stored apart, by the number of their posting."""

SKIP_BITS = 6
SKIP = 1 << SKIP_BITS
"""Postings from one skip to the next; a skip says where the positions of its posting start."""

RANK_BITS = 16
SCORE_UNIT = 10.0**-SCORE_DECIMALS

_TIED = 2 * SCORE_UNIT
"""Scores nearer than this may be equal once they are rounded, and then dates decide."""


Arrays = tuple[Array, ...]
"""Plain tuples, whose indexes have names: cached compiled functions would depend on any class of ours."""

(
    TERMS,
    TERM_STARTS,
    TERM_ROWS,
    ROW_FIELDS,
    ROW_POSTINGS,
    ROW_POSITIONS,
    ROW_HALVES,
    DOCS,
    FREQUENCIES,
    OVERFLOW_POSTINGS,
    OVERFLOW_FREQUENCIES,
    POSITION_BYTES,
    POSITION_HALVES,
    SKIP_POSITIONS,
    SKIP_HALVES,
) = range(15)
"""The arrays of a posting table (see `postings`), all read-only.

`TERMS` uint8, `TERM_STARTS` and `TERM_ROWS` uint32[terms + 1]; `ROW_FIELDS` uint8[rows], field ordinals; `ROW_POSTINGS`,
`ROW_POSITIONS` and `ROW_HALVES` uint32[rows + 1]; `DOCS` uint16[postings]; `FREQUENCIES` half bytes; `OVERFLOW_POSTINGS`
and `OVERFLOW_FREQUENCIES` uint32; `POSITION_BYTES` uint8[positions] and `POSITION_HALVES` half bytes; `SKIP_POSITIONS`
and `SKIP_HALVES` uint32, one for each `SKIP` postings.
"""

ARE_WORDS, FIRSTS, ENDS, LINES, WEIGHTS, ROW_WEIGHTS, NORMS, DENSE_LINES, DENSE = range(9)
"""The ranking terms of a query, as one segment has them.

Term t is looked up in the words where `ARE_WORDS[t]`; it has the rows from `FIRSTS[t]` up to `ENDS[t]`, both int64, and
its line of `ROW_WEIGHTS`, float32[lines, fields], 0 where it doesn't count, and of `NORMS`, float32[lines, reports],
is `LINES[t]`. `WEIGHTS[t]`, float64, is what can be gained at most. A dense term's frequencies, weighted, are line
`DENSE_LINES[t]` of `DENSE`, uint8[terms, reports]; -1 where it has no line.
"""


# Dictionary ----------------------------------------------------------------------------------------------------------


@compiled
def first_term_from(table: Arrays, term: Array) -> int:
    """Return the number of the first term that is not before `term`, uint8[bytes]."""
    low, high = 0, table[TERM_STARTS].size - 1
    while low < high:
        middle = (low + high) >> 1
        if _compared(table, middle, term) < 0:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def term_rows(table: Arrays, term: Array) -> tuple[int, int]:
    """Return the first row of `term` and the one after its last; the same number twice where no report has it."""
    number = first_term_from(table, term)
    if number == table[TERM_STARTS].size - 1 or _compared(table, number, term) != 0:
        return 0, 0
    return int(table[TERM_ROWS][number]), int(table[TERM_ROWS][number + 1])


@compiled
def _compared(table: Arrays, number: int, term: Array) -> int:
    """Return a number below 0 where a term is before `term`, above 0 where it is after it, and 0 where it is the same."""
    start = _int(table[TERM_STARTS][number])
    size = _int(table[TERM_STARTS][number + 1]) - start
    for at in range(min(size, term.size)):
        difference = _int(table[TERMS][start + at]) - _int(term[at])
        if difference != 0:
            return difference
    return size - term.size


# Postings ------------------------------------------------------------------------------------------------------------


@compiled
def _seek(numbers: Array, start: int, end: int, wanted: int) -> int:
    """Return the first index from `start` on, before `end`, of a number that is not below `wanted`; `end` where none is."""
    low, step = start, 1
    while low + step <= end and numbers[low + step - 1] < wanted:
        low += step
        step <<= 1
    high = min(low + step - 1, end)
    while low < high:
        middle = (low + high) >> 1
        if numbers[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _half(packed: Array, index: int) -> int:
    both = _int(packed[index >> 1])
    return both >> 4 if index & 1 else both & 15


@compiled
def _frequency(table: Arrays, posting: int) -> int:
    half = _half(table[FREQUENCIES], posting)
    if half < PACKED_LIMIT:
        return half + 1
    return _int(table[OVERFLOW_FREQUENCIES][_seek(table[OVERFLOW_POSTINGS], 0, table[OVERFLOW_POSTINGS].size, posting)])


@compiled
def _width(widths: Array, uniform: int, doc: int) -> int:
    """Return how many high half bytes a report's positions have; `uniform`: those of all reports, or -1 where they differ."""
    return uniform if uniform >= 0 else _int(widths[doc])


POSTING, LOW, HIGH, NEXT_OVERFLOW, FREQUENCY = range(5)
"""What is known of a posting that has been gone to: its number, the index of its first position's low byte and of that
one's high half bytes, the next entry of `OVERFLOW_POSTINGS`, and its frequency."""

_KNOWN = 5


@compiled
def _go_to_row(table: Arrays, row: int, known: Array, line: int) -> None:
    """Put what is known of a row's first posting, but its frequency, into a line of `known`, int64[lines, _KNOWN]."""
    known[line, POSTING] = table[ROW_POSTINGS][row]
    known[line, LOW] = table[ROW_POSITIONS][row]
    known[line, HIGH] = table[ROW_HALVES][row]
    known[line, NEXT_OVERFLOW] = _seek(
        table[OVERFLOW_POSTINGS], 0, table[OVERFLOW_POSTINGS].size, _int(table[ROW_POSTINGS][row])
    )


@compiled
def _go_to(table: Arrays, posting: int, known: Array, line: int, widths: Array, uniform: int) -> None:
    """Advance to a later posting of the same row; from the last skip before it, when that is nearer."""
    begin, low, high, overflow = known[line, POSTING], known[line, LOW], known[line, HIGH], known[line, NEXT_OVERFLOW]
    skip = (posting >> SKIP_BITS) << SKIP_BITS
    if skip > begin:
        begin = skip
        low, high = _int(table[SKIP_POSITIONS][skip >> SKIP_BITS]), _int(table[SKIP_HALVES][skip >> SKIP_BITS])
    frequency = 0
    for number in range(begin, posting + 1):
        low += frequency
        if frequency > 0:
            high += frequency * _width(widths, uniform, _int(table[DOCS][number - 1]))
        frequency = _half(table[FREQUENCIES], number) + 1
        if frequency > PACKED_LIMIT:
            overflow = _seek(table[OVERFLOW_POSTINGS], overflow, table[OVERFLOW_POSTINGS].size, number)
            frequency = _int(table[OVERFLOW_FREQUENCIES][overflow])
    known[line, POSTING], known[line, LOW], known[line, HIGH] = posting, low, high
    known[line, NEXT_OVERFLOW], known[line, FREQUENCY] = overflow, frequency


@compiled
def _position(table: Arrays, low: int, high: int, width: int) -> int:
    position = _int(table[POSITION_BYTES][low])
    for number in range(width):
        position |= _half(table[POSITION_HALVES], high + number) << (8 + 4 * number)
    return position


@compiled
def _row_of(table: Arrays, first: int, end: int, field: int) -> int:
    """Return the row of a term in a field, or -1."""
    for row in range(first, end):
        if table[ROW_FIELDS][row] == field:
            return row
    return -1


@compiled
def _ascending(numbers: Array) -> Array:
    """Return the indexes of a few numbers, that of the least first; quicksort takes two seconds to compile."""
    order = np.empty(numbers.size, dtype=np.int64)
    for i in range(numbers.size):
        at = i
        while at > 0 and numbers[order[at - 1]] > numbers[i]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = i
    return order


@compiled
def _size(table: Arrays, row: int) -> int:
    return _int(table[ROW_POSTINGS][row + 1]) - _int(table[ROW_POSTINGS][row])


# Masks ---------------------------------------------------------------------------------------------------------------


@compiled
def mark_rows(table: Arrays, first: int, end: int, fields: Array, found: Array) -> None:
    """Mark in `found`, bool[reports], the reports of the rows from `first` up to `end` of `fields`, bool[fields]."""
    for row in range(first, end):
        if fields[table[ROW_FIELDS][row]]:
            for posting in range(table[ROW_POSTINGS][row], table[ROW_POSTINGS][row + 1]):
                found[table[DOCS][posting]] = True


@compiled
def document_frequency(table: Arrays, first: int, end: int, fields: Array, live: Array) -> int:
    """Return the number of live reports that are in any of the rows from `first` up to `end` of `fields`."""
    seen = np.zeros(live.size, dtype=np.bool_)
    mark_rows(table, first, end, fields, seen)
    count = 0
    for row in range(first, end):
        if fields[table[ROW_FIELDS][row]]:
            for posting in range(table[ROW_POSTINGS][row], table[ROW_POSTINGS][row + 1]):
                doc = table[DOCS][posting]
                count += seen[doc] & live[doc]
                seen[doc] = False
    return count


@compiled
def add_mass(table: Arrays, first: int, end: int, fields: Array, weight: float, mass: Array) -> None:
    """Add `weight` to the `mass`, float64[reports], of each report that is in any of the rows of `fields`."""
    seen = np.zeros(mass.size, dtype=np.bool_)
    for row in range(first, end):
        if fields[table[ROW_FIELDS][row]]:
            for posting in range(table[ROW_POSTINGS][row], table[ROW_POSTINGS][row + 1]):
                doc = table[DOCS][posting]
                if not seen[doc]:
                    seen[doc] = True
                    mass[doc] += weight


@compiled
def mark_phrase(
    table: Arrays,
    firsts: Array,
    ends: Array,
    gram_positions: Array,
    fields: Array,
    widths: Array,
    uniform_widths: Array,
    within: Array,
    found: Array,
) -> None:
    """Mark in `found` the reports of `within` that hold, in one field of `fields`, each gram at its position in the phrase.

    Gram g has the rows from `firsts[g]` up to `ends[g]`; `gram_positions`: int64[grams], in the phrase.
    `widths`: uint8[fields, reports], of positions in texts; those of a field are all `uniform_widths[field]` unless that is -1.
    """
    rows, sizes = np.empty(gram_positions.size, dtype=np.int64), np.empty(gram_positions.size, dtype=np.int64)
    for first_row in range(firsts[0], ends[0]):
        field = table[ROW_FIELDS][first_row]
        if not fields[field]:
            continue
        everywhere = True
        for gram in range(gram_positions.size):
            rows[gram] = _row_of(table, firsts[gram], ends[gram], field)
            everywhere = everywhere and rows[gram] >= 0
            sizes[gram] = _size(table, rows[gram]) if rows[gram] >= 0 else 0
        if everywhere:
            _mark_joined(
                table, _ascending(sizes), rows, gram_positions, widths[field], uniform_widths[field], within, found
            )


@compiled
def _mark_joined(
    table: Arrays,
    order: Array,
    all_rows: Array,
    all_positions: Array,
    widths: Array,
    uniform: int,
    within: Array,
    found: Array,
) -> None:
    """Mark the reports that hold a gram of each row at its position in the phrase; in `order` the shortest row comes first."""
    grams = order.size
    rows, gram_positions = np.empty(grams, dtype=np.int64), np.empty(grams, dtype=np.int64)
    at, ends = np.empty(grams, dtype=np.int64), np.empty(grams, dtype=np.int64)
    known, cursors = np.empty((grams, _KNOWN), dtype=np.int64), np.empty(grams, dtype=np.int64)
    for gram in range(grams):
        rows[gram], gram_positions[gram] = all_rows[order[gram]], all_positions[order[gram]]
        at[gram], ends[gram] = table[ROW_POSTINGS][rows[gram]], table[ROW_POSTINGS][rows[gram] + 1]
        _go_to_row(table, rows[gram], known, gram)
    for driver in range(at[0], ends[0]):
        doc = _int(table[DOCS][driver])
        if not within[doc] or found[doc]:
            continue
        at[0] = driver
        together = True
        for gram in range(1, grams):
            at[gram] = _seek(table[DOCS], at[gram], ends[gram], doc)
            if at[gram] == ends[gram]:
                return
            if table[DOCS][at[gram]] != doc:
                together = False
                break
        if together:
            for gram in range(grams):
                _go_to(table, at[gram], known, gram, widths, uniform)
                cursors[gram] = 0
            found[doc] = _stands(table, known, cursors, gram_positions, _width(widths, uniform, doc))


@compiled
def _stands(table: Arrays, known: Array, cursors: Array, gram_positions: Array, width: int) -> bool:
    """Return whether a report that has all grams has them somewhere as they stand in the phrase."""
    for number in range(known[0, FREQUENCY]):
        start = _position(table, known[0, LOW] + number, known[0, HIGH] + number * width, width) - gram_positions[0]
        stands = True
        for gram in range(1, gram_positions.size):
            wanted, frequency = start + gram_positions[gram], known[gram, FREQUENCY]
            low, high, cursor = known[gram, LOW], known[gram, HIGH], cursors[gram]
            position = -1
            while cursor < frequency:
                position = _position(table, low + cursor, high + cursor * width, width)
                if position >= wanted:
                    break
                cursor += 1
            cursors[gram] = cursor
            if cursor == frequency:
                return False
            if position != wanted:
                stands = False
                break
        if stands:
            return True
    return False


# Facets --------------------------------------------------------------------------------------------------------------


@compiled
def collect(
    matched: Array, live: Array, passing: Array, own_facets: Array, codes: Array, counts: Array, candidates: Array
) -> int:
    """Return how many reports all filters let through, after collecting them and counting facet values.

    `matched`, `live`: bool[reports]. `passing`: bool[filters, reports]; `own_facets`: int64[filters], the facet whose
    field a filter is on, or -1: it is counted without that filter. `codes`: [reports, facets]. Adds to `counts`,
    int64[facets, codes], and writes the reports' document numbers to the front of `candidates`, int64[reports].
    """
    size = 0
    facets = codes.shape[1]
    for doc in range(matched.size):
        if not (matched[doc] and live[doc]):
            continue
        failed = -2
        for each in range(own_facets.size):
            if not passing[each, doc]:
                failed = own_facets[each] if failed in (-2, own_facets[each]) else -1
                if failed == -1:
                    break
        if failed == -2:
            candidates[size] = doc
            size += 1
            for facet in range(facets):
                counts[facet, codes[doc, facet]] += 1
        elif failed >= 0:
            counts[failed, codes[doc, failed]] += 1
    return size


# Scores --------------------------------------------------------------------------------------------------------------


@compiled
def add_scores(
    grams: Arrays,
    words: Arrays,
    terms: Arrays,
    wanted: int,
    floor: float,
    seek_cost: int,
    scores: Array,
    candidates: Array,
) -> int:
    """Return how many candidates may be among the best, after adding to `scores` what they gain by each term.

    `scores`: float64[reports]. `candidates`: int64, ascending; those that are not below `floor` and may be among the
    `wanted` best are moved to its front, and only their scores are complete afterwards. Looking a report up in a list
    costs as much as passing `seek_cost` postings.
    """
    postings = np.zeros(terms[WEIGHTS].size, dtype=np.int64)
    remaining, done = 0.0, 0.0
    for term in range(terms[WEIGHTS].size):
        table = words if terms[ARE_WORDS][term] else grams
        for row in range(terms[FIRSTS][term], terms[ENDS][term]):
            if terms[ROW_WEIGHTS][terms[LINES][term], table[ROW_FIELDS][row]] > 0:
                postings[term] += _size(table, row)
        if postings[term]:
            remaining += terms[WEIGHTS][term]
    left = candidates.size
    waiting = np.zeros(scores.size, dtype=np.float32)
    for term in _ascending(postings):
        if not postings[term]:
            continue
        table = words if terms[ARE_WORDS][term] else grams
        row_weights, norms = terms[ROW_WEIGHTS][terms[LINES][term]], terms[NORMS][terms[LINES][term]]
        if postings[term] >= left > wanted and remaining < max(done, floor):
            left = _pruned(scores, candidates, left, wanted, floor, remaining)
        first, end, weight = terms[FIRSTS][term], terms[ENDS][term], terms[WEIGHTS][term]
        if terms[DENSE_LINES][term] >= 0:
            _add_dense(terms[DENSE][terms[DENSE_LINES][term]], norms, weight, candidates[:left], scores)
        elif postings[term] < left * seek_cost:
            _add_in_passing(table, first, end, row_weights, norms, weight, waiting, scores)
        else:
            _add_looked_up(table, first, end, row_weights, norms, weight, candidates[:left], scores)
        remaining -= weight
        done += weight
    return _pruned(scores, candidates, left, wanted, floor, 0.0)


@compiled
def _pruned(scores: Array, candidates: Array, left: int, wanted: int, floor: float, remaining: float) -> int:
    """Return how many candidates may be among the best when each can gain `remaining` more, after moving them to the front."""
    least = floor
    if left > wanted:
        heap = np.empty(wanted, dtype=np.float64)
        for number in range(wanted):
            heap[number] = scores[candidates[number]]
        _heapify(heap)
        for number in range(wanted, left):
            if scores[candidates[number]] > heap[0]:
                _sink(heap, 0, scores[candidates[number]])
        least = max(least, heap[0])
    count = 0
    for number in range(left):
        if scores[candidates[number]] + remaining >= least - _TIED:
            candidates[count] = candidates[number]
            count += 1
    return count


@compiled
def _heapify(heap: Array) -> None:
    """Order numbers as a heap, the least in front (Williams, Algorithm 232, 1964)."""
    for at in range(heap.size // 2 - 1, -1, -1):
        _sink(heap, at, heap[at])


@compiled
def _sink(heap: Array, at: int, value: float) -> None:
    """Replace the number at index `at` of a heap by a value that is not smaller."""
    while True:
        child = 2 * at + 1
        if child >= heap.size:
            break
        if child + 1 < heap.size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= value:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = value


@compiled
def _gain(frequency: float, norm: float) -> float:
    """Return what a frequency is worth, 0 to 1, in single precision, so that every way of adding has the same result."""
    return frequency / (frequency + norm)


@compiled
def _add_in_passing(
    table: Arrays,
    first: int,
    end: int,
    row_weights: Array,
    norms: Array,
    weight: float,
    waiting: Array,
    scores: Array,
) -> None:
    """Go through all postings of a term; `waiting`, float32[reports], is all zeros before and after."""
    longest, others = -1, False
    for row in range(first, end):
        if row_weights[table[ROW_FIELDS][row]] > 0:
            others = longest >= 0
            if longest < 0 or _size(table, row) > _size(table, longest):
                longest = row
    for row in range(first, end):
        row_weight = row_weights[table[ROW_FIELDS][row]]
        if row != longest and row_weight > 0:
            for posting in range(table[ROW_POSTINGS][row], table[ROW_POSTINGS][row + 1]):
                waiting[table[DOCS][posting]] += row_weight * _single(_frequency(table, posting))
    row_weight = row_weights[table[ROW_FIELDS][longest]]
    overflow = _seek(table[OVERFLOW_POSTINGS], 0, table[OVERFLOW_POSTINGS].size, table[ROW_POSTINGS][longest])
    for posting in range(table[ROW_POSTINGS][longest], table[ROW_POSTINGS][longest + 1]):
        half = _half(table[FREQUENCIES], posting)
        frequency = _single(half + 1)
        if half == PACKED_LIMIT:
            frequency = _single(table[OVERFLOW_FREQUENCIES][overflow])
            overflow += 1
        frequency *= row_weight
        doc = table[DOCS][posting]
        if others:
            frequency += waiting[doc]
            waiting[doc] = 0
        scores[doc] += weight * _gain(frequency, norms[doc])
    if others:
        for row in range(first, end):
            if row != longest and row_weights[table[ROW_FIELDS][row]] > 0:
                for posting in range(table[ROW_POSTINGS][row], table[ROW_POSTINGS][row + 1]):
                    doc = table[DOCS][posting]
                    if waiting[doc] > 0:
                        scores[doc] += weight * _gain(waiting[doc], norms[doc])
                        waiting[doc] = 0


@compiled
def _add_dense(frequencies: Array, norms: Array, weight: float, docs: Array, scores: Array) -> None:
    """Add what a dense term is worth, to all reports where many are candidates: that needs no looking up."""
    if docs.size * 5 > scores.size:
        for doc in range(scores.size):
            frequency = _single(frequencies[doc])
            scores[doc] += weight * _gain(frequency, norms[doc])
    else:
        for doc in docs:
            frequency = _single(frequencies[doc])
            scores[doc] += weight * _gain(frequency, norms[doc])


@compiled
def weigh_frequencies(table: Arrays, first: int, end: int, row_weights: Array, most: int, frequencies: Array) -> bool:
    """Return whether a term's weighted frequencies by report, written to `frequencies`, all zeros, are at most `most`."""
    for row in range(first, end):
        row_weight = _int(row_weights[table[ROW_FIELDS][row]])
        if row_weight > 0:
            overflow = _seek(table[OVERFLOW_POSTINGS], 0, table[OVERFLOW_POSTINGS].size, _int(table[ROW_POSTINGS][row]))
            for posting in range(table[ROW_POSTINGS][row], table[ROW_POSTINGS][row + 1]):
                frequency = _half(table[FREQUENCIES], posting) + 1
                if frequency > PACKED_LIMIT:
                    frequency = _int(table[OVERFLOW_FREQUENCIES][overflow])
                    overflow += 1
                frequency = _int(frequencies[table[DOCS][posting]]) + row_weight * frequency
                if frequency > most:
                    return False
                frequencies[table[DOCS][posting]] = frequency
    return True


@compiled
def _add_looked_up(
    table: Arrays,
    first: int,
    end: int,
    row_weights: Array,
    norms: Array,
    weight: float,
    docs: Array,
    scores: Array,
) -> None:
    """Look some reports up in the postings of a term."""
    at = np.empty(end - first, dtype=np.int64)
    for row in range(first, end):
        at[row - first] = table[ROW_POSTINGS][row]
    for doc in docs:
        frequency = _single(0)
        for row in range(first, end):
            row_weight = row_weights[table[ROW_FIELDS][row]]
            if row_weight > 0:
                stop = _int(table[ROW_POSTINGS][row + 1])
                posting = _seek(table[DOCS], at[row - first], stop, doc)
                at[row - first] = posting
                if posting < stop and table[DOCS][posting] == doc:
                    frequency += row_weight * _single(_frequency(table, posting))
        if frequency > 0:
            scores[doc] += weight * _gain(frequency, norms[doc])


@compiled
def best_keys(docs: Array, scores: Array, ranks: Array, count: int) -> Array:
    """Return the keys, int64, of the `count` best reports in no order: by score, then by rank; the best has the largest.

    A key is the score in units of `SCORE_UNIT` above its low `RANK_BITS`, less the rank. `scores`: float64[reports], or empty
    where only the rank counts; `ranks`: uint16[reports].
    """
    size = min(count, docs.size)
    heap = np.empty(size, dtype=np.int64)
    for number in range(docs.size):
        key = -_int(ranks[docs[number]])
        if scores.size:
            key += _int(np.rint(scores[docs[number]] / SCORE_UNIT)) << RANK_BITS
        if number < size:
            heap[number] = key
            if number == size - 1:
                _heapify(heap)
        elif size > 0 and key > heap[0]:
            _sink(heap, 0, key)
    return heap


# Passages ------------------------------------------------------------------------------------------------------------


@compiled
def score_passages(
    table: Arrays,
    docs: Array,
    firsts: Array,
    ends: Array,
    weights: Array,
    body: int,
    title: int,
    title_weight: float,
    widths: Array,
    uniform: int,
    sizes: Array,
    norms: Array,
    scores: Array,
    begins: Array,
) -> None:
    """Write the score of each report's best passage to `scores`, and where in the body it begins to `begins`, 0.0 to 1.0.

    `docs`: int64, ascending. Term t has the rows from `firsts[t]` up to `ends[t]` and `weights[t]`, float64; those of the
    field ordinals `body` and `title` count. `widths`, `uniform`: of the body's positions. `sizes`, `norms`: by report
    asked for, its body's length in tokens, and what is added to a frequency.
    """
    terms = weights.size
    body_rows, title_rows = np.empty(terms, dtype=np.int64), np.empty(terms, dtype=np.int64)
    at, title_at = np.zeros(terms, dtype=np.int64), np.zeros(terms, dtype=np.int64)
    known = np.empty((terms, _KNOWN), dtype=np.int64)
    for term in range(terms):
        body_rows[term] = _row_of(table, firsts[term], ends[term], body)
        title_rows[term] = _row_of(table, firsts[term], ends[term], title)
        if body_rows[term] >= 0:
            at[term] = table[ROW_POSTINGS][body_rows[term]]
            _go_to_row(table, body_rows[term], known, term)
        if title_rows[term] >= 0:
            title_at[term] = table[ROW_POSTINGS][title_rows[term]]
    most = 1
    for size in sizes:
        most = max(most, -(-size // BLOCK))
    counts, worth = np.zeros(most + 1), np.empty(most)
    for number in range(docs.size):
        doc, norm = docs[number], norms[number]
        blocks = max(1, -(-sizes[number] // BLOCK))
        for block in range(blocks):
            worth[block] = 0
        width = _width(widths, uniform, doc)
        for term in range(terms):
            in_title = 0.0
            if title_rows[term] >= 0:
                title_at[term] = _seek_in(table, title_rows[term], title_at[term], doc)
                if _is_at(table, title_rows[term], title_at[term], doc):
                    in_title = title_weight * _frequency(table, title_at[term])
            in_body = False
            if body_rows[term] >= 0:
                at[term] = _seek_in(table, body_rows[term], at[term], doc)
                in_body = _is_at(table, body_rows[term], at[term], doc)
            if in_body:
                _go_to(table, at[term], known, term, widths, uniform)
                low, high = known[term, LOW], known[term, HIGH]
                for block in range(blocks + 1):
                    counts[block] = 0
                for i in range(known[term, FREQUENCY]):
                    counts[_position(table, low + i, high + i * width, width) // BLOCK] += 1
                # A passage is a block and the next one.
                for block in range(blocks):
                    frequency = counts[block] + counts[block + 1] + in_title
                    if frequency > 0:
                        worth[block] += weights[term] * frequency / (frequency + norm)
            elif in_title > 0:
                for block in range(blocks):
                    worth[block] += weights[term] * in_title / (in_title + norm)
        best = 0.0
        for block in range(blocks):
            best = max(best, worth[block])
        for block in range(blocks):
            if worth[block] >= best - ROUNDING:
                scores[number], begins[number] = best, block * BLOCK / max(sizes[number], 1)
                break


@compiled
def _seek_in(table: Arrays, row: int, start: int, doc: int) -> int:
    return _seek(table[DOCS], start, _int(table[ROW_POSTINGS][row + 1]), doc)


@compiled
def _is_at(table: Arrays, row: int, posting: int, doc: int) -> bool:
    return posting < _int(table[ROW_POSTINGS][row + 1]) and _int(table[DOCS][posting]) == doc
