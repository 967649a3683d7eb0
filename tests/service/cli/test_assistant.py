"""The command that offers the archive to assistants."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from service.cli.exit_codes import ERROR
from tests.service.cli.conftest import Run
from tests.service.event_loop import awaited

ROOT = Path(__file__).parents[3]


def test_an_assistant_asks_over_standard_streams(run: Run, tmp_path: Path) -> None:
    """Started as programs of assistants start it, from whatever folder."""
    run("index")
    arguments = ["-m", "service", "--config", str(tmp_path / "config.toml"), "mcp"]
    program = StdioServerParameters(command=sys.executable, args=arguments, cwd=ROOT)

    async def asked() -> Any:
        async with Client(program) as client:
            return await client.call_tool("search", {"query": "停水"})

    found = awaited(asked).structured_content
    assert [hit["title"] for hit in found["hits"]] == ["青禾市水务局关于城区停水的通知"]


def test_without_the_extra_it_says_how_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a line, with the command."""
    monkeypatch.setitem(sys.modules, "service.assistant.server", None)
    ran = run("mcp")
    assert (ran.code, "pip install 'suoyin[mcp]'" in ran.err) == (ERROR, True)


def test_a_missing_index_is_said_at_once(run: Run) -> None:
    """Where people look."""
    ran = run("mcp")
    assert (ran.code, "suoyin index" in ran.err) == (ERROR, True)
