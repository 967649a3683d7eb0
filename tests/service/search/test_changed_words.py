"""Words of a query that may mean something else, and what frames them."""

from __future__ import annotations

import pytest

from service.query.compile import compile_query
from service.search.widening import widened
from service.vocabulary.entries import Entry
from service.vocabulary.vocabulary import Vocabulary, shipped_entries, vocabulary


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("狗 咬人", ("犬只伤人",)),
        ("狗　咬人", ("犬只伤人",)),
        ("狗 -咬人", None),
        ('狗 "咬人"', None),
        ("外地孩子在这里上学", ("随迁子女",)),
        ("请问外地孩子在这里上学怎么办", ("随迁子女",)),
        ("外地孩子上学", ("随迁子女",)),
        ("外地孩子不上学", None),
        ("证件丢了", ("遗失",)),
        ("证件丢了怎么办", ("遗失",)),
    ],
)
def test_a_word_is_known_whatever_divides_it(typed: str, also: tuple[str, ...] | None) -> None:
    """A blank and what frames a query do not make other words of it; a word is more than the end of a frame."""
    lines = (("狗咬人", "犬只伤人"), ("外地孩子上学", "随迁子女"), ("丢了", "遗失"))
    words = Vocabulary([Entry(word, (other,), both_ways=False, line=1) for word, other in lines])
    wide = widened(typed, compile_query(typed), words)
    assert (wide.also or None if wide else None) == also


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("老人北京补贴", '(老人北京补贴 OR "高龄津贴") 北京'),
        ("老人每月补贴", '(老人每月补贴 OR "高龄津贴")'),
        ("老人补贴", '(老人补贴 OR "高龄津贴")'),
    ],
)
def test_a_region_between_words_is_asked_for(typed: str, asked: str) -> None:
    """Beside what several words mean together; what else is told between them need not stand in a report."""
    words = Vocabulary(
        [Entry("老人 补贴", ("高龄津贴",), both_ways=False, line=1, parts=(("老人",), ("补贴",)))],
    )
    wide = widened(typed, compile_query(typed), words)
    assert wide is not None
    assert wide.also == ("高龄津贴",)
    assert wide.others == compile_query(asked).match


def test_the_shipped_words_are_known_when_typed_alone() -> None:
    """A frame at their end must not eat them: 丢了, 举报电话."""
    shipped = vocabulary(None)
    missed = [
        word
        for word in sorted({word for entry in shipped_entries() for word, _ in entry.pairs()})
        if any(each.word == word for each in shipped.meanings(word))
        and widened(word, compile_query(word), shipped) is None
    ]
    assert missed == []
