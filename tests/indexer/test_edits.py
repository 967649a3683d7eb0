"""Edited reports are known again, and others aren't taken for them."""

from __future__ import annotations

import pytest

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from indexer.edits import Trace, edited

LONG = "各县（市、区）人民政府，市政府各部门：为做好今年的防汛工作，请各单位储水备料，安排人员值守，有险情立即上报。"


def _trace(id: str, title: str, body: str = "", number: str = "", document: str = "") -> Trace:
    return Trace.of(
        Report(
            id=id,
            source="a",
            title=title,
            body=body,
            index_number=parse_index_number(number) if number else None,
            document_number=parse_document_number(document) if document else None,
        )
    )


def _pairs(lost: list[Trace], new: list[Trace]) -> set[tuple[str, str]]:
    return {(old.ids[0], now.ids[0]) for old, now in edited(lost, new)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("甲乙", "一", "015530441/2023-00011"), ("丙丁", "二", "015530441/2023-00011")),
        (("甲乙", "一", "", "青水发〔2023〕1号"), ("丙丁", "二", "", "青水发〔2023〕1号")),
        (("甲乙", "一", "015530441/2023-00011"), ("丙丁", "一", "015530441/2023-00012")),
        (("甲乙", "一"), ("甲 乙", "二")),
        (("甲乙", LONG), ("丙丁", LONG.replace("储水", "蓄水") + "特此通知。")),
    ],
    ids=["index number", "document number", "body", "title", "similar body"],
)
def test_an_edited_report_shares_something(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """A number, the body, the title, or most of the body."""
    assert _pairs([_trace("1", *before)], [_trace("2", *after)]) == {("1", "2")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("关于防汛的通知", LONG), ("关于防火的通知", "林区禁止一切野外用火，违者依法处罚，望广大群众遵照执行。")),
        (("空气质量月报", "一", "015530441/2023-00011"), ("空气质量月报", "二", "015530441/2023-00012")),
        (("甲乙", ""), ("丙丁", "")),
    ],
    ids=["nothing", "title under other numbers", "no body"],
)
def test_a_file_that_holds_another_report_now_is_no_edit(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Links to what it held before must not lead to that."""
    assert not _pairs([_trace("1", *before)], [_trace("2", *after)])


def test_each_of_many_is_told_by_what_no_other_shares() -> None:
    """Better evidence is used first; where several share it, nobody knows which is which."""
    lost = [_trace("1", "甲", "一"), _trace("2", "乙", "二"), _trace("3", "丙", "三"), _trace("4", "丙", "四")]
    new = [_trace("5", "甲", "五"), _trace("6", "戊", "一"), _trace("7", "己", "二"), _trace("8", "丙", "八")]
    assert _pairs(lost, new) == {("1", "6"), ("2", "7")}
