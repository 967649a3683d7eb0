"""Postings are decoded as they were written, in any order of asking."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.compiled import compiled
from indexer.engines.whoosh.store.arrays import Array, ArrayFile, ArrayWriter
from indexer.engines.whoosh.store.decoding import frequencies_at, seek
from indexer.engines.whoosh.store.packing import high_widths
from indexer.engines.whoosh.store.postings import PACKED_LIMIT, Inverted, write_table
from indexer.engines.whoosh.store.table import Table

_FREQUENCIES = [1, PACKED_LIMIT, PACKED_LIMIT + 1, 2, PACKED_LIMIT + 2, 1_000]
_TERMS = [b"a", b"ab", b"b\xff"]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table of three terms, two postings each, whose positions count up."""
    count = sum(_FREQUENCIES)
    with ArrayWriter(tmp_path / "table") as writer:
        inverted = Inverted(
            terms=_TERMS,
            term_rows=np.arange(4, dtype=np.uint32),
            row_fields=np.zeros(3, dtype=np.uint8),
            row_postings=np.arange(0, 7, 2, dtype=np.uint32),
            docs=np.array([0, 1] * 3, dtype=np.uint16),
            frequencies=np.array(_FREQUENCIES, dtype=np.uint32),
            positions=np.arange(count, dtype=np.uint32),
            widths=np.ones(count, dtype=np.uint8),
        )
        write_table(writer, "grams", inverted)
    return Table(ArrayFile(tmp_path / "table"), "grams", np.array([high_widths(np.array([300, 4_000]))]))


def test_terms(table: Table) -> None:
    """A term's rows are found, and the first term that isn't before one that is missing."""
    assert [list(table.rows(term)) for term in _TERMS] == [[0], [1], [2]]
    assert [list(table.rows(term)) for term in (b"", b"aa", b"abc", b"c")] == [[], [], [], []]
    assert [table.first_term_from(term) for term in (b"", b"aa", b"abc", b"c")] == [0, 1, 2, 3]
    assert list(table.prefixed(b"a")) == [0, 1]


def test_frequencies(table: Table) -> None:
    """Frequencies that half a byte can hold and those that it can't are read alike, row by row or picked out."""
    assert [table.frequencies(row).tolist() for row in range(3)] == [_FREQUENCIES[at : at + 2] for at in (0, 2, 4)]
    assert frequencies_at(table.mapped, np.array([1, 4, 5])).tolist() == [_FREQUENCIES[at] for at in (1, 4, 5)]


def test_positions(table: Table) -> None:
    """Positions are put together from their low and high parts."""
    holders, positions = table.positions(2)
    assert positions.tolist() == list(range(sum(_FREQUENCIES[:4]), sum(_FREQUENCIES)))
    assert np.bincount(holders).tolist() == _FREQUENCIES[4:]


def _sought(numbers: Array, start: int, end: int, wanted: int) -> int:
    return seek(numbers, start, end, wanted)


def test_seeking() -> None:
    """The first number that isn't below the one wanted is found from wherever one starts, and the end where there is none."""
    sought = compiled(_sought)
    numbers = np.array([2, 3, 5, 7, 11, 13], dtype=np.uint16)
    for start in range(numbers.size + 1):
        for wanted in range(15):
            expected = next((at for at in range(start, numbers.size) if numbers[at] >= wanted), numbers.size)
            assert sought(numbers, start, numbers.size, wanted) == expected
