"""Array files are whole or refused."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from indexer.engines.whoosh.store.arrays import ArrayFile, ArrayWriter
from indexer.engines.whoosh.store.checksums import BLOCK
from indexer.errors import IndexDamaged


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    """A file that was never finished, or lost its end, is no array file."""
    path = tmp_path / "arrays"
    with ArrayWriter(path) as writer:
        writer.add("numbers", np.arange(1_000))
    whole = path.read_bytes()
    assert ArrayFile(path).array("numbers").tolist() == list(range(1_000))
    for size in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        with pytest.raises(IndexDamaged):
            ArrayFile(path)


def test_a_file_whose_writing_fails_is_removed(tmp_path: Path) -> None:
    """Nothing is left of a file when an error ends its context, and no more is written than was reserved."""
    with pytest.raises(ValueError, match="3 items"), ArrayWriter(tmp_path / "arrays") as writer:
        writer.reserve("numbers", np.uint8, 2).append(np.arange(3))
    assert list(tmp_path.iterdir()) == []


def test_damage_is_found_in_the_block_that_is_read(tmp_path: Path) -> None:
    """An array is handed out as it was written or not at all; of one that is read in pieces, whole blocks still can be."""
    path = tmp_path / "arrays"
    numbers = np.arange(BLOCK, dtype=np.uint32)
    with ArrayWriter(path) as writer:
        writer.add("first", numbers)
        region = writer.reserve("second", np.uint32, numbers.size)
        for start in range(0, numbers.size, 1_000):
            region.append(numbers[start : start + 1_000])
    file = ArrayFile(path)
    with path.open("r+b") as damaged:
        damaged.seek(file.unchecked_offset("second") + BLOCK + 5)
        damaged.write(b"\xff")
    file = ArrayFile(path)
    assert (file.array("first") == numbers).all()
    file.check("second", 0, BLOCK // 4)
    with pytest.raises(IndexDamaged, match="second"):
        file.check("second", BLOCK // 4 - 1, BLOCK // 4 + 1)
    with pytest.raises(IndexDamaged, match="second"):
        file.array("second")


def test_a_damaged_directory_is_refused(tmp_path: Path) -> None:
    """No byte of the directory, the checksums and the trailer can change unnoticed."""
    path = tmp_path / "arrays"
    with ArrayWriter(path) as writer:
        writer.add("numbers", np.arange(20, dtype=np.uint8))
    whole = path.read_bytes()
    for at in range(64 + 20, len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(IndexDamaged):
            ArrayFile(path)


def test_nobody_else_may_write_to_a_file(tmp_path: Path) -> None:
    """A file is not writable for all, whatever the umask."""
    before = os.umask(0)
    try:
        with ArrayWriter(tmp_path / "arrays"):
            pass
    finally:
        os.umask(before)
    assert (tmp_path / "arrays").stat().st_mode & 0o777 == 0o664


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux lists what a process has open")
def test_bytes_are_read_as_long_as_somebody_has_the_file(tmp_path: Path) -> None:
    """Also those of a file that a writer has removed; then nothing of it is left open."""
    path = tmp_path / "arrays"
    with ArrayWriter(path) as writer:
        writer.add("numbers", np.arange(1_000, dtype=np.uint32))
    before = len(list(Path("/proc/self/fd").iterdir()))
    file = ArrayFile(path)
    path.unlink()
    start = file.unchecked_offset("numbers")
    assert np.frombuffer(file.read(start + 4 * 500, start + 4 * 503), dtype=np.uint32).tolist() == [500, 501, 502]
    del file
    assert len(list(Path("/proc/self/fd").iterdir())) == before
