"""What a query asks of an engine, and how it says it was understood."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.characters import clean_text
from corpus.report import Report
from indexer.analysis import compose, token_text, tokenize
from indexer.fields import TEXT_FIELDS
from indexer.query import And, Between, Contains, Everything, Keyword, MostOf, Node, Not, Or, TermKind, Wish
from service.query.compile import MAX_RANK_TERMS, MAX_REQUIRED_WORDS, RELAXED_SHARE, CompiledQuery, compile_query
from service.query.function_words import FUNCTION_WORDS
from service.query.rank_terms import FUNCTION_WORD_WEIGHT, GRAM_WEIGHT, WORD_WEIGHT
from service.search.request import MAX_QUERY_LENGTH
from tests.oracle import matches
from tests.service.query.test_syntax import QUERIES

ALPHABET = (
    "法治政府建设的税国办发号年处処理一二，。、；《》（）()〔〕“”-—…·※㎡①Ⅳ 　\nＰm2５0.:/|🙂\u0301é\u200b繁體ORカ한"
)
OPERATORS = frozenset('"“”＂()（）|｜:：-－–—')
TEXTS = st.one_of(st.text(ALPHABET, min_size=1, max_size=40), st.text(min_size=1, max_size=30))


def text(value: str, *fields: str) -> Contains:
    return Contains(tokenize(value), fields or TEXT_FIELDS)


def summary(typed: str) -> str:
    return compile_query(typed).interpretation.summary


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
    ("typed", "match"),
    [
        ("", Everything()),
        ("法治政府", And((text("法治"), text("政府")))),
        ("法治 法治", text("法治")),
        ("和谐的社会", And((text("和谐"), text("社会")))),
        ("的", text("的")),
        ("《税》法治", And((text("税"), text("法治")))),
        ("※", text("※")),
        ("，", text("，")),
        ("🙂", text("🙂")),
        ("処", text("処")),
        ("カナ한국", text("カナ한국")),
        ("PM2.5浓度", And((text("PM2.5"), text("浓度")))),
        ("2023-00827", text("2023-00827")),
        ("2020，2021", And((text("2020"), text("2021")))),
        ("2023年部门预算", And((text("2023"), text("部门"), text("预算")))),
        ('"法治，政府"', text("法治，政府")),
        ('"推进“放管服”改革"', text("推进“放管服”改革")),
        ("-法治政府", Not(text("法治政府"))),
        ("-(法治 政府)", Not(And((text("法治"), text("政府"))))),
        ("税|法", Or((text("税"), text("法")))),
        ("标题:法治政府", And((text("法治", "title"), text("政府", "title")))),
        ('机构:"财政局"', text("财政局", "issuer")),
        ("索引号:甲", Or((Keyword("index_number", "甲"), text("甲", "index_number")))),
        (
            "文号:国办发[2017]47号",
            Or((Keyword("document_number", "国办发〔2017〕47号"), text("国办发〔2017〕47号", "document_number"))),
        ),
        ('a ""', text("a")),
        ('a | ""', text("a")),
        ("a \0", text("a")),
        ('"><script>', text("script")),
    ],
)
def test_what_must_match(typed: str, match: Node) -> None:
    """Words, quotations, exclusions and prefixes become nodes."""
    assert compile_query(typed).match == match


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("年份:2021", 2021, 2021),
        ("年份:2020..2023", 2020, 2023),
        ("年份:２０２０．．２０２３", 2020, 2023),
        ("年份:2020…2023", 2020, 2023),
        ("年份:2020～2023", 2020, 2023),
        ("年份:2020至2023", 2020, 2023),
        ("年份:2020年-2023年", 2020, 2023),
        ("年份:2020—2023", 2020, 2023),
        ("年份:2020..", 2020, None),
        ("年份:..2023", None, 2023),
        ("年份:2023..2020", 2020, 2023),
        ("year:2021-05", 2021, 2021),
        ('年份:"2021"', 2021, 2021),
    ],
)
def test_years(typed: str, low: int | None, high: int | None) -> None:
    """A year or a range of years, in every way people write one."""
    assert compile_query(typed).match == Between("year", low, high)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("发布日期:2020-02", 29), ("发布日期:2020-01..2020-06", 182), ("日期:2020", 366), ("日期:2020年1月5日", 1)],
)
def test_dates_cover_the_whole_of_what_they_name(typed: str, days: int) -> None:
    """A month means all of its days."""
    match = compile_query(typed).match
    assert isinstance(match, Between)
    assert match.low is not None
    assert match.high is not None
    assert match.high - match.low + 1 == days


@pytest.mark.parametrize(
    "typed", ["年份:去年", "年份:..", "年份:1..2..3", "日期:2021-02-30", "年份:9999", "日期:2020-01-2020-06"]
)
def test_bad_numbers_are_text_with_a_note(typed: str) -> None:
    """What is no date is looked for as text in all fields."""
    compiled = compile_query(typed)
    assert "Between" not in repr(compiled.match)
    assert "看不懂" in compiled.interpretation.notes[0].message


@pytest.mark.parametrize(
    ("typed", "field", "key"),
    [
        ("000014348／2023－827", "index_number", "000014348/2023-00827"),
        (" 000014348/2023-00827 ", "index_number", "000014348/2023-00827"),
        ("国办发(2017)47号", "document_number", "国办发〔2017〕47号"),
    ],
)
def test_a_whole_query_that_is_a_number_puts_its_report_first(typed: str, field: str, key: str) -> None:
    """The report with the number comes first, those that mention it follow, its words are the last resort."""
    compiled = compile_query(typed)
    assert compiled.first == Keyword(field, key)
    assert isinstance(compiled.match, Or)
    assert compiled.match.nodes == (
        Keyword(field, key),
        *dict.fromkeys(Contains(each, TEXT_FIELDS) for each in (tokenize(typed), tokenize(key))),
    )
    assert compiled.relaxed is not None
    assert key in compiled.interpretation.summary


def test_a_number_under_its_prefix_comes_first_unless_excluded() -> None:
    """索引号: puts the report first as well."""
    key = Keyword("index_number", "000014348/2023-00827")
    assert compile_query("索引号:000014348/2023-827 预算").first == key
    assert compile_query("-索引号:000014348/2023-827").first is None


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


def ranked(compiled: CompiledQuery) -> set[tuple[str, TermKind, float]]:
    return {(term.text, term.kind, term.weight) for term in compiled.rank}


def test_ranking_terms_are_words_and_pairs() -> None:
    """Single characters rank as words; pairs never span punctuation; function words count for less."""
    gram, word = TermKind.GRAM, TermKind.WORD
    assert ranked(compile_query("法治的2023、税")) == {
        ("治的", gram, GRAM_WEIGHT * FUNCTION_WORD_WEIGHT),
        ("的", word, WORD_WEIGHT * FUNCTION_WORD_WEIGHT),
        *((pair, gram, GRAM_WEIGHT) for pair in ("法治", "2023")),
        *((each, word, WORD_WEIGHT) for each in ("法治", "2023", "税")),
    }


def test_ranking_leaves_out_what_is_excluded_and_repeats_nothing() -> None:
    """A word typed twice counts once; an excluded one not at all."""
    assert compile_query("预算 “预算” -决算").rank == compile_query("预算").rank
    assert {term.fields for term in compile_query("标题:预算").rank} == {("title",)}


@pytest.mark.parametrize(
    ("typed", "highlights"),
    [
        ("和谐的社会", ["和谐", "社会", "和谐的社会"]),
        ("税", ["税"]),
        ("“放管服”改革", ["放管服", "改革"]),
        ("标题:预算 机构:财政局 -决算 年份:2020", ["预算"]),
        ("国办发[2017]47号", ["国办发〔2017〕47号"]),
    ],
)
def test_highlights(typed: str, highlights: list[str]) -> None:
    """Required words and whole pieces are highlighted, leftover characters and other fields' words are not."""
    assert list(compile_query(typed).highlights) == [tokenize(each) for each in highlights]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("-(a|b)", "全部报告，排除（包含“a”或“b”）"),
        ("a (b|c) -d", "包含“a”，包含“b”或“c”，不含“d”"),
        ("年份:(2020 OR 2022)", "年份 2020 或 2022"),
        ("标题:(a -b)", "标题含“a”；标题不含“b”"),
        ('"' + "字" * 50 + '"', "包含“" + "字" * 40 + "…”"),
    ],
)
def test_summary(typed: str, understood: str) -> None:
    """Further cases than the page on the query language shows."""
    assert summary(typed) == understood


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


