"""Reports come back from the list of their values as they were."""

import json

from hypothesis import given

from corpus.record import from_parts, to_parts
from corpus.report import Report
from tests.corpus.strategies import reports


@given(reports())
def test_parts_round_trip(report: Report) -> None:
    """A report is equal to the one made of its values, as JSON, and its body."""
    values = json.loads(json.dumps(to_parts(report), ensure_ascii=False).encode("utf-8"))
    again = from_parts(values, report.body)
    assert again == report
