"""Telling that a file is being read while nothing of it is finished yet, as the report of a document is that has thousands of pages."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

PAGES = 10
"""Pages from one word to the next: each may take more than a second."""

_listener: ContextVar[Callable[[], None]] = ContextVar("_listener", default=lambda: None)


def listen(listener: Callable[[], None]) -> None:
    """Have `listener` called whenever there is progress, in this context."""
    _listener.set(listener)


def read_pages(count: int) -> None:
    """Tell that `count` pages of a document have been read so far."""
    if count and count % PAGES == 0:
        _listener.get()()
