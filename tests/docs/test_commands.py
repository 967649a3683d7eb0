"""docs/commands.md and its Chinese version have every command and option."""

from __future__ import annotations

import inspect
from pathlib import Path

import click
import pytest

from service.cli import exit_codes
from service.cli.commands import suoyin
from tests.docs.pages import code, in_both_languages, read, rows

PAGES = in_both_languages("commands")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_is_documented(page: Path) -> None:
    """Each command has a row that names all its options, and the page names the global ones."""
    documented = _commands(page)
    assert documented.keys() == suoyin.commands.keys()
    for name, command in suoyin.commands.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in documented[name] for option in parameter.opts), f"{name} {parameter.opts}"
    for parameter in suoyin.params:
        assert all(f"`{option}" in read(page) for option in parameter.opts)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_other_option_is_documented(page: Path) -> None:
    """An option in backticks is one that the program has."""
    commands = [suoyin, *suoyin.commands.values()]
    commands += [each for group in commands if isinstance(group, click.Group) for each in group.commands.values()]
    known = {option for command in commands for parameter in command.params for option in parameter.opts}
    named = {word for piece in code(read(page)) for word in piece.split() if word.startswith("--") and word != "--"}
    assert named <= known | {"--help"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_exit_code_1_names_every_command_that_ends_with_it(page: Path) -> None:
    """Whatever the reason has for a name in the program."""
    (row,) = [" | ".join(cells) for cells in rows(read(page)) if cells[0] == "1"]
    codes = [name for name, code in vars(exit_codes).items() if code == exit_codes.NOTHING_FOUND and name.isupper()]
    named = dict(suoyin.commands)
    for group in suoyin.commands.values():
        if isinstance(group, click.Group):
            named |= {f"{group.name} {name}": each for name, each in group.commands.items()}
    ending = {
        name
        for name, each in named.items()
        if each.callback and any(code in inspect.unwrap(each.callback).__code__.co_names for code in codes)
    }
    assert {"show", "history", "ledger check", "verify"} <= ending
    assert ending <= {piece.partition(" --")[0] for piece in code(row)}


def test_both_languages_name_the_same_code() -> None:
    """What stands in backticks beside a command is the same in both."""
    english, chinese = ({name: set(code(row)) for name, row in _commands(page).items()} for page in PAGES)
    assert english == chinese


def _commands(page: Path) -> dict[str, str]:
    """Return the row of each command of a page, by the command's name."""
    found = [" | ".join(row) for row in rows(read(page)) if row[0].startswith("`suoyin ")]
    return {row.split("`")[1].split()[1]: row for row in found}
