"""Reports that end others."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.partial_date import PartialDate
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from service.browse.endings import ended_by

OLD = Report(
    id="old",
    source="s",
    title="青禾市水库管理办法",
    document_number=parse_document_number("青政发〔2015〕3号"),
    written=PartialDate(2015, 3, 1),
)
NEW = Report(
    id="new",
    source="s",
    title="青禾市水库管理办法",
    body="本办法自2021年1月1日起施行。《青禾市水库管理办法》（青政发〔2015〕3号）同时废止。",
    document_number=parse_document_number("青政发〔2020〕9号"),
    written=PartialDate(2020, 12, 1),
)
MENTIONING = Report(id="other", source="s", title="总结", body="落实《青禾市水库管理办法》。旧的规定已经废止。")


@pytest.fixture
def filled(tmp_path: Path) -> Engine:
    """Return an engine with a report, the one that ends it, and one that mentions it."""
    engine = WhooshEngine(tmp_path)
    with engine.write() as writer:
        for report in (OLD, NEW, MENTIONING):
            writer.put(report)
    return engine


def test_the_ending_report_is_named_with_its_sentence(filled: Engine) -> None:
    """Not the one that only mentions the other."""
    found = ended_by(filled, OLD)
    assert found is not None
    assert (found.report.id, found.sentence) == ("new", "《青禾市水库管理办法》（青政发〔2015〕3号）同时废止。")


def test_no_report_ends_itself(filled: Engine) -> None:
    """Nor what is newer, though its title be the same."""
    assert ended_by(filled, NEW) is None
    assert ended_by(filled, Report(id="x", source="s")) is None
