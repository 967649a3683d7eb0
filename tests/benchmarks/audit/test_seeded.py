"""The audit finds what is wrong with an invented archive, and nothing else."""

from __future__ import annotations

from pathlib import Path

from benchmarks.audit.__main__ import measured
from benchmarks.audit.seeded import KINDS, seeded_archive

LEAST_FOUND, MOST_FALSE = 0.98, 0.01


def test_seeded_faults_are_found_and_nothing_else(tmp_path: Path) -> None:
    """Of each kind 98 % at least, with 1 % of false alarms at most."""
    found = measured(list(seeded_archive(400, 10, tmp_path, seed=3)), tmp_path)
    assert {kind: share for kind, share in found.found.items() if share < LEAST_FOUND} == {}
    assert set(found.found) == set(KINDS)
    assert found.false_share <= MOST_FALSE, found.false_alarms
