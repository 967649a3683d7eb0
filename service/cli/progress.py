"""The progress bar of a build."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from indexer.build import Progress

BAR_WIDTH = 30


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Yield what advances a progress bar on stderr; None when nobody is there to see it."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="收录", file=sys.stderr, width=BAR_WIDTH) as bar:

        def advance(done: int, total: int, reports: int) -> None:
            bar.length = max(total, 1)
            bar.label = f"收录 {reports} 条"
            bar.update(done - bar.pos)
            bar.render_progress()

        yield advance
