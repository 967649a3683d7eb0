"""Labelled values of every template are found, and what stands in the article is not taken for one."""

import re
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
    rows = "<table><tr><th>名称</th><th>索引号</th><th>发布机构</th></tr><tr><td>甲</td><td>015530468/2023-00011</td><td>乙局</td></tr>"
    rows += "<tr><td>丙</td><td>015530468/2023-00012</td><td>乙局</td></tr></table>"
    report = read_report(tmp_path, "a.html", f"<body>{NAV}<h1>近期信息公开</h1><div>{rows}</div></body>")
    assert report.index_number is None
    assert "015530468/2023-00011" in report.body


INFO_LINES = {
    "counter behind a gap": "发布时间：2025-05-06　来源：青禾市水务局　阅读：77",
    "unknown labels": "来源：青禾市水务局　　供稿单位：某科　　审核人：某某　　日期：2025-05-06",
    "switch of sizes": "日期：2025-05-06 | 来源：青禾市水务局 | 字号：[大] [中] [小]",
    "tools in brackets": "来源：青禾市水务局 发布日期：2025-05-06 浏览次数： 【字体：大 中 小】 打印",
    "date without a label": "2025-05-06 10:20 来源： 青禾市水务局 【字体：大 中 小】",
    "lines of the source": "发布机构：青禾市水务局\n发布日期：2025-05-06\n点击率：12",
    "elements of their own": "<span>发布时间：2025-05-06</span><span>来源：青禾市水务局</span><span>字体：大 中 小</span>",
    "elements on lines": "<span>来源：青禾市水务局</span>\n<span>发布时间：2025-05-06</span>",
    "date behind the agency": "来源：青禾市水务局 | 2025-05-06 10:20 | 点击率：128",
    "date and time in words": "2025年05月06日 10时20分　　来源:青禾市水务局　　访问量：<em>3</em>",
    "each in brackets": "[来源：青禾市水务局] [发布时间：2025-05-06] [浏览：12]",
    "words of the press": "稿源：青禾市水务局  发稿时间：二〇二五年五月六日  审核：某某",
    "labels in brackets": "【发布机构】青禾市水务局　【发布日期】2025-05-06",
    "day behind other tools": "来源：青禾市水务局 作者：某某 字体：大 中 小 打印 2025-05-06",
    "day behind a bracket": "来源：青禾市水务局 【字体：大 中 小】 2025-05-06",
    "labels without a gap": "发布时间：2025-05-06 10:20来源：青禾市水务局",
    "labels glued to the agency": "发布机构：青禾市水务局发布日期：2025-05-06",
    "labels behind commas": "发布日期：2025-05-06，来源：青禾市水务局，阅读：12",
    "labels behind slashes": "发布日期：2025-05-06 / 来源：青禾市水务局 / 点击：12",
    "labels in brackets without a colon": "[发布日期] 2025-05-06　[来源] 青禾市水务局",
    "labels with an aside": "发布机构/单位：青禾市水务局　发布日期（公开日期）：2025-05-06",
    "a word for the day": "发布于2025-05-06　来源：青禾市水务局",
    "counter in brackets": "2025-05-06（阅读12次）来源：青禾市水务局",
    "counter with a colon": "2025-05-06 (点击：56)来源：青禾市水务局",
    "day behind a switch in brackets": "来源：青禾市水务局【字号：大 中 小】 2025年5月6日",
    "day in a bracket": "来源：青禾市水务局（2025-05-06）",
    "wide brackets": "［发布机构］青禾市水务局　［发布日期］2025-05-06",
    "a small colon": "发布机构﹕青禾市水务局　发布日期﹕2025-05-06",
    "a switch in hollow brackets": "来源：青禾市水务局 〖 大 中 小 〗 日期：2025-05-06",
    "a day in a cell of its own": "<table><tr><td>2025-05-06</td><td>来源：青禾市水务局</td></tr></table>",
    "no label at all": "2025-05-06 10:20:12　青禾市水务局",
    "labels in elements above their values": "<ul><li><b>发布机构</b><p>青禾市水务局</p></li><li><b>公开日期</b><p>2025-05-06</p></li></ul>",
    "labels in cells above their values": "<table><tr><td>发布机构<br>青禾市水务局</td><td>公开日期<br>2025-05-06</td></tr></table>",
    "labels without a colon before elements": "发布机构<span>青禾市水务局</span> 公开日期<em>2025-05-06</em>",
    "a switch with a label of colours": "发布日期：2025-05-06 来源：青禾市水务局 字号： 大 中 小 视力保护色：",
    "date before an element": "2025-05-06 10:20 <span>来源：青禾市水务局</span><b>【字体：<a>大</a> <a>小</a>】</b><a>我要纠错</a>",
}


