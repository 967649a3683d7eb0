"""The command that shows what would be read of a file."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from service.cli.commands import suoyin
from service.cli.exit_codes import NOTHING_FOUND, OK
from tests.corpus.readers.office.write_docx import docx, paragraph

NOTICE = "索引号：QH001-2024-00001\n信息名称：关于城东片区停水的公告\n\n请提前储水。\n\n青禾市水务局\n2024年5月6日\n"


def read(path: Path, *options: str) -> Result:
    """Return what the command printed, and its exit code as what it returned."""
    config = path.parent / "config.toml"
    config.write_text('[archive]\npaths = ["."]', encoding="utf-8")
    arguments = ["--config", str(config), "read", str(path), *options]
    return CliRunner().invoke(suoyin, arguments, standalone_mode=False)


def test_each_value_is_shown_with_its_place(tmp_path: Path) -> None:
    """A label, the signature: whoever wonders about a value learns where it comes from. No index is made."""
    path = tmp_path / "停水.txt"
    path.write_text(NOTICE, encoding="gb18030")
    shown = read(path)
    assert shown.return_value == OK
    assert "标题：关于城东片区停水的公告（标签“信息名称”）" in shown.output
    assert "成文日期：2024-05-06（落款）" in shown.output
    assert not (tmp_path / "index").exists()


def test_programs_get_the_record_and_the_places(tmp_path: Path) -> None:
    """The record is that of an export, with the places by field."""
    path = tmp_path / "停水.txt"
    path.write_text(NOTICE, encoding="utf-8")
    found = json.loads(read(path, "--json").output)
    (report,) = found["reports"]
    assert (found["source"], found["problems"]) == ("停水.txt", [])
    assert report["origins"]["issuer"] == "落款"
    assert report["index_number"] == "QH001-2024-00001"


def test_a_report_too_long_to_be_indexed_is_told(tmp_path: Path) -> None:
    """The limit of the archive holds here too."""
    path = tmp_path / "停水.txt"
    path.write_text(NOTICE.replace("请提前储水。", "请提前储水。" * 200), encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text('[archive]\npaths = ["."]\nreport_characters = 1_000', encoding="utf-8")
    shown = CliRunner().invoke(suoyin, ["--config", str(config), "read", str(path)], standalone_mode=False)
    assert shown.return_value == NOTHING_FOUND
    assert "超过 1,000 个，没有收录" in shown.output


def test_a_file_that_gives_nothing_is_told_by_the_code(tmp_path: Path) -> None:
    """The reason is printed."""
    path = tmp_path / "空.txt"
    path.touch()
    shown = read(path)
    assert shown.return_value == NOTHING_FOUND
    assert "文件是空的" in shown.output


def test_what_lies_beside_a_page_is_read_along(tmp_path: Path) -> None:
    """As in a build: the text of a file that the page names stands behind its own, under the file's name."""
    page = tmp_path / "通知.html"
    page.write_text(
        "<h1>关于发放防汛物资的通知</h1><p>来源：青禾市水务局</p><p>各单位要按清单领取物资，妥善保管。</p>"
        '<p><a href="清单.docx">物资清单</a></p>',
        encoding="utf-8",
    )
    (tmp_path / "清单.docx").write_bytes(docx(paragraph("编织袋三千条")))
    shown = read(page)
    assert "附件正文：物资清单\n编织袋三千条\n" in shown.output
    assert "发布机构：青禾市水务局（标签“来源”）" in shown.output
    (report,) = json.loads(read(page, "--json").output)["reports"]
    assert report["body"][report["attachments"][0]["start"] :] == "编织袋三千条"
