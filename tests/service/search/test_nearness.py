"""Whether words stand near one another."""

from __future__ import annotations

import pytest

from service.search.nearness import are_near


@pytest.mark.parametrize(
    ("title", "body", "near"),
    [
        ("", "收取养老费用", True),
        ("", "养老" + "。" * 30 + "费用", True),
        ("", "养老" + "。" * 300 + "费用", False),
        ("", "养老" + "。" * 300 + "养老费用", True),
        ("养老办法", "。" * 300 + "费用", True),
        ("养老费用", "", True),
        ("", "养老", False),
        ("", "", False),
    ],
)
def test_words_are_near_within_a_sentence_or_two(title: str, body: str, near: bool) -> None:
    """What the title has is near everything."""
    assert are_near(title, body, ["养老", "费用"]) is near


def test_a_text_full_of_a_word_costs_no_more_than_some_looks() -> None:
    """A million of them are not all looked around."""
    assert not are_near("", "养老" * 500_000 + "。" * 300 + "费用" * 500_000, ["养老", "费用"])
