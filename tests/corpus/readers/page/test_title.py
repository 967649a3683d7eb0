"""A title is found where no label tells it."""

import re
from pathlib import Path

import pytest

from tests.corpus.readers.page.pages import NAV, PROSE, page
from tests.corpus.readers.read_one import read_as, read_report


@pytest.mark.parametrize(
    ("head", "box", "title"),
    [
        ("", "<h1>关于防汛的通知</h1>", "关于防汛的通知"),
        ("<title>关于防汛的通知</title>", "", "关于防汛的通知"),
        ("<title>关于防汛的通知-青禾市水务局</title>", "", "关于防汛的通知"),
        ("<title>关于防汛的通知 | 通知公告 | 青禾市政府门户网站</title>", "", "关于防汛的通知"),
        ("<title>2021-2025年水安全规划</title>", "", "2021-2025年水安全规划"),
        ("<title>青禾市人民政府</title>", '<div class="title">关于<br>防汛的通知</div>', "关于防汛的通知"),
        ("<title>关于防汛的通知_青禾市人民政府</title>", "<h1>青禾市人民政府</h1>", "关于防汛的通知"),
        ("", '<div class="header"><h1>青禾政务</h1></div><h1 id="ti">关于防汛的通知</h1>', "关于防汛的通知"),
        ("<title>关于防汛的通知 - 通知公告 - 青禾市水务局</title>", "", "关于防汛的通知"),
        (
            "<title>关于防汛的通知</title>",
            '<h1>当前位置</h1><h2 class="article-title">关于防汛的<br>通知</h2>',
            "关于防汛的通知",
        ),
        (
            "<title>关于防汛的通知_政务公开</title>",
            '<h1>关于防汛工作的通知</h1><p class="tit">政务公开</p>',
            "关于防汛工作的通知",
        ),
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


def test_a_label_or_a_site_is_no_title(tmp_path: Path) -> None:
    """Where only a label is called a title, and the page is called as its site, the first line of the text is the title."""
    box = '<table><tr><td class="title">信息索引号</td><td>015530468/2023-00021</td></tr></table>'
    source = f"<head><title>青禾网</title></head><body>{box}<div id='zoom'><p>关于检修的通告</p>{PROSE}</div></body>"
    assert read_report(tmp_path, "a.html", source).title == "关于检修的通告"


INFO = "<div>发布时间：2025-05-06　来源：青禾市水务局</div>"


@pytest.mark.parametrize(
    ("own", "above"),
    [
        ("停水公告-信息公开-青禾市人民政府门户网站", "<h1>信息公开</h1><h2>通知公告</h2><div class='z'>停水公告</div>"),
        (
            "停水公告_通知公告_青禾市人民政府",
            "<h1 style='display:none'>青禾市人民政府</h1><div class='z'>停水公告</div>",
        ),
        ("停水公告-青禾市人民政府网", "<div class='title'>政府文件</div><div class='z'>停水公告</div>"),
        ("停水公告", "<h1><a href='/'>青禾政务服务</a></h1><h2>停水公告</h2>"),
        ("青禾市人民政府 通知公告 关于节水的通告", "<b>关于节水的通告</b>"),
        ("关于节水的通告_青禾市人民政府", "<h1>关于节水的通告<small>(2025-05-06)</small></h1>"),
        ("关于节水的通告", "<div class='title'>青禾市水务局关于节水的通告</div>"),
        ("青禾市人民政府", "<div class='xl_bt'>关于节水的通告</div>"),
        ("青禾市水务局公众信息网", "<table><tr><td align='center'><b>关于节水的通告</b></td></tr></table>"),
        ("青禾市水务局", "<article><header><h1>关于节水的通告</h1></header></article>"),
        ("信息公开", "<div class='article'><div class='header'><h1>关于节水的通告</h1></div></div>"),
        ("青禾水务网", "<h1>青禾水务</h1><h3>关于节水的通告</h3>"),
        ("详情页", "<h2>关于节水的通告</h2>"),
        ("青禾网", "<table><tr><td class='title'>备案号</td><td>QH1</td></tr></table><p>关于节水的通告</p>"),
        ("青禾网", "<p>关于节水的通告</p><div><span class='tit'>主办部门：</span><span>QH1</span></div>"),
    ],
)
def test_the_title_that_the_page_shows(tmp_path: Path, own: str, above: str) -> None:
    """Names of sites and columns, labels and hidden headings are passed over for what the page's own title says, or what stands above its agency."""
    source = f"<head><title>{own}</title></head><body>{NAV}{above}{INFO}<div id='zoom'>{PROSE}</div></body>"
    assert (
        re.search("(青禾市水务局)?(关于节水的通告|停水公告)", above)[0] == read_report(tmp_path, "a.html", source).title
    )


def test_a_kind_spread_over_its_line(tmp_path: Path) -> None:
    """The last word of a title may be set wide."""
    source = "<div class='title'>青禾市人民政府<br>关于节水的<br>通&nbsp;&nbsp;告</div><p>请节约用水。</p>"
    assert read_report(tmp_path, "a.html", source).title == "青禾市人民政府关于节水的通告"


@pytest.mark.parametrize("own", ["无标题文档", "New Page 1", "正文", "青禾市水务局"])
def test_a_page_that_is_called_nothing(tmp_path: Path, own: str) -> None:
    """The first line of the text is the title where the page has no other."""
    source = f"<title>{own}</title><body>{NAV}{INFO}<div id='zoom'><p>关于检修的通告</p>{PROSE}</div></body>"
    assert read_report(tmp_path, "a.html", source).title == "关于检修的通告"
