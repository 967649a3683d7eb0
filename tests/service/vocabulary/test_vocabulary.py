"""What typed words may mean as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import UnreadableVocabulary
from service.vocabulary.entries import Entry, read_entries
from service.vocabulary.vocabulary import Meaning, Vocabulary, vocabulary


@pytest.mark.parametrize(
    ("typed", "meanings"),
    [
        ("退伍手续", [Meaning("退伍", 0, 2, ("退役",))]),
        ("县委编办", [Meaning("编办", 2, 4, ("机构编制委员会办公室",))]),
        ("狗证", [Meaning("狗证", 0, 2, ("养犬登记", "犬只登记", "犬类登记"))]),
        ("住房公积金", []),
        ("养犬登记", []),
        ("提高考核标准", []),
    ],
)
def test_the_longest_words_are_found_in_their_direction(typed: str, meanings: list[Meaning]) -> None:
    """A meaning that stands there itself is left out, → leads one way, and two characters of two words are no word."""
    assert list(vocabulary(None).meanings(typed)) == meanings


def lists(text: str) -> Vocabulary:
    """Return the vocabulary of a list."""
    return Vocabulary(each for each in read_entries(text) if isinstance(each, Entry))


@pytest.mark.parametrize(
    ("typed", "word", "between"),
    [
        ("租房提取公积金", "租房提取公积金", ""),
        ("公积金怎么提取来租房", "公积金怎么提取来租房", "怎么来"),
        ("提取公积金", None, ""),
        ("租房的朋友们想知道的公积金怎么提取", None, ""),
    ],
)
def test_words_are_known_in_any_order(typed: str, word: str | None, between: str) -> None:
    """All of them, with little between them, which is told."""
    found = list(lists("租房 公积金 提取 → 住房公积金提取").meanings(typed))
    assert [(each.word, each.between) for each in found] == ([(word, between)] if word else [])


def test_the_longest_of_words_that_overlap_is_meant() -> None:
    """What several words mean together is no less than one of them."""
    words = lists("孩子 → 儿童\n(孩子|小孩) (上学|读书) → 入学\n上学 → 学习")
    assert [each.others for each in words.meanings("孩子在外地的学校读书")] == [("儿童",)]
    assert [each.others for each in words.meanings("孩子在这读书")] == [("入学",)]


def test_words_of_documents_are_not_taken_apart() -> None:
    """What some line gives as a meaning is no pair of everyday words."""
    words = lists("(狗|养犬) (证|登记) → 养犬管理\n狗牌 → 养犬登记")
    assert list(words.meanings("养犬登记")) == []
    assert [each.others for each in words.meanings("登记养犬")] == [("养犬管理",)]


def test_what_contains_a_word_is_none_of_its_meanings() -> None:
    """One of several wordings may stand in a meaning; who looks for it finds that anyway."""
    words = lists("(护士|护士证) → 护士执业")
    assert [list(words.meanings(each)) for each in ("护士", "护士证")] == [
        [],
        [Meaning("护士证", 0, 3, ("护士执业",))],
    ]


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("宝宝上户口", "出生登记"),
        ("食药监", "药品监督管理局"),
        ("八十岁", "八十周岁"),
        ("公积金提取租房", "提取住房公积金"),
        ("同学欺负", "学生欺凌"),
        ("串标", "串通投标"),
        ("抽检", "监督抽查"),
    ],
)
def test_neighbouring_wordings_are_known(typed: str, other: str) -> None:
    """The shipped lists name kinds of wordings, not single ones."""
    assert other in [other for each in vocabulary(None).meanings(typed) for other in each.others]


@pytest.mark.parametrize("typed", ["网络安全法", "数据安全法", "食品安全法", "劳动合同法"])
def test_names_of_laws_have_no_shorter_ones_in_them(typed: str) -> None:
    """The 安全法 that people mean by itself is another."""
    assert list(vocabulary(None).meanings(typed)) == []


def test_an_operator_adds_words(tmp_path: Path) -> None:
    """His list stands beside the shipped ones."""
    path = tmp_path / "words.txt"
    path.write_text("小红楼 → 政务服务中心\n", encoding="utf-8")
    own = vocabulary(path)
    assert list(own.meanings("小红楼")) == [Meaning("小红楼", 0, 3, ("政务服务中心",))]
    assert own.knows("小红楼", "政务服务中心")
    assert own.knows("退伍", "退役")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_list_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    """The error names file and key."""
    path = tmp_path / "words.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableVocabulary, match=r"words\.txt.*search\.vocabulary"):
        vocabulary(path)
