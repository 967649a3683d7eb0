"""The command that checks a list of best bets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.chinese import Command
from service.cli.exit_codes import OK, USELESS_LINES
from service.cli.opened import opened_archive, settings_of
from service.cli.terminal import print_lines

if TYPE_CHECKING:
    from service.archive import Archive


@click.command("best-bets", cls=Command)
@click.argument("path", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.pass_context
def best_bets_command(context: click.Context, path: Path | None) -> int:
    """列出推荐表 FILE 中写错或找不到报告的行，默认检查配置中的 search.best_bets。"""
    settings = settings_of(context)
    listed = path or settings.search.best_bets
    if listed is None:
        raise click.UsageError("请写明 FILE，或在配置中写明 search.best_bets", context)
    # The list itself is what may be wrong: the archive opens without it.
    with opened_archive(replace(settings, search=replace(settings.search, best_bets=None))) as archive:
        found = list(best_bet_faults(archive, listed))
    if not found:
        return OK
    print_lines(found)
    return USELESS_LINES


def best_bet_faults(archive: Archive, path: Path | None) -> Iterator[str]:
    """Yield lines for people about what is wrong in a list, none without one."""
    from service.best_bets.best_bets import read_list

    for fault in archive.best_bet_faults(read_list(path)) if path else ():
        yield f"{path}:{fault.line}：{fault.message}"
