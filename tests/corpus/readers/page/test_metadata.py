"""Labelled values of every template are found, and what stands in the article is not taken for one."""

from pathlib import Path

import pytest

from corpus.values.partial_date import PartialDate
from tests.corpus.readers.page.pages import BOXES, MAINS, NAV, PROSE, page
from tests.corpus.readers.read_one import read_report


@pytest.mark.parametrize("container", MAINS)
@pytest.mark.parametrize("box", BOXES)
def test_metadata_and_text_of_every_template(tmp_path: Path, box: str, container: str) -> None:
    """Each kind of box with each kind of article gives all fields, the whole text and no navigation."""
    report = read_report(tmp_path, "a.html", page(BOXES[box], container=container))
    assert report.index_number is not None
    assert report.document_number is not None
    assert report.index_number.raw == "015530468/2023-00011"
    assert report.document_number.key == "青水发〔2023〕1号"
    assert (report.title, report.issuer, report.topic) == ("关于防汛的通知", "青禾市水务局", "水利")
    assert (report.published, report.written) == (PartialDate(2023, 1, 9), PartialDate(2023, 1, 5))
    assert (report.status, report.keywords) == ("", ())
    lines = report.body.split("\n")
    assert lines[-2:] == ["青禾市水务局", "2023年1月5日"]
    assert "各单位：" in lines
    for stray in ("首页", "政务公开", "ICP", "索引号", "{}"):
        assert stray not in report.body


def test_labels_in_the_text_are_text(tmp_path: Path) -> None:
    """What stands in the article is not taken for metadata and not taken out of it."""
    text = PROSE + "<p>发布机构：某公司</p><table><tr><td>标题</td><td>某表</td></tr></table>"
    report = read_report(tmp_path, "a.html", page(BOXES["list items"], text))
    assert (report.title, report.issuer) == ("关于防汛的通知", "青禾市水务局")
    assert "发布机构：某公司" in report.body
    assert "标题\t某表" in report.body


def test_lists_of_reports_are_not_one_report(tmp_path: Path) -> None:
    """Column heads are no labels: the rows below them stay text."""
    rows = "<table><tr><th>名称</th><th>索引号</th><th>发布机构</th></tr><tr><td>甲</td><td>015530468/2023-00011</td><td>乙局</td></tr></table>"
    report = read_report(tmp_path, "a.html", f"<body>{NAV}<h1>近期信息公开</h1><div>{rows}</div></body>")
    assert report.index_number is None
    assert "015530468/2023-00011" in report.body
