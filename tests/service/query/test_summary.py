"""How a query is told to have been understood; the page on the query language shows more cases."""

from __future__ import annotations

import pytest

from service.query.compile import compile_query


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("-(a|b)", "全部报告，排除（包含“a”或“b”）"),
        ("a (b|c) -d", "包含“a”，包含“b”或“c”，不含“d”"),
        ("年份:(2020 OR 2022)", "年份 2020 或 2022"),
        ("标题:(a -b)", "标题含“a”；标题不含“b”"),
        ('"' + "字" * 50 + '"', "包含“" + "字" * 40 + "…”"),
    ],
)
def test_summary(typed: str, understood: str) -> None:
    """Further cases than the page on the query language shows."""
    assert compile_query(typed).interpretation.summary == understood
