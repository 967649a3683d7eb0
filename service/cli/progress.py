"""The progress bar of a build, with its rate and the time left."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from indexer.build import Progress

BAR_WIDTH = 30

RATE_SECONDS = 60.0
"""The time of which the rate is: files of one format come one after another, and each format has a rate of its own."""


class Rate:
    """The files read a second of late, and how long the others take at that rate."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._states: deque[tuple[float, int]] = deque([(clock(), 0)])

    def describe(self, done: int, total: int) -> str:
        """Return the rate and the time left, "" as long as nothing can be told."""
        now = self._clock()
        self._states.append((now, done))
        while len(self._states) > 2 and self._states[0][0] < now - RATE_SECONDS:
            self._states.popleft()
        began, before = self._states[0]
        if now <= began or done <= before:
            return ""
        rate = (done - before) / (now - began)
        return f"每秒 {rate:.{0 if rate >= 10 else 1}f} 个文件，约剩 {_duration((total - done) / rate)}"


def _duration(seconds: float) -> str:
    """Return a time as people say it.

    >>> _duration(20), _duration(150), _duration(8000)
    ('20 秒', '3 分钟', '2 小时 13 分钟')
    """
    if seconds < 60:
        return f"{seconds:.0f} 秒"
    hours, minutes = divmod(int(seconds / 60 + 0.5), 60)
    return f"{hours} 小时 {minutes} 分钟" if hours else f"{minutes} 分钟"


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Yield what advances a progress bar on stderr; None when nobody is there to see it."""
    if not sys.stderr.isatty():
        yield None
        return
    rate = Rate()
    with click.progressbar(length=1, label="收录", show_eta=False, file=sys.stderr, width=BAR_WIDTH) as bar:

        def advance(done: int, total: int, reports: int) -> None:
            bar.length = max(total, 1)
            bar.label = "，".join(filter(None, (f"收录 {reports} 条", rate.describe(done, total))))
            bar.update(done - bar.pos)
            bar.render_progress()

        yield advance
