"""Tests of CSV files."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.readers import read_file
from corpus.report import Report
from tests.corpus.readers.read_one import read_report

ROWS = '标题,文号,正文\n关于防汛的通知,青水〔2024〕3号,"做好防汛工作，\n加强值守。"\n'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_manifest_is_read(encoding: str, tmp_path: Path) -> None:
    """Encodings are told as in texts, and a cell may hold several lines."""
    (tmp_path / "目录.csv").write_bytes(ROWS.encode(encoding))
    (report,) = read_file(tmp_path / "目录.csv", source="目录.csv")
    assert isinstance(report, Report)
    assert (report.title, str(report.document_number)) == ("关于防汛的通知", "青水〔2024〕3号")
    assert "加强值守" in report.body


def test_a_second_column_fills_what_the_first_leaves_empty(tmp_path: Path) -> None:
    """Of two columns for a field the first that says something is believed; what the other says is in the body."""
    rows = ["信息名称,文号,发文字号,发布日期,日期", "春耕简报,无,柳农〔2024〕7号,2024-04-02,2024-04-01"]
    report = read_report(tmp_path, "a.csv", "\n".join(rows))
    assert (str(report.document_number), str(report.published)) == ("柳农〔2024〕7号", "2024年4月2日")
    assert report.body == "日期：2024-04-01"
