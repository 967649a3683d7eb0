"""The formats of an export."""

from __future__ import annotations

import pytest

from corpus.report import Report
from service.export.formats import FORMATS


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_writes_reports(ending: str) -> None:
    """As bytes, without holding all of them."""
    reports = (Report(id=str(number), source="a", title=f"标题{number}") for number in range(3))
    data = b"".join(FORMATS[ending].write(reports, "/reports/{}".format))
    assert data
    if ending != "xlsx":
        assert all(f"标题{number}" in data.decode() for number in range(3))
