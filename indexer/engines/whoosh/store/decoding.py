"""Posting tables as compiled code reads them: terms, rows, and a row's postings, frequencies and positions.

Document numbers ascend in every row, so rows are gone through side by side, each from where it was left.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from indexer.compiled import allocation_free, compiled, integer
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.checksums import BLOCK_BITS
from indexer.engines.whoosh.store.postings import PACKED_LIMIT, SKIP_BITS


class PostingArrays(NamedTuple):
    """The arrays of a posting table (see `postings`), all read-only.

    `terms` uint8, `term_starts` and `term_rows` uint32[terms + 1]; `row_fields` uint8[rows], field ordinals; `row_postings`,
    `row_positions` and `row_halves` uint32[rows + 1]; `docs` uint16[postings]; `frequencies` half bytes; `overflow_postings`
    and `overflow_frequencies` uint32; `position_bytes` uint8[positions] and `position_halves` half bytes; `skip_positions`
    and `skip_halves` uint32, one for each `SKIP` postings. `position_widths` uint8[fields, reports]: how many high half
    bytes the positions of a text have; `uniform_widths` int64[fields]: that of all texts of a field, -1 where they differ.
    """

    terms: Array
    term_starts: Array
    term_rows: Array
    row_fields: Array
    row_postings: Array
    row_positions: Array
    row_halves: Array
    docs: Array
    frequencies: Array
    overflow_postings: Array
    overflow_frequencies: Array
    position_bytes: Array
    position_halves: Array
    skip_positions: Array
    skip_halves: Array
    position_widths: Array
    uniform_widths: Array


STORED_ARRAYS = PostingArrays._fields[:-2]
"""The arrays that a table itself has in its file."""

LAYOUT = np.dtype([(name, np.int64) for name in STORED_ARRAYS])
"""A number for each of them: the byte at which it starts or ends in the file, or its first block of those with checksums."""


class MappedTable(NamedTuple):
    """A posting table as Python passes it to compiled code: few arrays, since each costs time in every call.

    `file`: uint8, the whole file of the segment. `layout`: LAYOUT[2], the bytes where the arrays start and where they end.
    """

    file: Array
    layout: Array
    position_widths: Array
    uniform_widths: Array


@compiled
def arrays_of(table: MappedTable) -> PostingArrays:
    """Return the arrays of a table, without copying them."""
    file, starts, ends = table.file, table.layout[0], table.layout[1]
    return PostingArrays(
        file[starts.terms : ends.terms],
        file[starts.term_starts : ends.term_starts].view(np.uint32),
        file[starts.term_rows : ends.term_rows].view(np.uint32),
        file[starts.row_fields : ends.row_fields],
        file[starts.row_postings : ends.row_postings].view(np.uint32),
        file[starts.row_positions : ends.row_positions].view(np.uint32),
        file[starts.row_halves : ends.row_halves].view(np.uint32),
        file[starts.docs : ends.docs].view(np.uint16),
        file[starts.frequencies : ends.frequencies],
        file[starts.overflow_postings : ends.overflow_postings].view(np.uint32),
        file[starts.overflow_frequencies : ends.overflow_frequencies].view(np.uint32),
        file[starts.position_bytes : ends.position_bytes],
        file[starts.position_halves : ends.position_halves],
        file[starts.skip_positions : ends.skip_positions].view(np.uint32),
        file[starts.skip_halves : ends.skip_halves].view(np.uint32),
        table.position_widths,
        table.uniform_widths,
    )


# Dictionary ----------------------------------------------------------------------------------------------------------


@compiled
def first_term_from(table: MappedTable, term: Array) -> int:
    """Return the number of the first term that is not before `term`, uint8[bytes]."""
    return _first_from(arrays_of(table), term)


@compiled
def term_rows(table: MappedTable, blocks: Array, checked: Array, term: Array) -> tuple[int, int, bool]:
    """Return the first row of `term`, the one after its last, and whether all that is stored of these rows has been checked.

    `blocks`: LAYOUT[1], first blocks; `checked`: uint8[blocks]. The same row twice where no report has the term.
    """
    arrays = arrays_of(table)
    number = _first_from(arrays, term)
    if number == arrays.term_starts.size - 1 or _compared(arrays, number, term) != 0:
        return 0, 0, True
    first, end = integer(arrays.term_rows[number]), integer(arrays.term_rows[number + 1])
    return first, end, _are_checked(arrays, blocks[0], checked, first, end)


@allocation_free
def _are_checked(table: PostingArrays, blocks: Any, checked: Array, first: int, end: int) -> bool:
    """Return whether rows have been checked: first those arrays that say which stretches of the others they take."""
    if not (
        _is_checked(checked, blocks.row_fields, first, end)
        and _is_checked(checked, blocks.row_postings, 4 * first, 4 * (end + 1))
    ):
        return False
    begun, ended = first_posting(table, first), first_posting(table, end)
    if not (
        _is_checked(checked, blocks.docs, 2 * begun, 2 * ended)
        and _is_checked(checked, blocks.frequencies, begun >> 1, (ended + 1) >> 1)
    ):
        return False
    if table.row_positions.size == 0:
        return True
    if not (
        _is_checked(checked, blocks.row_positions, 4 * first, 4 * (end + 1))
        and _is_checked(checked, blocks.row_halves, 4 * first, 4 * (end + 1))
    ):
        return False
    halves = integer(table.row_halves[first]) >> 1, (integer(table.row_halves[end]) + 1) >> 1
    return _is_checked(
        checked, blocks.position_bytes, integer(table.row_positions[first]), integer(table.row_positions[end])
    ) and _is_checked(checked, blocks.position_halves, halves[0], halves[1])


@allocation_free
def _is_checked(checked: Array, block: int, low: int, high: int) -> bool:
    """Return whether the blocks with an array's bytes from `low` up to `high` have been checked."""
    if low >= high:
        return True
    for number in range(block + (low >> BLOCK_BITS), block + ((high - 1) >> BLOCK_BITS) + 1):
        if checked[number] == 0:
            return False
    return True


