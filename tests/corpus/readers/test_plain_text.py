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


NOTICE = "关于召开春耕会议的通知\n\n"


@pytest.mark.parametrize(
    "lines",
    [
        "时间：2024年4月12日上午9时\n地点：县农业局\n内容：春耕",
        "时间：2024年4月12日\n主题：春耕\n联系电话：12345",
        "日期：2024-04-12\n作者：王某\n状态：报名中",
        "名称：青柳水库\n类别：小型\n来源：柳河\n状态：蓄水",
        "公示时间：2024年4月12日至18日\n联系电话：12345",
        "摘要：本文讨论春耕。\n关键词：春耕；农机",
    ],
)
@pytest.mark.parametrize(
    "header", ["", "信息名称：关于召开春耕会议的通知\n索引号：QH20/2024-7\n发布机构：柳川县农业局\n\n"]
)
def test_lines_of_a_notice_are_its_body(tmp_path: Path, header: str, lines: str) -> None:
    """Labels that texts have as often as headers open none, nor go on with one behind a blank line."""
    report = read_report(tmp_path, "a.txt", f"{header or NOTICE}{lines}\n")
    assert (report.published, report.topic, report.status, report.category) == (None, "", "", "")
    assert report.issuer == ("柳川县农业局" if header else "")
    assert report.body.endswith(lines)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("发布日期：2024年2月30日", "发布日期：2024年2月30日"),
        ("发布日期：2024年4月2日上午印发", "发布日期：2024年4月2日上午印发"),
        ("发布机构：柳川县农业局 供稿：种植股", "供稿：种植股"),
        ("日期：2024-04-01\n发布日期：2024-04-02", "日期：2024-04-01"),
    ],
)
def test_what_fields_do_not_hold_stays_searchable(tmp_path: Path, line: str, kept: str) -> None:
    """A value that is refused, shortened or replaced by a better one stays in the body."""
    report, _ = read_as(tmp_path, "a.txt", f"信息名称：春耕简报\n索引号：QH20/2024-7\n{line}\n\n春耕已经开始。")
    assert report is not None
    assert kept in report.body


def test_a_value_that_a_field_holds_is_not_in_the_body(tmp_path: Path) -> None:
    """The time of a day is no text of the report."""
    text = "信息名称：春耕简报\n发布机构：柳川县农业局\n发布日期：2024-04-02 10:30:00\n春耕已经开始。"
    assert read_report(tmp_path, "a.txt", text).body == "春耕已经开始。"


@pytest.mark.parametrize(
    "between",
    [
        *(
            "网站：www.example.gov.cn",
            "来稿单位：种植股",
            "栏目：简报",
            "备注：",
            "副标题：春耕篇",
            "索引号：QH20/2024-8",
        ),
        *("公开目录：农业\n获取方式：网上", "附件数：1\n点击：7\n机构分类：县级"),
    ],
)
def test_a_header_goes_on_behind_a_label_that_is_not_known(tmp_path: Path, between: str) -> None:
    """Where a known label follows directly, it is passed over, as is one that came before, and stays searchable."""
    text = f"信息名称：春耕简报\n索引号：QH20/2024-7\n{between}\n发布机构：柳川县农业局\n发布日期：2024-04-02\n\n春耕已经开始。"
    report = read_report(tmp_path, "a.txt", text)
    assert (str(report.index_number), report.issuer, report.published) == (
        "QH20/2024-7",
        "柳川县农业局",
        PartialDate(2024, 4, 2),
    )
    assert report.body.split() == [*between.split(), "春耕已经开始。"]


def test_the_body_begins_at_a_form_of_address(tmp_path: Path) -> None:
    """What is no label with a short value ends the header, whatever follows."""
    text = "信息名称：春耕简报\n索引号：QH20/2024-7\n各乡镇，县直各单位：\n发布日期：另行通知。"
    assert read_report(tmp_path, "a.txt", text).body == "各乡镇，县直各单位：\n发布日期：另行通知。"


