"""Did you mean, over the sample archive."""

from __future__ import annotations

import pytest

from service.archive import Archive
from service.search.parameters import parse_search
from service.spelling.speller import plain_words


def test_only_words_that_stand_for_themselves_are_looked_at() -> None:
    """Quotes, exclusions and prefixes say exactly what is wanted."""
    assert [word.text for word in plain_words('防汛 "水库" -预算 标题:公告 抗旱')] == ["防汛", "抗旱"]


@pytest.mark.parametrize(("typed", "meant"), [("gongjijin", "公积金")])
def test_what_finds_nothing_is_corrected_at_once(sample_archive: Archive, typed: str, meant: str) -> None:
    """The answer is that of the suggestion, and says so."""
    result = sample_archive.search(parse_search([("q", typed)]))
    assert (result.suggestion, result.total > 0) == (meant, True)


def test_a_literal_search_is_left_alone(sample_archive: Archive) -> None:
    """`literal` finds what was typed or nothing."""
    result = sample_archive.search(parse_search([("q", "gongjijin"), ("literal", "yes")]))
    assert (result.total, result.suggestion, result.corrected, result.also) == (0, "", False, ())


def test_a_rare_phrase_is_only_offered(sample_archive: Archive) -> None:
    """法制政府建设 finds reports of its own."""
    result = sample_archive.search(parse_search([("q", "法制政府建设")]))
    assert (result.suggestion, result.corrected) == ("法治政府建设", False)
