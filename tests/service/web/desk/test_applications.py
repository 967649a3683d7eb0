"""The application matcher at the desk."""

from __future__ import annotations

from dataclasses import replace

from flask.testing import FlaskClient

from service.desk.desk import Desk
from service.ledger.ledger import Ledger
from service.web.app import create_app
from tests.service.web.desk.conftest import PASSWORD, SignIn, post
from tests.service.web.fake_archive import WATER, FakeArchive

PAGE = "/desk/applications"
APPLICATION = "本人张某申请公开2022年第三季度城乡饮用水水质情况。电话13800138000。"


def test_an_application_is_answered(sign_in: SignIn, ledger: Ledger) -> None:
    """With the report, the passage and the reply; nothing is kept."""
    answer = post(sign_in("reader"), PAGE, PAGE, application=APPLICATION)
    assert answer.status_code == 200
    assert f'href="/reports/{WATER.id}"' in answer.text
    assert "您申请公开的《2022年第三季度城乡饮用水水质情况》（文号：青水发〔2022〕41号" in answer.text
    assert "http://localhost/reports/b3c1f00d5a2e4471" in answer.text
    assert "记下：" not in answer.text
    post(sign_in("reader"), PAGE, PAGE, application=APPLICATION, keep=f"0 {WATER.id}")
    assert ledger.value("SELECT count(*) FROM applications") == 0


def test_a_long_one_is_refused(sign_in: SignIn) -> None:
    """With what to do."""
    answer = post(sign_in("reader"), PAGE, PAGE, application="水" * 20_001)
    assert answer.status_code == 422
    assert "请只粘贴申请公开的内容" in answer.text


def test_what_was_answered_is_shown_with_the_next_like_it(desk: Desk, ledger: Ledger, sign_in: SignIn) -> None:
    """Where the operator keeps it: the piece and the report, and nothing of the applicant."""
    settings = replace(desk.settings, ledger=replace(desk.settings.ledger, applications=30))
    sign_in("editor")
    client = _client(replace(desk, settings=settings))
    noted = post(client, PAGE, PAGE, application=APPLICATION, keep=f"0 {WATER.id}")
    assert "已记下" in noted.text
    assert "有过相同的申请" not in noted.text
    ((asked, report, by),) = ledger.rows("SELECT asked, report, by FROM applications")
    assert (report, by) == (WATER.id, "editor")
    assert "13800138000" not in asked
    assert "张某" not in asked
    shown = post(client, PAGE, PAGE, application="申请公开2022年第三季度饮用水水质情况")
    assert "有过相同的申请" in shown.text
    assert "已记下" not in post(client, PAGE, PAGE, application=APPLICATION, keep="0 another").text


def _client(desk: Desk) -> FlaskClient:
    client = create_app(FakeArchive(), site_name="x", desk=desk).test_client()
    post(client, "/desk/sign-in", "/desk/sign-in", name="editor", password=PASSWORD)
    return client
