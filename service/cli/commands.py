"""The commands: each parses its arguments, asks the archive one question, prints the answer and returns an exit code."""

from __future__ import annotations

import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click

from indexer.errors import ALLOW_REMOVALS
from service.cli.answers import json_option, print_answer, say_no_report
from service.cli.assistant import mcp_command
from service.cli.auditing import audit_command
from service.cli.best_bets import best_bets_command
from service.cli.certifying import certify_command, verify_command
from service.cli.chinese import Group
from service.cli.citing import citations_command
from service.cli.compiling import compile_command
from service.cli.exit_codes import DAMAGED, ERROR, INTERRUPTED, NOT_ALL_INDEXED, NOTHING_FOUND, OK
from service.cli.explaining import explain_command
from service.cli.exporting import export_command
from service.cli.filters import filter_option, filter_pairs
from service.cli.ledger import ledger_command
from service.cli.locating import locate_command
from service.cli.matching import match_command
from service.cli.numbers import numbers_command
from service.cli.opened import opened_archive, settings_of
from service.cli.progress import progress_bar
from service.cli.publishing import (
    correct_command,
    history_command,
    publish_command,
    restore_command,
    withdraw_command,
)
from service.cli.queries import queries_command
from service.cli.reading import read_command
from service.cli.serving import serve_command
from service.cli.terminal import STDIN, clean_argument, give_up_output, say, uses_colour
from service.cli.user import user_command
from service.cli.vocabulary import vocabulary_command
from service.search.parameters import parse_search
from service.search.request import DEFAULT_PAGE_SIZE


class _Suoyin(Group):
    """The group of all commands."""

    def invoke(self, ctx: click.Context) -> Any:
        """Return the exit code of a command; a closed output pipe (`| head`) ends it quietly.

        This is done here because click would make exit code 1 of it, which says that nothing was found.
        """
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            give_up_output()
            return OK
        return code


@click.group(cls=_Suoyin, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config", type=click.Path(path_type=Path), metavar="FILE", help="配置文件，默认用随程序提供的 config.toml。"
)
@click.option("--index", type=click.Path(path_type=Path), metavar="DIR", help="索引所在的文件夹，代替配置中的。")
@click.version_option(package_name="suoyin", message="suoyin %(version)s", help="显示版本。")
def suoyin(config: Path | None, index: Path | None) -> None:
    """索引：政府信息公开档案的全文检索。"""


for each in (
    audit_command,
    best_bets_command,
    certify_command,
    citations_command,
    compile_command,
    correct_command,
    explain_command,
    export_command,
    history_command,
    ledger_command,
    locate_command,
    match_command,
    mcp_command,
    numbers_command,
    publish_command,
    queries_command,
    read_command,
    restore_command,
    serve_command,
    user_command,
    verify_command,
    vocabulary_command,
    withdraw_command,
):
    suoyin.add_command(each)


@suoyin.command("index")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[PATH]…")
@click.option("--rebuild", is_flag=True, help="从头重建索引，完成后替换旧的。")
@click.option("--strict", is_flag=True, help="有文件未能收录，或因类型等被略过时，以 1 退出。")
@click.option(ALLOW_REMOVALS, is_flag=True, help="移除的信息再多也照做（限度见 archive.removal_percent）。")
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="把全部结果写入 FILE，按后缀为 JSON 或 CSV：合计、每处问题、每个略过的文件。",
)
@json_option()
@click.pass_context
def index_command(
    context: click.Context,
    *,
    paths: tuple[Path, ...],
    rebuild: bool,
    strict: bool,
    allow_removals: bool,
    report_file: Path | None,
    as_json: bool,
) -> int:
    """收录 PATH 里的文件，默认是配置中的路径。

    PATH 为“-”时从标准输入读 JSON Lines。只读新的和改动过的文件；可以随时中断，再次运行会接着做。
    """
    from service.cli.index_text import build_lines, problem_lines
    from service.index_record import SUFFIXES, to_record, write_report
    from service.indexing import IndexRequest
    from service.roots import STREAM

    settings = settings_of(context)
    if not paths and not settings.archive.paths:
        raise click.UsageError("配置中的 archive.paths 是空的，请写明要收录的 PATH", context)
    if report_file is not None and report_file.suffix.lower() not in SUFFIXES:
        raise click.UsageError(f"--report 的文件名应以 {' 或 '.join(SUFFIXES)} 结尾", context)
    files = [path for path in paths if path != STDIN]
    streams = [(STREAM, sys.stdin.buffer)] if STDIN in paths else []
    request = IndexRequest(files, streams, rebuild, allow_removals)
    try:
        with opened_archive(settings) as archive, progress_bar() as progress:
            report = archive.index(request, progress=progress)
    except KeyboardInterrupt:
        say("已中断，原有的索引没有改动。" if rebuild else "已中断。已提交的内容保留，再次运行会接着做。")
        return INTERRUPTED
    if report_file is not None:
        write_report(report, report_file)
    for line in problem_lines(report):
        say(line)
    print_answer(report, to_record, build_lines, as_json=as_json)
    if report.unusable:
        return ERROR
    return NOT_ALL_INDEXED if strict and (report.skipped or report.unwanted) else OK


