"""A report's text as its page shows it."""

from __future__ import annotations

from corpus.report import Report
from service.browse.report_page import ReportPage, ShownAttachment
from service.web.site.report_text import report_text


def _page(*paragraphs: str, attached: tuple[str, ...] = ()) -> ReportPage:
    attachments = (ShownAttachment("表", "", paragraphs_html=attached),) if attached else ()
    return ReportPage(Report(id="1", source="a"), "题", paragraphs, attachments)


def test_highlights_are_numbered_through_text_and_attachments() -> None:
    """So that each can be gone to."""
    shown = report_text(_page("<mark>水</mark>和<mark>水</mark>", "无", attached=("<mark>水</mark>价",)))
    assert [each.html for each in shown.own] == ['<mark id="m1">水</mark>和<mark id="m2">水</mark>', "无"]
    assert [[each.html for each in text] for text in shown.attached] == [['<mark id="m3">水</mark>价']]
    assert shown.matches == 3


def test_an_address_stays_with_its_paragraph() -> None:
    """Whatever comes before it, and whatever is highlighted in it; equal paragraphs are told apart."""
    first = report_text(_page("甲&amp;乙", "丙", "丙")).own
    second = report_text(_page("新", "<mark>甲&amp;</mark>乙", "丙", "丙")).own
    assert [each.id for each in second[1:]] == [each.id for each in first]
    assert len({each.id for each in second}) == 4


def test_contents_tell_where_highlights_are() -> None:
    """A section counts those from its heading to the next one of its level, and leads to its first."""
    shown = report_text(
        _page("<mark>水</mark>", "一、<mark>水</mark>厂", "（一）<mark>水</mark>价", "二、其他", "三、<mark>水</mark>")
    )
    assert [(each.section.text, each.matches, each.first_match) for each in shown.contents] == [
        ("一、水厂", 2, 2),
        ("（一）水价", 1, 3),
        ("二、其他", 0, 4),
        ("三、水", 1, 4),
    ]
    assert [each.id for each in shown.contents] == [each.id for each in shown.own[1:]]


def test_two_headings_need_no_contents() -> None:
    """Everything is in view anyway."""
    assert report_text(_page("一、甲", "二、乙")).contents == ()
    assert report_text(_page()).own == ()
