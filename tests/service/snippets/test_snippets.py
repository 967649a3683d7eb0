"""Highlighted texts and snippets: true to the report's text, safe as HTML, beginning and ending with sentences."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import compose, opened, tokenize
from service.snippets.snippets import best_stretch, excerpt, highlight, snippets, titles_and_snippets

ALPHABET = "法治政府建设的税處処，。、；“”\n\n 　ＰＭpm2５.&<>\"'🙂👨‍👩‍👧\u0301é\0\ud800\u200b…㎡\x02\x03"
TEXTS = st.one_of(st.text(ALPHABET, max_size=400), st.text(max_size=100))
_WORDS = st.text("法治政府的pm2，<é\u0301", min_size=1, max_size=3).map(tokenize)
HIGHLIGHTS = st.lists(_WORDS | _WORDS.map(opened), max_size=5)
FILLER = "各级行政机关认真贯彻落实条例要求。"


def plain(output: str) -> str:
    return html.unescape(output.replace("<mark>", "").replace("</mark>", ""))


def printable(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", compose(text))


def highlighted(text: str, *words: str) -> str:
    return highlight(text, [tokenize(word) for word in words])


def found(text: str, *words: str, limit: int = 3) -> tuple[str, ...]:
    return snippets(text, [tokenize(word) for word in words], limit)


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS, HIGHLIGHTS)
def test_highlighting_adds_nothing_but_tags(text: str, highlights: list[tuple[str, ...]]) -> None:
    """Without the tags and unescaped, the output is the text; what can't be shown is U+FFFD."""
    assert plain(highlight(text, highlights)) == printable(text)


@pytest.mark.parametrize(
    ("text", "pieces", "shown"),
    [
        ("于20200101公布", ["2020"], "于<mark>2020</mark>0101公布"),
        ("关于20200101公布", ["于2020", "公布"], "关<mark>于2020</mark>0101<mark>公布</mark>"),
        ("ＭＡ６２x", ["a6"], "Ｍ<mark>Ａ６</mark>２x"),
        ("20200101公布", ["0101公布"], "2020<mark>0101公布</mark>"),
        ("号12，12", ["2"], "号1<mark>2</mark>，1<mark>2</mark>"),
        ("ﬁle12", ["i"], "<mark>ﬁle</mark>12"),
    ],
)
def test_of_a_longer_run_the_piece_is_highlighted(text: str, pieces: list[str], shown: str) -> None:
    """What stands around it in the run is not, except where characters can't be told apart."""
    assert highlight(text, [opened(tokenize(piece)) for piece in pieces]) == shown


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS, HIGHLIGHTS)
def test_output_has_no_tags_but_those_of_highlights(text: str, highlights: list[tuple[str, ...]]) -> None:
    """Everything else is escaped, and highlights are never nested or left open."""
    for output in (highlight(text, highlights), *snippets(text, highlights)):
        assert re.fullmatch(r"(?:[^<>]|<mark>[^<>]+</mark>)*", output)
        output.encode()


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS, HIGHLIGHTS)
def test_snippets_are_literal_text(text: str, highlights: list[tuple[str, ...]]) -> None:
    """Apart from white space and the ellipses added, a snippet stands in the text."""
    whole = re.sub(r"\s", "", printable(text))
    for snippet in snippets(text, highlights):
        shown = re.sub(r"\s", "", plain(snippet))
        tried = {shown, shown.removeprefix("…"), shown.removesuffix("…"), shown.removeprefix("…").removesuffix("…")}
        assert any(each in whole for each in tried)


@settings(deadline=None)  # the first example loads the dictionary
@given(st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=3), HIGHLIGHTS)
def test_texts_have_the_same_snippets_together_as_alone(
    titles: list[str], bodies: list[str], highlights: list[tuple[str, ...]]
) -> None:
    """What stands before or after a text in a batch changes nothing about it."""
    highlighted_titles, body_snippets = titles_and_snippets(titles, bodies, highlights)
    assert highlighted_titles == [highlight(title, highlights) for title in titles]
    assert body_snippets == [snippets(body, highlights) for body in bodies]


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS, HIGHLIGHTS, st.integers(0, 4))
def test_snippets_are_few_and_show_a_highlight_where_there_is_one(
    text: str, highlights: list[tuple[str, ...]], limit: int
) -> None:
    """No more than asked for; each has a highlight, or the only snippet is the opening."""
    output = snippets(text, highlights, limit)
    assert len(output) <= limit
    if "<mark>" in highlight(text, highlights):
        assert all("<mark>" in each for each in output)
    elif limit:
        assert len(output) == (1 if tokenize(text) else 0)


@settings(deadline=None)  # the first example loads the dictionary
@given(st.text("法治府，。 \npm2", max_size=300), HIGHLIGHTS)
def test_a_snippet_highlights_what_the_whole_text_highlights(text: str, highlights: list[tuple[str, ...]]) -> None:
    """Every highlighted stretch of a snippet is, white space aside, part of a highlighted stretch of the text."""
    stretches = [
        re.sub(r"\s", "", each) for each in re.findall("<mark>(.*?)</mark>", highlight(text, highlights), re.DOTALL)
    ]
    for snippet in snippets(text, highlights):
        for shown in re.findall("<mark>(.*?)</mark>", snippet):
            assert any(re.sub(r"\s", "", shown) in each for each in stretches)


