"""How a report is cited in an application, a reply or a paper."""

from __future__ import annotations

from corpus.metadata import metadata
from corpus.report import Report
from service.listing import UNTITLED


def citation(report: Report) -> str:
    """Return one line that names a report as published: issuer, title, document number, date and index number; an address may follow.

    >>> citation(Report(id="1", source="a", title="停水公告", issuer="青禾市水务局"))
    '青禾市水务局：《停水公告》'
    """
    known = {each.name: each.text for each in metadata(report)}
    issuer = f"{known['issuer']}：" if "issuer" in known else ""
    title = f"《{_inside(report.title)}》" if report.title else UNTITLED
    number = f"（{known['document_number']}）" if "document_number" in known else ""
    index_number = f"索引号 {known['index_number']}" if "index_number" in known else ""
    day = known.get("published") or known.get("written") or ""
    return "，".join(part for part in (f"{issuer}{title}{number}", day, index_number) if part)


def _inside(title: str) -> str:
    """Return a title as it stands within 《》, in which further ones are 〈〉 (GB/T 15834)."""
    return title.replace("《", "〈").replace("》", "〉")
