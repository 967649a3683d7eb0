"""The reader of PDF files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.problem import Problem
from corpus.readers import read_file
from corpus.readers.layout import pdf as reader
from corpus.report import Report
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.layout.write_pdf import Picture, Recognised, Text, document, pdf

NOTICE = (
    Text("青禾市人民政府文件", 120, 720, 36, red=True),
    Text("青政发〔2024〕8号", 230, 660),
    Text("青禾市人民政府", 192, 600, 22),
    Text("关于做好2024年防汛工作的通知", 146, 570, 22),
    Text("各县（市、区）人民政府：", 80, 530),
    Text("今年汛期降雨偏多。各地要压实责任，备足物资，加密巡", 112, 502),
    Text("查，确保水库大坝和城镇低洼地段安全度汛。", 80, 474),
    Text("青禾市人民政府", 350, 420),
    Text("2024年5月6日", 360, 392),
    Text("青禾市人民政府办公室", 80, 120, 14),
    Text("2024年5月8日印发", 380, 120, 14),
    Text("— 1 —", 280, 50, 14),
)


def read(data: bytes, folder: Path, name: str = "通知.pdf") -> list[Report | Problem]:
    """Return what is read of a PDF file."""
    path = folder / name
    path.write_bytes(data)
    return list(read_file(path, source=name))


def report_of(data: bytes, folder: Path) -> Report:
    """Return the report that a PDF file is."""
    (report,) = read(data, folder)
    assert isinstance(report, Report)
    return report


def test_an_official_document_is_read_by_its_layout(tmp_path: Path) -> None:
    """Head, number, title over two lines, signature and date are found where they stand; the printing date is none of them."""
    report = report_of(pdf([NOTICE]), tmp_path)
    assert report.title == "青禾市人民政府关于做好2024年防汛工作的通知"
    assert report.issuer == "青禾市人民政府"
    assert report.document_number is not None
    assert report.document_number.raw == "青政发〔2024〕8号"
    assert report.written == PartialDate(2024, 5, 6)
    assert {each.field: each.place for each in report.origins} == {
        "title": "版面上的标题",
        "document_number": "版头",
        "issuer": "版头",
        "written": "落款",
    }


def test_lines_of_a_paragraph_are_one(tmp_path: Path) -> None:
    """Where a line ends on the page says nothing; a page number is none of the text."""
    body = report_of(pdf([NOTICE]), tmp_path).body
    assert "今年汛期降雨偏多。各地要压实责任，备足物资，加密巡查，确保水库大坝和城镇低洼地段安全度汛。" in body.split(
        "\n"
    )
    assert "— 1 —" not in body


def test_agencies_below_each_other_are_lines(tmp_path: Path) -> None:
    """Each is a name, though the first is as long as the longest line; 办公室 alone is the end of one."""
    names = ("青禾市生态环境保护局", "青禾市市场监督管理局", "青禾市住房和城建委员会", "办公室")
    boxes = [Text(name, 180, 700 - 24 * row) for row, name in enumerate(names)]
    lines = report_of(pdf([boxes]), tmp_path).body.split("\n")
    assert lines == [*names[:2], "".join(names[2:])]


def test_letters_keep_their_spaces(tmp_path: Path) -> None:
    """Words of letters are apart, Chinese closes up."""
    body = report_of(
        document(["Emission standard of GB 13271 for boilers", "", "", "锅炉大气污染物排放标准"]), tmp_path
    ).body
    assert body == "Emission standard of GB 13271 for boilers\n锅炉大气污染物排放标准"


def test_rows_of_a_table_are_lines(tmp_path: Path) -> None:
    """Cells are separated, and rows are not joined."""
    rows = [("站点", "水位", "流量"), ("东门桥", "12.6", "380"), ("石坝", "9.8", "210")]
    boxes = [
        Text(cell, 80 + 150 * column, 700 - 30 * row, 14)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    body = report_of(pdf([boxes]), tmp_path).body
    assert body.split("\n") == ["\t".join(cells) for cells in rows]


def test_columns_are_read_one_after_another(tmp_path: Path) -> None:
    """The order in the file is kept where it goes from column to column."""
    left = [Text("一条龙服务窗口今天开始办理业务", 60, 700 - 24 * row, 14) for row in range(3)]
    right = [Text("二期工程将在明年年底前完成验收", 320, 700 - 24 * row, 14) for row in range(3)]
    body = report_of(pdf([[*left, *right]]), tmp_path).body
    assert body.index("二期") > body.rindex("一条龙")


def test_a_file_without_order_is_read_from_the_top(tmp_path: Path) -> None:
    """Some programs put text into a file in any order."""
    lines = [f"第{number}项工作已经全部完成并且通过了验收组的检查" for number in "一二三四五六七八九"]
    boxes = [Text(line, 80, 740 - 40 * row) for row, line in enumerate(lines)]
    shuffled = [boxes[index] for index in (4, 2, 7, 0, 5, 3, 8, 1, 6)]
    assert report_of(pdf([shuffled]), tmp_path).body.split("\n") == lines


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    """What stands on every page is said once, behind the text, unless the title says it; the text goes on over the page's end."""
    pages = [
        [
            Text("青禾市统计年鉴", 250, 805, 10),
            Text(f"全市第{number}项指标比上年增长，增速居全省前列，其中工业投", 80, 500),
            Text(f"{number}", 290, 30, 10),
        ]
        for number in range(1, 5)
    ]
    body = report_of(pdf(pages), tmp_path).body
    assert body.split("\n")[-1] == "青禾市统计年鉴"
    assert body.count("年鉴") == 1
    assert body.count("\n") < 4
    assert "工业投全市第2项" in body