def test_surplus_words_only_rank() -> None:
    """A pasted page requires its first words, and says so."""
    compiled = compile_query(" ".join(f"w{number}" for number in range(MAX_REQUIRED_WORDS + 9)))
    assert isinstance(compiled.match, And)
    assert len(compiled.match.nodes) == MAX_REQUIRED_WORDS
    assert f"w{MAX_REQUIRED_WORDS + 1}" not in compiled.interpretation.words
    assert any("其余只影响排序" in note.message for note in compiled.interpretation.notes)


@pytest.mark.parametrize(
    "unit", ["法治政府建设的", "a1 ", "-字 ", "税|", "(", "()", '"', "标题:", "\0", "2023-", "Ⅳ㎡", "(a "]
)
def test_the_longest_query_is_bounded(unit: str) -> None:
    """A query of the permitted length asks no engine for more than it can bear, whatever it is made of."""
    compiled = compile_query((unit * MAX_QUERY_LENGTH)[:MAX_QUERY_LENGTH])
    assert len(compiled.rank) <= MAX_RANK_TERMS


@pytest.mark.parametrize(
    "typed", ["如何办理营业执照", "营业执照在哪里办", "营业执照可以转让吗", "营业执照能转让？", "“营业执照” 丢了怎么办"]
)
def test_questions_are_answered_by_most_of_their_words(typed: str) -> None:
    """A text that asks is not taken word for word, and says so; what is quoted in it still is."""
    compiled = compile_query(typed)
    assert compiled.is_question
    assert compiled.wanted == Or((compiled.match, compiled.relaxed))
    assert "问句" in compiled.interpretation.summary
    assert compiled.highlights
    assert all("".join(each) not in FUNCTION_WORDS for each in compiled.highlights), "nobody wants 怎么 highlighted"


@pytest.mark.parametrize("typed", ["营业执照 办理", '"如何办理"', "标题:如何办理", "几何", "吗", "", "什么"])
def test_other_texts_are_taken_word_for_word(typed: str) -> None:
    """Without anything to loosen, or without a question, every word is required."""
    compiled = compile_query(typed)
    assert not compiled.is_question
    assert compiled.wanted == compiled.match
