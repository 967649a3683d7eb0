"""What a query asks of an engine, and how it says it was understood."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.characters import clean_text
from corpus.report import Report
from indexer.analysis import compose, token_text, tokenize
from indexer.fields import TEXT_FIELDS
from indexer.query import And, Contains, MostOf, Node, Not, Or, Wish
from service.query.compile import (
    MAX_CHARACTERS,
    MAX_HIGHLIGHTS,
    MAX_RANK_TERMS,
    MAX_REQUIRED_WORDS,
    RELAXED_SHARE,
    compile_query,
)
from service.query.function_words import FUNCTION_WORDS
from service.search.request import MAX_QUERY_LENGTH
from tests.oracle import matches
from tests.service.query.test_parser import QUERIES

ALPHABET = (
    "法治政府建设的税国办发号年处処理一二，。、；《》（）()〔〕“”-—…·※㎡①Ⅳ 　\nＰm2５0.:/|🙂\u0301é\u200b繁體ORカ한"
)
OPERATORS = frozenset('"“”＂()（）|｜:：-－–—')
TEXTS = st.one_of(st.text(ALPHABET, min_size=1, max_size=40), st.text(min_size=1, max_size=30))


def text(value: str, *fields: str) -> Contains:
    return Contains(tokenize(value), fields or TEXT_FIELDS)


@st.composite
def pieces(draw: st.DrawFn) -> tuple[str, str]:
    """Return a text and a contiguous piece of it that splits no run of letters or digits."""
    whole = compose(clean_text(draw(TEXTS)))
    tokens = token_text([whole])
    assume(tokens.starts.size)
    first = draw(st.integers(0, tokens.starts.size - 1))
    last = draw(st.integers(first, tokens.starts.size - 1))
    return whole, whole[tokens.starts[first] : tokens.ends[last]]


@settings(deadline=None)  # the first example loads the dictionary
@given(pieces())
def test_a_piece_of_a_text_typed_unquoted_finds_the_text(drawn: tuple[str, str]) -> None:
    """Word splitting never hides a report: what stands in it in one piece finds it."""
    whole, piece = drawn
    assume(not OPERATORS & set(piece) and "OR" not in piece and "ＯＲ" not in piece)
    assert matches(compile_query(piece).match, Report(id="1", source="1", body=whole))


@settings(deadline=None)  # the first example loads the dictionary
@given(pieces())
def test_a_piece_of_a_text_typed_in_quotes_finds_the_text(drawn: tuple[str, str]) -> None:
    """Any piece without the ASCII quote can be asked for exactly."""
    whole, piece = drawn
    assume('"' not in piece)
    assert matches(compile_query(f'"{piece}"').match, Report(id="1", source="1", body=whole))


@settings(deadline=None)  # the first example loads the dictionary
@given(QUERIES)
def test_any_text_compiles(typed: str) -> None:
    """Compiling never raises, and always says how it understood the query."""
    compiled = compile_query(typed)
    assert compiled.interpretation.summary
    assert all(compiled.highlights)


@pytest.mark.parametrize(
    ("typed", "relaxed"),
    [
        ("法治", None),
        ('"法治" "政府"', None),
        ('法治 "政府"', None),
        ('"法治" 关于', text("法治")),
        ("法治 政府", MostOf(RELAXED_SHARE, (Wish(text("法治")), Wish(text("政府"))))),
        ("法治政府", MostOf(RELAXED_SHARE, (Wish(text("法治")), Wish(text("治政")), Wish(text("政府"))))),
        ("关于税收", MostOf(RELAXED_SHARE, (Wish(text("关于"), 0.5), Wish(text("于税"), 0.5), Wish(text("税收"))))),
        ("税 局", MostOf(RELAXED_SHARE, (Wish(text("税")), Wish(text("局"))))),
        (
            '法治 政府 "a" -b 标题:c',
            MostOf(
                RELAXED_SHARE,
                (Wish(text("法治")), Wish(text("政府"))),
                And((text("a"), Not(text("b")), text("c", "title"))),
            ),
        ),
    ],
)
def test_relaxed(typed: str, relaxed: Node | None) -> None:
    """Most of what the words say, function words left out; what an operator asked for stays."""
    assert compile_query(typed).relaxed == relaxed


def test_words_and_exclusions_are_told_as_they_were_folded() -> None:
    """The interpretation lists what must and must not occur."""
    interpretation = compile_query("電梯 ＰＭ２．５ “a  B” -預算").interpretation
    assert interpretation.words == ("电梯", "pm2.5", "a b")
    assert interpretation.excluded == ("预算",)


def test_notes_point_into_the_typed_text() -> None:
    """Spans are those of the query, not of its folded form."""
    typed = '㎡㎡ ""'
    (note,) = compile_query(typed).interpretation.notes
    assert typed[note.start : note.end] == '""'


SHORT_WORDS = ["".join(pair) for pair in product("abcdefghk", repeat=2)]
"""Many words within the characters that are looked at."""


def test_surplus_words_only_rank() -> None:
    """A pasted page requires its first words, and says so."""
    words = SHORT_WORDS[: MAX_REQUIRED_WORDS + 2]
    compiled = compile_query("，".join(words))
    assert isinstance(compiled.match, And)
    assert len(compiled.match.nodes) == MAX_REQUIRED_WORDS
    assert words[-1] not in compiled.interpretation.words
    assert any("其余只影响排序" in note.message for note in compiled.interpretation.notes)


def test_only_the_beginning_of_a_long_query_is_looked_at() -> None:
    """What stands beyond asks for nothing, and a note says so."""
    compiled = compile_query("，" * MAX_CHARACTERS + "水质")
    assert compiled.highlights == compile_query("，" * MAX_CHARACTERS).highlights
    assert f"只看前 {MAX_CHARACTERS} 个字符" in compiled.interpretation.notes[-1].message


def test_highlights_are_bounded_and_noted() -> None:
    """Of many words only the first are marked, and a note says so."""
    words = SHORT_WORDS[: MAX_HIGHLIGHTS + 1]
    compiled = compile_query("，".join(words))
    assert ["".join(each) for each in compiled.highlights] == words[:-1]
    assert any(f"只标出前 {MAX_HIGHLIGHTS} 个" in note.message for note in compiled.interpretation.notes)
    assert not compile_query("，".join(words[:-1])).interpretation.notes


@pytest.mark.parametrize(
    "unit", ["法治政府建设的", "a1 ", "-字 ", "税|", "(", "()", '"', "标题:", "\0", "2023-", "Ⅳ㎡", "(a "]
)
def test_the_longest_query_is_bounded(unit: str) -> None:
    """A query of the permitted length asks no engine for more than it can bear, whatever it is made of."""
    compiled = compile_query((unit * MAX_QUERY_LENGTH)[:MAX_QUERY_LENGTH])
    assert len(compiled.rank) <= MAX_RANK_TERMS


@pytest.mark.parametrize(
    "typed", ["如何办理营业执照变更", "营业执照可以转让吗", "营业执照能转让？", "“营业执照” 丢了怎么办"]
)
def test_questions_are_answered_by_most_of_their_words(typed: str) -> None:
    """A text that asks is not taken word for word, and says so; what is quoted in it still is."""
    compiled = compile_query(typed)
    assert compiled.is_question
    assert compiled.wanted == Or((compiled.match, compiled.relaxed))
    assert "问句" in compiled.interpretation.summary
    assert compiled.highlights
    assert all("".join(each) not in FUNCTION_WORDS for each in compiled.highlights), "nobody wants 怎么 highlighted"


@pytest.mark.parametrize("typed", ["如何办理营业执照", "营业执照在哪里办", "请问营业执照怎么办？"])
def test_a_question_about_one_word_asks_for_that_word(typed: str) -> None:
    """What frames it need not occur, and ranks nothing: it is rarer in reports than what it frames."""
    compiled, alone = compile_query(typed), compile_query("营业执照")
    assert (compiled.wanted, compiled.rank) == (alone.wanted, alone.rank)
    assert compiled.interpretation.words == ("营业执照",)
    assert "不必出现" in compiled.interpretation.summary
    assert compile_query("营业执照吗").wanted == alone.wanted
    assert compile_query("没执照怎么办").is_question, "several words glued are found by most of them"


def test_politeness_is_no_word_of_a_question() -> None:
    """Also where what is left without all that frames it is no word, and is kept then."""
    assert compile_query("请问没养老金怎么领").interpretation.words == ("没养老金", "怎么领")


@pytest.mark.parametrize("typed", ["营业执照 办理", '"如何办理"', "标题:如何办理", "几何", "吗", "", "什么"])
def test_other_texts_are_taken_word_for_word(typed: str) -> None:
    """Without anything to loosen, or without a question, every word is required."""
    compiled = compile_query(typed)
    assert not compiled.is_question
    assert compiled.wanted == compiled.match
