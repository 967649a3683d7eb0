"""The last audit at the desk: what it found, dismissed with a reason, as a table, and how old it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from service.audit.audit import audit
from service.audit.last_audit import dismissed_in, keep
from service.ledger.ledger import Ledger
from service.web.desk import findings
from tests.service.audit.test_audit import GOOD, RULES
from tests.service.web.desk.conftest import SignIn, post
from tests.service.web.fake_archive import HOSTILE

AUDIT = "/desk/audit"
LATE = replace(GOOD, id="late", title="迟到的通知", index_number=None)
NAMELESS = replace(GOOD, id="nameless", title="", issuer=f"乙局{HOSTILE}", document_number=None, index_number=None)


@pytest.fixture
def auditor(sign_in: SignIn, ledger: Ledger) -> FlaskClient:
    """Return an auditor's client after an audit that found something."""
    keep(ledger, audit([GOOD, LATE, NAMELESS], RULES))
    return sign_in("auditor")


def names(client: FlaskClient, query: str = "") -> list[str]:
    """Return the ids of the findings that a table has."""
    return [line.split(",")[0].strip() for line in client.get(f"{AUDIT}.csv?{query}").text.splitlines()[1:]]


def test_findings_are_shown(auditor: FlaskClient) -> None:
    """With kind, report and issuer, counted, and nothing of them is markup."""
    page = auditor.get(AUDIT).text
    for said in ("检查 3 份信息", "缺少字段", "迟到的通知", "乙局", "/desk/reports/late", "历次检查"):
        assert said in page, said
    assert "<script>alert" not in page
    assert len(names(auditor)) == len(set(names(auditor))) > 3


@pytest.mark.parametrize("query", ["kind=missing_field", "issuer=青禾市水务局", "year=2023"])
def test_findings_are_chosen(auditor: FlaskClient, query: str) -> None:
    """By kind, issuer and year, in page and table alike."""
    assert 0 < len(names(auditor, query)) <= len(names(auditor))
    assert "不限" in auditor.get(f"{AUDIT}?{query}").text


def test_what_is_no_choice_is_left_out(auditor: FlaskClient) -> None:
    """Nothing that an address says is an error."""
    for query in ("kind=x", "year=x", "year=²", "after=x", f"after={'9' * 40}", "state=x", "issuer="):
        assert auditor.get(f"{AUDIT}?{query}").status_code == 200, query
    assert auditor.get(f"{AUDIT}?issuer=nobody&after=2").text.count("没有。") == 1


def test_a_finding_is_dismissed_with_a_reason(auditor: FlaskClient, ledger: Ledger) -> None:
    """That is an act of the chain; it is listed no more, in the next audit neither, until it is taken back."""
    name = names(auditor)[0]
    address = f"{AUDIT}/{name}"
    assert post(auditor, address, f"{address}/dismiss", act="dismiss", reason=" ").status_code == 409
    assert post(auditor, address, f"{address}/dismiss", act="dismiss", reason=f"已说明{HOSTILE}").status_code == 303
    assert name not in names(auditor)
    assert names(auditor, "state=dismissed") == [name]
    assert [(each.act, each.by) for each in ledger.history(f"检查发现//{name}")] == [("dismiss", "auditor")]
    assert "<script>alert" not in auditor.get(address).text + auditor.get(f"{AUDIT}?state=dismissed").text
    keep(ledger, audit([GOOD, LATE, NAMELESS], RULES, dismissed_in(ledger)))
    assert name not in names(auditor)
    assert post(auditor, address, f"{address}/dismiss", act="reopen").status_code == 303
    assert name in names(auditor)
    assert auditor.get(f"{AUDIT}/nothing").status_code == 404


def test_it_says_how_old_it_is(auditor: FlaskClient, ledger: Ledger, sign_in: SignIn) -> None:
    """And what an audit is, before there is any."""
    ledger.now = lambda: datetime.now(UTC) - timedelta(days=3, minutes=1)
    keep(ledger, audit([GOOD], RULES))
    page = auditor.get(AUDIT).text
    assert "3 天前" in page
    assert "没有。" in page


def test_only_the_last_audits_are_compared(auditor: FlaskClient, ledger: Ledger) -> None:
    """And the page says so once there are more."""
    assert "只列出最近" not in auditor.get(AUDIT).text
    for _ in range(findings.AUDITS):
        keep(ledger, audit([GOOD], RULES))
    assert f"只列出最近 {findings.AUDITS} 次" in auditor.get(AUDIT).text


def test_before_any_audit_it_says_what_to_do(sign_in: SignIn) -> None:
    """Nothing is audited in a request."""
    assert "suoyin audit" in sign_in("auditor").get(AUDIT).text


def test_many_findings_take_several_pages(auditor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next page begins after the last one's last."""
    monkeypatch.setattr(findings, "SHOWN", 2)
    first, second = auditor.get(AUDIT).text, auditor.get(f"{AUDIT}?after=2").text
    every = names(auditor)
    assert [each in first for each in every[:3]] == [True, True, False]
    assert every[2] in second
    assert "after=2" in first
