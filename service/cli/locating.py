"""The command that finds reports by their numbers, one or a whole list."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.browse.parameters import LOCATE_PARAMETERS
from service.cli.answers import json_option, print_answer, print_file
from service.cli.chinese import Command
from service.cli.exit_codes import NOTHING_FOUND, OK
from service.cli.opened import opened_archive, settings_of
from service.cli.terminal import STDIN, clean_argument, printable, say
from service.parameters import parse_values

if TYPE_CHECKING:
    from corpus.readers.office.table import Table
    from service.bulk_locate.located import LocatedNumbers


@click.command("locate", cls=Command)
@click.argument("number", required=False)
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="逐行查找 FILE 里的索引号或文号：文字、CSV 或 XLSX，每行一个号或一整行表格；“-”为标准输入。",
)
@click.option("--csv", "as_csv", is_flag=True, help="与 --file 同用：以 CSV 输出。")
@json_option()
@click.pass_context
def locate_command(
    context: click.Context, *, number: str | None, path: Path | None, as_csv: bool, as_json: bool
) -> int:
    """按索引号 NUMBER 查找，可以只写一段，也可以有一处写错；或用 --file 查找一批。

    查找一批时，有任何一个号没有找到，就以 1 退出。
    """
    if (number is None) == (path is None):
        raise click.UsageError(
            "缺少 NUMBER；要查一批号，请用 --file 写明它们所在的文件"
            if number is None
            else "NUMBER 和 --file 只能写一个",
            context,
        )
    if path is not None:
        return _locate_all(context, path, as_csv=as_csv, as_json=as_json)
    if as_csv:
        raise click.UsageError("--csv 只与 --file 同用", context)
    return _locate_one(context, clean_argument(number or ""), as_json=as_json)


def _locate_one(context: click.Context, number: str, *, as_json: bool) -> int:
    from service.cli.locate_text import locate_lines
    from service.web.api.documents import LOCATE_RESULT

    wanted = parse_values([("number", number)], LOCATE_PARAMETERS)["number"]
    with opened_archive(settings_of(context)) as archive:
        result = archive.locate(wanted)
    print_answer(result, LOCATE_RESULT.write, locate_lines, as_json=as_json)
    return OK if result.exact or result.candidates else NOTHING_FOUND


def _locate_all(context: click.Context, path: Path, *, as_csv: bool, as_json: bool) -> int:
    from corpus.readers.list_file import MOST_LINES
    from service.bulk_locate.located import ABSENT, NEAR, OUTCOMES

    settings = settings_of(context)
    tables = _tables(context, path)
    with opened_archive(settings) as archive:
        found = archive.locate_all(tables, MOST_LINES)
    _print(found, settings.web.url, as_csv=as_csv, as_json=as_json)
    counts = found.counts
    say("，".join(f"{outcome.label} {counts[outcome]}" for outcome in OUTCOMES))
    if found.left_out:
        say(f"注意：另有 {found.left_out} 行没有查找，请分批查找。")
    is_complete = not (counts[NEAR] or counts[ABSENT] or found.left_out)
    return OK if is_complete and found.numbers else NOTHING_FOUND


def _tables(context: click.Context, path: Path) -> list[Table]:
    from corpus.errors import UnreadableFile
    from corpus.readers.list_file import tables_of_file

    data = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    try:
        return tables_of_file(data)
    except UnreadableFile as exc:
        raise click.UsageError(f"{path}：{exc}", context) from exc


def _print(found: LocatedNumbers, site: str, *, as_csv: bool, as_json: bool) -> None:
    from service.bulk_locate.table import rows
    from service.export.comma_separated import comma_separated
    from service.web import urls
    from service.web.api.bulk_documents import LOCATED_NUMBERS

    if as_csv and not as_json:
        print_file(comma_separated(rows(found, urls.reports_at(site))))
    else:
        print_answer(found, LOCATED_NUMBERS.write, _lines, as_json=as_json)


def _lines(found: LocatedNumbers) -> Iterator[str]:
    from service.bulk_locate.table import line_of
    from service.cli.report_text import report_line

    for each in found.numbers:
        yield printable(line_of(each))
        yield from (f"  {report_line(report)}" for report in each.reports)
