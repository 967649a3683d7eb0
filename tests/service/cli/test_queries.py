"""The command that shows what people search for."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli.commands import suoyin
from service.cli.exit_codes import NOTHING_FOUND, OK
from service.search.request import SearchRequest
from service.search_log.database import append, opened
from service.search_log.entries import PAGE, LoggedClick, LoggedSearch

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC).timestamp()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Return a configuration with a log of three searches and a click."""
    path = tmp_path / "config.toml"
    path.write_text('[log]\nsearches = "log"\n', encoding="utf-8")
    asked = (("水价", 7, NOON), ("狗证", 0, NOON), ("\x1b[2J老房子", 0, NOON - 40 * 86_400))
    searches = [LoggedSearch(at, SearchRequest(query), total, 5.0, "typed", "", PAGE) for query, total, at in asked]
    append(opened(tmp_path / "log", create=True), [*searches, LoggedClick(NOON, "q=水价", "b1")])
    return path


def run(config: Path, *arguments: str) -> Result:
    """Return what the command printed, and its exit code as what it returned."""
    return CliRunner().invoke(suoyin, ["--config", str(config), "queries", *arguments], standalone_mode=False)


def test_the_kinds_are_listed(config: Path) -> None:
    """Each with its queries; none can steer the terminal."""
    shown = run(config)
    assert shown.return_value == OK
    assert shown.stdout.splitlines()[0] == "共 3 次检索，点开 1 次。"
    assert "没有结果的" in shown.stdout
    assert "[2J老房子" in shown.stdout
    assert "\x1b" not in shown.stdout


def test_days_limit_them(config: Path) -> None:
    """Both days are included, and a month is all its days."""
    found = json.loads(run(config, "--since", "2026-11", "--until", "2026-11-28", "--json").stdout)
    assert (found["searches"], [each["query"] for each in found["without_result"]]) == (2, ["狗证"])
    assert run(config, "--since", "2027").return_value == NOTHING_FOUND
    assert "不是有效日期" in str(run(config, "--since", "某天").exception)


def test_a_text_is_forgotten(config: Path) -> None:
    """The exit code says whether there was anything."""
    assert run(config, "--forget", "水價").return_value == OK
    assert run(config, "--forget", "水價").return_value == NOTHING_FOUND
    assert json.loads(run(config, "--json").stdout)["searches"] == 2


def test_without_a_log_the_setting_is_named(tmp_path: Path) -> None:
    """Nothing is recorded until somebody wants it."""
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")
    assert "log.searches" in str(run(path).exception)
