"""Text files as published give their header to fields and everything else to the body."""

from pathlib import Path

import pytest

from corpus.values.partial_date import PartialDate
from tests.corpus.readers.read_one import read_as, read_report

PUBLISHED = """索引号
015530441/2023-00011
信息分类
工作报告
主题分类
科技、教育\\科技
发布机构
青禾市科学技术局
文号
发布日期
2023-03-29
信息名称
青禾市科学技术局2022年工作报告
  现将有关情况报告如下。
  发布机构改革后，人员减少。
  信息名称
  标题：这一行属于正文。
  青禾市科学技术局
  2022年12月26日
"""


def test_published_form(tmp_path: Path) -> None:
    """Label lines with their values become fields; a label without value is followed by the next label."""
    report = read_report(tmp_path, "a.txt", PUBLISHED)
    assert report.index_number is not None
    assert report.index_number.raw == "015530441/2023-00011"
    assert (report.category, report.topic) == ("工作报告", "科技、教育\\科技")
    assert (report.title, report.issuer) == ("青禾市科学技术局2022年工作报告", "青禾市科学技术局")
    assert report.document_number is None
    assert report.published == PartialDate(2023, 3, 29)
    assert report.written == PartialDate(2022, 12, 26)


def test_the_body_keeps_lines_that_begin_with_labels(tmp_path: Path) -> None:
    """Once the body has begun no line is taken for metadata, and the signature stays in it."""
    body = read_report(tmp_path, "a.txt", PUBLISHED).body
    for line in ("发布机构改革后", "信息名称", "标题：这一行属于正文。", "青禾市科学技术局", "2022年12月26日"):
        assert line in body
    assert "工作报告" not in body


@pytest.mark.parametrize(
    "text",
    [
        "索引号：015530441/2023-00011\n标题：关于防汛的通知\n发文字号：青水发〔2023〕1号\n各单位：\n请照办。",
        "索 引 号： 015530441/2023-00011\n标　　题：关于防汛的通知\n文　　号：青水发〔2023〕1号\n\n各单位：\n请照办。",
        "索引号\t015530441/2023-00011\n标题\t关于防汛的通知\n文号\t青水发〔2023〕1号\n各单位：\n请照办。",
        "索引号：015530441/2023-00011　　文号：青水发〔2023〕1号\n信息名称：关于防汛的通知\n各单位：\n请照办。",
        "索引号：\n015530441/2023-00011\n\n信息名称：\n关于防汛的通知\n\n文号：\n青水发〔2023〕1号\n正文：\n各单位：\n请照办。",
        "索引号：015530441/2023-00011\r\n标题：关于防汛的通知\r\n文号：青水发〔2023〕1号\r\n各单位：\r\n请照办。",
        "\ufeff索引号：015530441/2023-00011\n标题：关于防汛的通知\n文号：青水发〔2023〕1号\n各单位：\n请照办。",
    ],
)
def test_other_layouts(tmp_path: Path, text: str) -> None:
    """Labels with a colon, spaced labels, tabs, several labels on a line and 正文 are all read."""
    report = read_report(tmp_path, "a.txt", text)
    assert report.index_number is not None
    assert report.document_number is not None
    assert report.index_number.key == "015530441/2023-00011"
    assert report.document_number.key == "青水发〔2023〕1号"
    assert report.title == "关于防汛的通知"
    assert report.body == "各单位：\n请照办。"


def test_a_last_label_without_value_leaves_the_body_alone(tmp_path: Path) -> None:
    """The first paragraph is not taken for the value of a number or date that is missing."""
    text = "信息名称\n关于防汛的通知\n索引号\n015530441/2023-00011\n文号\n  各单位请做好防汛工作。\n  特此通知。"
    report = read_report(tmp_path, "a.txt", text)
    assert report.document_number is None
    assert report.body == "  各单位请做好防汛工作。\n  特此通知。"


def test_labels_of_no_field_stay_searchable(tmp_path: Path) -> None:
    """What a header says beyond the fields is kept at the top of the body."""
    report = read_report(
        tmp_path, "a.txt", "标题：关于防汛的通知\n索引号：015530441/2023-1\n公开方式：主动公开\n正文一行。"
    )
    assert report.body == "公开方式：主动公开\n正文一行。"


def test_a_file_without_labels_takes_its_first_line_as_title(tmp_path: Path) -> None:
    """A short first line is the title and stays in the body; signature and date are read from the end."""
    report = read_report(tmp_path, "a.txt", "关于停水的公告\n因检修停水。\n青禾市水务局\n2023年7月11日")
    assert report.title == "关于停水的公告"
    assert report.body.startswith("关于停水的公告\n")
    assert (report.issuer, report.written) == ("青禾市水务局", PartialDate(2023, 7, 11))


def test_a_preamble_before_the_labels_is_kept(tmp_path: Path) -> None:
    """Lines above the header stay in the body."""
    report = read_report(tmp_path, "a.txt", "政府信息公开\n索引号：015530441/2023-1\n标题：关于防汛的通知\n请照办。")
    assert (report.title, report.body) == ("关于防汛的通知", "政府信息公开\n请照办。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n \n\u3000\n", "没有文字"),
        ("，" * 30, "标题"),
        ("索引号\n015530441/2023-1\n发布日期\n2023-01-05\n", "标题"),
        ("这是一段没有标题的话，读起来是一个完整的句子。\n后面还有。", "标题"),
    ],
)
def test_lost_reports_say_why(tmp_path: Path, text: str, expected: str) -> None:
    """Empty files and files without a title are skipped with a reason."""
    report, problems = read_as(tmp_path, "a.txt", text)
    assert report is None
    assert [problem.skipped for problem in problems] == [True]
    assert expected in problems[0].reason


def test_a_refused_date_is_a_note(tmp_path: Path) -> None:
    """A day the calendar does not have is left out with a note; the report is kept."""
    report, problems = read_as(tmp_path, "a.txt", "标题：通知公告\n发布日期：2021-02-30\n正文。")
    assert report is not None
    assert report.published is None
    assert [problem.skipped for problem in problems] == [False]
    assert "2021-02-30" in problems[0].reason
