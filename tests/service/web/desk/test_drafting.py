"""Publishing in the browser, without script: upload, look, mend, publish, correct, compare, withdraw, restore."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.desk.desk import Desk
from service.desk.drafts import Drafts
from service.ledger.published_file import published_file
from service.ledger.publishing import Signed
from service.web.desk import staff
from tests.service.cli.conftest import NOTICE
from tests.service.web.desk.conftest import SignIn, post
from tests.service.web.fake_archive import HOSTILE

HOME, NEW = "/desk", "/desk/new"


def upload(client: FlaskClient, content: bytes, name: str = "通知.txt") -> TestResponse:
    """Return the answer to an uploaded file."""
    return post(client, NEW, NEW, file=(io.BytesIO(content), name))


def drafted(client: FlaskClient, text: str = NOTICE) -> str:
    """Return the address of the draft of a text."""
    answer = upload(client, text.encode())
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def published(client: FlaskClient, text: str = NOTICE, **fields: str) -> str:
    """Return the desk's address of what was published of a text."""
    address = drafted(client, text)
    answer = post(client, address, address, act="publish", **fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


@pytest.fixture
def editor(sign_in: SignIn) -> FlaskClient:
    """Return a client signed in as an editor."""
    return sign_in("editor")


def test_what_was_read_is_shown_with_where_it_was(editor: FlaskClient) -> None:
    """Each value in a field, with the place in the file; nothing is public yet."""
    page = editor.get(drafted(editor)).text
    assert 'value="青禾市水务局关于城区停水的通知"' in page
    assert "取自：" in page
    assert "请提前储水" in page
    assert "未发布的稿件" in editor.get(HOME).text


def test_a_report_goes_through_its_life(editor: FlaskClient, desk: Desk) -> None:
    """Preview, publish with a mended title, correct, compare, withdraw, restore; all of it is on its page with who did it."""
    address = drafted(editor)
    preview = post(editor, address, address, act="preview", title="停水通知（改）").text
    assert "预览（尚未发布）" in preview
    assert desk.ledger.count() == 2
    report = post(editor, address, address, act="publish", reason="首发").headers["Location"]
    assert "停水通知（改）" in editor.get(report).text
    assert editor.get(address).status_code == 409
    report_id = report.rpartition("/")[2]
    assert desk.publisher.engine.get([report_id])[report_id].title == "停水通知（改）"
    form = f"{report}/correct"
    assert post(editor, form, form, title="停水通知", reason="去掉括号").status_code == 303
    number = re.findall(r"/versions/(\d+)", editor.get(report).text)[-1]
    assert "<del>（改）</del>" in editor.get(f"{report}/versions/{number}").text
    assert post(editor, report, f"{report}/withdraw", reason="").status_code == 409
    assert post(editor, report, f"{report}/withdraw", reason="作废").status_code == 303
    assert desk.publisher.engine.get([report_id]) == {}
    assert editor.get(f"/reports/{report_id}").status_code == 410
    assert post(editor, report, f"{report}/restore").status_code == 303
    assert report_id in desk.publisher.engine.get([report_id])
    page = editor.get(report).text
    assert [word in page for word in ("首发", "去掉括号", "作废", "editor")] == [True] * 4


def test_a_report_may_be_set_for_a_time(editor: FlaskClient, desk: Desk) -> None:
    """Until then it is not in the index; a time that is none is refused and nothing is lost."""
    address = drafted(editor)
    refused = post(editor, address, address, act="publish", at="明天", title="写好的标题")
    assert (refused.status_code, "不是有效的时间" in refused.text, "写好的标题" in refused.text) == (409, True, True)
    report = post(editor, address, address, act="publish", at="2999-01-01T09:00").headers["Location"]
    page = editor.get(report).text
    assert "自 2999-01-01 09:00:00 起" in page
    assert "尚未公开，到 2999-01-01 09:00:00 公开" in page
    assert "公开的页面" not in page
    assert "尚未公开" not in editor.get(published(editor, NOTICE.replace("城区", "城郊"))).text
    assert desk.publisher.engine.get([report.rpartition("/")[2]]) == {}


def test_personal_data_are_told_before_they_are_public(editor: FlaskClient) -> None:
    """Masked, with where they stand; once they are mended nothing is said."""
    address = drafted(editor)
    told = "像是个人信息"
    assert told not in editor.get(address).text
    preview = post(editor, address, address, act="preview", body="请致电\n13800138000").text
    assert (told in preview, "正文第 2 行有手机号 138****8000" in preview) == (True, True)
    assert told not in post(editor, address, address, act="preview", body="请致电\n138****8000").text


def test_nothing_is_said_to_have_been_public_before(editor: FlaskClient, desk: Desk) -> None:
    """A time that is over is refused: the public proof would say that it was public then."""
    address = drafted(editor)
    refused = post(editor, address, address, act="publish", at="2020-01-01T10:00")
    assert (refused.status_code, "公开的时间（2020-01-01 10:00）已经过去" in refused.text) == (409, True)
    assert desk.ledger.count() == 2


def test_time_and_reason_outlive_a_preview(editor: FlaskClient) -> None:
    """Who sets a time, looks, and publishes must not publish at once."""
    address = drafted(editor)
    preview = post(editor, address, address, act="preview", at="2999-01-01T09:00", reason="节后<公布>").text
    assert 'type="datetime-local" value="2999-01-01T09:00"' in preview
    assert 'value="节后&lt;公布&gt;"' in preview
    report = published(editor)
    form = f"{report}/correct"
    assert 'value="改日期"' in post(editor, form, form, written="某日", reason="改日期").text


def test_a_wrong_value_is_told_at_its_field(editor: FlaskClient, desk: Desk) -> None:
    """What was typed stays in the form."""
    address = drafted(editor)
    answer = post(editor, address, address, act="publish", published="昨天", title="新的标题")
    assert (answer.status_code, answer.text.count('aria-invalid="true"')) == (422, 1)
    assert "新的标题" in answer.text
    report = published(editor)
    form = f"{report}/correct"
    answer = post(editor, form, form, written="某日")
    assert (answer.status_code, "成文日期“某日”写得不对" in answer.text) == (422, True)


def test_two_editors_do_not_overwrite_each_other(editor: FlaskClient) -> None:
    """Whoever comes second is told, with what was typed still there."""
    report = published(editor)
    form = f"{report}/correct"
    after = re.search(r'name="after" value="(\d+)"', editor.get(form).text)
    assert after is not None
    assert post(editor, form, form, title="甲的标题", after=after[1]).status_code == 303
    second = post(editor, form, form, title="乙的标题", after=after[1])
    assert (second.status_code, "别人刚刚改动了" in second.text, "乙的标题" in second.text) == (409, True, True)


def test_a_draft_can_be_removed(editor: FlaskClient, desk: Desk) -> None:
    """Then nothing is left of it."""
    address = drafted(editor)
    assert post(editor, address, address, act="remove").headers["Location"] == "/desk/"
    assert Drafts(desk.ledger).all() == []


@pytest.mark.parametrize(("after", "status"), [("9" * 5_000, 409), ("٣", 303), ("-1", 303), ("", 303)])
def test_whatever_a_form_says_it_has_seen_is_answered(editor: FlaskClient, after: str, status: int) -> None:
    """A number that no entry has was changed meanwhile; what is none says nothing."""
    form = f"{published(editor)}/correct"
    assert post(editor, form, form, title="甲的标题", after=after).status_code == status


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.txt"),
        (b"MZ\x90\x00", "a.exe"),
        (b"PK\x03\x04broken", "a.docx"),
        (b"%PDF-1.7 broken", "a.pdf"),
        (b"x", "../../a"),
        (b"x", "\x00"),
        ("甲".encode(), "长" * 300 + ".bin"),
    ],
)
def test_files_that_are_none_are_refused(editor: FlaskClient, desk: Desk, content: bytes, name: str) -> None:
    """With a word why, and no draft."""
    answer = upload(editor, content, name)
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert (Drafts(desk.ledger).all(), desk.ledger.originals.folder.exists()) == ([], False)


