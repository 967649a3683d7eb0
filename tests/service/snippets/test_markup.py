"""Fragments as HTML: white space, wrapped lines, and what can't be shown."""

from __future__ import annotations

import pytest

from indexer.analysis import tokenize
from service.snippets.snippets import highlight, snippets


def found(text: str, *words: str, limit: int = 3) -> tuple[str, ...]:
    return snippets(text, [tokenize(word) for word in words], limit)


@pytest.mark.parametrize(
    ("text", "words", "output"),
    [
        ("", ["税"], ()),
        (" \n\t", ["税"], ()),
        ("税", ["法"], ("税",)),
        ("推进法\n治建设。", ["法治"], ("推进<mark>法治</mark>建设。",)),
        (
            "第一行文字有二十多个字一直写到页边为止所以要换\n行继续。",
            ["继续"],
            ("第一行文字有二十多个字一直写到页边为止所以要换行<mark>继续</mark>。",),
        ),
        ("一、总体情况\n全市推进。", ["全市"], ("一、总体情况 <mark>全市</mark>推进。",)),
        ("甲。\n　　乙。", ["乙"], ("甲。 <mark>乙</mark>。",)),
        ("名称    金额\t\t比例", ["金额"], ("名称 <mark>金额</mark> 比例",)),
        ("public\nservice", ["service"], ("public <mark>service</mark>",)),
        ('"><script>alert(1)', ["alert"], ("&quot;&gt;&lt;script&gt;<mark>alert</mark>(1)",)),
    ],
)
def test_white_space_in_snippets(text: str, words: list[str], output: tuple[str, ...]) -> None:
    """Wrapped lines are joined; other white space becomes one space."""
    assert found(text, *words) == output


LINE = "第一行文字有二十多个字一直写到页边为止所以要换"


@pytest.mark.parametrize(
    ("text", "output"),
    [
        (f"{LINE}\n行。", f"{LINE}行。"),
        (f"{LINE}\n\n行。", f"{LINE} 行。"),
        (f"{LINE}\n　行。", f"{LINE} 行。"),
        (f"{LINE} \n行。", f"{LINE}行。"),
        (f"{LINE}\nline", f"{LINE} line"),
        (f"{LINE[:19]}\n行。", f"{LINE[:19]} 行。"),
        (f"{LINE[:20]}\n行。", f"{LINE[:20]}行。"),
        (f"甲\n{LINE[:19]}\n行。", f"甲 {LINE[:19]} 行。"),
        (f"甲\n{LINE[:20]}\n行。", f"甲 {LINE[:20]}行。"),
        (f"\n{LINE}\n", LINE),
        (f"{LINE}\n\x0b。", f"{LINE}\ufffd。"),
        ("a\x0bb\x85c\x1cd", "a\ufffdb\ufffdc\ufffdd"),
        ("a \u0301b", "a \u0301b"),
        ("&<>\"'", "&amp;&lt;&gt;&quot;&#x27;"),
    ],
)
def test_only_what_wraps_a_line_is_removed(text: str, output: str) -> None:
    """A line break after a full line of Chinese was put there by a page; after a short line or a blank it means something."""
    assert snippets(text, ()) == (output,)


def test_a_wrapped_highlight_is_one_word() -> None:
    """Within a highlight a line break is never the end of a paragraph, however short the line."""
    assert found("法\n\n治", "法治") == ("<mark>法治</mark>",)
    assert found("Title\npage", "titlepage") == ("Title page",)
    assert found("pm\n2", "pm2") == ("<mark>pm 2</mark>",)


def test_a_whole_text_keeps_its_white_space() -> None:
    """Titles and report pages are shown as they are."""
    assert highlight(" 法\n\n治\t税 ", [tokenize("法治")]) == " <mark>法\n\n治</mark>\t税 "


def test_highlights_side_by_side_and_at_the_ends_are_closed() -> None:
    """Tags are never nested, and what ends with the text ends before the ellipsis."""
    assert highlight("税法", [tokenize("税"), tokenize("法")]) == "<mark>税法</mark>"
    (shown,) = found("税" * 500, "税" * 120)
    assert shown.count("<mark>") == shown.count("</mark>") == 1
