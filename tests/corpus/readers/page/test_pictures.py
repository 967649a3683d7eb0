"""Pages whose article is a picture."""

from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.page.pages import page
from tests.corpus.readers.read_one import read_as

PICTURE = '<p><img src="W0201.jpg"></p>'


@pytest.mark.parametrize("container", ["zoom", "TRS", "nothing known"])
def test_a_picture_is_a_report_without_text(container: str, tmp_path: Path) -> None:
    """It keeps its title and what is known about it, and it is said that its text is missing."""
    head = "<h1>一图读懂加装电梯政策</h1><p>发布时间：2024-05-06　来源：青禾市住房和城乡建设局</p>"
    report, (note,) = read_as(tmp_path, "a.html", page(head, PICTURE, container=container))
    assert isinstance(report, Report)
    assert (report.title, report.body) == ("一图读懂加装电梯政策", "")
    assert (report.published, report.issuer) == (PartialDate(2024, 5, 6), "青禾市住房和城乡建设局")
    assert "只有图片" in note.reason
    assert not note.skipped


def test_the_title_may_be_the_page_s_own(tmp_path: Path) -> None:
    """Nothing but the picture stands on the page."""
    head = "<title>一图读懂加装电梯政策_青禾市人民政府</title>"
    report, _ = read_as(tmp_path, "a.html", page("", PICTURE, head=head, container="nothing known"))
    assert report is not None
    assert (report.title, report.body) == ("一图读懂加装电梯政策", "")


def test_a_sign_of_the_site_is_no_article(tmp_path: Path) -> None:
    """A page that a script fills shows no more than these."""
    signs = '<p><img src="/images/logo.png"><img src="a.png" class="qrcode"></p>'
    report, (problem,) = read_as(tmp_path, "a.html", page("", signs, head="<title>通知</title>"))
    assert report is None
    assert "没有可见的文字" in problem.reason


def test_a_picture_beside_words_changes_nothing(tmp_path: Path) -> None:
    """The words are the text."""
    report, notes = read_as(tmp_path, "a.html", page("<h1>防汛通知</h1>", f"<p>见下图，请遵照执行。</p>{PICTURE}"))
    assert report is not None
    assert report.body == "见下图，请遵照执行。"
    assert notes == []
