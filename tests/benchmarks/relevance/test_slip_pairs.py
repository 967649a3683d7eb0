"""Queries from sentences with slips."""

from __future__ import annotations

import pytest

from benchmarks.relevance.slip_pairs import mistyped_words, with_neighbours


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


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({"补贴"}, ("补帖", "补贴")),
        ({"发放补贴", "社区发放补贴"}, ("社区发放补帖", "社区发放补贴")),
        ({"社区发放补贴"}, ("补帖", "补贴")),
        ({"补贴标准", "发放补贴标准"}, ("发放补帖标准", "发放补贴标准")),
    ],
)
def test_neighbours_are_added_while_some_report_holds_them(held: set[str], expected: tuple[str, str]) -> None:
    """Word by word, on both sides; a sign ends it."""
    assert list(with_neighbours(["社区发放补帖标准。\t社区发放补贴标准。"], held.__contains__)) == [expected]


def test_a_query_is_no_sentence() -> None:
    """Of a sentence that a report holds from end to end eight characters are asked for at most."""
    (typed, meant) = next(with_neighbours(["社区发放补帖标准公布通知\t社区发放补贴标准公布通知"], lambda text: True))
    assert (len(typed), len(meant)) == (8, 8)
