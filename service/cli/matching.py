"""The command that answers an application for information."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.answers import json_option, print_answer
from service.cli.chinese import Command
from service.cli.exit_codes import NOTHING_FOUND, OK
from service.cli.file_text import text_of
from service.cli.opened import opened_archive, settings_of
from service.cli.terminal import from_html, printable, say

if TYPE_CHECKING:
    from service.applications.matched import MatchedApplication


@click.command("match", cls=Command)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@json_option()
@click.pass_context
def match_command(context: click.Context, *, path: Path, as_json: bool) -> int:
    """依申请公开答复助手：读申请 FILE，逐项找出已经主动公开的信息，给出答复。

    FILE 可以是文字、DOCX、PDF 等能收录的格式，“-”为标准输入的文字。申请人、电话、证件号不参与查找，也不保存任何内容。有一项没有接近的信息时，以 1 退出。
    """
    from service.applications.matched import matched_application
    from service.web import urls
    from service.web.api.application_documents import MATCHED_APPLICATION

    settings = settings_of(context)
    application = text_of(path)
    with opened_archive(settings) as archive:
        found = matched_application(application, archive.search, archive.check_citations)
    lines = partial(_lines, address_of=urls.reports_at(settings.web.url))
    print_answer(found, MATCHED_APPLICATION.write, lines, as_json=as_json)
    if found.left_out:
        say(f"注意：另有 {found.left_out} 项没有查找，请分成几份。")
    return OK if found.pieces and all(each.answers for each in found.pieces) else NOTHING_FOUND


def _lines(found: MatchedApplication, address_of: Callable[[str], str]) -> Iterator[str]:
    from service.applications.reply import reply_line
    from service.cli.report_text import report_line

    if not found.pieces:
        yield "没有读出申请公开的内容。"
    for number, piece in enumerate(found.pieces, start=1):
        yield printable(f"{number}. {piece.text}")
        if not piece.answers:
            yield "   没有找到接近的信息。"
        for answer in piece.answers:
            yield f"   {report_line(answer.report)}"
            if answer.passage_html:
                yield f"     {from_html(answer.passage_html, colour=False)}"
            yield printable(f"     答复：{reply_line(answer.report, address_of(answer.report.id))}")