@pytest.mark.parametrize("line", ["发布时间：2024-04-02", "发布日期：2024年4月2日", "公开日期：2024-04-02 09:00"])
def test_a_day_under_the_title(tmp_path: Path, line: str) -> None:
    """One label that only headers have is enough below a title."""
    report = read_report(tmp_path, "a.txt", f"关于春耕的通知\n{line}\n\n春耕已经开始。\n柳川县农业局\n2024年4月1日")
    assert (report.title, report.published) == ("关于春耕的通知", PartialDate(2024, 4, 2))
    assert report.written == PartialDate(2024, 4, 1)


@pytest.mark.parametrize(
    "line",
    [
        "2024-04-02 10:11 来源：柳川县农业局",
        "时间：2024-04-02 来源：柳川县农业局",
        "来源：柳川县农业局  日期：2024-04-02",
    ],
)
def test_day_and_source_on_one_line(tmp_path: Path, line: str) -> None:
    """Together they are what sites print below a title."""
    report = read_report(tmp_path, "a.txt", f"关于春耕的通知\n{line}\n\n春耕已经开始。")
    assert (report.issuer, report.published) == ("柳川县农业局", PartialDate(2024, 4, 2))


@pytest.mark.parametrize(
    "lines", ["来源：柳川日报\n时间：2024-04-02", "作者：王某\n日期：2024年4月2日 09:10\n来源：柳川日报"]
)
def test_day_and_source_on_lines_of_their_own(tmp_path: Path, lines: str) -> None:
    """No notice of a meeting says both; without a whole day they are its text."""
    report = read_report(tmp_path, "a.txt", f"关于春耕的通知\n{lines}\n\n春耕已经开始。")
    assert (report.issuer, report.published) == ("柳川日报", PartialDate(2024, 4, 2))
    text = f"关于春耕的通知\n{lines}上午\n".replace("2024", "明年").replace("来源：柳川日报上午", "来源：柳河")
    assert read_report(tmp_path, "a.txt", text).published is None


def test_weak_labels_of_a_header_with_blank_lines(tmp_path: Path) -> None:
    """Behind a blank line they go on with it where one follows that only headers have."""
    text = "索引号：QH20/2024-7\n主题分类：农业\n\n名称：春耕简报\n\n发布日期：2024-04-02\n\n来源：柳川日报\n\n春耕已经开始。"
    report = read_report(tmp_path, "a.txt", text)
    assert (report.title, report.issuer, report.published) == ("春耕简报", "柳川日报", PartialDate(2024, 4, 2))
    assert report.body == "春耕已经开始。"


@pytest.mark.parametrize("gap", [" ", "\u3000", "\t", "  "])
def test_labels_without_a_colon(tmp_path: Path, gap: str) -> None:
    """Unmistakable labels are set apart from their values by a gap."""
    pairs = [
        ("索 引 号", "QH20/2024-7"),
        ("发布机构", "柳川县农业局"),
        ("文号", "柳农〔2024〕7号"),
        ("发布日期", "2024-04-02"),
    ]
    header = "\n".join(f"{label}{gap}{value}" for label, value in pairs)
    report = read_report(tmp_path, "a.txt", f"信息名称{gap}春耕简报\n{header}\n\n春耕已经开始。")
    assert (report.title, str(report.index_number), report.issuer) == ("春耕简报", "QH20/2024-7", "柳川县农业局")
    assert (str(report.document_number), report.published) == ("柳农〔2024〕7号", PartialDate(2024, 4, 2))


def test_what_stands_behind_an_issuer_stays_searchable(tmp_path: Path) -> None:
    """Labels glued to it are read, and other text behind it stays in the body."""
    text = "信息名称：春耕简报\n索引号：QH20/2024-7发布机构：柳川县农业局文号：柳农〔2024〕7号\n发布单位：柳川县农业局电话号码：12345\n\n春耕。"
    report = read_report(tmp_path, "a.txt", text)
    assert (report.issuer, str(report.document_number)) == ("柳川县农业局", "柳农〔2024〕7号")
    assert "12345" in report.body


def test_invisible_characters_around_values(tmp_path: Path) -> None:
    """What editors leave at the edges of a value is no part of it; what joins characters inside stays."""
    text = "信息名称：\u200b春耕\u200d简报\ufeff\n索引号：\u200bQH20/2024-7\n文号\n\u200b柳农〔2024〕7号\u200b\n春耕。"
    report = read_report(tmp_path, "a.txt", text)
    assert report.title == "春耕\u200d简报"
    assert report.index_number is not None
    assert report.document_number is not None
    assert (report.index_number.raw, report.document_number.raw) == ("QH20/2024-7", "柳农〔2024〕7号")


