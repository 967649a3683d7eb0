"""The ledger of numbers in the terminal."""

from __future__ import annotations

import json

from tests.service.cli.conftest import Run


def test_series_are_listed_and_one_is_shown(run: Run) -> None:
    """As lines, or as the API has them."""
    run("index")
    assert "015530417/2023  有 2，缺 0" in run("numbers").out
    assert "青水发〔2023〕" in run("numbers", "--kind", "document").out
    shown = run("numbers", "015530417/2023", "--from", "13")
    assert shown.code == 0
    assert "015530417/2023-00013  有" in shown.out
    assert "015530417/2023-00012  有" not in shown.out
    assert json.loads(run("numbers", "015530417/2023", "--json").out)["series"]["numbers"] == 2
    assert json.loads(run("numbers", "--json").out)["total"] == 1


def test_a_series_is_written_as_a_file(run: Run) -> None:
    """For spreadsheet programs, whatever the terminal."""
    run("index")
    assert "青禾市水务局2023年预算公开" in run("numbers", "015530417/2023", "--format", "csv").out
    assert run("numbers", "015530417/1999", "--format", "csv").code == 1


def test_nothing_found_and_mistakes_have_their_exit_codes(run: Run) -> None:
    """1 and 2."""
    run("index")
    assert run("numbers", "015530417/1999").code == 1
    assert run("numbers", "--year", "1999").code == 1
    assert run("numbers", "水务局").code == 1
    assert "--format 须与 NAME 同用" in run("numbers", "--format", "csv").err
    assert "--year 不能与 NAME 同用" in run("numbers", "015530417/2023", "--year", "2023").err
