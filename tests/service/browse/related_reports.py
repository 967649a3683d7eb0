"""Reports of an agency over the years, a rule and what cites it: what tests of related reports go through."""

from __future__ import annotations

from pathlib import Path

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.partial_date import PartialDate
from indexer.engines.whoosh import WhooshEngine

RULE = Report(
    id="rule",
    source="s",
    title="青禾市人民政府关于印发《河道采砂管理办法》的通知",
    document_number=parse_document_number("青政发〔2018〕12号"),
    issuer="青禾市人民政府",
    published=PartialDate(2018, 5, 2),
)
PLAN = Report(
    id="plan",
    source="s",
    title="青禾市水务局关于河道采砂整治的方案",
    body="根据《河道采砂管理办法》和青财发[2019] 3号，制定本方案。《没有收录的办法》另行通知。",
    issuer="青禾市水务局",
    published=PartialDate(2020, 3, 1),
)
MONEY = Report(
    id="money",
    source="s",
    title="整治经费的批复",
    body="依据青政发〔2018〕12号办理。",
    document_number=parse_document_number("青财发〔2019〕3号"),
    issuer="青禾市财政局",
    published=PartialDate(2019, 4, 1),
)


def yearly(year: int, title: str, issuer: str = "青禾市水务局") -> Report:
    """Return a report that an agency makes every year."""
    return Report(id=f"{issuer}{year}", source="s", title=title, issuer=issuer, published=PartialDate(year + 1, 1, 9))


YEARLY = (
    yearly(2021, "青禾市水务局2021年度节水工作报告"),
    yearly(2022, "关于2022年度推进节水工作情况的报告"),
    yearly(2023, "青禾市水务局二〇二三年节水年度报告"),
    yearly(2020, "青禾市水务局2020年度节水工作计划"),
    yearly(2019, "青禾市财政局2019年度节水工作报告", "青禾市财政局"),
)


def filled(folder: Path) -> WhooshEngine:
    """Return an engine with all of these reports."""
    engine = WhooshEngine(folder)
    with engine.write() as writer:
        for report in (RULE, PLAN, MONEY, *YEARLY):
            writer.put(report)
    return engine
