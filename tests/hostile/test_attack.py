"""Each part of the attack at small size; `make attack` runs them at full size."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.attack import PARTS
from tests.hostile.attacks.part import Attack

SCALES = {
    "queries": 0.0003,
    "requests": 0.01,
    "files": 0.02,
    "costs": 0.01,
    "segments": 0.03,
    "kills": 0.05,
    "slow": 0.05,
    "load": 0.008,
}
"""Shares of the full size that take some seconds each. Fuzzing has a test of its own."""


def test_every_part_has_a_test() -> None:
    """No part is run at full size only."""
    assert {*SCALES, "fuzzing"} == PARTS.keys()


@pytest.mark.parametrize("name", SCALES)
def test_nothing_fails(name: str, tmp_path: Path) -> None:
    """A small share of what `make attack` does."""
    figures = PARTS[name](Attack(SCALES[name], 1, tmp_path))
    assert figures["failures"] == 0, figures["examples"]
