"""What a part of the attack is given, and what it gives back."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]
"""Figures by name. `failures` is there always, with `examples` of what failed where it is more than 0."""

MOST_EXAMPLES = 10


SoFar = Callable[[], Figures]
"""What makes the figures of what was done up to now."""


def _nobody(_: SoFar) -> None:
    """Keep nothing."""


@dataclass(frozen=True, slots=True)
class Attack:
    """How large an attack is, as a share of the full size; the seed of its chance; an empty folder for it; how many seconds it may take.

    `tell` is called all the time with what makes the figures so far, so that a run that is stopped leaves what it did.
    """

    scale: float
    seed: int
    folder: Path
    tell: Callable[[SoFar], None] = _nobody
    seconds: float = math.inf
    _started: float = field(default_factory=time.monotonic)

    def times(self, full: int) -> int:
        """Return how often something is done that is done `full` times at full size; once at least."""
        return max(1, round(full * self.scale))

    def rounds(self, full: int, so_far: SoFar) -> Iterator[int]:
        """Yield a number for each of what is done `full` times at full size, until the time is over, and tell of them meanwhile."""
        for number in range(self.times(full)):
            self.tell(so_far)
            if number and time.monotonic() - self._started > self.seconds:
                break
            yield number

    def chance(self) -> random.Random:
        """Return chance that is the same for the same seed."""
        return random.Random(self.seed)


Part = Callable[[Attack], Figures]


class NowAndThen:
    """Keeps figures that are told all the time, at most once in a while."""

    def __init__(self, keep: Callable[[Figures], None], *, seconds: float) -> None:
        self._keep = keep
        self._seconds = seconds
        self._last = time.monotonic()

    def __call__(self, so_far: SoFar) -> None:
        """Keep the figures when the last ones are old enough."""
        if time.monotonic() - self._last >= self._seconds:
            self._keep(so_far())
            self._last = time.monotonic()


class Failures:
    """What went wrong: how often, and the first examples."""

    def __init__(self) -> None:
        self.count = 0
        self.examples: list[str] = []

    def add(self, example: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(example[:500])

    def figures(self) -> dict[str, Any]:
        """Return the count, with examples where there are any."""
        return {"failures": self.count, **({"examples": self.examples} if self.examples else {})}
