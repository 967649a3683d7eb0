"""What processes that write segments share, loaded when this is imported: by the process from which they are forked, and no other."""

from __future__ import annotations

import contextlib
import gc
import tempfile
from pathlib import Path

from corpus.report import Report
from indexer.engines.whoosh.store.records import encode_record
from indexer.engines.whoosh.write.inversion import write_segment

_REPORT = Report(id="a", source="a", title="关于2023年检修供水管道的通知", body="检修期间（第2次）停水，请提前储水。")


def _load() -> None:
    """Load the dictionary and the compiled loops, which comes with inverting, and keep collections away from what is shared."""
    # Without room for the file, each process loads by itself.
    with contextlib.suppress(OSError), tempfile.TemporaryDirectory() as folder:
        write_segment(Path(folder) / "segment", [(encode_record(_REPORT), "")])
    gc.collect()
    gc.freeze()


_load()
