"""The line of a reply."""

from __future__ import annotations

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from service.applications.reply import reply_line


def test_a_reply_has_all_that_finds_the_report() -> None:
    """Name, numbers, issuer, day and address, and the rule by which it is told; brackets within the title are single ones."""
    report = Report(
        id="a",
        source="s",
        title="《节水办法》解读",
        issuer="青禾市水务局",
        document_number=parse_document_number("青水发〔2022〕13号"),
        index_number=parse_index_number("015530468/2022-00013"),
        published=PartialDate(2022, 3, 15),
    )
    line = reply_line(report, "https://x.cn/reports/a")
    for said in ("《〈节水办法〉解读》", "青水发〔2022〕13号", "015530468/2022-00013", "青禾市水务局", "2022-03-15"):
        assert said in line
    assert "第三十六条第一项" in line
    assert "https://x.cn/reports/a" in line


def test_what_a_report_lacks_is_left_out() -> None:
    """Without empty brackets."""
    line = reply_line(Report(id="a", source="s"), "/reports/a")
    assert line.startswith("您申请公开的政府信息已主动公开。")
