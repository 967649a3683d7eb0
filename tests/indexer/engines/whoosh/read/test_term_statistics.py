"""Statistics of several segments are those of all their live reports together."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engines.whoosh.read.term_statistics import TermStatistics
from indexer.engines.whoosh.store.ordinals import TEXT_ORDINAL, text_ordinals
from indexer.engines.whoosh.store.records import encode_record
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.engines.whoosh.write.inversion import write_segment
from indexer.ranking import K1, B

_LENGTHS = (((1, 5), (2, 300), (0, 3)), ((1, 2), (0, 0), (3, 9)))
"""Characters of title and body by report, by segment; a deleted report follows in each."""


@pytest.fixture(params=[1, 200], ids=["short bodies", "long bodies"])
def reports(request: pytest.FixtureRequest) -> list[list[Report]]:
    """Return the reports of each segment, of which the last is to be deleted."""
    return [
        [
            Report(id=f"{number}{doc}", source="s", title="题" * title, body="文" * (body * request.param))
            for doc, (title, body) in enumerate((*lengths, (7, 7)))
        ]
        for number, lengths in enumerate(_LENGTHS)
    ]


@pytest.fixture
def statistics(reports: list[list[Report]], tmp_path: Path) -> TermStatistics:
    """Return the statistics of the two segments."""
    for number, each in enumerate(reports):
        write_segment(tmp_path / str(number), [(encode_record(report), "") for report in each])
    return TermStatistics([OpenSegment(tmp_path / str(number), {3}) for number in range(len(reports))])


def _expected(lengths: list[list[int]]) -> list[list[float]]:
    live = [length for each in lengths for length in each[:-1] if length]
    return [[K1 * (1 - B + B * length * len(live) / sum(live)) for length in each] for each in lengths]


def test_norms_are_of_weighted_lengths(statistics: TermStatistics, reports: list[list[Report]]) -> None:
    """A title counts three times; the mean is of live reports that have any text."""
    lengths = [[3 * len(report.title) + len(report.body) for report in each] for each in reports]
    norms = statistics.norms((("grams", text_ordinals(("title", "body"))),))
    assert [each[0].tolist() for each in norms] == [pytest.approx(each) for each in _expected(lengths)]


def test_passage_norms_are_of_at_most_a_passage(statistics: TermStatistics, reports: list[list[Report]]) -> None:
    """A body counts up to 400 grams, however short or long the bodies of its segment are."""
    lengths = [[3 * len(report.title) + min(len(report.body), 400) for report in each] for each in reports]
    norms = statistics.passage_norms()
    assert [each.tolist() for each in norms] == [pytest.approx(each) for each in _expected(lengths)]


def test_document_frequencies_are_of_live_reports(statistics: TermStatistics) -> None:
    """A report counts once, in whichever of the fields it has the term, and a deleted one not at all."""
    assert statistics.document_frequency("grams", "文文", frozenset({TEXT_ORDINAL["body"]})) == 5
    assert statistics.document_frequency("grams", "题", text_ordinals(("title", "body"))) == 4
    assert statistics.document_frequency("grams", "题", text_ordinals(("body",))) == 0
    assert [len(rows) for rows in statistics.rows("grams", "题")] == [1, 1]
