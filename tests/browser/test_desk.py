"""A day at the desk in a browser: publish a DOCX, correct it, compare, withdraw, restore, certify and verify; auditors see it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from service.archive import open_archive
from service.desk.accounts import Accounts, Role
from service.settings import load_settings
from tests.browser.conftest import required_package, serving
from tests.browser.test_accessibility import violations
from tests.corpus.readers.office.write_docx import docx, paragraph

PASSWORD = "qinghe shiyan 7"
TITLE = "关于东桥封闭养护的通告"
BODY = "东桥自五月一日起封闭养护，请过往车辆绕行。"


@pytest.fixture
def desk_site(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a site over an empty archive whose ledger has an editor and an auditor."""
    (tmp_path / "archive").mkdir()
    config = tmp_path / "config.toml"
    config.write_text('[archive]\npaths = ["archive"]\n[ledger]\npath = "ledger"', encoding="utf-8")
    archive = open_archive(load_settings(config, index=None, environ={}))
    archive.index()
    desk = archive.desk()
    assert desk is not None
    Accounts(desk.ledger).add("zhang", Role.EDITOR, PASSWORD, by="root")
    Accounts(desk.ledger).add("li", Role.AUDITOR, PASSWORD, by="root")
    with serving(archive, desk) as address:
        yield address
    archive.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_day_at_the_desk(browser: Any, desk_site: str, tmp_path: Path, *, script: bool) -> None:
    """Without script as well."""
    required_package("axe_playwright_python")
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(base_url=desk_site, java_script_enabled=script, bypass_csp=True)
    context.set_default_timeout(20_000)
    page = context.new_page()

    def check() -> None:
        if script:
            assert violations(page, axe) == []
            page.set_viewport_size({"width": 390, "height": 844})
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url
            page.evaluate("document.documentElement.style.fontSize = ''")
            page.set_viewport_size({"width": 1280, "height": 720})

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_load_state()

    def found(query: str) -> int:
        answer: dict[str, int] = context.request.get(f"/api/v1/search?q={query}&step=typed").json()
        return answer["total"]

    page.goto("/desk/new")
    check()
    sign_in(page, "zhang", PASSWORD)
    check()
    file = tmp_path / "通告.docx"
    file.write_bytes(docx(paragraph(TITLE), paragraph(BODY)))
    page.get_by_label("文件").set_input_files(file)
    press("上传并读取")
    assert BODY in page.get_by_label("正文").input_value()
    check()
    page.get_by_label("标题").fill(TITLE)
    press("预览")
    assert page.locator("article h3").inner_text() == TITLE
    check()
    press("发布")
    assert found("东桥封闭养护") == 1
    check()
    address = page.get_by_role("link", name="公开的页面").get_attribute("href")
    with page.expect_download() as original:
        page.get_by_role("link", name="通告.docx").click()
    assert Path(original.value.path()).read_bytes() == file.read_bytes()
    page.get_by_role("link", name="更正").click()
    page.get_by_label("标题").fill(TITLE.replace("通告", "通知"))
    check()
    press("发布更正")
    page.get_by_role("link", name="对比").click()
    assert page.locator("del").inner_text() == "告"
    assert page.locator("ins").inner_text() == "知"
    check()
    page.go_back()
    replace_file(page, check, tmp_path)
    assert found("西桥绕行") == 1
    page.get_by_label("撤回的理由").fill("日期有误")
    press("撤回")
    check()
    assert found("东桥封闭养护") == 0
    gone = page.goto(address)
    assert gone.status == 410
    assert "日期有误" in page.locator("main").inner_text()
    check()
    page.goto("/changes")
    check()
    page.goto("/desk")
    check()
    page.get_by_role("link", name=TITLE.replace("通告", "通知")).first.click()
    press("恢复")
    assert found("东桥封闭养护") == 1
    acts = page.locator(".changes > li")
    assert [act.inner_text().split("，")[0][-2:] for act in acts.all()] == ["发布", "更正", "更正", "撤回", "恢复"]
    page.get_by_role("link", name="公开证明").click()
    check()
    certify(page, check)
    verify(page, check, tmp_path)
    page.goto("/desk")
    press("退出")
    page.goto("/desk/new")
    assert page.get_by_role("heading", name="登录工作台").count() == 1
    sign_in(page, "zhang", "wrong password")
    assert page.get_by_role("alert").inner_text() == "账号或密码不对。"
    sign_in(page, "li", PASSWORD)
    page.goto("/desk/acts")
    check()
    told = [row.locator("td").nth(2).inner_text() for row in page.locator("tbody tr").all()]
    day = ["登录", "退出", "检索证明", "恢复", "撤回", "更正", "更正", "发布", "登录", "添加账号", "添加账号"]
    assert told == day
    page.get_by_role("link", name="另外列出").click()
    check()
    assert page.locator("tbody tr").count() == 1
    assert "zhang" in page.locator("tbody").inner_text()
    context.close()


def replace_file(page: Any, check: Callable[[], None], folder: Path) -> None:
    """Correct the report on the page by a new file, after a look at what that changes."""
    file = folder / "通告（改）.docx"
    file.write_bytes(docx(paragraph(TITLE.replace("通告", "通知")), paragraph(f"{BODY}绕行经西桥绕行线。")))
    page.get_by_role("link", name="更正", exact=True).click()
    page.get_by_label("新的文件").set_input_files(file)
    page.get_by_role("button", name="上传并对比").click()
    page.wait_for_load_state()
    assert "西桥绕行" in page.locator("ins").last.inner_text()
    check()
    page.get_by_label("更正的原因").fill("补上绕行路线")
    page.get_by_role("button", name="发布更正").click()
    page.wait_for_load_state()
    assert page.get_by_role("link", name=file.name).count() == 1


def sign_in(page: Any, name: str, password: str) -> None:
    """Fill in the form of the page for signing in."""
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_load_state()


def certify(page: Any, check: Callable[[], None]) -> None:
    """Certify a search that finds nothing."""
    page.goto("/desk/certificates")
    check()
    page.get_by_role("link", name="开具检索证明").click()
    check()
    page.get_by_label("检索词（每行一个").fill("地铁票价")
    page.get_by_label("用途").fill("依申请公开 7 号")
    page.get_by_role("button", name="检索并开具").click()
    page.wait_for_load_state()
    assert "没有找到" in page.locator("article").inner_text()
    check()


def verify(page: Any, check: Callable[[], None], folder: Path) -> None:
    """Verify the certificate on the page, then one of which a character is another."""
    with page.expect_download() as download:
        page.get_by_role("link", name="下载文件").click()
    file = folder / "证明.json"
    download.value.save_as(file)
    for content, said in (
        (file.read_text(encoding="utf-8"), "没有发现不符之处"),
        (file.read_text(encoding="utf-8").replace("7 号", "8 号"), "不能采信"),
    ):
        file.write_text(content, encoding="utf-8")
        page.goto("/desk/certificates")
        page.get_by_label("证明的文件").set_input_files(file)
        page.get_by_role("button", name="核对", exact=True).click()
        page.wait_for_load_state()
        assert said in page.get_by_role("status").inner_text()
        check()
