"""What the ledger says of reports at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.report import Report
from service.ledger.entries import Act, Draft
from service.ledger.ledger import Ledger
from service.ledger.states import States

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
ACTS = (Act.ADOPT, Act.PUBLISH, Act.CORRECT, Act.WITHDRAW, Act.RESTORE, Act.CERTIFY)
HISTORIES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(ACTS), st.integers(-2, 2)), max_size=12)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Yield an empty ledger at noon."""
    opened = Ledger(tmp_path / "ledger", create=True, clock=lambda: NOON)
    yield opened
    opened.close()


@settings(deadline=None)
@given(HISTORIES)
def test_what_is_withdrawn_is_what_was_withdrawn_last(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, Act, int]]
) -> None:
    """Of all that counts by now, in whatever order it was entered and begins to count; with the version that was last entered."""
    ledger = Ledger(tmp_path_factory.mktemp("states") / "ledger", create=True, clock=lambda: NOON)
    drafts = [
        Draft(
            act,
            subject,
            "王",
            effective=NOON + timedelta(hours=hours),
            record=None if act == Act.WITHDRAW else {"id": subject, "source": f"{number}"},
        )
        for number, (subject, act, hours) in enumerate(acts)
    ]
    ledger.append(drafts)
    states = States(ledger)
    withdrawn = states.withdrawn()
    current = [each for each in states.current() if each.act == Act.WITHDRAW]
    assert [(each.report_id, each.at) for each in withdrawn] == [(each.subject, each.effective) for each in current]
    for each in withdrawn:
        digests = [entry.digest for entry in ledger.history(each.report_id) if entry.digest]
        assert each.digest == (digests[-1] if digests else "")
    ledger.close()


def test_a_withdrawn_report_without_a_version_is_its_id(ledger: Ledger) -> None:
    """Whatever wrote the ledger."""
    ledger.append([Draft(Act.WITHDRAW, "a", "王")])
    states = States(ledger)
    assert [states.last_version(each) for each in states.withdrawn()] == [Report("a", "")]


def test_what_is_public_costs_nothing(ledger: Ledger) -> None:
    """No index entry of a report that was never withdrawn is looked at: a service asks this whenever something was entered."""
    ledger.append([Draft(Act.PUBLISH, f"{each}", "王", record={"id": f"{each}"}) for each in range(50)])
    ledger.append([Draft(Act.WITHDRAW, "7", "王")])
    steps: list[int] = []
    with ledger.transaction() as connection:
        connection.set_progress_handler(lambda: steps.append(1), 1)
    assert [each.report_id for each in States(ledger).withdrawn()] == ["7"]
    assert len(steps) < 150
