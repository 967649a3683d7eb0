"""The last audit, kept for the desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from service.audit import last_audit
from service.audit.audit import audit
from service.audit.last_audit import (
    FindingFilter,
    all_findings,
    audits,
    dismiss_finding,
    dismissed_in,
    findings,
    keep,
    totals,
)
from service.ledger.errors import NoReason
from service.ledger.ledger import Ledger
from tests.service.audit.test_audit import GOOD, RULES

BAD = replace(GOOD, id="bad", issuer="", title="", index_number=None, document_number=None)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger", create=True)


def test_an_audit_takes_the_place_of_the_last(ledger: Ledger) -> None:
    """Its findings do; the totals of those before are still told."""
    first = audit([GOOD, BAD], RULES)
    keep(ledger, first)
    assert [each.finding for each in findings(ledger, FindingFilter(), 99)] == list(first.findings)
    assert totals(ledger, FindingFilter(), "kind", 9) == [("missing_field", 3)]
    assert totals(ledger, FindingFilter(), "year", 9) == [("2023", 3)]
    keep(ledger, audit([GOOD], RULES))
    assert findings(ledger, FindingFilter(), 99) == []
    assert [(each.reports, dict(each.open)) for each in audits(ledger, 9)] == [(1, {}), (2, {"missing_field": 3})]


def test_all_are_read_in_batches(ledger: Ledger) -> None:
    """None is left out or told twice."""
    keep(ledger, audit([GOOD, BAD], RULES))
    assert [each.position for each in all_findings(ledger, FindingFilter(), 2)] == [1, 2, 3]


def test_the_totals_of_old_audits_are_forgotten(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nights don't fill a disk."""
    monkeypatch.setattr(last_audit, "MOST_AUDITS", 2)
    for _ in range(4):
        keep(ledger, audit([GOOD], RULES))
    assert len(audits(ledger, 99)) == 2


def test_the_chain_knows_what_is_dismissed(ledger: Ledger) -> None:
    """Also without an audit, which a rebuilt file may lack; never without a reason."""
    dismiss_finding(ledger, "a", by="li", reason="已核实\n无误")
    assert dismissed_in(ledger) == {"a": "已核实 无误"}
    with pytest.raises(NoReason):
        dismiss_finding(ledger, "b", by="li", reason=" ")
