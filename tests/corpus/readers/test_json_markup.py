"""Markup in values becomes the text that people see, and what is no markup stays."""

from __future__ import annotations

import pytest

from corpus.readers.json_markup import without_markup
from tests.processor_time import MUCH, processor_seconds


@pytest.mark.parametrize(
    "text",
    [
        *("a<bc 且 d>e", "x &y; z", "《条例》<2019>", "<abc>", "1 < 2", "R&D;与AT&T", "?a=1&copy=2&lt=3", "见<附件1>"),
        *("<!-- 没有结束", "]]>", "&#;", "&nosuchname;", "甲-->乙"),
    ],
)
def test_text_that_is_no_markup_stays(text: str) -> None:
    """Only tags, comments and entities of web pages make a text a piece of one."""
    assert without_markup(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (
            "温度20&deg;C&plusmn;1，宽2&times;3米，5&permil;，甲&ndash;乙&mdash;丙&middot;丁",
            "温度20°C±1，宽2×3米，5‰，甲–乙—丙·丁",
        ),
        ("一<bc 且 二>三&nbsp;&#22235;&#x4E94;", "一<bc 且 二>三 四五"),
        ("第一段。\n第二段&hellip;", "第一段。\n第二段…"),
        ("&NBSP;&LDQUO;春耕&RDQUO;", " “春耕”"),
        ("<dl><dt>播种</dt><dd>四月</dd></dl>", "播种\n四月"),
        ("<nobr>春耕</nobr>", "春耕"),
        ("<s>旧</s><del>的</del><ins>新</ins>", "旧的新"),
        ("<!-- 模板 -->春耕<!--\n注\n-->简报", "春耕简报"),
        ("<![CDATA[<p>春耕。</p>]]>", "春耕。"),
        ("<![CDATA[春耕。]]>", "春耕。"),
        ("<main><p>春耕</p></main>", "春耕"),
    ],
)
def test_markup_becomes_text(text: str, seen: str) -> None:
    """Every entity of HTML, every tag of an article, comments and CDATA are read, with a tag beside them or not."""
    assert without_markup(text) == seen


@pytest.mark.parametrize("piece", ["<!--", "-->", "&amp", "&lt;p ", "<p ", "<![CDATA[", "&#1", "]]>", "<s <"])
def test_markup_that_never_ends_costs_little(piece: str) -> None:
    """A hundred thousand characters of openings are looked at once."""
    text = (piece * 100_000)[:100_000] + "-->"
    assert processor_seconds(lambda: without_markup(text)) < MUCH


def test_blanks_escaped_twice() -> None:
    """A blank of markup that was escaped once more is a blank."""
    assert without_markup("<p>春耕&amp;nbsp;简报</p>") == "春耕 简报"
    assert without_markup("<p>A&amp;B&amp;lt;</p>") == "A&B&lt;"
