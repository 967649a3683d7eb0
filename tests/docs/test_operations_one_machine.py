"""The commands of docs/operations-one-machine.md fit the program, and the files that it names are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from service.settings import load_settings
from tests.deploy.files import ROOT, options
from tests.docs.pages import blocks, code, in_both_languages, read

CONFIGURATION = Path("/srv/suoyin/config.toml")

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


def _lines(page: Path) -> list[str]:
    return [line for block in blocks(read(page), "sh") for line in block.splitlines()]
