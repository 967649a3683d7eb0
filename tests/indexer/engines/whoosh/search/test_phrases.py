"""Phrases are found in short texts and long ones, among few reports and many, wherever their grams stand."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest

from corpus.report import Report
from indexer.analysis import tokenize
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.store.postings import PACKED_LIMIT, SKIP
from indexer.query import And, Contains, Keyword, Plan
from tests.oracle import matches

_REPORTS = [
    Report(
        id=f"{number:03}",
        source="s",
        title="",
        issuer=f"机构{number % 5}",
        body="".join(random.Random(number).choices("法治政府", weights=(1 + number % 7, 5, 5, 1), k=number % 23)),
    )
    for number in range(300)
]

_LONG = [
    # Positions above 4,096, which take another width than those of short texts, and grams of high frequency.
    Report(id=f"long{number}", source="s", body="法治" * (2_000 + 50 * number) + "政府" * (number % 3) + "治府")
    for number in range(8)
]


@pytest.fixture(scope="module", params=["short texts", "long texts among them"])
def archive(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[WhooshEngine, list[Report]]:
    """Return an index of texts of four characters in all orders, and its reports."""
    reports = _REPORTS if request.param == "short texts" else _REPORTS + _LONG
    opened = WhooshEngine(Path(tmp_path_factory.mktemp("phrases")) / "index")
    with opened.write() as writer:
        for report in reports:
            writer.put(report)
    return opened, reports


def test_phrases_of_frequent_and_rare_grams(archive: tuple[WhooshEngine, list[Report]]) -> None:
    """Every phrase is found in exactly the reports that hold it, alone and among reports that something else left."""
    engine, reports = archive
    for phrase in map("".join, product("法治政府", repeat=3)):
        for longer in (phrase, phrase + "治", phrase + "治政府"):
            node = Contains(tokenize(longer), ("body",))
            for asked in (node, And((node, Keyword("issuer", "机构3")))):
                found = {hit.id for hit in engine.search(Plan(asked, limit=1_000)).hits}
                assert found == {report.id for report in reports if matches(asked, report)}, longer


def test_the_archive_has_what_makes_phrases_hard(archive: tuple[WhooshEngine, list[Report]]) -> None:
    """Some gram is in more reports than lie between two skips, and some is more frequent in a report than half a byte can say."""
    _, reports = archive
    assert sum("治政" in report.body for report in reports) > 2 * SKIP
    assert max(report.body.count("法治") for report in reports) > (PACKED_LIMIT if reports[-1].id == "long7" else 0)
