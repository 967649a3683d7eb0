"""What is inverted together, and how much at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from corpus.report import Report
from indexer.engines.whoosh.store.records import decode_record
from indexer.engines.whoosh.write import writer as module
from indexer.engines.whoosh.write.inversion import Batch
from indexer.engines.whoosh.write.writer import REPORT_CHARACTERS, WhooshWriter

BATCH = 10_000
PROCESSES = 2


class Pool:
    """Takes batches, and inverts the first one only when it is waited for."""

    def __init__(self) -> None:
        self.unfinished: dict[Future[int], tuple[int, Callable[[], int]]] = {}
        self.batches: list[list[str]] = []
        self.characters: list[int] = []

    def submit(self, function: Callable[[Path, Batch], int], path: Path, batch: Batch) -> Future[int]:
        """Note what is asked for, and how much text is under way with it."""
        future: Future[int] = Future()
        reports = [decode_record(record) for record, _ in batch]
        self.batches.append([report.id for report in reports])
        size = sum(len(report.body) + REPORT_CHARACTERS for report in reports)
        self.unfinished[future] = size, lambda: function(path, batch)
        self.characters.append(sum(each for each, _ in self.unfinished.values()))
        return future

    def wait(self, futures: Sequence[Future[int]], *, return_when: str = "") -> Any:
        """Finish the first that is waited for."""
        first = next(each for each in self.unfinished if each in futures)
        _, inverted = self.unfinished.pop(first)
        first.set_result(inverted())
        return SimpleNamespace(not_done={each for each in futures if not each.done()})

    def shutdown(self, *, cancel_futures: bool) -> None:
        """End."""


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Pool:
    """Return a pool that stands in for the processes, for batches of little text."""
    made = Pool()
    monkeypatch.setattr(module, "BATCH_CHARACTERS", BATCH)
    monkeypatch.setattr(module, "wait", made.wait)
    monkeypatch.setattr(WhooshWriter, "_processes_pool", lambda _: made)
    return made


def report(number: int, characters: int) -> Report:
    """Return a report with so much text."""
    return Report(id=str(number), title=f"第 {number} 号通知", body="甲" * characters, source="a.txt")


def test_a_very_long_report_is_inverted_by_itself(tmp_path: Path, pool: Pool) -> None:
    """It takes as much memory as a whole batch, and doesn't come on top of one."""
    writer = WhooshWriter(tmp_path, PROCESSES)
    for number, characters in enumerate((100, 100, 3 * BATCH, 100)):
        writer.put(report(number, characters))
    assert pool.batches == [["0", "1"], ["2"]]


@pytest.mark.parametrize("characters", [BATCH // 5, BATCH, 2 * BATCH, 9 * BATCH])
def test_text_under_way_is_bounded(tmp_path: Path, pool: Pool, characters: int) -> None:
    """Reports of any length: a batch for each process and one more, or else a single report."""
    writer = WhooshWriter(tmp_path, PROCESSES)
    for number in range(30):
        writer.put(report(number, characters))
    assert max(pool.characters) <= max((PROCESSES + 1) * BATCH, characters + REPORT_CHARACTERS)
    assert sum(map(len, pool.batches)) >= 25
