"""The command that shows what people search for, from the search log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import click

from corpus.errors import InvalidDate
from corpus.values.partial_date import PartialDate, parse_partial_date
from service.cli.answers import json_option, print_answer
from service.cli.chinese import Command, WholeNumber
from service.cli.exit_codes import NOTHING_FOUND, OK
from service.cli.opened import settings_of
from service.cli.terminal import clean_argument, printable, say

if TYPE_CHECKING:
    from service.search_log.figures import Figures, QueryFigures

_HEADINGS = {
    "frequent": "查得最多的",
    "without_result": "没有结果的",
    "slow": "最慢的",
    "without_click": "有结果却没有人点开的",
}
_COLUMNS = "    次数    结果    点开  平均毫秒  检索式"


@click.command("queries", cls=Command)
@click.option("--since", metavar="DATE", help="从这一天起，如 2026-11-01、2026-11。")
@click.option("--until", metavar="DATE", help="到这一天为止。")
@click.option("--size", type=WholeNumber(1, 10_000), default=20, metavar="N", help="每类列出几条，默认 20。")
@click.option("--forget", metavar="WORD", help="删去检索式含有 WORD 的全部记录，不列出什么。")
@json_option()
@click.pass_context
def queries_command(
    context: click.Context, *, since: str | None, until: str | None, size: int, forget: str | None, as_json: bool
) -> int:
    """列出检索日志里查得最多的、没有结果的、最慢的和没有人点开的检索式。

    日志由配置中的 log.searches 开启，不记是谁查的。
    """
    from service.search_log.database import forget_queries, opened
    from service.search_log.figures import EVER, figures

    path = settings_of(context).log.searches
    if path is None:
        raise click.UsageError("没有开启检索日志，请在配置中写明 log.searches", context)
    first = _start(since, PartialDate.first_day, context) if since else EVER[0]
    last = _start(until, PartialDate.last_day, context, days=1) if until else EVER[1]
    connection = opened(path)
    if forget is not None:
        removed = forget_queries(connection, clean_argument(forget))
        say(f"已删去 {removed} 条记录。")
        return OK if removed else NOTHING_FOUND
    found = figures(connection, within=(first, last), most=size)
    print_answer(found, asdict, _lines, as_json=as_json)
    return OK if found.searches else NOTHING_FOUND


def _start(text: str, day: Callable[[PartialDate], date], context: click.Context, *, days: int = 0) -> datetime:
    """Return when the day that a text names begins on this machine's clock, or so many days later."""
    try:
        found = day(parse_partial_date(text))
    except InvalidDate as exc:
        raise click.UsageError(f"“{text}”不是有效日期：{exc.reason}", context) from exc
    return datetime.combine(found + timedelta(days=days), time()).astimezone(UTC)


def _lines(found: Figures) -> list[str]:
    lines = [f"共 {found.searches} 次检索，点开 {found.clicks} 次。"]
    for kind, heading in _HEADINGS.items():
        if queries := getattr(found, kind):
            lines += ["", heading, _COLUMNS, *_rows(queries)]
    return lines


def _rows(queries: Sequence[QueryFigures]) -> list[str]:
    return [
        f"{each.searches:8}{each.total:8}{each.clicks:8}{each.milliseconds:10.1f}  {printable(each.query)}"
        for each in queries
    ]
