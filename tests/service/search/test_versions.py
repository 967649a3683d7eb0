"""Versions of one text among hits."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Sort
from service.search.request import SearchRequest
from service.search.result import Hit
from service.search.run import search
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
    assert dates("供水法 停水", *hits) == [NEW, None, OLD, None]
    assert dates("供水", *hits) == [OLD, None, None, NEW], "but for those of one title, see below"


def test_one_of_many_pages_is_left_in_order() -> None:
    """Hundreds are called 停水公告."""
    assert dates("停水公告", hit("停水公告", OLD), hit("停水公告", NEW)) == [OLD, NEW]


@pytest.fixture
def folded(tmp_path: Path) -> Engine:
    """Return an engine in which two versions of one law are nearly the same, and the old one says its name more often."""
    law, text = "中华人民共和国供水法", "".join(chr(0x4E00 + 7 * number) for number in range(200))
    engine = WhooshEngine(tmp_path)
    with engine.write() as writer:
        writer.put(Report("old", "s", title=law, body=f"供水法。供水法。{text}", published=OLD))
        writer.put(Report("new", "s", title=law, body=f"{text}。新增条款。本供水法自公布之日起施行。", published=NEW))
        writer.put(Report("about", "s", title="供水法释义", body="释义"))
    return engine


def test_the_newest_stands_for_those_that_are_folded_into_it(folded: Engine) -> None:
    """With its own snippets; the others are listed with it. Who types other words gets the one that says them best."""
    found = search(folded, SearchRequest("供水法"))
    first = found.hits[0]
    assert (first.report.id, [each.id for each in first.twins]) == ("new", ["old"])
    assert "自公布之日起施行" in first.snippets[0]
    assert (found.total, found.folded) == (3, 1)
    assert search(folded, SearchRequest("供水")).hits[0].report.id == "old"


def test_other_orders_keep_their_own_first(folded: Engine) -> None:
    """Oldest first is oldest first."""
    assert search(folded, SearchRequest("供水法", sort=Sort.OLDEST)).hits[0].report.id == "old"


def test_versions_of_a_rule_stand_in_order_also_where_its_title_was_not_typed() -> None:
    """Notices of one title are of different things, and who types a year may want the old one."""
    rules = hit("停水补偿办法", OLD), hit("停水补偿办法", NEW), hit("停水释义", None)
    assert dates("停水 补偿多少", *rules) == [NEW, OLD, None]
    assert dates("停水 补偿 2009", *rules) == [OLD, NEW, None]
    assert dates("停水", hit("停水公告", OLD), hit("停水公告", NEW), hit("停水释义", None)) == [OLD, NEW, None]
