"""Pages of every template give their metadata, all of their main text, and nothing of their navigation."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.problem import Problem
from corpus.readers.page.html import read_html
from corpus.report import Attachment, Report
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.read_one import read_as, read_report

NAV = '<div class="nav"><a href="/">首页</a><a href="/zwgk">政务公开</a></div><div class="crumb">当前位置：首页 &gt; 正文</div>'
FOOT = '<div class="foot">主办单位：青禾市人民政府办公室　某ICP备00000000号　网站标识码0000000000</div>'
PROSE = (
    "<p>各单位：</p><p>为做好今年防汛抗旱工作，保障人民群众生命财产安全，现就有关事项通知如下，请认真贯彻执行，并将落实情况及时报告。</p>"
    "<p>一、落实责任。各水库、山塘、在建工程要明确责任人，汛期二十四小时值班，发现险情立即转移群众，不得瞒报、迟报、漏报。</p>"
    "<p>青禾市水务局</p><p>2023年1月5日</p>"
)

BOXES = {
    "table of cells": """<table class="bd1"><tr><td><b>索 引 号：</b></td><td>015530468/2023-00011</td>
        <td><b>主题分类：</b></td><td>水利</td></tr><tr><td><b>发文机关：</b></td><td>青禾市水务局</td>
        <td><b>成文日期：</b></td><td>2023年01月05日</td></tr>
        <tr><td><b>标　　题：</b></td><td colspan=3>关于防汛的通知</td></tr>
        <tr><td><b>发文字号：</b></td><td>青水发〔2023〕1号</td><td><b>发布日期：</b></td><td>2023年01月09日</td></tr>
        <tr><td><b>主 题 词：</b></td><td></td><td></td><td></td></tr></table>""",
    "table of heads": """<table class="xxgk_table"><tr><th>索引号</th><td>015530468/2023-00011</td><th>主题导航</th><td>水利</td></tr>
        <tr><th>发布机构</th><td>青禾市水务局</td><th>公开日期</th><td>2023-1-9</td></tr>
        <tr><th>文件编号</th><td>青水发〔2023〕1号</td><th>生成日期</th><td>2023-01-05</td></tr>
        <tr><th>名称</th><td colspan=3>关于防汛的通知</td></tr><tr><th>效力状况</th><td></td></tr></table>""",
    "label and value in one cell": """<table><tr><td>索引号：015530468/2023-00011</td><td>主题分类：水利</td></tr>
        <tr><td>发布机构：青禾市水务局</td><td>发布日期：2023-01-09</td></tr>
        <tr><td>信息名称：关于防汛的通知</td><td>文号：青水发〔2023〕1号</td></tr>
        <tr><td>成文日期：2023-01-05</td><td>废止日期：</td></tr></table>""",
    "definition list": """<dl><dt>索引号：</dt><dd>015530468/2023-00011</dd><dt>发文机构：</dt><dd>青禾市水务局</dd>
        <dt>主题分类：</dt><dd>水利</dd><dt>发布文号：</dt><dd>青水发〔2023〕1号</dd><dt>产生日期：</dt><dd>2023-01-05</dd>
        <dt>效力状态：</dt><dd></dd><dt>发布日期：</dt><dd>2023-01-09</dd><dt>信息名称：</dt><dd>关于防汛的通知</dd></dl>""",
    "list items": """<ul><li><strong>索&nbsp;&nbsp;引&nbsp;&nbsp;号：</strong>015530468/2023-00011</li>
        <li><strong>文&nbsp;&nbsp;&nbsp;&nbsp;号：</strong>青水发〔2023〕1号</li><li><strong>标题：</strong>关于防汛的通知</li>
        <li><strong>发布机构：</strong>青禾市水务局</li><li><strong>发布日期：</strong>2023-01-09</li>
        <li><strong>成文日期：</strong>2023-01-05</li><li><strong>主题分类：</strong>水利</li><li><strong>有效性：</strong></li></ul>""",
    "spans without colons": """<ul><li><span>索引号</span><span>015530468/2023-00011</span></li><li><span>文号</span><span>青水发〔2023〕1号</span></li>
        <li><span>标题</span><span>关于防汛的通知</span></li><li><span>发布机构</span><span>青禾市水务局</span></li>
        <li><span>发布日期</span><span>2023-01-09</span></li><li><span>成文日期</span><span>2023-01-05</span></li>
        <li><span>主题分类</span><span>水利</span></li></ul>""",
    "pairs of blocks": """<div class="box"><div>索引号</div><div>015530468/2023-00011</div><div>文号</div><div>青水发〔2023〕1号</div>
        <div>标题</div><div>关于防汛的通知</div><div>发布机构</div><div>青禾市水务局</div><div>关键词</div><div></div>
        <div>发布日期</div><div>2023-01-09</div><div>成文日期</div><div>2023-01-05</div><div>主题分类</div><div>水利</div></div>""",
    "running labels": """<DIV class="xx"><B>索 引 号:</B>&nbsp;015530468/2023-00011&nbsp;&nbsp;<B>主题分类:</B>&nbsp;水利<BR>
        <B>发布机构:</B>&nbsp;青禾市水务局&nbsp;&nbsp;<B>文　　号:</B>&nbsp;青水发〔2023〕1号&nbsp;<B>发布日期:</B>&nbsp;2023-01-09<BR>
        <B>信息名称:</B>&nbsp;关于防汛的通知 <B>成文日期:</B> 2023-01-05 <B>关键词:</B></DIV>""",
    "running labels, bold over all": """<p><b>索引号：015530468/2023-00011 主题分类：水利<br>发布机构：青禾市水务局 文号：青水发〔2023〕1号<br>
        发布日期：2023-01-09 成文日期：2023-01-05<br>信息名称：关于防汛的通知</b></p>""",
}
MAINS = {
    "gov.cn": '<table><tr><td id="UCAP-CONTENT">{}</td></tr></table>',
    "TRS": '<div class="TRS_Editor"><style>.a{{}}</style>{}</div>',
    "zoom": '<div class="content"><div id="zoom">{}</div></div>',
    "xxgkml": '<div class="xxgkml-content">{}</div>',
    "article": '<div class="wrap"><div class="article">{}</div></div>',
    "nothing known": '<div class="q1"><div class="q2">{}</div></div>',
    "layout tables": "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>",
}


def page(box: str = "", main: str = PROSE, *, head: str = "", container: str = "zoom") -> str:
    """Return a whole page with navigation around the box and the main text."""
    around = MAINS[container].format(main)
    return f"<html><head>{head}</head><body>{NAV}<div class='wrapper'>{box}{around}</div>{FOOT}</body></html>"


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


def test_signature_fills_what_no_label_tells(tmp_path: Path) -> None:
    """Issuer and written date come from the end of the text when there is no box."""
    report = read_report(tmp_path, "a.html", page(head="<title>关于防汛的通知_青禾市人民政府</title>"))
    assert (report.title, report.issuer) == ("关于防汛的通知", "青禾市水务局")
    assert report.written == PartialDate(2023, 1, 5)
    assert report.published is None


def test_meta_fills_what_the_page_leaves_open(tmp_path: Path) -> None:
    """The names that guidelines prescribe are read from the head, below what is visible."""
    head = (
        '<meta name="SiteName" content="青禾市人民政府"><meta name="ArticleTitle" content="关于防汛的通知">'
        '<meta name="PubDate" content="2023-01-09 10:20"><meta name="ContentSource" content="青禾市应急管理局">'
        '<meta name="Keywords" content="防汛,抗旱"><title>青禾市人民政府</title>'
    )
    report = read_report(tmp_path, "a.html", page("<div>发布机构：青禾市水务局</div>", head=head))
    assert (report.title, report.issuer) == ("关于防汛的通知", "青禾市水务局")
    assert (report.published, report.keywords) == (PartialDate(2023, 1, 9), ("防汛", "抗旱"))


@pytest.mark.parametrize(
    ("head", "box", "title"),
    [
        ("", "<h1>关于防汛的通知</h1>", "关于防汛的通知"),
        ("<title>关于防汛的通知</title>", "", "关于防汛的通知"),
        ("<title>关于防汛的通知-青禾市水务局</title>", "", "关于防汛的通知"),
        ("<title>关于防汛的通知 | 通知公告 | 青禾市政府门户网站</title>", "", "关于防汛的通知"),
        ("<title>2021-2025年水安全规划</title>", "", "2021-2025年水安全规划"),
        ("<title>青禾市人民政府</title>", '<div class="title">关于<br>防汛的通知</div>', "关于 防汛的通知"),
        ("<title>关于防汛的通知_青禾市人民政府</title>", "<h1>青禾市人民政府</h1>", "关于防汛的通知"),
        ("", '<div class="header"><h1>青禾政务</h1></div><h1 id="ti">关于防汛的通知</h1>', "关于防汛的通知"),
        ("<title>&nbsp;</title>", "", ""),
    ],
)
def test_titles(tmp_path: Path, head: str, box: str, title: str) -> None:
    """Without a label the heading is the title, else the page's title without its site."""
    report, problems = read_as(tmp_path, "a.html", page(box, head=head))
    if title:
        assert report is not None
        assert report.title == title
    else:
        assert report is None
        assert "标题" in problems[0].reason


