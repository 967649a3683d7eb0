"""What hostile input may cost: processor time, which other programs on the machine add nothing to."""

from __future__ import annotations

import time
from collections.abc import Callable

MUCH = 20.0
"""Seconds that nothing takes which is looked at once, on any machine; what is tried again and again takes minutes."""


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that this process spent on some work."""
    started = time.process_time()
    work()
    return time.process_time() - started
