"""The command that serves pages and API, before it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.cli.exit_codes import ERROR
from tests.service.cli.conftest import Run


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('[log]\nsearches = "missing/log"', "log.searches"),
        ('[site]\nlogo = "missing.svg"', "site.logo"),
        ('[site]\ncolour = "#ffcc00"', "4.5"),
        ('[web]\nmetrics = ["localhost"]', "web.metrics"),
        ('[search]\nbest_bets = "missing.txt"', "search.best_bets"),
    ],
)
def test_what_cannot_be_used_stops_the_start(run: Run, tmp_path: Path, setting: str, said: str) -> None:
    """Rather than losing every search, or showing an unreadable page, later."""
    run("index")
    with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f"\n{setting}\n")
    ran = run("serve")
    assert (ran.code, said in ran.err) == (ERROR, True), ran.err
