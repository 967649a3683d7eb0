"""Earlier applications, where they are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.applications.answered import AnsweredApplications
from service.ledger.ledger import Ledger


class _Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    """Return the clock of the ledger."""
    return _Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: _Clock) -> Iterator[Ledger]:
    """Yield an empty ledger."""
    opened = Ledger(tmp_path / "ledger", create=True, clock=clock)
    yield opened
    opened.close()


def test_those_that_asked_for_the_same_are_found(ledger: Ledger) -> None:
    """In other words too, the likest first; others are not."""
    kept = AnsweredApplications(ledger, 30)
    kept.keep("2022年第三季度饮用水水质情况", "water", by="王")
    kept.keep("第三季度饮用水水质情况", "other", by="李")
    kept.keep("公租房的申请条件", "house", by="王")
    kept.keep("第三季度饮用水水质情况", "other", by="王")
    assert [each.report_id for each in kept.like("2022年第三季度的饮用水水质情况")] == ["water", "other"]
    assert kept.like("低保的办理流程") == []


def test_nothing_is_kept_unless_it_is_wanted(ledger: Ledger) -> None:
    """Nor shown, and what was kept before goes."""
    AnsweredApplications(ledger, 30).keep("公租房的申请条件", "house", by="王")
    off = AnsweredApplications(ledger, 0)
    assert off.like("公租房的申请条件") == []
    assert ledger.value("SELECT count(*) FROM applications") == 0


def test_what_is_old_is_forgotten(ledger: Ledger, clock: _Clock) -> None:
    """It is shown no more, and removed with the next that is kept or looked for."""
    kept = AnsweredApplications(ledger, 30)
    kept.keep("公租房的申请条件", "house", by="王")
    clock.now += timedelta(days=31)
    assert kept.like("公租房的申请条件") == []
    assert ledger.rows("SELECT report FROM applications") == []
    kept.keep("公租房的申请条件", "house", by="王")
    clock.now += timedelta(days=31)
    kept.keep("低保的办理流程", "low", by="王")
    assert [row[0] for row in ledger.rows("SELECT report FROM applications")] == ["low"]
