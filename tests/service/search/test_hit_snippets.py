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


def test_a_page_of_many_highlights_looks_at_less_of_each_report() -> None:
    """A hundred hits of a pasted text are looked at around their best passages, those of one word wherever they hold it."""
    body = "甲" * 10 + "。" + "各县做好准备。" * 150 + "防汛物资。"
    hits = [
        Hit(str(n), 1.0, report=Report(id=str(n), source="a.txt", title="通知"), body=body, passage=0.0)
        for n in range(100)
    ]
    pasted = [tokenize("防汛"), *(tokenize(chr(0x4E00 + n) * 2) for n in range(63))]
    one, many = (titles_and_labelled_snippets(hits, highlights)[1][0] for highlights in (pasted[:1], pasted))
    assert "<mark>防汛</mark>" in one[-1][1]
    assert [name for name, _ in many] == [""]
    assert many[0][1].startswith("甲" * 10)
    assert "防汛" not in many[0][1]
    assert "<mark>防汛</mark>" in titles_and_labelled_snippets(hits[:10], pasted)[1][0][-1][1]
