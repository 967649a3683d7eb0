"""The command that shows what would be read of a file."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.answers import json_option, print_answer
from service.cli.chinese import Command
from service.cli.exit_codes import NOTHING_FOUND, OK
from service.cli.opened import settings_of


@click.command("read", cls=Command)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@json_option()
@click.pass_context
def read_command(context: click.Context, *, path: Path, as_json: bool) -> int:
    """显示收录时会从 FILE 里读出什么，各项取自何处；不改动索引。"""
    # The readers take a quarter of a second to import, which `--help` need not wait for.
    from service.cli.report_text import reading_lines
    from service.reading import read_one, to_plain

    read = read_one(path, settings_of(context))
    print_answer(read, to_plain, reading_lines, as_json=as_json)
    return OK if read.reports else NOTHING_FOUND
