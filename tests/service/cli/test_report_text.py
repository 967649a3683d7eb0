"""A report as lines for people."""

from __future__ import annotations

from dataclasses import replace

from corpus.report import Attachment
from service.browse.report_page import ReportPage
from service.cli.report_text import report_lines
from tests.service.cli.made_up import REPORT

PAGE = ReportPage(
    report=replace(REPORT, title="停水\x1b[2J公告", body="请\x1b[2J储水。"),
    title_html="",
    paragraphs_html=(),
    attachments=(Attachment("范围图.pdf", "https://example.org/1.pdf"), Attachment("清单.xls", "")),
    previous=REPORT,
    same_number=(replace(REPORT, id="a2"),),
)


def test_a_report_is_shown_whole() -> None:
    """Metadata, text, attachments and neighbours are there, empty fields are not, and nothing steers the terminal."""
    assert report_lines(PAGE) == [
        "停水[2J公告",
        "索引号：015530468/2023-00066",
        "信息分类：通知公告",
        "发布机构：青禾市水务局",
        "发布日期：2023-07",
        "主题词：停水；检修",
        "来源文件：a.txt",
        "",
        "请[2J储水。",
        "",
        "附件：范围图.pdf  https://example.org/1.pdf",
        "附件：清单.xls",
        "同一索引号：015530468/2023-00066  停水公告  青禾市水务局  2023-07  [a2]",
        "前一个：015530468/2023-00066  停水公告  青禾市水务局  2023-07  [a1]",
    ]
    assert report_lines(ReportPage(REPORT, "", ()))[-1] == "请储水。"
