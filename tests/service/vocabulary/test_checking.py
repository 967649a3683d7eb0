"""What is wrong with a list of words."""

from __future__ import annotations

import pytest

from service.vocabulary.checking import faults
from service.vocabulary.entries import SHIPPED, Entry
from service.vocabulary.vocabulary import readable_entries

KNOWN = [Entry("退伍", ("退役",), both_ways=True, line=1)]


def messages(text: str) -> list[tuple[int, str]]:
    """Return the faults of a list beside `KNOWN`, in an archive that holds everything but 天书."""
    return [(each.line, each.message) for each in faults(text, KNOWN, lambda word: word != "天书")]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("退役", 1, "应写成"),
        ('甲乙 → "丙丁"', 1, "引号"),
        ("狗 → 犬只", 1, "只有一个字"),
        ("公积金 → 住房公积金", 1, "一个包含另一个"),
        ("住房公积金 = 公积金", 1, "一个包含另一个"),
        ("狗证 → 养犬登记\n狗证 → 养犬登记", 2, "与第 1 行重复"),
        ("甲乙 → 丙丁\n丙丁 → 甲乙", 2, "与第 1 行方向相反"),
        ("退役 → 退伍", 1, "随程序提供的词表"),
        ("古书 → 天书", 1, "没有信息含有“天书”"),
        ("(古书|老书) → 天书", 1, "没有信息含有“天书”"),
        ("公积金 住房 → 住房公积金", 1, "一个包含另一个"),
    ],
)
def test_useless_and_contradictory_lines_are_named(text: str, line: int, said: str) -> None:
    """The message names the line and says what is wrong."""
    ((found, message),) = messages(text)
    assert (found, said in message) == (line, True)


def test_good_lines_pass() -> None:
    """Both ways, one way, from long to short."""
    assert messages("狗证 → 养犬登记、犬只登记\n煤气 = 燃气\n住房公积金 → 公积金\n天书 = 古书") == []


def test_alternatives_may_overlap_other_lines() -> None:
    """A line is of no use only if all of its wordings are."""
    assert messages("老狗证 → 养犬登记\n(老|新)狗证 → 养犬登记\n(护士|护士证) → 护士执业") == []
    assert [line for line, _ in messages("老狗证 → 养犬登记\n新狗证 → 养犬登记\n(老|新)狗证 → 养犬登记")] == [3, 3]


def test_the_shipped_lists_are_without_fault() -> None:
    """They repeat nothing and contradict nothing, and there are 400 entries and more."""
    texts = "\n".join(each.read_text(encoding="utf-8") for each in SHIPPED)
    assert list(faults(texts, (), lambda _: True)) == []
    assert sum(len(readable_entries(each)) for each in SHIPPED) >= 400