@pytest.mark.parametrize("line", INFO_LINES)
def test_lines_of_information_under_the_title(tmp_path: Path, line: str) -> None:
    """Agency and day are read from the line under a title, whatever else is printed there, and nothing else is."""
    text = "为保障汛期安全，现将有关事项通知如下，请各单位结合实际认真贯彻落实，并于月底前将落实情况报送。" * 2
    report = read_report(
        tmp_path,
        "a.html",
        f"<h1>关于防汛值守的通知</h1><div>{INFO_LINES[line]}</div><div id='zoom'><p>{text}</p></div>",
    )
    assert (report.issuer, str(report.published), report.document_number) == ("青禾市水务局", "2025年5月6日", None)


def test_the_day_of_an_update_is_not_that_of_publication(tmp_path: Path) -> None:
    """A day without a label is believed beside the agency only, not behind a label that names another day."""
    line = "来源：青禾市水务局　有效期：2031-05-06　更新时间：2025-05-06"
    report = read_report(tmp_path, "a.html", f"<h1>关于防汛值守的通知</h1><div>{line}</div><div><p>各单位：</p></div>")
    assert (report.issuer, report.published) == ("青禾市水务局", None)


@pytest.mark.parametrize(
    "sizes",
    [
        "超大 大 中 小",
        "放大 缩小",
        "T | T",
        "A- A A+",
        "小 | 大 打印",
        "14px 16px",
        "14 16 18",
        "[ 12 | 14pt | 20 ]",
        "+ -",
        "加大 正常 缩小",
        "大字 中字 小字",
        "大 中 小 浏览：12",
        "[大 中 小] 审核人：某某",
        "大｜中｜小 收藏本页",
        "大号 中号 小号",
        "常规 大号 语音播报",
        "大 中 小 2025-05-06",
    ],
)
def test_a_switch_of_sizes_is_no_document_number(tmp_path: Path, sizes: str) -> None:
    """字号 also names a switch of the page."""
    page_of = f"<h1>水质通报</h1><div>字号：{sizes}</div><div id='zoom'><p>各项指标合格，结果公布如下。</p></div>"
    assert read_report(tmp_path, "a.html", page_of).document_number is None


@pytest.mark.parametrize("time", ["2024年4月12日上午9时", "2024年4月12日至18日", "2024年4月12日前"])
def test_the_time_of_a_meeting_is_text(tmp_path: Path, time: str) -> None:
    """A day with a part of it, or up to another one, is none of publication, and its line stays in the text."""
    html = f"<h1>关于召开春耕会议的通知</h1><div id='zoom'><p>时间：{time}</p><p>地点：县农业局</p><p>请按时参加。</p></div>"
    report = read_report(tmp_path, "a.html", html)
    assert report.published is None
    assert f"时间：{time}" in report.body


def test_a_list_of_what_texts_have_too_is_no_box(tmp_path: Path) -> None:
    """The kind and the state of a reservoir are the article, however many such lines it has."""
    lines = "".join(f"<p>{line}</p>" for line in ("名称：青柳水库", "类别：小型", "状态：蓄水", "主题：灌溉"))
    report = read_report(tmp_path, "a.html", f"<h1>青柳水库简介</h1><div id='zoom'>{lines}<p>库容不大。</p></div>")
    assert (report.title, report.category, report.status, report.topic) == ("青柳水库简介", "", "", "")
    assert "状态：蓄水" in report.body


@pytest.mark.parametrize("number", ["青水〔2023〕9号", "青水发[2023]9", "第9号", "〔2023〕9号"])
def test_a_number_behind_the_name_of_the_switch(tmp_path: Path, number: str) -> None:
    """What agencies number their documents by is believed behind 字号 as well."""
    page_of = f"<h1>水质通报</h1><div>字号：{number}</div><div id='zoom'><p>各项指标合格，结果公布如下。</p></div>"
    assert str(read_report(tmp_path, "a.html", page_of).document_number) == number


ARTICLES = {
    "a meeting": "<p>各有关单位：</p><p>定于近期召开防汛会议。</p><p>时间：2025年5月9日上午9时</p><p>地点：东楼一号会议室</p>",
    "a meeting without a salutation": "<p>时间：2025年5月9日上午9时</p><p>地点：东楼一号会议室</p>",
    "a tip-off": "<p>现将督办情况通报如下。</p><p>来源：群众举报</p><p>标题：占用河道</p>",
    "slogans": "<p>标题：节水口号征集</p><p>主题：人人爱水</p><p>来源：群众征集</p>",
    "a period": "<p>拟表彰的单位名单予以公示。</p><p>公示时间：2025年5月9日至5月15日</p><p>甲站、乙站</p>",
    "a guide": "<p>索引号：为方便公众查找而编的信息代码。</p><p>名称：信息的题目。</p><p>发布机构：制作信息的机关。</p>",
    "a guide in a table": "<p>本指南说明怎样查找信息。</p><table><tr><td>索引号</td><td>一组编号</td></tr>"
    "<tr><td>发布机构</td><td>制作信息的机关</td></tr><tr><td>生成日期</td><td>制作信息之日</td></tr></table>",
    "a form": "<table><tr><td>名称</td><td>（必填）</td><td>文号</td><td>（选填）</td></tr>"
    "<tr><td>索引号</td><td>（选填）</td><td>发布机构</td><td>（选填）</td></tr></table>",
    "what ends": "<p>以下文件不再执行。</p><table><tr><td>文件名称</td><td>文号</td><td>发布机构</td></tr>"
    "<tr><td>青禾市水价办法</td><td>青政发〔2010〕3号</td><td>青禾市政府</td></tr></table>",
    "who does what": "<p>1.加强宣传。（责任部门：市财政局）</p><p>2.加强巡查。（责任部门：市公安局）</p>",
}


