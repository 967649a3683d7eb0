"""What a part of the attack is given, and what it gives back."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]
"""Figures by name. `failures` is there always, with `examples` of what failed where it is more than 0."""

MOST_EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Attack:
    """How large an attack is, as a share of the full size; the seed of its chance; an empty folder for it."""

    scale: float
    seed: int
    folder: Path

    def times(self, full: int) -> int:
        """Return how often something is done that is done `full` times at full size; once at least."""
        return max(1, round(full * self.scale))

    def chance(self) -> random.Random:
        """Return chance that is the same for the same seed."""
        return random.Random(self.seed)


Part = Callable[[Attack], Figures]


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