@suoyin.command("search")
@click.argument("query")
@filter_option
@click.option("--sort", metavar="ORDER", help="次序：relevance、newest 或 oldest。")
@click.option("--page", metavar="N", help="第几页，从 1 起。")
@click.option("--size", metavar="N", help=f"每页条数，默认 {DEFAULT_PAGE_SIZE}。")
@json_option("以 JSON 输出，与接口相同。")
@click.pass_context
def search_command(
    context: click.Context,
    *,
    query: str,
    filters: tuple[str, ...],
    sort: str | None,
    page: str | None,
    size: str | None,
    as_json: bool,
) -> int:
    """检索 QUERY，写法见 docs/query-language.md。"""
    from service.cli.search_text import note_lines, search_lines
    from service.web.api.search_documents import SEARCH_RESULT

    given = (("q", query), ("sort", sort), ("page", page), ("page_size", size))
    pairs = [(name, clean_argument(value)) for name, value in given if value is not None]
    request = parse_search([*pairs, *filter_pairs(filters, context)])
    with opened_archive(settings_of(context)) as archive:
        result = archive.search(request)
    if not as_json:
        for line in note_lines(result.interpretation.notes):
            say(line)
    print_answer(result, SEARCH_RESULT.write, partial(search_lines, colour=uses_colour()), as_json=as_json)
    return OK if result.hits else NOTHING_FOUND


@suoyin.command("show")
@click.argument("report_id", metavar="ID")
@json_option()
@click.pass_context
def show_command(context: click.Context, *, report_id: str, as_json: bool) -> int:
    """显示编号为 ID 的信息全文，编号见检索结果的方括号；曾用编号也可以。"""
    from service.cli.report_text import report_lines
    from service.web.api.documents import REPORT

    wanted = clean_argument(report_id)
    with opened_archive(settings_of(context)) as archive:
        report = archive.report(wanted)
    if report is None:
        say_no_report(wanted)
        return NOTHING_FOUND
    print_answer(report, REPORT.write, report_lines, as_json=as_json)
    return OK


@suoyin.command("status")
@json_option()
@click.pass_context
def status_command(context: click.Context, *, as_json: bool) -> int:
    """显示索引里有什么。"""
    from service.cli.status_text import status_lines
    from service.web.api.documents import ARCHIVE_STATUS

    with opened_archive(settings_of(context)) as archive:
        status = archive.status()
    print_answer(status, ARCHIVE_STATUS.write, status_lines, as_json=as_json)
    return OK


@suoyin.command("check")
@json_option()
@click.pass_context
def check_command(context: click.Context, *, as_json: bool) -> int:
    """通读索引，列出受损之处、受影响的信息和修复的办法。"""
    from service.cli.status_text import damage_lines

    with opened_archive(settings_of(context)) as archive:
        found = list(archive.check())
    print_answer(found, lambda each: {"damage": list(map(asdict, each))}, damage_lines, as_json=as_json)
    return DAMAGED if found else OK
