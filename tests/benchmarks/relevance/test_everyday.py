"""Everyday queries over the sample archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.relevance.everyday import QUERIES, SENTENCES, outcomes, read_queries, share
from service.archive import Archive


def test_everyday_queries_are_answered_as_well_as_the_floor_says(sample_archive: Archive) -> None:
    """There are some 160, and the vocabulary is what answers many of them."""
    queries, floor = read_queries()
    found = outcomes(sample_archive, queries)
    assert len(found) >= 160
    assert share(found) >= floor
    assert share(found) > share(found, lambda outcome: outcome.is_right_literally)


def test_sentences_are_answered_as_well_as_the_floor_says(sample_archive: Archive) -> None:
    """Each has 20 characters and more, most of them of no use to the search."""
    sentences, floor = read_queries(SENTENCES)
    assert all(len(sentence) >= 20 for sentence in sentences)
    assert share(outcomes(sample_archive, sentences)) >= floor


@pytest.mark.parametrize("path", [QUERIES, SENTENCES], ids=["everyday", "sentences"])
def test_every_judged_title_is_in_the_sample(sample_archive: Archive, path: Path) -> None:
    """A judgment names reports that are there."""
    titles = [report.title for report in sample_archive.export()]
    queries, _ = read_queries(path)
    wanted = {each for judged in queries.values() for each in judged}
    assert [each for each in wanted if not any(title.startswith(each) for title in titles)] == []
