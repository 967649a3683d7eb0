"""Pages that list others are passed over; reports that look like lists are not."""

from pathlib import Path

import pytest

from corpus.readers import PassedOver, read_file
from corpus.report import Report
from tests.corpus.readers.page.pages import FOOT, NAV, PROSE

ROWS = "".join(
    f'<li><a href="t{day}.html">关于做好第{day}批旧桥检测的通知</a><span>2023-03-0{day}</span></li>'
    for day in range(1, 8)
)
PAGER = '<div class="pg">共<b>9</b>条 <a href="1.html">上一页</a> <a href="2.html">下一页</a> <a href="9.html">尾页</a></div>'
TABLE = (
    "<table><tr><th>名称</th><th>索引号</th><th>发布机构</th><th>发布日期</th></tr>"
    '<tr><td><a href="t1.html">关于做好旧桥检测的通知</a></td><td>015530468/2023-00011</td><td>青禾市交通局</td><td>2023-03-01</td></tr></table>'
)
CHANNELS = "".join(
    f"<div><h3>栏目{each}</h3><ul>" + '<li><a href="t.html">关于做好旧桥检测的通知</a></li>' * 8 + "</ul></div>"
    for each in range(6)
)
LISTS = {
    "dated rows": f"<ul>{ROWS}</ul>",
    "a pager and few rows": f"<ul>{ROWS[: ROWS.index('</li>') + 5]}</ul>{PAGER}",
    "one row below heads of columns": TABLE + PAGER,
    "channels": CHANNELS,
}
REPORTS = {
    "an article with neighbours": f'<h1>关于防汛的通知</h1><div class="a4">{PROSE}</div><ul>{ROWS}</ul>',
    "a short notice": f"<h1>停水公告</h1><p>三月九日停水，请储水。</p><ul>{ROWS}</ul>",
    "an article that a script shows": f'<h1>通知</h1><div id="zoom" style="display:none">{PROSE}</div><ul>{ROWS}</ul>',
    "only files": '<h1>部门决算</h1><p><a href="a.pdf">决算一</a><a href="b.pdf">决算二</a></p><ul>' + ROWS + "</ul>",
    "only a picture": f'<h1>公告</h1><p>发布时间：2023-03-09　来源：青禾市水务局</p><p><img src="a.jpg"></p><ul>{ROWS}</ul>',
    "an inventory": f"<h1>现行有效规章目录</h1><ul>{ROWS}</ul>",
    "a guide of links": f"<h1>办事指南</h1><p>申请人可以从下列入口办理业务：</p><ul>{ROWS}</ul>",
    "names": "<h1>名单</h1><p>现公布如下</p>" + "<p>水务局某某科</p>" * 30 + f"<ul>{ROWS}</ul>",
}


def read(tmp_path: Path, main: str) -> list[object]:
    """Return what a whole page with `main` gives."""
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><head><title>政府文件_青禾网</title></head><body>{NAV}<div>{main}</div>{FOOT}</body></html>"
    )
    return list(read_file(path, source="a.html"))


@pytest.mark.parametrize("main", LISTS.values(), ids=LISTS)
def test_lists_are_passed_over(tmp_path: Path, main: str) -> None:
    """Channels, indexes and tables of reports give no report, and are named."""
    assert read(tmp_path, main) == [PassedOver("a.html", "list_page")]


@pytest.mark.parametrize("main", REPORTS.values(), ids=REPORTS)
def test_reports_that_look_like_lists_are_read(tmp_path: Path, main: str) -> None:
    """Text, files, pictures and what stands under a title are signs of a report, whatever is listed beside it."""
    assert isinstance(read(tmp_path, main)[0], Report)


def test_a_page_that_names_its_article_is_read(tmp_path: Path) -> None:
    """The guidelines for government sites want the title of the article in a `meta` element."""
    named = f'<meta name="ArticleTitle" content="关于防汛的通知"><ul>{ROWS}</ul>'
    assert isinstance(read(tmp_path, named)[0], Report)
