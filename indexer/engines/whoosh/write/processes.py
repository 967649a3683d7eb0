"""The processes that write segments: forked from one that has loaded what they share, and ended with the one they work for."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver, get_context, parent_process
from pathlib import Path
from threading import Thread

from corpus.process_memory import give_back_freed_memory, keep_freed_memory
from indexer.engines.whoosh.compat.codec import ColumnarSegment
from indexer.engines.whoosh.write.inversion import Batch, write_segment
from indexer.engines.whoosh.write.merging import merge_segments

IDLE_SECONDS = 0.5
"""Time without work after which a process gives back freed memory: a batch leaves up to 100 MB."""

_PRELOADED = "indexer.engines.whoosh.write.preloaded"


def start_pool(processes: int) -> ProcessPoolExecutor:
    """Return a pool of so many processes, for which loading begins at once; `end_pool` ends it.

    They are not forked from this process: threads may be running, and a fork would hold the index's lock after this one is gone.
    """
    method = "forkserver"
    forkserver.set_forkserver_preload([_PRELOADED])
    try:
        forkserver.ensure_running()
    except OSError:  # where its socket has no room: no folder for temporary files, or one with too long a name
        method = "spawn"
    return ProcessPoolExecutor(processes, mp_context=get_context(method), initializer=_prepare)


def end_pool(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool, and the one from which they were forked; what has not begun is not done."""
    pool.shutdown(cancel_futures=True)
    forkserver._forkserver._stop()  # type: ignore[attr-defined]  # no public call ends it, and it would stay as long as this process


def invert(path: Path, batch: Batch) -> int:
    """Return the number of positions of a new file that a batch is written into."""
    return write_segment(path, batch)


def merge(path: Path, folder: Path, segments: list[ColumnarSegment]) -> int:
    """Return the number of positions of a new file that segments of an index are merged into."""
    give_back_freed_memory()  # what the last batch left is of no use for it
    return merge_segments(path, [segment.open(folder) for segment in segments])


def _prepare() -> None:
    keep_freed_memory()
    Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    """End this process when the one it works for is gone: it would wait for ever. While it has no work, let others have its memory."""
    parent = parent_process()
    assert parent is not None
    used = 0.0
    while parent.is_alive():
        before, used = used, sum(os.times()[:2])
        if used - before < IDLE_SECONDS / 10:
            give_back_freed_memory()
        parent.join(IDLE_SECONDS)
    os._exit(1)
