"""The line of a reply that tells an applicant where something public already is (《政府信息公开条例》第三十六条第一项)."""

from __future__ import annotations

from corpus.metadata import metadata
from corpus.report import Report


def reply_line(report: Report, address: str) -> str:
    """Return a line to copy into a reply: name, numbers, issuer, date and address of a report, and by which rule it is told.

    >>> print(reply_line(Report(id="1", source="a", title="停水公告", issuer="青禾市水务局"), "https://x.cn/reports/1"))
    您申请公开的《停水公告》（发布机构：青禾市水务局）已主动公开。根据《中华人民共和国政府信息公开条例》第三十六条第一项的规定，现告知获取该政府信息的方式和途径：请登录 https://x.cn/reports/1 查阅、下载。
    """
    known = {each.name: (each.label, each.text) for each in metadata(report)}
    told = "，".join("：".join(known[name]) for name in _TOLD if name in known)
    title = f"《{report.title.replace('《', '〈').replace('》', '〉')}》" if report.title else "政府信息"
    return (
        f"您申请公开的{title}{f'（{told}）' if told else ''}已主动公开。根据《中华人民共和国政府信息公开条例》第三十六条第一项的规定，"
        f"现告知获取该政府信息的方式和途径：请登录 {address} 查阅、下载。"
    )


_TOLD = ("document_number", "index_number", "issuer", "published")
