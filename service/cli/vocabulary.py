"""The commands for lists of words that mean the same."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.chinese import Group
from service.cli.exit_codes import NOTHING_FOUND, OK, USELESS_LINES
from service.cli.opened import opened_archive, settings_of
from service.cli.terminal import print_lines, printable, say

_MOST_UNANSWERED = 50
"""Queries without result that are listed beside what the archive proposes: more than anybody adds words for at a time."""


@click.group("vocabulary", cls=Group)
def vocabulary_command() -> None:
    """检查同义词表，或从档案中找出可收入的词。"""


@vocabulary_command.command("check")
@click.argument("path", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.pass_context
def check_command(context: click.Context, path: Path | None) -> int:
    """列出词表 FILE 中写错、无用或互相矛盾的行。

    不写 FILE 时检查配置中的 search.vocabulary，没有配置则检查随程序提供的词表。
    """
    from service.vocabulary.checking import faults
    from service.vocabulary.entries import SHIPPED
    from service.vocabulary.vocabulary import read_list, shipped_entries

    settings = settings_of(context)
    own = path or settings.search.vocabulary
    shipped = shipped_entries() if own else ()
    with opened_archive(settings) as archive:
        found = [
            f"{each}:{fault.line}：{fault.message}"
            for each in ([own] if own else SHIPPED)
            for fault in faults(read_list(each), shipped, archive.holds)
        ]
    if not found:
        return OK
    print_lines(found)
    return USELESS_LINES


@vocabulary_command.command("propose")
@click.pass_context
def propose_command(context: click.Context) -> int:
    """从档案中找出简称和全称（“以下简称”、名称后的括号），写成词表的行，供挑选。

    开启了检索日志（log.searches）时，也列出查过而没有结果的检索式。
    """
    from service.vocabulary.proposing import proposals
    from service.vocabulary.vocabulary import vocabulary

    settings = settings_of(context)
    known = vocabulary(settings.search.vocabulary)
    with opened_archive(settings) as archive:
        found = proposals(archive.export(), known)
    lines = [line for each in found for line in each.lines] + _unanswered(settings.log.searches)
    if not lines:
        say("没有找到词表里还没有的简称。")
        return NOTHING_FOUND
    print_lines(lines)
    say(f"找到 {len(found)} 对，请挑选后写入 search.vocabulary 所指的文件。")
    return OK


def _unanswered(log: Path | None) -> list[str]:
    """Return comments for a list of words that name what people searched for in vain, the most frequent first."""
    from service.search_log.database import opened
    from service.search_log.figures import EVER, figures

    if log is None:
        return []
    asked = figures(opened(log), within=EVER, most=_MOST_UNANSWERED).without_result
    return [f"# 查过 {each.searches} 次，没有结果：{printable(each.query)}" for each in asked]
