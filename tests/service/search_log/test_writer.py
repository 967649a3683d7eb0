"""Writing a search log beside the requests."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from service.search.request import SearchRequest
from service.search_log import writer
from service.search_log.database import opened
from service.search_log.entries import PAGE, Entry, LoggedSearch
from service.search_log.writer import SearchLog


def entry(query: str, at: float = 4e9) -> Entry:
    """Return a search, by default of a distant day."""
    return LoggedSearch(at, SearchRequest(query), 1, 5.0, "typed", "", PAGE)


def queries(path: Path) -> list[str]:
    """Return the queries that a log holds."""
    return [query for (query,) in opened(path).execute("SELECT query FROM searches ORDER BY query")]


def test_entries_of_several_workers_are_written(tmp_path: Path) -> None:
    """Each writer appends to the same file; none is lost."""
    opened(tmp_path / "log", create=True).close()  # as the service does before there are workers
    lost: list[int] = []
    logs = [SearchLog(tmp_path / "log", days=1, gather_seconds=0.01, on_loss=lost.append) for _ in range(3)]
    for number in range(60):
        logs[number % 3].add(entry(f"{number:02}"))
    for log in logs:
        log.flush()
    assert queries(tmp_path / "log") == [f"{number:02}" for number in range(60)]
    assert lost == []


def test_what_is_too_old_goes(tmp_path: Path) -> None:
    """The first entries written on a day take those of before the kept days with them."""
    log = SearchLog(tmp_path / "log", days=1, gather_seconds=0.01)
    log.add(entry("旧", at=1e9))
    log.add(entry("新"))
    log.flush()
    assert queries(tmp_path / "log") == ["新"]


def test_a_log_that_cannot_be_written_costs_entries_and_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said once, lost entries are counted, and writing goes on when it can."""
    folder = tmp_path / "missing"
    told: list[int] = []
    log = SearchLog(folder / "log", days=1, gather_seconds=0.01, on_loss=told.append)
    with caplog.at_level(logging.WARNING):
        for number in range(3):
            log.add(entry(str(number)))
            log.flush()
    assert told == [1, 1, 1]
    assert len(caplog.records) == 1
    folder.mkdir()
    log.add(entry("后"))
    log.flush()
    assert (queries(folder / "log"), sum(told)) == (["后"], 3)


def test_nobody_waits_when_too_many_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit entries are counted as lost."""
    monkeypatch.setattr(writer, "MOST_WAITING", 5)
    lost: list[int] = []
    log = SearchLog(tmp_path / "log", days=1, gather_seconds=0.2, on_loss=lost.append)
    for number in range(50):
        log.add(entry(str(number)))
    log.flush()
    assert sum(lost) >= 40
    assert sum(lost) + len(queries(tmp_path / "log")) == 50
