"""The command that serves pages and API, before it does."""

from __future__ import annotations

from pathlib import Path

from service.cli.exit_codes import ERROR
from tests.service.cli.conftest import Run


def test_a_log_that_cannot_be_used_stops_the_start(run: Run, tmp_path: Path) -> None:
    """Rather than losing every search later."""
    run("index")
    with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
        config.write('\n[log]\nsearches = "missing/log"\n')
    ran = run("serve")
    assert (ran.code, "log.searches" in ran.err) == (ERROR, True)
