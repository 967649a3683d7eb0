"""Pairs that reports name themselves."""

from __future__ import annotations

import pytest

from corpus.report import Report
from service.vocabulary.entries import Entry
from service.vocabulary.proposing import named_pairs, proposals
from service.vocabulary.vocabulary import Vocabulary

NAMING = "由青禾市大数据管理中心（以下简称“数据中心”）负责。"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (NAMING, [("数据中心", "数据管理中心")]),
        ("青禾市水资源配置工程(简称水资工程)", [("水资工程", "水资源配置工程")]),
        ("市市场监督管理局（市监局）", [("市监局", "市场监督管理局")]),
        ("青禾市水务局（以下简称甲方）", []),
        ("本市户籍人口（含流动人口）", []),
    ],
)
def test_short_names_stand_in_brackets_behind_what_they_stand_for(text: str, pairs: list[tuple[str, str]]) -> None:
    """A short name has characters of the name in their order; other brackets name nothing."""
    assert list(named_pairs(text)) == pairs


def test_what_several_reports_name_is_proposed_once() -> None:
    """The lines can be copied into a list, with what speaks for them."""
    reports = [Report(str(number), "a", title=f"报告{number}", body=NAMING * 2) for number in range(3)]
    (found,) = proposals(reports, Vocabulary([]))
    assert found.lines == ("# 3 份信息，如：报告0", "数据中心 = 数据管理中心")
    assert proposals(reports[:1], Vocabulary([])) == []
    known = Vocabulary([Entry("数据中心", ("数据管理中心",), both_ways=True, line=1)])
    assert proposals(reports, known) == []
