"""Entries of a search log."""

from __future__ import annotations

import pytest

from service.search_log.entries import folded


@pytest.mark.parametrize("query", ["房产 登记", "  房產　登記 ", "房产\t登记"])
def test_spellings_of_one_text_are_folded_together(query: str) -> None:
    """Old characters, wide and repeated spaces make no other query."""
    assert folded(query) == "房产 登记"
