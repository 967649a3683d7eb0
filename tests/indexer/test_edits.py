"""Edited reports are known again, and others aren't taken for them."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from indexer.edits import Trace, edited

OTHER = "林区禁止一切野外用火，违者依法处罚，望广大群众遵照执行。"
LONG = "各县（市、区）人民政府，市政府各部门：为做好今年的防汛工作，请各单位储水备料，安排人员值守，有险情立即上报。"


def _trace(id: str, title: str, body: str = "", number: str = "", month: int = 0) -> Trace:
    return Trace.of(
        Report(
            id=id,
            source="a",
            title=title,
            body=body,
            index_number=parse_index_number(number) if "/" in number else None,
            document_number=parse_document_number(number) if "号" in number else None,
            published=PartialDate(2023, month) if month else None,
        )
    )


def _pairs(lost: list[Trace], new: list[Trace]) -> set[tuple[str, str]]:
    return {(old.ids[0], now.ids[0]) for old, now in edited(lost, new)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("甲乙", "一", "015530441/2023-00011"), ("丙丁", "二", "015530441/2023-00011")),
        (("甲乙", "一", "青水发〔2023〕1号"), ("丙丁", "二", "青水发〔2023〕1号")),
        (("甲乙", LONG, "015530441/2023-00011"), ("丙丁", LONG, "015530441/2023-00012")),
        (("甲乙", "一"), ("甲 乙", "二")),
        (("甲乙", LONG), ("甲乙", LONG.replace("储水", "蓄水") + "特此通知。")),
        (("甲乙", LONG, "", 3), ("甲乙", OTHER, "", 3)),
        (("甲乙", LONG), ("丙丁", LONG.replace("储水", "蓄水") + "特此通知。")),
    ],
    ids=["index number", "document number", "body", "title", "title, similar body", "title, date", "similar body"],
)
def test_an_edited_report_shares_something(before: tuple[Any, ...], after: tuple[Any, ...]) -> None:
    """A number, the body, the title and nothing against it, or most of the body."""
    assert _pairs([_trace("1", *before)], [_trace("2", *after)]) == {("1", "2")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("关于防汛的通知", LONG), ("关于防火的通知", OTHER)),
        (("关于防汛的通知", LONG), ("关于防汛的通知", OTHER)),
        (("空气质量月报", "一", "015530441/2023-00011"), ("空气质量月报", "二", "015530441/2023-00012")),
        (("空气质量月报", LONG, "", 3), ("空气质量月报", LONG + "特此通知。", "", 4)),
        (("一月月报", LONG, "015530441/2023-00011"), ("二月月报", LONG + "特此通知。", "015530441/2023-00012")),
        (("甲乙", "详见附件。"), ("丙丁", "详见附件。")),
        (("甲乙", ""), ("丙丁", "")),
    ],
    ids=["nothing", "title", "title, numbers", "title, dates", "similar body, numbers", "short body", "no body"],
)
def test_a_file_that_holds_another_report_now_is_no_edit(before: tuple[Any, ...], after: tuple[Any, ...]) -> None:
    """Links to what it held before must not lead to that."""
    assert not _pairs([_trace("1", *before)], [_trace("2", *after)])


def test_each_of_many_is_told_by_what_no_other_shares() -> None:
    """Better evidence is used first; where several share it, nobody knows which is which."""
    lost = [_trace("1", "甲", LONG), _trace("2", "乙", OTHER), _trace("3", "丙", "三"), _trace("4", "丙", "四")]
    new = [_trace("5", "甲", "五"), _trace("6", "戊", LONG), _trace("7", "己", OTHER), _trace("8", "丙", "八")]
    assert _pairs(lost, new) == {("1", "6"), ("2", "7")}


def test_a_report_that_moved_is_an_edit_only_of_what_is_identified_alike() -> None:
    """Where it takes the place of one that is like it, links to that one don't lead to it."""
    lost, new = [_trace("1", "甲乙", LONG)], [_trace("2", "甲乙", LONG + "特此通知。")]
    assert [len(list(edited(lost, new, moved=moved))) for moved in (set[str](), {"2"})] == [1, 0]
    assert len(list(edited(lost, [_trace("2", "甲乙", LONG)], moved={"2"}))) == 1
