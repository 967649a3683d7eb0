"""Names of laws and rules within a query."""

from __future__ import annotations

import pytest

from service.query.named_laws import named_laws


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("供水安全法", ["供水安全法"]),
        ("供水安全法处罚", ["供水安全法"]),
        ("最新供水安全法", ["供水安全法"]),
        ("学习贯彻供水安全法", ["供水安全法"]),
        ("国家供水法 处罚", ["国家供水法"]),
        ("供水技术普及法", ["供水技术普及法"]),
        ("违反供水管理条例怎么罚", ["供水管理条例"]),
        ("供水法实施细则停水", ["供水法", "供水法实施细则"]),
        ("民法典租房", ["民法典"]),
        ("停水补偿办法", ["停水补偿办法"]),
    ],
)
def test_a_name_goes_from_the_first_word_to_one_that_ends_it(typed: str, names: list[str]) -> None:
    """Words that introduce it are no part of it; where a shorter name is part of a longer one, both are meant perhaps."""
    assert list(named_laws(typed)) == names


@pytest.mark.parametrize("typed", ["停水", "合法", "违法供水", "供水的方法", "办法", "条例", "法", "法院", "执法"])
def test_what_only_looks_like_a_name_is_none(typed: str) -> None:
    """Words of other meanings, and kinds of rules by themselves."""
    assert not list(named_laws(typed))
