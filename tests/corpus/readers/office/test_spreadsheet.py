"""Tests of spreadsheets: manifests, other tables, and what must not be read."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from pathlib import Path

import pytest

from corpus.problem import Problem
from corpus.readers import read_file
from corpus.report import Report
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.layout.write_ofd import packed
from tests.corpus.readers.office import write_ods, write_xls
from tests.corpus.readers.office.write_xlsx import sheet_data, write_sheets, write_xlsx

HEADER = ["序号", "索引号", "标题", "发布日期", "正文", "附件"]
ROW = [1, "QH001-2024-00001", "关于防汛的通知", datetime.date(2024, 5, 6), "做好防汛工作。", "方案.pdf；名单.pdf"]


def read(path: Path) -> tuple[list[Report], list[Problem]]:
    """Return the reports and the problems of a file."""
    found = list(read_file(path, source=path.name))
    return [each for each in found if isinstance(each, Report)], [each for each in found if isinstance(each, Problem)]


def test_a_manifest_gives_a_report_a_row(tmp_path: Path) -> None:
    """Columns are told by labels, below a title row; what has no field stays in the body; ids don't follow rows."""
    (report,), problems = read(write_xlsx(tmp_path / "目录.xlsx", {"目录": [["公开目录"], HEADER, ROW]}))
    assert (report.title, report.published, str(report.index_number)) == (ROW[2], PartialDate(2024, 5, 6), ROW[1])
    assert "做好防汛工作。" in report.body
    assert [each.name for each in report.attachments] == ["方案.pdf", "名单.pdf"]
    assert not problems
    other = [2, "QH001-2024-00002", "关于抗旱的通知", datetime.date(2024, 6, 6), "做好抗旱工作。", ""]
    moved, _ = read(write_xlsx(tmp_path / "目录.xlsx", {"目录": [HEADER, other, ROW]}))
    assert moved[1].id == report.id


def test_numbers_made_of_texts_are_noted(tmp_path: Path) -> None:
    """An index number that is a number in the sheet may have lost its zeros."""
    _, (problem,) = read(write_xlsx(tmp_path / "目录.xlsx", {"目录": [HEADER, [1, 20240001, *ROW[2:]]]}))
    assert "可能已被表格软件改动" in str(problem)
    assert not problem.skipped


def test_any_other_table_is_a_document(tmp_path: Path) -> None:
    """All visible sheets are one report; a list with names and kinds is no manifest; hidden sheets are noted."""
    sheets = {
        "岗位": [["招聘岗位表"], ["名称", "类别", "人数"], ["护士", "医疗", 3.0]],
        "说明": [["见公告"]],
        "底稿": [["密"]],
    }
    (report,), (problem,) = read(write_xlsx(tmp_path / "表.xlsx", sheets, hidden=["底稿"]))
    assert "护士\t医疗\t3" in report.body
    assert "见公告" in report.body
    assert "密" not in report.body
    assert "底稿" in str(problem)


def test_wide_empty_sheets_are_refused(tmp_path: Path) -> None:
    """A cell in the last corner makes a sheet of billions of cells."""
    sheet = sheet_data([["甲"]]) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    reports, (problem,) = read(write_sheets(tmp_path / "表.xlsx", {"表": sheet}))
    assert not reports
    assert "空白区域" in str(problem)


def test_what_stands_before_an_archive_changes_nothing(tmp_path: Path) -> None:
    """The library that reads workbooks looks for their end, so what is refused is refused behind anything."""
    sheet = sheet_data([["甲"]]) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = write_sheets(tmp_path / "表.xlsx", {"表": sheet})
    path.write_bytes(b"before" + path.read_bytes())
    reports, (problem,) = read(path)
    assert not reports
    assert "工作表跨越" in str(problem)


def test_damage_is_named(tmp_path: Path) -> None:
    """A workbook without its end is damaged."""
    path = write_xlsx(tmp_path / "表.xlsx", {"表": [["甲"]]})
    path.write_bytes(path.read_bytes()[:-30])
    _, (problem,) = read(path)
    assert "损坏" in str(problem)


@pytest.mark.parametrize("size", [514, 1026])
def test_where_the_library_gives_up_the_file_is_damaged(size: int, tmp_path: Path) -> None:
    """Of an XLS whose download was cut short within its tables the library makes what is no Exception."""
    path = tmp_path / "表.xls"
    path.write_bytes(write_xls.xls({"表": [["甲"]]})[:size])
    _, (problem,) = read(path)
    assert "损坏" in str(problem)


def test_where_the_library_ends_the_process_the_file_is_damaged(tmp_path: Path) -> None:
    """An XLS that says it has two billion rows would be given room for all of them: the library ends the process that can't have it."""
    content = write_xls.xls({"表": [["甲"]]})
    size = struct.pack("<HHIIHHH", 0x0200, 14, 0, 1, 0, 1, 0)
    assert size in content
    path = tmp_path / "表.xls"
    path.write_bytes(content.replace(size, struct.pack("<HHIIHHH", 0x0200, 14, 0, 2**31, 0, 256, 0)))
    _, (problem,) = read(path)
    assert "损坏" in str(problem)
    assert "另存为 XLSX" in str(problem)


def test_ods_is_read_as_other_workbooks(tmp_path: Path) -> None:
    """A manifest gives a report a row, a hidden sheet is noted, also where another program has packed the file anew."""
    sheets = {"目录": [["公开目录"], HEADER, ROW], "底稿": [["密"]]}
    written = write_ods.ods(sheets, hidden=["底稿"])
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        again = packed({name: archive.read(name).decode() for name in reversed(archive.namelist())})
    for name, data in (("目录.ods", written), ("目录.xlsx", again)):
        (tmp_path / name).write_bytes(data)
        (report,), (problem,) = read(tmp_path / name)
        assert (report.title, report.published, str(report.index_number)) == (ROW[2], PartialDate(2024, 5, 6), ROW[1])
        assert "做好防汛工作。" in report.body
        assert "底稿" in str(problem)


@pytest.mark.parametrize(
    "rows",
    [
        (
            '<table:table-row table:number-rows-repeated="1000000"/><table:table-row><table:table-cell table:number-columns-repeated="16000"/>'
            '<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell></table:table-row>'
        ),
        (
            '<table:table-row table:number-rows-repeated="9000"><table:table-cell office:value-type="string" table:number-columns-repeated="9000">'
            "<text:p>甲</text:p></table:table-cell></table:table-row>"
        ),
        (
            '<table:table-row table:number-rows-repeated="1000" table:style-name="a>b"><table:table-cell office:value-type="string" '
            f'table:number-columns-repeated="1000"><text:p>{"甲" * 20_000}</text:p></table:table-cell></table:table-row>'
        ),
    ],
    ids=["a far corner", "a repeated cell", "a repeated text"],
)
def test_ods_that_repeats_itself_is_refused(tmp_path: Path, rows: str) -> None:
    """An element of some bytes may stand for billions of cells."""
    (tmp_path / "表.ods").write_bytes(write_ods.ods({"表": rows}))
    reports, (problem,) = read(tmp_path / "表.ods")
    assert not reports
    assert "单元格" in str(problem)
