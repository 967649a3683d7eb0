"""The documentation says what the program does, and its links lead somewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import reduce
from pathlib import Path

import click
import pytest

from service.cli.commands import suoyin
from service.settings import Settings, load_settings, setting_keys

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "sample").glob("*.md")])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_relative_links_resolve(path: Path) -> None:
    """Every relative link and image of every page is there, and so is the heading it leads to."""
    for link, anchor in re.findall(r"\]\(([^)#\s]*)#?([^)\s]*)\)", path.read_text(encoding="utf-8")):
        if "://" not in link and not link.startswith("mailto:"):
            page = path.parent / link if link else path
            assert page.exists(), link
            assert not anchor or anchor in _anchors(page), f"{link}#{anchor}"


def _anchors(page: Path) -> set[str]:
    """Return the names that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_every_command_and_option_is_documented() -> None:
    """docs/commands.md names all commands with all their options."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1].split()[1]: row for row in page.splitlines() if row.startswith("| `suoyin ")}
    assert rows.keys() == suoyin.commands.keys()
    for name, command in suoyin.commands.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in rows[name] for option in parameter.opts), f"{name} {parameter.opts}"
    for parameter in suoyin.params:
        assert all(f"`{option}" in page for option in parameter.opts)


def test_every_setting_is_documented() -> None:
    """docs/configuration.md has a row for every key, with its variable."""
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([a-z_.]+)` \| `([A-Z_]+)` \|", page, flags=re.MULTILINE))
    assert rows == set(setting_keys())


def test_the_defaults_in_the_documentation_are_true(tmp_path: Path) -> None:
    """The default of every key in docs/configuration.md is the program's, and the shipped file has the same."""
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    for path in (tmp_path / "config.toml", ROOT / "config.toml"):
        settings = load_settings(path, index=None, environ={})
        for key, written in re.findall(r"^\| `([a-z_.]+)` \| `[A-Z_]+` \| `?(.+?)`? \|", page, flags=re.MULTILINE):
            assert written == _as_written(_value(settings, key), path.parent), key


def _value(settings: Settings, key: str) -> object:
    """Return what a key is set to."""
    match key.split("."):
        case ["engine", engine, name]:
            table = settings.engine.tables[engine]
            secret = name.removesuffix("_env")
            return table.variables[secret] if secret in table.variables else getattr(table.options, name)
        case names:
            return reduce(getattr, names, settings)


def _as_written(value: object, base: Path) -> str:
    """Return a setting as the documentation writes it: paths relative to the configuration, lists as TOML has them."""
    match value:
        case None:
            return "—"
        case bool():
            return str(value).lower()
        case tuple():
            return json.dumps([_as_written(each, base) for each in value])
        case Path():
            return value.relative_to(base).as_posix()
    return str(value)


EXAMPLES = [
    pytest.param(example, id=f"{page.name}-{number}")
    for page in PAGES
    for number, example in enumerate(re.findall(r"^```console\n(.*?)^```", page.read_text("utf-8"), re.M | re.S), 1)
]


@pytest.fixture(scope="module")
def examples_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of the sample archive for the examples to ask."""
    index = tmp_path_factory.mktemp("examples") / "index"
    command = [sys.executable, "-m", "service", "--index", str(index), "index"]
    subprocess.run(command, cwd=ROOT, env=_plain_environment(), check=True, capture_output=True)
    return index


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_run(example: str, examples_index: Path, tmp_path: Path) -> None:
    """Every command of a console block ends well, and prints the lines that are shown under it."""
    environment = {
        **_plain_environment(),
        "SUOYIN_ENGINE_WHOOSH_PATH": str(examples_index),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    for step in example.removeprefix("$ ").split("\n$ "):
        command, *shown = step.splitlines()
        script = f'set -e; suoyin() {{ "{sys.executable}" -m service "$@"; }}; {command}'
        ran = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert ran.returncode == 0, f"{command}: {ran.stderr.decode()}"
        for line in shown:
            assert line in ran.stdout.decode(), command


def _plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("SUOYIN_")}


def test_both_readmes_have_the_same_shape() -> None:
    """README.zh-CN.md is kept in step: the same sections, code and pictures, and links to the same pages."""
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))
    for pattern in (r"^#+ ", r"^suoyin .*$", r"^make \w+", r"\]\((docs/[^)]+|[^)]+\.toml)\)"):
        assert sorted(re.findall(pattern, english, re.MULTILINE)) == sorted(re.findall(pattern, chinese, re.MULTILINE))