def test_sentences_that_begin_like_labels(tmp_path: Path) -> None:
    """Words behind a gap are no value of a label that wants a number, a day or an agency."""
    body = "索引号 由机构代码组成\n发布日期 以上网之日为准\n发布机构 改革以后的情况"
    report = read_report(tmp_path, "a.txt", f"关于目录的说明\n{body}")
    assert (report.index_number, report.published, report.issuer) == (None, None, "")
    assert report.body.endswith(body)


@pytest.mark.parametrize(
    "line", ["网站：" * 50_000, "时间：" + " " * 100_000, "索引号\t" * 25_000, "索 " * 50_000, "发布日期：" * 20_000]
)
def test_long_lines_cost_little(tmp_path: Path, line: str) -> None:
    """A line of a hundred thousand characters is the body, and is not looked at again and again."""
    report = read_report(tmp_path, "a.txt", f"信息名称：春耕简报\n索引号：QH20/2024-7\n{line}\n{line}。")
    assert report.title == "春耕简报"


@pytest.mark.parametrize("label", ["信息名称\n", "信 息 名 称：", "文件名称："])
def test_the_label_of_a_title_alone(tmp_path: Path, label: str) -> None:
    """At the beginning of a file it is enough, and never the title itself."""
    report = read_report(tmp_path, "a.txt", f"{label}关于春耕的通知\n春耕已经开始。")
    assert (report.title, report.body) == ("关于春耕的通知", "春耕已经开始。")


@pytest.mark.parametrize(
    ("first_lines", "title", "number", "issuer"),
    [
        ("春耕工作的通知\n柳农〔2024〕7号", "春耕工作的通知", "柳农〔2024〕7号", ""),
        ("春耕工作的通知\n\n（柳农〔2024〕7号）", "春耕工作的通知", "柳农〔2024〕7号", ""),
        ("柳农〔2024〕7号\n春耕工作的通知", "春耕工作的通知", "柳农〔2024〕7号", ""),
        ("柳川县农业局文件\n\n柳农〔2024〕7号\n\n春耕工作的通知", "春耕工作的通知", "柳农〔2024〕7号", "柳川县农业局"),
        ("柳川县人民政府令\n第7号\n柳川县春耕办法", "柳川县春耕办法", "柳川县人民政府令第7号", "柳川县人民政府"),
        ("柳川县农业局公告（2024年第7号）", "柳川县农业局公告（2024年第7号）", "柳川县农业局公告（2024年第7号）", ""),
    ],
)
def test_the_head_of_a_document(tmp_path: Path, first_lines: str, title: str, number: str, issuer: str) -> None:
    """A number on a line of its own before the first sentence is that of the document; above its title the agency stands too."""
    report = read_report(tmp_path, "a.txt", f"{first_lines}\n\n各乡镇：\n根据有关规定，现就春耕工作通知如下。\n")
    assert (report.title, str(report.document_number), report.issuer) == (title, number, issuer)
    assert report.body.startswith(first_lines)


@pytest.mark.parametrize(
    "lines", ["春耕工作的通知\n各乡镇：\n现转发如下。\n柳农〔2024〕7号", "春耕工作的通知\n住址：柳川县人民路7号"]
)
def test_numbers_of_other_things(tmp_path: Path, lines: str) -> None:
    """A number behind a sentence is another document's, and an address has none."""
    assert read_report(tmp_path, "a.txt", lines).document_number is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("柳农〔2024〕\n7号", "柳农〔2024〕7号"),
        ("柳农\n〔2024〕7号", "柳农〔2024〕7号"),
        ("柳农〔2024〕7号\n8号", "柳农〔2024〕7号"),
    ],
)
def test_a_number_broken_over_two_lines(tmp_path: Path, value: str, number: str) -> None:
    """What of a document number stands on the next line belongs to it; a whole one goes on nowhere."""
    text = f"名称：春耕工作的通知\n索引号：QH20/2024-7\n文号：{value}\n发布机构：柳川县农业局\n\n请照办。"
    report = read_report(tmp_path, "a.txt", text)
    assert str(report.document_number) == number
