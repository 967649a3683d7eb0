"""The query language's grammar: which tree a query is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.query.lexer import MAX_NESTING
from service.query.parser import MAX_TEXTS, parse
from service.query.syntax import All, Any, Exact, InField, Tree, Without, Word

PIECES = [
    "法治",
    "预算",
    " ",
    "\u3000",
    '"',
    "“",
    "”",
    "＂",
    "(",
    ")",
    "（",
    "）",
    "-",
    "－",
    "—",
    "|",
    "｜",
    "OR",
    "ＯＲ",
    "标题:",
    "年份：",
]
PIECES += [
    "2020..2023",
    "..",
    "處処",
    "🙂",
    "\0",
    "\ud800",
    "\u200b",
    "\ufeff",
    "\u0301",
    '"><script>',
    "※",
    "，",
    "a",
    "5",
]
QUERIES = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def sketch(tree: Tree | None) -> str:
    """Return a tree in one line: [exact], -without, (all of) and {any of}."""
    match tree:
        case None:
            return ""
        case Word(text):
            return text
        case Exact(text):
            return f"[{text}]"
        case InField(field, child):
            return f"{field.name}:{sketch(child)}"
        case Without(child):
            return f"-{sketch(child)}"
        case All(children):
            return f"({' '.join(map(sketch, children))})"
        case Any(children):
            return f"{{{' '.join(map(sketch, children))}}}"


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("法治 预算", "(法治 预算)"),
        ("法治\u3000预算\n决算", "(法治 预算 决算)"),
        ("a OR b", "{a b}"),
        ("a ＯＲ b", "{a b}"),
        ("a|b｜c", "{a b c}"),
        ("a b OR c d", "(a {b c} d)"),
        ("a or b", "(a or b)"),
        ("CORE ORB", "(CORE ORB)"),
        ("a -b", "(a -b)"),
        ("a －b –c —d", "(a -b -c -d)"),
        ("-b|-c", "{-b -c}"),
        ('-"a b"', "-[a b]"),
        ("-(a b)", "-(a b)"),
        ("2023-00827", "2023-00827"),
        ("C-reactive", "C-reactive"),
        ('"A"-B', "([A] -B)"),
        ("a ——b", "(a ——b)"),
        ("--a", "--a"),
        ("(a OR b) c", "({a b} c)"),
        ("（a｜b） c", "({a b} c)"),
        ("(a|b)(c|d)", "({a b} {c d})"),
        ("((a))", "a"),
        ("(a", "(a"),
        ("a)", "a)"),
        ("方案（试行）", "方案（试行）"),
        ("国办发(2017)47号", "国办发(2017)47号"),
        ("（试行）办法", "（试行）办法"),
        ("（方案（试行） 通知） 印发", "((方案（试行） 通知) 印发)"),
        ("关于印发 （试行） 的通知", "(关于印发 试行 的通知)"),
        ("(一)总体 (二)措施", "((一)总体 (二)措施)"),
    ],
)
def test_operators(typed: str, tree: str) -> None:
    """Operators are told from hyphens, dashes and parentheses of ordinary text by what stands beside them."""
    assert sketch(parse(typed).tree) == tree


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ('"a b"', "[a b]"),
        ("“a b”", "[a b]"),
        ("＂a b＂", "[a b]"),
        ("“a b“", "[a b]"),
        ('"推进“放管服”改革"', "[推进“放管服”改革]"),
        ('“推进"放管服"改革”', '[推进"放管服"改革]'),
        ("开展“双随机、一公开”监管", "(开展 [双随机、一公开] 监管)"),
        ('"(a OR b) -c"', "[(a OR b) -c]"),
        ('"a', '"a'),
        ("a”", "a”"),
        ("“a＂", "“a＂"),
        ('5" 屏', '(5" 屏)'),
    ],
)
def test_quotes(typed: str, tree: str) -> None:
    """A quote is closed by its own kind only; within it everything is literal."""
    assert sketch(parse(typed).tree) == tree


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("标题:预算 决算", "(title:预算 决算)"),
        ("標題：预算", "title:预算"),
        ("Title:预算", "title:预算"),
        ("ｔｉｔｌｅ:预算", "title:预算"),
        ("标题: 预算", "title:预算"),
        ('标题:"预 算"', "title:[预 算]"),
        ("标题:(预算 OR 决算)", "title:{预算 决算}"),
        ("标题:关于“放管服”改革 通知", "(title:(关于 [放管服] 改革) 通知)"),
        ("-标题:预算", "-title:预算"),
        ("(标题:预算)", "title:预算"),
        ("标题:(a 机构:b)", "title:(a issuer:b)"),
        ("年份:2020..2023", "year:2020..2023"),
        ("标题:机构:a", "title:机构:a"),
        ("关于标题:预算", "关于标题:预算"),
        ("http://a", "http://a"),
        ("12:30", "12:30"),
        ("标题:", "标题:"),
        ("标题: OR a", "{标题: a}"),
        ("标题: 机构:a", "(标题: issuer:a)"),
        ("标题:-a", "title:-a"),
    ],
)
def test_prefixes(typed: str, tree: str) -> None:
    """A known prefix at the start of a word applies to what follows; everything else with a colon is text."""
    assert sketch(parse(typed).tree) == tree


@pytest.mark.parametrize(
    ("typed", "tree", "note"),
    [
        ("OR a", "a", "“OR”要写在两个词之间，这里已忽略"),
        ("a OR", "a", "“OR”要写在两个词之间，这里已忽略"),
        ("a OR | b", "{a b}", "“|”要写在两个词之间，这里已忽略"),
        ("OR OR", "", "“OR”要写在两个词之间，这里已忽略"),
        ("a - b", "(a b)", "单独的“-”没有作用，已忽略"),
        ("()", "", "括号里没有可查找的内容，已忽略"),
        ("a )", "a", "单独的“)”没有作用，已忽略"),
        ("(a", "(a", "括号没有成对，按普通文字处理"),
        ("a)", "a)", "括号没有成对，按普通文字处理"),
        ('"a', '"a', "引号没有成对，按普通文字处理"),
        ('-"', '-"', "引号没有成对，按普通文字处理"),
        ("标题:", "标题:", "“标题:”后面没有内容，按普通文字处理"),
        ("标题:-a", "title:-a", "要排除请把减号写在“标题:”前面；这里的减号按普通文字处理"),
        ("-(", "", "括号没有成对，按普通文字处理"),
    ],
)
def test_slips_have_a_tree_and_a_note(typed: str, tree: str, note: str) -> None:
    """A stray operator is ignored or taken as text, and the note says which."""
    parsed = parse(typed)
    assert note in [each.message for each in parsed.notes]
    if typed != '-"':
        assert sketch(parsed.tree) == tree


def test_invisible_characters_beside_white_space_do_not_hide_an_operator() -> None:
    """A byte order mark copied along with a query changes nothing."""
    assert sketch(parse("\ufeff-a \u200bOR b").tree) == "{-a b}"


def test_spans_point_into_the_typed_text() -> None:
    """Start and end of a leaf are its span in the query, quotes included."""
    typed = "🙂 标题:“a b” -c"
    leaves = [InField, Without]
    tree = parse(typed).tree
    assert isinstance(tree, All)
    assert [type(child) for child in tree.children[1:]] == leaves
    assert [typed[leaf.start : leaf.end] for leaf in (tree.children[1].child, tree.children[2].child)] == ["“a b”", "c"]


@pytest.mark.parametrize(
    "typed", ["(" * 5000, "(" * 5000 + "a" + ")" * 5000, "“" * 9999, '"' * 9999, "-" * 10_000, "标题:" * 3000]
)
def test_hostile_queries_are_parsed(typed: str) -> None:
    """Neither depth nor length makes the parser fail or repeat itself in notes."""
    messages = [note.message for note in parse(typed).notes]
    assert len(messages) == len(set(messages))


def test_nesting_is_bounded_and_noted() -> None:
    """Parentheses beyond the bound are text."""
    deep = MAX_NESTING + 1
    assert [note.message[:2] for note in parse("(" * deep + "a" + ")" * deep).notes] == ["括号"]
    assert parse("(" * MAX_NESTING + "a" + ")" * MAX_NESTING).notes == ()


@pytest.mark.parametrize("pattern", ["{}|", "{} ", "-{} ", '"{}" ', "标题:{} ", "({}) "])
def test_the_number_of_texts_is_bounded_and_noted(pattern: str) -> None:
    """However they are joined, texts beyond the bound are left out, and a note says how many."""
    query = parse("".join(pattern.format(chr(0x4E00 + number)) for number in range(MAX_TEXTS + 9)))
    assert "其余 9 个已忽略" in query.notes[0].message
    assert _leaves(query.tree) == MAX_TEXTS
    assert "检索式太长" not in str(parse("".join(pattern.format("法") for _ in range(MAX_TEXTS))).notes)


def _leaves(tree: Tree | None) -> int:
    match tree:
        case All(children) | Any(children):
            return sum(map(_leaves, children))
        case InField(_, child) | Without(child):
            return _leaves(child)
        case _:
            return 1


@settings(deadline=None)  # the first example loads the dictionary
@given(QUERIES)
def test_any_text_is_a_query(typed: str) -> None:
    """Parsing never raises, and spans stay within the text."""
    parsed = parse(typed)
    assert all(0 <= note.start < note.end <= len(typed) for note in parsed.notes)
