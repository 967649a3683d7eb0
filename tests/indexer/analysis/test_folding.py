"""The table of folded characters."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from indexer.analysis.folding import Folding, entry_value, is_several


def test_threads_learn_beside_one_another() -> None:
    """Each thread gets a table with all it asked for, while others add characters that fold to one, none or several."""
    folding = Folding()
    blocks = [np.arange(start, start + 0x200, dtype=np.uint32) for start in range(0x2000, 0x4000, 0x100)]
    with ThreadPoolExecutor(8) as threads:
        for block, table in zip(blocks, threads.map(folding.table, blocks), strict=True):
            assert table[block].all()
    every = np.arange(0x2000, 0x4100, dtype=np.uint32)
    alone = Folding().table(every)
    together = folding.table(every)
    for code in every.tolist():
        assert _folded(together, code) == _folded(alone, code)


def _folded(table: np.ndarray, code: int) -> list[int]:
    entry = int(table[code])
    if not is_several(entry):
        return [entry]
    offset = entry_value(entry)
    return table[offset + 1 : offset + 1 + int(table[offset])].tolist()
