"""A snippet says whose words it shows."""

from __future__ import annotations

from corpus.attached import with_texts
from corpus.report import Attachment, Report, without_body
from indexer.analysis import tokenize
from indexer.engine import Hit
from service.search.hit_snippets import titles_and_labelled_snippets


def test_snippets_of_an_attachment_are_labelled_and_hold_nothing_of_the_page() -> None:
    """Where page and attachment both answer, each has a snippet of its own; where none does, the page's opening is shown."""
    page = Report(
        id="1", source="a.html", title="通知", body="各县做好防汛工作", attachments=(Attachment("清单.docx", "b.docx"),)
    )
    report = with_texts(page, {0: "防汛物资：编织袋"})
    hit = Hit("1", 1.0, report=without_body(report), body=report.body)
    shown = {
        word: titles_and_labelled_snippets([hit], [tokenize(word)])[1][0] for word in ("编织袋", "防汛", "没有的词")
    }
    assert shown == {
        "编织袋": [("清单.docx", "防汛物资：<mark>编织袋</mark>")],
        "防汛": [("", "各县做好<mark>防汛</mark>工作"), ("清单.docx", "<mark>防汛</mark>物资：编织袋")],
        "没有的词": [("", "各县做好防汛工作")],
    }
