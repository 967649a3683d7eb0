"""`<meta>` elements fill what the page leaves open."""

from pathlib import Path

import pytest

from corpus.values.partial_date import PartialDate
from tests.corpus.readers.page.pages import page
from tests.corpus.readers.read_one import read_report


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
    "head",
    [
        '<meta content="2023-01-09" itemprop="datePublished"><meta name="source" content="来源：青禾市水务局">',
        '<script type="application/ld+json">[{"datePublished":"2023-01-09T10:20:00+08:00","publisher":{"name":"青禾市水务局"}}]</script>',
        '<meta name="Maketime" content="2023-01-09 10:22:00"><meta name="ContentSource" content="青禾市水务局">',
        '<meta property="article:published_time" content="2023-01-08T16:20:00Z"><meta name="ContentSource" content="青禾市水务局">',
    ],
)
def test_what_is_said_to_search_engines(tmp_path: Path, head: str) -> None:
    """Properties and JSON-LD tell the day and the agency as well."""
    report = read_report(tmp_path, "a.html", f"<head>{head}</head><h1>水质通报</h1><p>各项指标合格，结果公布如下。</p>")
    assert (report.issuer, report.published) == ("青禾市水务局", PartialDate(2023, 1, 9))


@pytest.mark.parametrize("data", ["{", "[]", "[1]", "[" * 9_999])
def test_damaged_linked_data_is_nothing(tmp_path: Path, data: str) -> None:
    """What is no object of JSON-LD tells nothing."""
    head = f'<script type="application/ld+json">{data}</script>'
    assert (
        read_report(
            tmp_path, "a.html", f"<head>{head}</head><h1>水质通报</h1><p>各项指标合格，结果公布如下。</p>"
        ).published
        is None
    )


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：<i></i> 来源：<i></i> 阅读：12",
        "发布时间：加载中... 来源：${source}",
        "发布时间：见附件　来源：本站　点击：0",
    ],
)
def test_meta_fills_what_a_script_would_have(tmp_path: Path, line: str) -> None:
    """A label with nothing behind it, or what a template left, does not hide what the head says."""
    head = '<meta name="PubDate" content="2023-01-09"><meta name="ContentSource" content="青禾市水务局">'
    report = read_report(tmp_path, "a.html", page(f"<h1>关于防汛的通知</h1><div>{line}</div>", head=head))
    assert (report.issuer, report.published) == ("青禾市水务局", PartialDate(2023, 1, 9))


def test_a_template_in_the_head_is_nothing(tmp_path: Path) -> None:
    """Meta elements that a system did not fill tell nothing."""
    head = '<meta name="PubDate" content="<%=date%>"><meta name="ContentSource" content="${source}">'
    report = read_report(tmp_path, "a.html", f"<head>{head}</head><h1>水质通报</h1><p>各项指标合格。</p>")
    assert (report.issuer, report.published) == ("", None)


def test_elements_that_wechat_names(tmp_path: Path) -> None:
    """Pages of WeChat show account and day in elements with ids of their own."""
    shown = "<a id='js_name'>青禾发布</a><em id='publish_time'>2023-01-09 10:22</em>"
    source = f"<h1 id='activity-name'>水质通报</h1><div>{shown}</div><div id='js_content'><p>各项指标合格。</p></div>"
    report = read_report(tmp_path, "a.html", source)
    assert (report.issuer, report.published) == ("青禾发布", PartialDate(2023, 1, 9))
