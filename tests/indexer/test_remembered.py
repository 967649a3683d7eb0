"""What an index remembers stays small, and nothing lost is forgotten for that."""

from __future__ import annotations

import pytest

from corpus.problem import Problem
from indexer import remembered
from indexer.remembered import Remembered


def _lost(source: str, count: int) -> list[Problem]:
    return [Problem(source, "不是 JSON", line=line) for line in range(count)]


def test_many_problems_of_a_source_become_few_with_the_same_total() -> None:
    """The first ones stay as they are, and the last one stands for the others."""
    kept = Remembered({})
    assert kept.keep("a", _lost("a", 1000))
    assert len(kept.of("a")) == remembered.PROBLEMS_OF_A_SOURCE
    assert sum(each.count for each in kept.of("a")) == 1000
    assert "另有 991 处" in kept.of("a")[-1].reason
    assert kept.keep("a", [])
    assert kept.of("a") == ()


def test_losses_come_before_notes() -> None:
    """Where there is no room for both, what was lost is remembered."""
    notes = [Problem("a", f"注意 {number}", skipped=False) for number in range(50)]
    kept = Remembered({})
    assert kept.keep("a", [*notes, *_lost("a", 3)])
    assert [each.skipped for each in kept.of("a")] == [True] * 3 + [False] * 7


def test_what_finds_no_room_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Losses that can't be remembered are told to the caller; notes are given up without a word."""
    monkeypatch.setattr(remembered, "PROBLEMS_IN_ALL", 4)
    kept = Remembered({"old": (Problem("old", "旧"),) * 3})
    assert kept.keep("a", _lost("a", 5))
    assert [each.count for each in kept.of("a")] == [5]
    assert not kept.keep("b", _lost("b", 1))
    assert kept.keep("c", [Problem("c", "注意", skipped=False)])
    assert (kept.of("b"), kept.of("c")) == ((), ())
    assert kept.keep("old", [])
    assert kept.keep("b", _lost("b", 1))
