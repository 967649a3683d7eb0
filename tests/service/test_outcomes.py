"""What became of things that were asked for together."""

from __future__ import annotations

from corpus.report import Report
from service.outcomes import LISTED, Outcome, counted, listed

HERE, GONE = Outcome("here", "有"), Outcome("gone", "无")


def test_outcomes_are_counted_in_their_own_order() -> None:
    """Those that nothing had too."""
    assert list(counted((GONE, HERE), [HERE, HERE]).items()) == [(GONE, 0), (HERE, 2)]


def test_a_few_reports_are_listed() -> None:
    """Without their bodies, which no list shows."""
    reports = [Report(id=str(number), source="s", body="正文") for number in range(LISTED + 1)]
    assert [(each.id, each.body) for each in listed(reports)] == [(str(number), "") for number in range(LISTED)]
