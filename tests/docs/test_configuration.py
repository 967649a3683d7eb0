"""docs/configuration.md and its Chinese version have every key, with its variable and its default."""

from __future__ import annotations

import json
from functools import reduce
from pathlib import Path

import pytest

from service.settings import Settings, load_settings, setting_keys
from tests.docs.pages import ROOT, in_both_languages, read, rows

PAGES = in_both_languages("configuration")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_setting_is_documented(page: Path) -> None:
    """There is a row for every key, with its variable, and no other."""
    assert {(key, variable) for key, variable, _ in _settings(page)} == set(setting_keys())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_defaults_in_the_documentation_are_true(page: Path, tmp_path: Path) -> None:
    """The default of every key is the program's, and the shipped file has the same."""
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    for path in (tmp_path / "config.toml", ROOT / "config.toml"):
        settings = load_settings(path, index=None, environ={})
        for key, _, written in _settings(page):
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


def _settings(page: Path) -> list[tuple[str, str, str]]:
    """Return key, variable and default of every row of the table of keys."""
    found = [row for row in rows(read(page)) if len(row) == 4 and row[1].startswith("`SUOYIN_")]
    return [(key.strip("`"), variable.strip("`"), default.strip("`")) for key, variable, default, _ in found]


def _as_written(value: object, base: Path) -> str:
    """Return a setting as the documentation writes it: paths relative to the configuration, lists as TOML has them."""
    match value:
        case None:
            return "—"
        case "":
            return '""'
        case bool():
            return str(value).lower()
        case tuple():
            return json.dumps([_as_written(each, base) for each in value])
        case Path():
            return value.relative_to(base).as_posix()
    return str(value)