def test_too_large_a_request_is_refused(editor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read of the file; the answer says how large one may be."""
    monkeypatch.setattr(staff, "LARGEST_UPLOAD", 2_000)
    answer = upload(editor, NOTICE.encode() * 10)
    assert (answer.status_code, "一次最多发送 2 kB" in answer.text) == (413, True)


def test_whatever_fields_hold_stays_text(editor: FlaskClient) -> None:
    """No field of a report, reason or file name becomes markup, on the desk or in public."""
    text = NOTICE.replace("请提前储水", HOSTILE)
    answer = upload(editor, text.encode(), "<script>alert(1)<b>.txt")
    address = answer.headers["Location"]
    numbers = ("index_number", "document_number")
    texts = ("title", "issuer", "category", "topic", "keywords", "status", "original_url")
    fields = dict.fromkeys((*numbers, *texts), HOSTILE)
    pages = [editor.get(address).text, post(editor, address, address, act="preview", **fields).text]
    report = post(editor, address, address, act="publish", reason=HOSTILE, **fields).headers["Location"]
    form = f"{report}/correct"
    post(editor, form, form, title=f"改{HOSTILE}", reason=HOSTILE)
    number = re.findall(r"/versions/(\d+)", editor.get(report).text)[-1]
    pages += [editor.get(each).text for each in (report, form, f"{report}/versions/{number}", HOME, "/changes")]
    pages.append(editor.get(f"/reports/{report.rpartition('/')[2]}/proof").text)
    post(editor, report, f"{report}/withdraw", reason=HOSTILE)
    pages.append(editor.get(f"/reports/{report.rpartition('/')[2]}").text)
    assert ["<script>alert" in page for page in pages] == [False] * len(pages)
    assert sum("&lt;script&gt;" in page for page in pages) >= 7


def test_readers_see_and_change_nothing(editor: FlaskClient, sign_in: SignIn) -> None:
    """The history is open to them, the forms aren't there."""
    report = published(editor)
    page = sign_in("reader").get(report).text
    assert "发布，editor" in page
    assert "撤回的理由" not in page
    assert "/correct" not in page


def test_reports_are_found(editor: FlaskClient) -> None:
    """By whatever the public finds them by, with the way to their pages here."""
    page = editor.get("/desk/find?q=饮用水").text
    assert "/desk/reports/b3c1f00d5a2e4471" in page
    assert editor.get("/desk/find").status_code == 200
    assert editor.get("/desk/reports/nobody").status_code == 404


def kept(desk: Desk) -> list[str]:
    """Return the digests of the files that are kept."""
    return desk.ledger.originals.names()


def test_an_upload_is_kept_and_given_to_the_staff(editor: FlaskClient, desk: Desk) -> None:
    """As it came; a draft that is removed takes it along, unless another draft or a publication needs it."""
    report = published(editor)
    number = desk.ledger.last_number()
    file = editor.get(f"{report}/versions/{number}/file")
    assert (file.data, file.headers["Content-Disposition"].startswith("attachment")) == (NOTICE.encode(), True)
    file.close()
    assert "上传的文件" in editor.get(report).text
    first, second = (drafted(editor, NOTICE.replace("停水", "供水")) for _ in range(2))
    assert len(kept(desk)) == 2
    for each, left in ((first, 2), (second, 1)):
        post(editor, each, each, act="remove")
        assert len(kept(desk)) == left
    assert editor.get(f"{report}/versions/1/file").status_code == 404


def test_the_public_gets_a_file_as_it_was_published(editor: FlaskClient, desk: Desk) -> None:
    """Not one whose text was changed since, which may still hold what was taken out."""
    report_id = published(editor).rpartition("/")[2]
    engine, ledger = desk.publisher.engine, desk.ledger
    found = published_file(ledger, engine.get([report_id])[report_id])
    assert found is not None
    assert (found.name, found.path.read_bytes(), found.media_type) == ("通知.txt", NOTICE.encode(), "text/plain")
    signed = Signed("editor", "作废")
    desk.publisher.withdraw(report_id, signed)
    desk.publisher.restore(report_id, signed)
    assert published_file(ledger, engine.get([report_id])[report_id]) is not None
    desk.publisher.correct(report_id, lambda report: replace(report, title="停水通知"), signed)
    assert published_file(ledger, engine.get([report_id])[report_id]) is None
    draft = drafted(editor, NOTICE.replace("00012", "00099"))
    answer = post(editor, draft, draft, act="publish", title="另一份", body="联系人的电话删去了。")
    mended = str(answer.headers["Location"]).rpartition("/")[2]
    assert published_file(ledger, engine.get([mended])[mended]) is None
    assert len(kept(desk)) == 2


def test_forms_leave_a_text_as_it_was_read(editor: FlaskClient, desk: Desk) -> None:
    """Browsers send line ends of their own, which change nothing."""
    address = drafted(editor)
    body = Drafts(desk.ledger).all()[0].report.body
    answer = post(editor, address, address, act="publish", body=body.replace("\n", "\r\n"))
    report_id = str(answer.headers["Location"]).rpartition("/")[2]
    assert published_file(desk.ledger, desk.publisher.engine.get([report_id])[report_id]) is not None
