"""Queries from sentences with slips."""

from __future__ import annotations

import pytest

from benchmarks.relevance.slip_pairs import mistyped_words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("社区发放补帖\t社区发放补贴", [("补帖", "补贴")]),
        ("社区发放补贴\t社区发放补贴", []),
        ("社区发补贴\t社区发放补贴", []),
        ("预算和决算\t预算与决算", []),
        ("", []),
    ],
)
def test_words_of_two_characters_and_more_that_were_mistyped_become_queries(
    line: str, expected: list[tuple[str, str]]
) -> None:
    """Right lines, lines with a character missing and single characters give none."""
    assert list(mistyped_words([line])) == expected
