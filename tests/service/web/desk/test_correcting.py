"""Correcting at the desk by a new file: read, compared with what is public, published as the next version."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.desk.desk import Desk
from service.desk.drafts import Drafts
from service.ledger.published_file import published_file
from tests.service.cli.conftest import NOTICE
from tests.service.web.desk.conftest import SignIn, post
from tests.service.web.desk.test_drafting import kept, published

NEWER = NOTICE.replace("请提前储水", "请及早储水")
BARE = "关于城区停水改期的通知\n\n各用户：停水改在周五，请及早储水。"


@pytest.fixture
def editor(sign_in: SignIn) -> FlaskClient:
    """Return a client signed in as an editor."""
    return sign_in("editor")


def replacing(client: FlaskClient, report: str, text: str, name: str = "新稿.txt") -> TestResponse:
    """Return the answer to a new file for a report at its desk address."""
    return post(client, f"{report}/correct", f"{report}/replace", file=(io.BytesIO(text.encode()), name))


def drafted(client: FlaskClient, report: str, text: str = NEWER) -> str:
    """Return the address of the draft of a new file for a report."""
    answer = replacing(client, report, text)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def test_a_new_file_is_the_next_version(editor: FlaskClient, desk: Desk) -> None:
    """Compared with what is public before it is published, under the same id; both files are kept, the public gets the new one."""
    report = published(editor)
    report_id = report.rpartition("/")[2]
    draft = drafted(editor, report)
    page = editor.get(draft).text
    assert "与现在公开的版本对比" in page
    assert ("<del>提前</del>" in page, "<ins>及早</ins>" in page) == (True, True)
    assert "到何时公开" not in page
    assert "更正稿" in editor.get("/desk").text
    engine = desk.publisher.engine
    assert "请提前储水" in engine.get([report_id])[report_id].body
    answer = post(editor, draft, draft, act="publish", reason="换文件")
    assert answer.headers["Location"] == report
    now = engine.get([report_id])[report_id]
    assert "请及早储水" in now.body
    assert len(kept(desk)) == 2
    file = published_file(desk.ledger, now)
    assert file is not None
    assert (file.name, file.path.read_bytes()) == ("新稿.txt", NEWER.encode())
    assert [each.act for each in desk.ledger.history(report_id)] == ["publish", "correct"]
    numbers = re.findall(r"/versions/(\d+)/file", editor.get(report).text)
    files = [editor.get(f"{report}/versions/{number}/file") for number in numbers]
    assert [each.data for each in files] == [NOTICE.encode(), NEWER.encode()]
    for each in files:
        each.close()
    assert Drafts(desk.ledger).all() == []


def test_what_the_file_lacks_stays_as_it_is_published(editor: FlaskClient, desk: Desk) -> None:
    """Number, issuer and dates, with a word where they are from; what it has is its own."""
    report = published(editor)
    draft = drafted(editor, report, BARE)
    page = editor.get(draft).text
    assert page.count("取自：现在公开的版本") >= 3
    post(editor, draft, draft, act="publish")
    report_id = report.rpartition("/")[2]
    now = desk.publisher.engine.get([report_id])[report_id]
    assert now.index_number is not None
    assert (now.title, now.index_number.serial) == ("关于城区停水改期的通知", "00012")


def test_the_same_text_from_another_file_is_a_version(editor: FlaskClient, desk: Desk) -> None:
    """One with a seal, say; the very same file is none."""
    report = published(editor)
    draft = drafted(editor, report, f"{NOTICE}\n")
    assert "发布后只换文件" in editor.get(draft).text
    assert post(editor, draft, draft, act="publish").status_code == 303
    again = drafted(editor, report, f"{NOTICE}\n")
    answer = post(editor, again, again, act="publish")
    assert (answer.status_code, "没有改动" in answer.text) == (409, True)
    assert len(desk.ledger.history(report.rpartition("/")[2])) == 2


def test_a_version_that_came_meanwhile_is_compared_first(editor: FlaskClient) -> None:
    """The second editor is told, and sees what would change now."""
    report = published(editor)
    draft = drafted(editor, report)
    after = re.search(r'name="after" value="(\d+)"', editor.get(draft).text)
    assert after is not None
    form = f"{report}/correct"
    post(editor, form, form, title="别人的标题")
    answer = post(editor, draft, draft, act="publish", after=after[1])
    assert (answer.status_code, "别人刚刚改动了" in answer.text, "<del>别人" in answer.text) == (409, True, True)
    newer = re.search(r'name="after" value="(\d+)"', answer.text)
    assert newer is not None
    assert post(editor, draft, draft, act="publish", after=newer[1]).status_code == 303


def test_a_draft_of_a_correction_is_removed(editor: FlaskClient, desk: Desk) -> None:
    """With its file, and what is public stays."""
    report = published(editor)
    draft = drafted(editor, report)
    post(editor, draft, draft, act="remove")
    assert (len(kept(desk)), Drafts(desk.ledger).all()) == (1, [])
    assert "请提前储水" in desk.publisher.engine.get([report.rpartition("/")[2]]).popitem()[1].body


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("", "新稿.txt", "没有从 新稿.txt 读出信息"),
        (
            '{"title": "甲", "body": "停水。"}\n{"title": "乙", "body": "供水。"}',
            "新稿.jsonl",
            "里面有 2 条信息，分不清是哪一条",
        ),
    ],
)
def test_a_file_that_is_not_one_report_is_refused(
    editor: FlaskClient, desk: Desk, text: str, name: str, told: str
) -> None:
    """With a word why beside the form, and no draft."""
    report = published(editor)
    answer = replacing(editor, report, text, name)
    assert (answer.status_code, told in answer.text) == (422, True), answer.text
    assert (Drafts(desk.ledger).all(), len(kept(desk))) == ([], 1)


def test_what_is_not_public_takes_no_new_file(editor: FlaskClient) -> None:
    """A withdrawn report is restored first; one that isn't there has no form; a form without a file says so."""
    report = published(editor)
    none = post(editor, f"{report}/correct", f"{report}/replace")
    assert (none.status_code, "请选择一个文件" in none.text) == (400, True)
    post(editor, report, f"{report}/withdraw", reason="作废")
    refused = replacing(editor, report, NEWER)
    assert (refused.status_code, "已撤回" in refused.text) == (422, True)
    assert editor.get("/desk/reports/nobody/correct").status_code == 404
    assert post(editor, "/desk", "/desk/reports/nobody/replace").status_code == 404
