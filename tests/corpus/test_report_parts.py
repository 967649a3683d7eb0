"""Reports come back from their parts as they were."""

import json

from hypothesis import given

from corpus.report import Report
from corpus.report_parts import from_parts, to_parts
from tests.corpus.strategies import reports


@given(reports())
def test_parts_round_trip(report: Report) -> None:
    """A report is what its parts, as JSON, and its body make."""
    parts = json.loads(json.dumps(to_parts(report), ensure_ascii=False).encode("utf-8"))
    again = from_parts(parts, report.body)
    assert again == report
