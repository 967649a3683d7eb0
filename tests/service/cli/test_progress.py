"""The rate of a build and the time left."""

from __future__ import annotations

from service.cli.progress import Rate


def test_the_rate_is_that_of_late() -> None:
    """Quick files at the beginning say nothing of the slow ones that follow."""
    times = iter([0.0, 0.0, 10.0, 70.0, 130.0])
    rate = Rate(lambda: next(times))
    assert rate.describe(0, 1000) == ""
    assert rate.describe(900, 1000) == "每秒 90 个文件，约剩 1 秒"
    assert "每秒 0.1 个文件" in rate.describe(906, 1000)
    assert rate.describe(912, 1000) == "每秒 0.1 个文件，约剩 15 分钟"
