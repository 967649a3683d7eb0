"""How long a title is when people ask for its report by it."""

from __future__ import annotations

import pytest

from indexer.titles import title_size


@pytest.mark.parametrize(
    ("title", "size"),
    [("", 0), ("《》", 0), ("防汛 预案", 4), ("中华人民共和国教育法", 3), ("中华人民共和国教育法实施细则", 14)],
)
def test_signs_and_the_name_of_the_state_before_a_law_do_not_count(title: str, size: int) -> None:
    """Only letters, digits and characters are what a query may hold."""
    assert title_size(title) == size
