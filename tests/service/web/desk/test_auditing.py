"""What auditors see: every act, failed sign-ins, and both as tables."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service.desk.sessions import Sessions
from service.ledger.entries import Act, Draft
from service.ledger.ledger import Ledger
from service.web.desk import auditing
from tests.service.web.desk.conftest import SignIn, post
from tests.service.web.desk.test_drafting import published
from tests.service.web.fake_archive import HOSTILE

ACTS, FAILURES = "/desk/acts", "/desk/failures"


@pytest.fixture
def auditor(sign_in: SignIn) -> FlaskClient:
    """Return an auditor's client after an editor published and withdrew something."""
    editor = sign_in("editor")
    report = published(editor, reason=f"首发{HOSTILE}")
    post(editor, report, f"{report}/withdraw", reason="作废")
    return sign_in("auditor")


def test_every_act_is_there(auditor: FlaskClient, ledger: Ledger) -> None:
    """Those of accounts, sessions and publications, with who and why; nothing of it is markup."""
    ledger.append([Draft(Act.ADD_USER, f"账号//{HOSTILE}", HOSTILE, HOSTILE)])
    page = auditor.get(ACTS).text
    for said in (
        "添加账号",
        "登录",
        "发布",
        "撤回",
        "作废",
        "editor",
        "账号 auditor",
        "青禾市水务局关于城区停水的通知",
    ):
        assert said in page, said
    assert "<script>alert" not in page
    table = auditor.get(f"{ACTS}.csv")
    assert table.headers["Content-Disposition"] == 'attachment; filename="acts.csv"'
    assert len(table.text.splitlines()) == 1 + 7


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("act=withdraw", 1),
        ("by=editor", 3),
        ("by=editor&act=publish", 1),
        ("first=2000-01-01&last=9998-12-31", 6),
        ("last=2000-01-01", 0),
        ("before=3", 2),
        ("first=x&act=x&before=x&last=9999-12-31", 6),
        (f"before={'9' * 30}", 6),
    ],
)
def test_acts_are_chosen(auditor: FlaskClient, query: str, count: int) -> None:
    """By kind, person and days; what is none of these is left out."""
    assert len(auditor.get(f"{ACTS}.csv?{query}").text.splitlines()) == 1 + count
    assert ("没有这样的记录" in auditor.get(f"{ACTS}?{query}").text) == (count == 0)


def test_many_acts_take_several_pages(auditor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each leads to the older ones, with the same choice."""
    monkeypatch.setattr(auditing, "SHOWN", 2)
    assert "before=5&amp;act=" in auditor.get(f"{ACTS}?act=&by=").text
    assert "更早的" not in auditor.get(f"{ACTS}?before=1").text


def test_failed_sign_ins_are_there(auditor: FlaskClient, ledger: Ledger) -> None:
    """With account and address; what was typed as a name that no account has is not."""
    failures = Sessions(ledger).failures
    failures.note("editor", "192.0.2.1", is_account=True)
    failures.note("mistyped password", "192.0.2.2", is_account=False)
    for page in (auditor.get(FAILURES).text, auditor.get(f"{FAILURES}.csv").text):
        assert "192.0.2.1" in page
        assert "192.0.2.2" in page
        assert "mistyped" not in page
    assert "没有失败的登录" in auditor.get(f"{FAILURES}?before=1").text
