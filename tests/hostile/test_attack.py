"""Each part of the attack at small size; `make attack` runs them at full size."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import run
from tests.hostile.attack import PARTS, Kept
from tests.hostile.attacks.part import Attack, Figures, NowAndThen, SoFar

SCALES = {
    "queries": 0.0003,
    "requests": 0.01,
    "files": 0.02,
    "costs": 0.01,
    "folder": 0.001,
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


@pytest.mark.parametrize("name", ["queries", "requests", "files"])
def test_what_was_done_is_told_on_the_way(name: str, tmp_path: Path) -> None:
    """A part that is stopped has told what it did; one whose time is over ends, and its figures say how far it came."""
    told: list[Figures] = []

    def tell(so_far: SoFar) -> None:
        told.append(so_far())

    figures = PARTS[name](Attack(1.0, 1, tmp_path, tell, seconds=0.0))
    assert [figures[name], *(each[name] for each in told)] == [1, 0, 1]
    assert figures["failures"] == 0, figures["examples"]


def test_figures_are_kept_now_and_then() -> None:
    """They are made only when they are kept."""
    kept: list[Figures] = []
    often, rarely = NowAndThen(kept.append, seconds=0.0), NowAndThen(kept.append, seconds=1000.0)
    often(lambda: {"files": 1})
    rarely(lambda: {"files": 2})
    assert kept == [{"files": 1}]


def test_each_part_is_written_down_with_those_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of a run has all parts, and of each the last figures."""
    monkeypatch.setattr(run, "RUNS", tmp_path)
    kept = Kept("attack", {"command": ["attack"]}).with_part("kills", {"kills": 2, "failures": 0})
    kept.with_part("files", {"files": 1, "failures": 0, "stopped": True})
    kept.with_part("files", {"files": 3, "failures": 0})
    written = json.loads((tmp_path / "attack.json").read_text(encoding="utf-8"))
    assert written["parts"] == {"kills": {"kills": 2, "failures": 0}, "files": {"files": 3, "failures": 0}}
    assert "| files | files 3 | 0 |" in (tmp_path / "attack.md").read_text(encoding="utf-8")
