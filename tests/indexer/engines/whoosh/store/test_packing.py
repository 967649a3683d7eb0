"""Half bytes and split positions come back as they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.store.arrays import ArrayFile, ArrayWriter
from indexer.engines.whoosh.store.packing import (
    HalfByteWriter,
    half_bytes,
    high_widths,
    join_positions,
    packed_size,
    split_positions,
)

_HALVES = st.lists(st.integers(0, 15), max_size=40)


@given(st.lists(_HALVES, max_size=5), st.data())
def test_half_bytes_written_in_pieces_are_read_from_anywhere(
    tmp_path_factory: object, pieces: list[list[int]], data: st.DataObject
) -> None:
    """Whatever the pieces, every stretch of half bytes is read as written."""
    path = Path(tmp_path_factory.mktemp("halves")) / "file"
    written = [value for piece in pieces for value in piece]
    with ArrayWriter(path) as writer:
        halves = HalfByteWriter(writer.reserve("halves", np.uint8, packed_size(len(written))))
        for piece in pieces:
            halves.append(np.array(piece, dtype=np.uint8))
        halves.finish()
    packed = ArrayFile(path).array("halves")
    start = data.draw(st.integers(0, len(written)))
    end = data.draw(st.integers(start, len(written)))
    assert half_bytes(packed, start, end).tolist() == written[start:end]


@given(st.lists(st.sampled_from([1, 255, 256, 257, 4096, 4097, 65_536, 65_537, 1 << 24]), max_size=6), st.data())
def test_positions_are_split_and_joined(tokens: list[int], data: st.DataObject) -> None:
    """A position anywhere in a text of any length comes back, also beside positions of longer and shorter texts."""
    widths = high_widths(np.array(tokens, dtype=np.int64))
    positions = [data.draw(st.integers(0, size - 1)) for size in tokens]
    low, halves = split_positions(np.array(positions, dtype=np.uint32), widths)
    assert join_positions(low, halves, widths).tolist() == positions
    assert halves.size == widths.sum()