@allocation_free
def _first_from(table: PostingArrays, term: Array) -> int:
    low, high = 0, table.term_starts.size - 1
    while low < high:
        middle = (low + high) >> 1
        if _compared(table, middle, term) < 0:
            low = middle + 1
        else:
            high = middle
    return low


@allocation_free
def _compared(table: PostingArrays, number: int, term: Array) -> int:
    """Return a number below 0 where a term is before `term`, above 0 where it is after it, and 0 where it is the same."""
    start = integer(table.term_starts[number])
    size = integer(table.term_starts[number + 1]) - start
    for at in range(min(size, term.size)):
        difference = integer(table.terms[start + at]) - integer(term[at])
        if difference != 0:
            return difference
    return size - term.size


# Rows and postings ---------------------------------------------------------------------------------------------------


@allocation_free
def row_of(table: PostingArrays, first: int, end: int, field: int) -> int:
    """Return the row of a term, which has those from `first` up to `end`, in a field; -1 where it has none."""
    for row in range(first, end):
        if table.row_fields[row] == field:
            return row
    return -1


@allocation_free
def first_posting(table: PostingArrays, row: int) -> int:
    """Return the number of a row's first posting; that of row + 1 is the end of the row's postings."""
    return integer(table.row_postings[row])


@allocation_free
def row_size(table: PostingArrays, row: int) -> int:
    """Return how many postings a row has."""
    return first_posting(table, row + 1) - first_posting(table, row)


@allocation_free
def seek(numbers: Array, start: int, end: int, wanted: int) -> int:
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


@allocation_free
def is_at(docs: Array, posting: int, end: int, doc: int) -> bool:
    """Return whether a posting, as `seek` returned it for a row's `docs` that end at `end`, is that of a report."""
    return posting < end and docs[posting] == doc


# Frequencies ---------------------------------------------------------------------------------------------------------


@allocation_free
def frequency_at(table: PostingArrays, posting: int, overflow: int) -> tuple[int, int]:
    """Return the frequency of a posting, and how far into the overflow it is: with that, later postings are found sooner.

    `overflow` comes from an earlier posting, or is 0.
    """
    frequency = _half_byte(table.frequencies, posting) + 1
    if frequency > PACKED_LIMIT:
        overflow = seek(table.overflow_postings, overflow, table.overflow_postings.size, posting)
        frequency = integer(table.overflow_frequencies[overflow])
    return frequency, overflow


@compiled
def frequencies_at(table: MappedTable, postings: Array) -> Array:
    """Return the frequencies of postings (int64, ascending), int64."""
    arrays = arrays_of(table)
    frequencies, overflow = np.empty(postings.size, dtype=np.int64), 0
    for number in range(postings.size):
        frequencies[number], overflow = frequency_at(arrays, postings[number], overflow)
    return frequencies


@allocation_free
def _half_byte(packed: Array, index: int) -> int:
    both = integer(packed[index >> 1])
    return both >> 4 if index & 1 else both & 15


# Positions -----------------------------------------------------------------------------------------------------------

CURSOR = np.dtype([(name, np.int64) for name in ("field", "posting", "low", "high", "overflow", "frequency")])
"""A posting that has been gone to: its row's field, its number, the index of its first position's low byte and of that one's
high half bytes, how far into the overflow it is, and its frequency."""

Cursor = Any
"""A record of type `CURSOR`, passed by reference."""


@allocation_free
def go_to_row(table: PostingArrays, row: int, cursor: Cursor) -> None:
    """Put a cursor before a row's first posting; its frequency is not known until it has gone to a posting."""
    cursor.field, cursor.posting, cursor.overflow = table.row_fields[row], table.row_postings[row], 0
    cursor.low, cursor.high = table.row_positions[row], table.row_halves[row]


@allocation_free
def go_to(table: PostingArrays, posting: int, cursor: Cursor) -> None:
    """Advance to a later posting of the same row; from the last skip before it, when that is nearer."""
    begin, low, high, overflow = cursor.posting, cursor.low, cursor.high, cursor.overflow
    skip = (posting >> SKIP_BITS) << SKIP_BITS
    if skip > begin:
        begin = skip
        low, high = integer(table.skip_positions[skip >> SKIP_BITS]), integer(table.skip_halves[skip >> SKIP_BITS])
    frequency = 0
    for number in range(begin, posting + 1):
        low += frequency
        if frequency > 0:
            high += frequency * width_of(table, cursor.field, integer(table.docs[number - 1]))
        frequency, overflow = frequency_at(table, number, overflow)
    cursor.posting, cursor.low, cursor.high = posting, low, high
    cursor.overflow, cursor.frequency = overflow, frequency


@allocation_free
def width_of(table: PostingArrays, field: int, doc: int) -> int:
    """Return how many high half bytes the positions of a report's text have."""
    uniform = table.uniform_widths[field]
    return uniform if uniform >= 0 else integer(table.position_widths[field, doc])


@allocation_free
def position_at(table: PostingArrays, low: int, high: int, width: int) -> int:
    """Return the position whose low byte and high half bytes are at these indexes."""
    position = integer(table.position_bytes[low])
    for half in range(width):
        position |= _half_byte(table.position_halves, high + half) << (8 + 4 * half)
    return position
