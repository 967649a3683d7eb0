"""Highlights and passages: true to the report's text, safe as HTML, cut where a reader would."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import atoms, compose
from service.search.cuts import PASSAGE_LENGTH
from service.search.passages import around, mark, marked_and_cut, passages

ALPHABET = "法治政府建设的税處処，。、；“”\n\n 　ＰＭpm2５.&<>\"'🙂👨‍👩‍👧\u0301é\0\ud800\u200b…㎡\x02\x03"
TEXTS = st.one_of(st.text(ALPHABET, max_size=400), st.text(max_size=100))
MARKS = st.lists(st.text("法治政府的pm2，<é\u0301", min_size=1, max_size=3).map(atoms), max_size=5)
FILLER = "各级行政机关认真贯彻落实条例要求。"


def plain(marked: str) -> str:
    return html.unescape(marked.replace("<mark>", "").replace("</mark>", ""))


def printable(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", compose(text))


def marked(text: str, *words: str) -> str:
    return mark(text, [atoms(word) for word in words])


def found(text: str, *words: str, limit: int = 3) -> tuple[str, ...]:
    return passages(text, [atoms(word) for word in words], limit)


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS, MARKS)
def test_marking_changes_nothing_but_marks(text: str, marks: list[tuple[str, ...]]) -> None:
    """Without the tags and unescaped, the output is the text; what can't be shown is U+FFFD."""
    assert plain(mark(text, marks)) == printable(text)


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS, MARKS)
def test_output_has_no_tags_but_marks(text: str, marks: list[tuple[str, ...]]) -> None:
    """Everything else is escaped, and marks are never nested or left open."""
    for output in (mark(text, marks), *passages(text, marks)):
        assert re.fullmatch(r"(?:[^<>]|<mark>[^<>]+</mark>)*", output)
        output.encode()


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS, MARKS)
def test_passages_are_literal_text(text: str, marks: list[tuple[str, ...]]) -> None:
    """Apart from white space and the ellipses added, a passage stands in the text."""
    whole = re.sub(r"\s", "", printable(text))
    for passage in passages(text, marks):
        shown = re.sub(r"\s", "", plain(passage))
        tried = {shown, shown.removeprefix("…"), shown.removesuffix("…"), shown.removeprefix("…").removesuffix("…")}
        assert any(each in whole for each in tried)


@settings(deadline=None)  # the first example loads the dictionary
@given(st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=3), MARKS)
def test_texts_are_cut_together_as_alone(titles: list[str], bodies: list[str], marks: list[tuple[str, ...]]) -> None:
    """What stands before or after a text in a batch changes nothing about it."""
    marked_titles, cut_bodies = marked_and_cut(titles, bodies, marks)
    assert marked_titles == [mark(title, marks) for title in titles]
    assert cut_bodies == [passages(body, marks) for body in bodies]


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS, MARKS, st.integers(0, 4))
def test_passages_are_few_and_show_a_match_where_there_is_one(
    text: str, marks: list[tuple[str, ...]], limit: int
) -> None:
    """No more than asked for; each has a match, or the one passage is the opening."""
    given_passages = passages(text, marks, limit)
    assert len(given_passages) <= limit
    if "<mark>" in mark(text, marks):
        assert all("<mark>" in each for each in given_passages)
    elif limit:
        assert len(given_passages) == (1 if atoms(text) else 0)


@settings(deadline=None)  # the first example loads the dictionary
@given(st.text("法治府，。 \npm2", max_size=300), MARKS)
def test_a_passage_marks_what_the_whole_text_marks(text: str, marks: list[tuple[str, ...]]) -> None:
    """Every marked stretch of a passage is, white space aside, part of a marked stretch of the text."""
    stretches = [re.sub(r"\s", "", each) for each in re.findall("<mark>(.*?)</mark>", mark(text, marks), re.DOTALL)]
    for passage in passages(text, marks):
        for shown in re.findall("<mark>(.*?)</mark>", passage):
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
def test_mark(text: str, words: list[str], output: str) -> None:
    """Occurrences are found as the index finds them and wrapped whole; neighbours are joined."""
    assert marked(text, *words) == output


def test_a_mark_of_nothing_is_passed_over() -> None:
    """An empty sequence of atoms occurs nowhere."""
    assert mark("税", [()]) == "税"


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
def test_white_space_in_passages(text: str, words: list[str], output: tuple[str, ...]) -> None:
    """Wrapped lines are joined; other white space becomes one space."""
    assert found(text, *words) == output


def test_a_passage_starts_and_ends_with_sentences() -> None:
    """It is cut where sentences end, without an ellipsis."""
    (passage,) = found(FILLER * 20 + "公开政府信息。" + FILLER * 20, "政府信息")
    assert passage.startswith(FILLER)
    assert passage.endswith(FILLER)
    assert "公开<mark>政府信息</mark>。" in passage
    assert len(plain(passage)) <= PASSAGE_LENGTH


