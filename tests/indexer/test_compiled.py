"""Compiled loops work wherever the program is installed."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import pytest

from indexer import compiled as module
from indexer.compiled import compiled


def _sum(numbers: Any) -> int:
    total = 0
    for number in numbers:
        total += number
    return total


def test_a_loop_is_compiled() -> None:
    """A marked function is machine code that other threads run beside."""
    made = compiled(_sum)
    assert made(np.arange(5)) == 10
    assert made.nopython_signatures  # type: ignore[attr-defined]
    assert made.targetoptions["nogil"]  # type: ignore[attr-defined]


def test_a_place_where_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither the program's folder nor the user's can be written, loops are compiled all the same."""

    def njit(**options: Any) -> Any:
        if options.get("cache"):
            raise RuntimeError("cannot cache function '_sum': no locator available")
        return numba.njit(**options)

    monkeypatch.setattr(module, "njit", njit)
    assert compiled(_sum)(np.arange(5)) == 10
