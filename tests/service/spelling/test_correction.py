"""What was probably meant by a stretch of Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from service.spelling import word_table
from service.spelling.correction import Evidence, confusion, correction
from service.spelling.word_table import WordTable
from service.spelling.words_of_length import Meant

COUNTS = {
    "行政复议": 20,
    "行政": 80,
    "复议": 25,
    "养老保险": 30,
    "营业执照": 40,
    "公积金": 9,
    "提取": 15,
    "法治": 40,
    "法制": 3,
    "政府": 90,
    "建设": 95,
    "补贴": 30,
    "残疾人": 12,
    "申请": 70,
    "外地": 9,
    "局限性": 50,
    "因该": 6,
    "应该": 40,
    "学生": 30,
    "工业": 60,
    "亿元": 70,
    "碳达峰": 25,
}
TEXTS = {**COUNTS, "公积金提取": 5, "法治政府建设": 30, "补贴申请": 6, "学生应该": 2, "怎么提取公积金": 1}


def _holding(text: str) -> int:
    return max((count for held, count in TEXTS.items() if text in held), default=0)


EVIDENCE = Evidence(WordTable(COUNTS), _holding, _holding)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("行政复义", "行政复议"),
        ("营业执昭", "营业执照"),
        ("公公积金", "公积金"),
        ("积公金", "公积金"),
        ("工鸡金", "公积金"),
        ("公积金提娶", "公积金提取"),
        ("残疾人补帖", "残疾人补贴"),
        ("法制政府", "法治政府"),
        ("碳达锋", "碳达峰"),
        ("学生因该", "学生应该"),
        ("八十岁以上老人怎么提娶公积金", "八十岁以上老人怎么提取公积金"),
    ],
)
def test_slips_are_found(typed: str, meant: str) -> None:
    """Same sound, same shape, one too many, the wrong way round, a word of wrong characters, and one that some report happens to hold.

    Beside a text that no report holds a phrase is likelier meant that some does; a long text is looked at around what differs.
    """
    assert correction(typed, EVIDENCE) == meant


@pytest.mark.parametrize(
    "typed", ["行政复议", "养老保险", "法制", "公积金", "法治政府建设", "外地车限行", "功业", "日元"]
)
def test_right_queries_are_left_alone(typed: str) -> None:
    """Likely texts are meant as they stand, also beside a commoner word of the same sound; so are common words that no report holds.

    What is far in sound and shape is no slip.
    """
    assert correction(typed, EVIDENCE) == ""


def test_who_holds_what_is_asked_only_of_what_may_be_meant() -> None:
    """A count is a search: what is unlikelier than the best, whoever holds it, is not counted."""
    asked: list[str] = []

    def noted(text: str) -> int:
        asked.append(text)
        return _holding(text)

    evidence = replace(EVIDENCE, holding=noted)
    assert correction("行政复义", evidence) == "行政复议"
    assert asked == ["行政复议", "行政复义"]
    asked.clear()
    assert correction("养老保险", evidence) == ""
    assert asked == []


@pytest.mark.parametrize(("reports", "meant"), [(1, "应该"), (COUNTS["应该"] * 3, "")])
def test_what_stands_across_a_border_of_words_only_may_be_a_slip(reports: int, meant: str) -> None:
    """原因该 says nothing of 因该, unless far more reports have that than 应该."""
    occurring = {"因该": reports}
    evidence = Evidence(WordTable(COUNTS), COUNTS.__getitem__, lambda text: occurring.get(text, 0))
    evidence = replace(evidence, holding=lambda text: 0 if text == "因该" else COUNTS.get(text, 0))
    assert correction("因该", evidence) == meant


def test_a_word_of_the_archive_is_not_counted() -> None:
    """That some report holds it is known."""

    def refused(text: str) -> int:
        raise AssertionError(text)

    assert correction("法制", replace(EVIDENCE, holding=refused, occurring=refused)) == ""


def test_words_beyond_doubt_are_not_compared_with_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A common word of the archive is meant, whatever sounds like it; a rare one that some report holds is compared."""
    compared: list[object] = []
    monkeypatch.setattr(WordTable, "replaced", lambda *given, **limits: compared.append((given, limits)) or [])
    assert correction("政府", EVIDENCE) == ""
    assert not compared
    correction("鑫淼", EVIDENCE)
    assert compared


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("法制政府建设", "法治政府建设"), ("法治政府建设", ""), ("法治", ""), ("建设补贴", ""), ("法制政府建设" * 2, "")],
)
def test_words_taken_for_others_are_found_by_the_phrases_that_reports_hold(typed: str, meant: str) -> None:
    """法制 is a word of the archive, and no report holds 法制政府建设; single words and pasted titles are meant as they stand."""
    assert confusion(typed, EVIDENCE) == meant


@pytest.mark.parametrize("typed", ["", "税", "好" * 200, "鑫淼焱垚"])
def test_what_nothing_can_be_said_of_is_left_alone(typed: str) -> None:
    """Single characters, pasted pages, and characters that the archive has nothing like."""
    assert correction(typed, EVIDENCE) == ""


def test_each_part_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Corrections that are corrected again have most parts in common with what was typed, and so have other queries."""
    looked_up: list[str] = []
    replaced = word_table._replaced

    def noted(by_length: Any, costs: Any, typed: str, within: float, most: int) -> Sequence[Meant]:
        looked_up.append(typed)
        return replaced(by_length, costs, typed, within, most)

    monkeypatch.setattr(word_table, "_replaced", noted)
    evidence = replace(EVIDENCE, table=WordTable(EVIDENCE.table.counts))
    assert correction("行政复义申请", evidence) == correction("行政复义申请", evidence) == "行政复议申请"
    assert len(looked_up) == len(set(looked_up)) > 0