@pytest.mark.parametrize(
    ("text", "words", "output"),
    [
        ("法治政府", ["法治"], "<mark>法治</mark>政府"),
        ("法治政府", ["法治", "政府"], "<mark>法治政府</mark>"),
        ("法治政府", ["法治政", "治政府"], "<mark>法治政府</mark>"),
        ("法治的政府", ["法治", "政府"], "<mark>法治</mark>的<mark>政府</mark>"),
        ("關於電梯", ["电梯"], "關於<mark>電梯</mark>"),
        ("ＰＭ２．５浓度", ["pm2.5"], "<mark>ＰＭ２．５</mark>浓度"),
        ("Title", ["title"], "<mark>Title</mark>"),
        ("信\n息 公　开", ["信息公开"], "<mark>信\n息 公　开</mark>"),
        ("15 5 50", ["5"], "15 <mark>5</mark> 50"),
        ("pm 2,pm25", ["pm2"], "<mark>pm 2</mark>,pm25"),
        ("税", ["税"], "<mark>税</mark>"),
        ("的的的", ["的的"], "<mark>的的的</mark>"),
        ("処", ["処"], "<mark>処</mark>"),
        ("10㎡。", ["m2"], "10<mark>㎡</mark>。"),
        ("\u200b\u200b\u200b㎡法治", ["法治"], "\u200b\u200b\u200b㎡<mark>法治</mark>"),
        ("好🙂", ["🙂"], "好<mark>🙂</mark>"),
        ("👨\u200d👩\u200d👧", ["👩"], "<mark>👨\u200d👩\u200d👧</mark>"),
        ("中\u0301国", ["中"], "<mark>中\u0301</mark>国"),
        ("e\u0301a", ["éa"], "<mark>éa</mark>"),
        ("法\0治", ["法治"], "<mark>法\ufffd治</mark>"),
        ("法\x02治\x03", ["治"], "法\ufffd<mark>治</mark>\ufffd"),
        ("\ud800", ["治"], "\ufffd"),
        ('"><script>', ["script"], "&quot;&gt;&lt;<mark>script</mark>&gt;"),
        ("&lt;", ["lt"], "&amp;<mark>lt</mark>;"),
        ("<mark>", ["税"], "&lt;mark&gt;"),
        ("", ["税"], ""),
    ],
)
def test_highlight(text: str, words: list[str], output: str) -> None:
    """Occurrences are found as the index finds them and wrapped whole; neighbours are joined."""
    assert highlighted(text, *words) == output


def test_a_highlight_of_nothing_is_passed_over() -> None:
    """An empty sequence of tokens occurs nowhere."""
    assert highlight("税", [()]) == "税"


def test_canonical_equivalents_are_one_text() -> None:
    """A text with separate accents is shown composed."""
    assert highlighted(unicodedata.normalize("NFD", "café"), "café") == "<mark>café</mark>"


@pytest.mark.parametrize("unit", ["字", "税", "a", " ", "税 \n", "税，", "中\u0301", "\u0301", "<"])
def test_long_texts_of_one_character_are_highlighted_and_split(unit: str) -> None:
    """A text of 110,000 characters without any sentence is still shown whole, and in snippets."""
    text = (unit * 110_000)[:110_000]
    assert len(highlighted(text, "税", "a")) >= len(unicodedata.normalize("NFC", text))
    assert all(len(snippet) < 2_000 for snippet in found(text, "税", "a"))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999, 1.0])
def test_a_long_text_is_searched_around_its_best_passage(share: float) -> None:
    """The stretch begins and ends with sentences, is much shorter than the text, and holds the offset told."""
    text = "".join(f"第{number}条，各级行政机关应当公开信息。" for number in range(2_000))
    stretch = best_stretch(text, share, [tokenize("公开")])
    assert len(stretch) < 2_000
    assert stretch in text
    assert stretch.startswith("第")
    assert stretch.endswith("。")
    offset = min(int(share * len(text)), len(text) - 10)
    assert text[offset : offset + 10] in stretch


@pytest.mark.parametrize(
    "text",
    [
        "短文公开。",
        "公开。" + FILLER * 200 + "只在末尾有决算。",
        "没有句号的长文" * 500,
        "",
    ],
)
def test_the_whole_text_is_searched_where_it_must_be(text: str) -> None:
    """A short text, one with a highlight elsewhere, or one without sentences is searched whole."""
    assert best_stretch(text, 0.0, [tokenize("公开"), tokenize("决算")]) == text


def test_an_excerpt_is_of_whole_sentences_where_these_end_near_its_bounds() -> None:
    """Nobody reads the second half of a sentence as its beginning; a text of one sentence is shortened all the same."""
    text = "各县做好防汛准备工作。" * 50
    found = excerpt(text, 0.5, (), size=100)
    assert found == "各县做好防汛准备工作。" * 8
    assert len(excerpt(text.replace("。", "，"), 0.5, (), size=100)) == 100


@pytest.mark.parametrize("size", [50, 500])
def test_an_excerpt_of_a_long_text_holds_a_highlight(size: int) -> None:
    """A text that is too long is looked at where a highlight stands, or where its best passage is."""
    text = FILLER * 10 + "饮用水水质" + FILLER * 100
    for begin, highlights in ((None, [("水", "质")]), (text.index("饮") / len(text), [])):
        found = excerpt(text, begin, highlights, size=size + 700)
        assert "饮用水" in found
        assert found in text
        assert size + 500 <= len(found) <= size + 700
