"""The article is found whole."""

import re
from pathlib import Path

import pytest

from tests.corpus.readers.page.pages import PROSE, page
from tests.corpus.readers.read_one import read_report


def test_an_article_that_is_hidden_itself_is_shown(tmp_path: Path) -> None:
    """Scripts unhide the article once it is loaded."""
    report = read_report(
        tmp_path, "a.html", f'<h1>关于防汛的通知</h1><div id="zoom" style="display:none">{PROSE}</div>'
    )
    assert "青禾市水务局" in report.body


def test_text_outside_a_small_known_container_is_kept(tmp_path: Path) -> None:
    """A container that holds only a piece of the prose does not hide the rest."""
    text = f'<div class="c9"><div class="TRS_Editor"><p>本页附有说明，请一并阅读。</p></div>{PROSE * 3}</div>'
    report = read_report(tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", text, container="nothing known"))
    assert "落实责任" in report.body
    assert "请一并阅读" in report.body


NOTICE = "<h1>关于停电检修的公告</h1><p>因线路检修，本周五上午东街停电，请居民提前准备。</p>"
SMALL_FOOT = (
    "<div class='foot'><p>主办单位：青禾市人民政府办公室　地址：青禾市中心路2号</p><p>某ICP备00000000号</p></div>"
)


@pytest.mark.parametrize(
    "article",
    [
        "<div class='left'>{}</div>",
        "<div class='head'><div class='banner'>{}</div></div>",
        "<div id='path'>{}</div><div class='side'><a href='1.html'>热点</a></div>",
        "<table><tr><td class='left'>{}</td><td class='right'><a href='1.html'>热点</a></td></tr></table>",
        "<div class='bottom'><div id='zoom'>{}</div></div><p>本站为居民提供水、电、气的检修公告，欢迎订阅和转告。</p>",
    ],
)
def test_an_article_in_what_is_called_navigation(tmp_path: Path, article: str) -> None:
    """A short notice is kept whatever its column is called, where it is most of the page's prose or in a known container."""
    source = f"<title>关于停电检修的公告_青禾市人民政府网</title><body>{article.format(NOTICE)}{SMALL_FOOT}</body>"
    report = read_report(tmp_path, "a.html", source)
    assert "提前准备" in report.body
    assert "ICP" not in report.body


def test_what_stands_beside_an_article_stays_out(tmp_path: Path) -> None:
    """Prose of a column beside it that is less than that of the article is navigation by its name."""
    beside = "<div class='left'><p>请登录后查看您订阅的公告和通知。</p></div>"
    report = read_report(tmp_path, "a.html", page(f"<h1>关于防汛的通知</h1>{beside}", container="nothing known"))
    assert "落实责任" in report.body
    assert "订阅" not in report.body


LONG_LIST = "".join(
    f"<li><a href='/{number}.html'>关于第{number}批农机补贴的公示</a><span>2024-04-{number:02d}</span></li>"
    for number in range(1, 9)
)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("<div id='zoom'><p>{}</p></div>", "<div class='list'><h3>相关公告</h3><ul>{}</ul></div>"),
        ("<div class='a'><p>{}</p></div>", "<div><ul>{}</ul></div>"),
        ("<p>{}</p>", "<ul>{}</ul>"),
    ],
)
def test_a_short_text_above_a_list_of_notices(tmp_path: Path, text: str, more: str) -> None:
    """One sentence is the article, and titles with their days below it are other pages."""
    notice = "春耕用水自四月二日起开闸。"
    source = page("<h1>春耕用水公告</h1>", text.format(notice) + more.format(LONG_LIST), container="nothing known")
    report = read_report(tmp_path, "a.html", source)
    assert notice in report.body
    assert "农机补贴" not in report.body


def test_a_guide_keeps_the_titles_it_lists(tmp_path: Path) -> None:
    """Titles without days behind an introduction are what the page says."""
    listed = re.sub("<span>.*?</span>", "", LONG_LIST)
    source = page("<h1>春耕办事指南</h1>", f"<p>可以从下列入口办理。</p><ul>{listed}</ul>", container="nothing known")
    assert "农机补贴" in read_report(tmp_path, "a.html", source).body
