"""Archives made for measuring: reproducible, varied, and shaped like real ones."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import archive
from benchmarks.archive import Pool, Recipe
from benchmarks.issuers import ISSUERS
from corpus.report import Report


@pytest.fixture(scope="module")
def pool() -> Pool:
    """Return the sample archive's texts."""
    return archive.read_pool()


@pytest.fixture(scope="module")
def reports(pool: Pool) -> list[Report]:
    """Return three hundred reports of about 1,000 characters."""
    return list(archive.make(pool, Recipe(300, 1_000)))


def test_the_same_seed_makes_the_same_archive(pool: Pool, reports: list[Report]) -> None:
    """A recipe is all one needs to make an archive again; another seed makes another."""
    assert list(archive.make(pool, Recipe(300, 1_000))) == reports
    assert list(archive.make(pool, Recipe(300, 1_000, seed=2))) != reports


def test_making_is_lazy(pool: Pool) -> None:
    """The first reports of a huge archive are there at once."""
    assert len(list(islice(archive.make(pool, Recipe(10**9, 400)), 2))) == 2


def test_no_two_reports_are_alike(reports: list[Report]) -> None:
    """Ids, index numbers and texts are all different."""
    for values in (
        [each.id for each in reports],
        [each.body for each in reports],
        [each.index_number for each in reports],
    ):
        assert len(set(values)) == len(reports)


def test_lengths_vary_around_the_mean(reports: list[Report]) -> None:
    """Reports have the wanted length on average, and not all the same."""
    lengths = [len(report.body) for report in reports]
    assert 0.9 < sum(lengths) / len(lengths) / 1_000 < 1.15
    assert min(lengths) < 700 < 1_500 < max(lengths)


def test_metadata_is_like_an_archives(reports: list[Report]) -> None:
    """Few issuers have many reports; numbers run in series by issuer and year; every facet has a value."""
    assert len(ISSUERS) == 60
    by_issuer = Counter(report.issuer for report in reports)
    assert by_issuer[ISSUERS[0].name] > 5 * by_issuer[ISSUERS[-1].name]
    assert all(report.category and report.topic and report.published for report in reports)
    serials = Counter(report.index_number.series for report in reports if report.index_number)
    orders = Counter(report.index_number.order for report in reports if report.index_number)
    assert orders[1] == len(serials)


def test_written_and_read_again(tmp_path: Path, reports: list[Report]) -> None:
    """A file of JSON lines holds equal reports, and the bytes of their text are known."""
    path = tmp_path / "archive.jsonl"
    text = archive.write(iter(reports), path)
    assert list(archive.read(path)) == reports
    assert text == sum(len((report.title + report.body).encode()) for report in reports)
