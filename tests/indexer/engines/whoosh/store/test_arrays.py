"""Array files are whole or refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.engines.whoosh.store.arrays import ArrayFile, ArrayWriter, NotAnArrayFile


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    """A file that was never finished, or lost its end, is no array file."""
    path = tmp_path / "arrays"
    with ArrayWriter(path) as writer:
        writer.add("numbers", np.arange(1_000))
    whole = path.read_bytes()
    assert ArrayFile(path).array("numbers").tolist() == list(range(1_000))
    for size in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        with pytest.raises(NotAnArrayFile):
            ArrayFile(path)


def test_a_file_whose_writing_fails_is_removed(tmp_path: Path) -> None:
    """Nothing is left of a file when an error ends its context, and no more is written than was reserved."""
    with pytest.raises(ValueError, match="3 items"), ArrayWriter(tmp_path / "arrays") as writer:
        writer.reserve("numbers", np.uint8, 2).append(np.arange(3))
    assert list(tmp_path.iterdir()) == []