@pytest.mark.parametrize(("turn", "x", "y"), [(90, 30, 0), (180, 0, 30), (270, -30, 0)])
@pytest.mark.parametrize("shown_upright", [True, False])
def test_turned_pages_are_read(turn: int, x: int, y: int, shown_upright: bool, tmp_path: Path) -> None:
    """A page that is stored lying down, or shown so, has lines too."""
    lines = ["关于防汛工作的通知", "各县要做好防汛工作。"]
    boxes = [Text(line, 300 + x * row, 400 + y * row, turned=turn) for row, line in enumerate(lines)]
    body = report_of(pdf([boxes], rotate=turn if shown_upright else 0), tmp_path).body
    assert body.split("\n") == lines


def test_radicals_are_the_characters_they_look_like(tmp_path: Path) -> None:
    """Copying from some fonts gives radicals; the author typed ideographs."""
    assert "人民政府" in report_of(document(["⼈⺠政府工作报告"]), tmp_path).body


def test_a_scan_has_no_text_but_a_title(tmp_path: Path) -> None:
    """It is found by its properties or its name."""
    report = report_of(pdf([[Picture()]], title="关于防汛的通知"), tmp_path)
    assert (report.title, report.body) == ("关于防汛的通知", "")
    assert report_of(pdf([[Picture()]], title="print job"), tmp_path).title == "通知"


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    """A scan between pages of text is a note; an empty page is nothing."""
    text = [Text("关于防汛工作的通知和具体要求", 80, 700)]
    report, note = read(pdf([text, [Picture()], []]), tmp_path)
    assert isinstance(report, Report)
    assert isinstance(note, Problem)
    assert "第 2 页没有文字" in note.reason
    assert not note.skipped


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", pdf([NOTICE])[:300], b"%PDF-1.4\n" + bytes(3000)])
def test_a_damaged_file_is_named(data: bytes, tmp_path: Path) -> None:
    """It says what to do."""
    (problem,) = read(data, tmp_path)
    assert isinstance(problem, Problem)
    assert problem.skipped
    assert "损坏" in problem.reason or "没有页面" in problem.reason


