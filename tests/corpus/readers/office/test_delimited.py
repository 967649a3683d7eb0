"""Tests of CSV files."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.readers import read_file
from corpus.report import Report

ROWS = '标题,文号,正文\n关于防汛的通知,青水〔2024〕3号,"做好防汛工作，\n加强值守。"\n'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_manifest_is_read(encoding: str, tmp_path: Path) -> None:
    """Encodings are told as in texts, and a cell may hold several lines."""
    (tmp_path / "目录.csv").write_bytes(ROWS.encode(encoding))
    (report,) = read_file(tmp_path / "目录.csv", source="目录.csv")
    assert isinstance(report, Report)
    assert (report.title, str(report.document_number)) == ("关于防汛的通知", "青水〔2024〕3号")
    assert "加强值守" in report.body
