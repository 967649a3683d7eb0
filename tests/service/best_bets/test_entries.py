"""How a list of best bets is written."""

from __future__ import annotations

import pytest

from service.best_bets.entries import BestBet, read_entries
from service.operator_files import Fault


def test_reports_and_notices() -> None:
    """Several queries, words that must all be there, comments and empty lines."""
    text = "# 注释\n\n停水、停水公告 = 青水发〔2023〕8号\n医保 报销 → 今日 安排 https://example.gov.cn/a?b=c→d\n"
    assert list(read_entries(text)) == [
        BestBet((("停", "水"),), True, 3, report="青水发〔2023〕8号"),
        BestBet((("停", "水", "公", "告"),), True, 3, report="青水发〔2023〕8号"),
        BestBet((("医", "保"), ("报", "销")), False, 4, title="今日 安排", url="https://example.gov.cn/a?b=c→d"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("停水", "应写成"),
        ("停水 =", "应写成"),
        ("→ 目标", "应写成"),
        ("停水 → https://example.gov.cn", "应有标题"),
        ("停水 → 外站 //evil.example", "以 https://"),
        ("停水、 = 目标", "没有检索词"),
    ],
)
def test_what_cannot_be_read_is_named(line: str, said: str) -> None:
    """With the number of its line."""
    faults = [each for each in read_entries(f"# 一\n{line}") if isinstance(each, Fault)]
    assert [(fault.line, said in fault.message) for fault in faults] == [(2, True)]


def test_no_address_can_be_a_script() -> None:
    """What is no web address and no path of the site is the name of a report."""
    (bet,) = read_entries("停水 = 标题 javascript:alert(1)")
    assert bet == BestBet((("停", "水"),), True, 1, report="标题 javascript:alert(1)")
