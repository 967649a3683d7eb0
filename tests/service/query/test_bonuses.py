"""What raises a report's score beside its terms."""

from __future__ import annotations

import pytest

from indexer.analysis import tokenize
from indexer.query import Contains
from service.query.compile import compile_query


@pytest.mark.parametrize("typed", ["教育法", "《教育法》", "“教育法”"])
def test_a_title_that_holds_the_query_gains(typed: str) -> None:
    """Quotes and title marks around the query are ignored."""
    assert Contains(tokenize("教育法"), ("title",)) in [bonus.node for bonus in compile_query(typed).bonuses]


def test_words_count_in_any_order_where_nobody_quoted_them() -> None:
    """A quotation is looked for as it stands alone, and a single word once."""
    assert [len(compile_query(typed).bonuses) for typed in ("教育 督导", "“教育 督导”", "督导")] == [2, 1, 1]


@pytest.mark.parametrize("typed", ["青政办发〔2019〕6号", "标题:教育法", "-教育法", "教育法 OR 刑法", "", "《》"])
def test_what_is_no_title_gains_nothing(typed: str) -> None:
    """Operators and prefixes are never part of a title, and a number has its report come first anyhow."""
    assert not compile_query(typed).bonuses


def test_the_name_of_a_law_gains_beside_other_words() -> None:
    """Who types 教育法 经费 has the law before what repeats its name; operators keep it a text."""
    law = Contains(tokenize("教育法"), ("title",))
    assert law in [bonus.node for bonus in compile_query("教育法 经费").bonuses]
    assert law in [bonus.node for bonus in compile_query("教育法经费").bonuses]
    assert not compile_query("教育法 -经费").bonuses


def test_a_title_with_all_words_but_one_gains() -> None:
    """The place is often the one that it lacks; of two words the other says little, and a question is not laid out like a title."""
    assert [len(compile_query(typed).bonuses) for typed in ("青禾 取水 登记", "取水 登记", "青禾 取水 怎么 登记")] == [
        3,
        2,
        2,
    ]
