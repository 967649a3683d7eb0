"""The outline of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.browse.outline import MOST_SECTIONS, Section, outline

LAW = [
    "青禾市节约用水条例",
    "目　录",
    "第一章　总则",
    "第二章　取水和用水",
    "第三章　附则",
    "第一章　总则",
    "第一条　为了节约用水，制定本条例。",
    "第二条　在本市取水、用水，适用本条例。",
    "第二章　取水和用水",
    "第三条　取水应当装表。",
    "第三章　附则",
    "第四条　本条例自2024年3月22日起施行。",
]


def _texts(paragraphs: list[str]) -> list[tuple[int, str]]:
    return [(section.level, section.text) for section in outline(paragraphs)]


def test_a_printed_table_of_contents_is_passed_over() -> None:
    """Its lines look like headings, but nothing is said under them; chapters tell which articles they hold."""
    assert outline(LAW) == (
        Section(0, "第一章　总则", 5, 8, ("第一条", "第二条")),
        Section(0, "第二章　取水和用水", 8, 10, ("第三条", "第三条")),
        Section(0, "第三章　附则", 10, 12, ("第四条", "第四条")),
    )


def test_numbered_points_end_where_their_text_goes_on() -> None:
    """Many reports go on in the line of the heading; levels count from the highest there is."""
    assert _texts(["一、公开情况。全年公开12件。", "（一）主动公开：9件", "（二）依申请公开", "二、存在的问题"]) == [
        (0, "一、公开情况"),
        (1, "（一）主动公开"),
        (1, "（二）依申请公开"),
        (0, "二、存在的问题"),
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "第三季度水质合格。",
        "第一章的规定不适用，按照上级部门另行发布的通知执行，具体由水务部门解释和负责落实。",
        "1、数字",
        "十分感谢",
    ],
)
def test_sentences_are_no_headings(paragraph: str) -> None:
    """A sentence may begin like a heading does."""
    assert _texts(["一、甲", paragraph, "二、乙"]) == [(0, "一、甲"), (0, "二、乙")]


def test_articles_alone_are_the_outline() -> None:
    """Short rules have no chapters."""
    assert _texts(["第一条　甲。", "第二条　乙。", "第二条之一　丙。"]) == [
        (0, "第一条"),
        (0, "第二条"),
        (0, "第二条之一"),
    ]


def test_points_of_an_article_are_no_sections() -> None:
    """They list what it asks for; those of a report without articles are sections."""
    rule = ["第一条　申请应当提交：", "（一）申请表；", "（二）图纸。", "第二条　本办法自公布之日起施行。"]
    assert _texts(rule) == [(0, "第一条"), (0, "第二条")]
    assert _texts(["一、受理", *rule, "二、办结", "（一）公示", "（二）归档"]) == [
        (0, "一、受理"),
        (0, "二、办结"),
        (1, "（一）公示"),
        (1, "（二）归档"),
    ]


def test_a_long_text_gets_a_short_outline() -> None:
    """The lowest levels are left out first; of a single one, every other or fewer are kept."""
    points = [line for number in range(9) for line in ("一、大标题", *["（一）小标题"] * 20)]
    assert {level for level, _ in _texts(points)} == {0}
    assert len(outline(points)) == 9
    assert 2 <= len(outline(["第一条　甲。"] * 1000)) <= MOST_SECTIONS


@given(st.lists(st.sampled_from([*LAW, "一、甲", "（二）乙。丙", "丁", ""]), max_size=40))
def test_sections_are_in_order_and_inside(paragraphs: list[str]) -> None:
    """Whatever stands where: sections begin at their headings, in order, and end before the next of their level or above."""
    sections = outline(paragraphs)
    for each, following in pairwise(sections):
        assert each.paragraph < following.paragraph < len(paragraphs)
        assert following.level > each.level or each.end == following.paragraph
    assert all(each.paragraph < each.end <= len(paragraphs) for each in sections)
