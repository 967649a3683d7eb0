"""The year that a report is of."""

from __future__ import annotations

import pytest

from corpus.report import Report
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from indexer.own_year import own_year

_NUMBER = parse_index_number("000014348/2021-00827")
_DATE = PartialDate(2023, 1, 9)


@pytest.mark.parametrize(
    ("report", "year"),
    [
        (Report(id="1", source="1", title="二〇二二年政府工作报告", index_number=_NUMBER, published=_DATE), 2022),
        (Report(id="1", source="1", title="政府工作报告", index_number=_NUMBER, published=_DATE), 2021),
        (Report(id="1", source="1", title="政府工作报告", body="2019年", published=_DATE), 2023),
        (Report(id="1", source="1", title="政府工作报告", body="2019年"), None),
    ],
)
def test_a_title_tells_before_a_number_and_a_number_before_a_date(report: Report, year: int | None) -> None:
    """What the text says of other years doesn't count."""
    assert own_year(report) == year
