"""Versions of one text among hits."""

from __future__ import annotations

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from service.search.result import Hit
from service.search.versions import newest_version_first

OLD, NEW, UNDATED = PartialDate(2009, 3), PartialDate(2021, 7, 1), None


def hit(title: str, published: PartialDate | None) -> Hit:
    """Return a hit of a report with a title and a date."""
    return Hit(Report(f"{title}{published}", "a", title=title, published=published), 1.0, title, ())


def dates(typed: str, *hits: Hit) -> list[PartialDate | None]:
    """Return the dates of some hits in the order in which they are shown."""
    return [each.report.published for each in newest_version_first(hits, typed)]


def test_the_newest_of_those_that_are_called_what_was_typed_comes_first() -> None:
    """Each stands where one of them stood; other hits stay where they are."""
    law = "中华人民共和国供水法"
    hits = hit(law, UNDATED), hit("供水法释义", UNDATED), hit(law, OLD), hit("供水法", NEW)
    assert dates("供水法", *hits) == [NEW, None, OLD, None]
    assert dates("《供水法》", *hits) == [NEW, None, OLD, None]
    assert dates("供水", *hits) == [None, None, OLD, NEW]


def test_one_of_many_pages_is_left_in_order() -> None:
    """Hundreds are called 停水公告."""
    assert dates("停水公告", hit("停水公告", OLD), hit("停水公告", NEW)) == [OLD, NEW]
