"""The command that checks what a draft cites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.answers import json_option, print_answer
from service.cli.chinese import Command
from service.cli.exit_codes import FINDINGS, OK
from service.cli.file_text import text_of
from service.cli.opened import opened_archive, settings_of
from service.cli.terminal import printable, say

if TYPE_CHECKING:
    from service.citations.checked import CheckedDraft


@click.command("citations", cls=Command)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@json_option("以 JSON 输出，与接口相同。")
@click.pass_context
def citations_command(context: click.Context, *, path: Path, as_json: bool) -> int:
    """核对文稿 FILE 引用的标题、文号和索引号；可以是文字、DOCX、PDF 等能收录的格式，“-”为标准输入的文字。

    有引用没有找到、写法不同、与标题不符、已撤回或不再有效时，以 1 退出。
    """
    from service.citations.checked import FOUND, OUTCOMES
    from service.web.api.citation_documents import CHECKED_DRAFT

    settings = settings_of(context)
    draft = text_of(path)
    with opened_archive(settings) as archive:
        found = archive.check_citations(draft)
    print_answer(found, CHECKED_DRAFT.write, _lines, as_json=as_json)
    say(
        f"{len(found.citations)} 条引用："
        + "，".join(f"{outcome.label} {found.counts[outcome]}" for outcome in OUTCOMES)
    )
    if found.left_out:
        say(f"注意：另有 {found.left_out} 条没有核对，请分成几份。")
    return OK if found.counts[FOUND] == len(found.citations) and not found.left_out else FINDINGS


def _lines(found: CheckedDraft) -> Iterator[str]:
    from service.cli.report_text import report_line

    for each in found.citations:
        yield printable(f"{each.text}  {each.outcome.label}：{each.reason}")
        yield from (f"  {report_line(report)}" for report in each.reports)
