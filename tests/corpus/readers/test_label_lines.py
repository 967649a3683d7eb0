"""Lines of headers are told from lines of texts, whatever stands between labels and values."""

from __future__ import annotations

import pytest

from corpus.readers.label_lines import has_unknown_label, is_strong, labels_of


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("索引号\tQH20/2024-7\t发布机构\t柳川县农业局", [("索引号", "QH20/2024-7"), ("发布机构", "柳川县农业局")]),
        (
            "索引号\t\tQH20/2024-7\t\t发布机构\t\t柳川县农业局",
            [("索引号", "QH20/2024-7"), ("发布机构", "柳川县农业局")],
        ),
        ("文号\t\t发布日期\t2024-04-02", [("文号", ""), ("发布日期", "2024-04-02")]),
        ("信息分类\t农业\t种植", [("信息分类", "农业 种植")]),
        ("索引号　QH20/2024-7", [("索引号", "QH20/2024-7")]),
        ("2024-04-02 来源：柳川县农业局", [("", "2024-04-02"), ("来源", "柳川县农业局")]),
        ("2024-04-02 附件：表", []),
        ("春耕 来源：柳川县农业局", []),
        ("文号 柳农", []),
        ("时间 2024-04-02", []),
        ("来源 柳川县农业局", []),
    ],
)
def test_labels_of(line: str, pairs: list[tuple[str, str]]) -> None:
    """Pairs between tabs, behind a gap and behind a day are read; words of a text are not."""
    assert [(each.label, each.value) for each in labels_of(line)] == pairs


def test_strong_labels() -> None:
    """One label that only headers have makes a line one of a header."""
    assert is_strong(labels_of("时间：2024-04-02 发布机构：柳川县农业局"))
    assert not is_strong(labels_of("时间：2024-04-02 来源：柳川县农业局"))


@pytest.mark.parametrize(
    "line", ["各乡镇，县直单位：请照办", "一、时间：四月。", "甲：乙", "春耕已经开始", "网站：" + "甲" * 300]
)
def test_lines_of_texts_have_no_unknown_label(line: str) -> None:
    """A sentence, an address to readers and a long line are none."""
    assert not has_unknown_label(line)