def test_a_pdf_under_another_name_is_a_pdf(tmp_path: Path) -> None:
    """Content decides before the name."""
    (report,) = read(pdf([NOTICE]), tmp_path, "page.html")
    assert isinstance(report, Report)
    assert report.title.endswith("防汛工作的通知")


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    """Anyone may open it; what needs a password to be opened is named."""
    assert report_of(pdf([NOTICE], password=""), tmp_path).title.endswith("防汛工作的通知")
    (problem,) = read(pdf([NOTICE], password="secret"), tmp_path)
    assert isinstance(problem, Problem)
    assert "密码" in problem.reason


def test_a_page_that_costs_too_much_leaves_the_others(tmp_path: Path) -> None:
    """pdfium ends its process where it gets no memory; the next page is read in another one."""
    heavy = [Text("防汛" * 100, 80, 500)] * 12_000
    report, note = read(pdf([NOTICE, heavy, [Text("第三页的文字还在", 80, 700)]]), tmp_path)
    assert isinstance(report, Report)
    assert "第三页的文字还在" in report.body
    assert isinstance(note, Problem)
    assert "第 2 页太复杂" in note.reason


def test_names_of_fields_and_stamps_are_text(tmp_path: Path) -> None:
    """What was filled into a form is seen on the page as what was printed there."""
    assert "石坝水库" in report_of(pdf([NOTICE], stamp="石坝水库"), tmp_path).body


@pytest.mark.parametrize(("megabytes", "allowed"), [(0, 96), (50, 146), (200, 224)])
def test_a_large_file_may_take_more_memory(
    megabytes: int, allowed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hardly any file needs more than its own size and a little, and none may take as much as it likes."""
    given: list[int] = []

    def child(make: object, *, seconds: float, megabytes: int) -> Iterator[list[str]]:
        given.append(megabytes)
        return iter(())

    monkeypatch.setattr(reader, "yielded_by_child", child)
    path = tmp_path / "通知.pdf"
    path.write_bytes(b"%PDF-1.7")
    os.truncate(path, megabytes * 2**20 or 8)
    list(reader.read_pdf(path, source=path.name))
    assert set(given) == {allowed}


def test_what_stands_aslant_is_a_watermark(tmp_path: Path) -> None:
    """As in OFD files; it would stand between the lines of each page."""
    body = report_of(pdf([[*NOTICE, Text("内部资料", 200, 400, 40, turned=45)]]), tmp_path).body
    assert "内部" not in body
    assert "今年汛期降雨偏多" in body


def test_attached_files_are_named(tmp_path: Path) -> None:
    """They are part of what was published, though only their names are read."""
    report = report_of(pdf([NOTICE], attached="防汛物资清单.xlsx"), tmp_path)
    assert [each.name for each in report.attachments] == ["防汛物资清单.xlsx"]


def test_a_scan_with_the_name_of_a_program_on_it_is_one(tmp_path: Path) -> None:
    """A few characters over a picture of the whole page are not its text, unless they lie there unseen as what was recognised."""
    report, note = read(pdf([[Picture(), Text("扫描软件创建于二〇二五年", 300, 20, 9)]]), tmp_path)
    assert isinstance(report, Report)
    assert "没有文字或只有个别文字" in str(note)
    assert (
        report_of(pdf([[Picture(), Recognised("二〇二五年五月六日印发")]]), tmp_path).body == "二〇二五年五月六日印发"
    )


def test_characters_that_only_their_font_knows_are_left_out_and_named(tmp_path: Path) -> None:
    """Without a table of its characters a font makes noise of text, unless it numbers them as Unicode does."""

    def without_table(*texts: Text) -> bytes:
        whole = pdf([texts]).replace(b"/Encoding /UniGB-UCS2-H", b"/Encoding /Identity-H   ")
        return whole.replace(b"/Ordering (GB1)", b"/Ordering (None)")

    numbered = (replace(each, text="".join(chr(0xD80 + ord(sign) % 0x500) for sign in each.text)) for each in NOTICE)
    report, note = read(without_table(*numbered), tmp_path, "防汛.pdf")
    assert isinstance(report, Report)
    assert (report.title, report.body, report.issuer) == ("防汛", "", "")
    assert "只有字形、没有文字编码" in str(note)
    assert "今年汛期降雨偏多" in report_of(without_table(*NOTICE), tmp_path).body
