"""The commands that certify searches, and verify certificates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import reason_of
from service.cli.answers import print_file
from service.cli.chinese import Command
from service.cli.exit_codes import DAMAGED, ERROR, OK
from service.cli.filters import filter_option, filter_pairs
from service.cli.opened import opened_archive, settings_of
from service.cli.publishing import by_option, signed_by
from service.cli.terminal import clean_argument, print_lines, printable, say
from service.search.parameters import parse_search

if TYPE_CHECKING:
    from service.ledger.certificates import Finding

_VERDICTS = {True: "相符", False: "不符", None: "不明"}


@click.command("certify", cls=Command)
@click.argument("queries", nargs=-1, required=True, metavar="QUERY…")
@filter_option
@by_option()
@click.option("--reason", default="", metavar="REASON", help="为何检索，如依申请公开的编号。")
@click.pass_context
def certify_command(
    context: click.Context, *, queries: tuple[str, ...], filters: tuple[str, ...], by: str | None, reason: str
) -> int:
    """检索每个 QUERY，把检索证明写到标准输出，并记入公开台账。

    证明里有索引的状态和摘要、每个检索式如何理解和放宽、找到什么、谁在何时检索；没有结果也可以证明。
    """
    from service.ledger.certificates import to_file

    pairs = filter_pairs(filters, context)
    requests = [parse_search([("q", clean_argument(each)), *pairs]) for each in queries]
    with opened_archive(settings_of(context)) as archive:
        entry = archive.certifier.certify(requests, signed_by(by, reason))
        print_file((to_file(archive.publisher.ledger, entry),))
    say(f"已记入台账第 {entry.number} 条。")
    return OK


@click.command("verify", cls=Command)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def verify_command(context: click.Context, *, path: Path) -> int:
    """核对检索证明 FILE：有没有改动，在不在台账里；索引还是当时的状态时，照原样再检索一次。"""
    try:
        content = path.read_bytes()
    except OSError as exc:
        say(f"错误：读不了 {path}：{reason_of(exc)}")
        return ERROR
    with opened_archive(settings_of(context)) as archive:
        findings = list(archive.certifier.verify(content))
    print_lines(map(_line, findings))
    return DAMAGED if any(each.is_good is False for each in findings) else OK


def _line(finding: Finding) -> str:
    return printable(f"{_VERDICTS[finding.is_good]}  {finding.text}")