@pytest.mark.parametrize("article", ARTICLES)
def test_labels_of_what_an_article_says(tmp_path: Path, article: str) -> None:
    """Labels in the text of an article are its text: none is taken for a field of the report, and every line stays."""
    source = f"<h1>关于防汛值守的通知</h1><div id='zoom'>{ARTICLES[article]}</div>"
    report = read_report(tmp_path, "a.html", source)
    found = (report.title, report.issuer, report.published, report.index_number, report.document_number, report.topic)
    assert found == ("关于防汛值守的通知", "", None, None, None, "")
    cells = re.findall(r"<(?:p|td)>(.*?)</", ARTICLES[article])
    assert [cell for cell in cells if cell not in report.body] == []


def test_a_label_in_the_text_does_not_overrule_the_page(tmp_path: Path) -> None:
    """What the page says of the report counts before what its text begins with, and of several days the line keeps its last."""
    line = "<div>发布时间：2025-05-09　来源：青禾市水务局</div>"
    text = "<p>发布日期：2025年5月1日</p><p>公示时间：2025年5月2日至5月8日</p><p>招标人：某站</p>"
    report = read_report(tmp_path, "a.html", f"<h1>泵站招标公告</h1>{line}<div id='zoom'>{text}</div>")
    assert (report.issuer, report.published) == ("青禾市水务局", PartialDate(2025, 5, 9))
    assert "至5月8日" in report.body


def test_agency_and_day_below_the_article(tmp_path: Path) -> None:
    """A line with both below the text is the page's, one with the agency alone may be a footer's."""
    page_of = "<h1>水质通报</h1><div id='zoom'><p>各项指标合格，结果公布如下。</p></div><div>{}</div>"
    report = read_report(tmp_path, "a.html", page_of.format("来源：青禾市水务局　发布时间：2025-05-06"))
    assert (report.issuer, report.published) == ("青禾市水务局", PartialDate(2025, 5, 6))
    assert read_report(tmp_path, "b.html", page_of.format("发布单位：青禾市数据局")).issuer == ""


def test_days_of_other_pages(tmp_path: Path) -> None:
    """The day beside a link in a list is that of the page it leads to, and the line of a footer is the site's."""
    row = "<li><a href='1.html'>关于公布节水名单的通告</a><span>发布时间：2026-04-30</span></li>"
    info = "<div>发布时间：2025-05-06</div>"
    foot = "<div><p>来源：青禾市网站中心　发布时间：2020-01-01</p><p>某ICP备00000000号</p></div>"
    source = f"<ul>{row}</ul><h1>水质通报</h1>{{}}<div id='zoom'><p>各项指标合格，结果公布如下。</p></div>{foot}"
    report = read_report(tmp_path, "a.html", source.format(info))
    assert (report.issuer, report.published) == ("", PartialDate(2025, 5, 6))
    assert read_report(tmp_path, "b.html", source.format("")).published is None


def test_who_sent_a_text_in_is_not_who_published_it(tmp_path: Path) -> None:
    """The agency behind 来源 counts before the unit that wrote the text."""
    line = "供稿单位：某科　责任单位：某处　来源：青禾市水务局"
    source = f"<h1>水质通报</h1><div>{line}</div><div id='zoom'><p>各项指标合格，结果公布如下。</p></div>"
    assert read_report(tmp_path, "a.html", source).issuer == "青禾市水务局"


@pytest.mark.parametrize("between", ["</p><p>", "<br>"])
def test_invitations_tell_their_own_time(tmp_path: Path, between: str) -> None:
    """The day before a locality is that of the meeting, not of the page."""
    source = f"<h1>春耕培训</h1><div><p>时间：2024年4月2日{between}地点：县政府</p><p>各乡镇要派员参加，并于三月底前报名。</p></div>"
    report = read_report(tmp_path, "a.html", source)
    assert report.published is None
    assert "时间：2024年4月2日" in report.body
