"""Which reports are near-identical."""

from __future__ import annotations

import random

import numpy as np
import pytest

from corpus.report import Report
from indexer.analysis.batch import tokenize_texts
from indexer.fields import FIELD, TEXT_FIELDS
from indexer.similarity.fingerprints import fingerprints
from indexer.similarity.groups import grouped

_WORDS = ["防汛", "值班", "水库", "巡查", "险情", "报告", "预案", "转移", "群众", "物资", "储备", "检查"]


def _text(seed: int, words: int = 150) -> str:
    return "".join(random.Random(seed).choices(_WORDS, k=words))


def _edited(text: str, share: float) -> str:
    """Return a text of which a share at the end is written anew."""
    kept = int(len(text) * (1 - share))
    return text[:kept] + _text(99, 1_000)[: len(text) - kept]


def _groups(*reports: Report) -> list[int]:
    texts = [FIELD[field].text for field in TEXT_FIELDS]
    tokenized = tokenize_texts([text(report) for text in texts if text for report in reports])
    found = grouped(fingerprints(reports, tokenized), np.arange(len(reports), dtype=np.int32))
    return [int(group) for group in found]


def _report(title: str, body: str, issuer: str = "") -> Report:
    return Report(id=title, source="s", title=title, body=body, issuer=issuer)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_report("防汛条例", _text(1)), _report("防汛条例", _text(1))),
        (_report("防汛条例", _text(1)), _report("防汛条例（2022年修正）", _edited(_text(1), 0.15))),
        (
            _report("关于做好防汛工作的通知", _text(1), "市应急局"),
            _report("县政府转发市应急局关于做好防汛工作的通知", _text(1), "县政府"),
        ),
    ],
    ids=["reprint", "version", "forwarded"],
)
def test_near_identical(one: Report, other: Report) -> None:
    """Reprints, versions and forwarded texts are one group."""
    assert _groups(one, _report("别的事", _text(7)), other) == [1, 0, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_report("2022年防汛总结", _text(1)), _report("2023年防汛总结", _edited(_text(1), 0.05))),
        (_report("防汛总结", _text(1)), _report("防汛总结", _text(2))),
        (_report("采砂许可", _text(1), "甲县水务局"), _report("采砂许可", _edited(_text(1), 0.2), "乙县水务局")),
        (_report("公示", "见附件。"), _report("公示", "见附件。")),
        (_report("甲公司批复", _text(1)), _report("乙公司批复", _text(1))),
        (_report("", _edited(_text(1), 0.1)), _report("", _text(1))),
    ],
    ids=["other year", "other text", "other office", "no text", "template", "no title"],
)
def test_not_identical(one: Report, other: Report) -> None:
    """What differs by its year, its text, whom it concerns, or has too little text to tell, stands by itself."""
    assert _groups(one, other) == [0, 0]


def test_many_reports_under_one_title() -> None:
    """Thousands of reports under one title are told apart in bounded time; equal ones among the first are found."""
    bodies = [_text(number, 40) for number in range(2_000)]
    groups = _groups(*(_report("工作报告", body) for body in [*bodies, bodies[-1]]))
    assert groups[-2:] == [1, 1]
    assert not any(groups[:-2])


def test_groups_do_not_depend_on_the_order_of_reports() -> None:
    """Which reports belong together is the same in every order in which they are given on the same day."""
    reports = [_report("防汛条例", _edited(_text(1), share / 20)) for share in range(8)]
    assert _together(reports) == _together(reports[::-1])


def _together(reports: list[Report]) -> set[frozenset[str]]:
    texts = [FIELD[field].text for field in TEXT_FIELDS]
    tokenized = tokenize_texts([text(report) for text in texts if text for report in reports])
    found = grouped(fingerprints(reports, tokenized), np.ones(len(reports), dtype=np.int32))
    pairs = zip(found.tolist(), reports, strict=True)
    together: dict[int, set[str]] = {}
    for group, report in pairs:
        together.setdefault(group, set()).add(report.body)
    return {frozenset(each) for each in together.values()}
