"""Ids follow what identifies a report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corpus.identity import (
    MOST_FORMER_IDS,
    derived_id,
    former_ids,
    id_by_content,
    id_of_source,
    numbered_id,
    with_former_ids,
)
from corpus.report import Attachment, Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate

BASE: dict[str, Any] = {
    "id": "",
    "source": "a/b.txt",
    "title": "关于防汛的通知",
    "body": "请储水。",
    "issuer": "水务局",
    "published": PartialDate(2023, 3, 9),
}
PLAIN = Report(**BASE)
NUMBERED = Report(**BASE, index_number=parse_index_number("015530441/2023-00011"))
DOCUMENT = Report(**BASE, document_number=parse_document_number("青水发〔2023〕1号"))
LINKED = Report(**BASE, original_url="http://www.example.gov.cn/1.html")
OTHER: dict[str, Any] = {
    "title": "关于防洪的通知",
    "body": "请撤离。",
    "issuer": "应急局",
    "published": PartialDate(2023, 3, 10),
    "index_number": parse_index_number("015530441/2023-00012"),
    "document_number": parse_document_number("青水发〔2023〕2号"),
    "original_url": "http://www.example.gov.cn/2.html",
    "category": "通知",
    "keywords": ("防汛",),
    "attachments": (Attachment("表", "b.xlsx"),),
    "source": "c.txt",
}


@pytest.mark.parametrize(
    ("report", "identifying"),
    [
        (
            PLAIN,
            {"title", "body", "issuer", "published", "index_number", "document_number", "original_url", "attachments"},
        ),
        (NUMBERED, {"title", "published", "index_number", "original_url"}),
        (DOCUMENT, {"title", "document_number", "index_number", "original_url"}),
        (LINKED, {"original_url"}),
    ],
    ids=["content", "index number", "document number", "address"],
)
def test_just_what_identifies_changes_an_id(report: Report, identifying: set[str]) -> None:
    """The table of decision 24: a change of any other field keeps the id."""
    changed = {
        name for name, value in OTHER.items() if derived_id(replace(report, **{name: value})) != derived_id(report)
    }
    assert changed == identifying


def test_spelling_changes_no_id() -> None:
    """White space in title and text and the form of an index number are no part of what identifies."""
    assert derived_id(replace(PLAIN, body="请\n储水。 ")) == derived_id(PLAIN)
    spelled = replace(NUMBERED, title="关于 防汛的通知", index_number=parse_index_number("015530441／2023－00011"))
    assert derived_id(spelled) == derived_id(NUMBERED)


def test_an_address_of_a_whole_site_identifies_nothing() -> None:
    """Archives give it where they don't know the page's."""
    for address in ("http://www.example.gov.cn", "http://www.example.gov.cn/", "http://[", "无"):
        same = derived_id(replace(PLAIN, original_url=address)) == derived_id(PLAIN)
        assert same is (address != "无")


def test_reports_told_alike_have_further_ids() -> None:
    """The next follows the content too, and those of equal content are numbered."""
    second = id_by_content(NUMBERED)
    assert len({derived_id(NUMBERED), second, *(numbered_id(second, number) for number in range(2, 5))}) == 5
    edited = replace(NUMBERED, body="请撤离。")
    assert derived_id(edited) == derived_id(NUMBERED)
    assert id_by_content(edited) != second


def test_former_ids_are_the_old_ones_and_those_it_could_have() -> None:
    """Never its own."""
    report = replace(NUMBERED, id=derived_id(NUMBERED), former_ids=("x",))
    assert former_ids(report) == ("x", id_by_content(NUMBERED))
    assert former_ids(replace(PLAIN, id=derived_id(PLAIN))) == ()


def test_former_ids_are_bounded() -> None:
    """The newest stay, and a report's own id is none of them."""
    report = Report(id="1", source="a", former_ids=("old",))
    assert with_former_ids(report, ("1", "2")).former_ids == ("2", "old")
    many = with_former_ids(report, map(str, range(2, 2 + MOST_FORMER_IDS))).former_ids
    assert len(many) == MOST_FORMER_IDS
    assert "old" not in many


def test_ids_of_versions_before_come_from_the_source_alone() -> None:
    """One source has one id of 16 hexadecimal characters, other sources have others, odd file names too."""
    assert len({id_of_source(source) for source in ("a", "b", "a/b.txt", "\udcff.txt", "")}) == 5
    assert set(id_of_source("a")) <= set("0123456789abcdef")
    assert len(id_of_source("a")) == 16