def test_tables_in_the_body_keep_their_cells_apart(tmp_path: Path) -> None:
    """Every cell of a table in the text can be found, and words of two cells do not run together."""
    table = "<table><tr><th>名称</th><th>状态</th></tr><tr><td>石门水库</td><td>正常</td></tr><tr><td><p>龙潭</p></td><td>12</td></tr></table>"
    report = read_report(tmp_path, "a.html", page("<h1>水库情况</h1>", PROSE + table))
    assert "名称\t状态\n石门水库\t正常\n" in report.body
    assert "龙潭" in report.body
    assert report.status == ""


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


def test_unseen_elements_are_left_out(tmp_path: Path) -> None:
    """Scripts, styles, comments, hidden elements, forms and server code are no text; what follows them is."""
    content = "<script>甲甲</script>一<style>乙乙</style>二<!-- 丙丙 -->三<span style='DISPLAY: none'>丁丁</span>四<p hidden>戊戊</p>五<% 己己 %>六<select><option>庚庚</option></select>七"
    report = read_report(tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", f"{PROSE}<div>{content}</div>"))
    assert "一二三四五六七" in report.body
    for unseen in ("甲甲", "乙乙", "丙丙", "丁丁", "戊戊", "己己", "庚庚"):
        assert unseen not in report.body


def test_an_article_that_is_hidden_itself_is_shown(tmp_path: Path) -> None:
    """Scripts unhide the article once it is loaded."""
    report = read_report(
        tmp_path, "a.html", f'<h1>关于防汛的通知</h1><div id="zoom" style="display:none">{PROSE}</div>'
    )
    assert "青禾市水务局" in report.body


def test_wrapped_source_does_not_break_words(tmp_path: Path) -> None:
    """A line of source broken between two Chinese characters leaves no space, between Latin words it does."""
    report = read_report(
        tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", f"<p>安全\n    生产 use\n   of PM\u3000甲</p>{PROSE}")
    )
    assert "安全生产 use of PM\u3000甲" in report.body


def test_text_outside_a_small_known_container_is_kept(tmp_path: Path) -> None:
    """A container that holds only a piece of the prose does not hide the rest."""
    text = f'<div class="c9"><div class="TRS_Editor"><p>本页附有说明，请一并阅读。</p></div>{PROSE * 3}</div>'
    report = read_report(tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", text, container="nothing known"))
    assert "落实责任" in report.body
    assert "请一并阅读" in report.body


def test_attachments_are_links_to_files(tmp_path: Path) -> None:
    """Files linked in and below the article are attachments, each once; pages and navigation are not."""
    links = '<p><a href="./a.pdf">名单.pdf</a><a href="./a.pdf">下载</a><a href="b.DOCX?id=1"></a><a href="/c.html">页</a></p>'
    below = '<div class="fj"><a href="/d.ofd">方案</a></div><div class="nav"><a href="/e.pdf">指南</a></div>'
    report = read_report(tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", PROSE + links) + below)
    assert report.attachments == (
        Attachment("名单.pdf", "./a.pdf"),
        Attachment("b.DOCX", "b.DOCX?id=1"),
        Attachment("方案", "/d.ofd"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<html></html>", "可见的文字"),
        ("<!-- nothing -->", "内容"),
        ("<html><frameset cols='1,2'><frame src='a.html'></frameset></html>", "框架"),
        ("<body><iframe src='a.html'></iframe></body>", "框架"),
        ("<body><script>document.write('甲')</script></body>", "可见的文字"),
    ],
)
def test_pages_without_text_say_why(tmp_path: Path, text: str, expected: str) -> None:
    """Empty pages, framesets and pages made by scripts are skipped with a reason."""
    report, problems = read_as(tmp_path, "a.html", text)
    assert report is None
    assert expected in problems[0].reason


@pytest.mark.parametrize(
    "text",
    [
        page(BOXES["table of cells"])[:1500],
        page(BOXES["definition list"]).replace("<p>", "<p>\x00"),
        page(BOXES["list items"]).replace("</", "<"),
        '<?xml version="1.0" encoding="gbk"?>' + page(BOXES["list items"]),
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + page(BOXES["list items"], PROSE + "<p>&a;</p>"),
        "<h1>关于防汛的通知</h1>" + "<div>" * 5000 + "终" + "</div>" * 5000,
        "<h1>关于防汛的通知</h1>" + "<b>" * 3000 + "终",
        "<h1>关于防汛的通知</h1>" + "<table><tr><td>" * 300 + "终",
    ],
)
def test_damaged_and_hostile_pages_give_a_report(tmp_path: Path, text: str) -> None:
    """Truncated, nested and malformed pages are read as far as they go; entities are not fetched."""
    report, _ = read_as(tmp_path, "a.html", text)
    assert report is not None
    assert report.title == "关于防汛的通知"
    assert "root:" not in report.body
    assert "终" in report.body or "终" not in text


TAGS = st.sampled_from(
    (
        *("<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<dl>", "<dt>", "<dd>", "<p>", "</p>", "<b>"),
        *("</b>", "<br>", "<div id=zoom>", "</div>", "<li>", "<%", "%>", "<!--", "<a href=a.pdf>", "</html>"),
        *("索引号：", "标题", "发布日期", "2021-02-30", "甲" * 70 + "。"),
    )
)


@given(st.lists(TAGS | st.text(max_size=5), max_size=40).map("".join))
def test_any_page_is_read(text: str) -> None:
    """Pages made of any pieces give reports or problems, never an error."""
    for each in read_html(text, source="a"):
        assert isinstance(each, (Report, Problem))
