"""The command that explains how a query is understood, and why it finds a report or doesn't."""

from __future__ import annotations

import click

from service.cli.answers import say_no_report
from service.cli.chinese import Command
from service.cli.exit_codes import NOTHING_FOUND, OK
from service.cli.filters import filter_option, filter_pairs
from service.cli.opened import opened_archive, settings_of
from service.cli.terminal import clean_argument, print_lines
from service.search.parameters import parse_search


@click.command("explain", cls=Command)
@click.argument("query")
@click.argument("report_id", required=False, metavar="[ID]")
@filter_option
@click.pass_context
def explain_command(context: click.Context, *, query: str, report_id: str | None, filters: tuple[str, ...]) -> int:
    """说明 QUERY 如何被理解、切分和匹配；写明 ID 时，说明为什么找到或没找到这条信息。"""
    from service.cli.explanation_text import explanation_lines, report_explanation_lines

    asked = parse_search([("q", clean_argument(query)), *filter_pairs(filters, context)])
    with opened_archive(settings_of(context)) as archive:
        if report_id is None:
            print_lines(explanation_lines(archive.explain(asked.query)))
            return OK
        wanted = clean_argument(report_id)
        explanation = archive.explain_report(asked, wanted)
    if explanation is None:
        say_no_report(wanted)
        return NOTHING_FOUND
    print_lines(report_explanation_lines(explanation))
    return OK if explanation.is_found else NOTHING_FOUND
