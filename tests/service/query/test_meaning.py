"""What each piece of a query asks for."""

from __future__ import annotations

import pytest

from indexer.analysis import tokenize
from indexer.fields import TEXT_FIELDS
from indexer.query import And, Between, Contains, Everything, Keyword, Node, Not, Or
from service.query.compile import compile_query


def text(value: str, *fields: str) -> Contains:
    return Contains(tokenize(value), fields or TEXT_FIELDS)


def year(value: int, *spelled_out: str) -> Node:
    """Return what a named year asks for: any spelling of it, or that it is the report's own."""
    return Or((*map(text, (str(value), *spelled_out)), Between("own_year", value, value)))


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("", Everything()),
        ("法治政府", And((text("法治"), text("政府")))),
        ("法治 法治", text("法治")),
        ("和谐的社会", And((text("和谐"), text("社会")))),
        ("的", text("的")),
        ("《税》法治", And((text("税"), text("法治")))),
        ("※", text("※")),
        ("，", text("，")),
        ("🙂", text("🙂")),
        ("処", text("処")),
        ("カナ한국", text("カナ한국")),
        ("PM2.5浓度", And((text("PM2.5"), text("浓度")))),
        ("2023-00827", text("2023-00827")),
        ("2020，2021", And((year(2020, "二〇二〇", "二零二零"), year(2021, "二〇二一", "二零二一")))),
        ("2023年部门预算", And((year(2023, "二〇二三", "二零二三"), text("部门"), text("预算")))),
        ('"法治，政府"', text("法治，政府")),
        ('"推进“放管服”改革"', text("推进“放管服”改革")),
        ("-法治政府", Not(text("法治政府"))),
        ("-(法治 政府)", Not(And((text("法治"), text("政府"))))),
        ("税|法", Or((text("税"), text("法")))),
        ("标题:法治政府", And((text("法治", "title"), text("政府", "title")))),
        ('机构:"财政局"', text("财政局", "issuer")),
        ("索引号:甲", Or((Keyword("index_number", "甲"), text("甲", "index_number")))),
        (
            "文号:国办发[2017]47号",
            Or((Keyword("document_number", "国办发〔2017〕47号"), text("国办发〔2017〕47号", "document_number"))),
        ),
        ('a ""', text("a")),
        ('a | ""', text("a")),
        ("a \0", text("a")),
        ('"><script>', text("script")),
    ],
)
def test_what_must_match(typed: str, match: Node) -> None:
    """Words, quotations, exclusions and prefixes become nodes."""
    assert compile_query(typed).match == match


@pytest.mark.parametrize(
    ("typed", "highlights"),
    [
        ("和谐的社会", ["和谐", "社会", "和谐的社会"]),
        ("税", ["税"]),
        ("“放管服”改革", ["放管服", "改革"]),
        ("标题:预算 机构:财政局 -决算 年份:2020", ["预算"]),
        ("国办发[2017]47号", ["国办发〔2017〕47号"]),
    ],
)
def test_highlights(typed: str, highlights: list[str]) -> None:
    """Required words and whole pieces are highlighted, leftover characters and other fields' words are not."""
    assert list(compile_query(typed).highlights) == [tokenize(each) for each in highlights]
