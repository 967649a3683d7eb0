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
from tests.corpus.readers.office.write_xlsx import MAIN, sheet_data, write_sheets, write_xlsx

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


def test_values_are_shown_as_their_formats_say(tmp_path: Path) -> None:
    """Percentages, amounts and days in Chinese are looked for as they are seen; sums of tenths have no endless tail."""
    cells = "".join(
        f'<c r="{reference}" s="{style}"><v>{value}</v></c>'
        for reference, style, value in (("A1", 1, 0.125), ("B1", 2, 1234567.5), ("C1", 3, 44994), ("D1", 0, 0.1 + 0.2))
    )
    path = write_sheets(tmp_path / "表.xlsx", {"表": f'<row r="1">{cells}</row>'})
    codes = ("0.0%", "#,##0.00", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;")
    formats = "".join(f'<numFmt numFmtId="{170 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
    shapes = "".join(f'<xf numFmtId="{number}" applyNumberFormat="1"/>' for number in (0, 170, 171, 172))
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{shapes}</cellXfs></styleSheet>'
    (report,), _ = read(with_members(path, {"xl/styles.xml": styles}))
    assert report.body == "12.5%\t1,234,567.50\t2023年3月9日\t0.3"


def test_hidden_rows_and_columns_are_left_out_and_noted(tmp_path: Path) -> None:
    """As hidden sheets are: agencies hide numbers of identity cards so."""
    data = sheet_data([["姓名", "证号"], ["张三", "甲"], ["李四", "乙"]]).replace('<row r="3"', '<row r="3" hidden="1"')
    path = write_sheets(tmp_path / "表.xlsx", {"名单": data})
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    columns = '<cols><col min="2" max="16384" hidden="1"/></cols><sheetData>'
    changed = with_members(path, {"xl/worksheets/sheet1.xml": sheet.replace("<sheetData>", columns)})
    (report,), (problem,) = read(changed)
    assert report.body == "姓名\n张三"
    assert "隐藏的行或列没有收录，在工作表：名单" in str(problem)
    assert not problem.skipped


def test_boxes_and_charts_on_visible_sheets_are_read(tmp_path: Path) -> None:
    """Their words stand in parts of their own; those of a hidden sheet stay hidden with it."""
    sheets = {"表": [["雨量"]], "底稿": [["密"]]}
    path = write_xlsx(tmp_path / "表.xlsx", sheets, hidden=["底稿"])
    box = '<d xmlns="urn:d" xmlns:a="urn:a"><a:p><a:r><a:t>填表说明</a:t></a:r></a:p></d>'
    chart = '<c xmlns="urn:c" xmlns:a="urn:a"><a:p><a:r><a:t>逐月雨量图</a:t></a:r></a:p></c>'
    members = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations("drawing", "../drawings/drawing1.xml"),
        "xl/worksheets/_rels/sheet2.xml.rels": relations("drawing", "../drawings/drawing2.xml"),
        "xl/drawings/drawing1.xml": box,
        "xl/drawings/drawing2.xml": box.replace("填表", "内部"),
        "xl/drawings/_rels/drawing1.xml.rels": relations("chart", "../charts/chart1.xml"),
        "xl/charts/chart1.xml": chart,
    }
    (report,), _ = read(with_members(path, members))
    assert report.body == "雨量\n填表说明\n逐月雨量图"


def relations(kind: str, to: str) -> str:
    """Return the relations of a part that has one."""
    address = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{address}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{address}/officeDocument/2006/relationships/{kind}" Target="{to}"/></Relationships>'
    )


def with_members(path: Path, members: dict[str, str]) -> Path:
    """Put members into a workbook, in the place of those of the same name, and return its path."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    path.write_bytes(packed({**held, **members}))
    return path


def test_tables_stored_as_text_are_read(tmp_path: Path) -> None:
    """Web systems call so what is the XML of Excel 2003, or cells set apart by tabs."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"

    def sheet(name: str, rows: str, shown: str = "SheetVisible") -> str:
        options = f"<WorksheetOptions><Visible>{shown}</Visible></WorksheetOptions>"
        return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{options}</Worksheet>'

    row = '<Row><Cell><Data>姓名</Data></Cell><Cell ss:Index="4"><Data>村组</Data></Cell></Row>'
    sheets = sheet("名单", row) + sheet("底稿", row, "SheetHidden")
    path = tmp_path / "名单.xls"
    path.write_text(f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{sheets}</Workbook>', "utf-8")
    (report,), (problem,) = read(path)
    assert report.body == "姓名\t村组"
    assert "隐藏的工作表没有收录：底稿" in str(problem)
    path.write_bytes("项目\t单位\r\n清淤\t青禾水利公司\r\n".encode("gb18030"))
    (report,), problems = read(path)
    assert report.body == "项目\t单位\n清淤\t青禾水利公司"
    assert not problems
