"""`<meta>` elements fill what the page leaves open."""

from pathlib import Path

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
