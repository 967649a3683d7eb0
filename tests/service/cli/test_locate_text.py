"""What an index number leads to, as lines for people."""

from __future__ import annotations

from dataclasses import replace

from service.browse.locate import Candidate, LocateResult
from service.cli.locate_text import locate_lines
from tests.service.cli.made_up import REPORT


def test_a_number_leads_to_candidates_and_neighbours() -> None:
    """A candidate comes with the reason why it is one."""
    result = LocateResult(
        number="2023-67",
        understood="2023-67",
        message="没有完全相同的索引号。",
        candidates=(Candidate(REPORT, "序号相近", 1),),
        before=replace(REPORT, index_number=None),
    )
    assert locate_lines(result) == [
        "没有完全相同的索引号。",
        "015530468/2023-00066  停水公告  青禾市水务局  2023-07  [a1]（序号相近）",
        "前一个：（无索引号）  停水公告  青禾市水务局  2023-07  [a1]",
    ]
