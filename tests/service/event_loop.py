"""An event loop in a thread of its own, for what can only be awaited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio


def awaited(asked: Callable[[], Awaitable[Any]]) -> Any:
    """Return what is awaited, in a thread of its own: tests in a browser leave an event loop in theirs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, asked).result()
