"""The pictures of the manual for staff: `python -m tests.browser.staff_pictures` takes them anew of the sample archive.

Each is named for the page that it shows; `docs/staff-manual.zh-CN.md` has them in their order.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from service.archive import Archive, open_archive
from service.desk.accounts import Accounts, Role
from service.settings import load_settings
from tests.browser.conftest import BROWSERS, FLAGS, serving
from tests.browser.test_desk import certify, sign_in
from tests.corpus.readers.office.write_docx import docx, paragraph
from tests.docs.pages import ROOT

PASSWORD = "qinghe shiyan 7"
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT, TALLEST = 960, 640, 1100
ADDRESS = "https://www.example.gov.cn"
"""What the site is called in its pictures; a browser sends the cookies of such a site to a loopback address too."""

TITLE = "关于东桥封闭养护的通告"
TEXT = (
    TITLE,
    "因东桥年度养护，自2026年12月1日起封闭施工，工期二十天，请过往车辆绕行西桥。",
    "青禾市交通运输局",
    "2026年11月20日",
)


def take_all() -> None:
    """Take all pictures."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        archive = _archive(Path(folder))
        path = next(found for name in BROWSERS if (found := shutil.which(name)))
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        with serving(archive, archive.desk(), url=ADDRESS) as address:
            context = browser.new_context(base_url=address, locale="zh-CN", viewport={"width": WIDTH, "height": HEIGHT})
            context.set_default_timeout(120_000)
            _walk(context.new_page(), Path(folder), archive)
        browser.close()
        archive.close()


def _archive(folder: Path) -> Archive:
    """Return the sample archive with a ledger, an editor and an auditor."""
    config = folder / "config.toml"
    config.write_text(
        f'[archive]\nname = "青禾市政府信息公开检索"\npaths = ["{ROOT / "sample"}"]\n[web]\nurl = "{ADDRESS}"\n[ledger]\npath = "ledger"\n',
        encoding="utf-8",
    )
    archive = open_archive(load_settings(config, index=None, environ={}))
    archive.index()
    accounts = Accounts(archive.publisher.ledger)
    accounts.add("zhang", Role.EDITOR, PASSWORD, by="root")
    accounts.add("li", Role.AUDITOR, PASSWORD, by="root")
    return archive


def _walk(page: Any, folder: Path, archive: Archive) -> None:
    """Go through a day of an editor and an auditor, taking pictures on the way."""

    def take(name: str) -> None:
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        page.screenshot(
            path=IMAGES / f"staff-{name}.png",
            full_page=True,
            clip={"x": 0, "y": 0, "width": WIDTH, "height": height},
        )

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_load_state()

    page.goto("/desk/sign-in")
    take("sign-in")
    sign_in(page, "zhang", PASSWORD)
    page.goto("/desk/new")
    take("upload")
    file = folder / "通告.docx"
    file.write_bytes(docx(*map(paragraph, TEXT)))
    page.get_by_label("文件").set_input_files(file)
    press("上传并读取")
    page.get_by_label("标题").fill(TITLE)
    take("draft")
    press("发布")
    page.get_by_role("link", name="更正").click()
    page.get_by_label("标题").fill(TITLE.replace("封闭养护", "封闭施工"))
    press("发布更正")
    take("report")
    report = page.url
    page.get_by_role("link", name="对比").click()
    take("version")
    page.go_back()
    page.get_by_role("link", name="更正", exact=True).click()
    stamped = folder / "通告（盖章）.docx"
    stamped.write_bytes(docx(*map(paragraph, (TEXT[0], TEXT[1].replace("二十天", "二十五天"), *TEXT[2:]))))
    page.get_by_label("新的文件").set_input_files(stamped)
    press("上传并对比")
    take("replace")
    press("删除稿件")
    page.goto(report)
    page.get_by_label("撤回的理由").fill("施工日期有变，另行通告")
    press("撤回")
    page.get_by_role("link", name="公开的页面").click()
    take("withdrawn")
    certify(page, lambda: None)
    take("certificate")
    page.goto("/desk/applications")
    page.locator("#application").fill("申请公开青禾市饮用水水质监测的情况")
    press("查找")
    take("applications")
    page.goto("/desk")
    take("home")
    press("退出")
    page.goto("/desk")
    sign_in(page, "li", PASSWORD)
    archive.audit(lambda done: None)
    page.goto("/desk/audit")
    take("audit")
    page.goto("/desk/acts")
    take("acts")


if __name__ == "__main__":
    take_all()
