"""Pages give their report, or say why they have none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.problem import Problem
from corpus.readers.page import html
from corpus.readers.page.html import read_html
from corpus.report import Report
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.page.pages import page
from tests.corpus.readers.read_one import read_as, read_report


def test_signature_fills_what_no_label_tells(tmp_path: Path) -> None:
    """Issuer and written date come from the end of the text when there is no box."""
    report = read_report(tmp_path, "a.html", page(head="<title>关于防汛的通知_青禾市人民政府</title>"))
    assert (report.title, report.issuer) == ("关于防汛的通知", "青禾市水务局")
    assert report.written == PartialDate(2023, 1, 5)
    assert report.published is None


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


def test_of_a_page_of_very_many_tags_the_text_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its title and the label lines above the text count; what is around the article is not told apart, which is said."""
    monkeypatch.setattr(html, "MAX_TAGS_LOOKED_AT", 50)
    rows = "<tr><td>甲</td><td>乙</td></tr>" * 20
    content = f"<title>补贴名单_青禾市人民政府网</title><p>索引号：QH01-2024-1</p><p>发布机构：青禾市水务局</p><table>{rows}</table>"
    content += "<a href='a.pdf'></a>"
    report, (note,) = read_as(tmp_path, "a.html", content)
    assert report is not None
    assert (report.title, report.issuer, str(report.index_number)) == ("补贴名单", "青禾市水务局", "QH01-2024-1")
    assert report.body.splitlines() == ["甲\t乙"] * 20
    assert [file.url for file in report.attachments] == ["a.pdf"]
    assert not note.skipped
    assert "50 个" in note.reason


@pytest.mark.parametrize("blank", [" ", "\u3000", "\n", "\t甲 "])
def test_runs_of_blanks_cost_no_more_than_text(blank: str) -> None:
    """A page of a million blanks is read at once: tried from each of them, a pattern would take hours."""
    found = list(read_html(f"<h1>水质通报</h1><div>文号：{blank * 500_000}号</div>", source="a"))
    assert any(isinstance(each, Report) for each in found)


@pytest.mark.parametrize("most_tags", [1, 1_000], ids=["large page", "page"])
def test_of_very_many_files_the_first_are_kept(monkeypatch: pytest.MonkeyPatch, most_tags: int) -> None:
    """The others are said to be left out."""
    monkeypatch.setattr(html, "MAX_ATTACHMENTS", 2)
    monkeypatch.setattr(html, "MAX_TAGS_LOOKED_AT", most_tags)
    links = "".join(f'<a href="f{number}.pdf">附件{number}</a>' for number in range(3))
    found = list(read_html(f"<h1>关于汛期值班的通知</h1><p>请各单位做好值班。{links}</p>", source="s"))
    (report,) = [each for each in found if isinstance(each, Report)]
    assert [file.url for file in report.attachments] == ["f0.pdf", "f1.pdf"]
    assert sum("链接的文件超过 2 个" in str(each) for each in found) == 1
