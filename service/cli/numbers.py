"""The command of the ledger of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import click

from service.cli.answers import json_option, print_answer, print_file
from service.cli.chinese import Command
from service.cli.exit_codes import NOTHING_FOUND, OK
from service.cli.opened import opened_archive, settings_of
from service.cli.terminal import clean_argument, printable, say

if TYPE_CHECKING:
    from service.archive import Archive
    from service.numbering.numbering import SeriesList
    from service.numbering.page import NumbersPage
    from service.numbering.parameters import SeriesRequest

_FORMATS = ("csv", "xlsx")


@click.command("numbers", cls=Command)
@click.argument("name", required=False)
@click.option("--kind", default="", metavar="KIND", help="index（索引号）或 document（文号）；不写为 index。")
@click.option("--year", default="", metavar="YEAR", help="只列这一年的序列。")
@click.option("--contains", default="", metavar="WORDS", help="只列名称里有 WORDS 的序列：机构代码、机关代字。")
@click.option("--page", default="", metavar="N", help="序列的第几页。")
@click.option("--from", "start", default="", metavar="N", help="与 NAME 同用：从哪个序号列起。")
@click.option("--format", "ending", type=click.Choice(_FORMATS), help="与 NAME 同用：把整个序列作为表格写到标准输出。")
@json_option("以 JSON 输出，与接口相同。")
@click.pass_context
def numbers_command(
    context: click.Context,
    *,
    name: str | None,
    kind: str,
    year: str,
    contains: str,
    page: str,
    start: str,
    ending: str | None,
    as_json: bool,
) -> int:
    """编号台账：列出编号序列；写明序列 NAME（序号前面的部分，如 015530468/2022、青水发〔2022〕）时列出它的号。

    列出哪些号有信息，哪些缺号、多份同号或已撤回。没有这样的序列时以 1 退出。
    """
    from service.numbering.parameters import parse_series, parse_series_list

    of_list, of_one = {"--year": year, "--contains": contains, "--page": page}, {"--from": start}
    stray = of_list if name else {**of_one, "--format": ending}
    if wrong := [option for option, value in stray.items() if value]:
        without = "不能与 NAME 同用" if name else "须与 NAME 同用"
        raise click.UsageError(f"{'、'.join(wrong)} {without}", context)
    if not name:
        pairs = [("kind", kind), ("year", year), ("q", clean_argument(contains)), ("page", page)]
        wanted = parse_series_list(pairs)
        with opened_archive(settings_of(context)) as archive:
            return _list(archive.numbering.listed(wanted), as_json=as_json)
    asked = parse_series([("kind", kind), ("name", clean_argument(name)), ("from", start)])
    settings = settings_of(context)
    with opened_archive(settings) as archive:
        if ending:
            return _write(archive, asked, ending, settings.web.url)
        return _show(archive.numbering.page(asked), as_json=as_json)


def _list(found: SeriesList, *, as_json: bool) -> int:
    from service.web.api.numbering_documents import SERIES_LIST

    print_answer(found, SERIES_LIST.write, _list_lines, as_json=as_json)
    return OK if found.total else NOTHING_FOUND


def _list_lines(found: SeriesList) -> Iterator[str]:
    yield f"共 {found.total} 个序列，缺号 {found.missing} 个；第 {found.request.page} / {max(found.pages, 1)} 页。"
    for each in found.series:
        of = each.summary
        yield printable(
            f"  {of.series.name}  有 {of.numbers}，缺 {of.missing}，多份同号 {of.shared}，已撤回 {of.withdrawn}，最新 {of.newest}"
        )
    if found.left_out:
        yield f"另有 {found.left_out} 个较早年份的序列没有列出。"
    if found.malformed_total:
        yield f"另有 {found.malformed_total} 个号看不出序号，suoyin audit --kind malformed_number 可以列出。"


def _write(archive: Archive, asked: SeriesRequest, ending: str, site: str) -> int:
    from service.numbering.table import TABLES, table
    from service.web import urls

    rows = table(archive.numbering.rows(asked.series), urls.reports_at(site))
    first = next(rows, None)
    if first is None:
        say("档案里没有这个序列的号。")
        return NOTHING_FOUND
    print_file(TABLES[ending](chain((first,), rows)))
    return OK


def _show(found: NumbersPage, *, as_json: bool) -> int:
    from service.web.api.numbering_documents import NUMBERS_PAGE

    print_answer(found, NUMBERS_PAGE.write, _page_lines, as_json=as_json)
    return OK if found.rows else NOTHING_FOUND


def _page_lines(found: NumbersPage) -> Iterator[str]:
    from service.cli.report_text import report_line

    of = found.summary
    if not found.rows:
        yield printable(f"档案里没有序列 {of.series.name} 的号。")
        return
    yield printable(
        f"{of.series.name}：序号 {of.lowest} 到 {of.highest}，有 {of.numbers} 个号、{of.reports} 份，"
        f"缺 {of.missing} 个号（{of.gaps} 处），多份同号 {of.shared}，已撤回 {of.withdrawn}。"
    )
    for row in found.rows:
        stretch = f" 到 {of.series.number(row.last)}（{row.size} 个）" if row.size > 1 else ""
        yield printable(f"{row.number}{stretch}  {row.state.label}")
        yield from (f"  {report_line(report)}" for report in row.reports)
        if row.total > len(row.reports):
            yield f"  另有 {row.total - len(row.reports)} 份，用 suoyin locate 全部列出"
        yield from (printable(f"  {each.at} 撤回 [{each.report_id}]") for each in row.withdrawn)
    if found.next is not None:
        yield f"后面还有，用 --from {found.next} 接着列"
    if found.next_gap:
        yield f"下一处缺号从序号 {found.next_gap[0]} 开始"
    if found.malformed:
        more = f" 等 {len(found.malformed) + found.malformed_left_out} 个" if found.malformed_left_out else ""
        yield printable(f"开头相同而看不出序号的：{'、'.join(found.malformed)}{more}")
