"""Headers that are lists or tables give their labels; lists of a text stay lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.readers.listed_header import plain_header
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.read_one import read_report

ROWS = [("索引号", "QH20/2024-7"), ("发布机构", "柳川县农业局"), ("名称", "春耕简报"), ("发布日期", "2024-04-02")]
FORMS = [
    "{number}. {label}：{value}",
    "{number}、{label}：{value}",
    "（{number}）{label}：{value}",
    "- {label}：{value}",
    "- **{label}**：{value}",
    "**{label}：** {value}",
    "| {label} | {value} |",
    "| **{label}** | {value} |",
]


@pytest.mark.parametrize("form", FORMS)
def test_lists_and_tables_of_labels(tmp_path: Path, form: str) -> None:
    """Counters, stars and bars around labels are no part of them."""
    lines = [form.format(number=at, label=label, value=value) for at, (label, value) in enumerate(ROWS, 1)]
    report = read_report(tmp_path, "a.txt", "\n".join([*lines, "", "1. 各乡镇：", "2. 请照办。"]))
    assert (str(report.index_number), report.issuer, report.title) == ("QH20/2024-7", "柳川县农业局", "春耕简报")
    assert (report.published, report.body) == (PartialDate(2024, 4, 2), "1. 各乡镇：\n2. 请照办。")


@pytest.mark.parametrize(
    "lines",
    [
        ["春耕培训的通知", "1. 时间：4月2日", "2. 地点：县政府"],
        ["春耕简报", "1. 发布机构：柳川县农业局"],
        ["1. 各乡镇：", "2. 请照办。"],
        ["| 乡镇 | 亩数 |", "|---|---|", "| 城关 | 12 |"],
        ["- " * 2_000],
        ["*" * 5_000],
        [],
    ],
)
def test_other_lists_stay(lines: list[str]) -> None:
    """A list without labels of headers, and one that has but one of them, is the text's."""
    assert plain_header(lines) == lines
