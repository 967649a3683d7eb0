"""The command that exports reports."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import click

from indexer.query import Sort
from service.cli.answers import print_file
from service.cli.chinese import Command
from service.cli.exit_codes import OK
from service.cli.filters import filter_option, filter_pairs
from service.cli.opened import opened_archive, settings_of
from service.cli.terminal import clean_argument, say
from service.query.steps import StepName
from service.search.parameters import parse_search

_FORMATS = ("jsonl", "csv", "xlsx")


@click.command("export", cls=Command)
@click.option("--query", default="", metavar="QUERY", help="只导出检索到的信息，照所写的查找，不放宽；默认全部。")
@filter_option
@click.option(
    "--format", "ending", type=click.Choice(_FORMATS), default="jsonl", help="格式，默认 jsonl；只有它含正文。"
)
@click.pass_context
def export_command(context: click.Context, *, query: str, filters: tuple[str, ...], ending: str) -> int:
    """把信息导出为 JSON Lines 或表格，写到标准输出。"""
    from service.export.formats import FORMATS
    from service.web import urls

    asked = parse_search([("q", clean_argument(query)), *filter_pairs(filters, context)])
    settings = settings_of(context)
    numbers = count()
    with opened_archive(settings) as archive:
        found = archive.export(replace(asked, sort=Sort.OLDEST, step=asked.step or StepName.TYPED))
        counted = (report for report, _ in zip(found, numbers, strict=False))
        print_file(FORMATS[ending].write(counted, urls.reports_at(settings.web.url)))
    say(f"已导出 {next(numbers)} 条。")
    return OK
