"""Covers of standards."""

from __future__ import annotations

import pytest

from corpus.readers.document import DocumentLine
from corpus.readers.standard_cover import StandardCover, find_cover

KIND = "青 禾 市 地 方 标 准"
NUMBER = "DB 5325/ 118—2024"
TITLE = "村镇排水设施运行维护规程"
DAYS = "2024 - 06 - 01发布\t2024 - 09 - 01实施"
AGENCIES = ("青 禾 市 水 务 局", "青禾市市场监督管理局")
KNOWN = StandardCover("2024-06-01", "2024-09-01", "青禾市水务局、青禾市市场监督管理局")


def _found(*lines: str) -> StandardCover:
    return find_cover([DocumentLine(line) for line in lines])


@pytest.mark.parametrize(
    "lines",
    [
        (KIND, NUMBER, TITLE, DAYS, *AGENCIES, "发布", "目 次"),
        (KIND, NUMBER, TITLE, *AGENCIES, DAYS, "发 布", "前 言"),
        (NUMBER, TITLE, *DAYS.split("\t"), AGENCIES[0], f"{AGENCIES[1]}\t发布", "1 范围"),
    ],
    ids=["kind", "days below", "only a number"],
)
def test_days_and_agencies_of_a_cover(lines: tuple[str, ...]) -> None:
    """Wherever they stand on it, with words spread over its width."""
    assert _found(*lines) == KNOWN


def test_agencies_are_those_that_publish() -> None:
    """A cover that does not say who published has no issuer, and agencies behind it are those of the text."""
    cover = _found(KIND, NUMBER, TITLE, "2024-06-01发布 2024-09-01实施", "目 次", *AGENCIES)
    assert (cover.published, cover.issuer) == ("2024-06-01", "")


@pytest.mark.parametrize(
    "lines",
    [
        ("青禾市水务局文件", TITLE, DAYS),
        (KIND, NUMBER, TITLE, "2024-06-01发布", *AGENCIES),
        (KIND, "前言", DAYS),
    ],
    ids=["no standard", "one day", "behind the cover"],
)
def test_other_documents_have_no_cover(lines: tuple[str, ...]) -> None:
    """Two days alone make none."""
    assert _found(*lines) == StandardCover()