def test_a_long_sentence_is_cut_at_a_clause_with_ellipses() -> None:
    """Where no sentence ends within reach, a comma does."""
    clause = "各级行政机关认真贯彻落实条例要求，"
    (passage,) = found(clause * 20 + "公开政府信息，" + clause * 20, "政府信息")
    assert passage.startswith("…" + clause)
    assert passage.endswith(clause + "…")


def test_text_without_punctuation_is_cut_anywhere_but_in_a_match() -> None:
    """A line of 100,000 characters still gives a passage of the usual length."""
    (passage,) = found("字" * 50_000 + "政府信息" + "字" * 50_000, "政府信息")
    assert re.fullmatch("…字+<mark>政府信息</mark>字+…", passage)
    assert len(plain(passage)) == PASSAGE_LENGTH + 2


def test_one_endless_run_is_cut() -> None:
    """Encoded files within a text have no place to cut."""
    assert found("Q" * 100_000, "税") == ("Q" * PASSAGE_LENGTH + "…",)


def test_a_match_longer_than_a_passage_is_shown_whole() -> None:
    """A long quotation is never cut."""
    quotation = "字词" * PASSAGE_LENGTH
    (passage,) = found(FILLER + quotation + FILLER, quotation)
    assert f"<mark>{quotation}</mark>" in passage


def test_the_passage_with_most_different_marks_is_chosen() -> None:
    """Three words together beat one word many times."""
    text = "预算预算预算。" + FILLER * 20 + "预算、决算和审计。" + FILLER * 20
    (passage,) = found(text, "预算", "决算", "审计")
    assert "<mark>预算</mark>、<mark>决算</mark>和<mark>审计</mark>" in passage


def test_of_equally_rich_places_the_closest_together_is_chosen() -> None:
    """Marks that stand side by side say more than marks a sentence apart."""
    text = "预算" + FILLER * 2 + "决算。" + FILLER * 20 + "预算决算。" + FILLER * 20
    assert "<mark>预算决算</mark>" in found(text, "预算", "决算")[0]


def test_further_passages_hold_what_the_first_lacks() -> None:
    """Each passage adds a mark, they don't overlap, and they come in the order of the text."""
    text = "".join(f"{word}工作。{FILLER * 20}" for word in ("预算", "决算", "审计", "采购"))
    shown = found(text, "采购", "审计", "决算", "预算", limit=3)
    assert [re.findall("<mark>(.*?)</mark>", each) for each in shown] == [["预算"], ["决算"], ["审计"]]


def test_without_a_match_the_opening_is_shown() -> None:
    """Browsing shows how each report begins."""
    (passage,) = passages("\n  " + FILLER * 20, ())
    assert passage == FILLER * (PASSAGE_LENGTH // len(FILLER))


def test_a_sentence_keeps_its_closing_quote() -> None:
    """”and ）go with the sentence they end."""
    quoted = "他说：“各级行政机关认真贯彻落实条例要求。”"
    (passage,) = found(quoted * 10 + "公开政府信息。" + quoted * 10, "政府信息")
    assert passage.startswith("他说")
    assert passage.endswith("”")


def test_canonical_equivalents_are_one_text() -> None:
    """A text with separate accents is shown composed."""
    assert marked(unicodedata.normalize("NFD", "café"), "café") == "<mark>café</mark>"


@pytest.mark.parametrize("unit", ["字", "税", "a", " ", "税 \n", "税，", "中\u0301", "\u0301", "<"])
def test_long_texts_of_one_character_are_marked_and_cut(unit: str) -> None:
    """A text of 110,000 characters without any sentence is still shown whole, and cut to passages."""
    text = (unit * 110_000)[:110_000]
    assert len(marked(text, "税", "a")) >= len(unicodedata.normalize("NFC", text))
    assert all(len(passage) < 2_000 for passage in found(text, "税", "a"))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999, 1.0])
def test_a_long_text_is_read_around_its_best_passage(share: float) -> None:
    """What is read begins and ends with sentences, is much shorter than the text, and holds the place told."""
    text = "".join(f"第{number}条，各级行政机关应当公开信息。" for number in range(2_000))
    stretch = around(text, share, [atoms("公开")])
    assert len(stretch) < 2_000
    assert stretch in text
    assert stretch.startswith("第")
    assert stretch.endswith("。")
    place = min(int(share * len(text)), len(text) - 10)
    assert text[place : place + 10] in stretch


@pytest.mark.parametrize(
    "text",
    [
        "短文公开。",
        "公开。" + FILLER * 200 + "只在末尾有决算。",
        "没有句号的长文" * 500,
        "",
    ],
)
def test_the_whole_text_is_read_where_it_must_be(text: str) -> None:
    """A short text, one with a mark elsewhere, or without sentences is read whole."""
    assert around(text, 0.0, [atoms("公开"), atoms("决算")]) == text
