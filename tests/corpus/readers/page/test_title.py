"""A title is found where no label tells it."""

from pathlib import Path

import pytest

from tests.corpus.readers.page.pages import PROSE, page
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
