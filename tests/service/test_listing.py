"""What a list shows of a report."""

from __future__ import annotations

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from service.listing import IN_DESK, IN_HITS, IN_LINKS, cells, headings, listed, unlabelled

DAY, OTHER = PartialDate(2020, 5), PartialDate(2021)


def test_a_table_has_a_cell_below_each_heading() -> None:
    """Named as everywhere; what a report lacks is empty, and no cell has line ends."""
    report = Report(id="1", source="a", title="停水\n公告", issuer="甲局", published=DAY)
    assert dict(zip(headings(IN_DESK), cells(report, IN_DESK), strict=True)) == {
        "信息名称": "停水 公告",
        "索引号": "",
        "文号": "",
        "发布机构": "甲局",
        "发布日期": "2020-05",
    }


def test_the_day_of_writing_stands_where_there_is_none_of_publication() -> None:
    """And says that it is one; a list by date would have entries without any."""
    written = Report(id="1", source="a", issuer="甲局", written=DAY)
    assert [*map(unlabelled, listed(written, IN_HITS))] == ["甲局", "2020-05 成文"]
    assert [each.label for each in listed(written, IN_LINKS)] == ["发布机构", "成文日期"]
    both = Report(id="1", source="a", written=DAY, published=OTHER)
    assert [*map(unlabelled, listed(both, IN_HITS))] == ["2021"]
    assert listed(Report(id="1", source="a"), IN_HITS) == []
