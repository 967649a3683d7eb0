"""The commands of docs/operations-one-machine.md fit the program, the files that it names are there, and its sizes were measured."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from service.settings import load_settings
from tests.deploy.files import ROOT, options
from tests.docs.pages import blocks, code, in_both_languages, read, rows

CONFIGURATION = Path("/srv/suoyin/config.toml")
RUNS = ROOT / "benchmarks" / "runs"

pytestmark = pytest.mark.parametrize("page", in_both_languages("operations-one-machine"), ids=lambda page: page.name)


def test_every_command_of_the_page_is_one_of_the_program(page: Path) -> None:
    """The program called in a shell example has the command and the options."""
    calls = [shlex.split(line, comments=True) for line in _lines(page) if "/bin/suoyin " in line]
    assert len(calls) == 10
    for call in calls:
        program = next(number for number, word in enumerate(call) if word.endswith("/bin/suoyin"))
        asks_nothing = call[program + 1 :] == ["compile"]
        assert options(call[program + 1 :])["config"] == (None if asks_nothing else CONFIGURATION)


def test_the_files_that_it_names_are_there(page: Path) -> None:
    """Each path below deploy/, in text and in commands; a star stands for several."""
    named = {word for text in (*code(read(page)), *_lines(page)) for word in re.findall(r"deploy/[\w./*-]+", text)}
    ours = {name for name in named if name not in ("deploy/archive", "deploy/.env")}
    assert len(ours) >= 5
    assert [name for name in ours if not list(ROOT.glob(name))] == []


def test_the_configuration_for_the_log_is_read(page: Path, tmp_path: Path) -> None:
    """What the page says to add to the configuration is one."""
    path = tmp_path / "config.toml"
    path.write_text("\n".join(blocks(read(page), "toml")), encoding="utf-8")
    assert load_settings(path, index=None, environ={}).log.searches == Path("/var/lib/suoyin/searches.sqlite")


def test_its_sizes_and_times_are_those_of_kept_runs(page: Path) -> None:
    """Each row of the table leads to the run that it was taken from."""
    measured = [row for row in rows(read(page)) if "benchmarks/runs/" in row[0]]
    assert len(measured) == 3
    for archive, *told, build in measured:
        run = _run(re.findall(r"runs/([\w-]+)\.md", archive)[0])
        served, built = run["servers"]["suoyin"], run["embedded"]["suoyin"]
        sizes = run["archive"]["text_bytes"], served["size"]["bytes"], served["memory"]["together"]
        assert told == [*map(_size, sizes), f"{served['load']['per_second']:.0f}"]
        assert build.split()[0] == f"{built['build']['seconds']:.0f}"


def test_the_memory_of_a_process_is_that_of_the_kept_run(page: Path) -> None:
    """Under load and while the index is opened; the page before all others says the same."""
    name = "2026-11-29-memory-1m"
    figures = _run(name)["figures"]
    loaded = max(each.get("largest_seen", 0) for each in figures) / 1000
    opened = max(process["most"] for each in figures for process in each["megabytes"]) / 1000
    for told in (page, ROOT / page.name.replace("operations-one-machine", "README")):
        (line,) = (line for line in read(told).splitlines() if name in line)
        assert re.findall(r"([\d.]+) GB", line)[:2] == [f"{loaded:.1f}", f"{opened:.1f}"]


def _run(name: str) -> dict[str, Any]:
    return dict(json.loads((RUNS / f"{name}.json").read_text("utf-8")))


def _size(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def _lines(page: Path) -> list[str]:
    return [line for block in blocks(read(page), "sh") for line in block.splitlines()]
